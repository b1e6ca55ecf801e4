"""Applying events: wrong use, the same event again, order, what is taken over, and histories that stay as they were."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any

import pytest

from kananame import history as h
from kananame.history import Event, History, Origin, Taken, apply
from kananame.history.shelf import Shelf
from kananame.rulebook import rulebook
from tests.history import build as b
from tests.history.build import reading, told, why

FILED = b.filing("2025-06-10", "r1", "ヤマザキ", "p1", id="filed")


@pytest.mark.parametrize(
    ("event", "book", "said"),
    [
        ("an event", None, "not str"),
        (None, None, "not NoneType"),
        (Event(id="e", on=date(2025, 6, 10)), None, "Event is no event that can be applied"),
        (dataclasses.replace(FILED, on="2025-06-10"), None, "datetime.date"),  # type: ignore[arg-type]
        (dataclasses.replace(FILED, on=datetime(2025, 6, 10)), None, "datetime.date"),  # noqa: DTZ001
        (dataclasses.replace(FILED, recorded="2025-06-10"), None, "datetime.date"),  # type: ignore[arg-type]
        (FILED, "2025-05-26", "not str"),
    ],
)
def test_wrong_use_is_a_type_error(event: Event, book: object, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        apply(told(), event, book)  # type: ignore[arg-type]


def test_the_same_event_again_changes_nothing() -> None:
    history = told(FILED)
    assert apply(history, dataclasses.replace(FILED)) is history
    assert why(history, dataclasses.replace(FILED, reading="ヤマサキ")) == ("event-differs", "KOSEKI_13_1_2")


def test_events_are_applied_in_the_order_they_were_recorded() -> None:
    history = told(b.notice())
    assert why(history, b.filing("2025-07-19", "r1", "ヤマザキ", "p1"))[0] == "event-out-of-order"
    assert reading(b.after(b.filing("2025-07-19", "r1", "ヤマザキ", "p1", recorded="2025-07-20"), start=history), "r1")
    # What does not touch the same register or person has an order of its own.
    assert reading(b.after(b.filing("2025-06-10", "r2", "サトウ", "p6"), start=history), "r2") == "サトウ filing"


def test_a_history_stays_as_it_was() -> None:
    older = told()
    before = b.picture(older)
    newer = b.after(FILED, start=older)
    other = b.after(b.filing("2025-06-11", "r1", "ヤマサキ", "p1"), start=older)
    assert b.picture(older) == before
    assert [reading(one, "r1") for one in (older, newer, other)] == ["none", "ヤマザキ filing", "ヤマサキ filing"]
    assert newer.last is FILED
    assert newer.touched == (("registers", "r1"),)


def test_a_history_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        told().last = FILED  # type: ignore[misc]


def test_an_older_book_does_not_know_newer_law() -> None:
    older = rulebook(date(2025, 5, 26))
    assert apply(told(), FILED, older).last is FILED
    error = b.refused(told(b.notice()), b.ex_officio("2026-06-10", "r1"), edition=date(2025, 5, 26))
    assert dict(error.finding.params) == {"event": error.event, "edition": "2025-05-26", "needed": "2026-05-26"}


# What is taken over.
def taken_over(**more: Any) -> h.ExistingRegister:  # noqa: ANN401 - its fields
    fields: dict[str, Any] = {
        "register": "r9", "municipality": b.HERE, "family": "中村", "head": "p9",
        "members": (b.enrolled("p9", "健", "1990-01-01"),), **more,
    }  # fmt: skip
    return b.at(h.ExistingRegister, "2026-07-01", **fields)


@pytest.mark.parametrize(
    ("origin", "effective", "act"),
    [
        ("filing", "2025-06-10", "initial-family"),
        ("ex-officio", "2026-06-10", "ex-officio-family"),
        ("free-change", "2026-06-11", "free-change-family"),
        ("court", "2025-06-10", "court-family"),
        ("name-change", "2025-06-10", "name-family"),
        ("first-entry", "2025-06-10", "birth"),
    ],
)
def test_a_recorded_reading_is_taken_over_with_its_origin(origin: str, effective: str, act: str) -> None:
    taken = Taken(reading="ﾅｶﾑﾗ", origin=origin, effective=b.day(effective))
    entry = told(taken_over(reading=taken)).view().family("r9")
    assert entry
    assert (entry.reading, entry.origin, str(entry.effective), entry.act) == ("ナカムラ", origin, effective, act)
    assert entry.recorded == b.day("2026-07-01")


def test_the_free_change_of_an_entry_taken_over_is_left() -> None:
    taken = Taken(reading="ナカムラ", origin="ex-officio", effective=b.day("2026-06-10"))
    history = told(taken_over(reading=taken), b.free_change("2026-07-02", "r9", "チュウソン", "p9"))
    entry = history.view().family("r9")
    assert entry
    # Whether the register was made before the new law is not known: it is treated as if it was.
    assert (entry.origin, entry.act) == ("free-change", "free-change-family")


def member(**more: Any) -> tuple[h.Enrolled, ...]:  # noqa: ANN401 - its fields
    fields: dict[str, Any] = {"person": "p9", "given": "健", "birth": "1990-01-01", **more}
    return (b.enrolled(**fields),)


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (taken_over(members=()), "members-wrong"),
        (taken_over(members=member() * 2), "members-wrong"),
        (taken_over(spouse="p10"), "members-wrong"),
        (taken_over(spouse="p9"), "members-wrong"),
        (taken_over(members=member(person="p1")), "person-known"),
        (taken_over(members=member(person="")), "id-missing"),
        (taken_over(register=""), "id-missing"),
        (taken_over(id=""), "id-missing"),
        (taken_over(members=member(birth="2026-07-02")), "born-later"),
        (taken_over(members=member(household="h1", municipality=b.THERE)), "household-elsewhere"),
        (taken_over(by="p9"), "filer-mayor"),
        (taken_over(reading=Taken(reading="", origin="filing", effective=b.day("2025-06-10"))), "taken-wrong"),
        (taken_over(reading=Taken(reading="ナカムラ", origin="filing", effective=b.day("2026-07-02"))), "taken-wrong"),
        (taken_over(reading=Taken(reading="ナカムラ", origin="ex-officio", effective=b.day(b.LAST))), "taken-wrong"),
        *(
            (taken_over(reading=Taken(reading="ナカムラ", origin=origin, effective=b.day("2025-06-10"))), "taken-wrong")
            for origin in (Origin.NONE, Origin.NOTICE, Origin.HELD, "other")
        ),
    ],
)
def test_what_is_not_taken_over(event: Event, code: str) -> None:
    assert why(told(), event)[0] == code


def test_a_register_whose_head_is_gone_is_taken_over() -> None:
    members = (b.enrolled("p9", "健", "1990-01-01"), b.enrolled("p10", "恵子", "1991-01-01"))
    history = told(taken_over(head="p8", members=members, spouse="p9"))
    register = history.registers.get("r9")
    assert register
    assert (history.view().head(register), history.view().spouse(register)) == ("", "p9")


def test_shelves_read_like_the_dictionary_they_stand_for() -> None:
    first = Shelf({"b": 1})
    second = first.put("a", 2).put("b", 3)
    fork = first.put("c", 4)
    assert [dict(one) for one in (first, second, fork)] == [{"b": 1}, {"a": 2, "b": 3}, {"b": 1, "c": 4}]
    assert [len(one) for one in (first, second, fork)] == [1, 2, 2]
    assert first.get("a") is None
    with pytest.raises(KeyError):
        first["a"]
    assert History() == History()
