"""What a name or a character is written in."""

from __future__ import annotations

import pytest
import unicodedata2 as ucd
from hypothesis import given
from hypothesis import strategies as st

from kananame.text import fold, is_kana, is_kanji, is_katakana_reading, is_latin_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("マツウラ", True),
        ("ヴィ", True),
        ("", False),
        ("まつうら", False),
        ("ﾏﾂｳﾗ", False),
        ("マツ ウラ", False),
        ("カ\u3099", False),
        ("ア\n", False),
    ],
)
def test_katakana_reading(text: str, *, expected: bool) -> None:
    assert is_katakana_reading(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "さくら",
        "サクラ",
        "ｻｸﾗ",
        "みすゞ",
        "ナヽ",
        "か\u3099く",
        "がく゛",
        "ユーリ",
        "\U0001b017",
        "ㇰ",
        "ゟ",
        "ヿ",
        "ｶﾞ",
    ],
)
def test_a_name_in_kana(text: str) -> None:
    assert is_kana(text)


@pytest.mark.parametrize(
    "text",
    ["", "ー", "ゝ", "゛", "ﾞ", "・", "ｱ･ｲ", "さ くら", "桜", "さ桜", "タロ一", "サ-シャ", "さくら\n", "a", "\ud800"],
)
def test_a_name_not_in_kana(text: str) -> None:
    assert not is_kana(text)


@pytest.mark.parametrize(
    "text",
    [
        "SMITH",
        "Smith, Anne-Marie",
        "O'NEIL",
        "O’Neil",
        "ＳＭＩＴＨ　ＡＮＮＥ",
        "J. DOE",
        "José",
        "Jose\u0301",
        "Nguyễn",
        " A ",
        "x",
    ],
)
def test_a_name_in_latin_letters(text: str) -> None:
    assert is_latin_name(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "., '", "SMITH1", "SMITH\n", "SMITH;", "スミス", "A松", "\u0301A", "А", "Α", "×", "ª", "\ud800"],
)
def test_a_name_not_in_latin_letters(text: str) -> None:
    assert not is_latin_name(text)


@given(st.text())
def test_the_predicates_take_any_string(text: str) -> None:
    answers = [is_katakana_reading(text), is_kana(text), is_latin_name(text), is_kanji(text)]
    assert answers.count(True) <= 2
    assert not is_katakana_reading(text) or fold(text).kana == text


@pytest.mark.parametrize("char", "松浦髙﨑𠮷邉々〆〇仝㐂\uf900\ufa19\U00030000\U0002ebf0")
def test_a_kanji(char: str) -> None:
    assert is_kanji(char)


@pytest.mark.parametrize(
    "char", ["", "松浦", "ヶ", "ヵ", "ー", "あ", "ア", "A", "〃", "ゝ", "⼀", "㈱", "\ue000", "\ud840", "\n", "1"]
)
def test_no_kanji(char: str) -> None:
    assert not is_kanji(char)


def test_every_ideograph_of_unicode_is_a_kanji_and_no_other_letter_is() -> None:
    names = ("CJK UNIFIED IDEOGRAPH-", "CJK COMPATIBILITY IDEOGRAPH-")
    for char in map(chr, range(0x110000)):
        name = ucd.name(char, "")
        if name:
            assert is_kanji(char) == (name.startswith(names) or char in "々〆〇"), name
