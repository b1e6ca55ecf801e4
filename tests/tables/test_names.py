"""From dictionary pairs to tables: what is an attested name, a word, a silent character; how each table is packed."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from kananame._tables.silent import SILENT
from kananame._tables.words import WORDS
from tables.makers.names import (
    KNOWN_GIVEN_NAMES,
    attested_module,
    known_module,
    permitted_module,
    silent_module,
    tables,
    words_module,
)
from tables.mining import Pair, Reading, Readings, mine
from tables.names import (
    LONGEST_NAME,
    LONGEST_READING,
    MIN_SILENT_NAMES,
    MIN_WORD_NAMES,
    kana_readings,
    silent,
    standardise,
    witnessed,
    words,
)
from tables.readers.kanjidic import Kanji
from tables.readers.names import katakana

TWO = frozenset({"jmnedict", "sudachi"})
# Twelve characters of one kana each.
ENDINGS = dict(zip("亜伊宇江緒加木久毛湖差詩", "アイウエオカキクケコサシ", strict=True))


def known() -> Readings:
    return {char: {kana: Reading("kun")} for char, kana in ENDINGS.items()}


@pytest.mark.parametrize(
    ("name", "standard"),
    [
        ("髙橋", "高橋"),
        ("佐々木", "佐佐木"),
        ("たま子", "タマ子"),
        ("奈々々", "奈奈奈"),
        ("々木", "々木"),
        ("美す〃", "美スス"),
        ("髙々", "高高"),
    ],
)
def test_a_name_is_counted_in_standard_characters(name: str, standard: str) -> None:
    assert standardise(name, {"髙": "高"}) == standard


def test_katakana_leaves_everything_but_hiragana_alone() -> None:
    assert katakana("ぁゖんゔア亜ーx") == "ァヶンヴア亜ーx"


def test_witnesses_of_a_pair_are_gathered_and_parts_kept_apart() -> None:
    raw = [
        ("髙木", "タカギ", "family", "sudachi"),
        ("高木", "タカギ", "family", "jmnedict"),
        ("高木", "タカギ", "given", "unidic"),
    ]
    assert witnessed(raw, {"髙": "高"}) == {
        ("高木", "タカギ", "family"): frozenset({"jmnedict", "sudachi"}),
        ("高木", "タカギ", "given"): frozenset({"unidic"}),
    }


@pytest.mark.parametrize(
    ("name", "kana", "kept"),
    [
        ("松", "マツ", True),
        ("松" * LONGEST_NAME, "マツ", True),
        ("松" * (LONGEST_NAME + 1), "マツ", False),
        ("松", "マ" * LONGEST_READING, True),
        ("松", "マ" * (LONGEST_READING + 1), False),
        ("松", "まつ", False),
        ("松", "マツ・", False),
        ("松", "", False),
        ("まつ", "マツ", False),  # no kanji: nothing to learn
        ("松A", "マツ", False),
        ("松 子", "マツコ", False),
        ("松・子", "マツコ", False),
        ("松　子", "マツコ", False),
        ("佐々木", "ササキ", True),
        ("𠮷田", "ヨシダ", True),
    ],
)
def test_a_pair_is_attested_when_it_has_kanji_and_plain_katakana(name: str, kana: str, *, kept: bool) -> None:
    assert bool(witnessed([(name, kana, "given", "jmnedict")], {})) is kept


def test_kana_in_a_name_are_read_as_themselves_and_a_few_otherwise() -> None:
    found = kana_readings()
    assert set(found["ア"]) == {"ア"}
    assert set(found["ヶ"]) == {"ヶ", "ガ", "カ", "ケ", "コ"}
    assert set(found["ハ"]) == {"ハ", "ワ"}
    assert set(found["ー"]) == {"ー"}
    assert {reading.kind for known in found.values() for reading in known.values()} == {"kana"}


def found_words(names: dict[str, str], whole: dict[str, str]) -> dict[str, Counter[str]]:
    """Return the words that names show, given the pairs no reading explains."""
    pairs: dict[Pair, frozenset[str]] = {(name, kana, "given"): TWO for name, kana in (names | whole).items()}
    return words([(name, kana, "given") for name, kana in whole.items()], known(), pairs)


def test_a_word_needs_enough_names_that_begin_or_end_with_it() -> None:
    names = {"大和亜": "ヤマトア", "伊大和": "イヤマト"}
    assert len(names) == MIN_WORD_NAMES
    assert found_words(names, {"大和": "ヤマト"}) == {"大和": Counter({"ヤマト": 2})}
    for name, kana in names.items():
        assert not any(found_words({name: kana}, {"大和": "ヤマト"}).values())


def test_a_word_needs_readings_beside_it_that_are_known() -> None:
    assert found_words({"大和某": "ヤマトア", "某大和": "イヤマト"}, {"大和": "ヤマト"}) == {}
    assert found_words({"大和亜": "ヤマト", "大和伊": "ダイワイ"}, {"大和": "ヤマト"}) == {}


def test_one_character_and_five_are_no_word() -> None:
    assert found_words({"和亜": "ヤマトア", "和伊": "ヤマトイ"}, {"和": "ヤマト"}) == {}
    five = "甲乙丙丁戊"
    assert found_words({f"{five}亜": "ヤマトア", f"{five}伊": "ヤマトイ"}, {five: "ヤマト"}) == {}


def found_silent(count: int, witnesses: frozenset[str] = TWO, part: str = "given") -> dict[str, int]:
    """Return the silent characters of names in which 美 stands before a character of one kana that is all they read."""
    pairs: dict[Pair, frozenset[str]] = {
        (f"美{char}", kana, part): witnesses for char, kana in list(ENDINGS.items())[:count]
    }
    readings = known()
    return silent(mine(pairs, readings), readings, pairs)


def test_a_silent_character_needs_enough_names() -> None:
    assert found_silent(MIN_SILENT_NAMES) == {"美": MIN_SILENT_NAMES}
    assert found_silent(MIN_SILENT_NAMES - 1) == {}


def test_a_silent_character_needs_two_dictionaries_and_given_names() -> None:
    assert found_silent(MIN_SILENT_NAMES, frozenset({"jmnedict"})) == {}
    assert found_silent(MIN_SILENT_NAMES, part="family") == {}
    assert found_silent(MIN_SILENT_NAMES, part="any") == {}


def test_attested_pairs_are_packed_by_first_character_with_their_witnesses() -> None:
    module = attested_module(
        {
            ("松浦", "マツラ", "family"): frozenset({"jmnedict", "unidic"}),
            ("松浦", "マツウラ", "family"): frozenset({"jmnedict", "sudachi", "unidic"}),
            ("松浦", "マツウラ", "any"): frozenset({"jmnedict"}),
            ("松", "マツ", "given"): frozenset({"sudachi"}),
            ("竹", "タケ", "any"): frozenset({"jmnedict"}),
        }
    )
    assert module.value == {"松": "\n マツ02\n浦 マツウラ78マツラ50\n", "竹": "\n タケ08\n"}
    assert module.rows == 4


def test_words_are_packed_with_their_counts_and_empty_ones_left_out() -> None:
    module = words_module({"大和": Counter({"ヤマト": 3, "オオワ": 2}), "今日": Counter()})
    assert (module.value, module.rows) == ({"大和": "オオワ2 ヤマト3"}, 2)


def test_a_given_name_is_known_from_three_written_forms_or_written_in_kana() -> None:
    three = [(name, "ハナコ", "given", "jmnedict") for name in ("花子", "華子", "英子")]
    assert len(three) == KNOWN_GIVEN_NAMES
    assert known_module(three).value == {"ハ": "|ハナコ|"}
    assert known_module(three[1:]).value == {}
    assert known_module([*three[1:], ("花子", "ハナコ", "family", "jmnedict")]).value == {}
    assert known_module([*three[1:], three[1]]).value == {}, "one name twice is one name"
    module = known_module([*three, ("マイケル", "マイケル", "given", "jmnedict"), ("ハル", "ハル", "given", "sudachi")])
    assert (module.value, module.rows) == ({"ハ": "|ハナコ|ハル|", "マ": "|マイケル|"}, 3)


def test_one_kana_and_other_scripts_are_no_known_given_name() -> None:
    assert known_module([("ア", "ア", "given", "jmnedict"), ("Anne", "Anne", "given", "jmnedict")]).value == {}


def test_permitted_are_the_kanji_of_a_grade() -> None:
    grades = {"一": 1, "六": 6, "常": 8, "人": 9, "舊": 10, "外": 0}
    value = permitted_module({char: Kanji(char, grade) for char, grade in grades.items()}).value
    assert value["kanji"] == "".join(sorted("一六常人舊"))


def test_every_table_comes_out_of_a_handful_of_pairs() -> None:
    characters = {
        "奈": Kanji("奈", 9, readings=[("on", "ナ")]),
        "美": Kanji("美", 3, readings=[("on", "ビ"), ("kun", "み")]),
    }
    raw = [("奈美", "ナミ", "given", "jmnedict"), ("美奈", "ミナ", "any", "jmnedict")]
    made = {module.name: module for module in tables(characters, {}, witnessed(raw, {}), raw)}
    assert sorted(made) == [
        *("attested", "known_given", "permitted_kanji", "readings", "silent", "variants", "words"),
    ]
    assert made["readings"].value["奈"] == "oナ1/2"
    assert made["readings"].value["美"] == "oビ0/0 kミ1/2"
    assert made["readings"].value["ヶ"] == "aカ0/0 aガ0/0 aケ0/0 aコ0/0 aヶ0/0"
    assert made["attested"].rows == 2
    assert silent_module({"美": 10}).rows == 1


def test_the_committed_silent_characters_and_words_show_their_names() -> None:
    assert min(SILENT.values()) >= MIN_SILENT_NAMES
    counts = [int(count) for row in WORDS.values() for count in re.findall(r"\d+", row)]
    assert min(counts) >= MIN_WORD_NAMES
    assert {len(word) for word in WORDS} <= {2, 3, 4}
