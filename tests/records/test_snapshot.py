"""What a history tells of a person: names of each state, the householder on every row, numbers, reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import kananame as kn
from kananame import history as h
from kananame.history import Filer, History
from kananame.history.changes import System
from kananame.model import Part
from kananame.record import Facts, facts_of_change, facts_of_person
from kananame.record.snapshot import GROUNDS, reason
from tests.records.story import COURT, HERE, STORY, THERE, enrolled, steps

START = date(2025, 5, 26)


def story(until: str) -> History:
    """Return the history after an event of the story."""
    return next(after for _, after in steps() if after.last is not None and after.last.id == until)


def told(until: str, person: str, system: System = System.RESIDENT) -> Facts:
    """Return the facts of the first change of a person's record by an event."""
    found = next((changes, after) for changes, after in steps() if after.last is not None and after.last.id == until)
    return facts_of_change(next(one for one in found[0] if (one.person, one.system) == (person, system)), found[1])


def test_a_notice_is_known_and_certifies_nothing() -> None:
    facts = facts_of_person(story("e03"), "1")
    assert (facts["name-reading"], facts["name-reading-known"]) == ("", "タカハシ　イチロウ")
    assert (facts["family-status"], facts["name-status"]) == ("provisional", "provisional")


def test_two_states_of_one_familys_parts() -> None:
    facts = facts_of_person(story("e07"), "2")
    assert (facts["family-reading"], facts["given-reading"], facts["name-reading"]) == ("タカハシ", "", "")
    assert facts["name-reading-print"] == "タカハシ　【名空欄】"


def test_the_number_counts_what_made_the_record() -> None:
    numbers = [facts_of_person(after, "1")["history-number"] for _, after in steps()]
    # Taken over; the notice makes no record; filed; the family's reading; its change.
    assert numbers == ["1", "1", "1", "2", "2", "2", "3", "3", "4", "4", "4", "4", "4", "4"]
    numbers = [facts_of_person(after, "2")["history-number"] for _, after in steps()]
    # The householder's given name stands on the wife's row.
    assert numbers == ["1", "1", "1", "2", "2", "2", "3", "4", "5", "5", "5", "5", "5", "5"]


def test_an_old_row_is_told_as_not_the_newest() -> None:
    facts = facts_of_person(story("e09"), "1", date(2026, 7, 1), date(2026, 7, 1))
    assert (facts["family-reading"], facts["history-number"], facts["newest"]) == ("タカハシ", "3", "0")
    assert facts_of_person(story("e09"), "1")["newest"] == "1"


def test_what_was_known_late_is_not_told_before() -> None:
    after = story("e09")
    early = facts_of_person(after, "1", date(2026, 7, 15), date(2026, 7, 15))
    assert early["family-reading"] == "タカハシ"
    assert facts_of_person(after, "1", date(2026, 7, 15))["family-reading"] == "タカバシ"


def test_the_householder_stands_on_the_rows_of_the_others() -> None:
    facts = told("e09", "2", System.HOUSEHOLDER)
    assert (facts["householder-name"], facts["householder-reading"]) == ("髙橋　一郎", "タカバシ　イチロウ")
    assert (facts["after-name"], facts["after-reading"]) == ("髙橋", "タカバシ")
    assert facts["person"] == "2"


def test_before_and_after_are_of_the_part_that_changed() -> None:
    facts = told("e14", "4")
    assert [facts[name] for name in ("part", "before-name", "before-reading", "after-name", "after-reading")] == [
        "名", "優子", "ユウコ", "結衣", "ユイ",
    ]  # fmt: skip
    assert (facts["authority"], facts["permission-date"]) == ("東京家庭裁判所", "2026-09-01")
    assert (facts["filed"], facts["filer"]) == ("2026-10-01", "大野　結衣")


def test_a_provisional_reading_is_no_before() -> None:
    facts = told("e07", "1")
    assert (facts["before-name"], facts["before-reading"], facts["after-reading"]) == ("髙橋", "", "タカハシ")
    assert (facts["filed"], facts["filer"]) == ("", "")


def test_what_a_marriage_brings_along_rests_on_the_marriage() -> None:
    facts = told("e11", "3")
    assert (facts["provision"], facts["head-name"]) == ("戸籍法第16条", "大野　優子")
    assert (facts["before-name"], facts["after-name"]) == ("髙橋", "大野")


def test_the_days_are_those_of_the_event() -> None:
    facts = told("e09", "1")
    assert (facts["effective"], facts["recorded"], facts["filed"]) == ("2026-07-15", "2026-07-16", "2026-07-15")
    person = facts_of_person(story("e09"), "1")
    assert {name: facts[name] for name in ("effective", "recorded", "filed", "event", "act", "reason")} == {
        name: person[name] for name in ("effective", "recorded", "filed", "event", "act", "reason")
    }


