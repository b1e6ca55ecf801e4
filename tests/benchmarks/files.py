"""A municipality's file from end to end: rows a second, memory, and a pass-through copy of the same file beside it."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from tests.benchmarks.damage import DAMAGES
from tests.benchmarks.interpreter import Interpreter, interpreter
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import SEED, seeded
from tests.benchmarks.text import machine, table

ROWS = 300_000
QUICK_ROWS = 20_000
DAMAGED = 20
"""One reading in so many is damaged."""
HEADER = ["宛名番号", "氏", "名", "氏カナ", "名カナ"]
WHOLE = ["宛名番号", "氏名", "氏名カナ"]
WAYS = (
    ("csv", "csv", ()),
    ("whole names", "csv", ()),
    ("csv", "jsonl", ()),
    ("csv", "xlsx", ()),
    ("xlsx", "xlsx", ()),
    ("csv", "csv", ("--report",)),
)
"""What is read and written, and what is asked for besides; whole names are a csv with the parts in one cell."""
HEAD = ["way", "seconds", "rows a second", "peak MiB", "x the copy", "target"]
# The child's own peak, told by the child: that of all children together would hide it.
CODE = """
import sys
from kananame.cli.app import run
code = run(sys.argv[1:])
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(peak[0] if peak else 0, file=sys.stderr)
raise SystemExit(code if code == 2 else 0)
"""


def residents(rows: int) -> Iterator[list[str]]:
    """Yield rows of residents: names of the independent list in no order, some readings damaged."""
    chance = seeded(SEED)
    names = judge("ipadic")
    family, given = (cycle(chance.sample(names[part], len(names[part]))) for part in ("family", "given"))
    damages = list(DAMAGES.values())
    for number, (first, last) in enumerate(islice(zip(family, given, strict=False), rows), start=1):
        reading = first[1]
        if not chance.randrange(DAMAGED):
            reading = chance.choice(damages)(reading, chance) or reading
        yield [f"{number:010}", first[0], last[0], reading, last[1]]


def write(path: Path, rows: Iterable[list[str]]) -> Path:
    """Write a file and return where it is."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def copied(source: Path, target: Path) -> float:
    """Return how long reading and writing the file takes that does nothing else."""
    begun = perf_counter()
    with source.open(encoding="utf-8", newline="") as read, target.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows(csv.reader(read))
    return perf_counter() - begun


def checked(python: Interpreter, source: Path, target: Path, more: tuple[str, ...]) -> tuple[float, float]:
    """Return the seconds and the peak memory in MiB of one run of the command."""
    report = [f"{target}.html" if option == "--report" else option for option in more]
    options = [part for pair in zip(more, report, strict=True) for part in dict.fromkeys(pair)]
    begun = perf_counter()
    (peak,) = python.told(CODE, "check", source, "-o", target, "--quiet", *options)
    return perf_counter() - begun, peak / 1024


def run(*, quick: bool) -> None:
    """Print what the command takes for a file of 300,000 residents."""
    count = QUICK_ROWS if quick else ROWS
    print(f"files: {machine()}; {count:,} rows, one reading in {DAMAGED} damaged; one process")
    with tempfile.TemporaryDirectory() as name, interpreter() as python:
        folder = Path(name)
        sources = {"csv": folder / "residents.csv", "whole names": folder / "whole.csv", "xlsx": folder / "out.xlsx"}
        people = [*residents(count)]
        write(sources["csv"], [HEADER, *people])
        whole = ([number, f"{first}　{last}", f"{one}　{two}"] for number, first, last, one, two in people)
        write(sources["whole names"], [WHOLE, *whole])
        checked(python, write(folder / "warm.csv", [HEADER, *people[:10]]), folder / "warm.jsonl", ())
        floor = copied(sources["csv"], folder / "copy.csv")
        rows = [["copy by Python's csv", f"{floor:.2f}", f"{count / floor:,.0f}", "", "1", ""]]
        for read, written, more in WAYS:
            target = folder / ("out.xlsx" if (read, written) == ("csv", "xlsx") else f"again.{written}")
            seconds, peak = checked(python, sources[read], target, ("--jobs", "1", *more))
            way = " ".join((f"{read} to {written}", *more))
            rows.append(
                [way, f"{seconds:.1f}", f"{count / seconds:,.0f}", f"{peak:.0f}", f"{seconds / floor:.0f}", "< 500 MiB"]
            )
        table("kananame check", HEAD, rows)
