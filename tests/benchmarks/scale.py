"""Files of any size: seconds, memory, cost a row as files grow, two processes against one, beside pyarrow's copy."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks.city import SIZES, write
from tests.benchmarks.interpreter import Interpreter, interpreter
from tests.benchmarks.text import machine, table

WHOLE: Final = ("town", "city", "million", "largest city")
WARM: Final = 1_000
"""Rows of a file that is measured before the others and not told: it leaves the bytecode that an installation has."""
QUICK: Final = {"village": 5_000, "town": 71_000}
HEAD: Final = [
    "", "rows", "seconds", "µs a row", "rows a second", "MiB together", "x pyarrow's copy", "x one process", "target",
]  # fmt: skip
TARGETS: Final = {("million", 2): "<= 10 s, <= 10 x", ("largest city", 2): "<= 600 MiB", ("city", 2): ">= 1.7 x one"}
CODE: Final = """
import resource
import sys
from time import perf_counter
begun = perf_counter()
from kananame.cli.app import run
code = run(sys.argv[1:])
seconds = perf_counter() - begun
# What the system tells of this process begins with the one that started it; the peak of its memory does not.
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(seconds, peak[0] if peak else 0, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
raise SystemExit(code if code == 2 else 0)
"""
COPY: Final = """
import sys
from time import perf_counter
import pyarrow.csv as csv
begun = perf_counter()
with csv.open_csv(sys.argv[1]) as read, csv.CSVWriter(sys.argv[2], read.schema) as written:
    for batch in read:
        written.write_batch(batch)
print(perf_counter() - begun, 0, 0, file=sys.stderr)
"""


class Taken(NamedTuple):
    """What a run took: seconds from the import on, and MiB of all its processes, each at its peak."""

    seconds: float
    memory: float


def child(python: Interpreter, code: str, *args: object, jobs: int = 1) -> Taken:
    """Return what a fresh interpreter tells of itself and of those it started."""
    seconds, own, largest = python.told(code, *args)
    # The system tells of the largest of several alone.
    return Taken(seconds, (own + largest * (jobs - 1)) / 1024)


def run(*, quick: bool) -> None:
    """Print what screening, spelling and writing takes for files from a town's to the largest city's."""
    measure("scale", QUICK if quick else {size: SIZES[size] for size in WHOLE})


def measure(name: str, sizes: Mapping[str, int], at_work: tuple[int, ...] = (1, 2)) -> None:
    """Print what files of these sizes take with so many processes at work."""
    print(f"{name}: {machine()}; kananame check IN.csv -o OUT.csv --romaji passport, import included, bytecode warm")
    print("Family and given names checked, spelled and annotated; x one process: its seconds by these.")
    with tempfile.TemporaryDirectory() as made, interpreter() as python:
        folder = Path(made)
        of_size(python, folder, "warm", WARM)
        found = [row for size, rows in sizes.items() for row in of_size(python, folder, size, rows, at_work)]
        table("One file", HEAD, found)


def of_size(
    python: Interpreter, folder: Path, size: str, rows: int, at_work: tuple[int, ...] = (1, 2)
) -> list[list[str]]:
    """Return what a file of so many rows takes."""
    source, target = folder / "in.csv", folder / "out.csv"
    write(source, rows)
    copy = child(python, COPY, source, target)
    target.unlink()
    found, one = [[f"{size}: pyarrow's copy", *cells_of(rows, copy, copy, None)[:4], "-", "1.0", "-", ""]], None
    for jobs in at_work:
        args = ("check", source, "-o", target, "--romaji", "passport", "--quiet", "--jobs", jobs)
        taken = child(python, CODE, *args, jobs=jobs)
        found.append([f"{size}: {jobs} at work", *cells_of(rows, taken, copy, one), TARGETS.get((size, jobs), "")])
        one = taken
    return found


def cells_of(rows: int, taken: Taken, copy: Taken, one: Taken | None) -> list[str]:
    """Return the cells of a measurement beside the copy, and beside one process."""
    seconds = taken.seconds
    times = [f"{rows:,}", f"{seconds:.2f}", f"{seconds / rows * 1e6:.1f}", f"{rows / seconds:,.0f}"]
    beside = f"{one.seconds / seconds:.2f}" if one else "-"
    return [*times, f"{taken.memory:.0f}", f"{seconds / copy.seconds:.1f}", beside]
