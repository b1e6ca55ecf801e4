"""Named tuples as arrays without the names of their fields: how a ledger keeps what it reads back often."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from kananame.history.changes import Change, System
from kananame.history.entry import Entry
from kananame.history.wire import codec, is_named
from kananame.model import Part

T = TypeVar("T")
Turn = Callable[[Any], Any]
_day = lru_cache(maxsize=1 << 14)(date.fromisoformat)
write: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=date.isoformat
).encode
"""Return the JSON of a value as the ledger keeps it; a tuple is an array, a date its text."""


class Turns(NamedTuple):
    """How values of a type become parts of an array and come back; ``None`` where they are written as they are."""

    pack: Turn | None
    unpack: Turn | None


AS_IT_IS: Final = Turns(None, None)
PLAIN: Final = {str: AS_IT_IS, bool: AS_IT_IS, int: AS_IT_IS, date: Turns(None, _day)}


class Rows:
    """Packs named tuples so that they are written as arrays; what is ``apart`` is kept elsewhere and only named there.

    >>> from kananame.history.state import Seat
    >>> seat = Seat("131016", date(2025, 5, 26), date(2025, 5, 26), "e1")
    >>> written = write(Rows({}).pack(Seat, seat))
    >>> written
    '["131016","2025-05-26","2025-05-26","e1"]'
    >>> Rows({}).unpack(Seat, json.loads(written)) == seat
    True
    """

    def __init__(self, apart: Mapping[type, Turns]) -> None:
        """Take, for each type that is kept elsewhere, what puts a value there and what finds it again."""
        self._turns: dict[Any, Turns] = dict(apart)

    def pack(self, kind: type, value: object) -> Any:  # noqa: ANN401 - JSON-ready data
        """Return a value as JSON-ready data."""
        turn = self._of(kind).pack
        return value if turn is None else turn(value)

    def unpack(self, kind: type[T], row: object) -> T:
        """Return the value of a row; raise whatever data of another form lead to."""
        turn = self._of(kind).unpack
        found: T = row if turn is None else turn(row)  # type: ignore[assignment]
        return found

    def _of(self, kind: Any) -> Turns:  # noqa: ANN401 - a type hint may be any form
        found = self._turns.get(kind)
        if found is None:
            found = self._turns[kind] = self._made(kind)
        return found

    def _made(self, kind: Any) -> Turns:  # noqa: ANN401 - a type hint may be any form
        if kind in PLAIN:
            return PLAIN[kind]
        if is_named(kind):
            return self._tuple(kind)
        if get_origin(kind) is tuple:
            return _several(self._of(get_args(kind)[0]))
        if type(None) in get_args(kind):
            return _optional(self._of(next(one for one in get_args(kind) if one is not type(None))))
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return Turns(None, {str(one): one for one in kind}.__getitem__)
        # What is seldom kept stands in its own form.
        load, dump = codec(kind)
        return Turns(dump, load)

    def _tuple(self, kind: Any) -> Turns:  # noqa: ANN401 - a named tuple
        hints = get_type_hints(kind)
        turns = [self._of(hints[name]) for name in kind._fields]
        packs = [(at, turn.pack) for at, turn in enumerate(turns) if turn.pack]
        unpacks = [(at, turn.unpack) for at, turn in enumerate(turns) if turn.unpack]

        def pack(value: tuple[Any, ...]) -> list[Any]:
            row = list(value)
            for at, turn in packs:
                row[at] = turn(row[at])
            return row

        def unpack(row: list[Any]) -> object:
            row = list(row)
            for at, turn in unpacks:
                row[at] = turn(row[at])
            return kind._make(row)

        return Turns(pack if packs else None, unpack)


def _several(one: Turns) -> Turns:
    pack, unpack = one
    packed: Turn | None = None if pack is None else lambda values: [pack(value) for value in values]
    if unpack is None:
        return Turns(packed, tuple)
    return Turns(packed, lambda row: tuple([unpack(value) for value in row]))


def _optional(one: Turns) -> Turns:
    pack, unpack = one
    return Turns(
        None if pack is None else lambda value: None if value is None else pack(value),
        None if unpack is None else lambda row: None if row is None else unpack(row),
    )


class ChangeRows:
    """Packs the changes of one event: the few entries they speak of stand once, and what several share too."""

    def __init__(self, rows: Rows) -> None:
        """Take what packs an entry."""
        self._rows = rows

    def pack(self, found: Iterable[Change]) -> list[Any]:
        """Return changes so that they can be written; their event is known from elsewhere."""
        entries: list[Entry | None] = [None]
        groups: list[tuple[Any, ...]] = []
        shared: tuple[Any, ...] = ()
        for one in found:
            places = (_place(entries, one.before), _place(entries, one.after))
            what = (one.about, one.part, *places, one.on, one.register, one.past)
            if what != shared:
                shared = what
                groups.append((*what, []))
            groups[-1][-1].append((one.system, one.municipality, one.person, one.provision, one.verified))
        return [[self._rows.pack(Entry, entry) for entry in entries[1:]], groups]

    def unpack(self, event: str, data: list[list[Any]]) -> Iterator[Change]:
        """Yield the changes of an event."""
        rows, groups = data
        entries = [None, *(self._rows.unpack(Entry, row) for row in rows)]
        for about, part, before, after, on, register, past, records in groups:
            for system, municipality, person, provision, verified in records:
                yield Change(
                    event, System(system), municipality, person, about, Part(part), entries[before], entries[after],
                    _day(on), provision, verified, register, past,
                )  # fmt: skip


def _place(entries: list[Entry | None], entry: Entry | None) -> int:
    """Return where an entry stands in a list, put there when it does not."""
    for place, known in enumerate(entries):
        if known is entry:
            return place
    entries.append(entry)
    return len(entries) - 1
