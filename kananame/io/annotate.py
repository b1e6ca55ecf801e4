"""The columns a checked CSV gains, and the writer that adds them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import BinaryIO

from kananame import messages
from kananame.io.delimited import Table
from kananame.io.encoding import Encoding
from kananame.io.romaji import screened_cells
from kananame.io.screen import ROW, RowReport
from kananame.model import Finding, Part, Report, Severity

ADDED = (
    "kananame_verdict",
    "kananame_family_verdict",
    "kananame_given_verdict",
    "kananame_family_reading",
    "kananame_given_reading",
    "kananame_grade",
    "kananame_codes",
    "kananame_reasons",
    "kananame_segments",
)
# A spreadsheet runs a cell that begins so; the Japanese one also takes the full-width signs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula.

    >>> inert("=1+1"), inert("松(マツ)")
    ("'=1+1", '松(マツ)')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def added_cells(report: RowReport, lang: str) -> list[str]:
    """Return the cells for ``ADDED``, and for ``ROMAJI`` where the row was spelled too."""
    family, given = report.parts.get(Part.FAMILY), report.parts.get(Part.GIVEN)
    both = [part for part in (family, given) if part is not None]
    cells = [
        str(report.verdict),
        str(family.verdict) if family else "",
        str(given.verdict) if given else "",
        family.reading if family else "",
        given.reading if given else "",
        # The weaker of two grades is the grade of the row; letters sort that way.
        max((str(part.grade) for part in both if part.grade), default=""),
        " ".join(dict.fromkeys(finding.code for _, finding in report.all_findings())),
        reasons(report, lang),
        " ".join(filter(None, (segments(part) for part in both))),
        *(screened_cells(report) if report.romaji is not None else ()),
    ]
    return [inert(cell) for cell in cells]


def reasons(report: RowReport, lang: str) -> str:
    """Return the findings of a row in words, gravest first, each with the part it is about."""
    gravity = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    found = sorted(report.all_findings(), key=lambda pair: gravity.index(pair[1].severity))
    return " / ".join(_in_words(part, finding, lang) for part, finding in found)


def _in_words(part: str, finding: Finding, lang: str) -> str:
    sentence = messages.describe(finding, lang)
    part = dict(finding.params).get("part", part)
    if part == ROW:
        return sentence
    return messages.text("reason-of-part", lang, part=messages.text(f"part-{part}", lang), sentence=sentence)


def segments(report: Report) -> str:
    """Return the alignment as 松(マツ)浦(ウラ); a link between characters stands alone as (ノ)."""
    return "".join(f"{segment.kanji}({segment.kana})" for segment in report.segments)


class CsvWriter:
    """Writes every record as it came, with the added cells under their own headings.

    A short record is filled up to the header, the surplus of a long one follows the added cells: nothing is lost
    and nothing shifts.
    """

    def __init__(
        self, output: BinaryIO, table: Table, encoding: Encoding, lang: str, added: Sequence[str] = ADDED
    ) -> None:
        """Write the header, in UTF-8; with the mark Excel needs, except where the input was UTF-8 without one."""
        marked = encoding.bom or encoding.name != "utf-8"
        codec = "utf-8-sig" if marked else "utf-8"
        self._text = io.TextIOWrapper(output, encoding=codec, errors="backslashreplace", newline="")
        self._rows = csv.writer(self._text, delimiter=table.delimiter, lineterminator=table.newline)
        self._width = len(table.header)
        self._lang = lang
        self._rows.writerow([*table.header, *added])

    def write(self, record: Sequence[str], report: RowReport) -> None:
        """Write one record with its answer."""
        self.write_cells(record, added_cells(report, self._lang))

    def write_cells(self, record: Sequence[str], cells: Sequence[str]) -> None:
        """Write one record with cells for what was added to the header."""
        width = self._width
        padding = [""] * (width - len(record))
        self._rows.writerow([*record[:width], *padding, *cells, *record[width:]])

    def close(self) -> None:
        """Hand everything to the output, which stays open."""
        self._text.flush()
        self._text.detach()
