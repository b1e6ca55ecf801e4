"""Two axes of time: what held on a day, as far as it was known on another."""

from __future__ import annotations

from datetime import date

import pytest

from kananame.history import History
from kananame.model import Part, PersonName
from tests.history import build as b
from tests.history.build import day, place, reading, told

NEVER = (date.min, date(2025, 5, 25))


@pytest.mark.parametrize(
    ("effective", "known", "answer"),
    [
        ("2025-06-09", "2025-12-31", "none"),
        ("2025-06-10", "2025-08-31", "none"),
        ("2025-07-20", "2025-07-19", "none"),
        ("2025-07-20", "2025-07-20", "ヤマサキ notice"),
        ("2025-08-31", "2025-08-31", "ヤマサキ notice"),
        ("2025-06-10", "2025-09-01", "ヤマザキ filing"),
        ("2025-07-20", "2025-09-01", "ヤマザキ filing"),
        ("2025-05-25", "2025-12-31", "nothing"),
        ("2025-12-31", "2025-05-25", "nothing"),
    ],
)
def test_a_filing_recorded_after_a_later_notice(effective: str, known: str, answer: str) -> None:
    history = told(b.notice(), b.filing("2025-06-10", "r1", "ヤマザキ", "p1", recorded="2025-09-01"))
    assert reading(history, "r1", effective, known) == answer


@pytest.mark.parametrize(
    ("effective", "known", "answer"),
    [
        ("2026-06-09", "2026-06-30", "ヤマサキ notice"),
        ("2026-06-10", "2026-06-30", "ヤマサキ ex-officio"),
        ("2026-06-10", "2026-07-01", "ヤマザキ filing"),
        ("2025-08-01", "2026-06-30", "ヤマサキ notice"),
        ("2025-08-01", "2026-07-01", "ヤマザキ filing"),
        ("2025-08-01", "2026-08-01", "ヤマサキ filing"),
        ("2026-07-10", "2026-07-31", "ヤマザキ court"),
        ("2026-07-10", "2026-08-01", "ヤマザキ court"),
    ],
)
def test_corrections_of_corrections(effective: str, known: str, answer: str) -> None:
    history = told(
        b.notice(),
        b.ex_officio("2026-06-10", "r1", id="entered"),
        b.corrected("2026-07-01", "r1", "entered", "ヤマザキ", filed=True, since="2025-08-01", id="overlooked"),
        b.renamed("2026-07-05", "r1", "佐藤", "サトウ", ("p1", "p2")),
        b.renamed("2026-07-06", "r1", "山崎", "ヤマサキ", ("p1", "p2")),
        b.court_change("2026-07-10", "r1", "ヤマザキ", ("p1", "p2")),
        b.corrected("2026-08-01", "r1", "overlooked", "ヤマサキ"),
    )
    assert reading(history, "r1", effective, known) == answer


def test_who_is_where_as_far_as_it_was_known() -> None:
    history = told(b.married("2025-09-01", "p3", "p7", recorded="2025-10-01"), b.divorced("2025-11-01", "p7", "r2"))
    asked = [("2025-08-31", "2025-12-31"), ("2025-09-01", "2025-09-30"), ("2025-09-01", "2025-10-01"),
             ("2025-11-01", "2025-10-31"), ("2025-11-01", "2025-11-01")]  # fmt: skip
    views = [history.as_of(day(effective), day(known)) for effective, known in asked]
    assert [register.id for view in views if (register := view.register_of("p7"))] == ["r2", "r2", "r3", "r3", "r2"]
    assert [view.members("r3") for view in views] == [(), (), ("p3", "p7"), ("p3", "p7"), ("p3",)]
    assert [view.members("r2") for view in views] == [("p6", "p7"), ("p6", "p7"), ("p6",), ("p6",), ("p6", "p7")]
    assert [bool(view.family("r3")) for view in views] == [False, False, True, True, True]


def test_where_one_lives_as_far_as_it_was_known() -> None:
    history = told(b.moved("2025-07-01", "p2", b.THERE, household="h2", householder=True, recorded="2025-07-14"))
    asked = [("2025-06-30", "2025-12-31"), ("2025-07-01", "2025-07-13"), ("2025-07-01", "2025-07-14")]
    homes = [history.as_of(day(effective), day(known)).residence("p2") for effective, known in asked]
    assert [home.municipality for home in homes if home] == [b.HERE, b.HERE, b.THERE]
    household = history.as_of(day("2025-06-30")).household("p1")
    assert household
    assert household[1] == ("p1", "p2", "p4", "p5")
    household = history.view().household("p2")
    assert household
    assert (household[0].householder, household[1]) == ("p2", ("p2",))


def test_a_child_born_later_was_not_there_before() -> None:
    history = told(b.filing("2025-06-10", "r1", "ヤマザキ", "p1"), b.birth("2025-07-01", "p8", "翔", "ショウ"))
    view = history.as_of(day("2025-06-30"))
    assert (view.register_of("p8"), view.given("p8"), view.entry("p8", Part.FAMILY), view.residence("p8")) == (
        None,
    ) * 4
    assert history.view().name("p8") == PersonName("山崎", "ヤマザキ", "翔", "ショウ")


@pytest.mark.parametrize("effective", [*NEVER, date(2025, 6, 10), date.max])
@pytest.mark.parametrize("known", [*NEVER, date(2025, 6, 10), date.max])
@pytest.mark.parametrize("one", ["r1", "p1", "h1", "unknown"])
def test_a_view_answers_whatever_it_is_asked(effective: date, known: date, one: str) -> None:
    for history in (History(), told(b.filing("2025-06-10", "r1", "ヤマザキ", "p1"), b.death("2025-06-20", "p1"))):
        view = history.as_of(effective, known)
        found: list[object] = [view.register_of(one), view.family(one), view.given(one), view.former_family(one)]
        found += [view.residence(one), view.household(one), *(view.entry(one, part) for part in Part)]
        assert view.members(one) == tuple(
            person for person in ("p1", "p2", "p3", "p4", "p5") if view.is_in(person, one)
        )
        assert view.name(one).family in {"", "山崎"}
        if one == "unknown" or history == History() or date(2025, 5, 25) in {effective, known}:
            assert not any(found)
            assert view.registry(one) == ""


def test_a_removal_recorded_late() -> None:
    history = told(b.death("2025-06-10", "p1", recorded="2025-06-20"))
    assert place(history, "p1") == ""
    before = history.as_of(day("2025-06-15"), day("2025-06-19"))
    register = before.register_of("p1")
    assert register
    assert before.head(register) == "p1"
    assert history.as_of(day("2025-06-15")).head(register) == ""
