"""Which column of a file holds what, and the rows of a file as facts."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kananame.io import formats
from kananame.io.pairs import read_pairs
from kananame.io.record_rows import columns_of, facts_of, parse_columns
from kananame.io.refusals import Refusal
from kananame.record import Facts, layout
from tests.io.sample_records import resident, residents, written

JUMIN = layout("jumin-joho")


def facts(content: str | bytes, told: str | None = None, *, certified: bool = True) -> list[Facts]:
    raw = content if isinstance(content, bytes) else content.encode()
    with formats.open_source("-", io.BytesIO(raw)) as source:
        columns = columns_of(source.header, parse_columns(told, JUMIN), JUMIN, "in.csv")
        return list(facts_of(source.records, columns, certified=certified))


def known(found: Facts) -> Facts:
    return {value: text for value, text in found.items() if text}


def test_headings_that_a_check_knows_and_names_of_items_tell() -> None:
    (found,) = facts(
        "整理番号,姓,名,姓フリガナ,名フリガナ,生年月日,住民種別\n7,松浦,一郎,マツウラ,イチロウ,1990-04-01,1\n"
    )
    assert (found["person"], found["name"], found["name-reading"]) == ("7", "松浦　一郎", "マツウラ　イチロウ")
    assert (found["birth"], found["juminshubetsu"]) == ("1990-04-01", "1")


def test_readings_of_a_file_are_only_certified_when_its_owner_says_so() -> None:
    (found,) = facts("氏名,氏名カナ\n松浦 一郎,マツウラ イチロウ\n", certified=False)
    assert (found["name-reading"], found["name-reading-known"], found["name-status"]) == (
        "", "マツウラ　イチロウ", "provisional",
    )  # fmt: skip


def test_the_caller_tells_a_column_by_its_heading_or_its_place() -> None:
    content = "a,b,c,生年月日,氏カナ\n1,松浦,マツウラ,1990-04-01,ヒダカ\n"
    (found,) = facts(content, "id=#1, family=b,family-reading=#3,birth=#4")
    assert known(found)["family-reading"] == "マツウラ"
    assert (found["person"], found["family"], found["birth"]) == ("1", "松浦", "1990-04-01")


@pytest.mark.parametrize(
    ("told", "code"),
    [("family", "columns-form"), ("family=", "columns-form"), ("familie=氏", "columns-value"),
     ("family=氏,family=名", "columns-repeated"), ("family=x", "column-missing"), ("family=#9", "column-missing"),
     ("family=#0", "column-missing")],
)  # fmt: skip
def test_a_column_that_is_none_is_refused(told: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        facts("氏,氏カナ\n松浦,マツウラ\n", told)
    assert refused.value.code == code


def test_a_file_without_names_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        facts("a,b\n1,2\n")
    assert refused.value.code == "columns-unrecognised"


@pytest.mark.parametrize("header", ["names", "fields"])
def test_records_read_back_are_the_facts_they_came_from(tmp_path: Path, header: str) -> None:
    path = tmp_path / "out.csv"
    sent = [*residents(2), resident(2, **{"given-status": "provisional", "former-family": "山本"})]
    written(sent, path, form={"header": header})
    again = facts(path.read_bytes())
    written(again, tmp_path / "again.csv", form={"header": header})
    assert (tmp_path / "again.csv").read_bytes() == path.read_bytes()
    assert again[2]["given-status"] == "provisional"


def test_a_short_row_has_empty_values() -> None:
    (found,) = facts("氏,名,氏カナ,名カナ\n松浦\n")
    assert (found["family"], found["given"], found["name-reading-known"]) == ("松浦", "", "")


def test_a_table_of_two_columns_is_read(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("Reason,Code\ncorrected,33\n\ncorrected,33\nbirth,12\n", encoding="utf-8")
    assert read_pairs(str(path), ("reason", "code")) == {"corrected": "33", "birth": "12"}
    assert read_pairs(None, ("reason", "code")) == {}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("reason;codes\nx;1\n", "pairs-columns"),
        ("corrected,33\n", "pairs-columns"),
        ("reason,code,more\nx,1,2\n", "pairs-columns"),
        ("reason,code\nx,\n", "pairs-row"),
        ("reason,code\n,1\n", "pairs-row"),
        ("reason,code\nx,1,2\n", "pairs-row"),
        ("reason,code\nx\n", "pairs-row"),
        ("reason,code\nx,1\nx,2\n", "pairs-row"),
    ],
)
def test_a_table_that_is_not_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        read_pairs(str(path), ("reason", "code"))
    assert refused.value.code == code
