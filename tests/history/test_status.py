"""Marriage, divorce, adoption and what else makes registers: who is where, which reading goes along."""

from __future__ import annotations

import pytest

from kananame import history as h
from kananame.history import Event, RemovalReason
from tests.history import build as b
from tests.history.build import day, place, reading, told, why

FILED = (b.filing("2025-06-10", "r1", "ヤマザキ", "p1"), b.filing("2025-06-10", "r2", "サトウ", "p6"))
LATE = "2025-09-01"
MARRIED = (*FILED, b.married("2025-07-01", "p3", "p7"))
OWN_HEAD = (*FILED, b.separated("2025-06-20", "p7", "r4"))


def places(history: h.History, *persons: str) -> list[str]:
    return [place(history, person) for person in persons]


def carried(history: h.History, register: str) -> str:
    entry = history.view().family(register)
    return entry.carried_from if entry else ""


# Marriage.
def test_a_marriage_makes_a_register_with_the_heads_name() -> None:
    history = told(*MARRIED)
    assert places(history, "p3", "p7") == ["r3", "r3"]
    assert (reading(history, "r3"), carried(history, "r3")) == ("ヤマザキ filing", "r1")
    register = history.registers.get("r3")
    assert register
    view = history.view()
    assert (view.head(register), view.spouse(register), view.registry("r3")) == ("p3", "p7", b.HERE)
    assert reading(history, "r3", "2025-06-30") == "nothing"


def test_a_head_stays_and_the_spouse_comes() -> None:
    history = told(*FILED, b.married("2025-07-01", "p6", "p3", register="r2"))
    assert places(history, "p3", "p6", "p7") == ["r2", "r2", "r2"]
    register = history.registers.get("r2")
    assert register
    assert history.view().spouse(register) == "p3"


def test_two_heads_marry() -> None:
    history = told(*OWN_HEAD, b.separated("2025-06-20", "p3", "r5"), b.married("2025-07-01", "p7", "p3", register="r4"))
    assert places(history, "p7", "p3") == ["r4", "r4"]
    assert reading(history, "r4") == "サトウ filing"
    assert why(history, b.filing("2025-08-01", "r5", "ヤマザキ", "p3")) == ("register-closed", "PAST_REGISTERS")


def test_one_who_marries_a_foreigner_gets_a_register() -> None:
    history = told(*FILED, b.married("2025-07-01", "p3"))
    assert (place(history, "p3"), reading(history, "r3")) == ("r3", "ヤマザキ filing")


def test_a_widow_keeps_the_name_and_may_marry_again() -> None:
    history = told(*MARRIED, b.death("2025-07-10", "p3"))
    assert (place(history, "p7"), reading(history, "r3")) == ("r3", "ヤマザキ filing")
    assert why(history, b.separated(LATE, "p7", "r4")) == ("separation-head", "KOSEKI_21")
    history = b.after(b.married(LATE, "p7", "p6", register="r4"), start=history)
    assert (places(history, "p7", "p6"), carried(history, "r4")) == (["r4", "r4"], "r3")


def test_a_widowed_head_marries_into_the_same_register() -> None:
    history = told(*MARRIED, b.death("2025-07-10", "p7"), b.married(LATE, "p3", "p6", register="r3"))
    register = history.registers.get("r3")
    assert register
    assert register.spouses == ("p7", "p6")
    assert (history.view().spouse(register), history.as_of(day("2025-07-05")).spouse(register)) == ("p6", "p7")


