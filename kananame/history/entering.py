"""Events by which persons come to be known: registers taken over, first entries, moves (引継ぎ・初めての記載・住所)."""

from __future__ import annotations

from kananame.history import events as e
from kananame.history.acts import ACTS
from kananame.history.entry import UNCERTIFIED, Entry, Origin
from kananame.history.matter import Matter
from kananame.history.screening import report_of, settled
from kananame.history.state import FormerFamilyName, Household, Membership, Person, Register, Residence
from kananame.model import Part, Verdict
from kananame.text import fold

Changed = tuple[Register | Person | Household, ...]
EXISTING = ACTS["existing"]
TAKEN_BY = {
    Origin.FILING: "initial",
    Origin.EX_OFFICIO: "ex-officio",
    Origin.FREE_CHANGE: "free-change",
    Origin.COURT: "court",
    Origin.NAME_CHANGE: "name",
}
"""The act that a reading taken over came by, as far as its part says no more."""


def existing_register(matter: Matter, event: e.ExistingRegister) -> Changed:
    """Take over a register as it stands."""
    matter.by_mayor(EXISTING)
    matter.new_register(event.register)
    ids = [member.person for member in event.members]
    spouse_wrong = event.spouse and (event.spouse not in ids or event.spouse == event.head)
    if not ids or len(set(ids)) < len(ids) or spouse_wrong:
        raise matter.refused("members-wrong", register=event.register)
    seat = matter.seat(event.register, event.municipality)
    entry = _taken(matter, event.family, event.reading, Part.FAMILY)
    spouses = (event.spouse,) if event.spouse else ()
    register = Register(event.register, event.head, (seat,), (entry,), None, spouses, tuple(ids))
    place = Membership(event.register, event.on, event.known, event.id, EXISTING.id)
    places = {event.spouse: (place._replace(spouse=True),)}
    homes = _homes(matter, event.members)
    persons = [
        _enrolled(matter, one, places.get(one.person, (place,)), homes[one.municipality, one.household])
        for one in event.members
    ]
    return (register, *persons, *_households(matter, event.members))


def _taken(matter: Matter, name: str, taken: e.Taken | None, part: Part) -> Entry:
    """Return what is taken over of one part of a name: a name alone, or with the reading recorded before."""
    if taken is None:
        return matter.entry(EXISTING, name, "")
    if taken.origin not in set(Origin) - UNCERTIFIED or not taken.reading:
        raise matter.refused("taken-wrong", origin=taken.origin)
    origin = Origin(taken.origin)
    kind = TAKEN_BY.get(origin)
    act = ACTS["birth" if kind is None else "former-change" if part is Part.FORMER_FAMILY else f"{kind}-{part}"]
    if not act.since <= taken.effective <= matter.event.on:
        raise matter.refused("taken-wrong", origin=taken.origin)
    reading = fold(taken.reading).kana
    report = report_of(act._replace(part=str(part)), name, reading, matter.book)
    return matter.entry(act, name, reading, report)._replace(origin=origin, effective=taken.effective)


def _homes(matter: Matter, members: tuple[e.Enrolled, ...]) -> dict[tuple[str, str], tuple[Residence, ...]]:
    """Return where some persons live; those of one household share what is said of it."""
    event = matter.event
    return {
        (member.municipality, member.household): (
            Residence(member.municipality, member.household, event.on, event.known, event.id),
        )
        for member in members
    }


def _enrolled(matter: Matter, member: e.Enrolled, place: tuple[Membership, ...], home: tuple[Residence, ...]) -> Person:
    """Return a person as taken over with a register."""
    matter.new_person(member.person)
    if member.birth > matter.event.on:
        raise matter.refused("born-later", person=member.person)
    given = (_taken(matter, member.given, member.reading, Part.GIVEN),)
    if not member.former:
        return Person(member.person, member.birth, given, place, home, ward=member.ward)
    former = FormerFamilyName((_taken(matter, member.former, member.former_reading, Part.FORMER_FAMILY),))
    return Person(member.person, member.birth, given, place, home, former, member.ward)


