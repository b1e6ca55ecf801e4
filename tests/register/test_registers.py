"""Registers of a whole file, met row by row."""

from __future__ import annotations

import itertools
import sys
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn

Row = tuple[str, str, str]


def file_of(rows: list[Row], limit: int = 400_000) -> kn.Registers:
    registers = kn.Registers(limit)
    for number, (key, family, reading) in enumerate(rows, start=1):
        registers.add(key, number, kn.PersonName(family, reading))
    return registers


def told(registers: kn.Registers) -> dict[str, dict[str, str]]:
    return {finding.code: dict(finding.params) for finding in registers.findings()}


def test_registers_that_differ_are_counted_by_kind_with_rows() -> None:
    rows = [
        *(("1", "山崎", kana) for kana in ("ヤマサキ", "ヤマザキ", "ヤマザキ")),
        *(("2", "京極", kana) for kana in ("キヨウゴク", "キョウゴク")),
        *(("3", "大野", kana) for kana in ("オオノ", "オーノ")),
        *(("4", "小野", kana) for kana in ("オノ", "オオノ")),
        *(("5", "水月", kana) for kana in ("ミカヅキ", "ミカズキ")),
        *(("6", "田中", kana) for kana in ("タナカ", "デンチュウ", "タナガ")),
        *(("7", "松浦", kana) for kana in ("マツウラ", "ﾏﾂｳﾗ")),
    ]
    assert told(file_of(rows)) == {
        "registers-differ": {
            "registers": "7",
            "count": "6",
            "voicing": "1",
            "small": "1",
            "long": "2",
            "other": "2",
            "rows": "2/1, 4/5, 6/7, 8/9, 10/11",
        }
    }


def test_no_value_is_said() -> None:
    found = file_of([("1", "山崎", "ヤマサキ"), ("1", "山崎", "ヤマザキ")]).findings()
    assert not {"山崎", "ヤマサキ", "ヤマザキ"} & {value for finding in found for _, value in finding.params}
    assert found[0].severity == "warning"
    assert found[0].cite == "KOSEKI_13_1_2"


@pytest.mark.parametrize(
    "rows",
    [
        [("1", "山崎", "ヤマサキ"), ("2", "山崎", "ヤマザキ")],
        [("1", "山崎", "ヤマサキ"), ("1", "松浦", "マツウラ")],
        [("", "山崎", "ヤマサキ"), ("", "山崎", "ヤマザキ")],
        [("1", "山崎", ""), ("1", "山崎", "ヤマザキ")],
        [("1", "", "ヤマサキ"), ("1", "", "ヤマザキ")],
    ],
)
def test_what_is_not_one_family_of_one_register_is_not_compared(rows: list[Row]) -> None:
    assert told(file_of(rows)) == {}


def test_variant_characters_are_one_family() -> None:
    assert told(file_of([("1", "山﨑", "ヤマサキ"), ("1", "山崎", "ヤマザキ")]))["registers-differ"]["count"] == "1"


def test_asking_twice_changes_nothing_and_more_rows_can_follow() -> None:
    registers = file_of([("1", "山崎", "ヤマサキ"), ("1", "山崎", "ヤマザキ")])
    assert registers.findings() == registers.findings()
    registers.add("2", 3, kn.PersonName("山崎", "ヤマサキ"))
    registers.add("2", 4, kn.PersonName("山崎", "ヤマザキ"))
    assert told(registers)["registers-differ"]["count"] == "2"


def households(count: int) -> list[Row]:
    """Return a file in the order of its households, of which every third reads its name in two ways."""
    return [
        (str(key), "山崎", "ヤマサキ" if member == 1 and key % 3 == 0 else "ヤマザキ")
        for key in range(count)
        for member in range(2)
    ]


def test_a_file_in_order_is_compared_whole_with_little_memory() -> None:
    rows = households(300)
    assert told(file_of(rows, limit=4)) == told(file_of(rows))
    assert told(file_of(rows))["registers-differ"]["count"] == "100"


def test_a_file_out_of_order_that_does_not_fit_is_said_to_be_compared_in_part() -> None:
    rows = sorted(households(300), key=lambda row: row[2])
    assert set(told(file_of(rows))) == {"registers-differ"}
    found = told(file_of(rows, limit=40))
    assert found["registers-not-compared"] == {"limit": "40"}
    assert "registers-differ" not in found


@given(
    st.lists(st.tuples(st.sampled_from("123"), st.sampled_from(["山崎", "山﨑", "松浦"]), st.sampled_from("アイウ")))
)
def test_the_count_is_that_of_a_plain_grouping(rows: list[Row]) -> None:
    groups = {
        group: {row[2] for row in members}
        for group, members in itertools.groupby(sorted(rows, key=by_register), key=by_register)
    }
    differing = sum(len(readings) > 1 for readings in groups.values())
    found = told(file_of(rows)).get("registers-differ", {"count": "0", "registers": str(len(groups))})
    assert (int(found["count"]), int(found["registers"])) == (differing, len(groups))


def by_register(row: Row) -> tuple[str, str]:
    return row[0], row[1].replace("﨑", "崎")


@given(st.text(st.characters(), max_size=5), st.text(st.characters(), max_size=5), st.text(st.characters(), max_size=5))
def test_no_row_raises(key: str, family: str, reading: str) -> None:
    assert told(file_of([(key, family, reading)] * 2)) == {}


def test_the_memory_of_a_register_is_what_the_docstring_says() -> None:
    registers = kn.Registers()
    person = kn.PersonName("山崎", "ヤマザキ")
    registers.add("first", 1, person)  # what is loaded once is not counted
    tracemalloc.start()
    try:
        for row in range(20_000):
            registers.add(f"{row:015}", row, person)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert used / 20_000 < 450, sys.version


def test_a_limit_too_small_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="limit is 1; let at least 2 registers be held"):
        kn.Registers(limit=1)