def test_a_marriage_carries_what_held_on_its_day() -> None:
    history = told(
        b.notice(), b.ex_officio("2026-06-10", "r1"), b.married("2026-06-01", "p3", "p7", recorded="2026-07-01")
    )
    assert reading(history, "r3") == "ヤマサキ notice"
    assert reading(b.after(b.ex_officio("2026-07-02", "r3"), start=history), "r3") == "ヤマサキ ex-officio"


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.married(LATE, "p3", "p3"), ("marriage-head", "KOSEKI_16")),
        (b.married(LATE, "p3", "p6", "p7", by="p3"), ("marriage-head", "KOSEKI_16")),
        (b.married(LATE, "p3", "p7", by="p1"), ("filer-not-entitled", "KOSEKI_16")),
        (b.married(LATE, "p3", "p7", register="r2"), ("register-known", "KOSEKI_13_1_2")),
        (b.married(LATE, "p3", "p7", municipality=""), ("municipality-missing", "KOSEKI_13_1_2")),
        (b.married(LATE, "p3", "p2"), ("already-married", "KOSEKI_16")),
        (b.married(LATE, "p1"), ("already-married", "KOSEKI_16")),
    ],
)
def test_a_marriage_that_is_none(event: Event, answer: tuple[str, str]) -> None:
    assert why(told(), event) == answer


# Divorce.
@pytest.mark.parametrize("annulled", [False, True])
def test_after_a_divorce_the_old_register_is_open_again(annulled: bool) -> None:  # noqa: FBT001
    history = told(*MARRIED, b.divorced(LATE, "p7", "r2", annulled=annulled))
    assert (places(history, "p3", "p7"), reading(history, "r2")) == (["r3", "r2"], "サトウ filing")
    assert place(b.after(b.married(LATE, "p3", "p6", register="r3"), start=history), "p6") == "r3"


def test_after_a_divorce_a_register_is_made_with_the_old_name() -> None:
    history = told(*MARRIED, b.divorced(LATE, "p7", "r4", by="p3"))
    assert (place(history, "p7"), reading(history, "r4"), carried(history, "r4")) == ("r4", "サトウ filing", "r2")


def test_a_register_that_has_closed_is_not_returned_to() -> None:
    history = told(*OWN_HEAD, b.married("2025-07-01", "p3", "p7"))
    assert why(history, b.divorced(LATE, "p7", "r4")) == ("register-closed", "PAST_REGISTERS")
    assert why(history, b.divorced(LATE, "p7", "r2")) == ("register-other", "KOSEKI_19")
    history = b.after(b.divorced(LATE, "p7", "r5"), start=history)
    assert (reading(history, "r5"), carried(history, "r5")) == ("サトウ filing", "r4")


def test_a_spouse_taken_over_states_the_name_borne_before() -> None:
    stated = told(b.divorced(LATE, "p2", "r3", family="高橋", reading="タカハシ"))
    assert reading(stated, "r3") == "タカハシ filing"
    assert reading(told(b.divorced(LATE, "p2", "r3", family="高橋")), "r3") == "none"
    assert why(told(), b.divorced(LATE, "p2", "r3", family="高橋", reading="タカ・ハシ"))[0] == "reading-refused"
    assert place(told(b.divorced(LATE, "p2", "r2")), "p2") == "r2"


def test_a_second_divorce_returns_to_the_second_register() -> None:
    first = (*MARRIED, b.death("2025-07-10", "p3"), b.married("2025-08-01", "p6", "p7", register="r2"))
    history = told(*first)
    assert why(history, b.divorced(LATE, "p7", "r3")) == ("register-closed", "PAST_REGISTERS")
    assert carried(b.after(b.divorced(LATE, "p7", "r4"), start=history), "r4") == "r3"


def test_an_annulment_may_follow_a_death_and_a_divorce_may_not() -> None:
    history = told(*MARRIED, b.death("2025-07-10", "p3"))
    assert why(history, b.divorced(LATE, "p7", "r2")) == ("marriage-over", "KOSEKI_19")
    assert place(b.after(b.divorced(LATE, "p7", "r2", annulled=True), start=history), "p7") == "r2"
    assert place(b.after(b.entered(LATE, "p7", "r2"), start=history), "p7") == "r2"
    lost = told(*MARRIED, b.at(h.Removal, "2025-07-10", person="p3", reason=RemovalReason.LOSS_OF_NATIONALITY))
    assert place(b.after(b.divorced(LATE, "p7", "r2"), start=lost), "p7") == "r2"


def test_who_divorces_is_the_one_who_took_the_name() -> None:
    history = told(*MARRIED)
    assert why(history, b.divorced(LATE, "p7", "r2", by="p6")) == ("filer-not-entitled", "KOSEKI_19")
    assert (
        why(b.after(b.divorced(LATE, "p7", "r2"), start=history), b.divorced(LATE, "p7", "r2"))[0]
        == "divorce-not-spouse"
    )


