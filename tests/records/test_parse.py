"""Records read back: by position or by any name of an item, to facts that fill the layout again."""

from __future__ import annotations

import pytest

from kananame.record import Layout, facts_of_record, filler, layout, layouts, parse, parser
from tests.records.people import operated, record, resident

EVERY = pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)


@EVERY
def test_a_record_reads_back_to_an_equal_one(made: Layout) -> None:
    facts = resident(former_family="田中", former_family_reading="タナカ", resident_number="123456789018")
    written = record(made, facts, numbers=True)
    chosen = operated(made, numbers=True)
    read = parser(made, chosen)
    rows = zip(made.items, written.cells, strict=True)
    by_alias = {item.aliases[-1] if item.aliases else item.name: cell for item, cell in rows}
    for row in (written.cells, [*written.cells], written.values, by_alias):
        again = read(row)
        has_event = any(item.fill == "event" for item in made.items)
        assert again == written._replace(event=written.event if has_event else "")
        assert filler(made, chosen)(facts_of_record(again)) == again


@EVERY
def test_an_incomplete_one_reads_back_as_well(made: Layout) -> None:
    facts = resident(given_status="provisional", birth="", birth_unknown="1", birth_words="昭和十年頃")
    written = record(made, facts)
    again = parser(made, operated(made))(written.values)
    assert again.cells == written.cells
    assert filler(made, operated(made))(facts_of_record(again)).cells == written.cells


def test_romaji_comes_back_in_one_width() -> None:
    facts = resident(name="", reading="", foreign_name_latin="O'NEIL-SMITH ANNE")
    written = record(layout("jumin-joho"), facts)
    assert written.values["shimei_gaikokujinromaji"] == "Ｏ＇ＮＥＩＬ－ＳＭＩＴＨ　ＡＮＮＥ"
    assert facts_of_record(written)["foreign-name-latin"] == "O'NEIL-SMITH ANNE"


def test_a_status_comes_back_as_a_status() -> None:
    facts = facts_of_record(record(layout("jumin-joho"), resident(given_status="provisional")))
    assert (facts["family-status"], facts["given-status"]) == ("certified", "provisional")
    facts = facts_of_record(record(layout("gif-person")))
    assert (facts["family-status"], facts["name-reading"]) == ("certified", "サトウ　イチロウ")


def test_what_a_mapping_has_besides_is_left_aside() -> None:
    written = record(layout("gif-person"))
    assert parse(layout("gif-person"), {**written.values, "Remark": "x"}) == written._replace(event="")


def test_wrong_cells_are_found_on_the_way_back() -> None:
    values = record(layout("gif-person")).values
    found = parser(layout("gif-person"))({**values, "FamilyNameKana": "さとう"})
    assert [one.code for one in found.findings] == ["item-kana"] * 3
    assert not found.ok


def test_another_number_of_cells_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="pass one for each item"):
        parse(layout("gif-person"), ["1"])
