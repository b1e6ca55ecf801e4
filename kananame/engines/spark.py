"""The answers as columns of a Spark DataFrame, through ``mapInArrow``; extra ``[spark]``.

Rows stay in their partitions and are answered where they are: nothing is shuffled, and a partition in which one name
fills most rows asks for it once.  An answer depends on its row and the settings alone, so that a task which Spark runs
again gives the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    """What decides the answers: the legal situation, the legal date, the style of romaji."""

    filing: str
    on: date | None
    style: str


class Roles(NamedTuple):
    """Which columns hold the names, the readings and, unless it is the part of all, the parts."""

    name: str
    reading: str
    part: str


def check(  # noqa: PLR0913 (the columns, and all that decides an answer)
    df: DataFrame,
    *,
    name: str,
    reading: str,
    part: str = "family",
    filing: str = "existing",
    on: date | None = None,
    style: str = "passport",
    prefix: str = PREFIX,
) -> DataFrame:
    """Return a DataFrame with the answers for its rows as further columns, those of :data:`kananame.io.arrow.SCHEMA`.

    A null name or reading is an empty cell; where the part is null, so is every answer.  For a table with family and
    given names in one row ask twice, each time with a prefix of its own.

    Args:
        df: any DataFrame.
        name: the column of the names as written.
        reading: the column of their kana.
        part: ``family``, ``given``, ``former-family`` or ``alias`` for every row, or else the column that says it; a
            part there that is none of them fails the job.
        filing: the legal situation, as in :func:`kananame.check`.
        on: a legal date, by default that of the newest edition.
        style: how a reading is written in Latin letters, as in :func:`kananame.romanize`.
        prefix: what the names of the new columns begin with.

    Raises:
        TypeError: for a column that holds no text.
        ValueError: for a column that is not there or there already, a filing or style that is none, and a date before
            the law.
    """
    from pyspark.sql.types import StructField, StructType  # noqa: PLC0415 (a worker never needs it)

    settings, roles = Settings(filing, on, style), Roles(name, reading, part)
    checker_of(settings)
    for column in roles if part not in arrow.PARTS else roles[:2]:
        _hold_text(df, column)
    added = [StructField(prefix + field.name, spark_type(field.type)) for field in arrow.SCHEMA]
    taken = {column.lower() for column in df.columns}.intersection(field.name.lower() for field in added)
    if taken:
        raise ValueError(f"the columns {', '.join(sorted(taken))} are there already; pass another prefix")
    answers = partial(answered, roles=roles, settings=settings, prefix=prefix)
    return df.mapInArrow(answers, StructType([*df.schema.fields, *added]))


def answered(
    batches: Iterator[pa.RecordBatch], *, roles: Roles, settings: Settings, prefix: str = PREFIX
) -> Iterator[pa.RecordBatch]:
    """Yield the batches of a partition with their answers; this is what a worker runs."""
    checker = checker_of(settings)
    for batch in batches:
        answers = checker.check_batch(batch, **roles._asdict())
        names = [*batch.schema.names, *(prefix + name for name in answers.schema.names)]
        yield pa.RecordBatch.from_arrays([*batch.columns, *answers.columns], names=names)


@lru_cache(maxsize=8)
def checker_of(settings: Settings) -> arrow.Checker:
    """Return the checker of a worker for some settings.

    Spark keeps the Python process of a worker from task to task; so the tables are loaded, and a name is looked at,
    once in its life and not once a task.  Settings travel, being small; a checker with its tables does not.
    """
    return arrow.Checker(filing=settings.filing, book=kn.rulebook(settings.on), style=settings.style)


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
