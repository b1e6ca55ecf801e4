"""A cluster gives the answers of the library, also where one name fills a partition and where a task is run again."""

from __future__ import annotations

import pickle
import runpy
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock

import pyarrow as pa
import pytest
from pyarrow import parquet

import kananame as kn
from kananame.engines import spark as engine
from kananame.engines.spark import Question, Settings, answered, checker_of
from kananame.io import arrow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "spark_job.py"
NEW = Settings("new", date(2026, 5, 26), "passport")
ASKED = [Question("name", "kana", "part")]
ROWS = [
    ("松浦", "ﾏﾂｳﾗ", "family"),
    ("太郎", "ジロウ", "given"),
    ("山崎", None, "family"),
    (None, "タロウ", "given"),
    ("京子", "キヨウコ", "given"),
    ("大野", "オオノ", None),
    ("Smith", "スミス", "alias"),
]
COLUMNS = ("id", "name", "kana", "part")
SCHEMA = "id long, name string, kana string, part string"


def batch_of(rows: list[tuple[Any, ...]]) -> pa.RecordBatch:
    numbered = [(number, *row) for number, row in enumerate(rows)]
    columns = [pa.array(column) for column in zip(*numbered, strict=True)]
    return pa.RecordBatch.from_arrays(columns, list(COLUMNS))


