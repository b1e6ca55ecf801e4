"""Change cells of a delimited file in place: every byte outside those cells stays what it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from kananame.io.delimited import Table
from kananame.io.kept import KEEP, decode

BLOCK = 1 << 18


class Edit(NamedTuple):
    """A change of one cell: its position (0-based), and what it holds before and after."""

    column: int
    old: str
    new: str


class Span(NamedTuple):
    """Where the text of a cell stands in its record, without its quotes."""

    start: int
    end: int
    quoted: bool


class Copy:
    """Copies an open table byte by byte to an output, with the cells of some records changed.

    Records are given in order; the stream of the table is where it was after every call.
    """

    def __init__(self, stream: BinaryIO, table: Table, output: BinaryIO) -> None:
        """Take the stream the table is read from, the table with its header just read, and the output."""
        self._stream, self._table, self._output = stream, table, output
        self._copied = 0
        self._begin = table.place().done

    def record(self, record: Sequence[str], edits: Sequence[Edit]) -> bool:
        """Pass the record just read, with all edits made or, where one cannot be made exactly, none.

        Edits of one cell follow one another.  Returns whether they were made.
        """
        begin, end = self._begin, self._table.place().done
        self._begin = end
        if not edits:
            return True
        here = self._stream.tell()
        self._up_to(begin)
        raw = self._stream.read(end - begin)
        changed = edited(raw, record, edits, self._table)
        self._output.write(raw if changed is None else changed)
        self._copied = end
        self._stream.seek(here)
        return changed is not None

    def finish(self) -> None:
        """Copy what is left."""
        self._up_to(self._table.size)

    def _up_to(self, offset: int) -> None:
        self._stream.seek(self._copied)
        while self._copied < offset and (block := self._stream.read(min(BLOCK, offset - self._copied))):
            self._output.write(block)
            self._copied += len(block)


def edited(raw: bytes, record: Sequence[str], edits: Sequence[Edit], table: Table) -> bytes | None:
    """Return the bytes of a record with its cells changed, ``None`` when that could not be undone byte for byte."""
    text = decode(raw, table.codec)
    spans = spans_of(text, record, table.delimiter)
    cells: dict[int, list[str]] = {}
    for edit in edits:
        value = cells.setdefault(edit.column, [record[edit.column], ""] if edit.column < len(record) else ["", ""])
        value[1] = edit.new
    for column in sorted(cells, reverse=True):
        if spans is None or column >= len(spans):
            return None
        old, new = cells[column]
        changed = _replaced(raw, text, spans[column], (old, new), table)
        if changed is None:
            return None
        raw, text = changed
    return raw


def _replaced(raw: bytes, text: str, span: Span, values: tuple[str, str], table: Table) -> tuple[bytes, str] | None:
    old, new = (written(value, table.delimiter, quoted=span.quoted) for value in values)
    if old is None or new is None:
        return None
    begin, end = (byte_at(raw, text, at, table.codec) for at in span[:2])
    try:
        before, after = old.encode(table.codec), new.encode(table.codec)
    except UnicodeEncodeError:
        return None
    # Some encodings write one character in two ways: only what encodes back to its own bytes can be put back.
    if begin is None or end is None or raw[begin:end] != before:
        return None
    changed = raw[:begin] + after + raw[end:], text[: span.start] + new + text[span.end :]
    return changed if decode(changed[0], table.codec) == changed[1] else None


def written(value: str, delimiter: str, *, quoted: bool) -> str | None:
    r"""Return a value as it stands in a cell, ``None`` when it cannot stand there without quotes.

    >>> written('a"b', ",", quoted=True), written("a,b", ",", quoted=False)
    ('a""b', None)
    """
    if quoted:
        return value.replace('"', '""')
    return None if value.startswith('"') or any(char in value for char in f"{delimiter}\r\n") else value


def spans_of(text: str, record: Sequence[str], delimiter: str) -> list[Span] | None:
    r"""Return where the cells of a record stand in its text, ``None`` when that is not plain to see.

    >>> spans_of('a,"b"\n', ["a", "b"], ",")
    [Span(start=0, end=1, quoted=False), Span(start=3, end=4, quoted=True)]
    """
    found = list(_cells(text, delimiter))
    spans = [span for span, _ in found]
    return spans if [value for _, value in found] == list(record) else None


def _cells(text: str, delimiter: str) -> Iterator[tuple[Span, str]]:
    mark = re.escape(delimiter)
    cell = re.compile(rf'"((?:[^"]|"")*)"(?=[{mark}\r\n]|\Z)|([^{mark}\r\n]*)')
    at = 0
    while found := cell.match(text, at):
        quoted = found[1] is not None
        span = Span(*found.span(1 if quoted else 2), quoted)
        yield span, found[1].replace('""', '"') if quoted else found[2]
        at = found.end() + 1
        if text[found.end() : at] != delimiter:
            return


def byte_at(raw: bytes, text: str, at: int, codec: str) -> int | None:
    """Return the byte at which a character of the decoded text begins."""
    try:
        guess = len(text[:at].encode(codec, KEEP))
    except UnicodeEncodeError:
        guess = 0
    offset: int
    for offset in (guess, *range(len(raw) + 1)):
        if decode(raw[:offset], codec) == text[:at] and decode(raw[offset:], codec) == text[at:]:
            return offset
    return None
