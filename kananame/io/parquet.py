"""Read and write Parquet; needs the extra ``[arrow]``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from kananame.io.kept import decode, shown
from kananame.io.refusals import Refusal
from kananame.io.source import Native, PackedSource, Place
from kananame.io.writer import NO_MARKS, Layout, Mark, TableWriter

BATCH = 10_000
SURPLUS = "kananame_surplus"


class Batches(PackedSource):
    """The rows of a Parquet file as text; every value that is no text remembers itself."""

    form = "parquet"

    def __init__(self, stream: BinaryIO, path: str) -> None:
        """Read the schema.

        Raises ``Refusal``: ``file-binary``, ``header-missing`` here; ``file-broken`` while the records are read.
        """
        super().__init__(stream, path)
        try:
            self._file = parquet.ParquetFile(stream)
            self.schema = self._file.schema_arrow
        except (pa.ArrowException, OSError):
            raise Refusal("file-binary", path=path, kind="Parquet") from None
        self.header = list(self.schema.names)
        if not self.header:
            raise Refusal("header-missing", path=path)
        self._records = self._read()

    @property
    def records(self) -> Iterator[list[str]]:
        """The records that are left, all as long as the header."""
        return self._records

    def _read(self) -> Iterator[list[str]]:
        try:
            for batch in self._file.iter_batches(BATCH):
                for record in zip(*(_cells(column) for column in batch.columns), strict=True):
                    self._row += 1
                    yield list(record)
        except (pa.ArrowException, OSError):
            raise Refusal("file-broken", path=self.path, row=self._row + 1) from None

    def place(self) -> Place:
        """Return where reading stands, in rows."""
        return Place(self._row, self._file.metadata.num_rows)


def _cells(column: Any) -> Iterator[str]:  # noqa: ANN401 (pyarrow has no types)
    """Yield the cells of a column; only text is not remembered as the value it was."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return (Native("", None) if text is None else text for text in column.to_pylist())
    values = (value if value.is_valid else None for value in column)
    return (Native(text or "", value) for text, value in zip(_texts(column), values, strict=True))


def _texts(column: Any) -> Sequence[str | None]:  # noqa: ANN401
    if pa.types.is_binary(column.type):
        return [None if value is None else decode(value, "utf-8") for value in column.to_pylist()]
    try:
        texts: Sequence[str | None] = column.cast(pa.string()).to_pylist()
    except pa.ArrowException:
        return [_json(value) for value in column.to_pylist()]
    return texts


def _json(value: object) -> str:
    return "" if value is None else json.dumps(value, ensure_ascii=False, default=str)


class ParquetWriter(TableWriter):
    """Writes Parquet: the columns of a Parquet input in their own types, all others as text.

    Surplus cells of a record have a column of their own, where the input is of a kind that can have them.  A heading
    that is there already gets a number: most readers do not take two columns of one name.
    """

    def __init__(self, output: BinaryIO, layout: Layout) -> None:
        """Take the output; its schema follows from the header."""
        self._output = output
        self._like = layout.like
        self._writer: Any = None
        self._rows: list[Sequence[str]] = []
        self._surplus = self._like is not None and self._like.form in {"csv", "tsv", "xlsx"}

    def write(self, cells: Sequence[str], marks: Mapping[int, Mark] = NO_MARKS) -> None:  # noqa: ARG002 (no place)
        """Write one row, the header first."""
        if self._writer is None:
            self._begin(cells)
            return
        self._rows.append(cells)
        if len(self._rows) >= BATCH:
            self._put()

    def _begin(self, header: Sequence[str]) -> None:
        known = self._like.schema if isinstance(self._like, Batches) else pa.schema([])
        names = [*header[len(known) :], *([SURPLUS] if self._surplus else [])]
        fields = [*known, *(pa.field(name, pa.string()) for name in _distinct(names, known.names))]
        self._schema = pa.schema(fields, metadata=known.metadata)
        self._width, self._known = len(header), len(known)
        self._writer = parquet.ParquetWriter(self._output, self._schema)

    def _put(self) -> None:
        rows = [(*row[: self._width], *self._surplus_of(row)) for row in self._rows]
        columns = [
            pa.array([_value(cell, native=at < self._known) for cell in column], type=self._schema.field(at).type)
            for at, column in enumerate(zip(*rows, strict=True))
        ]
        self._writer.write_batch(pa.record_batch(columns, schema=self._schema))
        self._rows = []

    def _surplus_of(self, row: Sequence[str]) -> list[str]:
        if not self._surplus:
            return []
        surplus = [shown(cell) for cell in row[self._width :]]
        return [json.dumps(surplus, ensure_ascii=False)] if surplus else [Native("", None)]

    def close(self) -> None:
        """Write what is left, and the schema."""
        if self._rows:
            self._put()
        self._writer.close()

    def release(self) -> None:
        """Let the library go, also where the file will not come to its end."""
        if self._writer is not None:
            with suppress(OSError, ValueError):
                self._writer.close()


def _value(cell: str, *, native: bool) -> object:
    if isinstance(cell, Native) and (native or cell.value is None):
        return cell.value
    return shown(cell)


def _distinct(headings: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    seen = Counter(taken)
    for heading in map(shown, headings):
        name = heading
        while seen[name]:
            seen[heading] += 1
            name = f"{heading}_{seen[heading]}"
        seen[name] += 1
        yield name
