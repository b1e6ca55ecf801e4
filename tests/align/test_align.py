"""How a reading lies over the characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame.align import LONGEST_NAME, LONGEST_READING, align


def laid(name: str, kana: str, part: str = "family") -> list[tuple[str, str]] | None:
    found = align(name, kana, part)
    return None if found is None else [(segment.kanji, segment.kana) for segment in found.segments]


# Published names and invented combinations of their parts; what each row shows stands beside it.
LAID = [
    ("family", "松浦", "マツウラ", "松マツ 浦ウラ"),
    ("family", "高橋", "タカハシ", "高タカ 橋ハシ"),
    ("family", "石橋", "イシバシ", "石イシ 橋バシ"),  # 連濁
    ("family", "三宅", "ミヤケ", "三ミ 宅ヤケ"),
    ("family", "別府", "ベップ", "別ベッ 府プ"),  # 促音化
    ("family", "山之内", "ヤマノウチ", "山ヤマ 之ノ 内ウチ"),
    ("family", "一ノ瀬", "イチノセ", "一イチ ノノ 瀬セ"),
    ("family", "関ヶ原", "セキガハラ", "関セキ ヶガ 原ハラ"),
    ("family", "鶴ケ谷", "ツルガヤ", "鶴ツル ケガ 谷ヤ"),
    ("family", "四ツ谷", "ヨツヤ", "四ヨ ツツ 谷ヤ"),
    ("family", "佐々木", "ササキ", "佐サ 々サ 木キ"),
    ("family", "野々村", "ノノムラ", "野ノ 々ノ 村ムラ"),
    ("family", "髙﨑", "タカサキ", "髙タカ 﨑サキ"),
    ("family", "𠮷田", "ヨシダ", "𠮷ヨシ 田ダ"),
    ("family", "辻\U000e0100村", "ツジムラ", "辻\U000e0100ツジ 村ムラ"),
    ("family", "五十嵐", "イガラシ", "五十嵐イガラシ"),
    ("given", "太郎", "タロウ", "太タ 郎ロウ"),
    ("given", "祐介", "ユウスケ", "祐ユウ 介スケ"),
    ("given", "みすゞ", "ミスズ", "みミ すス ゞズ"),
    ("given", "さくら", "サクラ", "さサ くク らラ"),
    ("given", "奈々子", "ナナコ", "奈ナ 々ナ 子コ"),
    ("given", "美ゆき", "ミユキ", "美ミ ゆユ きキ"),
    ("given", "心美", "ココミ", "心ココ 美ミ"),  # 部分音訓
    ("given", "美空", "ソラ", "美 空ソラ"),  # 置き字
]


@pytest.mark.parametrize(("part", "name", "kana", "expected"), LAID, ids=[row[1] for row in LAID])
def test_reading_lies_over_the_characters(part: str, name: str, kana: str, expected: str) -> None:
    found = align(name, kana, part)
    assert found is not None
    assert " ".join(segment.kanji + segment.kana for segment in found.segments) == expected


@pytest.mark.parametrize(
    ("part", "name", "kana"),
    [
        ("family", "松浦", "タナカ"),
        ("given", "太郎", "ジロウ"),
        ("given", "太郎", "マイケル"),
        ("family", "松浦", ""),
        ("family", "", "マツウラ"),
        ("family", "松", "マツッ"),
        ("family", "橋本", "バシモト"),  # voicing does not begin a name
    ],
)
def test_what_no_reading_explains_is_not_laid(part: str, name: str, kana: str) -> None:
    assert align(name, kana, part) is None


def test_a_link_between_the_parts_of_a_family_name_is_a_segment_of_its_own() -> None:
    found = align("木下", "キノシタ")
    assert found is not None
    assert "".join(segment.kana for segment in found.segments) == "キノシタ"
    linked = align("森宮", "モリノミヤ")
    assert linked is not None
    assert [(segment.kanji, segment.kana, segment.basis) for segment in linked.segments][1] == ("", "ノ", "link")


def test_given_names_know_no_link() -> None:
    assert align("森宮", "モリガミヤ", "given") is None


def test_each_segment_names_its_table_and_its_count() -> None:
    found = align("松浦", "マツウラ")
    assert found is not None
    assert [segment.table for segment in found.segments] == ["KANJIDIC2", "KANJIDIC2"]
    assert all(segment.count > 0 for segment in found.segments)


def test_looser_kinds_are_graded_c_and_full_readings_b() -> None:
    for name, kana, grade in (("太郎", "タロウ", "B"), ("心美", "ココミ", "C"), ("美空", "ソラ", "C")):
        found = align(name, kana, "given")
        assert found is not None
        assert found.grade == grade


def test_family_names_know_no_looser_kind() -> None:
    assert align("美空", "ソラ", "family") is None


def test_other_boundaries_of_the_same_cost_are_ties() -> None:
    found = align("幸内", "コウチ")
    assert found is not None
    assert [segment.kana for segment in found.segments] == ["コ", "ウチ"]
    assert [[segment.kana for segment in path] for path in found.ties] == [["コウ", "チ"]]
    assert "ambiguous-alignment" in [finding.code for finding in kn.check("幸内", "コウチ").findings]


def test_longer_input_is_not_laid() -> None:
    assert align("山" * LONGEST_NAME, "ヤマ" * LONGEST_NAME) is not None
    assert align("山" * (LONGEST_NAME + 1), "ヤマ" * LONGEST_NAME) is None
    assert align("山", "ヤ" * (LONGEST_READING + 1)) is None


KANA = st.text(st.sampled_from([chr(code) for code in range(0x30A1, 0x30FB)] + ["ー"]), max_size=12)
NAMES = st.text(st.sampled_from("松浦太郎美空心愛佐々木一ノ瀬関ヶ原髙﨑山田生子ゆキ\U000e0100"), max_size=6)


@given(NAMES, KANA, st.sampled_from(["family", "given", "former-family", "alias"]))
def test_segments_spell_the_name_and_the_reading(name: str, kana: str, part: str) -> None:
    found = align(name, kana, part)
    if found is not None:
        assert "".join(segment.kana for segment in found.segments) == kana
        assert "".join(segment.kanji for segment in found.segments) == name.lstrip("\U000e0100")
        assert found.cost >= 0
    assert align(name, kana, part) == found


KNOWN = [("松", "マツ"), ("浦", "ウラ"), ("山", "ヤマ"), ("田", "タ"), ("高", "タカ"), ("木", "キ")]
READ = st.lists(st.sampled_from(KNOWN), min_size=1, max_size=8)


@given(READ)
def test_known_readings_side_by_side_are_always_laid(parts: list[tuple[str, str]]) -> None:
    name = "".join(char for char, _ in parts)
    kana = "".join(reading for _, reading in parts)
    found = kn.align(name, kana)
    assert found is not None
    assert found.grade == "B"
