"""Folding: every kind of change with its exact notes, and what must hold for any string."""

from __future__ import annotations

import re

import pytest
import unicodedata2 as ucd
from hypothesis import given
from hypothesis import strategies as st

from kananame._tables.folding import FOLDING
from kananame.model import Finding, Folded, Severity
from kananame.text import KATAKANA, fold, fold_spans, is_katakana_reading

Note = tuple[str, int | None, int | None, str, str]

# Characters that meet each other in the folding, so that random text meets every branch.
MEETING = "カガハパウワヲンッーかはゞゝヽヾﾊｶｰﾞﾟ゛゜\u3099\u309a-－一⼀ \u3000\u200b\ufe00・｡aㇷㇰ㌔㋕ゟ𛀗𛀢\x00\n\ud800"
READINGS = st.one_of(
    st.text(), st.text(st.characters(categories=["Cs", "Lo", "Mn"])), st.text(MEETING), st.text(sorted(KATAKANA))
)


def brief(note: Finding) -> Note:
    params = dict(note.params)
    return note.code, note.start, note.end, params["before"], params["after"]


@pytest.mark.parametrize("text", ["", "マツウラ", "ヴァーツラフ", "ーンッヮヵヶヷヺ", "ヰヱヲ"])
def test_canonical_katakana_is_left_alone(text: str) -> None:
    folded = fold(text)
    assert folded.kana is text
    assert folded.notes == ()


@pytest.mark.parametrize(
    ("text", "kana", "notes"),
    [
        ("ﾏﾂｳﾗ", "マツウラ", [("folded-width", 0, 4, "ﾏﾂｳﾗ", "マツウラ")]),
        ("ﾔﾏｻﾞｷ", "ヤマザキ", [("folded-width", 0, 5, "ﾔﾏｻﾞｷ", "ヤマザキ")]),
        (
            "ｼﾞｬﾝ・ﾎﾟｰﾙ",
            "ジャン・ポール",
            [("folded-width", 0, 4, "ｼﾞｬﾝ", "ジャン"), ("folded-width", 5, 9, "ﾎﾟｰﾙ", "ポール")],
        ),
        ("ｱ･ｲ", "ア・イ", [("folded-width", 0, 3, "ｱ･ｲ", "ア・イ")]),
        ("ヤマサﾞキ", "ヤマザキ", [("folded-width", 2, 4, "サﾞ", "ザ")]),
        ("まつうら", "マツウラ", [("folded-hiragana", 0, 4, "まつうら", "マツウラ")]),
        ("きょうこ", "キョウコ", [("folded-hiragana", 0, 4, "きょうこ", "キョウコ")]),
        ("ゕゖゎゔゐ", "ヵヶヮヴヰ", [("folded-hiragana", 0, 5, "ゕゖゎゔゐ", "ヵヶヮヴヰ")]),
        ("カ\u3099ウ\u3099", "ガヴ", [("folded-composition", 0, 4, "カ\u3099ウ\u3099", "ガヴ")]),
        ("ハ\u309aハ゜ウ゛", "パパヴ", [("folded-composition", 0, 6, "ハ\u309aハ゜ウ゛", "パパヴ")]),
        ("ワ゛ヲ゛", "ヷヺ", [("folded-composition", 0, 4, "ワ゛ヲ゛", "ヷヺ")]),
        (
            "みす\u3099か",
            "ミズカ",
            [("folded-hiragana", 0, 4, "みす\u3099か", "ミズカ"), ("folded-composition", 1, 3, "す\u3099", "ズ")],
        ),
        ("ナヽ", "ナナ", [("folded-iteration", 1, 2, "ヽ", "ナ")]),
        ("ミスヾ", "ミスズ", [("folded-iteration", 2, 3, "ヾ", "ズ")]),
        ("みすゞ", "ミスズ", [("folded-hiragana", 0, 2, "みす", "ミス"), ("folded-iteration", 2, 3, "ゞ", "ズ")]),
        ("ガヽ", "ガガ", [("folded-iteration", 1, 2, "ヽ", "ガ")]),
        ("ガヾ", "ガガ", [("folded-iteration", 1, 2, "ヾ", "ガ")]),
        (
            "ガヽ\u3099",
            "ガガ",
            [("folded-composition", 1, 3, "ヽ\u3099", "ガ"), ("folded-iteration", 1, 3, "ヽ\u3099", "ガ")],
        ),
        ("ナヽヽ", "ナナナ", [("folded-iteration", 1, 3, "ヽヽ", "ナナ")]),
        ("マツ ウラ", "マツウラ", [("folded-space", 2, 3, " ", "")]),
        (
            "\u3000マツ\u00a0\u2009ウラ ",
            "マツウラ",
            [
                ("folded-space", 0, 1, "\u3000", ""),
                ("folded-space", 3, 5, "\u00a0\u2009", ""),
                ("folded-space", 7, 8, " ", ""),
            ],
        ),
        (
            "\ufeffマツ\u200b\u00ad\ufe00\u202eウラ",
            "マツウラ",
            [("folded-invisible", 0, 1, "\ufeff", ""), ("folded-invisible", 3, 7, "\u200b\u00ad\ufe00\u202e", "")],
        ),
        ("カ\U000e0100", "カ", [("folded-invisible", 1, 2, "\U000e0100", "")]),
        (
            "カ\u200b゛",
            "ガ",
            [("folded-composition", 0, 3, "カ\u200b゛", "ガ"), ("folded-invisible", 1, 2, "\u200b", "")],
        ),
        (
            "ㇰㇷ\u309a\U0001b155",
            "クプコ",
            [
                ("folded-small-kana", 0, 4, "ㇰㇷ\u309a\U0001b155", "クプコ"),
                ("folded-composition", 1, 3, "ㇷ\u309a", "プ"),
            ],
        ),
        ("\U0001b017\U0001b127", "カネ", [("folded-compatibility", 0, 2, "\U0001b017\U0001b127", "カネ")]),
        (
            "\U0001b000\U0001b001\U0001b11f\U0001b120\U0001b121\U0001b122",
            "エエウイエウ",
            [
                (
                    "folded-compatibility",
                    0,
                    6,
                    "\U0001b000\U0001b001\U0001b11f\U0001b120\U0001b121\U0001b122",
                    "エエウイエウ",
                )
            ],
        ),
        ("ゟヿ㋐㌔🈂", "ヨリコトアキロサ", [("folded-compatibility", 0, 5, "ゟヿ㋐㌔🈂", "ヨリコトアキロサ")]),
        ("㋕゛", "ガ", [("folded-compatibility", 0, 2, "㋕゛", "ガ"), ("folded-composition", 0, 2, "㋕゛", "ガ")]),
        ("タロ一", "タロー", [("folded-hyphen", 2, 3, "一", "ー")]),
        ("タ一ロ", "ターロ", [("folded-hyphen", 1, 2, "一", "ー")]),
        (
            "ﾀﾛ一 ",
            "タロー",
            [
                ("folded-width", 0, 2, "ﾀﾛ", "タロ"),
                ("folded-hyphen", 2, 3, "一", "ー"),
                ("folded-space", 3, 4, " ", ""),
            ],
        ),
    ],
)
def test_each_kind_is_folded_and_noted(text: str, kana: str, notes: list[Note]) -> None:
    folded = fold(text)
    assert folded.kana == kana
    assert [brief(note) for note in folded.notes] == notes


