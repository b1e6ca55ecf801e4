"""Events that make registers and move persons between them; the reading goes along and says where from (編製・除籍).

A handler takes the matter and the event, raises ``InvalidEvent``, and returns the subjects as they are afterwards.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from kananame.errors import InvalidEvent
from kananame.history import events as e
from kananame.history.acts import ACTS
from kananame.history.entry import Entry, Origin, standing
from kananame.history.event import KeptNameReason, RemovalReason
from kananame.history.filers import OF_AGE, age, couple
from kananame.history.guards import Case
from kananame.history.matter import Matter
from kananame.history.state import NOWHERE, History, Membership, Person, Register, Residence, View
from kananame.model import Filing, Part

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
        _unmarried(matter, one, "KOSEKI_16")
    _filed_by_one_of(matter, "marriage", persons)
    matter.in_order(head.memberships)
    own = matter.view.register_of(head.id)
    others = [one for one in persons if one is not head]
    if own is not None and own.head == head.id:
        target = _the_register(matter, own, event.register, "KOSEKI_16")
        return _moved(matter, target, others, "marriage", others)
    made = _made(matter, event.register, head.id, event.municipality, _carried(matter, own, "marriage"))
    return _moved(matter, made, [head, *others], "marriage", others)


def _married(view: View, person: Person) -> tuple[str, ...]:
    """Return head and spouse when a person is one of them and both are in the register, else nobody."""
    register = view.register_of(person.id)
    pair = couple(view, register) if register else ()
    return pair if len(pair) == 2 and person.id in pair else ()


def _unmarried(matter: Matter, person: Person, provision: str) -> None:
    """Raise ``already-married`` for one whose spouse is in the register too: the couple stays together."""
    if _married(matter.view, person):
        raise matter.refused("already-married", provision, person=person.id)


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
    """Return the family name and reading of a register on a day as another one takes it over (移記)."""
    entry = standing(source.entries, on or matter.event.on) if source else None
    if source is None or entry is None:
        raise matter.refused("family-unknown", ACTS[act].provision)
    if matter.settings["new-register-reading"] == "unrecorded":
        entry = entry._replace(reading="", origin=Origin.NONE)
    return entry._replace(
        effective=matter.event.on, recorded=matter.event.known, event=matter.event.id,
        carried_from=source.id, corrects="",
    )  # fmt: skip


def _made(matter: Matter, name: str, head: str, municipality: str, entry: Entry) -> Register:
    """Return a new register; raise ``id-missing``, ``register-known``, ``municipality-missing``."""
    matter.new_register(name)
    return Register(name, head, (matter.seat(name, municipality),), (entry,), matter.event.on)


def _moved(
    matter: Matter, target: Register, persons: Sequence[Person], act: str, spouses: Sequence[Person] = ()
) -> Changed:
    """Return the register with the persons in it, and each person as its member or as the spouse of its head."""
    changed = [_member(matter, person, target.id, act, spouse=person in spouses) for person in persons]
    joined = dict.fromkeys((*target.persons, *(person.id for person in changed)))
    wed = (*target.spouses, *(person.id for person in spouses))
    return (target._replace(persons=tuple(joined), spouses=wed), *changed)


def _member(matter: Matter, person: Person, register: str, act: str, *, spouse: bool = False) -> Person:
    """Return a person who is in a register from the day of the event on."""
    # Nobody leaves, as of an earlier day, the register that a spouse has come to since.
    pair = _married(matter.history.view(), person) if matter.event.on < matter.event.known else ()
    for one in (person, *(each for name in pair for each in _known(matter, name))):
        matter.in_order(one.memberships)
    place = Membership(register, matter.event.on, matter.event.known, matter.event.id, act, spouse)
    return person._replace(memberships=(*person.memberships, place))


def divorce(matter: Matter, event: e.Divorce) -> Changed:
    """Let the one who took the other's name go back, or to a register of his or her own (19条)."""
    person = matter.person(event.person)
    register = matter.view.register_of(person.id)
    if register is None or person.id != matter.view.spouse(register):
        raise matter.refused("divorce-not-spouse", "KOSEKI_19", person=person.id)
    head = _known(matter, register.head)
    if not event.annulled and any(_dead(matter, one) for one in head):
        raise matter.refused("marriage-over", "KOSEKI_19", person=person.id)
    _filed_by_one_of(matter, "divorce", [person, *head])
    left, _ = _left(person, "marriage", "divorce", "annulment")
    return _returned(matter, event, [person], left, "annulment" if event.annulled else "divorce")


