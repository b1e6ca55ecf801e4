"""A reading is mined only from wide, independent support; a wrong boundary teaches nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame import lexicon
from kananame.lexicon import known_readings
from tables import mining
from tables.makers.names import readings_module
from tables.mining import (
    MIN_NAMES,
    MIN_NEIGHBOURS,
    MIN_WITNESSES,
    UNKNOWN,
    Aligner,
    Evidence,
    Pair,
    Proposals,
    Reading,
    Readings,
    adopt,
    dictionary_readings,
    glued,
    independent,
    mine,
    propose,
)
from tables.readers.kanjidic import Kanji

TWO = frozenset({"jmnedict", "sudachi"})
ONE = frozenset({"jmnedict"})
# Neighbours of one short reading each: a name with one of them has one alignment.
KNOWN = {"奈": "ナ", "麻": "マ", "良": "ラ", "也": "ヤ", "留": "ル", "四": "シ", "五": "ゴ", "七": "シチ", "三": "サ"}
SORA = {"奈翔": "ナソラ", "麻翔": "マソラ", "良翔": "ラソラ"}


def known() -> Readings:
    """Return the readings of the neighbours, and of two characters whose readings are to be learnt."""
    found = {char: {kana: Reading("kun")} for char, kana in KNOWN.items()}
    return found | {"翔": {"ショウ": Reading("on")}, "郎": {}}


def attested(names: dict[str, str], witnesses: frozenset[str] = TWO, part: str = "given") -> dict[Pair, frozenset[str]]:
    return {(name, kana, part): witnesses for name, kana in names.items()}


def mined(names: dict[str, str], witnesses: frozenset[str] = TWO) -> dict[tuple[str, str], int]:
    """Return the readings that names teach, with the names that show each in the end."""
    readings = known()
    mine(attested(names, witnesses), readings)
    return {
        (char, kana): reading.names
        for char, found in readings.items()
        for kana, reading in found.items()
        if reading.kind == "mined"
    }


def wide(
    names: int = MIN_NAMES, left: int = MIN_NEIGHBOURS, right: int = 0, witnesses: int = MIN_WITNESSES
) -> Evidence:
    """Return evidence of this width; no neighbour on a side means that the character stands at that end."""

    def some(count: int, end: str) -> set[str]:
        return {str(number) for number in range(count)} or {end}

    return Evidence(some(names, ""), some(left, "^"), some(right, "$"), some(witnesses, ""))


@pytest.mark.parametrize(
    ("evidence", "enough"),
    [
        (wide(), True),
        (wide(names=MIN_NAMES - 1), False),
        (wide(left=MIN_NEIGHBOURS - 1), False),
        (wide(witnesses=MIN_WITNESSES - 1), False),
        (wide(left=0, right=MIN_NEIGHBOURS), True),
        (wide(left=0, right=MIN_NEIGHBOURS - 1), False),
        (wide(left=MIN_NEIGHBOURS, right=MIN_NEIGHBOURS), True),
        (wide(left=MIN_NEIGHBOURS, right=MIN_NEIGHBOURS - 1), False),
        (wide(names=99, left=1, witnesses=9), False),
    ],
)
def test_support_is_wide_enough_at_the_border_and_not_below(evidence: Evidence, *, enough: bool) -> None:
    assert independent(evidence) is enough


def test_three_names_with_three_neighbours_teach_and_the_count_stays() -> None:
    assert mined(SORA) == {("翔", "ソラ"): 3}


@pytest.mark.parametrize("missing", sorted(SORA))
def test_two_names_do_not_teach(missing: str) -> None:
    assert mined({name: kana for name, kana in SORA.items() if name != missing}) == {}


def test_a_third_name_with_a_neighbour_seen_before_does_not_teach() -> None:
    two = {"奈翔": "ナソラ", "麻翔": "マソラ"}
    assert mined({**two, "良奈翔": "ラナソラ"}) == {}
    assert mined({**two, "奈良翔": "ナラソラ"}) == {("翔", "ソラ"): 3}


def test_one_dictionary_does_not_teach() -> None:
    assert mined(SORA, ONE) == {}


def test_two_dictionaries_teach_also_when_each_has_other_names() -> None:
    readings = known()
    pairs = attested(SORA, ONE)
    pairs["良翔", "ラソラ", "given"] = frozenset({"unidic"})
    mine(pairs, readings)
    assert "ソラ" in readings["翔"]


def test_inside_a_name_both_neighbours_must_vary() -> None:
    assert mined({"奈翔也": "ナソラヤ", "麻翔也": "マソラヤ", "良翔也": "ラソラヤ"}) == {}
    assert mined({"奈翔也": "ナソラヤ", "麻翔留": "マソラル", "良翔麻": "ラソラマ"}) == {("翔", "ソラ"): 3}


SABURO = {"三郎": "サブロウ", "奈三郎": "ナサブロウ", "麻三郎": "マサブロウ", "良三郎": "ラサブロウ"}
OTHER_RO = {"四郎": "シロウ", "五郎": "ゴロウ", "七郎": "シチロウ"}


def test_names_in_saburo_teach_nothing_about_ro() -> None:
    assert mined(SABURO) == {}
    assert mined({**SABURO, **OTHER_RO}) == {("郎", "ロウ"): 3}


def test_it_is_the_neighbourhood_that_keeps_burou_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mining, "MIN_NEIGHBOURS", 1)
    assert mined(SABURO) == {("郎", "ブロウ"): 4}


def test_two_boundaries_of_one_cost_teach_nothing() -> None:
    # 奈翔 ナソヨ: ナ + ソヨ is no better than ナソ + ヨ.
    names = {"奈翔": "ナソヨ", "麻翔": "マソヨ", "良翔": "ラソヨ"}
    readings = known()
    readings["翔"] = {"ヨ": Reading("kun")}
    assert Aligner(readings).align("奈翔", "ナソヨ", "given") == ([(1, "ナ", "kun"), (3, "ソヨ", UNKNOWN)], False)
    mine(attested(names), readings)
    assert set(readings["翔"]) == {"ヨ"}


def test_a_name_of_one_character_proposes_nothing() -> None:
    assert mined({"翔": "ソラ"}) == {}


def test_a_name_proposes_what_its_neighbours_leave_unread() -> None:
    proposals: Proposals = {}
    steps = [(1, "ナ", "kun"), (3, "ソラ", UNKNOWN)]
    propose(Aligner(known()), ("奈翔", "ナソラ", "given"), steps, TWO, proposals)
    assert proposals == {("翔", "ソラ"): Evidence({"奈翔"}, {"奈"}, {"$"}, set(TWO))}


def test_a_character_the_name_does_without_proposes_nothing() -> None:
    # 奈三 reads ナサ without 郎: cut as ナ + サ, or as ナ + an unread 三 and サ for 郎, it must not teach 郎 = サ.
    proposals: Proposals = {}
    steps = [(1, "ナ", "kun"), (2, "サ", UNKNOWN)]
    aligner = Aligner(known() | {"三": {"サ": Reading("on")}})
    propose(aligner, ("奈郎三", "ナサ", "given"), steps, TWO, proposals)
    assert proposals == {}


def test_two_unread_characters_propose_nothing() -> None:
    readings = known()
    pairs = attested({"翔郎": "ソラオ"})
    assert Aligner(readings).align("翔郎", "ソラオ", "given") is None
    assert mine(pairs, readings) == list(pairs)


@pytest.mark.parametrize(
    ("kana", "base", "is_glued"),
    [
        ("ブロウ", "ロウ", True),  # サブロウ cut one kana early
        ("タブロ", "ロ", True),
        ("ブロ", "ロ", False),  # one kana before a reading of one kana says too little
        ("ナガワ", "カワ", True),  # glued to a voiced form
        ("ロウサマ", "ロウ", True),  # an added word
        ("ロウマ", "ロウ", False),
        ("ロウ", "ロウ", False),
        ("ソラ", "ロウ", False),
    ],
)
def test_kana_glued_to_a_dictionary_reading_is_no_reading(kana: str, base: str, *, is_glued: bool) -> None:
    assert glued(kana, {base: Reading("on")}) is is_glued
    readings = {"郎": {base: Reading("on")}}
    adopt({("郎", kana): wide()}, readings)
    assert (kana in readings["郎"]) is not is_glued


def test_a_mined_reading_does_not_keep_a_longer_one_out() -> None:
    assert not glued("ブロウ", {"ロウ": Reading("mined")})


def test_glued_kana_is_refused_on_the_way_through_whole_names() -> None:
    readings = known()
    mine(attested({"翔奈": "アショウナ", "翔麻": "アショウマ", "翔良": "アショウラ"}), readings)
    assert set(readings["翔"]) == {"ショウ"}
    assert mined({"翔奈": "アソラナ", "翔麻": "アソラマ", "翔良": "アソララ"}) == {("翔", "アソラ"): 3}


def test_a_known_reading_keeps_its_kind_however_often_it_is_proposed() -> None:
    readings = {"翔": {"ソラ": Reading("nanori")}}
    adopt({("翔", "ソラ"): wide(names=50)}, readings)
    assert readings["翔"]["ソラ"].kind == "nanori"


def test_a_character_no_dictionary_has_can_be_learnt() -> None:
    readings: Readings = {}
    adopt({("翔", "ソラ"): wide()}, readings)
    assert readings["翔"]["ソラ"].kind == "mined"


def test_counts_are_kept_by_part_and_a_name_of_unknown_part_counts_for_both() -> None:
    readings = known()
    pairs = attested({"奈麻": "ナマ", "奈也": "ナヤ"})
    pairs |= attested({"奈良": "ナラ"}, part="family") | attested({"奈留": "ナル"}, part="any")
    assert mine(pairs, readings) == []
    assert (readings["奈"]["ナ"].family, readings["奈"]["ナ"].given) == (2, 3)
    assert (readings["良"]["ラ"].family, readings["良"]["ラ"].given) == (1, 0)


def test_the_table_holds_the_support_of_a_mined_reading() -> None:
    readings = known()
    mine(attested(SORA), readings)
    assert readings_module(readings).value["翔"] == "oショウ0/0 mソラ0/3"


@pytest.mark.parametrize(("part", "found"), [("family", True), ("any", True), ("given", False)])
def test_a_family_name_may_have_no_between_its_characters(part: str, *, found: bool) -> None:
    steps = Aligner(known()).align("四奈", "シノナ", part)
    assert steps is not None
    assert (steps[0] == [(1, "シ", "kun"), (3, "ナ", "kun")]) is found


ALL = attested(SORA) | attested(SABURO) | attested(OTHER_RO, part="any") | attested({"郎翔": "オト"}, ONE)


@given(st.permutations(sorted(ALL)), st.permutations(sorted(known())))
def test_the_order_of_the_input_does_not_matter(order: list[Pair], chars: list[str]) -> None:
    expected = known()
    left = mine(ALL, expected)
    readings = {char: known()[char] for char in chars}
    assert mine({pair: ALL[pair] for pair in order}, readings) == left
    assert readings_module(readings).value == readings_module(expected).value


def test_a_variant_adds_its_readings_to_its_standard_form() -> None:
    characters = {
        "浜": Kanji("浜", readings=[("on", "ヒン"), ("kun", "はま")]),
        "濱": Kanji("濱", readings=[("on", "ヒン"), ("nanori", "ばま")]),
    }
    found = dictionary_readings(characters, {"濱": "浜"})
    assert found == {"浜": {"ヒン": Reading("on"), "ハマ": Reading("kun"), "バマ": Reading("nanori")}}


MINED = {
    char: [reading for reading in lexicon.readings(char) if reading.kind == "mined"]
    for char, row in known_readings.items()
    if " m" in f" {row}"
}


def test_the_committed_table_has_learnt_no_burou() -> None:
    assert "ロウ" in {reading.kana for reading in lexicon.readings("郎")}
    assert "ブロウ" not in {reading.kana for reading in lexicon.readings("郎")}


def test_every_mined_reading_of_the_committed_table_shows_its_names() -> None:
    assert sum(map(len, MINED.values())) > 1000
    assert [
        (char, reading) for char, found in MINED.items() for reading in found if not reading.family + reading.given
    ] == []


def test_no_mined_reading_of_the_committed_table_is_glued_to_a_printed_one() -> None:
    for char, found in MINED.items():
        printed = {reading.kana: Reading(reading.kind) for reading in lexicon.readings(char)}
        assert [(char, reading.kana) for reading in found if glued(reading.kana, printed)] == []
