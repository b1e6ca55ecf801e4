"""What follows an event: which records of which systems have to be updated, for whom, from when (波及).

Found by comparing what stood before with what stands after, so that no kind of event can forget a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from kananame._tables.systems import SYSTEMS
from kananame.history.entry import Entry, Origin, standing
from kananame.history.event import Event
from kananame.history.events import ExistingRegister, Notice
from kananame.history.state import History, Household, Person, Register, View
from kananame.model import Part
from kananame.rulebook import Rulebook, rulebook

CARD: Final = frozenset({"card", "certificate"})
"""Records that carry the reading from a day that the sources do not settle (``card-reading-from``)."""


class System(StrEnum):
    """A record that holds a reading; ``tables/data/systems.tsv`` tells who keeps it (記録)."""

    REGISTER = "register"
    SUPPLEMENT = "supplement"
    RESIDENT = "resident"
    HOUSEHOLDER = "householder"
    CARD = "card"
    CERTIFICATE = "certificate"


class _Fields(NamedTuple):
    """What a change consists of."""

    event: str
    system: System
    municipality: str
    person: str
    about: str
    part: Part
    before: Entry | None
    after: Entry | None
    on: date
    provision: str
    verified: bool
    register: str = ""
    past: bool = False


class Change(_Fields):
    """A record that has to be updated.

    ``system`` is the record, ``municipality`` who keeps it, ``person`` whose record it is and ``about`` whose name: the
    householder's on the row of another member, else the person's own.  ``before`` and ``after`` are the entries of
    ``part`` (``None``: there was none, there is none any more), ``on`` is the day from which the new one holds.
    ``past`` marks a correction of what no longer stands.  ``provision`` says why the record holds it.
    ``history`` is the history after the event, of a change that :func:`changes` returned; it is no part of its value.
    """

    history: History | None = None


class _Difference(NamedTuple):
    """A part of a person's name that is not what it was; ``same`` when only the register that holds it is another."""

    person: str
    part: Part
    before: Entry | None
    after: Entry | None
    same: bool = False
    past: bool = False


class _Record(NamedTuple):
    """A system as ``tables/data/systems.tsv`` has it."""

    system: System
    of_registry: bool
    parts: tuple[str, ...]
    own: bool
    provision: str
    verified: bool


def _record(system: System) -> _Record:
    keeper, parts, whose, provision, _, verified, _ = SYSTEMS[system]
    return _Record(system, keeper == "registry", parts, whose == "own", provision, verified)


RECORDS: Final = tuple(_record(system) for system in System)
RESIDENT, HOUSEHOLDER = (
    next(record for record in RECORDS if record.system is system) for system in (System.RESIDENT, System.HOUSEHOLDER)
)
OF_REGISTRY: Final = tuple(record for record in RECORDS if record.of_registry)
WITHOUT: Final = (ExistingRegister, Notice)
"""Events that no record follows, as is known beforehand."""
PARTS: Final = (Part.FAMILY, Part.GIVEN, Part.FORMER_FAMILY)


def changes(before: History, after: History, book: Rulebook | None = None) -> tuple[Change, ...]:
    """Return which records have to be updated because of the event that led from one history to the next.

    A change of a family name reaches every member of the register, in whatever municipality each lives; a notice and a
    reading that is held reach no record, because nothing is certified by them; a register that is taken over is in all
    records already; a removal ends records and changes none.

    Args:
        before: the history before the event.
        after: what ``apply`` made of it.
        book: a rulebook whose settings count, by default the newest edition.

    Source: 住民基本台帳法7条、17条; ``tables/data/systems.tsv`` names what each row rests on.

    >>> changes(History(), History())
    ()
    """
    if after.last is None or after.last is before.last or isinstance(after.last, WITHOUT):
        return ()
    card_from = (rulebook() if book is None else book).settings["card-reading-from"]
    old, new, last = before.view(), after.view(), after.last
    found = [
        change
        for person in _affected(old, new)
        for difference in _differences(old, new, person, last.id)
        for change in _records(new, difference, last, card_from)
    ]
    found += (change for change in _homes(old, new, last) if change not in found)
    for change in found:
        change.history = after
    return tuple(found)


def _affected(old: View, new: View) -> list[str]:
    """Return the persons an event may have reached: those it changed, and all in the registers it changed."""
    found: dict[str, None] = {}
    for kind, name in new.history.touched:
        if kind == "persons":
            found[name] = None
        elif kind == "registers":
            before, after = old.history.registers.get(name), new.history.registers.get(name)
            # Whoever comes or leaves is touched too: the others are reached by what the register says of itself.
            if before is None or after is None or (before.entries, before.seats) != (after.entries, after.seats):
                found.update(dict.fromkeys(new.members(name)))
    return list(found)


def _shown(entry: Entry | None) -> tuple[str, str] | None:
    """Return what other records show of an entry: the name, and the reading once it is certified."""
    return None if entry is None else (entry.name, entry.certified_reading)


def _differences(old: View, new: View, person: str, event: str) -> Iterator[_Difference]:
    """Yield each part of a person's name that is not what it was."""
    left, joined = old.register_of(person), new.register_of(person)
    before, after = old.history.persons.get(person), new.history.persons.get(person)
    for part in PARTS:
        was_all, now_all = _entries(part, left, before), _entries(part, joined, after)
        if was_all is now_all and (part is not Part.FAMILY or left is joined):
            continue
        was, now = standing(was_all), standing(now_all)
        if now is None and joined is None:
            continue
        if _shown(was) != _shown(now):
            yield _Difference(person, part, was, now)
        elif part is Part.FAMILY and _seat(old, left) != _seat(new, joined):
            yield _Difference(person, part, was, now, same=True)
        yield from _past(person, part, now_all, now, event)


