"""Changes by court, of the name, to a foreign name; first entries and readings that are held; corrections."""

from __future__ import annotations

from typing import Any

import pytest

from kananame import history as h
from kananame.history import Capacity, EntryReason, Event, Filer
from tests.history import build as b
from tests.history.build import GUARDIAN, HERE, PARENT, day, place, reading, told, why

BOTH = ("p1", "p2")
FILED = (
    b.filing("2025-06-10", "r1", "ヤマザキ", "p1", id="filed"),
    b.filing("2025-06-10", "p1", "イチロウ", "p1", id="given"),
)
CHILD = b.filing("2025-06-10", "p5", "ショウ", Filer("p5", PARENT))
LATE = "2025-07-10"


def test_head_and_spouse_change_the_reading_of_a_family_name_together() -> None:
    entry = told(*FILED, b.court_change(LATE, "r1", "ヤマサキ", BOTH)).view().family("r1")
    assert entry
    assert (entry.name, entry.reading, entry.origin, entry.decision) == ("山崎", "ヤマサキ", "court", b.COURT)
    assert entry.provision == "KOSEKI_107_3"


def test_who_is_left_of_the_couple_changes_it_alone() -> None:
    for gone, left in (BOTH, reversed(BOTH)):
        history = told(*FILED, b.death("2025-06-20", gone), b.court_change(LATE, "r1", "ヤマサキ", left))
        assert reading(history, "r1") == "ヤマサキ court"


def test_a_court_changes_what_it_changed_before_and_what_was_entered_ex_officio() -> None:
    notified = (b.notice(), b.ex_officio("2026-06-10", "r1"))
    changes = (
        b.court_change("2026-07-01", "r1", "ヤマザキ", BOTH),
        b.court_change("2026-08-01", "r1", "ヤマサキ", BOTH),
    )
    assert reading(told(*notified, *changes), "r1") == "ヤマサキ court"


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.court_change(LATE, "r1", "ヤマサキ", ("p1", "p3")), ("filer-not-entitled", "KOSEKI_107_3")),
        (b.court_change(LATE, "r1", "ヤマサキ", ("p1", Filer("p2", PARENT))), ("filer-capacity", "KOSEKI_31")),
        (b.court_change(LATE, "r2", "サトウ", "p6"), ("nothing-recorded", "KOSEKI_107_3")),
        (b.court_change(LATE, "p1", "カズオ", "p1", court=None), ("court-missing", "KOSEKI_107_4")),
        (b.court_change(LATE, "p1", "カズオ", "p2"), ("filer-not-entitled", "KOSEKI_107_4")),
        (b.court_change(LATE, "p5", "カケル", Filer("p5", Capacity.SELF)), ("filer-capacity", "KOSEKI_31")),
        (b.court_change(LATE, "p3", "ケン", "p3"), ("nothing-recorded", "KOSEKI_107_4")),
        (b.court_change(LATE, "p1", "アク・マ", "p1"), ("reading-refused", "KISOKU_30_2_T2")),
        (b.renamed(LATE, "r1", "佐藤", "サトウ", "p1"), ("filers-together", "KOSEKI_107")),
        (b.renamed(LATE, "r1", "佐藤", "サトウ", BOTH, court=None), ("court-missing", "KOSEKI_107")),
        (b.renamed(LATE, "r1", "佐藤", "", BOTH), ("event-reading-missing", "KOSEKI_107")),
        (b.renamed(LATE, "p1", "太郎", "タロウ", "p2"), ("filer-not-entitled", "KOSEKI_107_2")),
        (b.renamed(LATE, "p1", "太郎", "タロウ", "p1", court=None), ("court-missing", "KOSEKI_107_2")),
        (b.renamed(LATE, "p1", "一郎", "カズオ", "p1"), ("name-same", "KOSEKI_107_2")),
    ],
)
def test_a_change_the_court_did_not_make(event: Event, answer: tuple[str, str]) -> None:
    assert why(told(*FILED, CHILD), event) == answer


