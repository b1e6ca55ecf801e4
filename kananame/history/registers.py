"""Events that make registers and move persons between them; the reading goes along and says where from (編製・除籍).

A handler takes the matter and the event, raises ``InvalidEvent``, and returns the subjects as they are afterwards.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from kananame.history import events as e
from kananame.history.acts import ACTS
from kananame.history.entry import Entry, Origin, standing
from kananame.history.event import KeptNameReason
from kananame.history.filers import OF_AGE, age
from kananame.history.matter import Matter
from kananame.history.state import NOWHERE, Membership, Person, Register, Seat

Changed = tuple[Register | Person, ...]
ENDS = {
    KeptNameReason.DIVORCE: "divorce",
    KeptNameReason.ANNULMENT: "annulment",
    KeptNameReason.ADOPTION: "adoption-end",
}
"""After which act a name may be kept."""


def marriage(matter: Matter, event: e.Marriage) -> Changed:
    """Make a register for a couple, or let the spouse enter that of the head (16条)."""
    persons = [matter.person(one) for one in event.persons]
    head = next((one for one in persons if one.id == event.head), None)
    if head is None or not 1 <= len({one.id for one in persons}) == len(persons) <= 2:
        raise matter.refused("marriage-head", "KOSEKI_16")
    for one in persons:
        _unmarried(matter, one)
    _filed_by_one_of(matter, "marriage", persons)
    own = matter.view.register_of(head.id)
    others = [one for one in persons if one is not head]
    if own is not None and own.head == head.id:
        target = _the_register(matter, own, event.register, "KOSEKI_16")
        target = target._replace(spouses=(*target.spouses, *(one.id for one in others)))
        return _moved(matter, target, others, "marriage")
    made = _made(matter, event.register, head.id, event.municipality, _carried(matter, own, "marriage"))
    made = made._replace(spouses=tuple(one.id for one in others))
    return _moved(matter, made, [head, *others], "marriage")


def _unmarried(matter: Matter, person: Person) -> None:
    """Raise ``already-married`` for one whose spouse is in the register too."""
    register = matter.view.register_of(person.id)
    if register is not None:
        couple = {matter.view.head(register), matter.view.spouse(register)}
        if person.id in couple and "" not in couple:
            raise matter.refused("already-married", "KOSEKI_16", person=person.id)


def _filed_by_one_of(matter: Matter, act: str, persons: Iterable[Person]) -> None:
    """Raise unless one of the persons concerned files."""
    for person in list(persons):
        if any(filer.person == person.id for filer in matter.event.filers):
            matter.filed_by(ACTS[act], person)
            return
    raise matter.refused("filer-not-entitled", ACTS[act].provision, who=", ".join(one.id for one in persons))


def _the_register(matter: Matter, register: Register, named: str, provision: str) -> Register:
    """Return a register the event has to name; raise ``register-other`` when it names another."""
    if named != register.id:
        raise matter.refused("register-other", provision, register=named, other=register.id)
    return register


def _carried(matter: Matter, source: Register | None, act: str, on: date | None = None) -> Entry:
    """Return the family name and reading of a register as another one takes it over (移記)."""
    entry = standing(source.entries, on or date.max) if source else None
    if source is None or entry is None:
        raise matter.refused("family-unknown", ACTS[act].provision)
    if matter.settings["new-register-reading"] == "unrecorded":
        entry = entry._replace(reading="", origin=Origin.NONE)
    return entry._replace(
        effective=matter.event.on, recorded=matter.event.known, event=matter.event.id,
        carried_from=source.id, corrects="",
    )  # fmt: skip


def _made(matter: Matter, name: str, head: str, municipality: str, entry: Entry) -> Register:
    """Return a new register; raise ``register-known`` for an id in use, ``municipality-missing``."""
    if matter.history.registers.get(name) is not None:
        raise matter.refused("register-known", register=name)
    if not municipality:
        raise matter.refused("municipality-missing", register=name)
    seat = Seat(municipality, matter.event.on, matter.event.known, matter.event.id)
    return Register(name, head, (seat,), (entry,), matter.event.on)


def _moved(matter: Matter, target: Register, persons: Iterable[Person], act: str) -> Changed:
    """Return the register with the persons in it, and each person as its member."""
    changed = [_member(matter, person, target.id, act) for person in persons]
    joined = dict.fromkeys((*target.persons, *(person.id for person in changed)))
    return (target._replace(persons=tuple(joined)), *changed)


def _member(matter: Matter, person: Person, register: str, act: str) -> Person:
    """Return a person who is in a register from the day of the event on; raise ``entry-later``."""
    if person.memberships and person.memberships[-1].effective > matter.event.on:
        raise matter.refused("entry-later", "KOSEKI_24", day=person.memberships[-1].effective.isoformat())
    place = Membership(register, matter.event.on, matter.event.known, matter.event.id, act)
    return person._replace(memberships=(*person.memberships, place))


def divorce(matter: Matter, event: e.Divorce) -> Changed:
    """Let the one who took the other's name go back, or to a register of his or her own (19条)."""
    person = matter.person(event.person)
    register = matter.view.register_of(person.id)
    if register is None or person.id not in register.spouses:
        raise matter.refused("divorce-not-spouse", "KOSEKI_19", person=person.id)
    _filed_by_one_of(matter, "divorce", [person, *_known(matter, register.head)])
    return _returned(matter, event, person, "annulment" if event.annulled else "divorce")


