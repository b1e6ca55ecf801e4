"""Arrow columns are answered as their rows are, whatever way the columns are laid out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from unittest.mock import Mock

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kananame as kn
from kananame.io import arrow
from tests.io.test_schema import faults

NAMES = st.one_of(
    st.none(),
    st.sampled_from(["松浦", "太郎", "山崎", "髙橋", "心愛", "大野", "Smith", "", "々", "松\x07浦"]),
    st.text(max_size=6),
)
READINGS = st.one_of(
    st.none(),
    st.sampled_from(["マツウラ", "ﾏﾂｳﾗ", "タロウ", "ジロウ", "ヤマサキ", "キヨウコ", "ココア", "オオノ", "ッ", ""]),
    st.text(max_size=8),
)
PARTS = st.one_of(st.none(), st.sampled_from([str(part) for part in kn.Part]))
Row = tuple[str | None, str | None, str | None]
ROWS = st.lists(st.tuples(NAMES, READINGS, PARTS), max_size=12)
Layout = Callable[[list[str | None]], Any]
LAYOUTS: dict[str, Layout] = {
    "string": lambda cells: pa.array(cells, pa.string()),
    "large string": lambda cells: pa.array(cells, pa.large_string()),
    "view": lambda cells: pa.array(cells, pa.string_view()),
    "slice": lambda cells: pa.array(["前", *cells, "後"], pa.string())[1:-1],
    "dictionary": lambda cells: pa.array(cells, pa.string()).dictionary_encode(),
    "null in dictionary": lambda cells: pa.array(cells, pa.large_string()).dictionary_encode("encode"),
    "small dictionary": lambda cells: pa.array(cells, pa.dictionary(pa.int8(), pa.string())),
    "chunks": lambda cells: pa.chunked_array([cells[:3], [], cells[3:]], pa.string()),
    "chunks of dictionaries": lambda cells: pa.chunked_array(
        [pa.array(part, pa.string()).dictionary_encode("encode") for part in (cells[:3], cells[3:])]
    ),
}
LAID_OUT = st.sampled_from(list(LAYOUTS.values()))


def expected(name: str | None, reading: str | None, part: str | None, filing: str) -> dict[str, Any]:
    """Return the row of an answer as its report says it."""
    if part is None:
        return dict.fromkeys(arrow.SCHEMA.names)
    report = kn.check(name or "", reading or "", part=part, filing=filing).to_dict()
    segments = [{field.name: segment[field.name] for field in arrow.SEGMENT} for segment in report["segments"]]
    return {
        **{field: report[field] for field in ("verdict", "grade", "reading", "evidence", "provision")},
        "codes": list(dict.fromkeys(finding["code"] for finding in report["findings"])),
        "suggestion": next((found["reading"] for found in report["suggestions"]), None),
        "segments": segments,
        "alignment": "".join(f"{segment['kanji']}({segment['kana']})" for segment in segments),
    }


def without_romaji(answers: pa.RecordBatch) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = answers.drop_columns(["romaji", "romaji_codes"]).to_pylist()
    return rows


def columns_of(rows: list[Row], *layouts: Layout) -> list[Any]:
    return [layout([row[at] for row in rows]) for at, layout in enumerate(layouts)]


@settings(deadline=None)
@given(ROWS, LAID_OUT, LAID_OUT, LAID_OUT, st.sampled_from([str(filing) for filing in kn.Filing]))
def test_columns_are_the_map_of_rows(rows: list[Row], one: Layout, two: Layout, three: Layout, filing: str) -> None:
    answers = arrow.check(*columns_of(rows, one, two, three), filing=filing)
    answers.validate(full=True)
    assert answers.schema == arrow.SCHEMA
    names = set(arrow.SCHEMA.names) - {"romaji", "romaji_codes"}
    assert without_romaji(answers) == [
        {name: cell for name, cell in expected(*row, filing).items() if name in names} for row in rows
    ]


@settings(deadline=None)
@given(ROWS, st.sampled_from(["passport", "cabinet2025"]))
def test_romaji_is_that_of_romanize(rows: list[Row], style: str) -> None:
    answers = arrow.check(*columns_of(rows, *[LAYOUTS["string"]] * 3), style=style).to_pylist()
    for (name, reading, part), answer in zip(rows, answers, strict=True):
        if answer["romaji"] is not None:
            assert answer["romaji"] == kn.romanize(reading or "", name=name or "", part=part, style=style).text
        elif answer["verdict"] not in {None, "not-applicable"} and answer["reading"]:
            assert answer["romaji_codes"] == ["romaji-not-spelled"]
            with pytest.raises(kn.KananameError):
                kn.romanize(reading or "", name=name or "", part=part, style=style)


@settings(deadline=None)
@given(ROWS, st.integers(1, 3))
def test_a_checker_answers_batch_after_batch_as_one_column(rows: list[Row], size: int) -> None:
    names, readings, parts = columns_of(rows, *[LAYOUTS["string"]] * 3)
    checker = arrow.Checker(keep=2)
    batches = [
        checker.check(*(column.slice(at, size) for column in (names, readings, parts)))
        for at in range(0, len(rows), size)
    ]
    assert pa.Table.from_batches(batches, arrow.SCHEMA) == pa.table(arrow.check(names, readings, parts))


def test_each_distinct_row_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=kn.check)
    monkeypatch.setattr(kn, "check", asked)
    names, readings = pa.array(["松浦", "山崎"] * 5000), pa.array(["マツウラ", "ヤマザキ"] * 5000)
    checker = arrow.Checker()
    for _ in range(2):
        assert checker.check(names, readings)["verdict"].unique().to_pylist() == ["accept"]
    assert sorted(call.args for call in asked.call_args_list) == [("山崎", "ヤマザキ"), ("松浦", "マツウラ")]


def test_of_too_many_answers_those_that_are_asked_for_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=kn.check)
    monkeypatch.setattr(kn, "check", asked)
    checker = arrow.Checker(keep=2)
    for names in (["松浦", "山崎", "大野"], ["松浦", "京子"], ["松浦", "大野", "京子"]):
        checker.check(pa.array(names), pa.array(["ア"] * len(names)))
    assert [call.args[0] for call in asked.call_args_list] == ["松浦", "山崎", "大野", "京子", "大野"]


def test_nothing_and_an_empty_cell_are_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Mock(wraps=kn.check)
    monkeypatch.setattr(kn, "check", asked)
    checker = arrow.Checker(keep=1)
    for _ in range(3):
        answers = checker.check(pa.array([None, "", "松浦", "", None]), pa.array(["ア", "ア", "マツウラ", None, ""]))
        expected = [["name-missing"], ["name-missing"], [], ["name-missing", "reading-missing"]]
        assert answers["codes"].to_pylist() == [*expected, expected[-1]]
    assert asked.call_count == 3


def test_a_part_that_is_none_spoils_no_later_batch() -> None:
    checker, names, readings = arrow.Checker(), pa.array(["松浦", "太郎"]), pa.array(["マツウラ", "タロウ"])
    with pytest.raises(ValueError, match="part is one of"):
        checker.check(names, readings, pa.array(["family", "first"]))
    parts = pa.array(["family", "given"])
    assert checker.check(names, readings, parts) == arrow.check(names, readings, parts)


def test_who_wants_some_fields_gets_those_in_their_order() -> None:
    columns = pa.array(["松浦", "京子"]), pa.array(["マツウラ", "キヨウコ"]), pa.array(["family", None])
    fields = ["romaji", "segments", "verdict"]
    checker = arrow.Checker(fields=fields)
    assert checker.check(*columns) == arrow.check(*columns).select(fields)
    assert checker.schema.names == fields


@pytest.mark.parametrize("fields", [[], ["verdict", "kana"], ["verdict", "verdict"]])
def test_fields_that_are_none_are_told(fields: list[str]) -> None:
    with pytest.raises(ValueError, match="fields are some of verdict, grade,"):
        arrow.Checker(fields=fields)


def test_what_is_uncertain_in_the_romaji_is_told() -> None:
    answers = arrow.check(pa.array(["松浦", "", "松浦"]), pa.array(["マツウラ", "マツウラ", "ッ"]))
    assert answers["romaji"].to_pylist() == ["MATSUURA", "MATSUURA", None]
    told = [["romaji-vowels-apart"], ["romaji-kana-alone"], ["romaji-not-spelled"]]
    assert answers["romaji_codes"].to_pylist() == told


def broken(*cells: bytes) -> pa.Array:
    """Return a column of text that is none: Arrow does not look at what it is given."""
    return pa.Array.from_buffers(pa.string(), len(cells), pa.array(list(cells)).buffers())


@pytest.mark.parametrize("where", ["name", "reading"])
def test_bytes_that_are_no_text_are_referred(where: str) -> None:
    whole, cut = pa.array(["松浦", "松浦"]), broken("松浦".encode(), b"\x8f\xbc")
    names, readings = (cut, whole) if where == "name" else (whole, cut)
    answers = arrow.check(names, readings).to_pylist()
    assert [row["codes"] == ["cell-undecodable"] for row in answers] == [False, True]
    assert (answers[1]["verdict"], answers[1]["reading"], answers[1]["romaji"]) == ("refer", "", None)
    assert answers[0] == arrow.check(whole[:1], whole[:1]).to_pylist()[0]


def test_a_column_of_nothing_is_one_of_empty_cells() -> None:
    answers = arrow.check(pa.nulls(2), pa.nulls(2, pa.dictionary(pa.int8(), pa.null())), "given").to_pylist()
    assert [row["codes"] for row in answers] == [["name-missing", "reading-missing"]] * 2
    assert arrow.check(pa.nulls(2), pa.array(["ア", "ア"]), pa.nulls(2))["verdict"].null_count == 2


def test_settings_reach_the_answers() -> None:
    columns = pa.array(["太郎"]), pa.array(["ジロウ"]), "given"
    assert arrow.check(*columns, filing="new")["verdict"].to_pylist() == ["reject"]
    assert arrow.check(*columns)["verdict"].to_pylist() == ["refer"]
    kanji = pa.array(["鷗"]), pa.array(["カモメ"]), "given"
    days = [date(2026, 6, 25), date(2026, 6, 26)]
    found = [arrow.check(*kanji, filing="new", book=kn.rulebook(day)).to_pylist()[0] for day in days]
    assert [row["verdict"] for row in found] == [
        str(kn.check("鷗", "カモメ", part="given", filing="new", book=kn.rulebook(day)).verdict) for day in days
    ]


@pytest.fixture
def batch() -> pa.RecordBatch:
    cells = [["松浦", "太郎"], ["マツウラ", "タロウ"], ["family", "given"], [1, 2]]
    return pa.RecordBatch.from_arrays([pa.array(column) for column in cells], ["name", "kana", "part", "id"])


def test_a_batch_is_asked_by_the_names_of_its_columns(batch: pa.RecordBatch) -> None:
    answers = arrow.check_batch(batch, name="name", reading="kana", part="part")
    assert answers == arrow.check(batch["name"], batch["kana"], batch["part"])
    assert answers == arrow.check_batch(pa.Table.from_batches([batch]), name="name", reading="kana", part="part")
    families = arrow.check_batch(batch, name="name", reading="kana", part="family")
    assert families == arrow.check(batch["name"], batch["kana"], "family")


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"reading": "furigana"}, ValueError, "0 columns are called 'furigana'.*name, kana, part, id"),
        ({"part": "first"}, ValueError, "0 columns are called 'first'"),
        ({"part": "kana"}, ValueError, "part is one of family.*not 'マツウラ'"),
        ({"name": "id"}, TypeError, "text, not int64; cast it"),
        ({"filing": "never"}, ValueError, "filing is one of"),
        ({"style": "plain"}, ValueError, "style"),
    ],
)
def test_wrong_columns_are_told(
    batch: pa.RecordBatch, asked: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        arrow.check_batch(batch, **{"name": "name", "reading": "kana", **asked})


@pytest.mark.parametrize(
    ("columns", "error", "said"),
    [
        ((pa.array(["松浦"]), pa.array(["ア", "イ"])), ValueError, "1, 2, 1 rows"),
        ((pa.array(["松浦"]), pa.array(["ア"]), pa.array(["given"] * 3)), ValueError, "1, 1, 3 rows"),
        ((["松浦"], pa.array(["ア"])), TypeError, "not list; kananame.columns.check takes lists"),
        ((pa.array(["松浦"]), pa.array([b"x"])), TypeError, "text, not binary"),
        ((pa.array(["松浦"]), pa.array([1]).dictionary_encode()), TypeError, "cast it to pyarrow.string"),
        ((pa.array(["松浦"]), pa.array(["ア"]), "first"), ValueError, "first"),
    ],
)
def test_wrong_use_says_what_to_pass(columns: tuple[Any, ...], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        arrow.check(*columns)


def test_an_answer_has_the_columns_that_the_page_says() -> None:
    assert list(arrow.TELL) == arrow.SCHEMA.names
    columns = pa.array(["松浦", "太郎", None, "京子", "Smith"]), pa.array(["マツウラ", "ッ", "", "キヨウコ", "ア"])
    answers = arrow.check(*columns).to_pylist()
    assert [fault for answer in answers for fault in faults(answer, "answer")] == []
