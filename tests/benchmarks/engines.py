"""The same residents through the command, Arrow columns, DuckDB and Spark, each in a process of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
from pyarrow import parquet

from kananame.engines.duckdb import register
from kananame.io import arrow
from tests.benchmarks.files import HEADER, checked, write
from tests.benchmarks.interpreter import Interpreter, interpreter
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import SEED, seeded
from tests.benchmarks.population import Names
from tests.benchmarks.text import machine, table

ROWS = 1_000_000
QUICK_ROWS = 20_000
TIMES = 3
WORKERS = 2
GROUP = 25_000
"""Rows of a row group: Spark splits a file at these."""
PARTS = (("family", "氏", "氏カナ"), ("given", "名", "名カナ"))
FIELDS = ("verdict", "grade", "codes", "reading", "romaji", "romaji_codes", "suggestion", "alignment")
"""What the command writes, too."""
BATCH = 50_000
"""Rows that Spark hands to Python at a time; the page advises it."""
HEAD = ["way", "start s", "work s", "rows a second", "x command, csv", "x command, parquet"]
CHILD = """
import sys
from pathlib import Path
from tests.benchmarks.engines import WAYS
print(WAYS[sys.argv[1]](*map(Path, sys.argv[2:])))
"""


class Taken(NamedTuple):
    """The seconds of a whole process, and of the work in it: from the first row that is read to the last written."""

    whole: float
    work: float


def residents(rows: int) -> Iterator[list[str]]:
    """Yield residents whose names are as unevenly frequent as true ones (Zipf)."""
    chance = seeded(SEED)
    names = judge("ipadic")
    family, given = (Names(names[part], chance) for part, _, _ in PARTS)
    for number in range(1, rows + 1):
        (first, first_kana), (last, last_kana) = family.one(), given.one()
        yield [f"{number:010}", first, last, first_kana, last_kana]


def timed(work: Callable[[], object]) -> float:
    """Return the seconds of some work."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def by_copy(source: Path, target: Path) -> float:
    """Copy with pyarrow and do nothing else."""
    return timed(lambda: parquet.write_table(parquet.read_table(source), target))


def by_arrow(source: Path, target: Path) -> float:
    """Check batch by batch in one process."""
    return timed(lambda: _arrow(source, target))


def _arrow(source: Path, target: Path) -> None:
    file = parquet.ParquetFile(source)
    checkers = [arrow.Checker() for _ in PARTS]
    added = [pa.field(f"{part}_{field.name}", field.type) for part, _, _ in PARTS for field in arrow.SCHEMA]
    schema = pa.schema([*file.schema_arrow, *added])
    with parquet.ParquetWriter(target, schema) as written:
        for batch in file.iter_batches(GROUP):
            columns = [*batch.columns]
            for checker, (part, name, kana) in zip(checkers, PARTS, strict=True):
                columns += checker.check_batch(batch, name=name, reading=kana, part=part).columns
            written.write_batch(pa.RecordBatch.from_arrays(columns, schema=schema))


def by_duckdb(source: Path, target: Path) -> float:
    """Check in SQL with two threads; Python lets one of them check at a time."""
    asked = ", ".join(f"kn_check({name}, {kana}, '{part}') AS {part}" for part, name, kana in PARTS)
    with duckdb.connect() as con:
        register(con)
        con.execute(f"SET threads = {WORKERS}; SET enable_progress_bar = false")
        sql = f"COPY (SELECT *, {asked} FROM read_parquet('{source}')) TO '{target}'"  # noqa: S608 (our own paths)
        return timed(lambda: con.execute(sql))


def by_spark(source: Path, target: Path) -> float:
    """Check on Spark with two workers, what the command tells of a name, as the first job of a session."""
    return _spark(source, target, _checked)


def by_spark_later(source: Path, target: Path) -> float:
    """Check on Spark that has done another job before, of which no name was looked at."""
    return _spark(source, target, _passed, _checked)


def by_spark_in_full(source: Path, target: Path) -> float:
    """Check on Spark with two workers, all there is to tell of a name."""
    return _spark(source, target, partial(_checked, fields=None))


def by_spark_passing(source: Path, target: Path) -> float:
    """Let Spark hand its rows to Python, which looks at none and gives them back with as many columns."""
    return _spark(source, target, _passed, _passed)


