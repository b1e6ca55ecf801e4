"""Search keys: what a tolerance looks past, and that keys and comparison never disagree."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest
import unicodedata2
from hypothesis import given, settings
from hypothesis import strategies as st

from kananame._tables.tolerances import TOLERANCES as STEPS
from kananame.search import TOLERANCE_STEPS, Sameness, same_reading, search_key
from kananame.text import fold

TOLERANCES = tuple(TOLERANCE_STEPS)
# Every plane and lone surrogates; then what readings are made of, what garbles them, and what must stay apart.
ANY_TEXT = st.text(st.characters(), max_size=12)
NEAR = (
    "アイウエオコソチツジヂズヅハバパワヲヰヱヴァィャュョッーンガカサｶﾊﾞﾟかがゔゝヽヾゞ゛\u3099-－‐一 　\u200bㇰ㋐㍻AＡ-"
)
READING = st.text(st.sampled_from(NEAR), max_size=8)
TEXT = ANY_TEXT | READING
KATAKANA = st.text(st.sampled_from([chr(code) for code in (*range(0x30A1, 0x30F7), 0x30FC)]), max_size=10)

# The examples of 住民記録システム標準仕様書 2.1.2, in words where it gives single kana.
STANDARD = [
    ("ヂロウ", "ジロウ"),
    ("ミカズキ", "ミカヅキ"),
    ("ヤワタ", "ヤハタ"),
    ("ヴァン", "バン"),
    ("ヴィオラ", "ビオラ"),
    ("ヴ", "ブ"),
    ("カオル", "カヲル"),
    ("ヒロ", "ピロ"),
    ("ハツトリ", "ハットリ"),
    ("シヤチ", "シャチ"),
    ("リユウジ", "リュウジ"),
    ("キヨウコ", "キョウコ"),
    ("マツウラ　イチロウ", "マツウライチロウ"),
    ("コウノ", "コオノ"),
    ("ジョージ", "ジョジ"),
    ("オーノ", "オ―ノ"),
    ("オーノ", "オ－ノ"),
    ("オーノ", "オ‐ノ"),
    ("オーノ", "オｰノ"),
    ("オーノ", "オ-ノ"),
    ("マツ ウラ", "マツ　ウラ"),
]
# What meets in one kana or in one vowel: the classes the pairs of the standard force, and the vowel ー stands for.
CLASSES = [
    ("ジ", "ヂ", "チ", "シ"),
    ("ズ", "ヅ", "ツ", "ス", "ッ"),
    ("ハ", "バ", "パ", "ワ", "ヴァ", "ヴア", "ヮ"),
    ("サトウ", "サトオ", "サトー", "サト", "サド"),
    ("ユウキ", "ユーキ", "ユキ", "ﾕｳｷ"),
    ("ショウ", "シヨウ", "ジョウ", "しょー"),
]
APART = [
    ("サトウ", "カトウ"),
    ("タナカ", "ナカタ"),
    ("オオノ", "オカノ"),
    ("シマ", "ヒマ"),
    ("タカイ", "タカアイ"),
    ("ミウラ", "ミラ"),
    ("ウノ", "ノ"),
    ("ケイコ", "ケコ"),
    ("ニイミ", "ニミ"),
    ("タカアキ", "タカキ"),
    ("アン", "アソ"),
]


def spelled_apart(one: str, other: str, tolerance: str) -> bool:
    return not same_reading(one, other, tolerance=tolerance).same


@pytest.mark.parametrize(("one", "other"), STANDARD)
def test_the_pairs_of_the_standard_are_the_same_to_a_resident_system(one: str, other: str) -> None:
    found = same_reading(one, other)
    assert found.same
    assert found.tolerance == "resident"
    assert found.steps
    assert found.keys == (search_key(one), search_key(other))


@pytest.mark.parametrize("kana", CLASSES)
def test_pairs_that_meet_are_one_class(kana: tuple[str, ...]) -> None:
    assert len({search_key(one) for one in kana}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert all(spelled_apart(one, other, tolerance) for tolerance in TOLERANCES)


@pytest.mark.parametrize(
    ("one", "other", "narrowest", "steps"),
    [
        ("マツウラ", "マツウラ", "exact", ()),
        ("ﾏﾂｳﾗ", "マツウラ", "width", ("width",)),
        ("まつうら", "マツウラ", "width", ("width",)),
        ("ﾔﾏｻﾞｷ", "ヤマザキ", "width", ("width",)),
        ("ヤマサ\u3099キ", "ヤマザキ", "width", ("width",)),
        ("みすゞ", "ミスズ", "width", ("width",)),
        ("ＳＭＩＴＨ　Ａ", "SMITH A", "width", ("width",)),
        ("マツ ウラ", "マツウラ", "spelling", ("spaces",)),
        ("ｵ-ﾉ", "オーノ", "spelling", ("width", "dashes")),
        ("ツヅキ", "ツズキ", "spelling", ("ji-zu",)),
        ("カヲル", "カオル", "spelling", ("old-kana",)),
        ("ヴィ", "ビ", "spelling", ("v-sound",)),
        ("キヨウコ", "キョウコ", "spelling", ("small-kana",)),
        ("オオノ", "オーノ", "spelling", ("long-mark",)),
        ("ユーコ", "ユウコ", "spelling", ("long-mark",)),
        ("キヨーコ", "キョウコ", "spelling", ("small-kana", "long-mark")),
        ("オオノ", "オノ", "resident", ("length",)),
        ("サーシャ", "サシャ", "resident", ("length",)),
        ("ヤマサキ", "ヤマザキ", "resident", ("voicing",)),
        ("ツツキ", "ツヅキ", "resident", ("voicing",)),
        ("ハダ", "ワダ", "resident", ("ha-wa",)),
        ("チバ", "シバ", "resident", ("shi-chi",)),
        ("ｼﾖｳｼﾞ", "ショウヂ", "spelling", ("width", "ji-zu", "small-kana")),
    ],
)
def test_the_narrowest_tolerance_and_the_fewest_steps(
    one: str, other: str, narrowest: str, steps: tuple[str, ...]
) -> None:
    for tolerance in TOLERANCES:
        found = same_reading(one, other, tolerance=tolerance)
        within = TOLERANCES.index(tolerance) >= TOLERANCES.index(narrowest)
        assert found.same is within is bool(found)
        assert found.steps == (steps if within else ())
        assert same_reading(other, one, tolerance=tolerance).steps == found.steps


def test_exact_is_the_text_itself() -> None:
    assert search_key("ﾏﾂ ウラ", "exact") == "ﾏﾂ ウラ"


def test_a_reading_of_nothing_but_length_has_an_empty_key() -> None:
    assert search_key("ー") == search_key("") == ""


@pytest.mark.parametrize("tolerance", TOLERANCES)
@settings(max_examples=300)
@given(TEXT, TEXT)
def test_keys_and_comparison_agree_for_any_string(tolerance: str, one: str, other: str) -> None:
    found = same_reading(one, other, tolerance=tolerance)
    assert found.same is (search_key(one, tolerance) == search_key(other, tolerance))
    back = same_reading(other, one, tolerance=tolerance)
    assert back == Sameness(found.same, tolerance, found.steps, (found.keys[1], found.keys[0]))
    assert same_reading(one, one, tolerance=tolerance) == Sameness(True, tolerance, (), (found.keys[0],) * 2)


@pytest.mark.parametrize("tolerance", TOLERANCES)
@settings(max_examples=600)
@given(TEXT)
def test_a_key_is_its_own_key(tolerance: str, reading: str) -> None:
    key = search_key(reading, tolerance)
    assert search_key(key, tolerance) == key


@settings(max_examples=600)
@given(TEXT, TEXT)
def test_what_a_narrower_tolerance_calls_the_same_a_wider_one_does_too(one: str, other: str) -> None:
    answers = [bool(same_reading(one, other, tolerance=tolerance)) for tolerance in TOLERANCES]
    assert answers == sorted(answers)


@settings(max_examples=600)
@given(TEXT)
def test_a_key_can_be_made_of_a_narrower_key(reading: str) -> None:
    for narrow, wide in combinations(TOLERANCES, 2):
        assert search_key(search_key(reading, narrow), wide) == search_key(reading, wide)


@settings(max_examples=600)
@given(KATAKANA)
def test_width_script_and_separate_marks_are_never_a_difference(kana: str) -> None:
    halves = {unicodedata2.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    half = "".join(
        halves.get(char, char).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
        for char in unicodedata2.normalize("NFD", kana)
    )
    hiragana = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in kana)
    for form in (half, hiragana, unicodedata2.normalize("NFD", kana), unicodedata2.normalize("NFD", hiragana)):
        for tolerance in TOLERANCES[1:]:
            assert same_reading(kana, form, tolerance=tolerance).same
            assert same_reading(kana, form, tolerance=tolerance).steps in {(), ("width",)}


@settings(max_examples=600)
@given(TEXT)
def test_spaces_and_dashes_are_those_of_folding(reading: str) -> None:
    assert search_key(reading, "spelling") == search_key(fold(reading).kana, "spelling")


def test_each_tolerance_takes_the_steps_of_the_narrower_ones_first() -> None:
    assert TOLERANCES == ("exact", "width", "spelling", "resident")
    for narrow, wide in pairwise(TOLERANCES):
        assert TOLERANCE_STEPS[wide][: len(TOLERANCE_STEPS[narrow])] == TOLERANCE_STEPS[narrow]
        assert len(TOLERANCE_STEPS[narrow]) < len(TOLERANCE_STEPS[wide])
    assert set(TOLERANCE_STEPS["resident"]) == STEPS.keys()


def test_an_answer_is_data_and_cannot_be_changed() -> None:
    found = same_reading("ヤマサキ", "ヤマザキ")
    assert found.to_dict() == {
        "same": True,
        "tolerance": "resident",
        "steps": ["voicing"],
        "keys": ["ヤマサキ", "ヤマサキ"],
    }
    with pytest.raises(AttributeError):
        found.same = False  # type: ignore[misc]


def test_wrong_use_says_what_to_pass() -> None:
    with pytest.raises(TypeError, match=r"^a reading is a str, not NoneType; pass '' when there is none$"):
        search_key(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a reading is a str, not bytes"):
        same_reading("マツ", b"x")  # type: ignore[arg-type]
    said = "tolerance is one of exact, width, spelling, resident, not 'loose'"
    with pytest.raises(ValueError, match=re.escape(said)):
        same_reading("マツ", "マツ", tolerance="loose")
