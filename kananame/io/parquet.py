"""Read and write Parquet; needs the extra ``[arrow]``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

import pyarrow as pa
from pyarrow import parquet

from kananame.io.annotate import added
from kananame.io.batch import Batch
from kananame.io.header import Columns
from kananame.io.jobs import in_order
from kananame.io.kept import decode, shown
from kananame.io.refusals import Refusal
from kananame.io.scribe import CellScribe
from kananame.io.source import Native, PackedSource, Place
from kananame.io.writer import NO_MARKS, Layout, Mark, TableWriter

R = TypeVar("R")
BATCH = 10_000
SURPLUS = "kananame_surplus"
LONGER = frozenset({"csv", "tsv", "xlsx"})
"""Forms whose records can be longer than the header."""


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
        self.batch: Any = None
        """The rows that were given last, in their own types."""
        self._batches = self._read()
        self._records = (record for batch in self._batches for record in self._given(batch))

    @property
    def records(self) -> Iterator[list[str]]:
        """The records that are left, all as long as the header."""
        return self._records

    @property
    def bulk(self) -> int:
        """How many bytes its pages are when they are not compressed."""
        about = self._file.metadata
        sizes: list[int] = [about.row_group(at).total_byte_size for at in range(about.num_row_groups)]
        return max(self.size, sum(sizes))

    @property
    def divisible(self) -> bool:
        """Batches can be looked at by themselves."""
        return True

    def in_parts(
        self, make: Callable[..., Callable[[Any], R]], told: tuple[object, ...], jobs: int, rows: Callable[[R], int]
    ) -> Iterator[R]:
        """Yield what comes of the records that are left; a part is a record batch that :func:`batch_of` reads."""
        for batch, found in in_order(make, told, self._batches, jobs):
            self.batch = batch
            self._row += rows(found)
            yield found

    def _read(self) -> Iterator[Any]:
        read = self._row
        try:
            for batch in self._file.iter_batches(BATCH):
                read += batch.num_rows
                yield batch
        except (pa.ArrowException, OSError):
            raise Refusal("file-broken", path=self.path, row=read + 1) from None

    def _given(self, batch: Any) -> Iterator[list[str]]:  # noqa: ANN401 (pyarrow has no types)
        for record in records_of(batch):
            self._row += 1
            yield record

    def place(self) -> Place:
        """Return where reading stands, in rows."""
        return Place(self._row, self._file.metadata.num_rows)


def records_of(batch: Any) -> Iterator[list[str]]:  # noqa: ANN401
    """Yield the records of some rows, as text."""
    return map(list, zip(*map(_cells, batch.columns), strict=True))


def batch_of(batch: Any) -> Batch:  # noqa: ANN401
    """Return some rows as text, together."""
    return Batch.of([*records_of(batch)])


def _cells(column: Any) -> Iterable[str]:  # noqa: ANN401
    """Return the cells of a column; only text is not remembered as the value it was."""
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        texts: list[str | None] = column.to_pylist()
        return [Native("", None) if text is None else text for text in texts]
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
        self._surplus = self._like is not None and self._like.form in LONGER

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
        known = [[*column] for column in zip(*(row[: self._known] for row in self._rows), strict=True)]
        own = [
            pa.array([_value(cell) for cell in column], self._schema.field(at).type) for at, column in enumerate(known)
        ]
        more = text_columns(
            [row[self._known :] for row in self._rows], self._width - self._known, surplus=self._surplus
        )
        self._rows = []
        self._writer.write_batch(pa.record_batch([*own, *more], schema=self._schema))

    def put(self, made: Any) -> None:  # noqa: ANN401
        """Write some rows a :class:`ColumnScribe` made, the columns of a Parquet input as they are."""
        own = self._like.batch.columns if isinstance(self._like, Batches) else ()
        self._writer.write_batch(pa.record_batch([*own, *made.columns], schema=self._schema))

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


def _value(cell: str) -> object:
    return cell.value if isinstance(cell, Native) else shown(cell)


def text_columns(rows: Sequence[Sequence[str]], width: int, *, surplus: bool) -> list[Any]:
    """Return rows as columns of text, all as wide as told; what a row has beyond that has a column of its own."""
    columns = [*zip(*(row[:width] for row in rows), strict=True)] or [()] * width
    found = [_text_column(column) for column in columns]
    if surplus:
        more = [_json([*map(shown, row[width:])]) if len(row) > width else None for row in rows]
        found.append(pa.array(more, pa.string()))
    return found


def _text_column(cells: Sequence[str]) -> Any:  # noqa: ANN401
    if Native in {*map(type, cells)}:
        texts = [None if isinstance(cell, Native) and cell.value is None else shown(cell) for cell in cells]
        return pa.array(texts, pa.string())
    try:
        return pa.array(cells, pa.string())
    except UnicodeEncodeError:
        return pa.array([*map(shown, cells)], pa.string())


class ColumnScribe(CellScribe):
    """Gives the cells as columns: the added ones, and those of the record before them unless they are Parquet's own."""

    def __init__(self, columns: Columns, width: int, lang: str, *, spelled: bool, source: str) -> None:
        """Take what a :class:`CellScribe` takes, and the form of the input."""
        super().__init__(columns, width, lang, spelled=spelled, marked=False)
        self._from = width if source == Batches.form else 0
        self._surplus = source in LONGER
        self._to = width + len(added(spelled=spelled))

    def made(self) -> Any:  # noqa: ANN401
        """Return the columns."""
        rows = [row[self._from :] for row in super().made().rows]
        columns = text_columns(rows, self._to - self._from, surplus=self._surplus)
        return pa.record_batch(columns, names=[*map(str, range(len(columns)))])


def _distinct(headings: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    seen = Counter(taken)
    for heading in map(shown, headings):
        name = heading
        while seen[name]:
            seen[heading] += 1
            name = f"{heading}_{seen[heading]}"
        seen[name] += 1
        yield name
