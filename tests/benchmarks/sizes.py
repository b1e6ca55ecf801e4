"""What each generated table holds, weighs and costs to load."""

from __future__ import annotations

import json
from typing import NamedTuple

from tests.benchmarks.interpreter import ROOT, interpreter
from tests.benchmarks.text import machine, table

TIMES = 15
QUICK_TIMES = 3
TABLES = ROOT / "kananame" / "_tables"
MANIFEST = ROOT / "tables" / "manifest.json"
# The file itself: importing it by name would import the whole library first.
LOAD = """
import importlib.util, sys
from time import perf_counter
spec = importlib.util.spec_from_file_location("table", sys.argv[1])
module = importlib.util.module_from_spec(spec)
begun = perf_counter()
spec.loader.exec_module(module)
print((perf_counter() - begun) * 1000)
"""
HEAD = ["table", "rows", "source bytes", ".pyc bytes", "load ms"]


class Row(NamedTuple):
    """One table: its facts, the bytes of its module and bytecode, the milliseconds to load it."""

    name: str
    rows: int
    source: int
    bytecode: int
    load: float

    def cells(self) -> list[str]:
        """Return the cells under ``HEAD``."""
        return [self.name, f"{self.rows:,}", f"{self.source:,}", f"{self.bytecode:,}", f"{self.load:.2f}"]


def run(*, quick: bool) -> None:
    """Print rows, bytes and loading time of every generated table, the heaviest first."""
    times = QUICK_TIMES if quick else TIMES
    held = json.loads(MANIFEST.read_text(encoding="utf-8"))["tables"]
    print(f"tables: {machine()}; loaded alone, median of {times} fresh interpreters, bytecode warm")
    found: list[Row] = []
    with interpreter() as python:
        for name, row in held.items():
            path = TABLES / f"{name}.py"
            took = python.printed(LOAD, times, str(path))
            (compiled,) = python.bytecode.glob(f"**/_tables/{name}.*.pyc")
            found.append(Row(name, row["rows"], path.stat().st_size, compiled.stat().st_size, took))
    found.sort(key=lambda row: -row.source)
    totals = (sum(column) for column in list(zip(*found, strict=True))[1:])
    table("Generated tables", HEAD, [row.cells() for row in (*found, Row("all", *totals))])
