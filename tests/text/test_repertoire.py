"""Permitted kana on a date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame._tables.repertoire import REPERTOIRE
from kananame.model import Finding, Severity
from kananame.text import fold, fold_spans, repertoire_findings

DAY = date(2026, 11, 23)
FIRST = date(2025, 5, 26)
SETTLED = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポャュョッァィゥェォー"
)
UNVERIFIED = "ヴヰヱヮヵヶヷヸヹヺ"


def test_the_table_holds_what_the_sources_say() -> None:
    by = {
        word: {char for char, periods in REPERTOIRE.items() if periods[-1][0] == word}
        for word in ("settled", "unverified")
    }
    assert by == {"settled": set(SETTLED), "unverified": set(UNVERIFIED)}


def test_settled_kana_pass() -> None:
    assert repertoire_findings(SETTLED, DAY) == ()
    assert repertoire_findings(SETTLED, FIRST) == ()
    assert repertoire_findings("", DAY) == ()


@pytest.mark.parametrize("kana", ["ーア", "ッカ", "ンガ"])
def test_where_a_kana_stands_is_not_judged(kana: str) -> None:
    assert repertoire_findings(kana, DAY) == ()


@pytest.mark.parametrize("char", UNVERIFIED)
def test_an_unverified_kana_is_a_warning(char: str) -> None:
    params = (("char", char), ("codepoint", f"U+{ord(char):04X}"))
    expected = Finding("kana-unverified", Severity.WARNING, "reading", 1, 2, params, "KISOKU_30_2_T2")
    assert repertoire_findings(f"ア{char}ア", DAY) == (expected,)


@pytest.mark.parametrize(
    ("char", "codepoint"),
    [
        ("・", "U+30FB"),
        ("ヽ", "U+30FD"),
        ("-", "U+002D"),
        ("A", "U+0041"),
        ("松", "U+677E"),
        ("\t", "U+0009"),
        ("\x00", "U+0000"),
        ("\n", "U+000A"),
        ("ｱ", "U+FF71"),
        ("\ud800", "U+D800"),
        ("𠮷", "U+20BB7"),
        ("\u3099", "U+3099"),
    ],
)
def test_anything_else_is_an_error_with_its_place(char: str, codepoint: str) -> None:
    params = (("char", char), ("codepoint", codepoint), ("position", "3"))
    expected = Finding("kana-not-permitted", Severity.ERROR, "reading", 2, 3, params, "KISOKU_30_2_T2")
    assert repertoire_findings(f"アイ{char}", DAY) == (expected,)


def test_spans_lead_back_to_the_text_as_given() -> None:
    text = "ｶﾞ ・ｳﾞ"
    findings = repertoire_findings(fold(text).kana, DAY, fold_spans(text))
    assert [(found.code, found.start, found.end, dict(found.params).get("position")) for found in findings] == [
        ("kana-not-permitted", 3, 4, "4"),
        ("kana-unverified", 4, 6, None),
    ]


def test_nothing_is_permitted_before_the_first_day() -> None:
    findings = repertoire_findings("アヴ", date(2025, 5, 25))
    assert [found.code for found in findings] == ["kana-not-permitted"] * 2


@given(st.text())
def test_every_character_outside_the_settled_set_has_one_finding(text: str) -> None:
    findings = repertoire_findings(text, DAY)
    assert [found.start for found in findings] == [index for index, char in enumerate(text) if char not in SETTLED]