def _known(matter: Matter, person: str) -> list[Person]:
    """Return a person of the history, nobody when there is none."""
    found = matter.history.persons.get(person)
    return [found] if found else []


def adoption_end(matter: Matter, event: e.AdoptionEnd) -> Changed:
    """Let an adopted person go back, or to a register of his or her own (19条)."""
    person = matter.person(event.person)
    if not any(place.act == "adoption" for place in person.memberships) and not event.family:
        raise matter.refused("nothing-ended", "KOSEKI_19", person=person.id)
    _filed_by_one_of(matter, "adoption-end", [person])
    return _returned(matter, event, person, "adoption-end")


def _returned(matter: Matter, event: e.Return, person: Person, act: str) -> Changed:
    """Return a person in the register left before, or in a new one with the name borne before."""
    before = _register_before(matter, person)
    target = matter.history.registers.get(event.register)
    if target is not None:
        target = matter.register(event.register)
        if before is not None:
            _the_register(matter, before, target.id, "KOSEKI_19")
        return _moved(matter, target, [person], act)
    if before is None and event.family:
        entry = matter.entry(ACTS[act], event.family, "", origin=Origin.NONE)
        if event.reading:
            case = matter.allowed("name-family-foreign", (entry,))
            report = matter.screened(case, event.family, event.reading)
            entry = entry._replace(reading=report.reading, origin=Origin.FILING, report=report)
    else:
        entry = _carried(matter, before, act)
    return _moved(matter, _made(matter, event.register, person.id, event.municipality, entry), [person], act)


def _register_before(matter: Matter, person: Person) -> Register | None:
    """Return the register a person was in before the present one, ``None`` when this history does not know it."""
    places = [place for place in person.memberships if place.register != NOWHERE]
    return matter.history.registers.get(places[-2].register) if len(places) > 1 else None


def kept_name(matter: Matter, event: e.KeptName) -> Changed:
    """Let a person keep the name borne until a marriage or an adoption ended (77条の2、75条の2、73条の2)."""
    act = ACTS[f"kept-name-{event.reason}"]
    person = matter.person(event.person)
    place = person.memberships[-1]
    before = _register_before(matter, person)
    if place.act != ENDS[event.reason] or before is None:
        raise matter.refused("nothing-ended", act.provision, person=person.id)
    final = months_later(place.effective, int(matter.settings["kept-name-months"]))
    if matter.event.on > final:
        raise matter.refused("act-over", act.provision, day=final.isoformat())
    matter.filed_by(act, person)
    entry = _carried(matter, before, act.id, place.effective)
    own = matter.history.registers.get(place.register)
    if own is not None and own.head == person.id and matter.view.members(own.id) == (person.id,):
        _the_register(matter, own, event.register, act.provision)
        return (own._replace(entries=(*own.entries, entry)),)
    return _moved(matter, _made(matter, event.register, person.id, event.municipality, entry), [person], act.id)