def test_who_comes_back_as_a_child_is_no_spouse() -> None:
    history = told(b.divorced("2025-06-10", "p2", "r3", family="高橋"), b.adopted(LATE, "p3", "p2", register="r1"))
    register = history.registers.get("r1")
    assert register
    assert (place(history, "p2"), history.view().spouse(register)) == ("r1", "")
    assert history.as_of(day("2025-06-09")).spouse(register) == "p2"
    assert place(b.after(b.married(LATE, "p1", "p6", register="r1"), start=history), "p6") == "r1"


# The name that is kept.
@pytest.mark.parametrize(
    ("reason", "ended", "provision"),
    [
        ("divorce", (*MARRIED, b.divorced(LATE, "p7", "r2")), "KOSEKI_77_2"),
        ("annulment", (*MARRIED, b.divorced(LATE, "p7", "r2", annulled=True)), "KOSEKI_75_2"),
        ("adoption", (*FILED, b.adopted("2025-07-01", "p1", "p7", register="r1"), b.adoption_ended(LATE, "p7", "r2")),
         "KOSEKI_73_2"),
    ],
)  # fmt: skip
def test_a_name_is_kept_for_three_months(reason: str, ended: tuple[Event, ...], provision: str) -> None:
    history = told(*ended)
    kept = b.after(b.name_kept("2025-12-01", "p7", "r4", reason), start=history)
    assert (place(kept, "p7"), reading(kept, "r4")) == ("r4", "ヤマザキ filing")
    assert why(history, b.name_kept("2025-12-02", "p7", "r4", reason)) == ("act-over", provision)
    assert why(history, b.name_kept("2025-08-31", "p7", "r4", reason, recorded=LATE)) == ("nothing-ended", provision)
    assert why(history, b.name_kept(LATE, "p7", "r4", reason, by="p3")) == ("filer-not-entitled", provision)
    assert why(kept, b.name_kept("2025-12-01", "p7", "r5", reason)) == ("nothing-ended", provision)
    other = "divorce" if reason == "adoption" else "adoption"
    assert why(history, b.name_kept(LATE, "p7", "r4", other))[0] == "nothing-ended"


def test_a_name_is_kept_in_the_register_made_by_the_divorce() -> None:
    history = told(*MARRIED, b.divorced(LATE, "p7", "r4"), b.name_kept("2025-09-02", "p7", "r4"))
    assert [reading(history, "r4", on) for on in (LATE, "2025-09-02")] == ["サトウ filing", "ヤマザキ filing"]
    entry = history.view().family("r4")
    assert entry
    assert (entry.name, entry.carried_from) == ("山崎", "r3")
    assert why(history, b.name_kept("2025-09-03", "p7", "r4")) == ("reading-same", "KOSEKI_77_2")


def test_the_name_kept_is_that_of_the_day_of_the_divorce() -> None:
    changed = b.court_change("2025-09-02", "r3", "ヤマサキ", "p3")
    history = told(*MARRIED, b.divorced(LATE, "p7", "r4"), changed, b.name_kept("2025-09-03", "p7", "r4"))
    assert (reading(history, "r3"), reading(history, "r4")) == ("ヤマサキ court", "ヤマザキ filing")


def test_who_has_married_again_keeps_no_name() -> None:
    history = told(*MARRIED, b.divorced(LATE, "p7", "r4"), b.married("2025-09-02", "p7", "p6", register="r4"))
    assert why(history, b.name_kept("2025-09-03", "p7", "r4")) == ("already-married", "KOSEKI_77_2")