@pytest.mark.parametrize("by", [PARENT, GUARDIAN])
def test_the_representative_changes_a_childs_name(by: Capacity) -> None:
    history = told(CHILD, b.court_change(LATE, "p5", "カケル", Filer("p5", by)))
    assert reading(history, "p5") == "カケル court"
    assert (
        reading(b.after(b.renamed(LATE, "p5", "健", "ケン", Filer("p5", by)), start=history), "p5")
        == "ケン name-change"
    )


def test_from_fifteen_on_only_the_person_goes_to_court() -> None:
    history = told(b.filing("2025-06-10", "p4", "サチコ", Filer("p4", PARENT)))
    assert why(history, b.court_change("2025-07-01", "p4", "ユキコ", Filer("p4", PARENT)))[0] == "filer-capacity"
    assert reading(b.after(b.court_change("2025-07-01", "p4", "ユキコ", "p4"), start=history), "p4") == "ユキコ court"


def test_a_name_changes_with_its_reading_even_where_none_was_recorded() -> None:
    entry = told(b.renamed(LATE, "r1", "佐藤", "サトウ", BOTH)).view().family("r1")
    assert entry
    assert (entry.name, entry.reading, entry.origin) == ("佐藤", "サトウ", "name-change")
    assert reading(told(b.renamed(LATE, "p3", "光", "ヒカル", "p3")), "p3") == "ヒカル name-change"


def test_a_notice_belongs_to_its_name() -> None:
    history = told(b.notice("2025-07-01", p1="イチロウ"), b.renamed(LATE, "r1", "佐藤", "サトウ", BOTH))
    assert why(history, b.ex_officio("2026-06-10", "r1"))[0] == "already-filed"
    assert reading(b.after(b.ex_officio("2026-06-10", "p1"), start=history), "p1") == "イチロウ ex-officio"


# 107条2項から4項まで.
def test_a_foreign_name_makes_a_register_where_others_stay_behind() -> None:
    alone = told(b.separated("2025-06-10", "p3"), b.foreign_name(LATE, "p3", "r3", "ブラウン", "ブラウン"))
    assert reading(alone, "r3", "2025-06-10") == "none"
    assert (place(alone, "p3"), reading(alone, "r3")) == ("r3", "ブラウン name-change")
    apart = told(b.foreign_name(LATE, "p3", "r3", "ブラウン", "ブラウン"))
    assert (place(apart, "p3"), reading(apart, "r3"), reading(apart, "r1")) == ("r3", "ブラウン name-change", "none")


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.foreign_name(LATE, "p3", "r3", "ブラウン", ""), ("event-reading-missing", "KOSEKI_107_FOREIGN")),
        (
            b.foreign_name(LATE, "p3", "r3", "ブラウン", "ブラウン", by="p1"),
            ("filer-not-entitled", "KOSEKI_107_FOREIGN"),
        ),
        (b.foreign_name(LATE, "p3", "r2", "ブラウン", "ブラウン"), ("register-known", "KOSEKI_13_1_2")),
        (b.foreign_name(LATE, "p1", "r3", "ブラウン", "ブラウン"), ("already-married", "KOSEKI_107_FOREIGN")),
        (b.foreign_name(LATE, "p3", "r3", "山崎", "ヤマサキ"), ("name-same", "KOSEKI_107_FOREIGN")),
    ],
)
def test_a_foreign_name_that_is_not_taken(event: Event, answer: tuple[str, str]) -> None:
    assert why(told(), event) == answer


# First entries.
OWN = {"register": "r8", "family": "中村", "family_reading": "ナカムラ", "municipality": HERE, "birth": "1990-01-01"}


def first(reason: EntryReason, by: b.By = "p8", **more: Any) -> h.FirstEntry:  # noqa: ANN401 - its fields
    return b.birth(LATE, "p8", "健", "ケン", reason=reason, by=by, **{**OWN, **more})


