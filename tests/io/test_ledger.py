"""A ledger: each event once and in order, on the disk before it is said, and whole or found not to be."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import kananame as kn
from kananame import history as h
from kananame.history.state import KINDS
from kananame.io import ledger as module
from kananame.io import ledger_file, ledger_shelf
from kananame.io.events import batches, event_of
from kananame.io.ledger import ACCEPTED, REFUSED, REPEATED, Ledger, open_ledger
from kananame.io.ledger_verify import Counts, verify
from kananame.io.refusals import Refusal
from tests.history.story import ALL, EXAMPLES, told

WHOLE = Counts(12, 9, 9, 7)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "town.ledger")


@pytest.fixture
def filled(path: str) -> str:
    """A ledger with the worked example."""
    with open_ledger(path, create=True) as ledger:
        ledger.apply(EXAMPLES)
    return path


def states(ledger: Ledger, events: tuple[h.Event, ...]) -> list[str]:
    return [outcome.state for outcome in ledger.apply(events)]


def rows(path: str, table: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608


def same(ledger: Ledger, history: h.History) -> bool:
    """Tell whether a ledger holds what a history in memory holds."""
    return all(
        {key: getattr(one, kind).get(key) for key in getattr(one, kind)}
        == {key: getattr(other, kind).get(key) for key in getattr(other, kind)}
        for one, other in ((ledger.history, history), (history, ledger.history))
        for kind in (*KINDS, "events")
    )


@pytest.mark.parametrize("size", [1, 5, 100])
def test_a_ledger_holds_what_memory_holds(path: str, size: int) -> None:
    for at in range(0, len(EXAMPLES), size):
        with open_ledger(path, create=True) as ledger:
            assert set(states(ledger, EXAMPLES[at : at + size])) == {ACCEPTED}
    with open_ledger(path) as ledger:
        assert same(ledger, told(EXAMPLES))
        assert kn.timeline(ledger.history) == kn.timeline(told(EXAMPLES))
        assert list(ledger.events()) == list(EXAMPLES)
        assert verify(ledger) == WHOLE


def test_an_event_is_recorded_once(filled: str) -> None:
    before = {table: rows(filled, table) for table in ("events", "subjects", "changes", "reports", "meta")}
    with open_ledger(filled) as ledger:
        assert set(states(ledger, EXAMPLES)) == {REPEATED}
        (other,) = ledger.apply([replace(EXAMPLES[4], on=date(2025, 9, 2))])
        assert (other.state, other.event, other.refusal and other.refusal.code) == (REFUSED, "e5", "event-differs")
    assert before == {table: rows(filled, table) for table in before}


def test_an_event_is_recorded_once_in_one_batch_too(path: str) -> None:
    with open_ledger(path, create=True) as ledger:
        assert states(ledger, (*EXAMPLES, *EXAMPLES)) == [ACCEPTED] * 12 + [REPEATED] * 12
        assert verify(ledger) == WHOLE


def test_a_refused_event_leaves_no_trace(filled: str) -> None:
    with open_ledger(filled) as ledger:
        wrong = event_of(b'{"type": "notice", "id": "e99"}')
        move = h.Move(id="e14", on=date(2027, 4, 1), person="p3", municipality="131016")
        outcomes = ledger.apply([ALL[-1], wrong, move])
        assert [(outcome.event, outcome.state) for outcome in outcomes] == [
            ("e13", REFUSED), ("e99", REFUSED), ("e14", ACCEPTED),
        ]  # fmt: skip
        assert [outcome.refusal.code for outcome in outcomes if outcome.refusal] == [
            "free-change-used", "event-field-missing",
        ]  # fmt: skip
        assert same(ledger, told([*EXAMPLES, move]))
    assert [row[:2] for row in rows(filled, "events")][-1] == (13, "e14")


def test_changes_are_those_of_each_event(filled: str) -> None:
    expected = []
    history = h.History()
    for seq, event in enumerate(EXAMPLES, start=1):
        after = kn.apply(history, event)
        expected += [(seq, change) for change in kn.changes(history, after)]
        history = after
    with open_ledger(filled) as ledger:
        assert list(ledger.changes()) == expected
        assert list(ledger.changes(since=9)) == [(seq, change) for seq, change in expected if seq > 9]
        assert list(ledger.changes(event="e9")) == [(seq, change) for seq, change in expected if seq == 9] != []
        assert list(ledger.changes(event="e3")) == []
        with pytest.raises(Refusal) as refusal:
            list(ledger.changes(event="e0"))
    assert refusal.value.code == "ledger-event-unknown"


def test_a_report_is_kept_once(filled: str) -> None:
    digests = [row[0] for row in rows(filled, "reports")]
    screened = [line.entry.report for line in kn.timeline(told(EXAMPLES)) if line.entry.report]
    assert len(digests) == len({*digests}) == len({*screened}) < len(screened) + 1
    states = "".join(str(row) for row in rows(filled, "subjects"))
    assert all(str(digest) in states for digest in digests)


def test_a_shelf_holds_little_in_memory(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawer = ledger_shelf.Drawer({str(key): str(key) for key in range(100)}.get, list, keep=10)
    shelf = ledger_shelf.Through(drawer)
    for key in range(100):
        assert shelf.get(str(key)) == str(key)
        drawer.settle()
    assert shelf.get("100") is None
    assert 10 < len(drawer) <= 22
    monkeypatch.setattr(ledger_shelf, "KEPT_READING", 1)
    with open_ledger(filled) as ledger:
        assert verify(ledger) == WHOLE
        assert kn.timeline(ledger.history) == kn.timeline(told(EXAMPLES))


def test_settings_are_those_the_ledger_was_made_with(path: str) -> None:
    late = h.InitialFiling(
        id="e14", on=date(2027, 1, 5), filers=(h.Filer("p5"),), part=kn.Part.GIVEN, subject="p5", reading="ショウタ"
    )
    chosen = {"filing-after-the-year": "accept"}
    with open_ledger(path, chosen, create=True) as ledger:
        assert states(ledger, (EXAMPLES[1], late)) == [ACCEPTED, ACCEPTED]
    with open_ledger(path) as ledger:
        assert ledger.book.settings["filing-after-the-year"] == "accept"
        assert verify(ledger).events == 2
    with open_ledger(path, chosen) as ledger:
        assert states(ledger, (late,)) == [REPEATED]
    with pytest.raises(Refusal) as refusal:
        open_ledger(path, {"filing-after-the-year": "refuse"})
    assert refusal.value.code == "ledger-settings"


@pytest.mark.parametrize(
    ("settings", "code"), [({"colour": "red"}, "setting-unknown"), ({"kept-name-months": "soon"}, "setting-choice")]
)
def test_a_setting_that_is_none_makes_no_ledger(path: str, settings: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        open_ledger(path, settings, create=True)
    assert refusal.value.code == code
    assert not Path(path).exists()


def test_a_ledger_is_made_only_when_asked(path: str, tmp_path: Path) -> None:
    for where, create, code in (
        (path, False, "file-missing"),
        (str(tmp_path), False, "file-directory"),
        (str(tmp_path / "none" / "town.ledger"), True, "output-directory-missing"),
    ):
        with pytest.raises(Refusal) as refusal:
            open_ledger(where, create=create)
        assert refusal.value.code == code
    assert [*tmp_path.iterdir()] == []
    open_ledger(path, create=True).__exit__(None, None, None)
    assert [one.name for one in tmp_path.iterdir()] == ["town.ledger"]


def test_a_ledger_is_made_where_files_have_one_name_only(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_from: object, _to: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    with open_ledger(path, create=True) as ledger:
        assert verify(ledger) == Counts(0, 0, 0, 0)


def test_whoever_makes_a_ledger_first_has_made_it(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare = ledger_file.prepare

    def slow(database: sqlite3.Connection, meta: dict[str, str]) -> None:
        monkeypatch.setattr(ledger_file, "prepare", prepare)
        with open_ledger(path, create=True) as faster:
            faster.apply(EXAMPLES)
        prepare(database, meta)

    # The part is named by the process: here both are one.
    monkeypatch.setattr(os, "getpid", iter(range(9)).__next__)
    monkeypatch.setattr(ledger_file, "prepare", slow)
    with open_ledger(path, create=True) as ledger:
        assert verify(ledger) == WHOLE


def test_nobody_writes_beside_another(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "WAIT", 0.05)
    with open_ledger(filled) as ledger, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal) as refusal:
            ledger.apply([ALL[-1]])
        assert refusal.value.code == "ledger-busy"
        assert same(ledger, told(EXAMPLES))
        other.execute("ROLLBACK")
        assert states(ledger, ALL[-1:]) == [REFUSED]


def test_who_reads_for_long_keeps_nothing_from_being_whole(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "WAIT", 0.05)
    move = h.Move(id="e14", on=date(2027, 4, 1), person="p3", municipality="131016")
    with open_ledger(filled) as ledger:
        with open_ledger(filled) as reader, reader.snapshot() as history:
            assert history.events.get("e14") is None
            with pytest.raises(Refusal) as refusal:
                ledger.apply([move])
            assert refusal.value.code == "ledger-busy"
        assert states(ledger, (move,)) == [ACCEPTED]
        assert verify(ledger).events == 13


def test_two_writers_take_turns(path: str) -> None:
    with open_ledger(path, create=True) as first, open_ledger(path) as second:
        for at, event in enumerate(EXAMPLES):
            assert states((first, second)[at % 2], (event,)) == [ACCEPTED]
        assert states(first, EXAMPLES) == [REPEATED] * 12
        assert same(first, told(EXAMPLES))
        assert verify(second) == WHOLE


def test_a_batch_that_fails_is_not_there(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    moves = [h.Move(id=f"m{at}", on=date(2027, 4, 1), person="p3", municipality="131016") for at in range(3)]

    def failing() -> Iterator[h.Event]:
        yield from moves
        raise KeyboardInterrupt

    with open_ledger(filled) as ledger:
        with pytest.raises(KeyboardInterrupt):
            ledger.apply(failing())
        assert ledger.history.events.get("m0") is None
        assert same(ledger, told(EXAMPLES))
        with monkeypatch.context() as patch:
            patch.setattr(ledger, "_write", lambda _: ledger.read("INSERT INTO nothing VALUES (1)"))
            with pytest.raises(Refusal):
                ledger.apply(moves)
        assert states(ledger, (moves[0],)) == [ACCEPTED]
        assert verify(ledger).events == 13


def test_events_are_only_added(filled: str) -> None:
    with closing(sqlite3.connect(filled)) as database:
        for change in ("UPDATE events SET body = '{}'", "DELETE FROM events"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(change)


def test_a_ledger_knows_who_wrote_what(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = module.maker()
    monkeypatch.setattr(kn, "__version__", "9.9")
    with open_ledger(filled) as ledger:
        ledger.apply([h.Move(id="e14", on=date(2027, 4, 1), person="p3", municipality="131016")])
        assert ledger.meta("made") == [[1, *first], [13, "9.9", first[1]]]


def test_a_file_nobody_may_read_is_said(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for code, told_as in (
        (sqlite3.SQLITE_FULL, "ledger-system"),
        (sqlite3.SQLITE_IOERR, "ledger-system"),
        (sqlite3.SQLITE_BUSY, "ledger-busy"),
        (sqlite3.SQLITE_NOTADB, "ledger-foreign"),
        (sqlite3.SQLITE_CORRUPT, "ledger-damaged"),
    ):
        error = sqlite3.DatabaseError("why")
        error.sqlite_errorcode = code
        assert ledger_file.why_not(filled, error).code == told_as
    monkeypatch.setattr(ledger_file, "new_file", lambda _: Path(filled, "x").stat())
    with pytest.raises(Refusal) as refusal:
        open_ledger(f"{filled}.2", create=True)
    assert refusal.value.code == "output-unwritable"


class Slow:
    """A stream that has a few bytes at a time."""

    def __init__(self, *blocks: bytes) -> None:
        self._blocks = [*blocks, b""]

    def read1(self, _size: int, /) -> bytes:
        return self._blocks.pop(0)


def test_a_batch_is_what_is_there() -> None:
    stream = Slow(b'\xef\xbb\xbf{"a"', b': 1}\r\n\n[]\n{"b', b'": 2}')
    found = [[(line, isinstance(event, kn.InvalidEvent)) for line, event in batch] for batch in batches(stream, "-")]
    assert found == [[(1, True), (3, True)], [(4, True)]]
    assert [*batches(Slow(b"\n"), "-")] == []


def test_the_first_line_may_begin_with_a_mark() -> None:
    line = (Path(__file__).parents[2] / "docs" / "examples" / "events.jsonl").read_bytes().splitlines()[0]
    assert event_of(b"\xef\xbb\xbf" + line, 1) == EXAMPLES[0]
    assert isinstance(event_of(b"\xef\xbb\xbf" + line, 2), kn.InvalidEvent)


def test_a_line_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kananame.io.events.LINE_LIMIT", 10)
    with pytest.raises(Refusal) as refusal:
        list(batches(Slow(b"{}\n" + b" " * 11), "events.jsonl"))
    assert (refusal.value.code, refusal.value.params["row"]) == ("record-too-large", 2)


def test_a_drawer_that_is_only_read_holds_little_and_keeps_what_was_changed() -> None:
    asked: list[str] = []

    def read(key: str) -> str:
        asked.append(key)
        return key

    drawer = ledger_shelf.Drawer(read, list, keep=3)
    drawer.put("changed", "new")
    for number in range(20):
        assert drawer.find(str(number)) == str(number)
        assert len(drawer) <= 8
    assert drawer.find("changed") == "new"
    assert "changed" not in asked
