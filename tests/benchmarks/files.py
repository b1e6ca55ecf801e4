"""A municipality's file from end to end: rows a second, memory, and a pass-through copy of the same file beside it."""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from tests.benchmarks.damage import DAMAGES
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import SEED, seeded
from tests.benchmarks.text import machine, table

ROWS = 300_000
QUICK_ROWS = 20_000
DAMAGED = 20
"""One reading in so many is damaged."""
HEADER = ["宛名番号", "氏", "名", "氏カナ", "名カナ"]
WAYS = (
    ("csv", "csv", ()),
    ("csv", "jsonl", ()),
    ("csv", "xlsx", ()),
    ("xlsx", "xlsx", ()),
    ("csv", "csv", ("--report",)),
)
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


def copied(source: Path, target: Path) -> float:
    """Return how long reading and writing the file takes that does nothing else."""
    begun = perf_counter()
    with source.open(encoding="utf-8", newline="") as read, target.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows(csv.reader(read))
    return perf_counter() - begun


def checked(source: Path, target: Path, more: tuple[str, ...]) -> tuple[float, float]:
    """Return the seconds and the peak memory in MiB of one run of the command."""
    report = [f"{target}.html" if option == "--report" else option for option in more]
    options = [part for pair in zip(more, report, strict=True) for part in dict.fromkeys(pair)]
    begun = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", CODE, "check", str(source), "-o", str(target), "--quiet", *options],
        capture_output=True, check=True, encoding="utf-8",
    )  # fmt: skip
    return perf_counter() - begun, int(done.stderr.split()[-1]) / 1024


def run(*, quick: bool) -> None:
    """Print what the command takes for a file of 300,000 residents."""
    count = QUICK_ROWS if quick else ROWS
    print(f"files: {machine()}; {count:,} rows, one reading in {DAMAGED} damaged; one process")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "residents.csv"
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *residents(count)])
        floor = copied(source, Path(folder) / "copy.csv")
        rows = [["copy by Python's csv", f"{floor:.2f}", f"{count / floor:,.0f}", "", "1", ""]]
        for read, written, more in WAYS:
            taken = source.with_suffix(f".{read}") if read == "csv" else Path(folder) / "out.xlsx"
            target = Path(folder) / ("out.xlsx" if (read, written) == ("csv", "xlsx") else f"again.{written}")
            seconds, peak = checked(taken, target, more)
            way = " ".join((f"{read} to {written}", *more))
            rows.append(
                [way, f"{seconds:.1f}", f"{count / seconds:,.0f}", f"{peak:.0f}", f"{seconds / floor:.0f}", "< 500 MiB"]
            )
        table("kananame check", HEAD, rows)
