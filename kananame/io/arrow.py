"""Answers over Arrow columns, as Arrow columns: every distinct row of a batch is looked at once; extra ``[arrow]``.

Texts stay where they are: both columns become indices into their distinct texts, the indices of a row one number, and
only the texts of distinct rows become strings of Python.  Answers stay in Arrow from batch to batch; rows take theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

import kananame as kn
from kananame.columns import KEPT
from kananame.io.annotate import segments
from kananame.io.jobs import patience
from kananame.io.kept import LOST, decode
from kananame.io.romaji import Speller, notes
from kananame.model import Filing, Finding, Part, Report, Severity, Verdict
from kananame.romaji.styles import STANDARD, spelling_of

Column: TypeAlias = Any
"""A ``pyarrow.Array`` or ``ChunkedArray`` of text; pyarrow has no types."""
Row: TypeAlias = tuple[str, ...]
"""The texts of a row that is asked."""

PARTS: Final = frozenset(map(str, Part))
SEGMENT: Final = pa.struct([(field, pa.string()) for field in ("kanji", "kana", "basis", "change")])
TEXTS: Final = pa.list_(pa.string())
SCHEMA: Final = pa.schema(
    [
        ("verdict", pa.string()),
        ("grade", pa.string()),
        ("codes", TEXTS),
        ("reading", pa.string()),
        ("romaji", pa.string()),
        ("romaji_codes", TEXTS),
        ("suggestion", pa.string()),
        ("segments", pa.list_(SEGMENT)),
        ("alignment", pa.string()),
        ("evidence", TEXTS),
        ("provision", pa.string()),
    ]
)
"""The columns of an answer; ``docs/schema.md`` says what they hold."""
ANSWER: Final = pa.struct(list(SCHEMA))


Romanized: TypeAlias = kn.Romaji | Finding | None
"""A reading in Latin letters, why it has none, or ``None``: nobody has asked."""
TELL: Final[dict[str, Callable[[Report, Romanized], object]]] = {
    "verdict": lambda report, _: str(report.verdict),
    "grade": lambda report, _: report.grade and str(report.grade),
    "codes": lambda report, _: codes(report.findings),
    "reading": lambda report, _: report.reading,
    "romaji": lambda _, romaji: romaji.text if isinstance(romaji, kn.Romaji) else None,
    "romaji_codes": lambda report, romaji: romaji_codes(report.part, romaji),
    "suggestion": lambda report, _: report.suggestions[0].reading if report.suggestions else None,
    "segments": lambda report, _: [(one.kanji, one.kana, one.basis, one.change) for one in report.segments],
    "alignment": lambda report, _: segments(report),
    "evidence": lambda report, _: report.evidence,
    "provision": lambda report, _: report.provision,
}
"""What each column of ``SCHEMA`` tells of a pair."""
UNDECODABLE: Final = Report(
    "", "", Part.FAMILY, Filing.EXISTING, Verdict.REFER, "", findings=(Finding("cell-undecodable", Severity.ERROR),)
)
"""What is said of bytes that are no text, as of such a cell in a file: nobody was looked at."""


class Shelf:
    """Answers as one Arrow column that grows, and where each of them stands: what was asked once is only taken again.

    >>> shelf = Shelf(lambda rows: pa.array([one + other for one, other in rows]), pa.string())
    >>> shelf.gather((pa.array(["松", "松"]), pa.array(["浦", "浦"]))).to_pylist(), len(shelf)
    (['松浦', '松浦'], 1)
    """

    def __init__(self, answers: Callable[[Sequence[Row]], pa.Array], kind: pa.DataType, keep: int = KEPT) -> None:
        """Take what answers rows, the Arrow type of its answers, and how many of them to keep from batch to batch."""
        self._work_out, self._keep = answers, keep
        self._answers = pa.array([], kind)
        self._places: dict[Row, int] = {}

    def __len__(self) -> int:
        """Return how many answers there are."""
        return len(self._places)

    def gather(self, columns: Sequence[Column]) -> pa.Array:
        """Return the answers of rows, each distinct row asked once.

        Args:
            columns: columns of text; a null is an empty cell, but in the last, the part, it leaves the row without
                answer.

        Raises:
            TypeError: for what is no Arrow column of text.
            ValueError: for columns of different lengths.
        """
        encoded = [encode(text_column(column)) for column in columns]
        if len({len(column) for column in encoded}) > 1:
            told = ", ".join(str(len(column)) for column in encoded)
            raise ValueError(f"the columns have {told} rows; pass columns of one length")
        numbered = number(encoded).dictionary_encode()
        places = self._places_of([*rows(encoded, numbered.dictionary)])
        return self._answers.take(pa.array(places, pa.int64()).take(numbered.indices))

    def _places_of(self, asked: Sequence[Row]) -> list[int]:
        """Return where the answers of rows stand; those that are new are worked out."""
        if len(self._places) > self._keep:
            self._forget(asked)
        places = self._places
        # A null and an empty cell are one text: what is distinct by number may be the same row.
        new = [*dict.fromkeys(row for row in asked if row not in places)]
        if new:
            with patience():
                self._answers = pa.concat_arrays([self._answers, self._work_out(new)])
            places.update(zip(new, range(len(places), len(self._answers)), strict=True))
        return [places[row] for row in asked]

    def _forget(self, asked: Sequence[Row]) -> None:
        """Keep the answers of these rows alone: what is frequent is among them."""
        kept = {row: self._places[row] for row in asked if row in self._places}
        self._answers = self._answers.take(pa.array(kept.values(), pa.int64()))
        self._places = {row: place for place, row in enumerate(kept)}


class Checker:
    """Screens Arrow columns batch after batch and remembers the pairs it has seen.

    >>> import pyarrow as pa
    >>> checker = Checker(filing="new", fields=["verdict", "romaji"])
    >>> answers = checker.check(pa.array(["松浦", None, "松浦"]), pa.array(["ﾏﾂｳﾗ", "マツウラ", "ﾏﾂｳﾗ"]))
    >>> answers["verdict"].to_pylist(), answers["romaji"].to_pylist()
    (['accept', 'refer', 'accept'], ['MATSUURA', 'MATSUURA', 'MATSUURA'])
    """

    def __init__(
        self,
        *,
        filing: str = "existing",
        book: kn.Rulebook | None = None,
        style: str = "passport",
        fields: Sequence[str] | None = None,
        keep: int = KEPT,
    ) -> None:
        """Take what decides the answers, which of their fields are wanted, and how many answers to remember.

        Args:
            filing: the legal situation, as in :func:`kananame.check`.
            book: a rulebook, by default the newest edition.
            style: how the reading is written in Latin letters, as in :func:`kananame.romanize`.
            fields: which columns of ``SCHEMA`` an answer has, in this order; by default all.
            keep: how many answers stay from one batch to the next.

        Raises:
            ValueError: for a filing, a style or a field that is none.
        """
        spelling_of(style, STANDARD)
        self.schema = schema_of(fields)
        self.filing, self.book = filing, book or kn.rulebook()
        self.book.situation(Part.FAMILY, filing)
        self._speller = Speller(style, book=self.book)
        self._shelf = Shelf(self._answers, pa.struct(list(self.schema)), keep)

    def check(self, names: Column, readings: Column, parts: Column | str = "family") -> pa.RecordBatch:
        """Return one row of the schema for each row, as :func:`check` does."""
        return pa.RecordBatch.from_struct_array(self.structs(names, readings, parts))

    def check_batch(self, batch: pa.RecordBatch, *, name: str, reading: str, part: str = "family") -> pa.RecordBatch:
        """Return one row of the schema for each row of a record batch, as :func:`check_batch` does."""
        parts = part if part in PARTS else column_of(batch, part)
        return self.check(column_of(batch, name), column_of(batch, reading), parts)

    def structs(self, names: Column, readings: Column, parts: Column | str = "family") -> pa.StructArray:
        """Return the answers as one column of structs, null where there is no part."""
        if isinstance(parts, str):
            parts = constant(parts, len(text_column(names)))
        return self._shelf.gather((names, readings, parts))

    def _answers(self, rows: Sequence[Row]) -> pa.StructArray:
        """Return the answers of distinct rows; the work goes step by step and field by field, so that each is short."""
        reports = [self._report(*row) for row in rows]
        spelled = not {"romaji", "romaji_codes"}.isdisjoint(self.schema.names)
        romaji = [self._romaji(report) if spelled else None for report in reports]
        columns = [pa.array(map(TELL[field.name], reports, romaji), field.type) for field in self.schema]
        return pa.StructArray.from_arrays(columns, fields=list(self.schema))

    def _report(self, name: str, reading: str, part: str) -> Report:
        if LOST.search(name) or LOST.search(reading):
            return UNDECODABLE
        return kn.check(name, reading, part=part, filing=self.filing, book=self.book)

    def _romaji(self, report: Report) -> Romanized:
        """Return the reading in Latin letters on the alignment that was found."""
        if not report.reading or report.verdict == Verdict.NOT_APPLICABLE:
            return None
        return self._speller.screened(report)


def check(  # noqa: PLR0913 (the columns, and all that decides an answer)
    names: Column,
    readings: Column,
    parts: Column | str = "family",
    *,
    filing: str = "existing",
    book: kn.Rulebook | None = None,
    style: str = "passport",
) -> pa.RecordBatch:
    """Screen a column of readings against a column of written names, with the answers of :func:`kananame.check`.

    For columns that come in batches keep a :class:`Checker`.

    Args:
        names: the names as written, a ``pyarrow`` Array or ChunkedArray of text, plain or dictionary-encoded; a null is
            an empty cell.
        readings: their kana in any form, as many.
        parts: the part of every name, or a column of as many parts; a row without a part has no answer, only nulls.
        filing: the legal situation, as in :func:`kananame.check`.
        book: a rulebook, by default the newest edition.
        style: how the reading is written in Latin letters, as in :func:`kananame.romanize`.

    Returns:
        A record batch of ``SCHEMA``: one row for each row, in order.

    Raises:
        TypeError: for what is no Arrow column of text.
        ValueError: for columns of different lengths, and an unknown part, filing or style.
    """
    return Checker(filing=filing, book=book, style=style).check(names, readings, parts)


def check_batch(  # noqa: PLR0913 (the columns, and all that decides an answer)
    batch: pa.RecordBatch,
    *,
    name: str,
    reading: str,
    part: str = "family",
    filing: str = "existing",
    book: kn.Rulebook | None = None,
    style: str = "passport",
) -> pa.RecordBatch:
    """Screen the rows of a record batch or table by the names of its columns, as :func:`check` does.

    Args:
        batch: a record batch or a table.
        name: the column of the names as written.
        reading: the column of their kana.
        part: ``family``, ``given``, ``former-family`` or ``alias`` for every row, or else the column that says it.
        filing: the legal situation.
        book: a rulebook, by default the newest edition.
        style: how the reading is written in Latin letters.

    Raises:
        TypeError: for a column that holds no text.
        ValueError: for a column that is not there, and an unknown part, filing or style.
    """
    checker = Checker(filing=filing, book=book, style=style)
    return checker.check_batch(batch, name=name, reading=reading, part=part)


def codes(findings: Iterable[Finding]) -> Sequence[str]:
    """Return each code once, in the order of the findings."""
    return tuple(dict.fromkeys([finding.code for finding in findings]))


def romaji_codes(part: Part, romaji: Romanized) -> Sequence[str]:
    """Return what is uncertain in a reading in Latin letters, or why there is none."""
    if isinstance(romaji, Finding):
        return (romaji.code,)
    return codes(notes({str(part): romaji})) if romaji and romaji.notes else ()


def each(answer: Callable[..., object], kind: pa.DataType) -> Callable[[Sequence[Row]], pa.Array]:
    """Return what answers rows, made of what answers one."""
    return lambda rows: pa.array([answer(*row) for row in rows], kind)


def column_of(batch: pa.RecordBatch, name: str) -> Column:
    """Return the column of a name; raise ``ValueError`` where there is none, or more than one."""
    found = batch.schema.get_all_field_indices(name)
    if len(found) != 1:
        known = ", ".join(batch.schema.names)
        raise ValueError(f"{len(found)} columns are called {name!r}; pass the name of one of {known}")
    return batch.column(found[0])


def schema_of(fields: Sequence[str] | None) -> pa.Schema:
    """Return some columns of ``SCHEMA``, ``None`` for all; raise ``ValueError`` for none, and for others or one twice.

    >>> schema_of(["romaji", "verdict"]).names
    ['romaji', 'verdict']
    """
    if fields is None:
        return SCHEMA
    if not fields or len(set(fields)) < len(fields) or not set(fields) <= set(SCHEMA.names):
        raise ValueError(f"fields are some of {', '.join(SCHEMA.names)}, each once; not {', '.join(fields)!r}")
    return pa.schema([SCHEMA.field(field) for field in fields])


def text_column(column: Column) -> Column:
    """Return a column of text, a column of nothing as one of empty cells; raise ``TypeError`` for anything else."""
    if not isinstance(column, pa.Array | pa.ChunkedArray):
        told = type(column).__name__
        raise TypeError(f"a column is a pyarrow Array or ChunkedArray, not {told}; kananame.columns.check takes lists")
    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if pa.types.is_null(kind):
        return pa.nulls(len(column), pa.string())
    if pa.types.is_string_view(kind) and kind == column.type:
        # Arrow cannot yet pick rows of views.
        return column.cast(pa.large_string())
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
        raise TypeError(f"a column holds text, not {column.type}; cast it to pyarrow.string()")
    return column


def constant(text: str, rows: int) -> pa.Array:
    """Return a column that says the same in every row and takes no room for it."""
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), rows), pa.array([text]))


def encode(column: Column) -> pa.DictionaryArray:
    """Return a column as indices into its distinct texts; what is encoded already stays as it is."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    if any(pa.types.is_dictionary(chunk.type) and chunk.dictionary.null_count for chunk in chunks):
        # A null may stand among the texts too; then it is told of no index.
        column = column.cast(column.type.value_type)
    if isinstance(column, pa.ChunkedArray):
        return column.dictionary_encode().unify_dictionaries().combine_chunks()
    return column.dictionary_encode()


