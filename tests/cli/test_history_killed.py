"""A run that is killed at any moment: what it said is in the ledger, the ledger is whole, and the next run goes on."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest

import kananame as kn
from kananame.history import (
    Enrolled,
    Event,
    ExistingRegister,
    ExOfficioEntry,
    Filer,
    GivenReading,
    InitialFiling,
    Notice,
)
from kananame.history.entry import Decision
from kananame.history.wire import to_dict
from kananame.io.ledger import ACCEPTED, open_ledger
from kananame.io.ledger_verify import verify

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process in another way: no SIGKILL")
ROOT = Path(__file__).parents[2]
KILLS = 50
LINES_AT_A_TIME = 2
REGISTERS = 80
LEAVE = Decision("東京法務局", date(2026, 5, 26))


def of_register(number: int) -> Iterator[Event]:
    """Yield the life of one register."""
    head, child, register = f"p{number}-1", f"p{number}-2", f"r{number}"
    members = (
        Enrolled(person=head, given="一郎", birth=date(1970, 4, 1), municipality="131016"),
        Enrolled(person=child, given="健太", birth=date(2001, 4, 1), municipality="131016"),
    )
    yield ExistingRegister(
        id=f"a{number}", on=date(2025, 5, 26), register=register, municipality="131016", family="山崎", head=head,
        members=members,
    )  # fmt: skip
    given = (GivenReading(person=head, reading="イチロウ"), GivenReading(person=child, reading="ケンタ"))
    yield Notice(id=f"b{number}", on=date(2025, 8, 1), register=register, family="ヤマサキ", given=given)
    yield InitialFiling(
        id=f"c{number}", on=date(2025, 9, 1), filers=(Filer(head),), part=kn.Part.FAMILY, subject=register,
        reading="ヤマザキ",
    )  # fmt: skip
    yield ExOfficioEntry(id=f"d{number}", on=date(2026, 6, 1), part=kn.Part.GIVEN, subject=head, permission=LEAVE)


EVENTS = [event for number in range(REGISTERS) for event in of_register(number)]
LINES = [f"{json.dumps(to_dict(event), ensure_ascii=False)}\n".encode() for event in EVENTS]


@contextmanager
def applying(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that applies events it is told; it is dead afterwards."""
    command = [sys.executable, "-m", "kananame", "history", "apply", str(path), "-"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environment) as process:  # noqa: S603
        try:
            yield process
        finally:
            process.kill()


def tell(process: subprocess.Popen[bytes], lines: list[bytes]) -> None:
    """Tell a process some events."""
    assert process.stdin
    process.stdin.write(b"".join(lines))
    process.stdin.flush()


def killed(path: Path, lines: list[bytes], wait: float) -> list[str]:
    """Return the ids that a process said before it was killed, a while after it was told the last few events."""
    with applying(path) as process:
        assert process.stdin
        assert process.stdout
        said = []
        for at in range(0, len(lines) - LINES_AT_A_TIME, LINES_AT_A_TIME):
            tell(process, lines[at : at + LINES_AT_A_TIME])
            said += [process.stdout.readline() for _ in range(LINES_AT_A_TIME)]
        tell(process, lines[-LINES_AT_A_TIME:])
        time.sleep(wait)
        process.kill()
        said += process.stdout.readlines()
    return [line.decode().removesuffix("\n") for line in said if line.endswith(b"\n")]


def recorded(path: Path) -> list[str]:
    """Return the ids in a ledger that is whole."""
    with open_ledger(str(path)) as ledger:
        verify(ledger)
        return [event.id for event in ledger.events()]


def tables(path: Path) -> dict[str, list[object]]:
    with closing(sqlite3.connect(path)) as database:
        return {
            table: database.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
            for table in ("events", "subjects", "changes", "reports", "meta")
        }


def test_no_event_that_was_said_is_lost(tmp_path: Path) -> None:
    dice = random.Random(1)  # noqa: S311 (which moment, not which secret)
    path = tmp_path / "town.ledger"
    said: list[str] = []
    found: list[str] = []
    for _ in range(KILLS):
        count = LINES_AT_A_TIME * dice.randint(2, 3)
        # An answer takes one to three milliseconds: the process dies before, in or after the commit of the last events.
        said += killed(path, LINES[len(found) : len(found) + count], dice.uniform(0, 0.004))
        found = recorded(path)
        assert {*said} <= {*found}
        assert found == [event.id for event in EVENTS[: len(found)]]
    assert KILLS * LINES_AT_A_TIME <= len(said) == len({*said}) < len(EVENTS)
    with applying(path) as process:
        rest = process.communicate(b"".join(LINES))[0].decode().split()
    assert process.returncode == 0
    assert [*found, *rest] == [event.id for event in EVENTS]
    with open_ledger(str(tmp_path / "calm.ledger"), create=True) as calm:
        assert {outcome.state for outcome in calm.apply(EVENTS)} == {ACCEPTED}
    assert tables(path) == tables(tmp_path / "calm.ledger")


def test_a_run_killed_while_it_begins_leaves_nothing_half_done(tmp_path: Path) -> None:
    dice = random.Random(2)  # noqa: S311 (which moment, not which secret)
    for number in range(8):
        path = tmp_path / f"{number}.ledger"
        with applying(path) as process:
            until = time.monotonic() + 30
            while not [*tmp_path.glob(f"*{number}.ledger*")] and time.monotonic() < until:
                pass
            time.sleep(dice.uniform(0, 0.02))
            process.kill()
        if path.exists():
            assert recorded(path) == []
        with open_ledger(str(path), create=True) as ledger:
            assert {outcome.state for outcome in ledger.apply(EVENTS[:4])} == {ACCEPTED}
        assert recorded(path) == [event.id for event in EVENTS[:4]]