def expected(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Return what a job gives for numbered rows."""
    batch = batch_of(rows)
    book = kn.rulebook(NEW.on)
    answers = arrow.check_batch(batch, name="name", reading="kana", part="part", filing="new", book=book).to_pylist()
    return [
        {**row, **{f"kananame_{name}": cell for name, cell in answer.items()}}
        for row, answer in zip(batch.to_pylist(), answers, strict=True)
    ]


def test_a_worker_appends_the_answers_to_its_batches() -> None:
    batches = answered(iter([batch_of(ROWS[:3]), batch_of(ROWS[3:])]), questions=ASKED, settings=NEW)
    assert [batch.to_pylist() for batch in batches] == [expected(ROWS[:3]), expected(ROWS[3:])]


def test_a_worker_loads_once_and_asks_a_name_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=kn.check)
    monkeypatch.setattr(kn, "check", asked)
    checker_of.cache_clear()
    skewed = [ROWS[0]] * 9000 + ROWS
    for _ in range(3):
        (rows,) = answered(iter([batch_of(skewed)]), questions=ASKED, settings=NEW)
        assert rows.num_rows == len(skewed)
    checker_of.cache_clear()
    assert sorted(call.args[0] for call in asked.call_args_list) == sorted(name or "" for name, _, part in ROWS if part)


def test_what_travels_to_a_worker_is_small() -> None:
    assert len(pickle.dumps(partial(answered, questions=ASKED, settings=NEW))) < 1000


def test_a_worker_does_not_import_spark_for_it() -> None:
    code = "import sys, kananame.engines.spark; print('pyspark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "False"


@pytest.fixture
def residents(spark: SparkSession) -> DataFrame:
    return spark.createDataFrame([(number, *row) for number, row in enumerate(ROWS)], SCHEMA)


def collected(df: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in df.orderBy("id").collect()]


def checked(df: DataFrame) -> DataFrame:
    return engine.check(df, name="name", reading="kana", part="part", filing=NEW.filing, on=NEW.on)


@pytest.mark.spark
def test_a_job_appends_the_answers(residents: DataFrame) -> None:
    answers = checked(residents)
    assert answers.columns == [*COLUMNS, *(f"kananame_{name}" for name in arrow.SCHEMA.names)]
    assert collected(answers) == expected(ROWS)


PEOPLE = [("松浦", "ﾏﾂｳﾗ", "太郎", "ジロウ"), ("山崎", None, None, "タロウ"), ("京子", "キヨウコ", "大野", "オオノ")]
NAMES = ("name", "kana", "given", "given_kana")


@pytest.mark.spark
@pytest.mark.parametrize("fields", [None, ["romaji", "codes", "verdict"]])
def test_both_names_of_a_person_are_answered_as_each_alone(spark: SparkSession, fields: list[str] | None) -> None:
    people = [(number, *row) for number, row in enumerate(PEOPLE)]
    df = spark.createDataFrame(people, "id long, name string, kana string, given string, given_kana string")
    both = engine.check_people(
        df, family="name", family_reading="kana", given="given", given_reading="given_kana",
        filing=NEW.filing, on=NEW.on, fields=fields, prefix="",
    )  # fmt: skip
    each = partial(engine.check, filing=NEW.filing, on=NEW.on, fields=fields)
    family = each(df, name="name", reading="kana", part="family", prefix="family_")
    alone = each(family, name="given", reading="given_kana", part="given", prefix="given_")
    assert both.schema == alone.schema
    assert collected(both) == collected(alone)
    assert [row["given_verdict"] for row in collected(both)] == ["reject", "refer", "accept"]


def test_both_names_leave_spark_in_one_batch() -> None:
    batch = pa.RecordBatch.from_arrays([pa.array(column) for column in zip(*PEOPLE, strict=True)], list(NAMES))
    asked = [Question("name", "kana", "family", "f_"), Question("given", "given_kana", "given", "g_")]
    settings = Settings("existing", None, "passport", ("verdict",))
    (answers,) = answered(iter([batch]), questions=asked, settings=settings)
    assert answers.schema.names == [*NAMES, "f_verdict", "g_verdict"]
    assert answers["g_verdict"].to_pylist() == ["refer", "refer", "accept"]


@pytest.mark.spark
@pytest.mark.parametrize("large", ["true", "false"])
def test_a_skewed_partition_gives_every_row_its_answer(spark: SparkSession, large: str) -> None:
    from pyspark.sql import functions as f  # noqa: PLC0415 (may be missing)

    spark.conf.set("spark.sql.execution.arrow.useLargeVarTypes", large)
    rare = spark.createDataFrame([(30_000, *ROWS[1])], SCHEMA)
    same = spark.range(30_000).select(
        "id", *(f.lit(cell).alias(name) for name, cell in zip(COLUMNS[1:], ROWS[0], strict=True))
    )
    skewed = same.union(rare).repartition(2, "name")
    found = checked(skewed).groupBy("name", "kananame_verdict").agg(f.count("*"), f.count_distinct("id")).collect()
    assert sorted(map(tuple, found)) == [("太郎", "reject", 1, 1), ("松浦", "accept", 30_000, 30_000)]


@pytest.mark.spark
@pytest.mark.parametrize("way", ["raises", "dies"])
def test_a_task_that_is_run_again_gives_the_same_rows(residents: DataFrame, tmp_path: Path, way: str) -> None:
    marks = str(tmp_path)

    def fails_once(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import os  # noqa: PLC0415 (the function travels to a worker, which has no more than what is in it)

        from pyspark import TaskContext  # noqa: PLC0415

        context = TaskContext.get()
        assert context is not None
        with open(f"{marks}/{context.partitionId()}-{context.attemptNumber()}", "w", encoding="utf-8"):  # noqa: PTH123
            pass
        for batch in batches:
            yield batch
            if context.attemptNumber() == 0 and way == "dies":
                os._exit(1)
            if context.attemptNumber() == 0:
                raise OSError("the disk of this worker is full")

    answers = checked(residents.repartition(3, "id"))
    assert collected(answers.mapInArrow(fails_once, answers.schema)) == expected(ROWS)
    attempts = sorted(path.name for path in tmp_path.iterdir())
    assert "0-0" in attempts
    assert any(name.endswith("-1") for name in attempts)


@pytest.mark.spark
@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"reading": "furigana"}, ValueError, "0 columns are called 'furigana'.*id, name, kana, part"),
        ({"name": "id"}, TypeError, "text, not bigint; cast 'id'"),
        ({"part": "first"}, ValueError, "0 columns are called 'first'"),
        ({"filing": "never"}, ValueError, "filing is one of"),
        ({"style": "plain"}, ValueError, "style"),
        ({"fields": ["kana"]}, ValueError, "fields are some of"),
        ({"on": date(2020, 1, 1)}, kn.NotInForce, "2025-05-26"),
    ],
)
def test_wrong_use_is_told_before_the_job(
    residents: DataFrame, asked: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        engine.check(residents, **{"name": "name", "reading": "kana", **asked})


@pytest.mark.spark
def test_columns_that_are_there_are_not_overwritten(residents: DataFrame) -> None:
    with pytest.raises(ValueError, match=r"kananame_verdict.*pass another prefix"):
        checked(checked(residents))
    people = partial(engine.check_people, family="name", family_reading="kana", given="name", given_reading="kana")
    with pytest.raises(ValueError, match=r"kananame_given_verdict.*pass another prefix"):
        people(people(residents))


@pytest.mark.spark
def test_the_example_checks_a_file(spark: SparkSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spark.version
    cells = [["松浦", "大野"], ["太郎", "京子"], ["ﾏﾂｳﾗ", "オオノ"], ["タロウ", None]]
    names = ("family", "given", "family_kana", "given_kana")
    parquet.write_table(pa.table(dict(zip(names, map(pa.array, cells), strict=True))), tmp_path / "in.parquet")
    monkeypatch.setattr("sys.argv", ["spark_job.py", str(tmp_path / "in.parquet"), str(tmp_path / "out")])
    runpy.run_path(str(EXAMPLE), run_name="__main__")
    found = parquet.read_table(tmp_path / "out").sort_by("kananame_family_romaji")
    assert found["kananame_family_reading"].to_pylist() == ["マツウラ", "オオノ"]
    assert found["kananame_given_verdict"].to_pylist() == ["accept", "refer"]
    assert found.column_names[:4] == list(names)