@pytest.mark.parametrize("reason", EntryReason)
def test_who_enters_for_the_first_time_has_both_readings_at_once(reason: EntryReason) -> None:
    court = {"court": b.COURT} if reason is EntryReason.REGISTRATION else {}
    history = told(first(reason, "" if reason is EntryReason.FOUNDLING else "p8", **court))
    assert (reading(history, "r8"), reading(history, "p8")) == ("ナカムラ first-entry", "ケン first-entry")
    assert why(history, b.filing("2025-08-01", "p8", "タケシ", "p8")) == ("already-filed", "FILING_ONCE")


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.birth(LATE, "p8", "翔", ""), ("event-reading-missing", "KOSEKI_29")),
        (b.birth(LATE, "p8", "翔", "\u200b"), ("event-reading-missing", "KOSEKI_29")),
        (b.renamed(LATE, "r1", "佐藤", "\u200b", BOTH), ("event-reading-missing", "KOSEKI_107")),
        (b.birth(LATE, "p8", "翔", "ショウ", by=""), ("filer-missing", "KOSEKI_29")),
        (b.birth(LATE, "p8", "翔", "ショウ", "r8"), ("register-unknown", "KOSEKI_13_1_2")),
        (b.birth(LATE, "p8", "翔", "ショウ", family="中村"), ("register-known", "KOSEKI_13_1_2")),
        (b.birth(LATE, "p8", "悪魔", "アクマ"), ("reading-refused", "GUIDANCE_REFUSE_ANTISOCIAL")),
        (first(EntryReason.NATURALISATION, ""), ("filer-missing", "KOSEKI_29")),
        (first(EntryReason.NATURALISATION, "p1"), ("filer-not-entitled", "KOSEKI_29")),
        (first(EntryReason.NATIONALITY, birth="2020-01-01"), ("filer-capacity", "KOSEKI_31")),
        (first(EntryReason.NATURALISATION, family_reading=""), ("event-reading-missing", "KOSEKI_29")),
        (first(EntryReason.NATURALISATION, municipality=""), ("municipality-missing", "KOSEKI_13_1_2")),
        (first(EntryReason.REGISTRATION), ("court-missing", "KOSEKI_29")),
        (first(EntryReason.FOUNDLING), ("filer-mayor", "KOSEKI_57")),
    ],
)
def test_a_first_entry_that_is_refused(event: Event, answer: tuple[str, str]) -> None:
    assert why(told(), event) == answer


def test_a_parent_files_the_nationality_of_a_child() -> None:
    event = first(EntryReason.NATIONALITY, Filer("p8", PARENT), birth="2020-01-01")
    assert reading(told(event), "p8") == "ケン first-entry"


HELD = b.birth("2025-06-10", "p8", "光宙", "ピカチュウ", id="born")


def test_a_reading_is_held_until_it_is_explained() -> None:
    history = told(HELD)
    assert reading(history, "p8") == "ピカチュウ held"
    assert history.view().name("p8").given_reading == ""
    unproved = b.explained(LATE, "p8", "", "p1")
    assert why(history, unproved) == ("reading-unproved", "KOSEKI_13_2")
    history = b.after(b.explained(LATE, "p8", "", "p1", evidence=(b.PUBLICATION,)), start=history)
    assert (reading(history, "p8"), reading(history, "p8", "2025-07-09")) == (
        "ピカチュウ first-entry",
        "ピカチュウ held",
    )


def test_another_reading_is_filed_in_place_of_the_held_one() -> None:
    assert reading(told(HELD, b.explained(LATE, "p8", "ミツヒロ", "p1")), "p8") == "ミツヒロ first-entry"
    assert why(told(HELD), b.explained(LATE, "p8", "ミツヒロ", "")) == ("filer-missing", "GUIDANCE_PUBLICATION")


def test_a_birth_with_a_publication_is_not_held() -> None:
    history = told(b.birth("2025-06-10", "p8", "光宙", "ピカチュウ", evidence=(b.PUBLICATION,)))
    assert reading(history, "p8") == "ピカチュウ first-entry"


def test_proof_of_use_does_not_explain_a_new_name() -> None:
    assert (
        reading(told(b.birth("2025-06-10", "p8", "光宙", "ピカチュウ", evidence=(b.USE,))), "p8") == "ピカチュウ held"
    )


def test_a_new_name_ends_what_was_held() -> None:
    history = told(HELD, b.renamed(LATE, "p8", "光", "ヒカル", Filer("p8", PARENT)))
    assert reading(history, "p8") == "ヒカル name-change"
    assert why(history, b.explained("2025-08-01", "p8", "", "p1", evidence=(b.PUBLICATION,)))[0] == "nothing-held"


