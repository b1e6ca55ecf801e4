"""Screen the records of a table one by one and count the answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import kananame as kn
from kananame.io import headings as h
from kananame.io.header import Columns
from kananame.io.kept import shown
from kananame.io.people import person_of
from kananame.io.source import Source
from kananame.model import Finding, PersonName, PersonReport, Report, Severity, Verdict
from kananame.person import Ask, worst
from kananame.text import SPACES

ROW = "row"
LOOKED_AT = frozenset({Verdict.REFER, Verdict.REJECT})


def worth_a_line(report: Report) -> bool:
    """Tell whether one part has something to look at, a warning or a proposal."""
    return (
        report.verdict in LOOKED_AT
        or bool(report.suggestions)
        or any(found.severity != Severity.INFO for found in report.findings)
    )


@dataclass(frozen=True, slots=True)
class RowReport:
    """The answer for one record: its number (1-based, header not counted), its id cell, the parts, the row itself."""

    row: int
    id: str | None
    parts: dict[str, Report]
    verdict: Verdict
    findings: tuple[Finding, ...]
    romaji: dict[str, kn.Romaji] | None = None

    @classmethod
    def of(cls, row: int, identity: str | None, person: PersonReport, findings: tuple[Finding, ...]) -> Self:
        """Return the answer for a record whose person was screened; what is wrong with the row makes it graver."""
        verdict = graver(person.verdict, findings)
        return cls(row, identity, person.parts, verdict, findings + person.findings)

    @property
    def worth_a_line(self) -> bool:
        """Whether it has something to look at, a warning or a proposal."""
        return (
            self.verdict in LOOKED_AT
            or any(map(worth_a_line, self.parts.values()))
            or any(found.severity != Severity.INFO for found in self.findings)
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready data; the schema is in ``docs/schema.md``."""
        return {
            "row": self.row,
            "id": self.id,
            "parts": {part: report.to_dict() for part, report in self.parts.items()},
            "verdict": str(self.verdict),
            "findings": [finding.to_dict() for finding in self.findings],
            "romaji": self.romaji and {part: romaji.to_dict() for part, romaji in self.romaji.items()},
        }

    def all_findings(self) -> Iterator[tuple[str, Finding]]:
        """Yield every finding with its part, ``"row"`` for those about the row or the person as a whole."""
        for finding in self.findings:
            yield ROW, finding
        for part, report in self.parts.items():
            for finding in report.findings:
                yield part, finding


@dataclass(slots=True)
class Summary:
    """What a run saw, in numbers only: no name and no reading is kept."""

    rows: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    by_part: dict[str, Counter[Verdict]] = field(default_factory=dict)
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, report: RowReport) -> None:
        """Count one row; a code counts once a row."""
        self.rows += 1
        self.verdicts[report.verdict] += 1
        for part, answer in report.parts.items():
            self.by_part.setdefault(part, Counter())[answer.verdict] += 1
        self.codes.update({found.code for _, found in report.all_findings() if found.severity != Severity.INFO})

    def add_alike(self, rows: int, parts: Mapping[str, Verdict], codes: Iterable[str]) -> None:
        """Count rows with the same verdicts by part and the same codes, about which nothing else is to say.

        A code counts once a row.
        """
        self.rows += rows
        self.verdicts[worst({*parts.values()}, flawed=False)] += rows
        for part, verdict in parts.items():
            self.by_part.setdefault(part, Counter())[verdict] += rows
        self.codes.update(dict.fromkeys(codes, rows))

    def join(self, other: Summary) -> None:
        """Count the rows that follow."""
        self.rows += other.rows
        self.verdicts.update(other.verdicts)
        self.codes.update(other.codes)
        for part, verdicts in other.by_part.items():
            self.by_part.setdefault(part, Counter()).update(verdicts)

    @property
    def to_look_at(self) -> int:
        """How many rows a person must look at."""
        return sum(self.verdicts[verdict] for verdict in LOOKED_AT)

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as JSON-ready data."""
        by_part = {part: dict(verdicts) for part, verdicts in self.by_part.items()}
        return {"rows": self.rows, "verdicts": dict(self.verdicts), "by_part": by_part, "codes": dict(self.codes)}

    @classmethod
    def from_dict(cls, counts: dict[str, Any]) -> Self:
        """Return the counts that ``to_dict`` gave; what was seen first comes first again."""
        by_part = {part: _verdicts(verdicts) for part, verdicts in counts["by_part"].items()}
        return cls(counts["rows"], _verdicts(counts["verdicts"]), by_part, Counter(counts["codes"]))


def _verdicts(counts: dict[str, int]) -> Counter[Verdict]:
    return Counter({Verdict(verdict): count for verdict, count in counts.items()})


def screen(
    source: Source, columns: Columns, *, filing: str, book: kn.Rulebook, first: int = 1
) -> Iterator[tuple[list[str], RowReport]]:
    """Yield every record that is left with its report, in the order of the file; ``first`` is the number of one."""
    width, codec = len(source.header), source.codec
    for row, record in enumerate(source.records, start=first):
        yield record, answer(row, record, width, columns, codec, filing, book)


def answer(  # noqa: PLR0913, PLR0917 (all that decides the answer)
    row: int,
    record: Sequence[str],
    width: int,
    columns: Columns,
    codec: str,
    filing: str,
    book: kn.Rulebook,
    ask: Ask | None = None,
) -> RowReport:
    """Return the report of one record; ``ask`` may remember pairs."""
    name, findings = person_of(record, width, columns, codec)
    person = kn.check_person(name, filing=filing, book=book, ask=ask) if name != PersonName() else PersonReport()
    return RowReport.of(row, identity(record, columns), person, findings)


def graver(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """Return the verdict of a row about which something was found: at least to be looked at."""
    return worst({verdict}, flawed=any(finding.severity != Severity.INFO for finding in findings))


def identity(record: Sequence[str], columns: Columns) -> str | None:
    """Return the id cell of a record, ``None`` when the file has no such column."""
    position = columns.roles.get(h.ID)
    if position is None:
        return None
    return shown(record[position].strip(SPACES)) if position < len(record) else ""
