"""Read and write delimited text (CSV, TSV) record by record, in constant memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from kananame.io.encoding import Encoding
from kananame.io.refusals import Refusal

CELL_LIMIT = 1 << 24
DELIMITERS = ",\t;"
NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}
DOS_END = "\x1a"
# Read after the last line: a row of its own when all quotes are closed, a part of the last cell when one is not.
END = "\x03\x02\x03\x02\x03"


@dataclass(frozen=True, slots=True)
class Table:
    """The header of a delimited file, how it is written, and its data records in order (read once)."""

    header: list[str]
    records: Iterator[list[str]]
    delimiter: str
    newline: str


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


@contextmanager
def open_table(stream: BinaryIO, encoding: Encoding, path: str, delimiter: str | None = None) -> Iterator[Table]:
    """Read the header of a seekable stream; the records follow as they are asked for, inside the block.

    Raises ``Refusal``: ``header-missing`` here; ``quote-unclosed``, ``record-too-large`` and ``byte-undecodable``
    while the records are read.
    """
    stream.seek(len(encoding.bom))
    text = io.TextIOWrapper(stream, encoding=encoding.name, newline="")
    try:
        yield _table(text, path, delimiter)
    finally:
        text.detach()


def _table(text: io.TextIOWrapper, path: str, delimiter: str | None) -> Table:
    first = text.readline(CELL_LIMIT)
    chosen = delimiter or max(DELIMITERS, key=first.count)
    records = _records(_lines(first, text), chosen, path)
    header = next(records, [])
    if not any(heading.strip() for heading in header):
        raise Refusal("header-missing", path=path)
    return Table(header, records, chosen, "\r\n" if first.endswith("\r\n") else "\n")


def _lines(first: str, text: io.TextIOWrapper) -> Iterator[str]:
    line = first
    while line:
        if len(line) >= CELL_LIMIT:
            raise csv.Error  # as for a cell: a record too large
        if line != DOS_END:
            yield line
        line = text.readline(CELL_LIMIT)
    yield END


def _records(lines: Iterator[str], delimiter: str, path: str) -> Iterator[list[str]]:
    # The module has one limit for the whole process; it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))
    row = 0
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row, record in enumerate(reader):
            if record and record[-1].endswith(END):
                if record != [END]:
                    raise Refusal("quote-unclosed", path=path, row=row)
                return
            yield record
    except csv.Error:
        raise Refusal("record-too-large", path=path, row=row + 1) from None
    except UnicodeDecodeError as error:
        # The whole file was decoded before: somebody has changed it since.
        value = f"0x{error.object[error.start]:02X}"
        raise Refusal("byte-undecodable", path=path, offset="?", value=value, encoding=error.encoding) from None