# Corrections.
def test_an_error_is_put_right_from_the_day_of_the_error() -> None:
    history = told(*FILED, b.corrected(LATE, "r1", "filed", "ヤマサキ", id="first"))
    assert [reading(history, "r1", on) for on in ("2025-06-09", "2025-06-10")] == ["none", "ヤマサキ filing"]
    assert reading(history, "r1", known="2025-07-09") == "ヤマザキ filing"
    assert why(history, b.corrected("2025-08-01", "r1", "filed", "ヤマザキ"))[0] == "nothing-to-correct"
    again = b.after(b.corrected("2025-08-01", "r1", "first", "ヤマザキ"), start=history)
    assert reading(again, "r1", "2025-06-10") == "ヤマザキ filing"
    assert reading(again, "r1", "2025-06-10", known="2025-07-31") == "ヤマサキ filing"


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.corrected(LATE, "r1", "filed", "ヤマサキ", permission=None), ("permission-missing", "KOSEKI_24")),
        (b.corrected(LATE, "r1", "filed", "ヤマザキ"), ("reading-same", "KOSEKI_24")),
        (b.corrected(LATE, "r1", "given", "ヤマサキ"), ("nothing-to-correct", "KOSEKI_24")),
        (b.corrected(LATE, "r1", "filed", "ヤマサキ", since="2025-05-25"), ("correction-day", "KOSEKI_24")),
        (b.corrected(LATE, "r1", "filed", ""), ("event-reading-missing", "KOSEKI_24")),
        (b.corrected(LATE, "r1", "filed", "ヤマ・サキ"), ("reading-refused", "KISOKU_30_2_T2")),
    ],
)
def test_a_correction_that_is_none(event: Event, answer: tuple[str, str]) -> None:
    assert why(told(*FILED), event) == answer


ENTERED = (b.notice(), b.ex_officio("2026-06-10", "r1", id="entered"))


def test_an_overlooked_filing_takes_the_place_of_an_entry_ex_officio() -> None:
    overlooked = b.corrected("2026-07-01", "r1", "entered", "ヤマザキ", filed=True, since="2025-08-01", id="found")
    history = told(*ENTERED, overlooked)
    assert [reading(history, "r1", on) for on in ("2025-07-31", "2025-08-01")] == ["ヤマサキ notice", "ヤマザキ filing"]
    assert reading(history, "r1", "2026-06-10", "2026-06-30") == "ヤマサキ ex-officio"
    # The entry ex officio stands in the way of nothing any more.
    late = b.court_change("2026-06-01", "r1", "ヤマサキ", BOTH, recorded="2026-07-02")
    assert reading(b.after(late, start=history), "r1") == "ヤマサキ court"


@pytest.mark.parametrize("since", ["2026-05-26", None])
def test_a_filing_after_the_year_was_not_overlooked(since: str | None) -> None:
    event = b.corrected("2026-07-01", "r1", "entered", "ヤマザキ", filed=True, since=since)
    assert why(told(*ENTERED), event) == ("act-over", "KOSEKI_24")


def test_a_change_by_court_is_no_overlooked_filing() -> None:
    history = told(*FILED, b.court_change(LATE, "r1", "ヤマサキ", BOTH, id="court"))
    event = b.corrected("2025-08-01", "r1", "court", "ヤマザキ", filed=True)
    assert why(history, event) == ("nothing-to-correct", "KOSEKI_24")


def test_a_day_is_put_right_twice() -> None:
    history = told(*ENTERED, b.corrected("2026-06-20", "r1", "entered", "ヤマザキ", id="first"))
    event = b.corrected("2026-07-01", "r1", "first", "ヤマザキ", filed=True, since="2025-08-01")
    assert reading(b.after(event, start=history), "r1", "2025-08-01") == "ヤマザキ filing"


def test_an_entry_that_was_carried_is_put_right_where_it_came_to() -> None:
    history = told(*FILED, b.separated(LATE, "p3", id="left"), b.corrected("2025-08-01", "r3", "left", "ヤマサキ"))
    assert (reading(history, "r3"), reading(history, "r1")) == ("ヤマサキ filing", "ヤマザキ filing")
    entry = history.view().family("r3")
    assert entry
    assert (entry.carried_from, entry.corrects, entry.effective) == ("r1", "left", day(LATE))
