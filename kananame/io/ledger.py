"""The ledger of a history: events in the order they came, each once, and the state they lead to (台帳).

One file of SQLite.  ``events`` is only added to, and each event is sealed with a digest of all before it; all other
tables follow from it.  An event is in the ledger when :meth:`Ledger.apply` has come back, and stays there whatever
happens to the process or the machine.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from types import TracebackType
from typing import Any, Final, NamedTuple, Self, TypeVar

import kananame as kn
from kananame import history as h
from kananame.errors import InvalidEvent
from kananame.history import wire
from kananame.history.state import KINDS, Subject
from kananame.io import ledger_file
from kananame.io.ledger_file import EMPTY, damaged, told, why_not
from kananame.io.ledger_settings import book_of, check_settings
from kananame.io.ledger_shelf import ABSENT, KEPT, Drawer, Reports, Through
from kananame.io.refusals import Refusal
from kananame.io.rows import ChangeRows, Rows, Turns, write
from kananame.model import Report
from kananame.rulebook import DEFAULTS, rulebook

ACCEPTED: Final = "accepted"
REPEATED: Final = "repeated"
REFUSED: Final = "refused"
PAGE: Final = 500
"""Rows that are read at a time, so that nobody who writes waits for who reads."""
T = TypeVar("T")


class Outcome(NamedTuple):
    """What became of an event: ``accepted``, ``repeated`` (it was there already) or ``refused``, and why."""

    event: str
    state: str
    refusal: InvalidEvent | None = None


@dataclass(slots=True)
class _Batch:
    """What events that are written together add: themselves, what follows, and the subjects they touch."""

    events: list[tuple[int, str, str, bytes]] = field(default_factory=list)
    changes: list[tuple[int, str]] = field(default_factory=list)
    touched: dict[tuple[str, str], int] = field(default_factory=dict)


class Ledger:
    """A ledger that is open: events are applied to it, and questions asked of its history.

    >>> import tempfile
    >>> from datetime import date
    >>> from pathlib import Path
    >>> head = h.Enrolled(person="p1", given="一郎", birth=date(1970, 4, 1), municipality="131016")
    >>> event = h.ExistingRegister(id="e1", on=date(2025, 5, 26), register="r1", municipality="131016", family="山崎",
    ...                            head="p1", members=(head,))
    >>> with tempfile.TemporaryDirectory() as folder, open_ledger(f"{folder}/town.ledger", create=True) as ledger:
    ...     states = [ledger.apply([event])[0].state for _ in range(2)]
    ...     name = ledger.history.view().family("r1").name
    >>> states, name
    (['accepted', 'repeated'], '山崎')
    """

    def __init__(self, database: sqlite3.Connection, path: str, keep: int = KEPT) -> None:
        """Take a database that is a ledger; :func:`open_ledger` opens one."""
        self._database = database
        self._keep = keep
        self.path = path
        self._reports = Reports(self._report)
        self._rows = Rows({Report: Turns(self._reports.put, self._reports.get)})
        self._change_rows = ChangeRows(self._rows)
        self._drawers: dict[str, Drawer[Any]] = {kind: self._drawer(kind) for kind in KINDS}
        self._events: Drawer[h.Event] = Drawer(
            self._event, lambda: self._column("SELECT id FROM events ORDER BY id"), keep
        )
        shelves: dict[str, Any] = {kind: Through(drawer) for kind, drawer in self._drawers.items()}
        self.history = h.History(**shelves, events=Through(self._events))
        self._count, self._head = self._stand()
        self.settings: dict[str, str] = self.meta("settings")
        self.book = book_of(self.settings, path)

    def __enter__(self) -> Self:
        """Return the ledger."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close the file."""
        self._database.close()

    def apply(self, events: Iterable[h.Event | InvalidEvent]) -> list[Outcome]:
        """Apply events in their order, as one: when this comes back, those accepted are on the disk.

        What stands in the place of an event that could not be read is told as refused.  An event that is refused leaves
        no trace; the others are not kept from being applied.

        Raises:
            Refusal: ``ledger-busy``, ``ledger-system``, ``ledger-damaged``; then none of the events was applied.
        """
        batch, turn = _Batch(), [*events]
        with self._writing():
            self._foresee([event.id for event in turn if isinstance(event, h.Event)])
            outcomes = [self._apply(event, batch) for event in turn]
            if batch.events:
                self._write(batch)
        return outcomes

    def _foresee(self, ids: list[str]) -> None:
        """Learn at once which events are not there yet: to ask for each takes longer than to apply it."""
        unknown = [name for name in ids if name not in self._events.used]
        for begin in range(0, len(unknown), PAGE):
            page = unknown[begin : begin + PAGE]
            places = ",".join("?" * len(page))
            there = set(self._column(f"SELECT id FROM events WHERE id IN ({places})", *page))  # noqa: S608 - only ?
            self._events.used.update((name, ABSENT) for name in page if name not in there)

    def _apply(self, event: h.Event | InvalidEvent, batch: _Batch) -> Outcome:
        if isinstance(event, InvalidEvent):
            return Outcome(event.event, REFUSED, event)
        try:
            after = kn.apply(self.history, event, self.book)
        except InvalidEvent as refused:
            return Outcome(event.id, REFUSED, refused)
        if after is self.history:
            return Outcome(event.id, REPEATED)
        body = write(wire.to_dict(event))
        self._count, self._head = self._count + 1, sealed(self._head, body)
        batch.events.append((self._count, event.id, body, self._head))
        found = kn.changes(self.history, after, self.book)
        if found:
            batch.changes.append((self._count, write(self._change_rows.pack(found))))
        self._events.put(event.id, event)
        for kind, key in after.touched:
            self._drawers[kind].put(key, getattr(after, kind).get(key))
            batch.touched[kind, key] = self._count
        return Outcome(event.id, ACCEPTED)

    def _write(self, batch: _Batch) -> None:
        """Write what a batch has led to; it counts with the commit."""
        many = self._database.executemany
        many("INSERT INTO events VALUES (?, ?, ?, ?)", batch.events)
        many("INSERT INTO changes VALUES (?, ?)", batch.changes)
        many(
            "INSERT INTO subjects VALUES (?, ?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, state = excluded.state",
            [(kind, key, seq, self._state(kind, key)) for (kind, key), seq in batch.touched.items()],
        )
        many("INSERT INTO reports VALUES (?, ?) ON CONFLICT DO NOTHING", self._reports.new.items())
        made = self.meta("made")
        if made[-1][1:] != maker():
            made.append([batch.events[0][0], *maker()])
        meta = {"count": self._count, "head": self._head.hex(), "made": made}
        many("UPDATE meta SET value = ? WHERE key = ?", [(write(value), key) for key, value in meta.items()])

    def _state(self, kind: str, key: str) -> str:
        return write(self._rows.pack(KINDS[kind], self._drawers[kind].changed[key]))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Give the one transaction of a batch; on any failure the ledger is as it was."""
        with told(self.path):
            self._database.execute("BEGIN IMMEDIATE")
        try:
            with told(self.path):
                stand = self._stand()
                if stand != (self._count, self._head):
                    # Another run has added to it since.
                    self._forget()
                    self._count, self._head = stand
                yield
                self._database.execute("COMMIT")
        except BaseException:
            self._forget()
            self._count, self._head = -1, EMPTY
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise
        for drawer in (*self._drawers.values(), self._events):
            drawer.settle()
        self._reports.new.clear()

    def _forget(self) -> None:
        for drawer in (*self._drawers.values(), self._events):
            drawer.forget()
        self._reports.forget()

    @contextmanager
    def snapshot(self) -> Iterator[h.History]:
        """Give the history as it is now, while another run may add to it; that one waits for this to end.

        Raises:
            Refusal: ``ledger-busy``, ``ledger-system``, ``ledger-damaged``.
        """
        with told(self.path):
            self._database.execute("BEGIN")
            try:
                yield self.history
            finally:
                self._database.execute("ROLLBACK")

    def changes(self, *, event: str | None = None, since: int = 0) -> Iterator[tuple[int, h.Change]]:
        """Yield the changes that followed, each with the number of its event, in the order of events.

        Args:
            event: the id of one event; without it, of all.
            since: the number of an event; only those after it.

        Raises:
            Refusal: ``ledger-event-unknown``; ``ledger-busy``, ``ledger-system``, ``ledger-damaged``.
        """
        if event is None:
            rows = self._pages("seq, (SELECT id FROM events WHERE seq = changes.seq), body FROM changes", since)
        else:
            known = self.read("SELECT seq FROM events WHERE id = ?", event)
            if not known:
                raise Refusal("ledger-event-unknown", path=self.path, event=event)
            sql = "SELECT seq, ?, body FROM changes WHERE seq = ?"
            rows = iter(self.read(sql, event, known[0][0]))
        for seq, name, body in rows:
            for change in self._sound(f"changes {seq}", self._unpacked, name, body):
                yield seq, change

    def _unpacked(self, event: str, body: str) -> list[h.Change]:
        return list(self._change_rows.unpack(event, json.loads(body)))

    def events(self) -> Iterator[h.Event]:
        """Yield all events in their order.

        Raises:
            Refusal: ``ledger-busy``, ``ledger-system``, ``ledger-damaged``.
        """
        for seq, body in self._pages("seq, body FROM events", 0):
            yield self._sound(f"events {seq}", wire.read_event, body)

    def _pages(self, what: str, since: int) -> Iterator[Any]:
        """Yield rows with a number by that number, a page at a time."""
        while rows := self.read(f"SELECT {what} WHERE seq > ? ORDER BY seq LIMIT {PAGE}", since):
            yield from rows
            since = rows[-1][0]

    def _sound(self, place: str, turn: Callable[..., T], *args: object) -> T:
        """Return what a row says; raise ``Refusal`` ``ledger-damaged`` for one that no ledger wrote."""
        try:
            return turn(*args)
        except Refusal:
            raise
        except (ValueError, TypeError, LookupError, AttributeError):
            raise damaged(self.path, place) from None

    def read(self, sql: str, *values: object) -> list[Any]:
        """Return the rows a question to the file finds.

        Raises:
            Refusal: ``ledger-busy``, ``ledger-system``, ``ledger-damaged``.
        """
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise why_not(self.path, error) from None

    def _column(self, sql: str, *values: object) -> list[str]:
        return [row[0] for row in self.read(sql, *values)]

    def meta(self, key: str) -> Any:  # noqa: ANN401 - JSON
        """Return what the ledger says of itself: ``settings``, ``made``, ``count``, ``head``.

        Raises:
            Refusal: ``ledger-busy``, ``ledger-system``, ``ledger-damaged``.
        """
        rows = self._column("SELECT value FROM meta WHERE key = ?", key)
        return self._sound(f"meta {key}", lambda: json.loads(rows[0]))

    def written(self) -> tuple[int, bytes]:
        """Return how many events were written, and the digest that seals the last.

        Raises:
            Refusal: ``ledger-busy``, ``ledger-system``, ``ledger-damaged``.
        """
        return self._sound("meta", lambda: (int(self.meta("count")), bytes.fromhex(self.meta("head"))))

    def _stand(self) -> tuple[int, bytes]:
        """Return the same, sure that the last event written is there."""
        found = self.written()
        rows = self.read("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1")
        if (rows[0] if rows else (0, EMPTY)) != found:
            raise damaged(self.path, f"events {found[0]}")
        return found

    def _drawer(self, kind: str) -> Drawer[Subject]:
        """Return what reads the subjects of a kind."""

        def read(key: str) -> Subject | None:
            rows = self._column("SELECT state FROM subjects WHERE kind = ? AND id = ?", kind, key)
            turn = self._rows.unpack
            return self._sound(f"{kind} {key}", lambda: turn(KINDS[kind], json.loads(rows[0]))) if rows else None

        names = "SELECT id FROM subjects WHERE kind = ? ORDER BY id"
        return Drawer(read, lambda: self._column(names, kind), self._keep)

    def _event(self, key: str) -> h.Event | None:
        rows = self._column("SELECT body FROM events WHERE id = ?", key)
        return self._sound(f"events {key}", wire.read_event, rows[0]) if rows else None

    def _report(self, digest: str) -> str | None:
        return next(iter(self._column("SELECT body FROM reports WHERE digest = ?", digest)), None)


def sealed(head: bytes, body: str) -> bytes:
    """Return the digest of an event and of all before it.

    >>> sealed(EMPTY, "{}").hex()[:8]
    'fb1634c4'
    """
    return sha256(head + body.encode()).digest()


def maker() -> list[str]:
    """Return which library and which rules write."""
    return [kn.__version__, rulebook().edition]


def _begin(settings: Mapping[str, str]) -> dict[str, str]:
    """Return what a ledger without events says of itself."""
    meta = {"settings": {**DEFAULTS, **settings}, "made": [[1, *maker()]], "count": 0, "head": EMPTY.hex()}
    return {key: write(value) for key, value in meta.items()}


def memory(settings: Mapping[str, str]) -> Ledger:
    """Return a ledger that is gone when it is closed; what memory does not hold lies in a file without a name."""
    database = sqlite3.connect("", isolation_level=None)
    ledger_file.prepare(database, _begin(settings))
    return Ledger(database, "")


def open_ledger(
    path: str, settings: Mapping[str, str] | None = None, *, create: bool = False, keep: int = KEPT
) -> Ledger:
    """Open a ledger.

    Args:
        path: its file.
        settings: what is done on points that no source settles (``tables/data/settings.tsv``); a ledger keeps those it
            was made with, because its state follows from them.
        create: whether to make one where there is none.
        keep: how many subjects of a kind stay in memory; fewer will do where a ledger is read from end to end.

    Raises:
        Refusal: ``setting-unknown``, ``setting-choice``, ``ledger-settings`` for settings that are none or not those of
            the ledger; ``file-missing``, ``file-directory``, ``output-directory-missing``, ``output-unwritable``,
            ``ledger-foreign``, ``ledger-newer``, ``ledger-damaged``, ``ledger-busy``, ``ledger-system``.
    """
    asked = settings or {}
    check_settings(asked)
    if create and not ledger_file.exists(path):
        ledger_file.make(path, _begin(asked))
    database = ledger_file.connect(path)
    try:
        ledger = Ledger(database, path, keep)
        _check_kept(ledger, asked)
    except BaseException:
        database.close()
        raise
    return ledger


def _check_kept(ledger: Ledger, asked: Mapping[str, str]) -> None:
    """Raise ``Refusal`` ``ledger-settings`` unless the settings asked for are those the ledger was made with."""
    for point, choice in asked.items():
        kept = ledger.settings[point]
        if kept != choice:
            raise Refusal("ledger-settings", path=ledger.path, point=point, choice=choice, kept=kept)
