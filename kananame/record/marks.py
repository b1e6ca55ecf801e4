"""Which events made a person's record what it is, and whose household it was: what history numbers count (履歴番号).

A number must not change its meaning, so whatever was counted once stays counted.  That holds as long as events come in
the order of the days they are recorded; of several on one day a number may be left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol, TypeVar

from kananame.history import events as e
from kananame.history.entry import Entry, Origin
from kananame.history.event import Event
from kananame.history.state import History, Household, Person, View, last


class Mark(Protocol):
    """Something that was recorded of a person: an entry, a place in a register, a home; by which event, from when."""

    @property
    def recorded(self) -> date:
        """The day it was recorded."""

    @property
    def effective(self) -> date:
        """The day it holds from."""

    @property
    def event(self) -> str:
        """The event it came by."""


T = TypeVar("T", bound=Mark)


class Tenure(NamedTuple):
    """Since when a person is the householder of a household (世帯主)."""

    person: str
    recorded: date
    effective: date
    event: str


def marks(history: History, person: Person, effective: date = date.max, known: date = date.max) -> list[Mark]:
    """Return what made the record of a person: names, registers and their places, homes, the householder's name.

    A notice and a reading that is held make no record.
    """
    found: list[Mark] = [*person.memberships, *person.residences, *_recorded(person.entries)]
    if person.former.entries:
        found += _recorded(person.former.entries)
    for place, until in _spans(person.memberships):
        register = history.registers.get(place.register)
        if register is not None:
            found += _within(_recorded(register.entries), place.recorded, until)
            found += _within(register.seats, place.recorded, until)
    for home, until in _spans(person.residences):
        household = history.households.get(home.household) if home.household else None
        if household is not None and len(household.persons) > 1:
            found += _of_householders(history, person.id, household, home.recorded, until)
    if known == effective == date.max:
        return found
    return [mark for mark in found if mark.recorded <= known and mark.effective <= effective]


def _spans(facts: Sequence[T]) -> list[tuple[T, date]]:
    """Return some facts, each with the day on which the next one was recorded."""
    if len(facts) == 1:
        return [(facts[0], date.max)]
    return [*zip(facts, [*(one.recorded for one in facts[1:]), date.max], strict=False)]


def _recorded(entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries that are recorded, not only notified or held."""
    return [one for one in entries if one.origin is not Origin.NOTICE and one.origin is not Origin.HELD]


def _within(facts: Sequence[Mark], since: date, until: date) -> list[Mark]:
    """Return what was recorded from one day to another."""
    return [one for one in facts if since <= one.recorded <= until]


def _of_householders(history: History, own: str, household: Household, since: date, until: date) -> list[Mark]:
    """Return what made the name of the householder on the record of another who lived there from one day to another."""
    found: list[Mark] = []
    for tenure, end in _spans(tenures(history, household)):
        other = history.persons.get(tenure.person)
        if tenure.person == own or other is None:
            continue
        found += _within((tenure,), since, until)
        found += _within(_of_name(history, other), max(since, tenure.recorded), min(until, end))
    return found


def _of_name(history: History, person: Person) -> list[Mark]:
    """Return what made the name of a person; who is removed keeps it."""
    found: list[Mark] = [*_recorded(person.entries)]
    for place, until in _spans(person.memberships):
        register = history.registers.get(place.register)
        if register is not None:
            found.append(place)
            found += _within(_recorded(register.entries), place.recorded, until)
    return found


def tenures(history: History, household: Household) -> list[Tenure]:
    """Return who was householder from when on, in the order it was recorded.

    A household only keeps its present householder; who it was before stands in the events by which persons came.
    """
    found: list[Tenure] = []
    for name in household.persons:
        person = history.persons.get(name)
        found += [
            Tenure(name, home.recorded, home.effective, home.event)
            for home in (person.residences if person else ())
            if home.household == household.id and _heads(history.events.get(home.event), name)
        ]
    if len(found) > 1:
        # Of two on one day the one the household now has came later.
        found.sort(key=lambda one: (one.recorded, one.person == household.householder))
    return found


def _heads(event: Event | None, person: str) -> bool:
    """Tell whether a person came into a household as its householder."""
    if type(event) is e.ExistingRegister:
        return any(member.householder and member.person == person for member in event.members)
    return type(event) is e.Move and event.householder


def householder(view: View, household: str) -> Person | None:
    """Return the householder of a household who lives in it, ``None`` where there is none."""
    history = view.history
    found = history.households.get(household) if household else None
    if found is None:
        return None
    name = found.householder
    if view.known != date.max or view.effective != date.max:
        seen = (
            one for one in tenures(history, found) if one.recorded <= view.known and one.effective <= view.effective
        )
        name = next((one.person for one in reversed([*seen])), "")
    person = history.persons.get(name)
    home = last(person.residences, view.effective, view.known) if person else None
    return person if home is not None and home.household == household else None
