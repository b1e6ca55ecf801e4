"""The answers as columns of a Spark DataFrame, through ``mapInArrow``; extra ``[spark]``.

Rows stay in their partitions and are answered where they are, both names of a person in one pass: nothing is
shuffled, and a partition in which one name fills most rows asks for it once.  An answer depends on its row and the
settings alone, so that a task which Spark runs again gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

import kananame as kn
from kananame.io import arrow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import DataType

PREFIX = "kananame_"


class Settings(NamedTuple):
    """What decides the answers: the legal situation, the legal date, the style of romaji; which fields they have."""

    filing: str
    on: date | None
    style: str
    fields: tuple[str, ...] | None = None


class Question(NamedTuple):
    """Which columns hold the names, the readings and, unless it is that of all, the part; how new ones begin."""

    name: str
    reading: str
    part: str
    prefix: str = PREFIX


def check(  # noqa: PLR0913 (the columns, and all that decides an answer)
    df: DataFrame,
    *,
    name: str,
    reading: str,
    part: str = "family",
    filing: str = "existing",
    on: date | None = None,
    style: str = "passport",
    fields: Sequence[str] | None = None,
    prefix: str = PREFIX,
) -> DataFrame:
    """Return a DataFrame with the answers for its rows as further columns, those of :data:`kananame.io.arrow.SCHEMA`.

    A null name or reading is an empty cell; where the part is null, so is every answer.  For a table with family and
    given names in one row there is :func:`check_people`.

    Args:
        df: any DataFrame.
        name: the column of the names as written.
        reading: the column of their kana.
        part: ``family``, ``given``, ``former-family`` or ``alias`` for every row, or else the column that says it; a
            part there that is none of them fails the job.
        filing: the legal situation, as in :func:`kananame.check`.
        on: a legal date, by default that of the newest edition.
        style: how a reading is written in Latin letters, as in :func:`kananame.romanize`.
        fields: which columns an answer has, by default all; Spark takes time for each of them in each row.
        prefix: what the names of the new columns begin with.

    Raises:
        TypeError: for a column that holds no text.
        ValueError: for a column that is not there or there already, a filing, style or field that is none, and a date
            before the law.
    """
    return _asked(df, [Question(name, reading, part, prefix)], settings_of(filing, on, style, fields))


def check_people(  # noqa: PLR0913 (the columns, and all that decides an answer)
    df: DataFrame,
    *,
    family: str,
    family_reading: str,
    given: str,
    given_reading: str,
    filing: str = "existing",
    on: date | None = None,
    style: str = "passport",
    fields: Sequence[str] | None = None,
    prefix: str = PREFIX,
) -> DataFrame:
    """Return a DataFrame with the answers for family and given names, which a row leaves Spark for but once.

    Each answer is that of :func:`check`; the new columns are called ``kananame_family_verdict`` and so on, then
    ``kananame_given_verdict`` and so on.

    Args:
        df: any DataFrame.
        family: the column of the family names as written.
        family_reading: the column of their kana.
        given: the column of the given names as written.
        given_reading: the column of their kana.
        filing: the legal situation, as in :func:`kananame.check`.
        on: a legal date, by default that of the newest edition.
        style: how a reading is written in Latin letters, as in :func:`kananame.romanize`.
        fields: which columns an answer has, by default all; Spark takes time for each of them in each row.
        prefix: what the names of the new columns begin with, before ``family_`` and ``given_``.

    Raises:
        TypeError: for a column that holds no text.
        ValueError: as :func:`check` does.
    """
    asked = (("family", family, family_reading), ("given", given, given_reading))
    questions = [Question(name, reading, part, f"{prefix}{part}_") for part, name, reading in asked]
    return _asked(df, questions, settings_of(filing, on, style, fields))


def _asked(df: DataFrame, questions: Sequence[Question], settings: Settings) -> DataFrame:
    """Return a DataFrame with the answers to some questions."""
    from pyspark.sql.types import StructField, StructType  # noqa: PLC0415 (a worker never needs it)

    schema = checker_of(settings).schema
    for name, reading, part, _ in questions:
        for column in (name, reading) if part in arrow.PARTS else (name, reading, part):
            _hold_text(df, column)
    added = [StructField(asked.prefix + field.name, spark_type(field.type)) for asked in questions for field in schema]
    taken = {column.lower() for column in df.columns}.intersection(field.name.lower() for field in added)
    if taken:
        raise ValueError(f"the columns {', '.join(sorted(taken))} are there already; pass another prefix")
    answers = partial(answered, questions=questions, settings=settings)
    return df.mapInArrow(answers, StructType([*df.schema.fields, *added]))


def answered(
    batches: Iterator[pa.RecordBatch], *, questions: Sequence[Question], settings: Settings
) -> Iterator[pa.RecordBatch]:
    """Yield the batches of a partition with their answers; this is what a worker runs."""
    checker = checker_of(settings)
    for batch in batches:
        columns, names = [*batch.columns], [*batch.schema.names]
        for name, reading, part, prefix in questions:
            answers = checker.check_batch(batch, name=name, reading=reading, part=part)
            columns += answers.columns
            names += [prefix + field for field in answers.schema.names]
        yield pa.RecordBatch.from_arrays(columns, names=names)


def settings_of(filing: str, on: date | None, style: str, fields: Sequence[str] | None) -> Settings:
    """Return settings that can be told apart by a worker."""
    return Settings(filing, on, style, None if fields is None else tuple(fields))


@lru_cache(maxsize=8)
def checker_of(settings: Settings) -> arrow.Checker:
    """Return the checker of a worker for some settings.

    Spark keeps the Python process of a worker from task to task; so the tables are loaded, and a name is looked at,
    once in its life and not once a task.  Settings travel, being small; a checker with its tables does not.
    """
    return arrow.Checker(
        filing=settings.filing, book=kn.rulebook(settings.on), style=settings.style, fields=settings.fields
    )


def spark_type(kind: pa.DataType) -> DataType:
    """Return the type of an answer in Spark."""
    from pyspark.sql.types import ArrayType, StringType, StructField, StructType  # noqa: PLC0415

    if pa.types.is_list(kind):
        return ArrayType(spark_type(kind.value_type))
    if pa.types.is_struct(kind):
        return StructType([StructField(field.name, spark_type(field.type)) for field in kind])
    return StringType()


def _hold_text(df: DataFrame, column: str) -> None:
    """Raise for a column that is not there, or holds no text, before any row is read."""
    found: list[Any] = [field for field in df.schema.fields if field.name == column]
    if len(found) != 1:
        raise ValueError(f"{len(found)} columns are called {column!r}; pass the name of one of {', '.join(df.columns)}")
    kind = found[0].dataType.simpleString()
    if not kind.startswith(("string", "varchar", "char")):
        raise TypeError(f"a column holds text, not {kind}; cast {column!r} to string")
