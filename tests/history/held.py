"""What holds of every history, whatever events it met."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from kananame import history as h
from kananame.errors import InvalidEvent
from kananame.history import Entry, Event, History, Origin, Person, Register, System, View, apply, changes
from kananame.history.entry import standing
from kananame.history.state import Kept, S
from kananame.model import Part
from tests.history import build as b
from tests.history.drawn import DAYS

DAY = timedelta(days=1)


def tried(history: History, event: Event, random: Random) -> tuple[History, str]:
    """Return the history after an event, and ``"accepted"``, ``"again"`` or the code of its refusal.

    Holds what has to hold of either.
    """
    before = b.picture(history)
    known = event.known - DAY
    days = [random.choice(DAYS) for _ in range(2)]
    asked = [(day, min(known, random.choice(DAYS))) for day in days]
    told = [answers(history.as_of(*pair)) for pair in asked]
    after, error = met(history, event)
    assert b.picture(history) == before
    if error is not None:
        assert error.event == event.id
        assert error.provision
        return history, error.code
    if after is history:
        return history, "again"
    assert [answers(after.as_of(*pair)) for pair in asked] == told
    for kind, name in after.touched:
        subject = after.registers.get(name) if kind == "registers" else after.persons.get(name)
        if kind in {"registers", "persons"} and subject is not None:
            hold_one_value(after, subject, days)
            hold_free_change(subject)
    hold_growth(history, after)
    hold_apart(history, after)
    hold_places(after)
    hold_changes(history, after)
    return after, "accepted"


def met(history: History, event: Event) -> tuple[History, InvalidEvent | None]:
    """Return the history after an event, or as it was with the refusal."""
    try:
        return apply(history, event), None
    except InvalidEvent as error:
        return history, error


def shelf(kept: Kept[S]) -> list[S]:
    """Return all subjects of a kind."""
    return [one for name in kept if (one := kept.get(name)) is not None]


def answers(view: View) -> dict[tuple[str, str], object]:
    """Return what a view says of every register and person: what was known on a day stays what it was."""
    found: dict[tuple[str, str], object] = {}
    for register in shelf(view.history.registers):
        found["register", register.id] = (
            view.family(register.id),
            view.registry(register.id),
            view.members(register.id),
        )
    for person in shelf(view.history.persons):
        place = view.register_of(person.id)
        parts = tuple(view.entry(person.id, part) for part in Part)
        found["person", person.id] = (*parts, place and place.id, view.residence(person.id))
    return {name: what for name, what in found.items() if what not in {(None, "", ()), (None,) * (len(Part) + 2)}}


def expected(entries: tuple[Entry, ...], effective: date, known: date) -> Entry | None:
    """Return the entry that stands, said another way: the best of those that are firm, or what was notified since."""
    seen = [one for one in entries if one.recorded <= known]
    wrong = {one.corrects for one in seen}
    live = [(n, one) for n, one in enumerate(seen) if one.event not in wrong and one.effective <= effective]
    firm = [(one.effective, n) for n, one in live if not one.origin.provisional]
    best = max(firm, default=(date.min, -1))[1]
    since = [one for n, one in live if one.origin.provisional and n > best]
    if best >= 0 and (seen[best].origin.certified or not since):
        return seen[best]
    return since[-1] if since else None


def hold_one_value(history: History, subject: Register | Person, days: list[date]) -> None:
    """Hold that a part has one value on a day as far as known on another, and never a reading without one."""
    for effective in (*days, date.max):
        for known in (*days, date.max):
            view = history.as_of(effective, known)
            found = view.family(subject.id) if isinstance(subject, Register) else view.given(subject.id)
            assert found == expected(subject.entries, effective, known)
            assert found is None or bool(found.reading) is (found.origin is not Origin.NONE)


def hold_free_change(subject: Register | Person) -> None:
    """Hold that a reading is changed without a court once, and only after an entry ex officio."""
    free = [n for n, one in enumerate(subject.entries) if one.origin is Origin.FREE_CHANGE]
    made = [n for n in free if not subject.entries[n].corrects and not subject.entries[n].carried_from]
    assert len(made) <= 1
    for n in made:
        before = standing(subject.entries[:n])
        # A history may begin with a free change made before.
        assert n == 0 or (before is not None and before.origin is Origin.EX_OFFICIO)
        assert not any(one.origin is Origin.FREE_CHANGE for one in subject.entries[:n])


def hold_growth(before: History, after: History) -> None:
    """Hold that nothing recorded is lost, changed or put in another order."""
    for register in shelf(before.registers):
        now = after.registers.get(register.id)
        assert now is not None
        assert (now.head, now.opened) == (register.head, register.opened)
        for old, new in ((register.entries, now.entries), (register.seats, now.seats)):
            assert new[: len(old)] == old
        assert now.persons[: len(register.persons)] == register.persons
    for person in shelf(before.persons):
        found = after.persons.get(person.id)
        assert found is not None
        facts = [(one.entries, one.memberships, one.residences, one.former.entries) for one in (person, found)]
        for was, is_now in zip(*facts, strict=True):
            assert is_now[: len(was)] == was
    assert {*before.events} < {*after.events}


def hold_apart(before: History, after: History) -> None:
    """Hold that a family name and a given name never change together; a notice may name both."""
    families = [one.id for one in shelf(before.registers) if after.registers.get(one.id) != one
                and family(after, one.id)[: len(one.entries) + 1] != one.entries]  # fmt: skip
    given = [
        one.id for one in shelf(before.persons) if (now := after.persons.get(one.id)) and now.entries != one.entries
    ]
    assert isinstance(after.last, h.Notice) or not (families and given)
    assert len(given) < 2 or isinstance(after.last, h.Notice)
    assert len(families) < 2


def family(history: History, register: str) -> tuple[Entry, ...]:
    """Return the entries of a register."""
    found = history.registers.get(register)
    return found.entries if found else ()


def hold_places(history: History) -> None:
    """Hold that everybody is in one register that knows it, and that a couple is not torn apart."""
    view = history.view()
    for person in shelf(history.persons):
        register = view.register_of(person.id)
        if register is not None:
            assert person.id in view.members(register.id)
            assert sum(person.id in view.members(one) for one in history.registers) == 1
    for register in shelf(history.registers):
        if view.spouse(register) and history.persons.get(register.head):
            assert view.head(register) or view.register_of(register.head) is None


def hold_changes(before: History, after: History) -> None:
    """Hold that what is certified of a name reaches its bearers' registers, all of them and nobody else."""
    found = changes(before, after)
    old, new = before.view(), after.view()
    if isinstance(after.last, h.ExistingRegister):
        assert found == ()
        return
    for part in (Part.FAMILY, Part.GIVEN):
        reached = {one.person for one in found if one.part is part and one.system is System.REGISTER and not one.past}
        bearers = {one for one in after.persons if new.register_of(one)}
        assert reached == {one for one in bearers if shown(old, one, part) != shown(new, one, part)}
    for one in found:
        assert one.municipality
        assert after.last is not None
        assert one.on <= after.last.known


def shown(view: View, person: str, part: Part) -> tuple[str, ...] | None:
    """Return what is certified of a part of a name; of a family name also in which register, and who keeps that."""
    entry, register = view.entry(person, part), view.register_of(person)
    place = (register.id, view.registry(register.id)) if register and part is Part.FAMILY else ("", "")
    return (entry.name, entry.certified_reading, *place) if entry else None
