"""The file of a ledger: its tables, how it is made and opened, and what is said of one that cannot be used."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from kananame.io.files import beside, new_file, reason
from kananame.io.refusals import Refusal

FORMAT: Final = 1
APPLICATION: Final = 0x6B6E6C67
"""``knlg``: what tells a ledger from other files of SQLite."""
WAIT = 5.0
"""Seconds to wait for another run that is writing."""
EMPTY: Final = bytes(32)
"""What the chain of digests begins with."""
TABLES: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE events (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL, digest BLOB NOT NULL)",
    "CREATE TABLE subjects (kind TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER, state TEXT NOT NULL, UNIQUE (kind, id))",
    "CREATE TABLE changes (seq INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TABLE reports (digest TEXT PRIMARY KEY, body TEXT NOT NULL)",
    "CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT raise(ABORT, 'append-only'); END",
    "CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT raise(ABORT, 'append-only'); END",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {FORMAT}",
)
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SYSTEM = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_NOMEM,
    }
)


def damaged(path: str, place: str) -> Refusal:
    """Return the refusal of a ledger that is not what it was."""
    return Refusal("ledger-damaged", path=path, place=place)


@contextmanager
def told(path: str) -> Iterator[None]:
    """Let every error of SQLite be a ``Refusal``.

    Raises ``Refusal``: ``ledger-busy``, ``ledger-foreign``, ``ledger-system``, ``ledger-damaged``.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise why_not(path, error) from None


def why_not(path: str, error: sqlite3.Error) -> Refusal:
    """Return in what way a ledger cannot be used."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _BUSY:
        return Refusal("ledger-busy", path=path)
    if code == sqlite3.SQLITE_NOTADB:
        return Refusal("ledger-foreign", path=path)
    if code in _SYSTEM:
        return Refusal("ledger-system", path=path, why=str(error))
    return damaged(path, str(error))


def make(path: str, meta: dict[str, str]) -> None:
    """Make a ledger without events where there is none; it appears whole, and never in the place of another file.

    Raises ``Refusal``: ``output-directory-missing``, ``output-unwritable``.
    """
    target = Path(path)
    if not target.parent.is_dir():
        raise Refusal("output-directory-missing", path=target.parent)
    part = beside(path, f"new-{os.getpid()}")
    try:
        new_file(part).close()
        with told(path):
            database = sqlite3.connect(part, isolation_level=None)
            try:
                prepare(database, meta)
            finally:
                database.close()
        _appear(part, target)
    except OSError as error:
        raise Refusal("output-unwritable", path=path, why=reason(error)) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _appear(part: Path, target: Path) -> None:
    """Give a file its name, unless another run was faster."""
    try:
        os.link(part, target)
    except FileExistsError:
        return
    except OSError:
        # Some file systems give a file one name only; there a second run that begins this very moment is not noticed.
        if not target.exists():
            part.rename(target)


def prepare(database: sqlite3.Connection, meta: dict[str, str]) -> None:
    """Make the tables of a ledger in an empty database."""
    database.execute("BEGIN IMMEDIATE")
    for statement in TABLES:
        database.execute(statement)
    database.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    database.execute("COMMIT")


def exists(path: str) -> bool:
    """Tell whether there is anything under a path."""
    return os.path.lexists(path)


def connect(path: str) -> sqlite3.Connection:
    """Open a ledger.

    Raises ``Refusal``: ``file-missing``, ``file-directory``, ``ledger-foreign``, ``ledger-newer``, ``ledger-damaged``,
    ``ledger-busy``, ``ledger-system``.
    """
    file = Path(path)
    if file.is_dir():
        raise Refusal("file-directory", path=path)
    if not file.exists():
        raise Refusal("file-missing", path=path)
    with told(path):
        # The form of a URI keeps SQLite from making a file that has gone in between.
        database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", WAIT, isolation_level=None, uri=True)
    try:
        with told(path):
            _known(database, path)
            database.execute("PRAGMA synchronous = FULL")
            database.execute("PRAGMA cache_size = -65536")
    except BaseException:
        database.close()
        raise
    return database


def _known(database: sqlite3.Connection, path: str) -> None:
    """Raise unless a file is a ledger of a form that is known here."""
    # SQLite takes a file of no bytes for a new database: here it is one that was cut.
    if Path(path).stat().st_size == 0:
        raise damaged(path, "0 B")
    (application,) = database.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION:
        raise Refusal("ledger-foreign", path=path)
    (form,) = database.execute("PRAGMA user_version").fetchone()
    if form > FORMAT:
        raise Refusal("ledger-newer", path=path)
