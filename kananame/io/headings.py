"""What municipal files call their columns: data only, read by ``header``.

A heading is compared after folding width and case and dropping spaces, underscores and brackets.
Sources: the item names of 住登外者宛名基本情報 (氏_日本人, 氏_日本人_読み仮名, later _フリガナ, then _振り仮名) and
the words of 戸籍法 13条 and of 届出 forms (氏の振り仮名, セイ, メイ).
"""

from __future__ import annotations

FAMILY, GIVEN, NAME = "family", "given", "name"
FAMILY_READING, GIVEN_READING, READING = "family-reading", "given-reading", "reading"
ID = "id"
UNCHECKED = "unchecked"

ROLES = (FAMILY, GIVEN, FAMILY_READING, GIVEN_READING, NAME, READING, ID)

NAMES = (FAMILY, GIVEN, NAME)
READINGS = (FAMILY_READING, GIVEN_READING, READING)
READING_OF = {FAMILY: FAMILY_READING, GIVEN: GIVEN_READING, NAME: READING, ID: UNCHECKED, UNCHECKED: UNCHECKED}

# Words that make a heading the heading of a reading, at its end (氏カナ) or at its start (カナ氏名).
READING_WORDS = (
    "フリガナ",
    "ふりがな",
    "フリ仮名",
    "振り仮名",
    "振仮名",
    "振りがな",
    "振がな",
    "振りカナ",
    "読み仮名",
    "読仮名",
    "読みがな",
    "読みカナ",
    "ヨミガナ",
    "よみがな",
    "ヨミカナ",
    "カタカナ",
    "片仮名",
    "ひらがな",
    "平仮名",
    "読み",
    "ヨミ",
    "よみ",
    "カナ",
    "かな",
    "仮名",
    "furigana",
    "yomigana",
    "yomi",
    "kana",
    "reading",
    "phonetic",
)

STEMS: dict[str, tuple[str, ...]] = {
    FAMILY: (
        "氏",
        "姓",
        "苗字",
        "名字",
        "氏日本人",
        "姓日本人",
        "氏漢字",
        "姓漢字",
        "漢字氏",
        "漢字姓",
        "family",
        "familyname",
        "lastname",
        "surname",
        "sei",
        "uji",
        "ujinihonjin",
    ),
    GIVEN: (
        "名",
        "名日本人",
        "名漢字",
        "漢字名",
        "given",
        "givenname",
        "firstname",
        "mei",
        "na",
        "nanihonjin",
    ),
    NAME: (
        "氏名",
        "姓名",
        "名前",
        "お名前",
        "氏名漢字",
        "漢字氏名",
        "氏名日本人",
        "住民氏名",
        "対象者氏名",
        "name",
        "fullname",
        "shimei",
    ),
    ID: (
        "宛名番号",
        "宛名コード",
        "識別番号",
        "住民番号",
        "住民コード",
        "個人コード",
        "整理番号",
        "id",
        "no",
        "番号",
        "atenabango",
        "personid",
        "residentid",
    ),
    # Known, so that they are not taken for 氏; a file's 旧氏 and 通称 are not screened yet.
    UNCHECKED: ("旧氏", "旧姓", "通称", "旧氏名", "通称名"),
}

# Headings that are readings by themselves.
READING_STEMS: dict[str, tuple[str, ...]] = {
    FAMILY_READING: ("セイ", "せい", "ウジ", "うじ"),
    GIVEN_READING: ("メイ", "めい"),
    READING: ("シメイ", "しめい"),
}