def _dead(matter: Matter, person: Person) -> bool:
    """Tell whether a person was removed as dead by the day of the event."""
    place = person.memberships[-1]
    event = matter.history.events.get(place.event) if place.effective <= matter.event.on else None
    return isinstance(event, e.Removal) and event.reason != RemovalReason.LOSS_OF_NATIONALITY


def _left(person: Person, act: str, *ends: str) -> tuple[str, str]:
    """Return the register left by the last marriage or adoption that has not ended, and the event that made it."""
    found = [("", "")]
    for before, place in pairwise(person.memberships):
        if place.act == act:
            found.append((before.register, place.event))
        elif place.act in ends and len(found) > 1:
            found.pop()
    return found[-1]


def _known(matter: Matter, person: str) -> list[Person]:
    """Return a person of the history, nobody when there is none."""
    found = matter.history.persons.get(person)
    return [found] if found else []


def adoption_end(matter: Matter, event: e.AdoptionEnd) -> Changed:
    """Let an adopted person go back, or to a register of his or her own (19条)."""
    person = matter.person(event.person)
    left, adopted_by = _left(person, "adoption", "adoption-end")
    if not left and not event.family:
        raise matter.refused("nothing-ended", "KOSEKI_19", person=person.id)
    adoption = matter.history.events.get(adopted_by)
    adopter = adoption.adopter if isinstance(adoption, e.Adoption) else ""
    _filed_by_one_of(matter, "adoption-end", [person, *_known(matter, adopter)])
    # A spouse bears the name of the head: who is the head takes the spouse along, who is not keeps the name.
    pair = _married(matter.view, person)
    if pair and pair[0] != person.id:
        raise matter.refused("adoption-persons", "KOSEKI_19")
    spouse = [matter.person(one) for one in pair[1:]]
    return _returned(matter, event, [person, *spouse], left, "adoption-end")


def _returned(matter: Matter, event: e.Return, persons: list[Person], left: str, act: str) -> Changed:
    """Return a person in the register left before, or in a new one with that name; a couple in a new one."""
    before = matter.history.registers.get(left)
    target = matter.history.registers.get(event.register)
    if target is not None and len(persons) == 1:
        target = matter.register(event.register)
        if before is not None:
            _the_register(matter, before, target.id, "KOSEKI_19")
        return _moved(matter, target, persons, act)
    entry = _borne(matter, event, act) if before is None and event.family else _carried(matter, before, act)
    made = _made(matter, event.register, persons[0].id, event.municipality, entry)
    return _moved(matter, made, persons, act, persons[1:])


def _borne(matter: Matter, event: e.Return, act: str) -> Entry:
    """Return the name that was borne before in a register this history does not know, as it is stated."""
    if not event.reading:
        return matter.entry(ACTS[act], event.family, "")
    stated = ACTS[act]._replace(part=str(Part.FAMILY), screening=str(Filing.EXISTING), origin=Origin.FILING)
    return matter.read(matter.case(stated, ()), event.family, event.reading)


def kept_name(matter: Matter, event: e.KeptName) -> Changed:
    """Let a person keep the name borne until a marriage or an adoption ended (77条の2、75条の2、73条の2)."""
    act = ACTS[f"kept-name-{event.reason}"]
    person = matter.person(event.person)
    refused = not_kept(matter.case(act, ()), event.reason, matter.view, person)
    if refused is not None:
        raise refused
    matter.filed_by(act, person)
    place = person.memberships[-1]
    entry = _carried(matter, _register_before(matter.history, person), act.id, place.effective)
    own = matter.history.registers.get(place.register)
    if (
        own is not None
        and own.head == person.id
        and set(matter.view.members(own.id)) <= {person.id, matter.view.spouse(own)}
    ):
        _the_register(matter, own, event.register, act.provision)
        return (own._replace(entries=(*own.entries, entry)),)
    return _moved(matter, _made(matter, event.register, person.id, event.municipality, entry), [person], act.id)


