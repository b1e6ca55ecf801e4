"""How answered rows become what is written: delimited text, JSON lines, or cells that a workbook or Parquet file takes.

A scribe works where rows are screened, in whatever process; what it made of them travels to who writes the file.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Final, Generic, NamedTuple, TypeVar

from kananame import Romaji
from kananame.io.annotate import NOTHING, Told, added_cells, beside, marks, row_cells, told
from kananame.io.batch import BETWEEN, Batch, Search, risk
from kananame.io.delimited import liner
from kananame.io.header import Columns
from kananame.io.inert import inert
from kananame.io.jsonl import as_json
from kananame.io.kept import SHOW
from kananame.io.screen import RowReport, identity
from kananame.io.writer import Layout, Mark
from kananame.model import Report, Verdict

A = TypeVar("A")
M = TypeVar("M")
ACCEPTED: Final = str(Verdict.ACCEPT)


Plain = Callable[[int, str, A, A], None]
"""Writes a plain row: its place among the rows, its verdict, the answers of family and given name."""


class Scribe(ABC, Generic[A, M]):
    """Writes down rows in their order.

    ``A`` is what it keeps of the answer for a pair, ``M`` what it makes of some rows.
    """

    @abstractmethod
    def of_pair(self, part: str, report: Report, romaji: Romaji | None) -> A:
        """Return what a plain row is told of a pair; asked once for each distinct pair."""

    @abstractmethod
    def begin(self, rows: Batch) -> Plain[A]:
        """Begin with some rows; return what writes one of them of which only its pairs have something to say."""

    @abstractmethod
    def row(self, at: int, report: RowReport) -> None:
        """Write a row of them that was looked at by itself."""

    @abstractmethod
    def made(self) -> M:
        """Return what was made of the rows since ``begin``."""


class Nothing(Scribe[None, None]):
    """Writes nothing: only numbers are wanted."""

    def of_pair(self, part: str, report: Report, romaji: Romaji | None) -> None:
        """Keep nothing."""

    def begin(self, rows: Batch) -> Plain[None]:  # noqa: ARG002 (nothing is read)
        """Return what writes nothing."""
        return lambda *_: None

    def row(self, at: int, report: RowReport) -> None:
        """Write nothing."""

    def made(self) -> None:
        """Return nothing."""


class TextScribe(Scribe[Told, bytes]):
    """Writes every record as it came, with the added cells beside it."""

    def __init__(self, layout: Layout, width: int, lang: str, *, spelled: bool) -> None:
        """Take how the text is laid out, the length of the header, the language, and whether names are spelled too."""
        self._lines = liner(layout)
        self._between, self._end, self._tamed = layout.delimiter, layout.newline, not layout.raw
        self._changed = changed(layout.delimiter)
        self._width, self._lang, self._spelled = width, lang, spelled
        self._out: list[str] = []

    def of_pair(self, part: str, report: Report, romaji: Romaji | None) -> Told:
        """Return the cells of a pair, and whether they are bare and quiet."""
        answer = told(part, report, self._lang, romaji)
        answer.bare = not self._changed(BETWEEN.join(("", *answer.texts())))
        more = answer.codes or answer.suggestions or answer.romaji_codes or not answer.segments
        answer.quiet = answer.bare and not more and answer.verdict == ACCEPTED
        return answer

    def begin(self, rows: Batch) -> Plain[Told]:
        """Take the records; return what writes one and the cells of its pairs."""
        self._records = rows.records
        self._out = []
        # Asked of every row: names of this function are found sooner than those of the scribe.
        own, put, one, three, ended = self._own(rows), self._out.append, self._between, self._between * 3, self._end
        accepted = f"{one}{one.join([ACCEPTED] * 3)}{one}"
        behind, between, end = (three, one, f"{one}{ended}") if self._spelled else (one * 2, "", ended)

        def plain(at: int, verdict: str, family: Told, given: Told) -> None:
            if family.quiet and given.quiet:
                # What row_cells gives for them, a piece at a time: most rows of a file, so no cell is looked at twice.
                grade = given.grade if given.grade > family.grade else family.grade  # noqa: FURB136 (max takes longer)
                put(
                    f"{own[at]}{accepted}{family.reading}{one}{given.reading}{one}{grade}{three}"
                    f"{family.segments} {given.segments}{behind}{family.romaji}{between}{given.romaji}{end}"
                )
            else:
                put(f"{own[at]}{one}{self._added(verdict, family, given)}{ended}")

        return plain

    def _own(self, rows: Batch) -> Sequence[str]:
        """Return the text of the records: as it is, where that is how they are written."""
        risky = self._tamed and rows.risky
        if rows.between == self._between and not risky:
            return rows.lines
        made = self._lines([*map(inert, record)] for record in rows.records) if risky else self._lines(rows.records)
        return [line[: -len(self._end)] for line in made]

    def _added(self, verdict: str, family: Told, given: Told) -> str:
        """Return the text of the cells that a row gains."""
        cells = row_cells(verdict, NOTHING, family, given, spelled=self._spelled)
        return self._between.join(cells) if family.bare and given.bare else self._line(cells)

    def row(self, at: int, report: RowReport) -> None:
        """Write the record, filled up when short, its surplus behind the added cells."""
        cells = beside(self._records[at], self._width, added_cells(report, self._lang))
        self._out.append(f"{self._line(cells)}{self._end}")

    def _line(self, cells: Sequence[str]) -> str:
        return self._lines([[*map(inert, cells)] if self._tamed else cells])[0][: -len(self._end)]

    def made(self) -> bytes:
        """Return the rows in UTF-8."""
        return "".join(self._out).encode("utf-8", SHOW)


@cache
def changed(delimiter: str) -> Search:
    """Return what finds among cells, each behind ``BETWEEN``, one that is quoted or that a spreadsheet might run."""
    return re.compile(f'[{re.escape(delimiter)}"\r\n]|{risk(BETWEEN)}').search


class Parts(NamedTuple):
    """The JSON of a part's report and of its romaji."""

    report: str
    romaji: str


