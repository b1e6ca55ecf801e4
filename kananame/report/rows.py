"""A row as the page holds it: short lists instead of objects, and every code as a number.

``report.js`` reads the same order; a page of 20,000 rows is half as large as it would be with names for everything.
"""

from __future__ import annotations

import json
from typing import Any

from kananame.io.screen import RowReport
from kananame.model import Finding, Report, Segment

# What would end a script element, or a line in an older engine, written as JSON writes it otherwise.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Terms:
    """Numbers for codes, given in the order they are first seen."""

    def __init__(self) -> None:
        """Begin with the empty code as number 0."""
        self.numbers: dict[str, int] = {"": 0}

    def __call__(self, code: str | None) -> int:
        """Return the number of a code; 0 for none."""
        return self.numbers.setdefault(str(code or ""), len(self.numbers))


def as_script(value: object) -> str:
    r"""Return a value as JSON that may stand in a script element of HTML.

    >>> as_script("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


def row_data(report: RowReport, number: Terms) -> list[Any]:
    """Return a row: its number, id, verdict, parts, and the findings about the row itself."""
    return [
        report.row,
        report.id or "",
        number(report.verdict),
        [_part(part, answer, number) for part, answer in report.parts.items()],
        [_finding(found, number) for found in report.findings],
    ]


def _part(part: str, report: Report, number: Terms) -> list[Any]:
    return [
        number(part),
        report.name,
        report.reading,
        number(report.verdict),
        number(report.grade),
        number(report.rule),
        number(report.provision),
        [_segment(segment, number) for segment in report.segments],
        [[_segment(segment, number) for segment in path] for path in report.ties],
        [_finding(found, number) for found in report.findings],
        [number(item) for item in report.evidence],
        [[near.reading, number(near.reason), near.score] for near in report.suggestions],
    ]


def _segment(segment: Segment, number: Terms) -> list[Any]:
    changes = [number(change) for change in segment.change.split("+") if change]
    return [segment.kanji, segment.kana, number(segment.basis), changes, number(segment.table), segment.count]


def _finding(found: Finding, number: Terms) -> list[Any]:
    return [number(found.code), number(found.severity), dict(found.params), number(found.cite)]
