"""The layouts: those that are documented are what the documents print, item by item; the rest says what it is."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kananame.record.layout import NO_LIMIT, Need, Type, layout, layouts, need

PROFILES = [
    "jutogai-atena-2.0", "gif-person", "jumin-joho", "ido-rireki", "kosekitsuchi-9-2", "fuhyo-19", "koseki-kisai",
    "card-tsuiki", "jpki-name", "juki-net", "tenshutsu-shomei", "juminhyo",
]  # fmt: skip
DIGITAL_AGENCY = "https://www.digital.go.jp/assets/contents/node/basic_page/field_ref_resources/4d056a04-6eba-4109-9850-a786d3e71971/"
WORKBOOK = DIGITAL_AGENCY + (
    "d1877523/20230929_policies_local_governments_common-feature-specification_outline_56.xlsx"
)
"""項目定義書（住登外者宛名番号管理）: number, name, field, type, length, need, a sample."""
OF_THE_WORKBOOK = (
    ("1", "宛名番号", "atenabango", "X", 15, "必須", "123456789123456"),
    ("2", "個人番号", "kojinbango", "X", 12, "任意", ""),
    ("3", "氏名", "shimei", "N", 100, "条件付き必須", "佐藤　一郎"),
    ("4", "氏_日本人", "uji_nihonjin", "N", 50, "条件付き必須", "佐藤"),
    ("5", "名_日本人", "na_nihonjin", "N", 50, "条件付き必須", "一郎"),
    (
        "6",
        "氏名_外国人アルファベット",
        "shimei_gaikokujinarufuabetto",
        "N",
        100,
        "条件付き必須",
        "ＺＨＡＮＧ　ＹＵＬＩ",
    ),
    ("7", "氏名_外国人漢字", "shimei_gaikokujinkanji", "N", 100, "条件付き必須", "張　玉蓮"),
    ("8", "氏名_読み仮名", "shimei_yomigana", "N", 100, "任意", "サトウ　イチロウ"),
    ("9", "氏_日本人_読み仮名", "uji_nihonjin_yomigana", "N", 50, "任意", "サトウ"),
    ("10", "名_日本人_読み仮名", "na_nihonjin_yomigana", "N", 50, "任意", "イチロウ"),
    ("11", "性別", "seibetsu", "X", 1, "任意", "1"),
    ("12", "生年月日", "seinengappi", "DATE", 10, "任意", "1964-07-01"),
    ("13", "生年月日_不詳表記", "seinengappi_fushohyoki", "N", 72, "条件付き必須", "令和○年頃"),
    ("14", "住所_市区町村コード", "jusho_shikuchosonkodo", "X", 6, "任意", "131016"),
    ("15", "住所_町字コード", "jusho_choazakodo", "X", 7, "任意", "0011001"),
    ("27", "操作者ID", "sosashaid", "X", 10, "必須", "123456"),
    ("28", "操作年月日", "sosanengappi", "DATE", 10, "必須", "2021-11-01"),
    ("29", "操作時刻", "sosajikoku", "TIME", 8, "必須", "09:00:00"),
)
API = DIGITAL_AGENCY + "73b57de4/20230929_policies_local_governments_common-feature-specification_outline_74.xlsx"
"""住登外者宛名番号付番API仕様 第2.0版: the items of its request that are about names, name and field."""
OF_THE_API = (
    ("宛名番号", "atenabango", "X", 15),
    ("個人番号", "kojinbango", "X", 12),
    ("氏名", "shimei", "N", 100),
    ("氏_日本人", "uji_nihonjin", "N", 50),
    ("名_日本人", "na_nihonjin", "N", 50),
    ("氏名_外国人ローマ字", "shimei_gaikokujinromaji", "N", 100),
    ("氏名_外国人漢字", "shimei_gaikokujinkanji", "N", 100),
    ("氏名_フリガナ", "shimei_furigana", "N", 100),
    ("氏_日本人_フリガナ", "uji_nihonjin_furigana", "N", 50),
    ("名_日本人_フリガナ", "na_nihonjin_furigana", "N", 50),
    ("通称", "tsusho", "N", 100),
    ("通称_フリガナ", "tsusho_furigana", "N", 100),
    ("通称_フリガナ確認状況", "tsusho_furiganakakuninjokyo", "X", 1),
    ("性別", "seibetsu", "X", 1),
    ("生年月日", "seinengappi", "DATE", 10),
    ("生年月日_不詳フラグ", "seinengappi_fushofuragu", "X", 1),
    ("生年月日_不詳表記", "seinengappi_fushohyoki", "N", 72),
    ("住所_市区町村コード", "jusho_shikuchosonkodo", "X", 6),
    ("住所_町字コード", "jusho_choazakodo", "X", 7),
    ("操作者ID", "sosashaid", "X", 10),
    ("操作年月日", "sosanengappi", "DATE", 10),
    ("操作時刻", "sosajikoku", "TIME", 8),
)
ONLY_IN_THE_RESPONSE = ("rirekibango",)
GUIDE = "https://www.digital.go.jp/policies/data_strategy_government_interoperability_framework/"
"""DS-431 コアデータモデル解説書 個人, 表1: name, field of the DMD, 必 where it is marked; those held here."""
OF_THE_GUIDE = (
    ("ID", "Identification", "必"),
    ("氏", "FamilyName", "必"),
    ("名", "GivenName", "必"),
    ("氏（カナ）", "FamilyNameKana", "必"),
    ("名（カナ）", "GivenNameKana", "必"),
    ("氏（英字）", "FamilyNameEN", ""),
    ("名（英字）", "GivenNameEN", ""),
    ("氏名", "FullName", ""),
    ("氏名（カナ）", "FullNameKana", ""),
    ("氏名（英字）", "FullNameEN", ""),
    ("戸籍氏名", "FamilyRegisterName", ""),
    ("国籍", "Nationality", ""),
    ("性別", "Sex", "必"),
    ("生年月日", "DateOfBirth", ""),
)
NEEDS = {"必須": {"required"}, "任意": {"optional"}}


def test_every_profile_is_there() -> None:
    assert sorted(PROFILES) == sorted({one.id for one in layouts()})
    assert [layout(name).id for name in PROFILES] == PROFILES


def test_the_item_definition_is_followed_item_by_item() -> None:
    made = layout("jutogai-atena-2.0", "2023-09")
    assert made.documented
    assert made.source.endswith(f" {WORKBOOK}")
    assert [(item.number, item.name, item.field, item.type, item.length) for item in made.items] == [
        (number, name, field, Type(kind), length) for number, name, field, kind, length, _, _ in OF_THE_WORKBOOK
    ]
    for item, (*_, asked, _) in zip(made.items, OF_THE_WORKBOOK, strict=True):
        assert item.need in NEEDS.get(asked, {item.need}), item.field
        assert bool(item.condition) == (asked == "条件付き必須"), item.field


@pytest.mark.parametrize(("field", "sample"), [(row[2], row[-1]) for row in OF_THE_WORKBOOK if row[-1]])
def test_the_samples_of_the_item_definition_fit(field: str, sample: str) -> None:
    item = layout("jutogai-atena-2.0", "2023-09").item(field)
    pattern = f"(?:{item.type.pattern}){{1,{item.length}}}" if item.type.counted else item.type.pattern
    assert re.fullmatch(pattern, sample)
    assert not item.codes or sample in item.codes


def test_the_request_of_the_api_is_followed_item_by_item() -> None:
    made = layout("jutogai-atena-2.0")
    assert (made.version, made.documented) == ("2.0", True)
    assert made.source.endswith(f" {API}")
    assert [(item.name, item.field, str(item.type), item.length) for item in made.items] == [*OF_THE_API]
    assert not {item.field for item in made.items}.intersection(ONLY_IN_THE_RESPONSE)
    assert [*made.item("tsusho_furiganakakuninjokyo").codes.items()] == [("0", "無"), ("1", "有")]
    assert [*made.item("seibetsu").codes] == ["0", "1", "2"]


def test_the_guide_to_persons_is_followed_item_by_item() -> None:
    made = layout("gif-person")
    assert made.documented
    assert made.source.endswith(f" {GUIDE}")
    assert [(item.name, item.field) for item in made.items] == [row[:2] for row in OF_THE_GUIDE]
    marked = [field for _, field, mark in OF_THE_GUIDE if mark]
    assert [item.field for item in made.items if item.condition] == marked
    # A history does not know the sex: the caller gives it, and the layout says so.
    assert [item.field for item in made.items if item.need == "required"] == [one for one in marked if one != "Sex"]
    assert "性別" in made.limits_ja
    assert {item.length for item in made.items if item.type.counted} == {NO_LIMIT}
    assert [*made.item("Sex").codes] == ["0", "1", "2", "9"]


def test_only_what_a_document_prints_is_documented() -> None:
    assert {one.id for one in layouts() if one.documented} == {"jutogai-atena-2.0", "gif-person"}


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (("jumin-joho",), "jumin-joho@2026-09"),
        (("jumin-joho", "2025-01"), "jumin-joho@2025-01"),
        (("jumin-joho@2025-01",), "jumin-joho@2025-01"),
        (("jutogai-atena-2.0",), "jutogai-atena-2.0@2.0"),
        (("jutogai-atena-2.0", "2023-09"), "jutogai-atena-2.0@2023-09"),
        (("kosekitsuchi-9-2",), "kosekitsuchi-9-2@2025-05"),
    ],
)
def test_a_layout_is_found_by_its_name(asked: tuple[str, ...], key: str) -> None:
    assert layout(*asked).key == key


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("jumin",), "a layout is one of card-tsuiki, .*, not 'jumin'"),
        (("",), "a layout is one of card-tsuiki, .*, not ''"),
        (("jumin-joho", "2019"), "jumin-joho has the versions 2025-01, 2026-09, not '2019'"),
        (("jumin-joho@2019",), "jumin-joho has the versions 2025-01, 2026-09, not '2019'"),
    ],
)
def test_another_name_is_told_what_there_is(asked: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        layout(*asked)


def test_the_versions_of_a_layout_follow_each_other() -> None:
    older, newer = (one for one in layouts() if one.id == "jumin-joho")
    assert (older.since, older.until) == (date(2025, 1, 22), date(2026, 9, 29))
    assert (newer.since, newer.until) == (date(2026, 9, 30), date.max)


@pytest.mark.parametrize(
    "name", ["氏名_フリガナ", "氏名_読み仮名", "氏名_振り仮名", "氏名_振り仮名（フリガナ）", "shimei_furigana"]
)
@pytest.mark.parametrize(
    "name_of", [("jumin-joho", "2025-01"), ("jumin-joho", "2026-09"), ("jutogai-atena-2.0", "2.0")]
)
def test_an_item_is_found_by_every_name_it_ever_had(name_of: tuple[str, str], name: str) -> None:
    assert layout(*name_of).item(name).field == "shimei_furigana"


def test_an_item_that_is_none_is_told_what_there_is() -> None:
    with pytest.raises(ValueError, match=r"juminhyo@2025-05 has the items chuki, atenabango, .*, not 'honseki'"):
        layout("juminhyo").item("honseki")


def test_the_resident_record_is_keyed_by_person_and_number() -> None:
    required = [item.field for item in layout("jumin-joho").items if need(item.need).always]
    assert required == ["shikuchosonkodo", "atenabango", "rirekibango", "saishinfuragu", "shorinengappi"]


def test_each_part_of_a_reading_has_its_own_status() -> None:
    for name in ("jumin-joho", "kosekitsuchi-9-2", "fuhyo-19"):
        fills = [item.fill for item in layout(name).items]
        assert {"family-reading", "given-reading", "family-status", "given-status"} <= {*fills}


def test_a_change_and_the_older_version_hold_the_same_items() -> None:
    older, newer = (layout("jumin-joho", version) for version in ("2025-01", "2026-09"))
    assert [(item.type, item.length, item.codes) for item in older.items] == [
        (item.type, item.length, item.codes) for item in newer.items
    ]


def test_the_identifiers_of_the_signature_certificate() -> None:
    made = layout("jpki-name")
    assert [item.constant for item in made.items if item.constant] == [
        "1.2.392.200149.8.5.5.1", "1.2.392.200149.8.5.5.2",
    ]  # fmt: skip


def test_the_card_gets_the_four_things_and_what_a_new_face_shows() -> None:
    fields = [item.field for item in layout("card-tsuiki").items]
    assert fields[1:6] == [
        "idojiyu", "idogonokomokunaiyo_moji", "idogonokomokunaiyo_furigana", "todokedebi", "shokuin",
    ]  # fmt: skip
    assert {"shimei", "shimei_furigana", "romaji", "seinengappi"} <= {*fields}


@pytest.mark.parametrize(
    ("text", "there", "holds"),
    [
        ("required", (), True),
        ("optional", ("name",), False),
        ("if:name", (), False),
        ("if:name", ("name",), True),
        ("if:name,family", ("family",), True),
        ("unless:birth-unknown", (), True),
        ("unless:birth-unknown", ("birth-unknown",), False),
        ("if:name unless:foreign-name-latin,foreign-name-kanji", ("name",), True),
        ("if:name unless:foreign-name-latin,foreign-name-kanji", ("name", "foreign-name-kanji"), False),
        ("if:name unless:foreign-name-latin,foreign-name-kanji", (), False),
    ],
)
def test_an_item_must_be_there_where_its_need_holds(text: str, there: tuple[str, ...], *, holds: bool) -> None:
    assert need(text).holds(dict.fromkeys(there, "1")) is holds


def test_an_empty_text_is_not_there() -> None:
    assert need("if:name") == Need(where=("name",))
    assert not need("if:name").holds({"name": ""})


@pytest.mark.parametrize(
    "text", ["", "maybe", "if", "if:", "if:a,", "if:a if:b", "unless:a if:b", "required if:a", "if:a  unless:b"]
)
def test_another_need_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write required, optional, if:VALUE or unless:VALUE"):
        need(text)


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Type.X, "a1 -~", "ａé\u00a0ｱ\n\t"),
        (Type.N, "佐ａ　ー○éア\U00020bb7", "a 1ｱﾞ￨\n\u00a0\x85"),
        (Type.NUMBER, "0189", "a-.１"),
    ],
)
def test_a_character_is_of_its_type(kind: Type, right: str, wrong: str) -> None:
    fits = re.compile(kind.pattern).fullmatch
    assert [char for char in right if not fits(char)] == []
    assert [char for char in wrong if fits(char)] == []


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Type.DATE, ("2025-05-26", "0001-12-31"), ("2025-5-26", "20250526", "2025-13-01", "2025-00-01", "2025-01-32")),
        (Type.TIME, ("09:00:00", "23:59", "00:00"), ("9:00", "24:00:00", "12:60", "12:00:61", "120000")),
    ],
)
def test_a_date_and_a_time_have_their_form(kind: Type, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    fits = re.compile(kind.pattern).fullmatch
    assert all(map(fits, right))
    assert not any(map(fits, wrong))
    assert not kind.counted


def test_every_item_has_names_of_its_own() -> None:
    for one in layouts():
        names = [name for item in one.items for name in dict.fromkeys(item.names)]
        assert len(names) == len({*names}), one.key
