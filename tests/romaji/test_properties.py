"""What must hold for every reading the repertoire allows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame._tables.repertoire import REPERTOIRE
from kananame._tables.romaji_styles import ROMAJI_STYLES
from kananame.align import align
from kananame.model import Segment
from kananame.romaji.styles import spellings
from kananame.romaji.vowels import APART, PAIRS, mark, mark_segments

KANA = "".join(sorted(REPERTOIRE))
NAMES = [
    ("松浦", "マツウラ"),
    ("大河内", "オオコウチ"),
    ("御園生", "ミソノウ"),
    ("八丁", "ハッチョウ"),
    ("難波", "ナンバ"),
]
readings = st.lists(st.text(KANA, min_size=1, max_size=12), min_size=1, max_size=3).map(" ".join)
vowelled = st.text("オウコトュョクーンッアイエァィ", min_size=1, max_size=10)
UNMARKED = str.maketrans({**{sign: pair[1] for sign, pair in PAIRS.items()}, APART: ""})
styles = st.sampled_from(sorted(ROMAJI_STYLES))


def spelled(reading: str, style: str = "passport") -> kn.Romaji | None:
    """Return the answer, ``None`` for a reading with no sound in one of its parts."""
    try:
        return kn.romanize(reading, style=style)
    except ValueError:
        assert any(set(word) <= set("ーッ") for word in reading.split(" "))
        return None


def subsequence(short: str, long: str) -> bool:
    """Return whether the one is the other with letters left out."""
    rest = iter(long)
    return all(letter in rest for letter in short)


@given(readings | vowelled)
def test_a_passport_spelling_is_capital_letters_in_words(reading: str) -> None:
    answer = spelled(reading)
    if answer is not None:
        assert re.fullmatch("[A-Z]+( [A-Z]+)*", answer.text)
        assert all(re.fullmatch("[A-Z]+( [A-Z]+)*", text) for text in answer.alternatives)


@given(readings | vowelled, styles)
def test_a_spelling_can_stand_for_its_reading(reading: str, style: str) -> None:
    answer = spelled(reading, style)
    if answer is not None:
        assert kn.compatible(answer, reading)
        assert all(kn.compatible(text, reading, style=style) for text in answer.alternatives)


@given(vowelled)
def test_a_choice_of_long_vowels_adds_letters_and_takes_none(reading: str) -> None:
    if spelled(reading) is None:
        return
    texts = {
        options: kn.romanize(reading, option="+".join(options) or "standard").text
        for options in spellings("passport")
        if "v-as-b" not in options
    }
    for fewer, short in texts.items():
        for more, long in texts.items():
            if set(fewer) <= set(more):
                assert subsequence(short, long)


@given(st.text(), st.text() | st.none(), st.sampled_from(["family", "given", None]), styles)
def test_only_a_value_error_is_ever_raised(reading: str, name: str | None, part: str | None, style: str) -> None:
    try:
        answer = kn.romanize(reading, name=name, part=part, style=style)
    except ValueError:
        return
    assert answer.text.strip()


@given(readings, st.text())
def test_any_text_can_be_asked_about(reading: str, romaji: str) -> None:
    assert kn.compatible(romaji, reading).possible in {True, False}


@given(vowelled, st.data())
def test_marking_loses_nothing_of_a_reading(reading: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(reading)))
    basis = data.draw(st.sampled_from(["on", "kun", "kana", "word"]))
    segments = [Segment("字", part, basis) for part in (reading[:cut], reading[cut:]) if part]
    assert mark(reading).translate(UNMARKED) == reading
    assert mark_segments(segments)[0].translate(UNMARKED) == reading


@pytest.mark.parametrize(("name", "reading"), NAMES)
@pytest.mark.parametrize("style", sorted(ROMAJI_STYLES))
def test_a_name_is_spelled_alike_by_name_and_by_segments(name: str, reading: str, style: str) -> None:
    found = align(name, reading)
    assert found is not None
    by_segments = kn.romanize(reading, segments=found.segments, style=style)
    assert by_segments == kn.romanize(reading, name=name, style=style)
    assert kn.compatible(by_segments, reading)
