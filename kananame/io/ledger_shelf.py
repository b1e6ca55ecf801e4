"""Shelves that read through to a ledger: an event sees what it needs, and nothing stays of one that is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import Any, Final, Generic, TypeVar

from kananame.history import wire
from kananame.io.rows import write
from kananame.model import Report

S = TypeVar("S")
ABSENT: Final[Any] = object()
"""What is remembered of a key under which nothing stands."""
KEPT: Final = 1 << 16
"""How many subjects of a kind stay in memory while events are applied, once and at most twice as many."""
KEPT_READING: Final = 1 << 12
"""How many stay while a ledger is only read, from one end to the other; how many reports."""
_DIGITS = 32


class Drawer(Generic[S]):
    """The subjects of one kind: those changed since the last commit, those used lately, and the table behind them."""

    def __init__(self, read: Callable[[str], S | None], names: Callable[[], Iterable[str]], keep: int = KEPT) -> None:
        """Take what reads a subject from the table, and what gives the ids in it in the order of text."""
        self._read = read
        self._names = names
        self._keep = keep
        self._used_before: dict[str, S] = {}
        self.used: dict[str, S] = {}
        self.changed: dict[str, S] = {}

    def find(self, key: str) -> S:
        """Return what stands under a key that was not used lately, ``ABSENT`` when nothing does."""
        found = self.changed.get(key) or self._used_before.get(key)
        if found is None:
            read = self._read(key)
            found = ABSENT if read is None else read
        self._trim()
        self.used[key] = found
        return found

    def put(self, key: str, value: S) -> None:
        """Let a value stand under a key."""
        self.changed[key] = self.used[key] = value

    def names(self) -> Iterator[str]:
        """Return the keys in the order of text."""
        return iter(sorted({*self._names(), *self.changed}) if self.changed else self._names())

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len({*self.used, *self._used_before})

    def settle(self) -> None:
        """Know that what was changed stands in the table; of too much, what was not used since the last time goes."""
        self.changed.clear()
        self._trim()

    def _trim(self) -> None:
        """Of too much that was used, let go what was not used since the last time: who only reads stays small, too."""
        if len(self.used) > self._keep:
            self._used_before = dict(self.used)
            self.used.clear()

    def forget(self) -> None:
        """Know nothing: the table was changed by somebody else, or what was changed came to nothing."""
        for one in (self.used, self._used_before, self.changed):
            one.clear()


class Through(Generic[S]):
    """A shelf of a history over a drawer: what an event puts on it lies in front, and the drawer stays as it was.

    >>> drawer = Drawer({"r1": "松浦"}.get, lambda: ["r1"])
    >>> old = Through(drawer)
    >>> new = old.put("r1", "中田").put("r2", "山崎")
    >>> (old.get("r1"), old.get("r2")), (new.get("r1"), new.get("r2")), list(new)
    (('松浦', None), ('中田', '山崎'), ['r1', 'r2'])
    """

    __slots__ = ("_drawer", "_front", "_used")

    def __init__(self, drawer: Drawer[S], front: dict[str, S] | None = None) -> None:
        """Begin with nothing in front."""
        self._drawer = drawer
        self._front = front or {}
        # The one dictionary of the drawer: a question to it is asked a hundred times for each event.
        self._used = drawer.used

    def get(self, key: str, /) -> S | None:
        """Return what stands under a key, ``None`` when nothing does."""
        found = self._front.get(key)
        if found is None:
            found = self._used.get(key)
            if found is None:
                found = self._drawer.find(key)
        return None if found is ABSENT else found

    def put(self, key: str, value: S) -> Through[S]:
        """Return a shelf that holds the value under the key."""
        return Through(self._drawer, {**self._front, key: value})

    def __iter__(self) -> Iterator[str]:
        """Return the keys in the order of text."""
        if not self._front:
            return self._drawer.names()
        return iter(sorted({*self._drawer.names(), *self._front}))


class Reports:
    """Screening reports, each kept once under its digest: most entries of a town share a few."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        """Take what reads the body of a report from the table."""
        self._read = read
        self.new: dict[str, str] = {}
        self._digests: dict[int, tuple[Report, str]] = {}
        self._found: dict[str, Report] = {}

    def put(self, report: Report) -> str:
        """Return the digest of a report, which is kept with the next commit."""
        known = self._digests.get(id(report))
        if known is not None:
            return known[1]
        body = write(report.to_dict())
        digest = sha256(body.encode()).hexdigest()[:_DIGITS]
        self.new[digest] = body
        self._know(report, digest)
        return digest

    def get(self, digest: str) -> Report:
        """Return the report of a digest; raise ``KeyError`` when there is none."""
        found = self._found.get(digest)
        if found is None:
            body = self.new.get(digest) or self._read(digest)
            if body is None:
                raise KeyError(digest)
            found = wire.from_dict(Report, json.loads(body))
            self._know(found, digest)
        return found

    def forget(self) -> None:
        """Know nothing: what was to be kept came to nothing."""
        for one in (self.new, self._digests, self._found):
            one.clear()

    def _know(self, report: Report, digest: str) -> None:
        if len(self._digests) >= KEPT_READING:
            self._digests.clear()
            self._found.clear()
        # The report is held with its number, so that no other gets that number.
        self._digests[id(report)] = report, digest
        self._found.setdefault(digest, report)
