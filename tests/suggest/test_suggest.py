"""Proposals: what a reading may be a slip for, and what a name is likely to be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame.align import PARTIAL_COST, SILENT_COST
from kananame.suggest import ALIGNED_COST, LEAST_SCORE, MOST, score


def first(name: str, reading: str, part: str = "family") -> tuple[str, str] | None:
    found = kn.check(name, reading, part=part).suggestions
    return (found[0].reading, found[0].reason) if found else None


@pytest.mark.parametrize(
    ("part", "name", "reading", "right", "reason"),
    [
        ("given", "京子", "キヨウコ", "キョウコ", "small-kana"),
        ("given", "一平", "イツペイ", "イッペイ", "small-kana"),
        ("family", "服部", "ハツトリ", "ハットリ", "small-kana"),
        ("family", "青柳", "アオヤナキ", "アオヤナギ", "dakuten"),
        ("family", "藤本", "フヂモト", "フジモト", "ji-zu"),
        ("given", "優子", "ユーコ", "ユウコ", "long-mark"),
        ("family", "松浦", "マシウラ", "マツウラ", "look-alike"),
        ("family", "松浦", "マツラウ", "マツウラ", "swapped-kana"),
        ("family", "佐藤", "サトウウ", "サトウ", "extra-kana"),
        ("family", "高橋", "タカシ", "タカハシ", "missing-kana"),
        ("family", "川井", "カハイ", "カワイ", "ha-wa-o"),
    ],
)
def test_the_right_reading_comes_first(part: str, name: str, reading: str, right: str, reason: str) -> None:
    assert first(name, reading, part) == (right, reason)


def test_a_name_no_dictionary_has_is_corrected_by_its_characters() -> None:
    assert first("松橋川", "マツハシカハ") is not None
    assert first("高松岡", "タカマシオカ") == ("タカマツオカ", "look-alike")
    assert first("高松岡", "タカマツカ") == ("タカマツオカ", "missing-kana")


@pytest.mark.parametrize(("name", "reading", "part"), [
    ("松浦", "マツウラ", "family"), ("山崎", "ヤマサキ", "family"), ("山崎", "ヤマザキ", "family"),
    ("太郎", "タロウ", "given"), ("一紀", "イツキ", "given"), ("清子", "キヨコ", "given"),
])  # fmt: skip
def test_a_right_reading_gets_no_proposal(name: str, reading: str, part: str) -> None:
    assert kn.check(name, reading, part=part).suggestions == ()


def test_readings_that_differ_in_voicing_are_information() -> None:
    report = kn.check("山崎", "ヤマサキ")
    [found] = [finding for finding in report.findings if finding.code == "voicing-varies"]
    assert (report.verdict, found.severity, dict(found.params)) == ("accept", "info", {"other": "ヤマザキ"})
    assert [finding.code for finding in kn.check("松浦", "マツウラ").findings] == []


def test_what_is_attested_for_the_name_is_proposed_for_what_the_characters_allow() -> None:
    report = kn.check("石橋", "イシハシ")
    if report.grade == "B":
        assert report.suggestions[0].reading == "イシバシ"


def test_a_character_outside_the_repertoire_is_proposed_away() -> None:
    assert first("松浦", "マツ・ウラ") == ("マツウラ", "extra-kana")


def test_a_near_reading_of_a_looser_kind_would_be_too_dear_to_propose() -> None:
    assert score(ALIGNED_COST + min(PARTIAL_COST, SILENT_COST)) < LEAST_SCORE


def test_a_name_of_no_character_gets_no_proposal() -> None:
    assert kn.check("\N{VARIATION SELECTOR-17}", "マツウラ").suggestions == ()


@given(st.text(max_size=8), st.text(max_size=8), st.sampled_from(["family", "given", "former-family", "alias"]))
def test_proposals_are_few_scored_and_other_than_the_reading(name: str, reading: str, part: str) -> None:
    report = kn.check(name, reading, part=part)
    found = report.suggestions
    assert len(found) <= MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(LEAST_SCORE <= one.score <= 1 and one.reading != report.reading for one in found)


def test_likely_readings_say_where_they_come_from() -> None:
    best = kn.suggest("松浦")[0]
    assert (best.reading, best.reason, best.count) == ("マツウラ", "attested", 3)
    made = kn.suggest("高松岡")[0]
    assert (made.reading, made.reason) == ("タカマツオカ", "composed")
    assert made.count > 0


def test_likely_readings_are_the_most_asked_for_at_most() -> None:
    assert len(kn.suggest("翔", "given", most=3)) == 3
    assert kn.suggest("") == ()
    assert kn.suggest("龗" * 60) == ()
    with pytest.raises(TypeError):
        kn.suggest(None)  # type: ignore[arg-type]


@given(st.text(max_size=12))
def test_no_name_raises(name: str) -> None:
    found = kn.suggest(name)
    assert len({one.reading for one in found}) == len(found)
