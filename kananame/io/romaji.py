"""The romaji columns of a file: each part of each row spelled, and what cannot be spelled found on its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import kananame as kn
from kananame.errors import KananameError
from kananame.io.header import Columns
from kananame.io.people import person_of
from kananame.io.screen import RowReport, graver, identity
from kananame.io.source import Source
from kananame.model import Finding, Part, PersonName, Report, Segment, Severity, Verdict
from kananame.romaji.styles import STANDARD
from kananame.text import is_latin_name

ROMAJI = ("kananame_family_romaji", "kananame_given_romaji", "kananame_romaji_codes")
CODES = "romaji-"
SETTLED = frozenset({"romaji-kana-alone", "romaji-not-aligned"})
"""What is worth no more than a note where no vowel depends on the kanji."""

Spelled = dict[str, kn.Romaji]
"""The parts of a row in Latin letters; what cannot be spelled is left out."""


@dataclass(frozen=True, slots=True)
class RomajiRow:
    """A row that was spelled and not screened: its number, its id cell, its parts, what is wrong with the row."""

    row: int
    id: str | None
    romaji: Spelled
    findings: tuple[Finding, ...]

    def all_findings(self) -> Iterator[Finding]:
        """Yield every finding of the row and every note of its parts."""
        yield from self.findings
        yield from notes(self.romaji)

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready data; the schema is in ``docs/schema.md``."""
        return {
            "row": self.row,
            "id": self.id,
            "romaji": {part: romaji.to_dict() for part, romaji in self.romaji.items()},
            "findings": [finding.to_dict() for finding in self.findings],
        }


class Speller(NamedTuple):
    """How the parts of each row are spelled; the style and the option are known to exist."""

    style: str
    option: str = STANDARD
    book: kn.Rulebook | None = None

    def spell(
        self, part: Part, name: str, reading: str, segments: Sequence[Segment] | None = None
    ) -> kn.Romaji | Finding:
        """Return a part in Latin letters, or the finding that it cannot be spelled."""
        try:
            return kn.romanize(
                reading, name=name, part=part, style=self.style, option=self.option, book=self.book, segments=segments
            )
        except KananameError:
            params = (("part", str(part)), ("reading", reading))
            return Finding("romaji-not-spelled", Severity.ERROR, params=params)

    def person(self, person: PersonName) -> Iterator[tuple[Part, kn.Romaji | Finding]]:
        """Yield the parts of a person; a name in Latin letters is its own spelling."""
        for part, name, reading in (
            (Part.FAMILY, person.family, person.family_reading),
            (Part.GIVEN, person.given, person.given_reading),
        ):
            if is_latin_name(name):
                yield part, Finding("name-not-japanese", field="name", params=(("part", str(part)),))
            elif reading:
                yield part, self.spell(part, name, reading)
            elif name:
                yield part, Finding("reading-missing", Severity.WARNING, params=(("part", str(part)),))

    def report(self, report: RowReport) -> Iterator[tuple[Part, kn.Romaji | Finding]]:
        """Yield the parts that were screened, spelled on the alignment that was found."""
        for part in report.parts.values():
            if part.reading and part.verdict != Verdict.NOT_APPLICABLE:
                yield part.part, self.screened(part)

    def screened(self, report: Report) -> kn.Romaji | Finding:
        """Return a part that was screened in Latin letters, spelled on the alignment that was found."""
        return self.spell(report.part, report.name, report.reading, division(report))


def division(report: Report) -> Sequence[Segment] | None:
    """Return the segments of a report, ``None`` where spelling looks again: at a tie, or a name read as a whole."""
    whole = len(report.segments) == 1 and report.segments[0].basis == "word"
    return None if report.ties or whole or not report.segments else report.segments


def sorted_out(answers: Iterator[tuple[Part, kn.Romaji | Finding]]) -> tuple[Spelled, tuple[Finding, ...]]:
    """Return what was spelled by part, and the findings on what was not."""
    spelled: Spelled = {}
    found: list[Finding] = []
    for part, answer in answers:
        if isinstance(answer, Finding):
            found.append(answer)
        else:
            spelled[str(part)] = answer
    return spelled, tuple(found)


def notes(made: Spelled) -> Iterator[Finding]:
    """Yield the notes of all parts on what is uncertain."""
    for romaji in made.values():
        yield from (note for note in romaji.notes if note.severity != Severity.INFO or note.code not in SETTLED)


def cells(spelled: Spelled, codes: Sequence[str]) -> list[str]:
    """Return the cells for ``ROMAJI``; a part that is not spelled has an empty one."""
    texts = (spelled[part].text if part in spelled else "" for part in (Part.FAMILY, Part.GIVEN))
    return [*texts, " ".join(dict.fromkeys(codes))]


def spelled_cells(row: RomajiRow) -> list[str]:
    """Return the cells of a row that was spelled alone: its codes are all there is to say about it."""
    return cells(row.romaji, [finding.code for finding in row.all_findings()])


def spelled(report: RowReport, speller: Speller) -> RowReport:
    """Return a screened row with its romaji; what cannot be spelled is a finding on the row, and looked at."""
    made, found = sorted_out(speller.report(report))
    verdict = graver(report.verdict, found)
    return replace(report, romaji=made, verdict=verdict, findings=report.findings + found)


def spell(source: Source, columns: Columns, speller: Speller) -> Iterator[tuple[list[str], RomajiRow]]:
    """Yield every record with its romaji, in the order of the file."""
    width = len(source.header)
    for row, record in enumerate(source.records, start=1):
        person, wrong = person_of(record, width, columns, source.codec)
        spelled, found = sorted_out(speller.person(person))
        yield record, RomajiRow(row, identity(record, columns), spelled, wrong + found)
