"""What romanize answers beside the letters: notes, alternatives, segments; and what it refuses."""

from __future__ import annotations

from datetime import date

import pytest

import kananame as kn
from kananame import messages
from kananame._tables.messages import MESSAGES
from kananame.model import Finding, Segment, Severity
from kananame.romaji.styles import spelling_of
from kananame.romaji.unread import read_but_one
from kananame.romaji.write import tied

FAMILY_BOUNDARIES = [
    ("井上", "イノウエ", "INOUE"),
    ("山之内", "ヤマノウチ", "YAMANOUCHI"),
    ("竹ノ内", "タケノウチ", "TAKENOUCHI"),
    ("外岡", "トノオカ", "TONOOKA"),
    ("広岡", "ヒロオカ", "HIROOKA"),
    ("大内", "オオウチ", "OUCHI"),
    ("湯浦", "ユウラ", "YUURA"),
    ("古内", "フルウチ", "FURUUCHI"),
    ("小海", "コウミ", "KOUMI"),
    ("三浦", "ミウラ", "MIURA"),
    ("白水", "シロウズ", "SHIROZU"),
    ("上河内", "カミゴウチ", "KAMIGOCHI"),
    ("若生", "ワコウ", "WAKO"),
    ("葛生", "クズウ", "KUZUU"),
    ("左右田", "ソウダ", "SODA"),
]
GIVEN_BOUNDARIES = [
    ("基男", "モトオ", "MOTOO"),
    ("友興", "トモオキ", "TOMOOKI"),
    ("由有子", "ユウコ", "YUKO"),
    ("ゆう子", "ユウコ", "YUKO"),
    ("いちろう", "イチロウ", "ICHIRO"),
    ("まつうら", "マツウラ", "MATSUURA"),
    ("耕雲", "コウウン", "KOUN"),
]


def codes(answer: kn.Romaji) -> list[str]:
    return [note.code for note in answer.notes]


@pytest.mark.parametrize(("name", "reading", "text"), FAMILY_BOUNDARIES)
def test_which_kanji_carries_which_kana_decides_in_a_family_name(name: str, reading: str, text: str) -> None:
    assert kn.romanize(reading, name=name, part="family").text == text


@pytest.mark.parametrize(("name", "reading", "text"), GIVEN_BOUNDARIES)
def test_which_kanji_carries_which_kana_decides_in_a_given_name(name: str, reading: str, text: str) -> None:
    assert kn.romanize(reading, name=name, part="given").text == text


def test_one_reading_has_two_spellings() -> None:
    assert kn.romanize("コウチワ", name="小団扇").text == "KOUCHIWA"
    assert kn.romanize("コウチワ").text == "KOCHIWA"


def test_a_report_is_spelled_by_its_segments() -> None:
    report = kn.check("松浦", "ﾏﾂｳﾗ")
    answer = kn.romanize(report.reading, segments=report.segments)
    assert answer.text == "MATSUURA"
    assert answer.segments == report.segments
    assert answer == kn.romanize("マツウラ", name="松浦")


def test_a_name_read_as_a_whole_is_judged_on_its_kana_and_says_so() -> None:
    answer = kn.romanize("ヒュウガ", segments=(Segment("日向", "ヒュウガ", "word"),))
    assert answer.text == "HYUGA"
    assert answer.notes == (Finding("romaji-whole-word", params=(("kanji", "日向"), ("kana", "ヒュウガ"))),)


def test_a_boundary_is_reported() -> None:
    apart = kn.romanize("マツウラ", name="松浦").notes
    assert apart == (Finding("romaji-vowels-apart", params=(("pair", "ツウ"), ("first", "松"), ("second", "浦"))),)
    assert codes(kn.romanize("ミソノウ", name="御園生")) == ["romaji-vowel-long"]
    assert codes(kn.romanize("ヨコオ", name="横尾")) == []
    assert codes(kn.romanize("サトウ", name="佐藤")) == []