class JsonScribe(Scribe[Parts, list[str]]):
    """Writes the report of each row, in the schema of ``docs/schema.md``, from behind the number of the row on."""

    def __init__(self, columns: Columns, *, spelled: bool) -> None:
        """Take which column holds the id, and whether names are spelled too."""
        self._columns, self._spelled = columns, spelled
        self._out: list[str] = []

    def of_pair(self, part: str, report: Report, romaji: Romaji | None) -> Parts:
        """Return the JSON of a pair."""
        return Parts(f'"{part}":{as_json(report.to_dict())}', f'"{part}":{as_json(romaji.to_dict())}' if romaji else "")

    def begin(self, rows: Batch) -> Plain[Parts]:
        """Take the records, whose ids are told; return what writes the reports of both pairs."""
        self._records = rows.records
        self._out = []
        return self._plain

    def _plain(self, at: int, verdict: str, family: Parts, given: Parts) -> None:
        key = as_json(identity(self._records[at], self._columns))
        romaji = f"{{{family.romaji},{given.romaji}}}" if self._spelled else "null"
        self._out.append(
            f',"id":{key},"parts":{{{family.report},{given.report}}},"verdict":"{verdict}","findings":[],'
            f'"romaji":{romaji}}}\n'
        )

    def row(self, at: int, report: RowReport) -> None:  # noqa: ARG002 (the report has all that is told)
        """Write the report of a row."""
        line = as_json(report.to_dict())
        self._out.append(f"{line[len(numbered(report.row)) :]}\n")

    def made(self) -> list[str]:
        """Return the lines, each from behind its number on."""
        return self._out


def numbered(row: int) -> str:
    """Return how the line of a row begins.

    >>> numbered(7)
    '{"row":7'
    """
    return f'{{"row":{row}'


class Cells(NamedTuple):
    """The cells of some rows, and by row which of them are in question."""

    rows: list[Sequence[str]]
    marks: dict[int, Mapping[int, Mark]]


class CellScribe(Scribe[Told, Any]):
    """Gives every record with the added cells beside it, and the cells in question where somebody marks them."""

    def __init__(self, columns: Columns, width: int, lang: str, *, spelled: bool, marked: bool) -> None:
        """Take the columns, the length of the header, the language, whether names are spelled and cells marked."""
        self._columns, self._width, self._lang = columns, width, lang
        self._spelled, self._marked = spelled, marked
        self._out = Cells([], {})

    def of_pair(self, part: str, report: Report, romaji: Romaji | None) -> Told:
        """Return the cells of a pair."""
        return told(part, report, self._lang, romaji)

    def begin(self, rows: Batch) -> Plain[Told]:
        """Take the records; return what gives one and the cells of its pairs."""
        self._records = rows.records
        self._out = Cells([], {})
        return self._plain

    def _plain(self, at: int, verdict: str, family: Told, given: Told) -> None:
        self._out.rows.append([*self._records[at], *row_cells(verdict, NOTHING, family, given, spelled=self._spelled)])

    def row(self, at: int, report: RowReport) -> None:
        """Give the record, filled up when short, and what is in question."""
        record = self._records[at]
        if self._marked and report.worth_a_line:
            self._out.marks[at] = marks(report, record, self._columns, self._width, self._lang)
        self._out.rows.append(beside(record, self._width, added_cells(report, self._lang)))

    def made(self) -> Any:  # noqa: ANN401 (cells here; who writes columns makes them of these)
        """Return the cells, as ``Cells``."""
        return self._out
