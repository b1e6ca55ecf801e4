"""Facts from a row: certified readings apart from those that are only on file, foreign residents apart from both."""

from __future__ import annotations

import pytest

from kananame.record import VALUES, facts_of_row, layouts
from kananame.record.values import BLANK, CERTIFIED, SECRET, STATUS_OF, lower

READING = {"family": "佐藤", "given": "一郎", "family-reading": "サトウ", "given-reading": "イチロウ"}


def test_every_item_is_filled_with_a_value_that_there_is() -> None:
    used = {item.fill for made in layouts() for item in made.items} - {""}
    assert used <= VALUES.keys()
    assert {*STATUS_OF, *STATUS_OF.values(), *SECRET} <= VALUES.keys() == BLANK.keys()
    assert {value.origin for value in VALUES.values()} == {"history", "event", "derived", "caller"}


def test_every_value_says_what_it_is_in_both_languages() -> None:
    assert all(value.ja and value.en and not value.ja.isascii() and value.en.isascii() for value in VALUES.values())
    assert len({value.ja for value in VALUES.values()}) == len({value.en for value in VALUES.values()}) == len(VALUES)


@pytest.mark.parametrize(
    "row",
    [
        READING,
        {"name": "佐藤　一郎", "reading": "サトウ　イチロウ"},
        {"name": " 佐藤 一郎　", "reading": "サトウ イチロウ"},
        {"family": "佐藤", "given": "一郎", "name-reading-known": "サトウ　イチロウ"},
    ],
)
def test_a_name_is_parted_whatever_columns_it_comes_in(row: dict[str, str]) -> None:
    facts = facts_of_row(row, certified=True)
    assert (facts["name"], facts["name-reading"]) == ("佐藤　一郎", "サトウ　イチロウ")
    assert (facts["family"], facts["given"]) == ("佐藤", "一郎")
    assert (facts["family-reading"], facts["given-reading"]) == ("サトウ", "イチロウ")
    assert facts["name-reading-print"] == "サトウ　イチロウ"
    assert {facts[status] for status in ("family-status", "given-status", "name-status")} == {CERTIFIED}


def test_without_a_word_no_reading_of_a_file_is_certified() -> None:
    facts = facts_of_row({**READING, "householder-reading": "サトウ　イチロウ", "former-family-reading": "タナカ"})
    assert not any(facts[value] for value in STATUS_OF if value != "householder-reading")
    assert facts["householder-status"] == facts["former-family-status"] == "provisional"
    assert (facts["name-reading-known"], facts["name-reading-print"]) == ("サトウ　イチロウ", "")


def test_each_part_has_a_state_of_its_own() -> None:
    facts = facts_of_row({**READING, "given-status": "provisional"}, certified=True)
    assert (facts["family-reading"], facts["given-reading"], facts["name-reading"]) == ("サトウ", "", "")
    assert facts["name-reading-print"] == "サトウ　【名空欄】"
    assert facts["name-status"] == "provisional"
    facts = facts_of_row({**READING, "family-status": "provisional", "given-status": "certified"})
    assert facts["name-reading-print"] == "【氏空欄】　イチロウ"


def test_a_guess_is_not_even_known() -> None:
    facts = facts_of_row({**READING, "name-status": "inferred"})
    assert not any(facts[f"{part}-reading{known}"] for part in ("family", "given") for known in ("", "-known"))


@pytest.mark.parametrize("certified", [True, False])
def test_no_register_certifies_the_reading_of_a_foreign_resident(*, certified: bool) -> None:
    row = {"foreign-name-latin": "ZHANG YULI", "reading": "チャン　ユーリ", "family-status": "certified",
           "householder-reading": "サトウ　ハナコ"}  # fmt: skip
    facts = facts_of_row(row, certified=certified)
    assert (facts["name"], facts["name-reading-known"]) == ("ZHANG YULI", "チャン　ユーリ")
    own = {value: status for value, status in STATUS_OF.items() if not value.startswith("householder")}
    assert not any(facts[name] for pair in own.items() for name in pair)
    assert facts["householder-reading"] == "サトウ　ハナコ"
    assert facts["family"] == facts["given"] == ""


def test_a_name_that_cannot_be_parted_stays_as_it_is() -> None:
    facts = facts_of_row({"name": "佐藤一郎", "reading": "サトウイチロウ"}, certified=True)
    assert (facts["name"], facts["name-reading"], facts["family"]) == ("佐藤一郎", "サトウイチロウ", "")
    assert facts_of_row({"name": "佐藤一郎", "reading": "サトウイチロウ"})["name-reading"] == ""
    facts = facts_of_row({"name": "佐藤一郎", "reading": "サトウ　イチロウ"}, certified=True)
    assert (facts["name"], facts["name-reading"], facts["name-status"]) == ("佐藤一郎", "サトウ　イチロウ", "certified")
    facts = facts_of_row({"name": "佐藤一郎", "reading": "サトウイチロウ", "name-status": "inferred"})
    assert (facts["name-reading"], facts["name-reading-known"]) == ("", "")


def test_what_a_row_has_besides_is_taken_as_it_stands() -> None:
    facts = facts_of_row({**READING, "id": "7", "sex": "2", "jusho": "架空町一丁目"})
    assert (facts["person"], facts["sex"], facts["jusho"]) == ("7", "2", "架空町一丁目")


def test_the_lower_of_two_states() -> None:
    assert lower("certified", "provisional") == lower("provisional", "certified") == "provisional"
    assert lower("certified", "none") == lower("none", "certified") == "none"