def months_later(day: date, months: int) -> date:
    """Return the last day of a period of months that runs from a day on, that day not counted (民法143条).

    >>> from datetime import date
    >>> months_later(date(2026, 1, 31), 3)
    datetime.date(2026, 4, 30)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def adoption(matter: Matter, event: e.Adoption) -> Changed:
    """Let an adopted child enter the adopter's register; an adopted couple gets one of its own (18条、20条)."""
    persons = [matter.person(one) for one in event.persons]
    adopter = matter.person(event.adopter)
    source = matter.view.register_of(adopter.id)
    if not persons or source is None or adopter in persons:
        raise matter.refused("adoption-persons", "KOSEKI_18")
    _filed_by_one_of(matter, "adoption", [*persons, adopter])
    if len(persons) == 1:
        return _moved(matter, _the_register(matter, source, event.register, "KOSEKI_18"), persons, "adoption")
    entry = _carried(matter, source, "adoption")
    made = _made(matter, event.register, persons[0].id, event.municipality, entry)
    return _moved(matter, made._replace(spouses=(persons[1].id,)), persons, "adoption")


def register_entry(matter: Matter, event: e.RegisterEntry) -> Changed:
    """Let a child enter a parent's register (98条、99条)."""
    person, target = matter.person(event.person), matter.register(event.register)
    if matter.view.is_in(person.id, target.id):
        raise matter.refused("already-there", "KOSEKI_98", person=person.id)
    matter.filed_by(ACTS["register-entry"], person)
    return _moved(matter, target, [person], "register-entry")


def separation(matter: Matter, event: e.Separation) -> Changed:
    """Let a member of age leave for a register of his or her own with the same name (21条)."""
    person = matter.person(event.person)
    source = matter.view.register_of(person.id)
    if age(person.birth, event.on) < OF_AGE:
        raise matter.refused("separation-minor", "KOSEKI_21", person=person.id)
    if source is None or person.id in {source.head, matter.view.spouse(source)}:
        raise matter.refused("separation-head", "KOSEKI_21", person=person.id)
    matter.filed_by(ACTS["separation"], person)
    entry = _carried(matter, source, "separation")
    return _moved(matter, _made(matter, event.register, person.id, event.municipality, entry), [person], "separation")


def transfer(matter: Matter, event: e.Transfer) -> Changed:
    """Let another municipality keep the register; name and reading stay (108条)."""
    register = matter.register(event.register)
    matter.filed_by(ACTS["transfer"], register)
    if not event.municipality or matter.history.view().registry(register.id) == event.municipality:
        raise matter.refused("municipality-missing", "KOSEKI_108", register=register.id)
    if register.seats[-1].effective > event.on:
        raise matter.refused("entry-later", "KOSEKI_24", day=register.seats[-1].effective.isoformat())
    seat = Seat(event.municipality, event.on, event.known, event.id)
    return (register._replace(seats=(*register.seats, seat)),)


def foreign_name_change(matter: Matter, event: e.ForeignNameChange) -> Changed:
    """Record the name of a foreign spouse or parent for a person, with a reading of its own (107条2項から4項まで)."""
    person = matter.person(event.person)
    source = matter.view.register_of(person.id)
    act = ACTS["name-family-foreign"]
    matter.filed_by(act, person)
    alone = source is not None and source.head == person.id and matter.view.members(source.id) == (person.id,)
    case = matter.allowed(act.id, source.entries if source and alone else ())
    report = matter.screened(case, event.name, event.reading)
    entry = matter.entry(act, event.name, report.reading, report=report)
    if source is not None and alone:
        own = _the_register(matter, source, event.register, act.provision)
        return (own._replace(entries=(*own.entries, entry)),)
    return _moved(matter, _made(matter, event.register, person.id, event.municipality, entry), [person], act.id)


def removal(matter: Matter, event: e.Removal) -> Changed:
    """Remove a person who died or is a national no more (23条)."""
    person = matter.person(event.person)
    return (_member(matter, person, NOWHERE, "removal"),)