@pytest.mark.parametrize("hyphen", "‐‑–—―−－-﹣➖─━˗‒⁃﹘")
def test_a_hyphen_after_kana_is_a_long_vowel_mark(hyphen: str) -> None:
    folded = fold(f"サ{hyphen}シャ{hyphen}")
    assert folded.kana == "サーシャー"
    assert [brief(note) for note in folded.notes] == [
        ("folded-hyphen", 1, 2, hyphen, "ー"),
        ("folded-hyphen", 4, 5, hyphen, "ー"),
    ]


def test_the_half_width_long_vowel_mark_is_no_guess() -> None:
    assert [brief(note) for note in fold("ｻｰｼｬ").notes] == [("folded-width", 0, 4, "ｻｰｼｬ", "サーシャ")]


@pytest.mark.parametrize(
    "text",
    [
        "-カ",
        "1-カ",
        "一カ",
        "カ一1",
        "カ一一",
        "松一",
        "カ一・",
        "ヽ",
        "ゞ",
        "ャヽ",
        "ーヽ",
        "マヾ",
        "゛",
        "ﾞカ",
        "マ゛",
        "カ゜",
        "松゛",
        "・",
        "～",
        "〜",
        "々",
        "カ\tカ",
        "\x00",
        "\n",
        "ＡＢＣ",
        "abc",
        "１",
        "松浦",
        "\ud800",
        "\udfff\ud800",
        "\U0001b022",
        "\x85",
    ],
)
def test_what_cannot_be_folded_stays(text: str) -> None:
    folded = fold(text)
    assert folded.kana == text
    assert folded.notes == ()


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("ｶ", Severity.INFO),
        ("か", Severity.INFO),
        ("カ゛", Severity.INFO),
        ("カヽ", Severity.INFO),
        ("ㇰ", Severity.INFO),
        ("㋐", Severity.INFO),
        ("カ-", Severity.WARNING),
        ("カ ", Severity.WARNING),
        ("カ\u200b", Severity.WARNING),
    ],
)
def test_only_guesses_and_losses_are_warnings(text: str, severity: Severity) -> None:
    assert [(note.severity, note.field, note.cite) for note in fold(text).notes] == [(severity, "reading", None)]