def number(encoded: Sequence[pa.DictionaryArray]) -> pa.Array:
    """Return one number for each row, the same for the same texts; null where the last column is."""
    *texts, part = encoded
    numbers = pa.repeat(pa.scalar(0, pa.int64()), len(part))
    for column in texts:
        numbers = pc.add(pc.multiply(numbers, base(column)), places(column).fill_null(len(column.dictionary)))
    return pc.add(pc.multiply(numbers, base(part)), places(part))


def rows(encoded: Sequence[pa.DictionaryArray], numbers: pa.Array) -> Iterator[tuple[str, ...]]:
    """Yield the texts of numbered rows."""
    columns: list[Iterable[str]] = []
    for column in reversed(encoded):
        above = pc.divide(numbers, base(column))
        place = pc.subtract(numbers, pc.multiply(above, base(column)))
        null = pc.equal(place, len(column.dictionary))
        columns.append(texts(column.dictionary.take(pc.if_else(null, None, place))))
        numbers = above
    return zip(*reversed(columns), strict=True)


def base(column: pa.DictionaryArray) -> pa.Scalar:
    """Return how many texts a cell of the column can hold, nothing included."""
    return pa.scalar(len(column.dictionary) + 1, pa.int64())


def places(column: pa.DictionaryArray) -> pa.Array:
    """Return where each cell stands in the dictionary of its column."""
    return column.indices.cast(pa.int64())


def texts(column: pa.Array) -> list[str]:
    """Return a column as strings; a byte that is no text is kept as :mod:`kananame.io.kept` does."""
    try:
        return [text or "" for text in column.to_pylist()]
    except UnicodeDecodeError:
        return [decode(raw or b"", "utf-8") for raw in column.cast(pa.large_binary()).to_pylist()]
