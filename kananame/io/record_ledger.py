"""The records that a ledger gives: everyone as of a day, or what followed its events (全件・差分)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from kananame.history import History
from kananame.io.ledger_shelf import KEPT_READING
from kananame.io.past import Book, Past
from kananame.record import Facts, Layout, facts_of_changes, facts_of_person

SQLITE: Final = b"SQLite format 3\0"
"""What the file of a ledger begins with."""
FULL, DELTA, EVENT = "full", "delta", "event"


class Slice(NamedTuple):
    """Which part of a ledger: what followed the event with a number, or one event; else everyone, as of two days."""

    since: int | None = None
    event: str | None = None
    on: date | None = None
    known: date | None = None

    @property
    def content(self) -> str:
        """The part in one word, for the manifest."""
        return EVENT if self.event is not None else FULL if self.since is None else DELTA


def is_ledger(path: str) -> bool:
    """Tell whether a file is one of SQLite: no file of names begins like it."""
    try:
        with Path(path).open("rb") as file:
            return file.read(len(SQLITE)) == SQLITE
    except OSError:
        return False


@contextmanager
def of_ledger(path: str, layout: Layout, wanted: Slice) -> Iterator[tuple[int, Iterator[Facts]]]:
    """Give the number of the last event, and the facts of a part of a ledger; nothing is added to it meanwhile.

    Raises ``Refusal``: those of ``open_ledger`` and ``Ledger.changes``.
    """
    from kananame.io.ledger import open_ledger  # noqa: PLC0415 (who exports a file needs no database)

    with open_ledger(path, keep=KEPT_READING) as ledger, ledger.snapshot() as history:
        through, _ = ledger.written()
        if wanted.content == FULL:
            yield through, persons(history, wanted.on or date.max, wanted.known or date.max)
        else:
            yield through, changed(ledger, layout, wanted)


def persons(history: History, effective: date, known: date) -> Iterator[Facts]:
    """Yield the facts of everyone who lived in a municipality on a day, as far as it was known on another."""
    for person in history.persons:
        facts = facts_of_person(history, person, effective, known)
        if facts["municipality"]:
            yield facts


def changed(book: Book, layout: Layout, wanted: Slice) -> Iterator[Facts]:
    """Yield the facts of what followed events, in their order, each as things stood after its event."""
    past = Past(book)
    for seq, group in groupby(book.changes(event=wanted.event, since=wanted.since or 0), key=itemgetter(0)):
        history = past.after(seq)
        yield from facts_of_changes((change for _, change in group), layout, history)