def test_nobody_leaves_as_of_an_earlier_day_the_register_a_spouse_has_come_to() -> None:
    history = told(*OWN_HEAD, b.married("2025-07-01", "p7", "p3", register="r4"))
    event = b.entered("2025-06-30", "p7", "r1", recorded=LATE)
    assert why(history, event) == ("entry-later", "KOSEKI_24")
    assert why(history, b.death("2025-06-30", "p7", recorded=LATE)) == ("entry-later", "KOSEKI_24")
    gone = told(b.death("2025-07-10", "p6"))
    assert why(gone, b.married("2025-07-09", "p6", "p3", register="r2", recorded=LATE)) == ("entry-later", "KOSEKI_24")
    late = b.after(b.death("2025-08-20", "p3"), b.death("2025-08-10", "p7", recorded=LATE), start=history)
    assert places(late, "p3", "p7") == ["", ""]


# Adoption.
def test_an_adopted_child_comes_and_goes_back() -> None:
    history = told(*FILED, b.adopted("2025-07-01", "p6", "p5", register="r2"))
    assert place(history, "p5") == "r2"
    assert why(history, b.adoption_ended(LATE, "p5", "r1", by=h.Filer("p5"))) == ("filer-capacity", "KOSEKI_31")
    history = b.after(b.adoption_ended(LATE, "p5", "r1", by="p6"), start=history)
    assert place(history, "p5") == "r1"
    assert why(history, b.adoption_ended(LATE, "p5", "r1", by="p6")) == ("nothing-ended", "KOSEKI_19")


COUPLE = (*FILED, b.adopted("2025-07-01", "p6", "p2", "p1", register="r4"))


def test_an_adopted_couple_gets_a_register_of_its_own() -> None:
    history = told(*COUPLE)
    assert (places(history, "p1", "p2", "p5"), carried(history, "r4")) == (["r4", "r4", "r1"], "r2")
    register = history.registers.get("r4")
    assert register
    assert (register.head, register.spouses) == ("p1", ("p2",))


def test_when_the_adoption_of_a_couple_ends_both_leave() -> None:
    history = told(*COUPLE)
    assert why(history, b.adoption_ended(LATE, "p2", "r5")) == ("adoption-persons", "KOSEKI_19")
    assert why(history, b.adoption_ended(LATE, "p1", "r1")) == ("register-known", "KOSEKI_13_1_2")
    history = b.after(b.adoption_ended(LATE, "p1", "r5"), start=history)
    assert (places(history, "p1", "p2"), carried(history, "r5")) == (["r5", "r5"], "r1")
    kept = b.after(b.name_kept("2025-09-02", "p1", "r5", "adoption"), start=history)
    assert (places(kept, "p1", "p2"), reading(kept, "r5")) == (["r5", "r5"], "サトウ filing")


def test_an_adopted_head_who_married_takes_the_spouse_along() -> None:
    history = told(*FILED, b.adopted("2025-07-01", "p6", "p3", register="r2"), b.married("2025-08-01", "p3", "p7"))
    history = b.after(b.adoption_ended(LATE, "p3", "r4"), start=history)
    assert (places(history, "p3", "p7"), reading(history, "r4"), carried(history, "r4")) == (
        ["r4", "r4"], "ヤマザキ filing", "r1",
    )  # fmt: skip


def test_a_second_adoption_ends_first() -> None:
    twice = (b.adopted("2025-07-01", "p6", "p5", register="r2"), b.separated("2025-07-01", "p3", "r3"),
             b.adopted("2025-07-02", "p3", "p5", register="r3"))  # fmt: skip
    history = told(*twice, b.adoption_ended("2025-07-03", "p5", "r2", by="p3"))
    assert places(b.after(b.adoption_ended("2025-07-04", "p5", "r1", by="p6"), start=history), "p5") == ["r1"]


def test_a_person_taken_over_as_adopted_states_the_name_borne_before() -> None:
    assert (
        reading(told(b.adoption_ended(LATE, "p3", "r3", family="高橋", reading="タカハシ")), "r3") == "タカハシ filing"
    )
    assert why(told(), b.adoption_ended(LATE, "p3", "r3")) == ("nothing-ended", "KOSEKI_19")


@pytest.mark.parametrize(
    "event",
    [
        b.adopted(LATE, "p6", register="r2"),
        b.adopted(LATE, "p6", "p1", register="r2"),
        b.adopted(LATE, "p6", "p1", "p3", register="r4"),
        b.adopted(LATE, "p6", "p3", "p4", register="r4"),
        b.adopted(LATE, "p6", "p3", "p3", register="r2"),
    ],
)
def test_persons_who_are_not_adopted_together_or_alone(event: Event) -> None:
    assert why(told(), event) == ("adoption-persons", "KOSEKI_18")


