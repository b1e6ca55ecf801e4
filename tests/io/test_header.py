"""Headings of municipal files, as they are written in the wild, and what the caller may say instead."""

from __future__ import annotations

import pytest

from kananame.io.header import find_told, parse_roles, recognise, role_of
from kananame.io.refusals import Refusal

WILD = {
    "family": "氏 姓 氏＿日本人 苗字 family Last_Name 「氏」 氏（漢字）",
    "given": "名 名_日本人 given firstName",
    "name": "氏名 姓名 お名前 氏名（漢字） name",
    "family-reading": "氏カナ 氏（カナ） 氏(ｶﾅ) 氏_日本人_フリガナ 氏_日本人_読み仮名 氏_日本人_振り仮名 "
    "氏振り仮名 氏の振り仮名 セイ せい 氏_振り仮名（フリガナ） カナ氏 family_reading last_name_kana 氏ふりがな 姓よみ",
    "given-reading": "名カナ 名（カナ） 名_日本人_フリガナ 名_日本人_振り仮名 名振り仮名 名の振り仮名 メイ given-kana",
    "reading": "氏名_フリガナ 氏名カナ カナ氏名 フリガナ氏名 氏名_振り仮名（フリガナ） 氏名ふりがな シメイ",
    "bare-reading": "フリガナ ふりがな ﾌﾘｶﾞﾅ カナ よみがな 振り仮名 読み仮名",
    "id": "宛名番号 識別番号 住民番号 ID Ｎｏ．",
    "unchecked": "旧氏 旧氏_フリガナ 通称 通称_フリガナ",
}
UNKNOWN = (
    "住所 生年月日 氏名_フリガナ確認状況 氏名_フリガナ公証確認状況 個人番号 方書_フリガナ 氏名_外国人ローマ字 仮名遣い"
)


@pytest.mark.parametrize(
    ("heading", "role"), [(heading, role) for role, headings in WILD.items() for heading in headings.split()]
)
def test_headings_in_the_wild(heading: str, role: str) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize("heading", UNKNOWN.split())
def test_other_headings_are_left_alone(heading: str) -> None:
    assert role_of(heading) is None


LAYOUTS = {
    "氏,フリガナ,名,フリガナ": {"family": 0, "family-reading": 1, "given": 2, "given-reading": 3},
    "氏,名,フリガナ,フリガナ": {"family": 0, "given": 1, "family-reading": 2, "given-reading": 3},
    "氏,名,フリガナ": {"family": 0, "given": 1, "reading": 2},
    "氏,フリガナ": {"family": 0, "family-reading": 1},
    "フリガナ,氏名": {"reading": 0, "name": 1},
    "氏名,フリガナ,保護者,フリガナ": {"name": 0, "reading": 1},
    "氏名,氏名,フリガナ": {"name": 0, "reading": 2},
    "氏,氏名,氏名カナ": {"name": 1, "reading": 2},
    "旧氏,旧氏_フリガナ,氏,氏_フリガナ": {"family": 2, "family-reading": 3},
}


@pytest.mark.parametrize(("layout", "roles"), LAYOUTS.items())
def test_layouts(layout: str, roles: dict[str, int]) -> None:
    assert recognise(layout.split(","), "x").roles == roles


def test_what_was_left_alone_is_kept_for_a_note() -> None:
    columns = recognise(["氏名", "氏名", "フリガナ", "旧氏"], "x")
    assert (columns.repeated, columns.unchecked) == ((1,), (3,))


def test_only_parts_with_a_reading_are_screened() -> None:
    assert recognise(["氏", "名", "氏カナ"], "x").parts == ("family",)


def test_a_refusal_never_repeats_headings_that_may_be_a_name() -> None:
    with pytest.raises(Refusal) as refused:
        recognise(["松浦", "一郎"], "x")
    assert "松浦" not in str(refused.value) + refused.value.text("ja")


def test_told_columns_are_found_by_heading_likeness_or_number() -> None:
    told = parse_roles("family=氏（漢字）, family-reading=#3")
    assert find_told(["番号", "氏(漢字)", "よみ"], told, "x").roles == {"family": 1, "family-reading": 2, "id": 0}


@pytest.mark.parametrize(
    ("text", "code"),
    [("氏", "columns-form"), ("family=", "columns-form"), ("", "columns-form"), ("x=氏", "columns-role")],
)
def test_what_columns_may_not_say(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_roles(text)
    assert refused.value.code == code
