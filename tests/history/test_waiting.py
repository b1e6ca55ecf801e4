"""Filings that wait: amended, withdrawn, accepted with effect from the day they were filed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kananame.history import Event, Filer, apply, rights
from tests.history import build as b
from tests.history.build import place, reading, told, why

LODGED = b.filing("2025-06-10", "r1", "ヤマザキ", "p1", id="lodged", lodged=True)
LATE = "2025-07-10"


def test_a_filing_that_waits_changes_nothing_yet() -> None:
    history = told(LODGED)
    assert reading(history, "r1") == "none"
    assert history.touched == (("lodged", "lodged"), ("registers", "r1"))


def test_an_accepted_filing_has_effect_from_the_day_it_was_filed() -> None:
    history = told(LODGED, b.accepted(LATE, "lodged"))
    assert [reading(history, "r1", on) for on in ("2025-06-09", "2025-06-10")] == ["none", "ヤマザキ filing"]
    assert reading(history, "r1", "2025-06-10", known="2025-07-09") == "none"
    entry = history.view().family("r1")
    assert entry
    assert (entry.event, entry.filers) == ("lodged", LODGED.filers)
    assert why(history, b.accepted(LATE, "lodged"))[0] == "nothing-lodged"


def test_a_filing_of_the_last_day_is_accepted_after_the_year() -> None:
    last = b.filing(b.LAST, "r1", "ヤマザキ", "p1", id="last", lodged=True)
    assert reading(told(b.notice(), last, b.accepted("2026-06-20", "last")), "r1", b.LAST) == "ヤマザキ filing"
    late = b.filing(b.AFTER, "r1", "ヤマザキ", "p1", id="late", lodged=True)
    assert why(told(late), b.accepted("2026-06-20", "late")) == ("act-over", "FUSOKU_6")


def test_an_amended_filing_is_accepted_as_it_is_now() -> None:
    history = told(LODGED, b.amended("2025-06-20", "lodged", "ヤマサキ", "p1"), b.accepted(LATE, "lodged"))
    assert reading(history, "r1", "2025-06-10") == "ヤマサキ filing"
    assert history.events.get("lodged") == LODGED


def test_a_withdrawn_filing_is_gone_and_its_id_is_not_used_again() -> None:
    history = told(LODGED, b.withdrawn("2025-06-20", "lodged", "p1"))
    for event in (
        b.accepted(LATE, "lodged"),
        b.withdrawn(LATE, "lodged", "p1"),
        b.amended(LATE, "lodged", "ヤマサキ", "p1"),
    ):
        assert why(history, event) == ("nothing-lodged", "FILING_WITHDRAWAL")
    assert apply(history, LODGED) is history
    assert why(history, replace(LODGED, lodged=False))[0] == "event-differs"
    assert reading(b.after(b.filing(LATE, "r1", "ヤマサキ", "p1"), start=history), "r1") == "ヤマサキ filing"


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.amended(LATE, "lodged", "ヤマサキ", "p2"), ("filer-not-entitled", "FILING_WITHDRAWAL")),
        (b.withdrawn(LATE, "lodged", ""), ("filer-not-entitled", "FILING_WITHDRAWAL")),
        (b.accepted("2025-06-09", "lodged", recorded=LATE), ("decision-later", "FILING_WITHDRAWAL")),
        (b.accepted(LATE, "lodged", by="p1"), ("filer-mayor", "FILING_ONCE")),
        (b.accepted(LATE, "other"), ("nothing-lodged", "FILING_WITHDRAWAL")),
        (b.moved(LATE, "p1", b.THERE, lodged=True), ("cannot-wait", "FILING_WITHDRAWAL")),
        (b.filing(LATE, "r2", "サトウ", "", lodged=True), ("filer-missing", "FILING_WITHDRAWAL")),
    ],
)
def test_what_is_not_done_to_a_filing_that_waits(event: Event, answer: tuple[str, str]) -> None:
    assert why(told(LODGED), event) == answer


def test_a_filing_is_not_accepted_before_it_is_known() -> None:
    known_late = replace(LODGED, recorded=b.day("2025-06-20"))
    assert why(told(known_late), b.accepted("2025-06-19", "lodged"))[0] == "event-out-of-order"
    assert reading(told(known_late, b.accepted("2025-06-20", "lodged")), "r1") == "ヤマザキ filing"


def test_what_the_law_does_not_allow_is_refused_when_it_is_accepted() -> None:
    history = told(b.filing("2025-06-10", "r1", "ヤマザキ", "p2", id="wrong", lodged=True))
    event = b.accepted(LATE, "wrong")
    assert why(history, event) == ("filer-not-entitled", "FUSOKU_6")
    assert b.refused(history, event).event == event.id
    assert history.lodged.get("wrong")


def test_of_two_filings_that_wait_the_one_filed_first_counts() -> None:
    both = (b.death(b.START, "p1"), b.death(b.START, "p2"),
            *(b.filing(f"2025-07-0{n}", "r1", kana, by, id=by, lodged=True) for n, kana, by in
              ((1, "ヤマザキ", "p3"), (2, "ヤマサキ", "p4"))))  # fmt: skip
    history = told(*both, b.accepted("2025-07-09", "p3"))
    assert why(history, b.accepted(LATE, "p4")) == ("already-filed", "FILING_ONCE")
    assert why(told(*both), b.accepted("2025-07-09", "p4")) == ("other-filing-waits", "FILING_ONCE")
    withdrawn = told(*both, b.withdrawn("2025-07-08", "p3", "p3"), b.accepted("2025-07-09", "p4"))
    assert reading(withdrawn, "r1", "2025-07-02") == "ヤマサキ filing"


def test_of_one_day_the_filing_lodged_first_counts() -> None:
    both = (b.death(b.START, "p1"), b.death(b.START, "p2"),
            *(b.filing("2025-07-01", "r1", "ヤマザキ", by, id=by, lodged=True) for by in ("p4", "p3")))  # fmt: skip
    assert why(told(*both), b.accepted("2025-07-09", "p3")) == ("other-filing-waits", "FILING_ONCE")
    assert reading(told(*both, b.accepted("2025-07-09", "p4")), "r1", "2025-07-01") == "ヤマザキ filing"


def test_a_filing_that_comes_later_or_is_about_another_name_stands_in_nobodys_way() -> None:
    late = b.filing("2025-07-02", "r1", "ヤマサキ", "p1", id="late", lodged=True)
    history = told(late, b.filing("2025-07-01", "r1", "ヤマザキ", "p1", recorded=LATE))
    assert reading(history, "r1", "2025-07-01") == "ヤマザキ filing"
    assert reading(told(LODGED, b.filing(LATE, "p1", "イチロウ", "p1")), "p1", LATE) == "イチロウ filing"


def test_nothing_is_entered_ex_officio_while_a_filing_waits() -> None:
    history = told(b.notice(), b.filing(b.LAST, "r1", "ヤマザキ", "p1", id="last", lodged=True))
    entry = b.ex_officio("2026-06-01", "r1")
    assert why(history, entry) == ("other-filing-waits", "FILING_ONCE")
    assert [right.reason.code for right in rights(history, "p1", entry.on)
            if right.act == "ex-officio-family" and right.reason] == ["other-filing-waits"]  # fmt: skip
    free = b.after(b.withdrawn("2026-05-30", "last", "p1"), start=history)
    assert reading(b.after(entry, start=free), "r1", "2026-06-01") == "ヤマサキ ex-officio"


def test_a_marriage_waits_too() -> None:
    lodged = b.married("2025-09-01", "p3", "p7", id="m", lodged=True)
    history = told(lodged, b.accepted("2025-09-05", "m"))
    assert (place(history, "p3"), history.as_of(b.day("2025-08-31")).members("r1")[2]) == ("r3", "p3")
    assert why(told(lodged), b.amended("2025-09-02", "m", "ヤマザキ", "p3")) == (
        "nothing-to-amend",
        "FILING_WITHDRAWAL",
    )
    assert history.view().members("r3") == ("p3", "p7")


def test_a_parent_withdraws_what_was_filed_for_a_child() -> None:
    child = Filer("p5", b.PARENT, "p1")
    lodged = b.filing("2025-06-10", "p5", "ショウ", child, id="c", lodged=True)
    assert why(told(lodged, b.withdrawn(LATE, "c", child)), b.accepted(LATE, "c"))[0] == "nothing-lodged"