def test_without_a_name_a_note_says_so() -> None:
    assert kn.romanize("ヤマダ").notes == (Finding("romaji-kana-alone"),)
    assert kn.romanize("コウチワ").notes == (Finding("romaji-kana-alone", Severity.WARNING),)
    assert kn.romanize("ヤマダ", name="").notes == (Finding("romaji-kana-alone"),)


def test_a_name_the_tables_do_not_explain_is_judged_on_kana_with_a_warning() -> None:
    answer = kn.romanize("コオロギ", name="興梠")
    assert (answer.text, answer.segments) == ("KOROGI", ())
    assert answer.notes == (Finding("romaji-not-aligned", Severity.WARNING),)
    assert kn.romanize("マツラ", name="興梠").notes == (Finding("romaji-not-aligned"),)


def test_an_equally_good_division_with_another_spelling_is_named() -> None:
    found = kn.align("古内", "フルウチ")
    assert found is not None
    one = (Segment("古", "フ", "kun"), Segment("内", "ルウチ", "kun"))
    alignment = kn.Alignment(found.segments, found.cost, found.grade, (one,))
    assert tied(alignment, "フル'ウチ", spelling_of("passport", "standard")) == (
        Finding("romaji-ambiguous-alignment", Severity.WARNING, params=(("other", "FURUCHI"),)),
    )


@pytest.mark.parametrize(
    ("reading", "text", "code", "params"),
    [
        ("トゥ", "TOU", "romaji-no-printed-rule", (("kana", "トゥ"), ("romaji", "TOU"))),
        ("クヮン", "KUWAN", "romaji-no-printed-rule", (("kana", "クヮ"), ("romaji", "KUWA"))),
        ("サァヤ", "SAAYA", "romaji-no-printed-rule", (("kana", "サァ"), ("romaji", "SAA"))),
        ("アッ", "A", "romaji-kana-dropped", (("kana", "ッ"),)),
        ("マッア", "MAA", "romaji-kana-dropped", (("kana", "ッ"),)),
        ("ーア", "A", "romaji-kana-dropped", (("kana", "ー"),)),
        ("ンー", "N", "romaji-kana-dropped", (("kana", "ー"),)),
    ],
)
def test_a_sound_no_source_prints_is_reported(
    reading: str, text: str, code: str, params: tuple[tuple[str, str], ...]
) -> None:
    answer = kn.romanize(reading)
    assert answer.text == text
    assert answer.notes[-1] == Finding(code, Severity.WARNING, params=params)


def test_a_printed_foreign_sound_is_not_remarked() -> None:
    assert codes(kn.romanize("ドゥ")) == ["romaji-kana-alone"]
    assert codes(kn.romanize("ドゥ", style="cabinet2025")) == ["romaji-kana-alone", "romaji-no-printed-rule"]


def test_folding_and_doubtful_kana_are_noted_with_their_place() -> None:
    answer = kn.romanize("ｽﾐｽ ゔぃ")
    assert answer.text == "SUMISU BUI"
    assert answer.reading == "スミス ヴィ"
    found = [(note.code, note.start, note.end) for note in answer.notes if note.start is not None]
    assert found == [("folded-width", 0, 3), ("folded-hiragana", 4, 6), ("kana-unverified", 4, 5)]


@pytest.mark.parametrize(
    ("reading", "name", "alternatives"),
    [
        ("サトウ", "佐藤", ("SATOH", "SATOU")),
        ("オオノ", "大野", ("OHNO", "OONO")),
        ("ユウコ", "優子", ("YUUKO",)),
        ("マツウラ", "松浦", ()),
        ("コウチワ", "小団扇", ()),
        ("セノオ", "妹尾", ()),
        ("タカトオ", "高遠", ()),
        ("ヤマダ", "山田", ()),
        ("ニーナ", "ニーナ", ()),
        ("ユウタロウ", "裕太郎", ("YUTAROH", "YUTAROU", "YUUTARO", "YUUTAROH", "YUUTAROU")),
        ("ヴァン", "ヴァン", ("BAN",)),
    ],
)
def test_the_choices_are_offered_where_they_are_allowed_and_only_there(
    reading: str, name: str, alternatives: tuple[str, ...]
) -> None:
    assert kn.romanize(reading, name=name).alternatives == alternatives


