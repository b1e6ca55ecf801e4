"""Events of a former family name: kept by the municipality of residence, one name and one reading each (旧氏).

A handler takes the matter and the event, raises ``InvalidEvent``, and returns the person as he or she is afterwards.
"""

from __future__ import annotations

from kananame.history import events as e
from kananame.history.entry import Entry, standing
from kananame.history.matter import Matter
from kananame.history.readings import another, name_of
from kananame.history.state import FormerFamilyName, Person

LAW = "JUKI_REI_30"


def _resident(matter: Matter, name: str) -> Person:
    """Return a person who has a resident record; raise ``not-resident`` for one abroad."""
    person = matter.person(name)
    home = matter.view.residence(name)
    if home is None or not home.municipality:
        raise matter.refused("not-resident", LAW, person=name)
    return person


def _with(person: Person, entry: Entry) -> tuple[Person]:
    """Return a person with one entry more of the former family name."""
    return (person._replace(former=FormerFamilyName((*person.former.entries, entry))),)


def _recorded_name(matter: Matter, person: Person) -> None:
    """Raise ``no-former-name`` for a person without one."""
    if not person.former.entries:
        raise matter.refused("no-former-name", LAW, person=person.id)


def former_notice(matter: Matter, event: e.FormerFamilyNotice) -> tuple[Person]:
    """Note the reading that is intended (R19)."""
    person = _resident(matter, event.person)
    _recorded_name(matter, person)
    case = matter.allowed("former-notice", person.former.entries)
    matter.filed_by(case.act, person)
    return _with(person, matter.entry(case.act, name_of(case), matter.kana(event.reading, LAW)))


def former_filing(matter: Matter, event: e.FormerFamilyFiling) -> tuple[Person]:
    """Record the reading of the former name there is, or a former name together with its reading (R19)."""
    person = _resident(matter, event.person)
    held = standing(person.former.entries)
    if held is None and not event.name:
        raise matter.refused("no-former-name", LAW, person=person.id)
    if held is not None and event.name not in {"", held.name}:
        raise matter.refused("former-other-name", LAW, person=person.id)
    case = matter.allowed("former-initial" if held else "former-request", person.former.entries)
    matter.filed_by(case.act, person)
    return _with(person, matter.read(case, held.name if held else event.name, event.reading))


def former_entry(matter: Matter, event: e.FormerFamilyEntry) -> tuple[Person]:
    """Record the notified reading of a former name when the year is over (R19)."""
    person = _resident(matter, event.person)
    case = matter.allowed("former-ex-officio", person.former.entries)
    matter.filed_by(case.act, person)
    entry = case.entry
    return _with(person, matter.read(case, name_of(case), entry.reading if entry else ""))


def former_change(matter: Matter, event: e.FormerFamilyChange) -> tuple[Person]:
    """Record another former name, or another reading of it (R19)."""
    person = _resident(matter, event.person)
    _recorded_name(matter, person)
    case = matter.allowed("former-change", person.former.entries)
    matter.filed_by(case.act, person)
    if not event.name:
        raise matter.refused("former-both", LAW)
    return _with(person, another(matter, case, matter.read(case, event.name, event.reading)))
