"""Events of a municipality applied to a history in memory and to a ledger: events a second, beside their making."""

from __future__ import annotations

import gc
import json
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from time import perf_counter

import kananame as kn
from kananame.history import Event
from kananame.history.wire import to_dict
from kananame.io.ledger import open_ledger
from tests.benchmarks.population import Town
from tests.benchmarks.text import machine, table

REGISTERS = 190_000
QUICK_REGISTERS = 4_000
CHUNK = 5_000
HEAD = ["", "events", "seconds", "events a second", "target"]


def run(*, quick: bool) -> None:
    """Print the rates."""
    registers = QUICK_REGISTERS if quick else REGISTERS
    print(f"histories: {machine()}; {registers:,} registers from 2025-05-26 to 2026-07")
    # First the ledger: what a million events in memory leave behind is no part of it.
    durable = in_ledger(registers // (1 if quick else 5))
    rows, refused = in_memory(registers)
    rows += durable
    table("Events applied, in the order they were recorded", HEAD, rows)
    print("refused in memory:", ", ".join(f"{code} {count:,}" for code, count in refused.most_common()) or "none")


def chunks(events: Iterator[Event]) -> Iterator[list[Event]]:
    """Yield the events in lists, so that making them is not timed with what is measured."""
    while chunk := list(islice(events, CHUNK)):
        yield chunk


def in_memory(registers: int) -> tuple[list[list[str]], Counter[str]]:
    """Return the rates of applying the events to one history, and of only keeping them in a dictionary."""
    town = Town(registers)
    # The made-up town is no part of what is measured: the collector need not look through it again and again.
    gc.collect()
    gc.freeze()
    history, book, refused = kn.History(), kn.rulebook(), Counter[str]()
    floor: dict[str, Event] = {}
    applied = kept = 0.0
    count = 0
    for chunk in chunks(town.events()):
        begun = perf_counter()
        for event in chunk:
            try:
                history = kn.apply(history, event, book)
            except kn.InvalidEvent as error:
                refused[error.code] += 1
        applied += perf_counter() - begun
        begun = perf_counter()
        for event in chunk:
            floor[event.id] = event
        kept += perf_counter() - begun
        count += len(chunk)
    return [
        ["kept in a dictionary (floor)", *rate(count, kept), ""],
        ["kn.apply in memory", *rate(count, applied), ">= 20,000"],
    ], refused


def in_ledger(registers: int) -> list[list[str]]:
    """Return the rates of applying the events to a ledger on disk, and of only writing their JSON to such a file."""
    town = Town(registers)
    gc.collect()
    gc.freeze()
    applied = written = 0.0
    count = size = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.ledger"
        with (
            open_ledger(str(path), create=True) as ledger,
            closing(sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)) as floor,
        ):
            floor.executescript("PRAGMA synchronous=FULL; CREATE TABLE events (id TEXT UNIQUE, body TEXT)")
            for chunk in chunks(town.events()):
                begun = perf_counter()
                ledger.apply(chunk)
                applied += perf_counter() - begun
                begun = perf_counter()
                floor.execute("BEGIN")
                rows = ((event.id, json.dumps(to_dict(event), ensure_ascii=False)) for event in chunk)
                floor.executemany("INSERT INTO events VALUES (?, ?)", rows)
                floor.execute("COMMIT")
                written += perf_counter() - begun
                count += len(chunk)
        size = path.stat().st_size
    return [
        ["written as JSON, durable (floor)", *rate(count, written), ""],
        [f"applied to a ledger, durable ({size / count:,.0f} bytes each)", *rate(count, applied), ">= 5,000"],
    ]


def rate(count: int, seconds: float) -> list[str]:
    """Return the cells of a measurement."""
    return [f"{count:,}", f"{seconds:.1f}", f"{count / seconds:,.0f}"]
