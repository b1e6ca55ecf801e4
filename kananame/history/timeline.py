"""What was recorded when, on what basis: the entries of a history in the order they were recorded (経過)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kananame.history.acts import ACTS
from kananame.history.entry import Entry
from kananame.history.state import NOWHERE, History, Person, Register
from kananame.model import Part
from kananame.rules.provisions import PROVISIONS


class Line(NamedTuple):
    """An entry of a history with whose it is and what it rests on.

    ``subject`` is the id of a register for a family name, of a person for the others; ``article`` names the provision
    and ``source`` where it was read.
    """

    subject: str
    part: Part
    entry: Entry
    article: str
    source: str


def timeline(history: History, person: str | None = None) -> tuple[Line, ...]:
    """Return the entries of a history with their sources, in the order they were recorded.

    Args:
        history: what is recorded.
        person: the id of one person, whose registers, past ones too, are told with him or her; ``None``: everything.

    Raises:
        ValueError: for a person the history does not know.

    >>> timeline(History())
    ()
    """
    if person is None:
        lines = [*_registers(history, history.registers), *_persons(history, history.persons)]
    else:
        been = dict.fromkeys(
            place.register for place in history.person(person).memberships if place.register != NOWHERE
        )
        lines = [*_registers(history, been), *_persons(history, [person])]
    return tuple(sorted(lines, key=lambda line: (line.entry.recorded, line.entry.effective)))


def _registers(history: History, names: Iterable[str]) -> Iterator[Line]:
    for name in names:
        register = history.registers.get(name)
        if register is not None:
            yield from _lines(register, Part.FAMILY, register.entries)


def _persons(history: History, names: Iterable[str]) -> Iterator[Line]:
    for name in names:
        person = history.persons.get(name)
        if person is not None:
            yield from _lines(person, Part.GIVEN, person.entries)
            yield from _lines(person, Part.FORMER_FAMILY, person.former.entries)


def _lines(subject: Register | Person, part: Part, entries: tuple[Entry, ...]) -> Iterator[Line]:
    """Yield the entries of one subject with what each rests on."""
    for entry in entries:
        yield Line(subject.id, part, entry, PROVISIONS[entry.provision].article, ACTS[entry.act].source)
