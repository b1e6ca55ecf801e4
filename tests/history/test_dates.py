"""Dates are law: every act of ``tables/data/acts.tsv`` on its first and last day, the day before and the day after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from kananame import history as h
from kananame.history import Event, Filer, apply
from kananame.history.acts import ACTS
from kananame.history.event import EntryReason, Form
from tests.history import build as b
from tests.history.build import AFTER, HERE, PARENT, START, THERE

DAY = timedelta(days=1)


class Done(NamedTuple):
    """An act as an event of any day, and what has to be recorded before it."""

    event: Callable[[date], Event]
    before: tuple[Event, ...] = ()


def first_entry(reason: EntryReason, by: str = "p8", **more: Any) -> Done:  # noqa: ANN401 - its fields
    """Return the first entry of a person who makes a register."""
    fields = {"register": "r8", "family": "中村", "family_reading": "ナカムラ", "municipality": HERE, **more}
    return Done(lambda on: b.birth(on, "p8", "健", "ケン", reason=reason, birth="1990-01-01", by=by, **fields))


def held_register() -> tuple[Event, ...]:
    """Return a naturalisation of which both readings are held."""
    return (first_entry(EntryReason.NATURALISATION, family_reading="ブンブン").event(b.day(START)),
            b.birth(START, "p9", "光宙", "ピカチュウ"))  # fmt: skip


FILED = (b.filing(START, "r1", "ヤマザキ", "p1", id="filed"), b.filing(START, "p1", "イチロウ", "p1"))
NOTIFIED = (b.notice(START, p1="イチロウ"),)
ENTERED = (*NOTIFIED, b.ex_officio(AFTER, "r1"), b.ex_officio(AFTER, "p1"))
MARRIED = (b.married(START, "p3", "p7"),)
FORMER = (b.moved(START, "p2", HERE), b.former(START, "p2", "高橋", "タカハシ"))
UNREAD = b.at(
    h.ExistingRegister, START, register="r7", municipality=HERE, family="中村", head="p7x",
    members=(b.enrolled("p7x", "健", "1990-01-01", former="高橋"),),
)  # fmt: skip
FORMER_NOTICE = b.at(h.FormerFamilyNotice, START, person="p7x", reading="タカハシ")
LODGED = b.filing(START, "r1", "ヤマザキ", "p1", id="lodged", lodged=True)
CARRIED = (*NOTIFIED, *MARRIED, b.ex_officio(AFTER, "r3"))
ADOPTED = (b.adopted(START, "p1", "p7", register="r1"),)
EXISTING: dict[str, Any] = {"register": "r9", "municipality": HERE, "family": "中村", "head": "p9",
                               "members": (b.enrolled("p9", "健", "1990-01-01"),)}  # fmt: skip

DONE: dict[str, Done] = {
    "existing": Done(lambda on: b.at(h.ExistingRegister, on, **EXISTING)),
    "notice": Done(lambda on: b.notice(str(on))),
    "initial-family": Done(lambda on: b.filing(on, "r1", "ヤマザキ", "p1")),
    "initial-family-new-register": Done(lambda on: b.filing(on, "r3", "ヤマザキ", "p3"), MARRIED),
    "initial-given": Done(lambda on: b.filing(on, "p5", "ショウ", Filer("p5", PARENT))),
    "form-family": Done(lambda on: b.at(h.FormFiling, on, "p1", part="family", subject="r1", reading="ヤマザキ",
                                        form=Form.TRANSFER)),
    "form-given": Done(lambda on: b.at(h.FormFiling, on, "p1", part="given", subject="p1", reading="イチロウ",
                                       form=Form.MARRIAGE)),
    "ex-officio-family": Done(lambda on: b.ex_officio(on, "r1"), NOTIFIED),
    "ex-officio-given": Done(lambda on: b.ex_officio(on, "p1"), NOTIFIED),
    "free-change-family": Done(lambda on: b.free_change(on, "r1", "ヤマザキ", "p1"), ENTERED),
    "free-change-family-new-register": Done(lambda on: b.free_change(on, "r3", "ヤマザキ", "p3"), CARRIED),
    "free-change-given": Done(lambda on: b.free_change(on, "p1", "カズオ", "p1"), ENTERED),
    "court-family": Done(lambda on: b.court_change(on, "r1", "ヤマサキ", ("p1", "p2")), FILED),
    "court-given": Done(lambda on: b.court_change(on, "p1", "カズオ", "p1"), FILED),
    "name-family": Done(lambda on: b.renamed(on, "r1", "佐藤", "サトウ", ("p1", "p2"))),
    "name-family-foreign": Done(lambda on: b.foreign_name(on, "p3", "r3", "ブラウン", "ブラウン")),
    "name-given": Done(lambda on: b.renamed(on, "p1", "太郎", "タロウ", "p1")),
    "birth": Done(lambda on: b.birth(on, "p8", "翔", "ショウ")),
    "nationality": first_entry(EntryReason.NATIONALITY),
    "naturalisation": first_entry(EntryReason.NATURALISATION),
    "registration": first_entry(EntryReason.REGISTRATION, court=b.COURT),
    "foundling": first_entry(EntryReason.FOUNDLING, by=""),
    "explanation-family": Done(lambda on: b.explained(on, "r8", "", "p8", evidence=(b.PUBLICATION,)), held_register()),
    "explanation-given": Done(lambda on: b.explained(on, "p9", "", "p1", evidence=(b.PUBLICATION,)), held_register()),
    "marriage": Done(lambda on: b.married(on, "p3", "p7")),
    "divorce": Done(lambda on: b.divorced(on, "p7", "r2"), MARRIED),
    "annulment": Done(lambda on: b.divorced(on, "p7", "r2", annulled=True), MARRIED),
    "kept-name-divorce": Done(lambda on: b.name_kept(on, "p7", "r4"), (*MARRIED, b.divorced(START, "p7", "r2"))),
    "kept-name-annulment": Done(lambda on: b.name_kept(on, "p7", "r4", "annulment"),
                                (*MARRIED, b.divorced(START, "p7", "r2", annulled=True))),
    "kept-name-adoption": Done(lambda on: b.name_kept(on, "p7", "r4", "adoption"),
                               (*ADOPTED, b.adoption_ended(START, "p7", "r2"))),
    "adoption": Done(lambda on: b.adopted(on, "p1", "p7", register="r1")),
    "adoption-end": Done(lambda on: b.adoption_ended(on, "p7", "r2"), ADOPTED),
    "register-entry": Done(lambda on: b.entered(on, "p7", "r1")),
    "separation": Done(lambda on: b.separated(on, "p3")),
    "transfer": Done(b.transferred),
    "removal": Done(lambda on: b.death(on, "p1")),
    "correction": Done(lambda on: b.corrected(on, "r1", "filed", "ヤマサキ"), FILED),
    "amendment": Done(lambda on: b.amended(on, "lodged", "ヤマサキ", "p1"), (LODGED,)),
    "acceptance": Done(lambda on: b.accepted(on, "lodged"), (LODGED,)),
    "withdrawal": Done(lambda on: b.withdrawn(on, "lodged", "p1"), (LODGED,)),
    "move": Done(lambda on: b.moved(on, "p1", THERE)),
    "former-notice": Done(lambda on: b.at(h.FormerFamilyNotice, on, person="p7x", reading="タカハシ"), (UNREAD,)),
    "former-initial": Done(lambda on: b.former(on, "p7x", "", "タカハシ"), (UNREAD,)),
    "former-request": Done(lambda on: b.former(on, "p2", "高橋", "タカハシ")),
    "former-ex-officio": Done(lambda on: b.at(h.FormerFamilyEntry, on, person="p7x"), (UNREAD, FORMER_NOTICE)),
    "former-change": Done(lambda on: b.former_change(on, "p2", "中村", "ナカムラ"), FORMER),
}  # fmt: skip


def test_every_act_of_the_table_is_done_here() -> None:
    assert DONE.keys() == ACTS.keys()


@pytest.mark.parametrize("act", ACTS)
def test_an_act_begins_on_its_first_day_and_not_before(act: str) -> None:
    done, first = DONE[act], ACTS[act].since
    history = b.told(*done.before)
    assert b.why(history, done.event(first - DAY))[0] == "act-not-yet"
    event = done.event(first)
    assert apply(history, event).last == event


@pytest.mark.parametrize("act", ACTS)
def test_an_act_ends_with_its_last_day_and_not_sooner(act: str) -> None:
    done, final = DONE[act], ACTS[act].until
    if final == date.max:
        # No last day: what the law allows now, it allows in years to come, but for a name that is kept.
        final = date(2025, 8, 26) if act.startswith("kept-name") else date(2031, 1, 1)
    history = b.told(*done.before)
    event = done.event(final)
    assert apply(history, event).last == event
    if final.year < 2031:
        assert b.why(history, done.event(final + DAY)) == ("act-over", ACTS[act].provision)


@pytest.mark.parametrize("act", [act for act in ACTS if ACTS[act].part and ACTS[act].origin])
def test_an_entry_says_what_the_act_is(act: str) -> None:
    done = DONE[act]
    history = b.told(*done.before, done.event(ACTS[act].since))
    made = next(line.entry for line in reversed(h.timeline(history)) if line.entry.act == act)
    assert (made.origin, made.provision, made.verified) == (ACTS[act].origin, ACTS[act].provision, ACTS[act].verified)
    assert made.effective == made.recorded == ACTS[act].since