# The rest.
@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.adopted(LATE, "p6", "p5", register="r1"), ("register-other", "KOSEKI_18")),
        (b.adopted(LATE, "p6", "p5", register="r2", by="p1"), ("filer-not-entitled", "KOSEKI_18")),
        (b.entered(LATE, "p7", "r1", by="p1"), ("filer-not-entitled", "KOSEKI_98")),
        (b.entered(LATE, "p2", "r2"), ("already-married", "KOSEKI_98")),
        (b.separated(LATE, "p3", by="p1"), ("filer-not-entitled", "KOSEKI_21")),
        (b.separated(LATE, "p3", municipality=""), ("municipality-missing", "KOSEKI_13_1_2")),
        (b.separated(LATE, "p6", "r3"), ("separation-head", "KOSEKI_21")),
        (b.transferred(LATE, by="p1"), ("filers-together", "KOSEKI_108")),
        (b.transferred(LATE, municipality=b.HERE), ("municipality-missing", "KOSEKI_108")),
        (b.death(LATE, "p99"), ("person-unknown", "KOSEKI_13_1_2")),
        (b.moved("2025-05-26", "p99", b.HERE), ("person-unknown", "KOSEKI_13_1_2")),
    ],
)
def test_what_the_law_does_not_allow(event: Event, answer: tuple[str, str]) -> None:
    assert why(told(), event) == answer


def test_a_child_enters_the_register_of_a_parent_and_its_name() -> None:
    history = told(*FILED, b.entered(LATE, "p7", "r1"))
    assert places(history, "p7") == ["r1"]
    entry = history.view().entry("p7", "family")
    assert entry
    assert (entry.name, entry.reading) == ("山崎", "ヤマザキ")


@pytest.mark.parametrize(("on", "code"), [("2028-06-30", "separation-minor"), ("2028-07-01", "")])
def test_a_separation_is_for_those_of_age(on: str, code: str) -> None:
    history = told(*FILED)
    event = b.separated(on, "p4")
    if code:
        assert why(history, event) == (code, "KOSEKI_21")
    else:
        history = b.after(event, start=history)
        assert (place(history, "p4"), reading(history, "r3"), carried(history, "r3")) == ("r3", "ヤマザキ filing", "r1")


def test_a_transfer_leaves_name_and_reading() -> None:
    history = told(*FILED, b.transferred(LATE))
    assert (history.view().registry("r1"), history.as_of(day("2025-08-31")).registry("r1")) == (b.THERE, b.HERE)
    assert reading(history, "r1", LATE) == "ヤマザキ filing"
    late = b.at(h.Transfer, "2025-08-31", ("p1", "p2"), recorded=LATE, register="r1", municipality=b.ELSEWHERE)
    assert why(history, late) == ("entry-later", "KOSEKI_24")


@pytest.mark.parametrize("reason", RemovalReason)
def test_who_is_removed_is_in_no_register(reason: RemovalReason) -> None:
    history = told(*FILED, b.at(h.Removal, LATE, person="p7", reason=reason))
    assert (place(history, "p7"), history.view().members("r2")) == ("", ("p6",))
    assert why(history, b.filing(LATE, "p7", "ケイコ", "p7")) == ("person-removed", "KOSEKI_23")
    assert why(history, b.death(LATE, "p7")) == ("person-removed", "KOSEKI_23")
    home = history.view().residence("p7")
    assert home
    assert bool(home.municipality) is (reason is RemovalReason.LOSS_OF_NATIONALITY)


def test_the_last_to_leave_closes_the_register() -> None:
    history = told(*FILED, b.death(LATE, "p6"), b.death(LATE, "p7"))
    assert history.view().members("r2") == ()
    assert reading(history, "r2") == "サトウ filing"
    assert why(history, b.entered(LATE, "p3", "r2")) == ("register-closed", "PAST_REGISTERS")
