"""The persons of one register: one family name, one reading of it, one person once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame.messages import describe
from kananame.register import KINDS, difference, difference_in_words

Cells = dict[str, str]
ANY_TEXT = st.text(st.characters(), max_size=8)
NEAR_TEXT = st.text(st.sampled_from("山崎﨑高橋髙ヤマサザキｻﾞさー- 　ヽ\u3099\ud800"), max_size=5)
PERSON = st.fixed_dictionaries(
    dict.fromkeys(("family", "family_reading", "given", "given_reading", "id", "birth"), ANY_TEXT | NEAR_TEXT)
)


def family(*readings: str, name: str = "山崎") -> list[Cells]:
    return [{"family": name, "family_reading": reading} for reading in readings]


def findings(persons: list[Cells]) -> list[tuple[str, dict[str, str]]]:
    return [(finding.code, dict(finding.params)) for finding in kn.check_register(persons).findings]


def test_one_reading_is_no_finding_and_every_person_has_a_report() -> None:
    persons: list[kn.PersonName | Cells] = [
        kn.PersonName("松浦", "マツウラ", "太郎", "タロウ"),
        {"family": "松浦", "family_reading": "ﾏﾂｳﾗ", "given": "花子", "given_reading": "はなこ"},
    ]
    report = kn.check_register(persons)
    assert report.findings == ()
    assert report.verdict == "accept"
    assert report.persons[0] == kn.check_person(persons[0])
    assert [person.parts["given"].reading for person in report.persons] == ["タロウ", "ハナコ"]


def test_who_differs_and_how_many_have_each_reading() -> None:
    report = kn.check_register(family("ヤマザキ", "ヤマサキ", "ヤマザキ", "ヤマサキ", "ヤマザキ"))
    assert report.verdict == "refer"
    assert [finding.to_dict() for finding in report.findings] == [
        {
            "code": "family-reading-differs",
            "severity": "warning",
            "field": "reading",
            "span": None,
            "params": {
                "reading": "ヤマサキ",
                "other": "ヤマザキ",
                "kind": "voicing",
                "positions": "2, 4",
                "count": "2",
                "elsewhere": "1, 3, 5",
                "others": "3",
            },
            "cite": "KOSEKI_13_1_2",
        }
    ]
    sentence = "The family name of person 2, 4 is read ヤマサキ, that of 3 in the register ヤマザキ."
    assert describe(report.findings[0], "en") == sentence


def test_of_equals_the_first_reading_is_the_one_others_differ_from() -> None:
    found = findings(family("ヤマサキ", "ヤマザキ"))
    assert [(params["positions"], params["other"]) for _, params in found] == [("2", "ヤマサキ")]


def test_each_reading_but_the_most_frequent_is_a_finding() -> None:
    found = findings(family("オオノ", "オオノ", "オーノ", "タナカ", name="大野"))
    assert [(params["reading"], params["kind"]) for _, params in found] == [
        ("オーノ", "long-mark"),
        ("タナカ", "other"),
    ]


@pytest.mark.parametrize(
    ("reading", "other", "kind"),
    [
        ("ヤマサキ", "ヤマザキ", "voicing"),
        ("ハヤシ", "パヤシ", "voicing"),
        ("キヨウゴク", "キョウゴク", "small-kana"),
        ("オーノ", "オオノ", "long-mark"),
        ("オノ", "オオノ", "length"),
        ("ミカヅキ", "ミカズキ", "ji-zu"),
        ("ヲカ", "オカ", "old-kana"),
        ("ヤワタ", "ヤハタ", "ha-wa"),
        ("ツツキ", "ツヅキ", "voicing"),
        ("ツヅキ", "ツズキ", "ji-zu"),
        ("シヨウジ", "ジョウジ", "small-kana+voicing"),
        ("チバ", "シバ", "other"),
        ("タナカ", "ナカタ", "other"),
    ],
)
def test_the_kind_of_difference(reading: str, other: str, kind: str) -> None:
    assert difference(reading, other) == difference(other, reading) == kind
    assert [params["kind"] for _, params in findings(family(reading, other))] == [kind]
    assert all(difference_in_words(kind, lang) for lang in ("ja", "en"))


def test_a_difference_in_words_names_every_step() -> None:
    assert difference_in_words("small-kana+voicing") == "小書きと大書き、清濁"
    assert len({difference_in_words(kind) for kind in KINDS}) == len(KINDS)


def test_width_and_script_are_no_difference() -> None:
    assert findings(family("ヤマザキ", "ﾔﾏｻﾞｷ", "やまざき", " ヤマザキ　")) == []


@pytest.mark.parametrize(("one", "other"), [("髙橋", "高橋"), ("山﨑", "山崎"), ("佐々木", "佐佐木")])
def test_variant_characters_are_one_family(one: str, other: str) -> None:
    alike, differing = family("アオキ", name=one), family("アカギ", name=other)
    assert findings(alike + family("アオキ", name=other)) == []
    assert [code for code, _ in findings(alike + differing)] == ["family-reading-differs"]


def test_another_family_name_is_a_finding_and_its_reading_is_not_compared() -> None:
    found = findings(family("ヤマザキ", "ヤマザキ") + family("マツウラ", name="松浦"))
    assert [code for code, _ in found] == ["family-name-differs"]
    assert found[0][1] == {
        "name": "松浦",
        "other": "山崎",
        "positions": "3",
        "count": "1",
        "elsewhere": "1, 2",
        "others": "2",
    }


def test_a_family_name_left_out_is_that_of_the_register() -> None:
    found = findings(family("ヤマザキ") + family("ヤマサキ", name=""))
    assert [(code, params["positions"]) for code, params in found] == [("family-reading-differs", "2")]


def test_a_reading_left_out_differs_from_none() -> None:
    assert findings(family("ヤマザキ", "")) == []


def person(reading: str, name: str = "健", **known: str) -> Cells:
    return {"family": "山崎", "family_reading": "ヤマザキ", "given": name, "given_reading": reading, **known}


@pytest.mark.parametrize("known", [{"id": "7"}, {"birth": "1980-01-02"}, {"id": "7", "birth": "1980-01-02"}])
def test_one_person_entered_twice_with_two_readings(known: Cells) -> None:
    found = findings([person("ケン", **known), person("アキ", name="秋", **known), person("タケシ", **known)])
    assert [(code, params["positions"], params["elsewhere"]) for code, params in found] == [
        ("person-reading-differs", "3", "1")
    ]
    assert (found[0][1]["reading"], found[0][1]["other"], found[0][1]["kind"]) == ("タケシ", "ケン", "other")


@pytest.mark.parametrize(
    "other",
    [
        person("タケシ"),
        person("タケシ", id="8"),
        person("タケシ", birth="1980-01-03"),
        person("ｹﾝ", id="7"),
        person("", id="7"),
        person("タケシ", name="建", id="7"),
    ],
)
def test_others_are_not_taken_for_one_person(other: Cells) -> None:
    assert findings([person("ケン", id="7", birth="1980-01-02"), other]) == []


def test_an_empty_register_is_not_applicable() -> None:
    assert kn.check_register([]) == kn.RegisterReport()
    assert kn.RegisterReport().to_dict() == {"persons": [], "verdict": "not-applicable", "findings": []}


def test_the_worst_person_decides_and_filing_is_handed_on() -> None:
    persons = [kn.PersonName("松浦", "マツウラ", "太郎", "ジロウ"), kn.PersonName("松浦", "マツウラ", "花子", "ハナコ")]
    assert kn.check_register(persons, filing="new").verdict == "reject"
    assert kn.check_register(iter(persons), filing="existing").verdict == "refer"
    with pytest.raises(ValueError, match="filing is one of"):
        kn.check_register(persons, filing="birth")


def test_one_person_is_no_register() -> None:
    for one in (kn.PersonName("松浦", "マツウラ"), {"family": "松浦"}):
        with pytest.raises(TypeError, match=re.escape("pass [person] for one")):
            kn.check_register(one)  # type: ignore[arg-type]


@given(st.lists(PERSON, max_size=5))
def test_no_register_raises(persons: list[Cells]) -> None:
    report = kn.check_register(persons)
    assert len(report.persons) == len(persons)
    assert report == kn.check_register(persons)
    for finding in report.findings:
        assert all(describe(finding, lang) for lang in ("ja", "en"))
        positions = [int(at) for at in dict(finding.params)["positions"].split(", ")]
        assert set(positions) <= set(range(1, len(persons) + 1))
