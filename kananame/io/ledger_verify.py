"""Whether a ledger is what it was: its file, its chain of events, and all that follows from them made once more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import Any, Final, NamedTuple

from kananame.io.ledger import ACCEPTED, PAGE, Ledger, maker, memory, sealed
from kananame.io.ledger_file import EMPTY, damaged
from kananame.io.refusals import Refusal

FOLLOWS: Final = {"subjects": 2, "changes": 1, "reports": 1}
"""The tables that follow from the events, and how many of their columns name a row."""


class Counts(NamedTuple):
    """How much a ledger holds."""

    events: int
    subjects: int
    changes: int
    reports: int


def verify(ledger: Ledger) -> Counts:
    """Return how much a ledger holds, when it is whole.

    Raises:
        Refusal: ``ledger-damaged`` naming the place, ``ledger-rebuilt`` where other rules than those of today wrote
            what differs; ``ledger-busy``, ``ledger-system``.
    """
    with ledger.snapshot():
        (state,) = ledger.read("PRAGMA quick_check(1)")[0]
        if state != "ok":
            raise damaged(ledger.path, state)
        count = _check_chain(ledger)
        _check_state(ledger)
        return Counts(count, *(ledger.read(f"SELECT count(*) FROM {table}")[0][0] for table in FOLLOWS))  # noqa: S608


def _check_chain(ledger: Ledger) -> int:
    """Return how many events there are, each the one that was sealed in its place, the last being the last written."""
    count, head = 0, EMPTY
    for seq, name, body, digest in _rows(ledger, "SELECT seq, id, body, digest FROM events WHERE seq > ? ORDER BY seq"):
        count, head = count + 1, sealed(head, str(body))
        if (seq, digest) != (count, head) or _name(body) != name:
            raise damaged(ledger.path, f"events {count}")
    if (count, head) != ledger.written():
        raise damaged(ledger.path, f"events {count + 1}")
    return count


def _rows(ledger: Ledger, sql: str) -> Iterator[Any]:
    last = 0
    while rows := ledger.read(f"{sql} LIMIT {PAGE}", last):
        yield from rows
        last = rows[-1][0]


def _name(body: str) -> object:
    try:
        return json.loads(body)["id"]
    except (ValueError, TypeError, LookupError):
        return None


def _check_state(ledger: Ledger) -> None:
    """Raise unless all that follows from the events is what they lead to once more."""
    with memory(ledger.settings) as rebuilt:
        events = ledger.events()
        while page := list(islice(events, PAGE)):
            for outcome in rebuilt.apply(page):
                if outcome.state != ACCEPTED:
                    raise _differs(ledger, f"events {outcome.event}")
        for table, width in FOLLOWS.items():
            for ours, theirs in zip_longest(*(_all(one, table) for one in (ledger, rebuilt))):
                if ours != theirs:
                    raise _differs(ledger, " ".join((table, *map(str, min(filter(None, (ours, theirs)))[:width]))))


def _all(ledger: Ledger, table: str) -> Iterator[Any]:
    """Yield the rows of a table by the columns that name them, a page at a time."""
    names = {"subjects": "kind, id", "changes": "seq", "reports": "digest"}[table]
    rows = ledger.read(f"SELECT * FROM {table} ORDER BY {names} LIMIT {PAGE}")  # noqa: S608
    while rows:
        yield from rows
        width = FOLLOWS[table]
        places = ", ".join("?" * width)
        behind = f"SELECT * FROM {table} WHERE ({names}) > ({places}) ORDER BY {names} LIMIT {PAGE}"  # noqa: S608
        rows = ledger.read(behind, *rows[-1][:width])


def _differs(ledger: Ledger, place: str) -> Refusal:
    """Return what is wrong where rebuilding leads elsewhere: the file, or that other rules wrote it."""
    made = [row[1:] for row in ledger.meta("made")]
    if made == [maker()]:
        return damaged(ledger.path, place)
    before, now = ", ".join(" ".join(one) for one in made), " ".join(maker())
    return Refusal("ledger-rebuilt", path=ledger.path, place=place, before=before, now=now)