@pytest.mark.parametrize("wrong", [None, 1, b"\xe3\x82\xab", ["カ"]])
def test_what_is_no_string_is_refused_with_advice(wrong: object) -> None:
    with pytest.raises(TypeError, match=f"not {type(wrong).__name__}; pass ''"):
        fold(wrong)  # type: ignore[arg-type]


@given(READINGS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)
    again = fold(once.kana)
    assert again.kana == once.kana
    assert again.notes == ()


@given(READINGS)
def test_notes_tell_the_whole_change(text: str) -> None:
    folded = fold(text)
    assert (folded.kana == text) == (folded.notes == ())
    changed: set[int] = set()
    for code, start, end, before, after in map(brief, folded.notes):
        assert start is not None
        assert end is not None
        assert text[start:end] == before != after
        assert code.startswith("folded-")
        changed.update(range(start, end))
    kept = [char for index, char in enumerate(text) if index not in changed]
    assert [
        char for char, (start, _) in zip(folded.kana, fold_spans(text), strict=True) if start not in changed
    ] == kept


@given(READINGS)
def test_runs_of_a_kind_neither_touch_nor_overlap(text: str) -> None:
    ends: dict[str, int] = {}
    for code, start, end, _, _ in map(brief, fold(text).notes):
        assert start is not None
        assert end is not None
        assert ends.get(code, -1) < start < end <= len(text)
        ends[code] = end


@given(READINGS)
def test_spans_run_forward_through_the_text(text: str) -> None:
    spans = fold_spans(text)
    assert len(spans) == len(fold(text).kana)
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@given(st.text(sorted(KATAKANA), min_size=1))
def test_every_other_form_of_a_reading_leads_back_to_it(kana: str) -> None:
    assert fold(kana).notes == ()
    assert is_katakana_reading(kana)
    assert fold(ucd.normalize("NFD", kana)).kana == kana
    hiragana = "".join(chr(ord(char) - 0x60) if char <= "ヶ" else char for char in kana)
    assert fold(hiragana).kana == kana
    assert fold(ucd.normalize("NFD", hiragana)).kana == kana


@pytest.mark.parametrize("mark", ["", "ﾞ", "ﾟ"])
@pytest.mark.parametrize("char", [chr(point) for point in range(0xFF66, 0xFF9E)])
def test_the_half_width_block_agrees_with_unicode(char: str, mark: str) -> None:
    composed = ucd.normalize("NFKC", char + mark)
    expected = composed if len(composed) == 1 else ucd.normalize("NFKC", char) + mark
    assert fold(char + mark).kana == expected


def test_every_entry_is_stable() -> None:
    for key in FOLDING:
        for text in (key, f"カ{key}", f"{key}カ", f"ハ{key}{key}"):
            kana = fold(text).kana
            assert fold(kana) == Folded(kana), ascii(text)


def test_every_entry_leads_to_katakana_or_to_nothing() -> None:
    waiting = {"・", "ヽ", "ヾ", "\u3099", "\u309a"}  # what these become depends on the kana before them
    odd = {to for to, _ in FOLDING.values() if not KATAKANA.issuperset(to)}
    assert odd == waiting


def test_every_space_of_unicode_is_folded() -> None:
    spaces = {chr(point) for point in range(0x110000) if ucd.category(chr(point)).startswith("Z")}
    assert {key for key, entry in FOLDING.items() if entry[1] == "folded-space"} == spaces


def test_every_kana_of_unicode_is_folded_or_deliberately_left() -> None:
    kana = {
        chr(point)
        for point in range(0x110000)
        if ucd.name(chr(point), "").split()[0:1] in (["HIRAGANA"], ["KATAKANA"], ["HENTAIGANA"])
    }
    left = {char for char in kana if not KATAKANA.issuperset(fold(char).kana)}
    two_sounds = {char for char in left if ucd.name(char).startswith("HENTAIGANA")}
    tone_letters = {char for char in left if "MINNAN" in ucd.name(char)}
    assert left - two_sounds - tone_letters == set("ヽヾゝゞ・")
    assert len(two_sounds) == 11
    assert all(re.search(r"LETTER [A-Z]+-[A-Z]+", ucd.name(char)) for char in two_sounds)


def test_a_long_text_takes_time_in_proportion() -> None:
    for text in ("一" * 50_000, "カ一" * 50_000, "ｶﾞ" * 50_000, "カヽ" * 50_000, "カ" + "\u200b" * 50_000 + "゛"):
        assert fold(text).kana