def _households(matter: Matter, members: tuple[e.Enrolled, ...]) -> tuple[Household, ...]:
    """Return the households of some persons with them in it."""
    changed: dict[str, Household] = {}
    for member in members:
        if member.household:
            found = changed.get(member.household) or matter.history.households.get(member.household)
            known = found or Household(member.household, member.municipality)
            if known.municipality != member.municipality:
                raise matter.refused("household-elsewhere", "JUKI_7", household=known.id)
            changed[known.id] = _with(known, member.person, householder=member.householder)
    return tuple(changed.values())


def _with(household: Household, person: str, *, householder: bool) -> Household:
    """Return a household with a person in it."""
    persons = tuple(dict.fromkeys((*household.persons, person)))
    return household._replace(persons=persons, householder=person if householder else household.householder)


def first_entry(matter: Matter, event: e.FirstEntry) -> Changed:
    """Enter a person for the first time; the reading belongs to that very filing (29条、57条; R4, R33)."""
    act = ACTS[str(event.reason)]
    matter.new_person(event.person)
    if event.birth > event.on:
        raise matter.refused("born-later", act.provision, person=event.person)
    _reported(matter, event)
    if act.needs:
        matter.decided(act, event.court)
    matter.allowed(act.id, ())
    given = _first(matter, act.id, event.given, event.reading, Part.GIVEN)
    place = Membership(event.register, event.on, event.known, event.id, act.id)
    home = Residence(event.residence, event.household, event.on, event.known, event.id)
    person = Person(event.person, event.birth, (given,), (place,), (home,))
    register = _register_of(matter, event)
    joined = register._replace(persons=(*register.persons, person.id))
    members = (e.Enrolled(person=person.id, given=event.given, birth=event.birth, municipality=event.residence,
                          household=event.household),)  # fmt: skip
    return (joined, person, *_households(matter, members))


def _reported(matter: Matter, event: e.FirstEntry) -> None:
    """Raise unless somebody reports the birth, or the person files; a foundling is named by the mayor."""
    act = ACTS[str(event.reason)]
    if act.filers != "reporter":
        matter.filed_by(act, Person(event.person, event.birth, ()))
    elif not event.filers:
        raise matter.refused("filer-missing", act.provision, who=event.person)


def _register_of(matter: Matter, event: e.FirstEntry) -> Register:
    """Return the register a person enters for the first time, a new one where a family name is declared."""
    if not event.family:
        return matter.register(event.register)
    matter.new_register(event.register)
    seat = matter.seat(event.register, event.municipality)
    entry = _first(matter, str(event.reason), event.family, event.family_reading, Part.FAMILY)
    return Register(event.register, event.person, (seat,), (entry,), event.on)


def _first(matter: Matter, kind: str, name: str, reading: str, part: Part) -> Entry:
    """Return the first entry of a name: its reading recorded, or held while it waits to be explained (保留)."""
    act = ACTS[kind]._replace(part=str(part))
    report = report_of(act, name, reading, matter.book)
    if (
        report.reading
        and report.verdict is Verdict.REFER
        and not settled(act._replace(needs=""), report, matter.event.evidence)
    ):
        return matter.entry(act, name, report.reading, report)._replace(origin=Origin.HELD)
    return matter.read(matter.case(act, ()), name, reading)


def move(matter: Matter, event: e.Move) -> Changed:
    """Note where a person lives from now on: which municipality keeps the resident record."""
    person = matter.person(event.person)
    matter.in_order(person.residences, "JUKI_7")
    home = Residence(event.municipality, event.household, event.on, event.known, event.id)
    moved = person._replace(residences=(*person.residences, home))
    if not event.household:
        return (moved,)
    found = matter.history.households.get(event.household)
    if found is not None and found.municipality != event.municipality:
        raise matter.refused("household-elsewhere", "JUKI_7", household=event.household)
    household = found or Household(event.household, event.municipality)
    return (moved, _with(household, person.id, householder=event.householder))