def _homes(old: View, new: View, event: Event) -> Iterator[Change]:
    """Yield the resident records that a change of home makes, and the rows that name another householder from then on.

    The record of a person who comes from another municipality holds every part; the row of who is not the householder
    repeats the name of the one who is.
    """
    for kind, name in new.history.touched:
        before = old.history.persons.get(name) if kind == "persons" else None
        after = new.history.persons.get(name)
        if before is None or after is None or before.residences is after.residences:
            continue
        if _municipality(old, name) != _municipality(new, name):
            for part in PARTS:
                yield from _row(new, event, RESIDENT, name, name, None, new.entry(name, part), part)
    for kind, name in new.history.touched:
        household = new.history.households.get(name) if kind == "households" else None
        home = new.residence(household.householder) if household else None
        # Who moved away is the householder of another household, or of none, until somebody is named here.
        if household is not None and home is not None and home.household == household.id:
            yield from _rows_of(old, new, event, household)


def _rows_of(old: View, new: View, event: Event, household: Household) -> Iterator[Change]:
    """Yield the rows of a household that begin to repeat the name of its householder."""
    before = old.history.households.get(household.id)
    named = before.householder if before else ""
    for holder in _others(new, household.householder):
        place = old.residence(holder)
        there = place is not None and place.household == household.id
        if there and named == household.householder:
            continue
        for part in PARTS[:2]:
            was = old.entry(named, part) if there and named else None
            about = household.householder
            yield from _row(new, event, HOUSEHOLDER, holder, about, was, new.entry(about, part), part)


def _row(  # noqa: PLR0913, PLR0917 - all of what a change says
    view: View, event: Event, record: _Record, holder: str, about: str, was: Entry | None, now: Entry | None, part: Part
) -> Iterator[Change]:
    """Yield the change of one row that begins to show an entry from the day of an event on."""
    municipality = _municipality(view, holder)
    if now is not None and municipality:
        register = view.register_of(about)
        yield Change(
            event.id, record.system, municipality, holder, about, part, was, now, event.on, record.provision,
            record.verified, register.id if register else "",
        )  # fmt: skip


def _seat(view: View, register: Register | None) -> tuple[str, str] | None:
    """Return a register and who keeps it."""
    return register and (register.id, view.registry(register.id))


def _past(
    person: str, part: Part, entries: tuple[Entry, ...], stands: Entry | None, event: str
) -> Iterator[_Difference]:
    """Yield the correction of an entry that no longer stands: only the register keeps it."""
    for entry in entries:
        if entry.corrects and entry.event == event and entry is not stands:
            wrong = next(one for one in entries if one.event == entry.corrects)
            yield _Difference(person, part, wrong, entry, past=True)


def _entries(part: Part, register: Register | None, person: Person | None) -> tuple[Entry, ...]:
    """Return all entries of one part of a person's name."""
    if part is Part.FAMILY:
        return register.entries if register else ()
    if person is None:
        return ()
    return person.entries if part is Part.GIVEN else person.former.entries


def _records(view: View, found: _Difference, event: Event, card_from: str) -> Iterator[Change]:
    """Yield the records that hold what is different; nobody keeps one of a person abroad."""
    register = view.register_of(found.person)
    name = register.id if register else ""
    registry = view.registry(name)
    since = _since(view, found, register, event.on)
    reads = card_from != "none" and event.known >= date.fromisoformat(card_from)
    for record in RECORDS[:1] if found.past else OF_REGISTRY if found.same else RECORDS:
        if found.part not in record.parts:
            continue
        was, now = found.before, found.after
        if record.system in CARD and not reads:
            if (was and was.name) == (now and now.name):
                continue
            was, now = _unread(was), _unread(now)
        for holder in (found.person,) if record.own else _others(view, found.person):
            municipality = registry if record.of_registry else _municipality(view, holder)
            if municipality:
                yield Change(
                    event.id, record.system, municipality, holder, found.person, found.part, was, now, since,
                    record.provision, record.verified, name, found.past,
                )  # fmt: skip


def _municipality(view: View, person: str) -> str:
    """Return who keeps the records of a person's residence."""
    home = view.residence(person)
    return home.municipality if home else ""


def _unread(entry: Entry | None) -> Entry | None:
    """Return an entry as a card shows it that carries no readings yet: the name alone."""
    return entry and entry._replace(reading="", origin=Origin.NONE)


def _others(view: View, person: str) -> tuple[str, ...]:
    """Return the members of a household whose rows repeat a person's name: those of the householder (世帯主)."""
    place = view.residence(person)
    home = place and view.history.households.get(place.household)
    if home is None or home.householder != person:
        return ()
    found = view.household(person)
    return tuple(one for one in found[1] if one != person) if found else ()


def _since(view: View, found: _Difference, register: Register | None, on: date) -> date:
    """Return the day from which what is different holds; of a family name it lies not before the person came."""
    since = found.after.effective if found.after else on
    person = view.history.persons.get(found.person)
    if found.part is not Part.FAMILY or person is None or register is None:
        return since
    since = max(since, person.memberships[-1].effective)
    return max(since, register.seats[-1].effective) if found.same else since
