"""Sound changes where two readings meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.kana import Where, forms, respelled


def changed(kana: str, *, native: bool) -> dict[str, str]:
    return {form: change for form, change, *_ in reversed(list(forms(kana, native=native)))}


@pytest.mark.parametrize(
    ("kana", "native", "form", "change"),
    [
        ("ハシ", True, "バシ", "rendaku"),
        ("ツカ", True, "ヅカ", "rendaku"),
        ("ツカ", True, "ズカ", "rendaku"),
        ("チャ", False, "ジャ", "rendaku"),
        ("ヘイ", False, "ペイ", "handaku"),
        ("ハラ", True, "ワラ", "ha-row"),
        ("オン", False, "ノン", "renjo"),
        ("イチ", False, "イッ", "sokuon"),
        ("キミ", True, "キン", "onbin"),
        ("ツキ", True, "ツイ", "onbin"),
        ("カクヒ", True, "カクウ", "onbin"),
        ("サケ", True, "サカ", "vowel"),
        ("ショウ", False, "ショ", "shortened"),
        ("オオ", True, "オウ", "same-sound"),
        ("ミズ", True, "ミヅ", "same-sound"),
        ("ヲ", True, "オ", "same-sound"),
        ("ヰ", True, "イ", "same-sound"),
        ("ベツ", False, "ベッ", "sokuon"),
        ("ホリキ", True, "ボリイ", "rendaku+onbin"),
    ],
)
def test_reading_takes_the_form(kana: str, native: bool, form: str, change: str) -> None:  # noqa: FBT001 - a table row
    assert changed(kana, native=native)[form] == change


@pytest.mark.parametrize(
    ("kana", "native", "form"),
    [
        ("オン", True, "ノン"),  # liaison belongs to Chinese readings
        ("ガク", False, "カク"),  # voicing is added, never taken away
        ("カン", False, "カッ"),  # ン does not double
        ("サケ", False, "サカ"),  # the vowel changes in native words only
    ],
)
def test_reading_does_not_take_the_form(kana: str, native: bool, form: str) -> None:  # noqa: FBT001 - a table row
    assert form not in changed(kana, native=native)


def test_voicing_never_begins_a_name_and_doubling_never_ends_it() -> None:
    places = {form: where for form, _, where, _ in forms("カツ", native=False)}
    assert places["ガツ"] & Where.NOT_FIRST
    assert places["カッ"] & Where.NOT_LAST
    assert places["カッ"] & Where.BEFORE_OBSTRUENT


@given(st.text(st.sampled_from([chr(code) for code in range(0x30A1, 0x30FB)]), min_size=1, max_size=6), st.booleans())
def test_the_reading_as_it_stands_comes_first_and_costs_nothing(kana: str, native: bool) -> None:  # noqa: FBT001
    first, *others = forms(kana, native=native)
    assert first == (kana, "", Where.ANYWHERE, 0)
    assert all(cost > 0 for *_, cost in others)
    assert all(form for form, *_ in others)


def test_respelling_writes_kana_as_they_sound() -> None:
    assert respelled("ヂヅヲヰヱ") == "ジズオイエ"
