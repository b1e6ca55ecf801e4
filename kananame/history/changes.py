"""What follows an event: which records of which systems have to be updated, for whom, from when (波及).

Found by comparing what stood before with what stands after, so that no kind of event can forget a record.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from kananame._tables.systems import SYSTEMS
from kananame.history.entry import Entry
from kananame.history.events import ExistingRegister
from kananame.history.state import History, View
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


class Change(NamedTuple):
    """A record that has to be updated.

    ``system`` is the record, ``municipality`` who keeps it, ``person`` whose record it is and ``about`` whose name: the
    householder's on the row of another member, else the person's own.  ``before`` and ``after`` are the entries of
    ``part`` (``None``: there was none, there is none any more), ``on`` is the day from which the new one holds.
    ``past`` marks a correction of what no longer stands.  ``provision`` says why the record holds it.
    """

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


class _Difference(NamedTuple):
    """A part of a person's name that is not what it was; ``same`` when only the register that holds it is another."""

    person: str
    part: Part
    before: Entry | None
    after: Entry | None
    same: bool = False
    past: bool = False


def changes(before: History, after: History, book: Rulebook | None = None) -> tuple[Change, ...]:
    """Return which records have to be updated because of the event that led from one history to the next.

    A change of a family name reaches every member of the register, in whatever municipality each lives; a notice and a
    reading that is held reach no record, because nothing is certified by them; a register that is taken over is in all
    records already.

    Args:
        before: the history before the event.
        after: what ``apply`` made of it.
        book: a rulebook whose settings count, by default the newest edition.

    Source: 住民基本台帳法7条、17条; ``tables/data/systems.tsv`` names what each row rests on.

    >>> changes(History(), History())
    ()
    """
    if after.last is None or after.last is before.last or isinstance(after.last, ExistingRegister):
        return ()
    settings = (rulebook() if book is None else book).settings
    return tuple(
        change
        for person in _affected(before, after)
        for difference in _differences(before, after, person)
        for change in _records(after, difference, settings["card-reading-from"])
    )


def _affected(before: History, after: History) -> list[str]:
    """Return the persons an event may have reached: those it changed, and all in the registers it changed."""
    found: dict[str, None] = {}
    for kind, name in after.touched:
        if kind == "registers":
            found.update(dict.fromkeys((*before.view().members(name), *after.view().members(name))))
        elif kind == "persons":
            found[name] = None
    return list(found)


def _shown(entry: Entry | None) -> tuple[str, str] | None:
    """Return what other records show of an entry: the name, and the reading once it is certified."""
    return None if entry is None else (entry.name, entry.certified_reading)


def _differences(before: History, after: History, person: str) -> Iterator[_Difference]:
    """Yield each part of a person's name that is not what it was."""
    old, new = before.view(), after.view()
    moved = _seat(old, person) != _seat(new, person)
    for part in (Part.FAMILY, Part.GIVEN, Part.FORMER_FAMILY):
        was, now = old.entry(person, part), new.entry(person, part)
        if now is None and new.register_of(person) is None:
            continue
        if _shown(was) != _shown(now) and not (was is None and not _shown(now)):
            yield _Difference(person, part, was, now)
        elif moved and part is Part.FAMILY:
            yield _Difference(person, part, was, now, same=True)
        yield from _past(after, person, part, after.last.id if after.last else "")


def _seat(view: View, person: str) -> tuple[str, str] | None:
    """Return the register of a person and who keeps it."""
    register = view.register_of(person)
    return register and (register.id, view.registry(register.id))


def _past(after: History, person: str, part: Part, event: str) -> Iterator[_Difference]:
    """Yield the correction of an entry that no longer stands: only the register keeps it."""
    stands = after.view().entry(person, part)
    entries = _entries(after, person, part)
    for entry in entries:
        if entry.corrects and entry.event == event and entry is not stands:
            wrong = next(one for one in entries if one.event == entry.corrects)
            yield _Difference(person, part, wrong, entry, past=True)


def _entries(history: History, person: str, part: Part) -> tuple[Entry, ...]:
    """Return all entries of one part of a person's name."""
    if part is Part.FAMILY:
        register = history.view().register_of(person)
        return register.entries if register else ()
    found = history.persons.get(person)
    if found is None:
        return ()
    return found.entries if part is Part.GIVEN else found.former.entries


def _records(after: History, found: _Difference, card_from: str) -> Iterator[Change]:
    """Yield the records that hold what is different."""
    for system in System:
        _, parts, whose, *_ = SYSTEMS[system]
        if found.part not in parts or (system in CARD and not _on_card(after, found, card_from)):
            continue
        if (found.same or found.past) and system not in {System.REGISTER, System.SUPPLEMENT}:
            continue
        if found.past and system is not System.REGISTER:
            continue
        holders = (found.person,) if whose == "own" else _others(after, found.person)
        for holder in holders:
            change = _change(after, found, system, holder)
            if change is not None:
                yield change


def _on_card(after: History, found: _Difference, card_from: str) -> bool:
    """Tell whether card and certificate show a difference: a reading only from the day they carry it."""
    was, now = _shown(found.before), _shown(found.after)
    renamed = (was and was[0]) != (now and now[0])
    on = after.last.known if after.last else date.min
    return renamed or (card_from != "none" and on >= date.fromisoformat(card_from))


def _others(after: History, person: str) -> tuple[str, ...]:
    """Return the members of a household whose rows repeat a person's name: those of the householder (世帯主)."""
    home = after.view().household(person)
    if home is None or home[0].householder != person:
        return ()
    return tuple(one for one in home[1] if one != person)


def _change(after: History, found: _Difference, system: System, holder: str) -> Change | None:
    """Return the change of one record, ``None`` where nobody keeps it: a person abroad has no resident record."""
    keeper, _, _, provision, _, verified, _ = SYSTEMS[system]
    view = after.view()
    register = view.register_of(found.person)
    name = register.id if register else ""
    home = view.residence(holder)
    municipality = view.registry(name) if keeper == "registry" else (home.municipality if home else "")
    if not municipality or after.last is None:
        return None
    return Change(
        after.last.id, system, municipality, holder, found.person, found.part, found.before, found.after,
        _since(view, found, after.last.on), provision, verified, name, found.past,
    )  # fmt: skip


def _since(view: View, found: _Difference, on: date) -> date:
    """Return the day from which what is different holds; of a family name it lies not before the person came."""
    days = [found.after.effective if found.after else on]
    person, register = view.history.persons.get(found.person), view.register_of(found.person)
    if found.part is Part.FAMILY and person is not None and register is not None:
        days.append(person.memberships[-1].effective)
        days += [register.seats[-1].effective] * found.same
    return max(days)