def grounds() -> dict[str, str]:
    """Return the reason of the newest event of the person it happened to, by the kind of event."""
    at = date(2026, 8, 1)
    events = {
        "birth": h.FirstEntry(
            id="x", on=at, reason=h.EntryReason.BIRTH, person="9", given="花子", reading="ハナコ", birth=at,
            register="r1", residence=HERE, filers=(Filer("1"),),
        ),
        "naturalised": h.FirstEntry(
            id="x", on=at, reason=h.EntryReason.NATURALISATION, person="9", given="花子", reading="ハナコ",
            birth=date(1990, 1, 1), register="r9", family="大野", family_reading="オオノ", municipality=HERE,
            residence=HERE, filers=(Filer("9"),),
        ),
        "foundling": h.FirstEntry(
            id="x", on=at, reason=h.EntryReason.FOUNDLING, person="9", given="花子", reading="ハナコ", birth=START,
            register="r9", family="大野", family_reading="オオノ", municipality=HERE, residence=HERE,
        ),
        "death": h.Removal(id="x", on=at, person="2", reason=h.RemovalReason.DEATH),
        "lost": h.Removal(id="x", on=at, person="2", reason=h.RemovalReason.LOSS_OF_NATIONALITY),
        "disappeared": h.Removal(id="x", on=at, person="2", reason=h.RemovalReason.DISAPPEARANCE),
        "moved": h.Move(id="x", on=at, person="2", municipality=HERE, household="h8"),
        "moved in": h.Move(id="x", on=at, person="2", municipality=THERE),
        "moved abroad": h.Move(id="x", on=at, person="2", municipality=""),
    }  # fmt: skip
    before = story("e08")
    found = {}
    for name, event in events.items():
        after = kn.apply(before, event)
        found[name] = facts_of_person(after, getattr(event, "person", ""))["ground"]
    abroad = kn.apply(before, events["moved abroad"])
    back = kn.apply(abroad, h.Move(id="y", on=at, person="2", municipality=HERE))
    found["back"] = facts_of_person(back, "2")["ground"]
    head = kn.apply(before, h.Move(id="y", on=at, person="3", municipality=HERE, household="h1", householder=True))
    found["another householder"] = facts_of_person(head, "2")["ground"]
    found["taken over"] = facts_of_person(story("e02"), "2")["ground"]
    return found


def test_the_reasons_of_changes() -> None:
    assert grounds() == {
        "birth": "birth", "naturalised": "entered-nationality", "foundling": "entered", "death": "death",
        "lost": "removed-nationality", "disappeared": "removed", "moved": "moved", "moved in": "moved-in",
        "moved abroad": "moved-abroad", "back": "moved-in-abroad", "another householder": "householder",
        "taken over": "",
    }  # fmt: skip
    assert facts_of_person(story("e13"), "3")["ground"] == "former-entered"
    assert [reason(ground) for ground in ("corrected", "moved-in", "")] == ["職権修正", "国内転入", ""]
    assert set(grounds().values()) <= {*GROUNDS, ""}


def test_a_filing_that_waited_is_told_by_the_day_it_was_filed() -> None:
    before = story("e08")
    filing = replace(next(one for one in STORY if one.id == "e09"), lodged=True, recorded=None)
    waiting = kn.apply(before, filing)
    after = kn.apply(waiting, h.Acceptance(id="e99", on=date(2026, 8, 10), filing="e09"))
    facts = next(facts_of_change(one, after) for one in kn.changes(waiting, after) if one.system is System.RESIDENT)
    assert (facts["event"], facts["act"], facts["filed"], facts["recorded"]) == (
        "e99", "free-change", "2026-07-15", "2026-08-10",
    )  # fmt: skip
    assert facts["history-number"] == facts_of_person(after, "1")["history-number"] == "4"


def test_a_householder_is_told_as_of_the_day() -> None:
    members = tuple(
        enrolled(one, "花子", "1980-01-01", household="h1", householder=one == "1") for one in ("1", "2", "3")
    )
    start = h.ExistingRegister(
        id="e1", on=START, register="r1", municipality=HERE, family="大野", head="1", members=members
    )
    history = kn.apply(History(), start)
    for number, person in enumerate(("2", "3")):
        on = date(2026, 1 + number, 1)
        move = h.Move(id=f"m{person}", on=on, person=person, municipality=HERE, household="h1", householder=True)
        history = kn.apply(history, move)
    history = kn.apply(history, h.NameChange(
        id="n", on=date(2026, 3, 1), part=Part.GIVEN, subject="3", name="優子", reading="ユウコ",
        court=COURT._replace(on=START),        filers=(Filer("3"),),
    ))  # fmt: skip

    def seen(day: date) -> tuple[str, str]:
        facts = facts_of_person(history, "1", day, day)
        return facts["householder-name"], facts["history-number"]

    assert [seen(date(*day)) for day in ((2025, 6, 1), (2026, 1, 1), (2026, 2, 1), (2026, 3, 1))] == [
        ("大野　花子", "1"), ("大野　花子", "2"), ("大野　花子", "3"), ("大野　優子", "4"),
    ]  # fmt: skip


def test_nobody_is_householder_who_lives_elsewhere() -> None:
    gone = kn.apply(story("e08"), h.Move(id="m", on=date(2026, 8, 1), person="1", municipality=THERE))
    facts = facts_of_person(gone, "2")
    assert (facts["householder-name"], facts["householder-reading"]) == ("", "")


def test_who_and_what_a_history_does_not_know_is_wrong_use() -> None:
    with pytest.raises(ValueError, match="knows no person 'x'"):
        facts_of_person(story("e02"), "x")
    changes, after = next((changes, after) for changes, after in steps() if changes)
    with pytest.raises(ValueError, match="knows no event"):
        facts_of_change(changes[0]._replace(event="x"), after)