def test_options_that_agree_can_be_joined_in_any_order() -> None:
    assert (
        kn.romanize("ユウタロウ", option="ou+uu").text == kn.romanize("ユウタロウ", option="uu+ou").text == "YUUTAROU"
    )
    assert kn.romanize("オオコウチ", name="大河内", option="oo+ou").text == "OOKOUCHI"


def test_the_other_styles() -> None:
    def spelled(reading: str, name: str) -> list[str]:
        styles = ("cabinet2025", "ala-lc", "gif-address", "iso3602")
        return [kn.romanize(reading, name=name, style=style).text for style in styles]

    assert spelled("ジュンイチ", "純一") == ["Jun'ichi", "Jun'ichi", "Jun-ichi", "Zyun'iti"]
    assert spelled("ハッチョウ", "八丁") == ["Hacchō", "Hatchō", "Hatcho", "Hattyô"]
    assert spelled("ホンマ", "本間") == ["Honma"] * 4
    assert spelled("イノウエ", "井上") == ["Ino'ue", "Inoue", "Inoue", "Inoue"]
    assert spelled("タカアキ", "高明") == ["Taka'aki", "Takaaki", "Takaaki", "Takaaki"]
    assert spelled("セノオ", "妹尾") == ["Seno'o", "Senoo", "Senoo", "Senoo"]
    assert spelled("ニイヤマ", "新山") == ["Niiyama", "Niiyama", "Niiyama", "Nîyama"]
    assert spelled("スミス マイケル", "スミス マイケル") == ["Sumisu Maikeru"] * 4


def test_a_long_vowel_before_the_same_vowel_is_parted_where_the_letters_would_not_show_it() -> None:
    assert kn.romanize("オオオカ", name="大岡", style="cabinet2025").text == "Ōoka"
    assert kn.romanize("オオオカ", name="大岡", style="cabinet2025", option="doubled").text == "Oo'oka"
    assert kn.romanize("ゴーオ", style="cabinet2025", option="doubled").text == "Goo'o"


