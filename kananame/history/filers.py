"""Who may file: the register's order for a family name, age and wardship for a given name (届出人)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from kananame.history.acts import Act
from kananame.history.entry import Capacity, Filer
from kananame.history.state import Person, Register, View

FILES_ALONE = 15
OF_AGE = 18
Choice = tuple[Filer, ...]
"""Those who file together; one of several choices is enough."""
MAYOR: Choice = (Filer(capacity=Capacity.MAYOR),)
BY_SETTING: Final = {
    "free-change-family": "free-change-family-filers",
    "free-change-family-new-register": "free-change-family-filers",
}
"""The setting that says who files an act, where no source settles it."""


def age(birth: date, on: date) -> int:
    """Return how old a person is on a day (年齢); who was born on 29 February grows older on 1 March.

    >>> from datetime import date
    >>> age(date(2011, 5, 27), date(2026, 5, 26)), age(date(2011, 5, 27), date(2026, 5, 27))
    (14, 15)
    """
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def choices_of_person(
    person: Person, on: date, settings: Mapping[str, str], *, parent_until: int
) -> tuple[Choice, ...]:
    """Return who may file for one person: the person, a parent or guardian of a minor, the guardian of a ward.

    ``parent_until`` is the age at which a parent may no longer file beside the person (15, or 18 where the transitional
    rules let either file).
    """
    years = age(person.birth, on)
    found = []
    if years >= FILES_ALONE and not (person.ward and settings["ward-files-alone"] == "no"):
        found.append((Filer(person.id),))
    if years < parent_until:
        found += [(Filer(person.id, Capacity.PARENT),), (Filer(person.id, Capacity.GUARDIAN),)]
    elif person.ward:
        found.append((Filer(person.id, Capacity.GUARDIAN),))
    return tuple(found)


def first_filers(view: View, register: Register) -> tuple[str, ...]:
    """Return whose turn it is to file a register's reading: the head, else the spouse, else any member (R8)."""
    first = view.head(register) or view.spouse(register)
    return (first,) if first else view.members(register.id)


def couple(view: View, register: Register) -> tuple[str, ...]:
    """Return who changes a register's name together: head and spouse, as far as they are in it (R5)."""
    return tuple(filter(None, (view.head(register), view.spouse(register))))


def together(choices: list[tuple[Choice, ...]]) -> tuple[Choice, ...]:
    """Return every way in which several persons file together, each in one of his or her ways.

    >>> a, b = Filer("a"), Filer("b")
    >>> together([((a,),), ((b,),)]) == ((a, b),)
    True
    """
    found: tuple[Choice, ...] = ((),)
    for ways in choices:
        found = tuple((*so_far, *way) for so_far in found for way in ways)
    return tuple(choice for choice in found if choice)


def choices(act: Act, view: View, subject: Register | Person, settings: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return who may do an act to a register or a person on the day of the view; empty when nobody may."""
    who = settings[BY_SETTING[act.id]] if act.id in BY_SETTING else act.filers
    if who == "mayor":
        return (MAYOR, ())
    parent_until = OF_AGE if who in {"first-filers", "self-or-parent"} else FILES_ALONE
    persons: list[Person] = [subject] if isinstance(subject, Person) else []
    if isinstance(subject, Register):
        named = couple(view, subject) if who == "couple" else first_filers(view, subject)
        persons = [person for one in named if (person := view.history.persons.get(one)) is not None]
    ways = [choices_of_person(person, view.effective, settings, parent_until=parent_until) for person in persons]
    return together(ways) if who == "couple" else tuple(way for one in ways for way in one)
