"""A ledger that is not what it was: found, named, and never a traceback."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import kananame as kn
from kananame.io.ledger import open_ledger
from kananame.io.ledger_verify import verify
from kananame.io.refusals import Refusal
from tests.history.story import EXAMPLES, told
from tests.io.test_ledger import WHOLE, same


@pytest.fixture
def filled(tmp_path: Path) -> str:
    """A ledger with the worked example."""
    path = str(tmp_path / "town.ledger")
    with open_ledger(path, create=True) as ledger:
        ledger.apply(EXAMPLES)
    return path


def altered(*statements: str) -> Callable[[str], None]:
    """Return what changes a ledger behind its back."""

    def change(path: str) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            for trigger in ("events_stay", "events_remain"):
                database.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                assert database.execute(statement).rowcount > 0

    return change


ALTERED = {
    "an event": ("events 5", "UPDATE events SET body = replace(body, 'p3', 'p2') WHERE seq = 5"),
    "an id": ("events 5", "UPDATE events SET id = 'x5' WHERE seq = 5"),
    "a digest": ("events 5", "UPDATE events SET digest = zeroblob(32) WHERE seq = 5"),
    "an event that is gone": ("events 5", "DELETE FROM events WHERE seq = 5"),
    "the last event": ("events 12", "DELETE FROM events WHERE seq = 12"),
    "the count": ("events 11", "UPDATE meta SET value = '11' WHERE key = 'count'"),
    "the seal": ("events 12", "UPDATE meta SET value = '\"00\"' WHERE key = 'head'"),
    "what it says of itself": ("meta", "UPDATE meta SET value = '[' WHERE key = 'head'"),
    "no settings": ("meta settings", "DELETE FROM meta WHERE key = 'settings'"),
    "a subject": ("subjects persons p3", "UPDATE subjects SET state = replace(state, 'タケタ', 'ア') WHERE id = 'p3'"),
    "a subject that is gone": ("subjects persons p3", "DELETE FROM subjects WHERE id = 'p3'"),
    "a subject too many": ("subjects persons p9", "INSERT INTO subjects VALUES ('persons', 'p9', 1, '[]')"),
    "a change": ("changes 9", "UPDATE changes SET body = replace(body, '131016', '271004') WHERE seq = 9"),
    "a report": ("reports", "UPDATE reports SET body = replace(body, 'accept', 'reject') WHERE rowid = 1"),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_what_was_altered_is_found_and_named(filled: str, what: str) -> None:
    place, statement = ALTERED[what]
    altered(statement)(filled)
    with pytest.raises(Refusal) as refusal, open_ledger(filled) as ledger:
        verify(ledger)
    assert refusal.value.code == "ledger-damaged"
    assert str(refusal.value.params["place"]).startswith(place)
    assert "バックアップ" in refusal.value.text("ja")


@pytest.mark.parametrize("kind", ["subjects", "changes", "reports"])
def test_a_row_that_no_ledger_wrote_is_damage(filled: str, kind: str) -> None:
    altered(f"UPDATE {kind} SET {'state' if kind == 'subjects' else 'body'} = '[[1]]'")(filled)  # noqa: S608
    with open_ledger(filled) as ledger:
        ask = {"changes": lambda: list(ledger.changes())}.get(kind, lambda: kn.timeline(ledger.history, "p3"))
        with pytest.raises(Refusal) as refusal:
            ask()
    assert refusal.value.code == "ledger-damaged"


def test_a_ledger_of_other_rules_is_told_apart_from_a_damaged_one(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    altered("UPDATE subjects SET state = replace(state, 'タケタ', 'タケダ') WHERE id = 'p3'")(filled)
    monkeypatch.setattr(kn, "__version__", "9.9")
    with open_ledger(filled) as ledger, pytest.raises(Refusal) as refusal:
        verify(ledger)
    assert refusal.value.code == "ledger-rebuilt"
    assert "9.9" in str(refusal.value.params["now"])


def cut(size: int) -> Callable[[str], None]:
    return lambda path: os.truncate(path, size)


def replaced(data: bytes) -> Callable[[str], None]:
    return lambda path: [Path(path).write_bytes(data)].clear()


def as_other(pragma: str) -> Callable[[str], None]:
    def change(path: str) -> None:
        with closing(sqlite3.connect(path)) as database:
            database.execute(f"PRAGMA {pragma}")

    return change


BROKEN = {
    "nothing": (cut(0), "ledger-damaged"),
    "half a page": (cut(2048), "ledger-damaged"),
    "two pages": (cut(8192), "ledger-damaged"),
    "text": (replaced("氏,名\n".encode() * 300), "ledger-foreign"),
    "zeros": (replaced(bytes(65536)), "ledger-foreign"),
    "another database": (as_other("application_id = 0"), "ledger-foreign"),
    "a newer one": (as_other("user_version = 99"), "ledger-newer"),
    "settings of a newer one": (altered("UPDATE meta SET value = '{\"colour\":\"red\"}' WHERE key = 'settings'"),
                                "ledger-newer"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_ledger_is_refused(filled: str, what: str) -> None:
    damage, code = BROKEN[what]
    damage(filled)
    for create in (False, True):
        with pytest.raises(Refusal) as refusal:
            open_ledger(filled, create=create)
        assert refusal.value.code == code


def test_bytes_that_turned_are_found_or_change_nothing(filled: str) -> None:
    data = Path(filled).read_bytes()
    dice = random.Random(5)  # noqa: S311 (which byte, not which secret)
    found = []
    for _ in range(150):
        at = dice.randrange(len(data))
        Path(filled).write_bytes(data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :])
        try:
            with open_ledger(filled) as ledger:
                assert verify(ledger) == WHOLE
                assert same(ledger, told(EXAMPLES))
        except Refusal as refusal:
            found.append(refusal.code)
    assert len(found) > 50
    assert {*found} <= {"ledger-damaged", "ledger-foreign", "ledger-newer"}