@pytest.mark.parametrize(
    ("reading", "more", "said"),
    [
        ("", {}, "'' holds no kana; pass a reading"),
        (" \u3000", {}, "holds no kana"),
        ("ー", {}, "'ー' spells no sound"),
        ("ッ", {}, "'ッ' spells no sound"),
        ("ー ア", {}, "'ー ア' spells no sound"),
        ("松浦", {}, r"'松浦' holds '松' \(U\+677E\); pass a reading in kana"),
        ("マツ\nウラ", {}, r"U\+000A"),
        ("\ud800", {}, r"U\+D800"),
        (
            "アー",
            {"style": "hepburn"},
            "style is one of passport, cabinet2025, ala-lc, gif-address, iso3602, not 'hepb",
        ),
        (
            "アー",
            {"option": "oe"},
            "option of passport is one of standard, oh, oo, ou, uu, v-as-b, holder, or some .* 'oe'",
        ),
        ("アー", {"option": "oh+ou"}, r"not 'oh\+ou'"),
        ("アー", {"option": ""}, "not ''"),
        ("アー", {"option": "oh", "style": "ala-lc"}, "option of ala-lc is one of standard, holder, .* not 'oh'"),
        ("アー", {"part": "middle"}, "part is one of family, given, former-family, alias, not 'middle'"),
        ("アー", {"option": "holder"}, "given and option='holder' go together"),
        ("アー", {"given": "A"}, "given and option='holder' go together"),
    ],
)
def test_wrong_input_names_the_value_and_what_is_allowed(reading: str, more: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        kn.romanize(reading, **more)  # type: ignore[arg-type]


def test_segments_of_another_reading_are_refused() -> None:
    segments = kn.check("松浦", "マツウラ").segments
    with pytest.raises(ValueError, match="the segments read 'マツウラ', not 'マツラ'"):
        kn.romanize("マツラ", segments=segments)


def test_what_is_no_string_is_refused() -> None:
    with pytest.raises(TypeError, match="a reading is a str, not int"):
        kn.romanize(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a name is a str, not bytes"):
        kn.romanize("ア", name=b"a")  # type: ignore[arg-type]


def test_the_rulebook_decides_the_day() -> None:
    book = kn.rulebook(date(2025, 5, 26))
    assert kn.romanize("ヴィ", book=book).text == "BUI"

    class Before:
        on = date(2025, 5, 25)

    with pytest.raises(ValueError, match="holds 'ア'"):
        kn.romanize("ア", book=Before())


def test_an_answer_is_json_ready_and_reads_as_its_spelling() -> None:
    answer = kn.romanize("サトウ", name="佐藤")
    assert str(answer) == "SATO"
    told = answer.to_dict()
    assert told["alternatives"] == ["SATOH", "SATOU"]
    assert told["segments"][0]["kanji"] == "佐"
    assert told["notes"] == []


def test_every_note_has_its_sentence_with_the_places_it_fills() -> None:
    answers = [
        kn.romanize("コウチワ"),
        kn.romanize("コオロギ", name="興梠"),
        kn.romanize("ミソノウ", name="御園生"),
        kn.romanize("コウネ", name="小畔"),
        kn.romanize("マツウラ", name="松浦"),
        kn.romanize("ユウコ", name="ゆう子"),
        kn.romanize("ヒュウガ", name="日向"),
        kn.romanize("アットゥ"),
        kn.romanize("スミス", option="holder", given="SMITH"),
        kn.romanize("スミス", option="holder", given="SUMISU"),
    ]
    notes = [note for answer in answers for note in answer.notes]
    notes += kn.compatible("JITO", "ヂトウ").unproven
    assert {note.code for note in notes} >= {code for code in MESSAGES if code.startswith("romaji-")} - {
        "romaji-ambiguous-alignment", "romaji-kana-dropped", "romaji-not-spelled",
    }  # fmt: skip
    for note in notes:
        assert messages.describe(note, "ja") != messages.describe(note, "en")


@pytest.mark.parametrize(
    ("name", "reading", "part", "text"),
    [
        ("古宇田", "コウダ", "family", "KOUDA"),  # in the middle of a name ウ is a vowel of its own
        ("乃宇奈", "ノウナ", "given", "NOUNA"),
        ("御園生", "ミソノウ", "family", "MISONO"),  # at its end it is not
        ("国府田", "コウダ", "family", "KODA"),  # unless the table of divisions says otherwise
        ("左右田", "ソウダ", "family", "SODA"),
    ],
)
def test_a_single_u_is_long_at_the_end_of_a_name(name: str, reading: str, part: str, text: str) -> None:
    assert kn.romanize(reading, name=name, part=part).text == text


def test_a_name_with_one_unread_character_is_divided_and_the_doubt_is_said() -> None:
    found = kn.romanize("コウネ", name="小畔", part="family")
    assert found.text == "KOUNE"
    assert [(segment.kanji, segment.kana) for segment in found.segments] == [("小", "コ"), ("畔", "ウネ")]
    assert [(note.code, dict(note.params)) for note in found.notes] == [
        ("romaji-character-unread", {"kanji": "畔", "kana": "ウネ"})
    ]


def test_two_ways_to_divide_an_unread_character_are_no_division() -> None:
    assert read_but_one("龘龗", "ウウ", given=False) == ()
    assert read_but_one("松", "コウ", given=False) == ()
