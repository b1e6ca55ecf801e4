"""Records of a city's residents: rows a second, memory, and Python's csv module copying the same rows beside them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from kananame.io import manifest
from kananame.io.ledger import open_ledger
from tests.benchmarks.files import write
from tests.benchmarks.interpreter import Interpreter, interpreter
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import SEED, seeded
from tests.benchmarks.population import Names, Town
from tests.benchmarks.text import machine, table

RESIDENTS = 400_000
WARM = 10
"""Residents that are exported before the others and not told: they leave the bytecode that an installation has."""
QUICK_RESIDENTS = 40_000
REGISTERS = 20_000
QUICK_REGISTERS = 1_000
PAGE = 5_000
SHARES = (1, 100)
FIRST = date(1940, 1, 1)
HEADER = [
    "市区町村コード", "宛名番号", "履歴番号", "枝番", "最新フラグ", "世帯番号", "氏", "名", "氏_振り仮名",
    "名_振り仮名", "世帯主氏名", "世帯主氏名_振り仮名", "本籍_市区町村コード", "戸籍_筆頭者", "生年月日", "性別",
    "異動年月日", "異動事由_名称", "処理年月日",
]  # fmt: skip
HEAD = ["", "rows", "seconds", "of them start", "rows a second", "peak MiB", "x the copy", "target"]
TARGET = ">= 50,000 rows/s, < 300 MiB"
LAYOUT = ("--layout", "jumin-joho")
LEAST = 0.01
"""So many seconds are the clock's own."""
Taken = tuple[float, float]
"""Seconds, and MiB at the peak."""
# The child tells its own time and peak: the start of the interpreter does not count.
CODE = """
import resource
import sys
from time import perf_counter
from kananame.cli.app import run
begun = perf_counter()
code = run(sys.argv[1:])
seconds = perf_counter() - begun
peak = [int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")]
# Processes that this one started: the largest of them, as the system tells it.
print(seconds, max(peak[0] if peak else 0, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), file=sys.stderr)
raise SystemExit(code if code == 2 else 0)
"""
COPY = """
import csv
import sys
from time import perf_counter
begun = perf_counter()
form = {"encoding": "utf-8", "newline": ""}
with open(sys.argv[1], **form) as read, open(sys.argv[2], "w", **form) as written:
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(csv.reader(read))
seconds = perf_counter() - begun
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(seconds, peak[0] if peak else 0, file=sys.stderr)
"""


def residents(count: int) -> Iterator[list[str]]:
    """Yield the residents of a made-up city whose readings are all certified, in households of two."""
    chance = seeded(SEED)
    names = judge("ipadic")
    families, given = (Names([*names[part]], chance) for part in ("family", "given"))
    for number in range(count):
        if number % 2 == 0:
            family, head = families.one(), given.one()
        own = head if number % 2 == 0 else given.one()
        born = FIRST + timedelta(chance.randrange(30_000))
        yield [
            "131016", f"{number:015}", "1", "0", "1", f"{number // 2:015}", family[0], own[0], family[1], own[1],
            f"{family[0]}　{head[0]}", f"{family[1]}　{head[1]}", "131016", f"{family[0]}　{head[0]}", born.isoformat(),
            str(1 + number % 2), "2026-06-01", "職権修正", "2026-06-03",
        ]  # fmt: skip


def child(python: Interpreter, code: str, *args: object) -> Taken:
    """Return the seconds a fresh interpreter tells of itself, and the peak in MiB of its largest process."""
    seconds, peak = python.told(code, *args)
    return seconds, peak / 1024


def run(*, quick: bool) -> None:
    """Print what exporting takes for 1 % and for all of 400,000 residents, and for a ledger."""
    whole, registers = (QUICK_RESIDENTS, QUICK_REGISTERS) if quick else (RESIDENTS, REGISTERS)
    print(f"export: {machine()}; jumin-joho; the start of the interpreter is not counted")
    print("start: the same command for one row; rows a second: of the rows after it; peak: of the largest process")
    with tempfile.TemporaryDirectory() as name, interpreter() as python:
        folder = Path(name)
        of_file(python, folder, WARM, "warm")
        rows = [row for share in SHARES for row in of_file(python, folder, whole * share // 100, f"{share} %")]
        table(f"Of a cleansed file of {whole:,} residents", HEAD, rows)
        table(f"Of a ledger of {registers:,} registers", HEAD, of_ledger(python, folder, registers))


def of_file(python: Interpreter, folder: Path, count: int, share: str) -> list[list[str]]:
    """Return what the commands take for so many residents, beside a copy of what was exported."""
    one, source, target = folder / "one.csv", folder / "in.csv", folder / "out.csv"
    for path, rows in ((one, 1), (source, count)):
        write(path, [HEADER, *residents(rows)])
    first, back = folder / "first.csv", folder / "back.csv"
    export = ("export", *LAYOUT, "--certified")
    ways = {}
    for jobs in (1, 2):
        told = (*export, "--jobs", jobs)
        ways[f"export, {jobs} at work"] = (
            child(python, CODE, *told, source, "-o", target),
            child(python, CODE, *told, one, "-o", first),
        )
    ways["verify"] = child(python, CODE, "verify", target), child(python, CODE, "verify", first)
    ways["import"] = child(python, CODE, "import", target, "-o", back), child(python, CODE, "import", first, "-o", back)
    return beside_copy(python, target, ways, share)


def of_ledger(python: Interpreter, folder: Path, registers: int) -> list[list[str]]:
    """Return what exporting a ledger takes: everyone, and all that followed its events."""
    town, one = folder / "town.ledger", folder / "one.ledger"
    for path, count in ((town, registers), (one, 1)):
        events = Town(count).events()
        with open_ledger(str(path), create=True) as book:
            while page := list(islice(events, PAGE)):
                book.apply(page)
    rows = []
    for share, part in (("everyone", ("--full",)), ("all that followed", ("--since-seq", "0"))):
        target = folder / "out.csv"
        first = child(python, CODE, "export", one, *LAYOUT, *part, "-o", target)
        ways = {"export": (child(python, CODE, "export", town, *LAYOUT, *part, "-o", target), first)}
        rows += beside_copy(python, target, ways, share)
    return rows


def beside_copy(python: Interpreter, target: Path, ways: dict[str, tuple[Taken, Taken]], share: str) -> list[list[str]]:
    """Return the cells of some measurements, each with that of one row, beside copying the records."""
    floor = child(python, COPY, target, target.with_name("copy.csv"))
    count = manifest.read(str(target)).rows
    found = []
    for way, ((seconds, peak), (start, _)) in {"copy by Python's csv": (floor, (0.0, 0.0)), **ways}.items():
        after = seconds - start
        rate = f"{count / after:,.0f}" if after > LEAST else "-"
        cells = [
            f"{count:,}",
            f"{seconds:.2f}",
            f"{start:.2f}",
            rate,
            f"{peak:.0f}",
            f"{seconds / floor[0]:.1f}",
        ]
        found.append([f"{share}: {way}", *cells, TARGET if way.startswith("export") else ""])
    return found
