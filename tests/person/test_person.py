"""What both parts of a name show together."""

from __future__ import annotations

import kananame as kn


def person(family: str, family_reading: str, given: str, given_reading: str) -> kn.PersonReport:
    return kn.check_person(kn.PersonName(family, family_reading, given, given_reading))


def test_readings_of_family_and_given_name_exchanged() -> None:
    found = person("松浦", "タロウ", "太郎", "ﾏﾂｳﾗ")
    assert [finding.code for finding in found.findings] == ["parts-swapped"]
    assert {part: report.suggestions[0].reading for part, report in found.parts.items()} == {
        "family": "マツウラ",
        "given": "タロウ",
    }
    assert found.verdict == "refer"


def test_both_readings_in_one_field() -> None:
    for family_reading, given_reading in (("マツウラタロウ", ""), ("", "マツウラタロウ"), ("マツウラ タロウ", "")):
        found = person("松浦", family_reading, "太郎", given_reading)
        assert [finding.code for finding in found.findings] == ["both-in-one-field"]
        assert found.parts["family"].suggestions[0].reading == "マツウラ"
        assert found.parts["given"].suggestions[0].reading == "タロウ"


def test_two_wrong_readings_are_not_exchanged() -> None:
    assert person("松浦", "タナカ", "太郎", "ジロウ").findings == ()


def test_one_right_reading_is_left_alone() -> None:
    assert person("松浦", "マツウラ", "太郎", "").findings == ()
    assert person("松浦", "マツウラ", "太郎", "マツウラ").findings == ()


def test_a_name_in_kana_with_a_damaged_reading_is_not_taken_for_the_reading() -> None:
    assert person("", "", "まり", "マ・リ").findings == ()
    assert [finding.code for finding in person("マツウラ", "松浦", "", "").findings] == ["name-reading-swapped"]


def test_reports_are_asked_for_where_both_parts_are_explained_only() -> None:
    asked: list[tuple[str, str, str]] = []

    def ask(name: str, reading: str, part: str) -> kn.Report:
        asked.append((name, reading, part))
        return kn.check(name, reading, part=part)

    kn.check_person(kn.PersonName("松浦", "タナカジロウ", "太郎", ""), ask=ask)
    assert asked == [("松浦", "タナカジロウ", "family"), ("太郎", "", "given")]
    asked.clear()
    kn.check_person(kn.PersonName("松浦", "タロウ", "太郎", "ﾏﾂｳﾗ"), ask=ask)
    assert asked[2:] == [("松浦", "ﾏﾂｳﾗ", "family"), ("太郎", "タロウ", "given")]
