"""A kun with okurigana: the printed form always, the others only where a name is read so."""

from __future__ import annotations

import re

import pytest

from kananame import lexicon
from kananame.lexicon import known_readings
from tables.makers.names import readings_module
from tables.mining import Reading, dictionary_readings, mine
from tables.okurigana import classical, name_forms
from tables.readers.kanjidic import Kanji


@pytest.mark.parametrize(
    ("kun", "printed", "with_a_name"),
    [
        ("まも.る", "まもる", {"まも", "まもり"}),
        ("つと.める", "つとめる", {"つと", "つとめ", "つとめり", "つとむ"}),
        ("あ.う", "あう", {"あ", "あい"}),
        ("か.える", "かえる", {"か", "かえ", "かえり", "かう", "かゆ"}),
        ("たか.い", "たかい", {"たか", "たかし", "たかき", "たかく"}),
        ("うつく.しい", "うつくしい", {"うつく", "うつくし", "うつくしき", "うつくしく"}),
        ("おおかみ", "おおかみ", set()),
        ("-がた", "がた", set()),
        ("おお-", "おお", set()),
        ("-た.つ", "たつ", {"た", "たち"}),
    ],
)
def test_the_forms_of_a_kun(kun: str, printed: str, with_a_name: set[str]) -> None:
    found = list(name_forms(kun))
    assert [form for form, needs_witness in found if not needs_witness] == [printed]
    assert {form for form, needs_witness in found if needs_witness} == with_a_name


@pytest.mark.parametrize(("kana", "u_row"), [("め", ["む"]), ("え", ["う", "ゆ"]), ("い", ["う", "ゆ"]), ("か", [])])
def test_the_classical_ending_stands_in_the_u_row(kana: str, u_row: list[str]) -> None:
    assert list(classical(kana)) == u_row


def table(*kun: str, names: dict[str, str] | None = None) -> str:
    """Return the row of 守 in the table that these kun and these given names make."""
    readings = dictionary_readings({"守": Kanji("守", readings=[("kun", text) for text in kun])}, {})
    readings["奈"] = {"ナ": Reading("kun")}
    mine({(name, kana, "given"): frozenset({"jmnedict"}) for name, kana in (names or {}).items()}, readings)
    row: str = readings_module(readings).value["守"]
    return row


def test_without_a_name_only_the_printed_form_stands_in_the_table() -> None:
    assert table("まも.る") == "kマモル0/0"


def test_a_name_brings_in_the_form_it_shows_and_no_other() -> None:
    assert table("まも.る", names={"守": "マモリ"}) == "kマモリ0/1 kマモル0/0"
    assert table("まも.る", names={"守奈": "マモナ"}) == "kマモ0/1 kマモル0/0"


def test_a_form_printed_elsewhere_needs_no_name() -> None:
    assert table("まも.る", "まもり") == table("まもり", "まも.る") == "kマモリ0/0 kマモル0/0"


def test_dashes_and_spaces_of_the_dictionary_are_no_kana() -> None:
    kanji = Kanji("大", readings=[("kun", "おお-"), ("kun", "-おお.いに"), ("on", "タイ"), ("nanori", "-おお た")])
    found = dictionary_readings({"大": kanji}, {})["大"]
    assert set(found) == {"オオ", "オオイニ", "タイ", "オオタ"}
    assert not any(reading.needs_witness for reading in found.values())


def test_the_committed_table_reads_mamoru_in_its_attested_forms() -> None:
    found = {reading.kana: reading.family + reading.given for reading in lexicon.readings("守")}
    assert found["マモル"]
    assert found["マモリ"]
    assert found["マモ"]


@pytest.mark.parametrize(("char", "printed", "unattested"), [("美", "ウツクシイ", "ウツク"), ("食", "タベル", "タブ")])
def test_the_committed_table_leaves_out_forms_no_name_shows(char: str, printed: str, unattested: str) -> None:
    found = {reading.kana for reading in lexicon.readings(char)}
    assert printed in found
    assert unattested not in found


def test_the_committed_table_holds_readings_in_katakana_alone() -> None:
    item = r"[oknma][ァ-ヺー]+\d+/\d+"
    assert [char for char, row in known_readings.items() if not re.fullmatch(f"{item}(?: {item})*", row)] == []
