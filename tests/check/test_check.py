"""Screening one pair, and one person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kananame as kn
from kananame.messages import describe

PARTS = [str(part) for part in kn.Part]
FILINGS = [str(filing) for filing in kn.Filing]

# Any string a program can hold: every plane, and surrogates left over from a broken decoder.
ANY_TEXT = st.text(st.characters(), max_size=30)
NEAR = "松浦太郎高一健髙々〆ヶ〇みすゞゝミヾァッーｰ‐一－ﾏﾂｳﾗﾞﾟ 　・.,AzЯ\u3099\u309a\u200b\ufeff\0\x7f\ud800\U000e0100"
NEAR_TEXT = st.text(st.sampled_from(NEAR), max_size=12)


@settings(max_examples=400)
@given(ANY_TEXT | NEAR_TEXT, ANY_TEXT | NEAR_TEXT, st.sampled_from(PARTS), st.sampled_from(FILINGS))
def test_no_pair_of_strings_raises(name: str, reading: str, part: str, filing: str) -> None:
    report = kn.check(name, reading, part=part, filing=filing)
    assert report.verdict in set(kn.Verdict)
    if report.verdict == "accept":
        assert report.grade is not None
        assert "".join(segment.kana for segment in report.segments) == report.reading
    assert all(describe(finding, lang) for finding in report.findings for lang in ("ja", "en"))
    assert report == kn.check(name, reading, part=part, filing=filing)
    explained = kn.explain(name, reading, part=part, filing=filing)
    assert explained.report == report


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_no_person_raises(family: str, family_reading: str, given_name: str, given_reading: str) -> None:
    found = kn.check_person(kn.PersonName(family, family_reading, given_name, given_reading))
    assert set(found.parts) <= {"family", "given"}


def test_a_long_cell_is_a_finding_not_a_hang() -> None:
    report = kn.check("山" * 10_000, "ヤマ" * 10_000)
    assert report.verdict == "refer"
    assert [finding.code for finding in report.findings] == ["too-long", "too-long"]
    assert [finding.field for finding in report.findings] == ["name", "reading"]


@pytest.mark.parametrize("value", [None, 3, b"\xe6", ["松浦"]])
def test_what_is_no_string_is_wrong_use(value: object) -> None:
    with pytest.raises(TypeError, match="strings"):
        kn.check(value, "マツウラ")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="strings"):
        kn.check("松浦", value)  # type: ignore[arg-type]


def test_unknown_part_and_filing_name_what_can_be_passed() -> None:
    with pytest.raises(ValueError, match="family, given, former-family, alias, not 'surname'"):
        kn.check("松浦", "マツウラ", part="surname")
    with pytest.raises(ValueError, match="new, existing, ex-officio, change, not 'birth'"):
        kn.check("松浦", "マツウラ", filing="birth")


def test_enumeration_members_can_be_passed() -> None:
    assert kn.check("太郎", "タロウ", part=kn.Part.GIVEN, filing=kn.Filing.NEW).verdict is kn.Verdict.ACCEPT


def test_a_report_cannot_be_changed() -> None:
    report = kn.check("松浦", "マツウラ")
    with pytest.raises(AttributeError):
        report.verdict = kn.Verdict.REJECT  # type: ignore[misc]
    with pytest.raises(AttributeError):
        report.segments[0].kana = "マ"  # type: ignore[misc]


def test_the_pair_as_attested_is_grade_a_and_names_its_rule() -> None:
    report = kn.check("松浦", "ﾏﾂｳﾗ", filing="existing")
    assert (report.verdict, report.grade, report.reading) == ("accept", "A", "マツウラ")
    assert (report.rule, report.provision, report.edition) == ("attested", "GUIDANCE_ACCEPT_DICTIONARY", "2026-06-26")
    assert [finding.code for finding in report.findings] == ["folded-width"]
    assert report.evidence == ()


def test_a_variant_is_looked_up_as_its_standard_form_and_said() -> None:
    report = kn.check("髙橋", "タカハシ")
    assert (report.verdict, report.name) == ("accept", "髙橋")
    [found] = report.findings
    assert (found.code, found.field, found.start, found.end) == ("variant-character", "name", 0, 1)
    assert dict(found.params) == {"char": "髙", "standard": "高"}


def test_a_name_in_kana_has_its_own_reading() -> None:
    assert kn.check("さくら", "サクラ", part="given").verdict == "accept"
    report = kn.check("さくら", "ハナコ", part="given")
    assert report.verdict == "refer"
    assert [finding.code for finding in report.findings] == ["kana-name-differs"]


def test_what_is_attested_whole_but_not_laid_is_one_segment() -> None:
    whole = kn.check("飛鳥", "アスカ", part="given", filing="new")
    assert whole.verdict == "accept"
    assert "".join(segment.kanji for segment in whole.segments) == "飛鳥"
    assert "".join(segment.kana for segment in whole.segments) == "アスカ"


def test_the_repertoire_rejects_with_position_and_code_point() -> None:
    report = kn.check("太郎", "タロ゛ウ・", part="given")
    assert report.verdict == "reject"
    marked = [finding for finding in report.findings if finding.code == "kana-not-permitted"]
    assert dict(marked[-1].params)["codepoint"] == "U+30FB"
    assert (marked[-1].start, marked[-1].end) == (4, 5)


def test_an_unverified_kana_passes_with_a_finding() -> None:
    report = kn.check("ヴィ", "ヴィ", part="given")
    assert report.verdict == "accept"
    assert "kana-unverified" in [finding.code for finding in report.findings]


def test_a_foreign_residents_latin_name_is_outside() -> None:
    report = kn.check("SMITH ANNE", "スミス アン")
    assert (report.verdict, report.rule) == ("not-applicable", "foreign")


def test_an_alias_is_looked_at_and_not_decided() -> None:
    report = kn.check("松浦", "マツウラ", part="alias")
    assert (report.verdict, report.grade) == ("not-applicable", "B")
    assert [finding.code for finding in report.findings] == ["alias-outside-register"]


@pytest.mark.parametrize(("name", "reading", "codes"), [
    ("", "マツウラ", ["name-missing"]),
    ("松浦", "", ["reading-missing"]),
    ("", "", ["name-missing", "reading-missing"]),
    ("　", " ", ["folded-space", "name-missing", "reading-missing"]),
])  # fmt: skip
def test_what_is_missing_is_said(name: str, reading: str, codes: list[str]) -> None:
    report = kn.check(name, reading)
    assert report.verdict == "refer"
    assert [finding.code for finding in report.findings] == codes


def test_a_control_character_in_the_name_is_damage() -> None:
    report = kn.check("松\x00浦", "マツウラ")
    assert report.verdict == "refer"
    assert dict(report.findings[0].params) == {"codepoint": "U+0000", "position": "2"}


def test_a_person_is_as_good_as_the_worse_part() -> None:
    found = kn.check_person(kn.PersonName("松浦", "マツウラ", "太郎", "ジロウ"), filing="new")
    assert found.parts["family"].verdict == "accept"
    assert found.parts["given"].verdict == "reject"
    assert found.verdict == "reject"


def test_columns_swapped_and_both_parts_in_one_field() -> None:
    swapped = kn.check_person({"family": "マツウラ", "family_reading": "松浦"})
    assert "name-reading-swapped" in [finding.code for finding in swapped.findings]
    joined = kn.check_person({"family": "松浦　太郎", "family_reading": "マツウラ　タロウ"})
    assert "both-in-one-field" in [finding.code for finding in joined.findings]
    assert joined.verdict == "refer"


def test_an_empty_person_is_outside() -> None:
    assert kn.check_person({}).verdict == "not-applicable"
    with pytest.raises(TypeError):
        kn.check_person({"surname": "松浦"})


def test_the_rulebook_of_the_day_decides() -> None:
    book = kn.rulebook(date(2025, 5, 26))
    assert kn.check("松浦", "マツウラ", book=book).edition == "2025-05-26"