def _spark(source: Path, target: Path, *jobs: Callable[[Any], Any]) -> float:
    """Return the seconds of the last job; the session and its workers, which serve many jobs, are begun before."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 (the other ways do without)

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master(f"local[{WORKERS}]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
        # A file of this size would be one worker's alone.
        .config("spark.sql.files.maxPartitionBytes", source.stat().st_size // WORKERS + 1)
        .getOrCreate()
    )
    spark.range(WORKERS, numPartitions=WORKERS).mapInArrow(lambda batches: batches, "id long").collect()

    def work(job: Callable[[Any], Any], target: Path) -> None:
        job(spark.read.parquet(str(source))).write.parquet(str(target))

    *before, last = jobs
    for number, job in enumerate(before):
        work(job, target.with_suffix(f".before{number}"))
    seconds = timed(lambda: work(last, target))
    spark.stop()
    return seconds


def _checked(residents: Any, fields: Sequence[str] | None = FIELDS) -> Any:  # noqa: ANN401 (Spark may be missing)
    from kananame.engines.spark import check_people  # noqa: PLC0415

    return check_people(
        residents, family="氏", family_reading="氏カナ", given="名", given_reading="名カナ", fields=fields
    )


def _passed(residents: Any) -> Any:  # noqa: ANN401 (as above)
    from pyspark.sql.types import StringType, StructField, StructType  # noqa: PLC0415

    added = [f"{part}_{field}" for part, _, _ in PARTS for field in FIELDS]
    fields = [*residents.schema.fields, *(StructField(name, StringType()) for name in added)]

    def passed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        # Inside, because the workers have kananame and not its benchmarks.
        for batch in batches:
            columns = [batch.column(1 + at % 4) for at in range(len(added))]
            yield pa.RecordBatch.from_arrays([*batch.columns, *columns], names=[*batch.schema.names, *added])

    return residents.mapInArrow(passed, StructType(fields))


WAYS: dict[str, Callable[[Path, Path], float]] = {
    "copy by pyarrow": by_copy,
    "Arrow columns, one process": by_arrow,
    f"DuckDB, {WORKERS} threads": by_duckdb,
    f"Spark, {WORKERS} workers: first job": by_spark,
    f"Spark, {WORKERS} workers: all fields": by_spark_in_full,
    f"Spark, {WORKERS} workers: later job": by_spark_later,
    f"Spark, {WORKERS} workers: no name looked at": by_spark_passing,
}


def command(python: Interpreter, source: Path, target: Path) -> Taken:
    """Return what ``kananame check --romaji passport`` takes; its start is counted as work."""
    seconds, _ = checked(python, source, target, ("--romaji", "passport"))
    return Taken(seconds, seconds)


def ways(folder: Path, times: int) -> Iterator[tuple[str, Taken]]:
    """Yield each way with the median of what it takes."""
    with interpreter() as python:
        for form in ("csv", "parquet"):
            runs = [command(python, folder / f"residents.{form}", folder / f"checked.{form}") for _ in range(times)]
            yield f"kananame check, {form}", typical(runs)
        for way, name in enumerate(WAYS):
            runs = []
            for number in range(times):
                begun = perf_counter()
                target = folder / f"{way}-{number}.parquet"
                work = float(python.run(CHILD, name, str(folder / "residents.parquet"), str(target)))
                runs.append(Taken(perf_counter() - begun, work))
            yield name, typical(runs)


def typical(runs: Sequence[Taken]) -> Taken:
    """Return the medians."""
    return Taken(median(run.whole for run in runs), median(run.work for run in runs))


def run(*, quick: bool, rows: int = ROWS) -> None:
    """Print what each way takes for the same residents."""
    count, times = (QUICK_ROWS, 1) if quick else (rows, TIMES)
    print(f"engines: {machine()}; {count:,} rows, family and given name checked and romanized; median of {times}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        people = [*residents(count)]
        write(folder / "residents.csv", [HEADER, *people])
        columns = dict(zip(HEADER, map(list, zip(*people, strict=True)), strict=True))
        parquet.write_table(pa.table(columns), folder / "residents.parquet", row_group_size=GROUP)
        pairs = {(name, kana) for _, family, given, one, two in people for name, kana in ((family, one), (given, two))}
        print(f"Distinct pairs: {len(pairs):,} of {2 * count:,}")
        found = dict(ways(folder, times))
        commands = [*found.values()][:2]
        cells = [
            [
                way,
                f"{taken.whole - taken.work:.1f}",
                f"{taken.work:.2f}",
                f"{count / taken.work:,.0f}",
                *(f"{taken.work / one.whole:.2f}" for one in commands),
            ]
            for way, taken in found.items()
        ]
        table(
            "Read, checked, written (Parquet unless said); the command takes as many processes as there are cores; "
            "Spark writes the fields that the command writes, its session and Python workers are started before",
            HEAD,
            cells,
        )
