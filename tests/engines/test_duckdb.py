"""SQL gets the answers of the library, from one thread or four."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import kananame as kn
from kananame.engines.duckdb import register
from kananame.io import arrow

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "cleanse.sql"
NAMES = ["松浦", "太郎", "山崎", "髙橋", "心愛", "大野", "Smith", "", None]
READINGS = ["マツウラ", "ﾏﾂｳﾗ", "タロウ", "ジロウ", "ヤマサキ", "キヨウコ", "ココア", "オオノ", "漢", "", None]
PARTS = [*map(str, kn.Part), None]


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as made:
        register(made)
        yield made


def only(con: duckdb.DuckDBPyConnection, sql: str, *params: object) -> object:
    """Return the one cell of the one row."""
    ((cell,),) = con.execute(sql, params).fetchall()
    return cell


@settings(deadline=None)
@given(st.lists(st.tuples(*map(st.sampled_from, (NAMES, READINGS, PARTS))), min_size=1, max_size=10))
def test_rows_of_sql_are_those_of_arrow(con: duckdb.DuckDBPyConnection, rows: list[tuple[str | None, ...]]) -> None:
    table = pa.table(
        dict(zip("nrp", (pa.array(column, pa.string()) for column in zip(*rows, strict=True)), strict=True))
    )
    con.register("asked", table)
    found = [row[0] for row in con.execute("SELECT kn_check(n, r, p) FROM asked").fetchall()]
    expected = arrow.check(table["n"], table["r"], table["p"]).to_pylist()
    assert found == [answer if row[2] is not None else None for row, answer in zip(rows, expected, strict=True)]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        (("マツウラ", "松浦", "family"), "MATSUURA"),
        (("ﾕｳｺ", None, "given"), "YUKO"),
        (("", "松浦", "family"), None),
        ((None, "松浦", "family"), None),
        (("漢", "松浦", "family"), None),
        (("マツウラ", "松浦", None), None),
    ],
)
def test_romaji(con: duckdb.DuckDBPyConnection, asked: tuple[str | None, ...], text: str | None) -> None:
    assert only(con, "SELECT kn_romaji(?, ?, ?)", *asked) == text


def test_likely_readings_come_best_first(con: duckdb.DuckDBPyConnection) -> None:
    likely = [found.reading for found in kn.suggest("優子", "given")]
    assert len(likely) > 1
    assert only(con, "SELECT kn_suggest('優子', 'given')") == likely
    assert only(con, "SELECT kn_suggest(NULL, 'given')") == []
    assert only(con, "SELECT kn_suggest('優子', NULL)") is None


@pytest.mark.parametrize(
    "sql",
    ["kn_check('松浦', 'マツウラ', 'first')", "kn_romaji('ア', '亜', 'first')", "kn_suggest('松浦', 'first')"],
)
def test_an_unknown_part_ends_the_query(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    with pytest.raises(duckdb.Error, match=r"part is one of family.*not 'first'"):
        con.execute(f"SELECT {sql}")


def test_settings_are_those_registered_last() -> None:
    asked = "SELECT kn_check('太郎', 'ジロウ', 'given').verdict || kn_romaji('オオノ', '大野', 'family')"
    with duckdb.connect() as con:
        register(con)
        assert only(con, asked) == "referONO"
        register(con, filing="new", on=date(2026, 5, 26), style="cabinet2025")
        assert only(con, asked) == "rejectŌno"
        assert only(con.cursor(), asked) == "rejectŌno"
        with pytest.raises(ValueError, match="filing"):
            register(con, filing="never")
        with pytest.raises(kn.NotInForce):
            register(con, on=date(2020, 1, 1))


def test_four_threads_give_the_rows_of_one(con: duckdb.DuckDBPyConnection) -> None:
    pairs = [(name, reading) for name in NAMES for reading in READINGS]
    con.execute("CREATE OR REPLACE TABLE pairs (n VARCHAR, r VARCHAR)")
    con.executemany("INSERT INTO pairs VALUES (?, ?)", pairs)
    # More rows than one thread takes at a time, so that there is work for the others.
    con.execute("CREATE OR REPLACE TABLE many AS SELECT i, n, r FROM pairs, range(5000) AS t(i)")
    answers = []
    for threads in (1, 4):
        con.execute(f"SET threads = {threads}")
        answers.append(
            con.execute(
                "SELECT i, n, r, kn_check(n, r, 'given') AS c, kn_romaji(r, n, 'given'), kn_suggest(n, 'given') "
                "FROM many WHERE i % 50 = 0 ORDER BY ALL"
            ).fetchall()
        )
    assert len(answers[0]) == 100 * len(pairs)
    assert answers[0] == answers[1]


def test_the_example_cleanses_a_file(tmp_path: Path) -> None:
    rows = [
        (1, "松浦", "太郎", "ﾏﾂｳﾗ", "タロウ"),
        (2, "山崎", "京子", "ヤマサキ", "キヨウコ"),
        (3, "大野", "心愛", None, "ココア"),
    ]
    columns = dict(zip(("id", "family", "given", "family_kana", "given_kana"), zip(*rows, strict=True), strict=True))
    parquet.write_table(
        pa.table({name: list(cells) for name, cells in columns.items()}), tmp_path / "residents.parquet"
    )
    with duckdb.connect() as con:
        register(con)
        con.execute("SET VARIABLE folder = ?", [str(tmp_path)])
        con.execute(EXAMPLE.read_text(encoding="utf-8"))
    assert parquet.read_table(tmp_path / "names.parquet").to_pylist() == [
        {
            "id": 1,
            "family_kana": "マツウラ",
            "given_kana": "タロウ",
            "family_romaji": "MATSUURA",
            "given_romaji": "TARO",
        }
    ]
    left = parquet.read_table(tmp_path / "to_look_at.parquet").to_pylist()
    assert [(row["id"], row["part"], row["was"], row["suggestion"]) for row in left] == [
        (2, "given", "キヨウコ", "キョウコ"),
        (3, "family", None, None),
    ]
    assert left[1]["likely"][0] == "オオノ"
