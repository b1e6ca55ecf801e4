"""Readings one slip away from another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.near import SLIP_COST, near_forms, restored, slip

KANA = st.text(st.sampled_from([chr(code) for code in range(0x30A1, 0x30FB)] + ["ー"]), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("kana", "other", "reason"),
    [
        ("キヨウコ", "キョウコ", "small-kana"),
        ("シヨウジユ", "ショウジュ", "small-kana"),
        ("ハツトリ", "ハットリ", "small-kana"),
        ("ヤマサキ", "ヤマザキ", "dakuten"),
        ("ヤマザキ", "ヤマサキ", "dakuten"),
        ("ヘツフ", "ベップ", None),
        ("サンヘイ", "サンペイ", "handakuten"),
        ("フヂモト", "フジモト", "ji-zu"),
        ("シズコ", "シヅコ", "ji-zu"),
        ("ユーコ", "ユウコ", "long-mark"),
        ("ニイナ", "ニーナ", "long-mark"),
        ("ユーコ", "ユアコ", None),
        ("カハイ", "カワイ", "ha-wa-o"),
        ("ミツヱ", "ミツエ", "ha-wa-o"),
        ("マシウラ", "マツウラ", "look-alike"),
        ("ヨンダ", "ヨソダ", "look-alike"),
        ("マツラ", "マツウラ", "missing-kana"),
        ("マツツウラ", "マツウラ", "extra-kana"),
        ("マウツラ", "マツウラ", "swapped-kana"),
        ("タナカ", "マツウラ", None),
        ("タナカ", "タナヤ", None),
        ("", "ア", "missing-kana"),
    ],
)
def test_a_slip_has_a_name(kana: str, other: str, reason: str | None) -> None:
    assert slip(kana, other) == reason


@given(KANA)
def test_every_near_form_is_a_slip_with_a_cost(kana: str) -> None:
    for form, reason in near_forms(kana).items():
        assert form != kana
        assert reason in SLIP_COST
        assert slip(kana, form) is not None


@given(KANA, KANA)
def test_a_slip_is_a_near_form_or_a_missing_kana(kana: str, other: str) -> None:
    reason = slip(kana, other)
    if reason is not None and kana != other:
        assert reason in SLIP_COST


@given(KANA)
def test_restoring_small_kana_keeps_the_length_and_ends(kana: str) -> None:
    forms = list(restored(kana))
    assert len(forms) <= 15
    assert all(len(form) == len(kana) for form in forms)
