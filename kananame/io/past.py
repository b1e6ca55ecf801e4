"""A ledger's history as it was after one of its events, so that a record sent again is the record that was sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from kananame.history import Change, Event, History, Household, Person, Register
from kananame.history.state import FormerFamilyName, Kept
from kananame.record.marks import tenures

S = TypeVar("S")
KEPT = 1 << 14


class Book(Protocol):
    """A ledger, as far as its past is looked at."""

    history: History

    def changes(self, *, event: str | None = None, since: int = 0) -> Iterator[tuple[int, Change]]:
        """Yield the changes with the numbers of their events."""

    def read(self, sql: str, *values: object) -> list[Any]:
        """Return the rows of a question."""


class Cut(Kept[S]):
    """What a history keeps of one kind, without what events after a certain one added."""

    def __init__(self, kept: Kept[S], touched: Callable[[str], bool], before: Callable[[S], S | None]) -> None:
        """Take the whole, what tells whether a later event touched a subject, and what takes that away."""
        self._kept, self._touched, self._before = kept, touched, before
        self._found: dict[str, S | None] = {}

    def get(self, key: str, /) -> S | None:
        """Return what stood under a key."""
        if key in self._found:
            return self._found[key]
        found = self._kept.get(key)
        if found is not None and self._touched(key):
            found = self._before(found)
        # One event concerns few subjects, each of them many times.
        self._found[key] = found
        return found

    def put(self, key: str, value: S) -> Kept[S]:
        """Return what is kept now with the value under the key: nothing is put into the past."""
        return self._kept.put(key, value)

    def __iter__(self) -> Iterator[str]:
        """Return the keys there were, in the order of text."""
        return (key for key in self._kept if self.get(key) is not None)


class Past:
    """The states a ledger has been in."""

    def __init__(self, book: Book) -> None:
        """Take a ledger, which is asked in one transaction: what is added meanwhile is not seen."""
        self._book = book
        self._seq = lru_cache(KEPT)(self._ask_seq)
        self._touched = lru_cache(KEPT)(self._ask_touched)

    def after(self, seq: int) -> History:
        """Return the history after the event with a number."""
        whole = self._book.history

        def kept(facts: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(fact for fact in facts if self._seq(fact.event) <= seq)

        def person(one: Person) -> Person | None:
            entries = kept(one.entries)
            former = FormerFamilyName(kept(one.former.entries))
            places, homes = kept(one.memberships), kept(one.residences)
            return (
                one._replace(entries=entries, memberships=places, residences=homes, former=former) if entries else None
            )

        def register(one: Register) -> Register | None:
            entries = kept(one.entries)
            return one._replace(entries=entries, seats=kept(one.seats)) if entries else None

        def household(one: Household) -> Household | None:
            lived = [name for name in one.persons if _lived(past.persons.get(name), one.id)]
            held = tenures(past, one)
            return one._replace(householder=held[-1].person if held else "", persons=tuple(lived)) if lived else None

        def event(one: Event) -> Event | None:
            return one if self._seq(one.id) <= seq else None

        def cut(kind: str, before: Callable[[S], S | None]) -> Cut[S]:
            return Cut(getattr(whole, kind), lambda key: self._touched(kind, key) > seq, before)

        past = History(
            registers=cut("registers", register), persons=cut("persons", person),
            households=cut("households", household), events=Cut(whole.events, lambda _: True, event),
        )  # fmt: skip
        return past

    def _ask_seq(self, event: str) -> int:
        return self._number("SELECT seq FROM events WHERE id = ?", event)

    def _ask_touched(self, kind: str, key: str) -> int:
        return self._number("SELECT seq FROM subjects WHERE kind = ? AND id = ?", kind, key)

    def _number(self, sql: str, *values: str) -> int:
        found = self._book.read(sql, *values)
        return int(found[0][0]) if found else 0


def _lived(person: Person | None, household: str) -> bool:
    """Tell whether a person was ever in a household."""
    return person is not None and any(home.household == household for home in person.residences)
