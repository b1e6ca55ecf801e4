"""The kinds of files that are read and written: which one a file is, which one an output shall be.

A new kind is a module with a ``Source`` and a ``TableWriter``, and its lines in the two tables here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, BinaryIO

from kananame.io import delimited, files, jsonl
from kananame.io.encoding import find_encoding
from kananame.io.lines import Lines, LineTooLong
from kananame.io.refusals import Refusal
from kananame.io.source import Asked, Source
from kananame.io.writer import Layout, TableWriter

CSV, TSV, JSONL, XLSX, PARQUET = "csv", "tsv", "jsonl", "xlsx", "parquet"
FORMS = (CSV, TSV, JSONL, XLSX, PARQUET)
ENDINGS = {
    ".csv": CSV,
    ".tsv": TSV,
    ".tab": TSV,
    ".jsonl": JSONL,
    ".ndjson": JSONL,
    ".xlsx": XLSX,
    ".parquet": PARQUET,
}
DELIMITED = frozenset({CSV, TSV})
# Forms of output whose bytes so far stay what they are: an interrupted run can go on.
RESUMABLE = DELIMITED | {JSONL}
_STARTS = {b"PK\x03\x04": XLSX, b"PAR1": PARQUET}
_EXTRAS = {XLSX: ("xlsx", ("openpyxl", "xlsxwriter")), PARQUET: ("arrow", ("pyarrow",))}


def ending(path: str) -> str | None:
    """Return the form a file name's ending tells.

    >>> ending("住民.XLSX"), ending("-")
    ('xlsx', None)
    """
    return ENDINGS.get(Path(path).suffix.lower())


def need(form: str) -> None:
    """Refuse a form whose packages are not installed.

    Raises ``Refusal`` ``extra-needed``.
    """
    extra, packages = _EXTRAS.get(form, ("", ()))
    if any(_absent(package) for package in packages):
        raise Refusal("extra-needed", form=form.upper(), extra=extra)


def _absent(package: str) -> bool:
    try:
        return find_spec(package) is None
    except ValueError:
        return True


@contextmanager
def open_source(path: str, stdin: IO[bytes], asked: Asked | None = None) -> Iterator[Source]:
    """Open an input, or standard input for ``-``, as what it turns out to be.

    Raises ``Refusal``: those of ``files.open_source`` and of the kinds of files, ``extra-needed``, ``option-unfit``.
    """
    with files.open_source(path, stdin) as stream:
        source = _source(stream, path, asked or Asked())
        try:
            yield source
        finally:
            source.close()


def _source(stream: BinaryIO, path: str, asked: Asked) -> Source:
    start = stream.read(max(map(len, _STARTS)))
    stream.seek(0)
    form = next((form for begins, form in _STARTS.items() if start.startswith(begins)), None)
    if form is not None:
        need(form)
        return _packed(form, stream, path, asked)
    asked.refuse("text", "sheet")
    encoding = find_encoding(stream, path, asked.encoding)
    if ending(path) == JSONL or _an_object(Lines(stream, encoding)):
        asked.refuse(JSONL, "delimiter")
        return jsonl.Objects(stream, encoding, path)
    return delimited.Table(stream, encoding, path, delimited.parse_delimiter(asked.delimiter))


def _packed(form: str, stream: BinaryIO, path: str, asked: Asked) -> Source:
    asked.refuse(form.upper(), "encoding", "delimiter")
    if form == XLSX:
        from kananame.io.xlsx import Sheet  # noqa: PLC0415 (a second for who reads no workbook)

        return Sheet(stream, path, asked.sheet)
    from kananame.io.parquet import Batches  # noqa: PLC0415

    asked.refuse(form.upper(), "sheet")
    return Batches(stream, path)


def _an_object(lines: Lines) -> bool:
    with suppress(LineTooLong):
        first = next((line for line in lines if line.strip()), "")
        return jsonl.is_object(first)
    return False


def output_form(output: str, told: str | None, source: Source) -> str:
    """Return the form of an output: what the caller says, else its ending, else the input's where that is delimited."""
    return told or ending(output) or (TSV if source.form == TSV else CSV)


def layout_of(form: str, source: Source, *, raw: bool = False, fresh: bool = True) -> Layout:
    """Return how a table made from an input is written: as the input is, where the form lets it."""
    delimiter = "\t" if form == TSV else "," if source.delimiter == "\t" else source.delimiter
    return Layout(delimiter, source.newline, source.marked, raw, fresh, source)


def table_writer(form: str, output: BinaryIO, layout: Layout) -> TableWriter:
    """Return the writer of a form that has rows and columns.

    Raises ``Refusal`` ``extra-needed``.
    """
    need(form)
    if form == XLSX:
        from kananame.io.workbook import XlsxWriter  # noqa: PLC0415

        return XlsxWriter(output, layout)
    if form == PARQUET:
        from kananame.io.parquet import ParquetWriter  # noqa: PLC0415

        return ParquetWriter(output, layout)
    return delimited.CsvWriter(output, layout)
