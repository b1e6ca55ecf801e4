"""Romaji of rows: whatever a row holds, each part is spelled, found, or has nothing to spell."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame.io.annotate import ADDED, added_cells
from kananame.io.romaji import (
    ROMAJI,
    RomajiRow,
    Speller,
    cells,
    sorted_out,
    spelled,
    spelled_cells,
)
from kananame.io.screen import RowReport
from kananame.model import Finding, PersonName, Severity, Verdict

BOOK = kn.rulebook()
SPELLER = Speller("passport", book=BOOK)
KANA = st.text(st.sampled_from("アオコウチワッーンヴゃ・ ﾏｳﾗ"), max_size=8)
NAMES = st.text(st.sampled_from("松浦大野御園生ー々AＢ "), max_size=4)
PEOPLE = st.builds(PersonName, NAMES | st.text(), KANA | st.text(), NAMES | st.text(), KANA | st.text())


def row(person: PersonName) -> RowReport:
    screened = kn.check_person(person, book=BOOK)
    return RowReport(1, None, screened.parts, screened.verdict, screened.findings)


@given(PEOPLE)
def test_any_row_is_spelled_or_says_why_not(person: PersonName) -> None:
    spelled, found = sorted_out(SPELLER.person(person))
    answer = RomajiRow(1, None, spelled, found)
    assert set(answer.to_dict()["romaji"]) == set(spelled)
    assert len(spelled_cells(answer)) == len(ROMAJI)
    given_parts = (person.family or person.family_reading, person.given or person.given_reading)
    assert len(spelled) + len(found) == sum(map(bool, given_parts))


@given(PEOPLE)
def test_any_screened_row_keeps_its_answer(person: PersonName) -> None:
    before = row(person)
    after = spelled(before, SPELLER)
    assert (after.parts, after.findings[: len(before.findings)]) == (before.parts, before.findings)
    missing = [finding for finding in after.findings if finding.code == "romaji-not-spelled"]
    assert after.verdict == before.verdict or (missing and after.verdict == Verdict.REFER)
    assert len(added_cells(after, "ja")) == len(ADDED) + len(ROMAJI)


def test_a_code_stands_once_and_what_is_settled_not_at_all() -> None:
    plain = kn.romanize("タダシ", name="興")
    assert [(note.code, note.severity) for note in plain.notes] == [("romaji-not-aligned", Severity.INFO)]
    row = RomajiRow(1, None, {"given": plain}, (Finding("row-short"), Finding("row-short")))
    assert spelled_cells(row) == ["", "TADASHI", "row-short"]
    assert cells({}, ()) == ["", "", ""]