def not_kept(case: Case, reason: KeptNameReason, view: View, person: Person) -> InvalidEvent | None:
    """Return why a person may not keep the name borne before, ``None`` when he or she may."""
    place, source = person.memberships[-1], _register_before(view.history, person)
    own = view.history.registers.get(place.register)
    if place.act != ENDS[reason] or source is None or own is None or place.effective > case.on:
        return case.refused("nothing-ended", person=person.id)
    final = months_later(place.effective, int(case.settings["kept-name-months"]))
    if case.on > final:
        return case.refused("act-over", day=final.isoformat())
    if reason != KeptNameReason.ADOPTION and _married(view, person):
        return case.refused("already-married", person=person.id)
    if any(entry.carried_from == source.id and entry.event != place.event for entry in own.entries):
        return case.refused("reading-same")
    return None


def _register_before(history: History, person: Person) -> Register | None:
    """Return the register a person was in before the present one, ``None`` when this history does not know it."""
    return history.registers.get(person.memberships[-2].register) if len(person.memberships) > 1 else None


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
    ids = {one.id for one in persons}
    pair = next((_married(matter.view, one) for one in persons), ())
    together = ids == set(pair) if pair else len(ids) == 1
    if len(ids) < len(persons) or source is None or adopter.id in ids or not together:
        raise matter.refused("adoption-persons", "KOSEKI_18")
    _filed_by_one_of(matter, "adoption", [*persons, adopter])
    if not pair:
        return _moved(matter, _the_register(matter, source, event.register, "KOSEKI_18"), persons, "adoption")
    persons.sort(key=lambda one: one.id != pair[0])
    made = _made(matter, event.register, pair[0], event.municipality, _carried(matter, source, "adoption"))
    return _moved(matter, made, persons, "adoption", persons[1:])


def register_entry(matter: Matter, event: e.RegisterEntry) -> Changed:
    """Let a child enter a parent's register (98条、99条)."""
    person, target = matter.person(event.person), matter.register(event.register)
    if matter.view.is_in(person.id, target.id):
        raise matter.refused("already-there", "KOSEKI_98", person=person.id)
    _unmarried(matter, person, "KOSEKI_98")
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
    seat = matter.seat(register.id, event.municipality, "KOSEKI_108", left=matter.history.view().registry(register.id))
    matter.in_order(register.seats)
    return (register._replace(seats=(*register.seats, seat)),)


def foreign_name_change(matter: Matter, event: e.ForeignNameChange) -> Changed:
    """Record the name of a foreign spouse or parent for a person, with a reading of its own (107条2項から4項まで)."""
    person = matter.person(event.person)
    source = matter.view.register_of(person.id)
    act = ACTS["name-family-foreign"]
    matter.filed_by(act, person)
    _unmarried(matter, person, act.provision)
    alone = source is not None and source.head == person.id and matter.view.members(source.id) == (person.id,)
    case = matter.allowed(act.id, source.entries if source and alone else ())
    borne = matter.view.entry(person.id, Part.FAMILY)
    if borne is not None and borne.name == event.name:
        raise matter.refused("name-same", act.provision, other=ACTS["court-family"].provision)
    entry = matter.read(case, event.name, event.reading)
    if source is not None and alone:
        own = _the_register(matter, source, event.register, act.provision)
        return (own._replace(entries=(*own.entries, entry)),)
    return _moved(matter, _made(matter, event.register, person.id, event.municipality, entry), [person], act.id)


def removal(matter: Matter, event: e.Removal) -> Changed:
    """Remove a person who died or is a national no more (23条)."""
    person = _member(matter, matter.person(event.person), NOWHERE, "removal")
    if event.reason == RemovalReason.LOSS_OF_NATIONALITY:
        return (person,)
    home = Residence(NOWHERE, NOWHERE, event.on, event.known, event.id)
    return (person._replace(residences=(*person.residences, home)),)
