"""What is known about names."""

from __future__ import annotations

import pytest

from kananame._tables.words import WORDS
from kananame.lexicon import (
    KINDS,
    attested,
    attested_readings,
    is_known_given,
    is_silent,
    known_names,
    known_readings,
    options,
    readings,
    shard,
    standard_name,
    variants_in,
    word_options,
)


@pytest.mark.parametrize(
    ("written", "standard"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("佐々木", "佐佐木"),
        ("みすゞ", "ミスズ"),
        ("こゝ", "ココ"),
        ("いすゞ", "イスズ"),
        ("辻\U000e0100村", "辻村"),
        ("𣘺本", "橋本"),
        ("々", "々"),
        ("", ""),
    ],
)
def test_standard_form(written: str, standard: str) -> None:
    assert standard_name(written) == standard


def test_variants_are_found_where_they_stand() -> None:
    assert variants_in("山﨑") == ((1, "崎"),)
    assert variants_in("松浦") == ()


def test_attested_pairs_name_their_dictionaries() -> None:
    assert attested("松浦", "マツウラ", False) == ("JMnedict", "SudachiDict", "UniDic")
    assert attested("松浦", "タナカ", False) == ()
    assert attested("松浦", "マツウ", False) == ()  # a beginning of an attested reading is none
    assert attested("", "", True) == ()
    assert attested("太郎", "ジロウ", True) == ()


def test_attested_readings_count_dictionaries() -> None:
    found = attested_readings("太郎", True)
    assert found["タロウ"] == 3
    assert "ジロウ" not in found
    assert attested_readings("松浦太", True) == {}


def test_every_attested_row_can_be_read() -> None:
    rows = 0
    for first in known_names:
        for rest in shard(first):
            rows += len(attested_readings(first + rest, True) | attested_readings(first + rest, False))
    shard.cache_clear()
    assert rows > 400_000


def test_every_reading_can_be_read() -> None:
    kinds = {reading.kind for char in known_readings for reading in readings(char)}
    assert kinds == set(KINDS.values())
    assert all(reading.family >= 0 and reading.given >= 0 for char in known_readings for reading in readings(char))


def test_mined_readings_stand_only_with_names_that_show_them() -> None:
    mined = [reading for char in known_readings for reading in readings(char) if reading.kind == "mined"]
    assert len(mined) > 1000
    assert min(reading.family + reading.given for reading in mined) >= 3


def test_common_readings_cost_less() -> None:
    known = options("松", False)
    assert known["マツ"].cost < known["マ"].cost
    assert options("龘龘", True) == {}


def test_words_are_read_as_a_whole() -> None:
    word = next(iter(WORDS))
    assert all(option.kind == "word" and option.names > 0 for option in word_options(word).values())
    assert word_options("松浦") == {}


def test_established_given_names() -> None:
    assert is_known_given("ハナコ")
    assert is_known_given("マイケル")
    assert not is_known_given("")
    assert not is_known_given("ヌヌヌヌ")


def test_silent_characters() -> None:
    assert is_silent("美")
    assert not is_silent("郎")
