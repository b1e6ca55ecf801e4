"""Read and write delimited text (CSV, TSV) record by record, in constant memory."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from types import SimpleNamespace
from typing import BinaryIO, TypeVar

from kananame.io.encoding import Encoding
from kananame.io.inert import RISKY, inert
from kananame.io.jobs import in_order
from kananame.io.kept import SHOW
from kananame.io.lines import LineTooLong, TextSource
from kananame.io.parts import ASCII_WITHIN, lines, parts
from kananame.io.refusals import Refusal
from kananame.io.writer import NO_MARKS, Layout, Mark, TableWriter

R = TypeVar("R")
CELL_LIMIT = 1 << 24
DELIMITERS = ",\t;"
NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
END_OF_LINE = "\r\n"
# Read after the last line: a row of its own when all quotes are closed, a part of the last cell when one is not.
END = "\x03\x02\x03\x02\x03"


def parse_delimiter(text: str | None) -> str | None:
    r"""Return the delimiter a caller names.

    Raises ``Refusal`` ``delimiter-invalid``.

    >>> parse_delimiter("tab")
    '\t'
    """
    if text is None:
        return None
    delimiter = NAMED.get(text.lower(), text)
    if len(delimiter) != 1 or delimiter == '"' or (delimiter < " " and delimiter != "\t"):
        raise Refusal("delimiter-invalid")
    return delimiter


class Table(TextSource):
    """Delimited text: a record a line, or more lines where a quoted cell holds line ends."""

    def __init__(self, stream: BinaryIO, encoding: Encoding, path: str, delimiter: str | None = None) -> None:
        """Read the header.

        Raises ``Refusal``: ``header-missing`` here; ``quote-unclosed`` and ``record-too-large`` while the records are
        read.
        """
        super().__init__(stream, encoding, path)
        first = self._first_line()
        self.delimiter = delimiter or max(DELIMITERS, key=first.count)
        self.form = "tsv" if self.delimiter == "\t" else "csv"
        self.newline = "\r\n" if first.endswith("\r\n") else "\n"
        self._records = self._read(chain((first,), self._lines))
        self.header = next(self._records, [])
        if not any(heading.strip() for heading in self.header):
            raise Refusal("header-missing", path=path)

    @property
    def records(self) -> Iterator[list[str]]:
        """The records that are left."""
        return self._records

    def skip(self, rows: int, taken: int) -> None:
        """Go on behind the first records, which end at a byte."""
        super().skip(rows + 1, taken)  # the header is a record, too

    def _first_line(self) -> str:
        try:
            return next(self._lines, "")
        except LineTooLong:
            raise Refusal("record-too-large", path=self.path, row=0) from None

    @property
    def divisible(self) -> bool:
        """Whether bytes tell where records end, so that parts of the file can be read by themselves."""
        return self.codec in ASCII_WITHIN

    def in_parts(
        self, make: Callable[..., Callable[[bytes], R]], told: tuple[object, ...], jobs: int, rows: Callable[[R], int]
    ) -> Iterator[R]:
        """Yield what comes of the records that are left; a part is bytes that :func:`records_of` reads."""
        left = parts(self._stream, self._lines.offset, self.delimiter)
        try:
            for part, found in in_order(make, told, left, jobs):
                self._lines.take(part)
                self._row += rows(found)
                yield found
        except Unreadable as broken:
            raise broken.as_refusal(self.path, self._row) from None

    def _read(self, lines: Iterable[str]) -> Iterator[list[str]]:
        try:
            for record in records(lines, self.delimiter):
                self._row += 1
                yield record
        except Unreadable as broken:
            raise broken.as_refusal(self.path, self._row - broken.row) from None


class Unreadable(Exception):
    """A record nobody can read: too large, or with a quote that never ends; ``row`` is how many stand before it."""

    def __init__(self, row: int, *, unclosed: bool = False) -> None:
        """Take what is to be refused."""
        super().__init__(row)
        self.row, self.unclosed = row, unclosed

    def __reduce__(self) -> tuple[Callable[[int], Unreadable], tuple[int]]:
        """Return how another process makes it again."""
        return partial(Unreadable, unclosed=self.unclosed), (self.row,)

    def as_refusal(self, path: str, before: int) -> Refusal:
        """Return it as the refusal of a file, of which so many records had been read before."""
        row = before + self.row
        if self.unclosed:
            return Refusal("quote-unclosed", path=path, row=row)
        return Refusal("record-too-large", path=path, row=row)


def records(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the records of some lines; raise ``Unreadable`` for one that is none."""
    # The module has one limit for the whole process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))
    row = 0
    try:
        for record in csv.reader(chain(lines, (END,)), delimiter=delimiter):
            if record and record[-1].endswith(END):
                if record != [END]:
                    raise Unreadable(row, unclosed=True)
                return
            row += 1
            yield record
    except (csv.Error, LineTooLong):
        raise Unreadable(row) from None


def records_of(part: bytes, codec: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the records of a part of a file; raise ``Unreadable`` for one that is none."""
    return records(lines(part, codec), delimiter)


def liner(layout: Layout) -> Callable[[Iterable[Sequence[str]]], list[str]]:
    r"""Return what makes rows into lines, their cells as they are.

    >>> liner(Layout(newline="\n"))([["松", "a,b"], ["浦", ""]])
    ['松,"a,b"\n', '浦,\n']
    """
    found: list[str] = []
    # The module quotes a lone carriage return only where it is a part of its own line end.
    sink = SimpleNamespace(write=found.append)
    writer = csv.writer(sink, delimiter=layout.delimiter, lineterminator=END_OF_LINE)
    other_end = layout.newline if layout.newline != END_OF_LINE else ""

    def lined(rows: Iterable[Sequence[str]]) -> list[str]:
        found.clear()
        writer.writerows(rows)
        return [line[: -len(END_OF_LINE)] + other_end for line in found] if other_end else [*found]

    return lined


class CsvWriter(TableWriter):
    r"""Writes delimited text in UTF-8, with the mark Excel needs where it is asked for.

    A byte of the input that could not be decoded is written as an escape (``\x83``), a cell that a spreadsheet would
    run gets a leading ``'`` unless the cells are wanted ``raw``.
    """

    def __init__(self, output: BinaryIO, layout: Layout) -> None:
        """Take an output; one that is gone on with has its byte order mark."""
        self._output = output
        self._raw = layout.raw
        self._lines = liner(layout)
        if layout.marked and layout.fresh:
            output.write(codecs.BOM_UTF8)

    def write(self, cells: Sequence[str], marks: Mapping[int, Mark] = NO_MARKS) -> None:  # noqa: ARG002 (no place)
        """Write one row."""
        row = cells if self._raw else [inert(cell) if cell[:1] in RISKY else cell for cell in cells]
        self._output.write(self._lines([row])[0].encode("utf-8", SHOW))

    def flush(self) -> None:
        """Hand what is written so far to the output."""
        self._output.flush()
