"""Who is in which register, who lives where, and what is recorded of each (戸籍、人、旧氏、世帯)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple, Protocol, TypeVar

from kananame.history.entry import Entry, standing
from kananame.history.event import Event
from kananame.history.shelf import Shelf
from kananame.model import Part, PersonName

NOWHERE = ""
"""The register of a person who was removed, the municipality of one who lives abroad."""


class Membership(NamedTuple):
    """Since when a person is in a register (在籍); ``register`` is ``""`` from a removal on.

    ``spouse`` marks who is in it as the spouse of the head.
    """

    register: str
    effective: date
    recorded: date
    event: str
    act: str
    spouse: bool = False


class Residence(NamedTuple):
    """Since when a person lives in a municipality, and in which household (住所と世帯); abroad both are ``""``."""

    municipality: str
    household: str
    effective: date
    recorded: date
    event: str


class Seat(NamedTuple):
    """Since when a register is kept by a municipality (本籍地)."""

    municipality: str
    effective: date
    recorded: date
    event: str


class FormerFamilyName(NamedTuple):
    """A former family name and its reading, kept by the municipality of residence, not by the register (旧氏)."""

    entries: tuple[Entry, ...] = ()


class Register(NamedTuple):
    """A family register (戸籍): the head it is named for, those who were his or her spouse, all who were ever in it.

    ``entries`` are its family name and reading, ``opened`` is the day it was made, ``None`` of one that was taken over;
    ``waiting`` are the filings of its reading that wait to be accepted.
    """

    id: str
    head: str
    seats: tuple[Seat, ...]
    entries: tuple[Entry, ...]
    opened: date | None
    spouses: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def touched(self) -> date:
        """The day of the last record of it."""
        return max(self.entries[-1].recorded, self.seats[-1].recorded)


class Person(NamedTuple):
    """A person: the given name and its reading as ``entries``, the registers been in, the places lived at."""

    id: str
    birth: date
    entries: tuple[Entry, ...]
    memberships: tuple[Membership, ...] = ()
    residences: tuple[Residence, ...] = ()
    former: FormerFamilyName = FormerFamilyName()
    ward: bool = False
    waiting: tuple[str, ...] = ()

    @property
    def touched(self) -> date:
        """The day of the last record of him or her."""
        newest = self.entries[-1].recorded
        for facts in (self.memberships, self.residences, self.former.entries):
            if facts and facts[-1].recorded > newest:
                newest = facts[-1].recorded
        return newest


class Household(NamedTuple):
    """A household (世帯): the municipality, the householder, all who were ever in it."""

    id: str
    municipality: str
    householder: str = ""
    persons: tuple[str, ...] = ()


class Lodged(NamedTuple):
    """A filing that waits to be accepted; ``filing`` is ``None`` when it waits no more (受理前の届出)."""

    id: str
    filing: Event | None


Subject = Register | Person | Household | Lodged
KINDS: Final[dict[str, type[Subject]]] = {
    "registers": Register, "persons": Person, "households": Household, "lodged": Lodged,
}  # fmt: skip
"""Where a history keeps each kind of subject."""
S = TypeVar("S")
F = TypeVar("F", Membership, Residence, Seat)


class Kept(Protocol[S]):
    """Where a history keeps its subjects: a :class:`Shelf`, or anything else that is read and put to like one."""

    def get(self, key: str, /) -> S | None:
        """Return what stands under a key, ``None`` when nothing does."""

    def put(self, key: str, value: S) -> Kept[S]:
        """Return the same with the value under the key."""

    def __iter__(self) -> Iterator[str]:
        """Return the keys in the order of text."""


def last(facts: tuple[F, ...], effective: date, known: date) -> F | None:
    """Return the newest of some facts that holds on a day, as far as it was known on another."""
    for fact in reversed(facts):
        if fact.effective <= effective and fact.recorded <= known:
            return fact
    return None


@dataclass(frozen=True, slots=True)
class History:
    """Registers, persons and households with all that was ever recorded of them; frozen: an event makes a new one.

    ``lodged`` are filings not accepted yet, ``events`` all that were applied, ``last`` the newest of them and
    ``touched`` what it changed: pairs of a kind (a key of :data:`KINDS`) and an id.
    """

    registers: Kept[Register] = field(default_factory=Shelf)
    persons: Kept[Person] = field(default_factory=Shelf)
    households: Kept[Household] = field(default_factory=Shelf)
    lodged: Kept[Lodged] = field(default_factory=Shelf)
    events: Kept[Event] = field(default_factory=Shelf)
    last: Event | None = None
    touched: tuple[tuple[str, str], ...] = ()

    def person(self, name: str) -> Person:
        """Return a person the history knows, removed or not.

        Args:
            name: the id of the person.

        Raises:
            ValueError: for a person the history does not know.
        """
        found = self.persons.get(name)
        if found is None:
            raise ValueError(f"the history knows no person {name!r}; pass the id of one it has")
        return found

    def as_of(self, effective: date, known: date = date.max) -> View:
        """Return what held on a day, as far as it was known on another.

        >>> from datetime import date
        >>> History().as_of(date(2026, 5, 26)).register_of("p1") is None
        True

        Args:
            effective: the day that is asked about (効力の日).
            known: the day on which one asks (知った日); without it, with all that is known now.
        """
        return View(self, effective, known)

    def view(self) -> View:
        """Return what stands after everything recorded."""
        return View(self, date.max, date.max)


class View(NamedTuple):
    """What a history says of one pair of dates; every answer is ``None`` or empty where there is none."""

    history: History
    effective: date
    known: date

    def register_of(self, person: str) -> Register | None:
        """Return the register a person is in (在籍する戸籍)."""
        found = self.history.persons.get(person)
        place = found and last(found.memberships, self.effective, self.known)
        return self.history.registers.get(place.register) if place else None

    def family(self, register: str) -> Entry | None:
        """Return the family name of a register with its reading (氏)."""
        found = self.history.registers.get(register)
        return found and standing(found.entries, self.effective, self.known)

    def given(self, person: str) -> Entry | None:
        """Return the given name of a person with its reading (名)."""
        found = self.history.persons.get(person)
        return found and standing(found.entries, self.effective, self.known)

    def former_family(self, person: str) -> Entry | None:
        """Return the former family name of a person with its reading (旧氏)."""
        found = self.history.persons.get(person)
        return found and standing(found.former.entries, self.effective, self.known)

    def entry(self, person: str, part: str) -> Entry | None:
        """Return one part of a person's name: ``family``, ``given`` or ``former-family``."""
        if part == Part.FAMILY:
            register = self.register_of(person)
            return register and self.family(register.id)
        return self.given(person) if part == Part.GIVEN else self.former_family(person)

    def members(self, register: str) -> tuple[str, ...]:
        """Return the persons who are in a register, in the order they entered it (在籍者)."""
        found = self.history.registers.get(register)
        return tuple(person for person in found.persons if self.is_in(person, register)) if found else ()

    def is_open(self, register: Register) -> bool:
        """Tell whether anybody is in a register; who leaves last closes it (除籍)."""
        return any(self.is_in(person, register.id) for person in register.persons)

    def is_in(self, person: str, register: str, *, spouse: bool = False) -> bool:
        """Tell whether a person is in a register, or in it as the spouse of the head."""
        found = self.history.persons.get(person)
        place = found and last(found.memberships, self.effective, self.known)
        return place is not None and place.register == register and place.spouse >= spouse

    def head(self, register: Register) -> str:
        """Return the head of a register while in it, else ``""`` (筆頭者)."""
        return register.head if self.is_in(register.head, register.id) else ""

    def spouse(self, register: Register) -> str:
        """Return the spouse of the head while in the register, else ``""`` (配偶者)."""
        return next((one for one in reversed(register.spouses) if self.is_in(one, register.id, spouse=True)), "")

    def registry(self, register: str) -> str:
        """Return the municipality that keeps a register (本籍地)."""
        found = self.history.registers.get(register)
        seat = found and last(found.seats, self.effective, self.known)
        return seat.municipality if seat else NOWHERE

    def residence(self, person: str) -> Residence | None:
        """Return where a person lives (住所)."""
        found = self.history.persons.get(person)
        return found and last(found.residences, self.effective, self.known)

    def household(self, person: str) -> tuple[Household, tuple[str, ...]] | None:
        """Return the household of a person, and who is in it now (世帯)."""
        place = self.residence(person)
        found = self.history.households.get(place.household) if place else None
        if found is None:
            return None
        return found, tuple(one for one in found.persons if self._lives_in(one, found.id))

    def _lives_in(self, person: str, household: str) -> bool:
        place = self.residence(person)
        return place is not None and place.household == household

    def filed_before(self, subject: Register | Person, event: str = "") -> str:
        """Return a filing that waits and was filed before an event of the day, ``""`` when there is none (R8)."""
        order = subject.waiting
        if not order:
            return ""
        mine = self.effective, order.index(event) if event in order else len(order)
        for place, name in enumerate(order):
            found = self.history.lodged.get(name)
            if found is not None and found.filing is not None and (found.filing.on, place) < mine:
                return name
        return ""

    def name(self, person: str) -> PersonName:
        """Return the name of a person as other records may copy it: readings that are not recorded are ``""``."""
        family, given = self.entry(person, Part.FAMILY), self.given(person)
        return PersonName(
            family.name if family else "",
            family.certified_reading if family else "",
            given.name if given else "",
            given.certified_reading if given else "",
        )
