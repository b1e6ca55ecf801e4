"""Every rule refuses what it is for, in every layout that has such an item, and a right record passes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kananame.model import Severity
from kananame.record import Item, Layout, Options, checker, layout, layouts, look
from kananame.record.layout import NO_LIMIT, Type
from kananame.record.quick import SEPARATOR, pattern, quick
from kananame.record.record import DEFAULT
from kananame.record.repertoires import PROFILES
from tests.records.people import operated, record

EVERY = pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)
KANA = {"kana", "kana-print"}


def free(item: Item) -> bool:
    """Tell whether an item may hold any text of its type."""
    return not (item.codes or item.constant or item.content == "digits")


def too_long(item: Item) -> str | None:
    if not free(item) or not item.type.counted or item.length == NO_LIMIT:
        return None
    return {Type.X: "A", Type.NUMBER: "1", Type.N: "Ａ" if item.content == "romaji" else "ア"}[item.type] * (
        item.length + 1
    )


def of_type(wrong: dict[Type, str]) -> Callable[[Item], str | None]:
    return lambda item: wrong.get(item.type)


def where(holds: Callable[[Item], object], cell: str) -> Callable[[Item], str | None]:
    return lambda item: cell if holds(item) else None


WRONG: dict[str, Callable[[Item], str | None]] = {
    "item-missing": where(lambda item: item.need == "required" and not item.constant, ""),
    "item-type": of_type({Type.X: "ａ", Type.N: "ｱ", Type.NUMBER: "1a"}),
    "item-length": too_long,
    "item-digits": where(lambda item: item.content == "digits", "1"),
    "item-date": of_type({Type.DATE: "2026-02-29"}),
    "item-time": of_type({Type.TIME: "24:00:00"}),
    "item-form": where(lambda item: item.type is Type.N and free(item), "か\u3099"),
    "item-space": where(lambda item: item.type is Type.N and free(item), "佐藤　　一郎"),
    "item-kana": where(lambda item: item.content in KANA, "さとう　イチロウ"),
    "item-romaji": lambda item: {Type.X: "123", Type.N: "１２３"}[item.type] if item.content == "romaji" else None,
    "item-code": lambda item: ("9" if item.type is Type.X else "二") if item.codes or item.constant else None,
    "item-unencodable": where(lambda item: item.type is Type.N, "\ue000"),
}


@EVERY
def test_a_right_record_passes(made: Layout) -> None:
    made_of = record(made)
    assert made_of.findings == ()
    assert checker(made, operated(made))(made_of.cells) == ()


@EVERY
@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_item_is_found(made: Layout, code: str) -> None:
    cells, check = record(made).cells, checker(made)
    for at, item in enumerate(made.items):
        cell = WRONG[code](item)
        if cell is None or cell in item.codes:
            continue
        found = [one for one in check([*cells[:at], cell, *cells[at + 1 :]]) if one.code == code]
        assert [dict(one.params)["item"] for one in found] == [item.name] * len(found) != []
        assert {one.severity for one in found} == {Severity.ERROR}
        assert all(dict(one.params)["field"] == item.field and one.field == "item" for one in found)


@pytest.mark.parametrize("code", WRONG)
def test_every_rule_has_an_item_somewhere(code: str) -> None:
    assert any(WRONG[code](item) is not None for made in layouts() for item in made.items)


NAME = layout("jumin-joho").item("shimei")
READING = layout("jumin-joho").item("shimei_furigana")


def codes(item: Item, cell: str, options: Options = DEFAULT) -> list[str]:
    return [finding.code for finding in look(item, cell, options)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("佐藤　一郎", []),
        ("葛\U000e0100城　一郎", []),
        ("神\ufa19　一郎", []),
        ("佐藤一郎", ["item-space"]),
        ("佐藤 一郎", ["item-type"]),
        ("　佐藤　一郎", ["item-space"]),
        ("佐藤　一郎　", ["item-space"]),
        ("佐藤　　一郎", ["item-space"]),
        ("ＳＭＩＴＨ", []),
        ("佐藤　一\ue000", ["item-unencodable"]),
        ("\U000e0100佐藤　一郎", ["item-unencodable"]),
        ("佐\u3099　一郎", ["item-form", "item-unencodable"]),
        ("佐藤\n　一郎", ["item-type"]),
    ],
)
def test_a_name(cell: str, expected: list[str]) -> None:
    assert codes(NAME, cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("サトウ　イチロウ", []),
        ("サトウ", ["item-space"]),
        ("サトウ　イチロウ　ジロウ", ["item-space"]),
        ("さとう　イチロウ", ["item-kana"] * 3),
        ("ｻﾄｳ　ｲﾁﾛｳ", ["item-type"]),
        ("サトウ　イチ・ロウ", ["item-kana"]),
        ("【氏空欄】　イチロウ", ["item-kana"] * 5),
    ],
)
def test_a_reading(cell: str, expected: list[str]) -> None:
    assert codes(READING, cell) == expected


def test_a_kana_that_no_source_settles_is_a_warning() -> None:
    (found,) = look(READING, "サトウ　スヱ", DEFAULT)
    assert (found.code, found.severity, dict(found.params)["position"]) == ("item-kana", Severity.WARNING, "6")


def test_a_printed_reading_may_have_a_gap() -> None:
    printed = layout("juminhyo").item("shimei_furigana")
    assert codes(printed, "【氏空欄】　イチロウ") == codes(printed, "サトウ　【名空欄】") == []
    assert codes(printed, "【空欄】　イチロウ") == ["item-kana"] * 4


def test_a_character_with_its_selector_counts_as_one_if_the_caller_says_so() -> None:
    family = layout("jumin-joho").item("uji_nihonjin")
    cell = "葛\U000e0100" * family.length
    assert codes(family, cell) == []
    assert codes(family, cell, Options(variation_counts_one=False)) == ["item-length"]
    assert codes(family, cell + "山") == ["item-length"]


@pytest.mark.parametrize("cell", ["1964-02-29", "2026-12-31", "1868-01-25"])
def test_a_day_that_there_was(cell: str) -> None:
    assert codes(layout("jumin-joho").item("seinengappi"), cell) == []


@pytest.mark.parametrize("cell", ["1963-02-29", "2026-00-01", "19640701", "1964-7-1", "0000-01-01", "令和元年"])
def test_a_day_that_there_was_not(cell: str) -> None:
    assert set(codes(layout("jumin-joho").item("seinengappi"), cell)) == {"item-date"}


def test_an_unknown_birth_takes_words_in_the_place_of_a_day() -> None:
    made = layout("jumin-joho")
    check = checker(made)

    def missing(**changed: str) -> list[str]:
        values = {**record(made).values, **changed}
        return [dict(one.params)["field"] for one in check([*values.values()]) if one.code == "item-missing"]

    assert missing(seinengappi="") == ["seinengappi"]
    assert missing(seinengappi_fushofuragu="1") == ["seinengappi_fushohyoki"]
    assert missing(seinengappi="", seinengappi_fushofuragu="1", seinengappi_fushohyoki="昭和十年頃") == []


def test_a_secret_is_not_repeated() -> None:
    item = layout("jumin-joho").item("kojinbango")
    found = look(item, "12345678901ａ", DEFAULT)
    assert [one.code for one in found] == ["item-type"]
    assert not any("ａ" in value or "1234" in value for one in found for _, value in one.params)


def test_another_number_of_cells_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="has 44 cells, not 2; pass one for each item"):
        checker(layout("jumin-joho"))(["1", "2"])


def test_an_unknown_repertoire_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="mj-plus, jisx0213"):
        checker(layout("jumin-joho"), Options(repertoire="ascii"))


ITEMS = [(made, item) for made in layouts() for item in made.items]


@settings(max_examples=300, deadline=None)
@given(data=st.data(), repertoire=st.sampled_from([*PROFILES]))
def test_what_is_passed_quickly_is_right(data: st.DataObject, repertoire: str) -> None:
    made, item = data.draw(st.sampled_from(ITEMS))
    options = Options(repertoire=repertoire)
    cell = data.draw(st.from_regex(pattern(item, options), fullmatch=True))
    whole = SEPARATOR.join(cell if one is item else "" for one in made.items)
    if quick(made, options)(whole):
        assert look(item, cell, options) == ()
    else:
        assert {one.code for one in look(item, cell, options)} == {"item-unencodable"}


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_no_text_whatever_passes_quickly_and_is_wrong(data: st.DataObject) -> None:
    made, item = data.draw(st.sampled_from(ITEMS))
    cell = data.draw(st.text(st.sampled_from("1Aａサ佐ー　 さ・\u3099\U000e0100\ue000\0-:0"), max_size=12))
    whole = SEPARATOR.join(cell if one is item else "" for one in made.items)
    assert not (quick(made, DEFAULT)(whole) and look(item, cell, DEFAULT))
