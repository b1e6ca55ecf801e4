"""The facts of a person as a history knows them, and of the event that made the record (履歴からの値).

A resident record is a full row for each history number: all that stands of a person after an event, whoever it was of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from kananame import messages
from kananame.history import events as e
from kananame.history.acts import ACTS
from kananame.history.changes import Change, System
from kananame.history.entry import Entry, standing
from kananame.history.event import EntryReason, Event, RemovalReason
from kananame.history.lodging import FILINGS
from kananame.history.state import History, Person, Register, View
from kananame.model import Part
from kananame.record.marks import Mark, householder, marks
from kananame.record.values import (
    ABSENT,
    BLANK,
    CERTIFIED,
    NONE,
    PROVISIONAL,
    Facts,
    Reading,
    full,
    joined,
    lower,
    named,
)
from kananame.rules.provisions import PROVISIONS

KIND_OF: Final = {kind: name for name, kind in e.EVENTS.items()}
ENTERED: Final = {
    EntryReason.BIRTH: "birth",
    EntryReason.NATIONALITY: "entered-nationality",
    EntryReason.NATURALISATION: "entered-nationality",
    EntryReason.REGISTRATION: "entered",
    EntryReason.FOUNDLING: "entered",
}
REMOVED: Final = {
    RemovalReason.DEATH: "death",
    RemovalReason.LOSS_OF_NATIONALITY: "removed-nationality",
    RemovalReason.DISAPPEARANCE: "removed",
}
CORRECTED: Final = "corrected"
"""What reaches a resident record from the register is put right ex officio (職権修正)."""
GROUNDS: Final = (
    *dict.fromkeys((*ENTERED.values(), *REMOVED.values())), CORRECTED, "moved", "moved-in", "moved-in-abroad",
    "moved-abroad", "householder", "former-entered", "former-changed",
)  # fmt: skip
"""Why a resident record changes (異動事由), as the standard for resident records lists it (1.2.2)."""
OFFICIAL: Final = {Part.FAMILY: "氏", Part.GIVEN: "名", Part.FORMER_FAMILY: "旧氏"}
"""The parts of a name as records name them."""


def facts_of_person(history: History, person: str, effective: date = date.max, known: date = date.max) -> Facts:
    """Return what a history says of a person on a day, as far as it was known on another.

    The event is the newest of those that made the record; only what is recorded counts as certified.

    Args:
        history: what is recorded.
        person: the id of a person.
        effective: the day that is asked about.
        known: the day on which one asks.

    Raises:
        ValueError: for a person the history does not know.
    """
    found = history.person(person)
    made = marks(history, found, effective, known)
    facts = _snapshot(history.as_of(effective, known), found, made)
    if made:
        # Of several on one day the one that entered the person came first; each kind is in the order it was recorded.
        first = found.memberships[0].event
        newest = max(reversed(made), key=lambda mark: (mark.recorded, mark.event != first, mark.effective))
        _of_event(facts, history, newest.event, known)
        facts["effective"], facts["recorded"] = newest.effective.isoformat(), newest.recorded.isoformat()
    if (effective, known) != (date.max, date.max):
        facts["newest"] = "1" if len(made) == len(marks(history, found)) else "0"
    return facts


def facts_of_change(change: Change, history: History) -> Facts:
    """Return what has to be told of a change: the person as he or she stands after it, and the event.

    Args:
        change: one of what ``changes`` returns.
        history: the history after the event.

    Raises:
        ValueError: for a change of a person or an event that the history does not know.
    """
    found = history.person(change.person)
    facts = _snapshot(history.view(), found, marks(history, found))
    event = history.events.get(change.event)
    if event is None:
        raise ValueError(f"the history knows no event {change.event!r}; pass the history after it")
    _of_event(facts, history, change.event, date.max)
    facts["effective"], facts["recorded"] = change.on.isoformat(), event.known.isoformat()
    facts["part"], facts["system"] = OFFICIAL[change.part], str(change.system)
    for when, entry in (("before", change.before), ("after", change.after)):
        if entry is not None:
            facts[f"{when}-name"], facts[f"{when}-reading"] = entry.name, entry.certified_reading
    act = _act(change, found, _filing(history, event))
    facts["provision"] = PROVISIONS[ACTS[act].provision if act else change.provision].article
    if change.system is System.REGISTER and act:
        # What a register tells is what was done, not why another record follows.
        facts["reason"] = deed(act)
    if change.before and change.after and change.before.name != change.after.name:
        facts["certificate-reissue"] = "1"
    return facts


def _filing(history: History, event: Event) -> Event:
    """Return what was done: of an acceptance the filing that was accepted."""
    return history.events.get(event.filing) or event if isinstance(event, e.Acceptance) else event


def _act(change: Change, person: Person, event: Event) -> str:
    """Return what was done: the act of the entry, or the one that brought an older entry along; ``""``: no act."""
    entry = change.after
    if entry is not None and entry.event == event.id and not entry.carried_from:
        return entry.act
    kind = KIND_OF[type(event)]
    came = person.memberships[-1]
    acts = (came.act if came.event == event.id else "", kind, f"{kind}-{getattr(event, 'reason', '')}")
    return next((act for act in acts if act in ACTS), entry.act if entry else "")


class _Names:
    """The names that one record shows, each looked up once: head and householder are often one person."""

    def __init__(self, view: View) -> None:
        """Take the days that are asked about."""
        self.view = view
        self._families: dict[str, Reading] = {}
        self._given: dict[str, Reading] = {}

    def family(self, register: Register | None) -> Reading:
        """Return the family name of a register."""
        if register is None:
            return ABSENT
        found = self._families.get(register.id)
        if found is None:
            found = self._families[register.id] = self.reading(register.entries)
        return found

    def given(self, person: Person) -> Reading:
        """Return the given name of a person."""
        found = self._given.get(person.id)
        if found is None:
            found = self._given[person.id] = self.reading(person.entries)
        return found

    def reading(self, entries: Sequence[Entry]) -> Reading:
        """Return a part of a name as the entry has it that stands."""
        entry = standing(entries, self.view.effective, self.view.known)
        if entry is None:
            return ABSENT
        if not entry.reading:
            return Reading(entry.name, "", NONE)
        return Reading(entry.name, entry.reading, CERTIFIED if entry.certified_reading else PROVISIONAL)


def _snapshot(view: View, person: Person, made: list[Mark]) -> Facts:
    """Return what stands of a person; the event that made the record is not told."""
    facts, names = dict(BLANK), _Names(view)
    facts["person"], facts["birth"] = person.id, person.birth.isoformat()
    facts["branch"], facts["newest"] = "0", "1"
    facts["history-number"] = str(len({mark.event for mark in made}))
    register = view.register_of(person.id)
    family, former = names.family(register), person.former.entries
    named(facts, family, names.given(person), names.reading(former) if former else ABSENT)
    if register is not None:
        facts["register"], facts["registry"] = register.id, view.registry(register.id)
        head = person if register.head == person.id else view.history.persons.get(register.head)
        facts["head-name"] = joined(family.name, names.given(head).name) if head else ""
    home = view.residence(person.id)
    if home is not None:
        facts["municipality"], facts["household"] = home.municipality, home.household
        _householder(facts, names, householder(view, home.household))
    return facts


def _householder(facts: Facts, names: _Names, found: Person | None) -> None:
    """Add whose household it is: the householder's name stands on every member's row."""
    if found is not None:
        family, given = names.family(names.view.register_of(found.id)), names.given(found)
        facts["householder-name"] = joined(family.name, given.name)
        facts["householder-status"] = lower(family.status, given.status)
        certified = facts["householder-status"] == CERTIFIED
        facts["householder-reading"] = full(family.kana, given.kana) if certified else ""


def _of_event(facts: Facts, history: History, name: str, known: date) -> None:
    """Add what the event that made a record says of it."""
    event = history.events.get(name)
    if event is None:
        return
    filing = _filing(history, event)
    facts["event"] = name
    facts["act"] = KIND_OF[type(filing)]
    ground = ground_of(history, filing, facts["person"])
    facts["ground"], facts["reason"] = ground, reason(ground)
    if filing.filers and type(filing) in FILINGS:
        facts["filed"] = filing.on.isoformat()
        view = history.as_of(filing.on, known)
        facts["filer"] = "、".join(filter(None, (_written(view, one.by or one.person) for one in filing.filers)))
    leave = getattr(filing, "court", None) or getattr(filing, "permission", None)
    if leave is not None:
        facts["authority"], facts["permission-number"] = leave.authority, leave.number
        facts["permission-date"] = leave.on.isoformat()


def _written(view: View, person: str) -> str:
    """Return the written name of a person, ``""`` for one the history does not know."""
    found = view.name(person)
    return joined(found.family, found.given)


@cache
def reason(ground: str) -> str:
    """Return the name of a reason of change, ``""`` for none.

    >>> reason("corrected")
    '職権修正'
    """
    return messages.text(f"ground-{ground}") if ground else ""


@cache
def deed(act: str) -> str:
    """Return the name of an act, as a register has it.

    >>> deed("marriage")
    '婚姻'
    """
    return messages.text(f"deed-{act}")


def ground_of(history: History, event: Event, person: str) -> str:
    """Return why the record of a person changes with an event, ``""`` for a register that is taken over."""
    own = getattr(event, "person", "") == person
    match event:
        case e.ExistingRegister():
            return ""
        case e.Move():
            return _moved(history, event) if own else "householder"
        case e.FirstEntry() if own:
            return ENTERED[event.reason]
        case e.Removal() if own:
            return REMOVED[event.reason]
    named = isinstance(event, e.FormerFamilyFiling) and event.name
    return "former-changed" if isinstance(event, e.FormerFamilyChange) else "former-entered" if named else CORRECTED


def _moved(history: History, event: e.Move) -> str:
    """Return the reason of a move: within a municipality, to it from another or from abroad, or abroad."""
    before = ""
    for home in history.person(event.person).residences:
        if home.event == event.id:
            break
        before = home.municipality
    if not event.municipality:
        return "moved-abroad"
    if before == event.municipality:
        return "moved"
    return "moved-in" if before else "moved-in-abroad"
