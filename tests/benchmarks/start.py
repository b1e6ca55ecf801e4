"""What it costs to begin: importing, the first answer, memory, the wheel, and what else the core imports."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zlib
from itertools import islice
from pathlib import Path

from tests.benchmarks.interpreter import ROOT, Interpreter, interpreter
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import wrong
from tests.benchmarks.text import machine, table

TIMES = 15
QUICK_TIMES = 3
CHECKS = 100_000
QUICK_CHECKS = 5_000
MIB = 1 << 20

IMPORT = "import kananame"
ANSWER = "import kananame; kananame.check('松浦', 'マツウラ')"
CLOCKED = "from time import perf_counter as t; begun = t(); {code}; print((t() - begun) * 1000)"
THIRD = (
    "import sys; before = set(sys.modules); import kananame; "
    "print(*sorted({m.partition('.')[0] for m in set(sys.modules) - before} - sys.stdlib_module_names))"
)
# VmRSS and VmHWM count this process alone; ru_maxrss may still hold the peak of the parent it was forked from.
MEMORY = """
import sys
def memory():
    try:
        lines = open("/proc/self/status").read().splitlines()
    except OSError:
        try:
            import resource
        except ImportError:
            return "unknown", 0, 0
        unit = 1 if sys.platform == "darwin" else 1024
        return "ru_maxrss", 0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    found = dict(line.split(":", 1) for line in lines)
    return "VmRSS", *(int(found[key].split()[0]) * 1024 for key in ("VmRSS", "VmHWM"))
"""
RESIDENT = MEMORY + "exec(sys.argv[1]); print(*memory())"
MANY = (
    MEMORY
    + """
import kananame
checks = 0
for line in sys.stdin:
    part, name, kana = line.rstrip("\\n").split("\\t")
    kananame.check(name, kana, part=part)
    checks += 1
print(*memory(), checks)
"""
)


def run(*, quick: bool) -> None:
    """Print the figures of starting, in fresh interpreters with warm bytecode."""
    times = QUICK_TIMES if quick else TIMES
    print(f"start: {machine()}; median of {times} fresh interpreters, bytecode warm")
    with interpreter() as python:
        table("Time, ms", ["", "inside", "process", "over bare", "target"], time_rows(python, times))
        table(
            "Memory, MiB",
            ["", "resident", "peak", "by", "target"],
            memory_rows(python, QUICK_CHECKS if quick else CHECKS),
        )
        third = [name for name in python.run(THIRD).split() if name != "kananame"]
        print(f"\nModules that importing the core adds, beyond the standard library: {', '.join(third) or 'none'}")
    size, how = wheel()
    print(f"Wheel: {size / MIB:.2f} MiB ({how}); target <= 8 MB")


def time_rows(python: Interpreter, times: int) -> list[list[str]]:
    """Return the rows of the time table: measured inside the interpreter, and as a whole process over a bare one."""
    bare = python.wall("pass", times)
    rows = [["bare interpreter", "-", f"{bare:.1f}", "-", ""]]
    for label, code, target in (("import", IMPORT, "<= 60"), ("import and first answer", ANSWER, "<= 150")):
        inside = python.printed(CLOCKED.format(code=code), times)
        whole = python.wall(code, times)
        rows.append([label, f"{inside:.1f}", f"{whole:.1f}", f"{whole - bare:.1f}", target])
    return rows


def memory_rows(python: Interpreter, checks: int) -> list[list[str]]:
    """Return the rows of the memory table; the pairs of the long run come by a pipe and take no memory there."""
    rows = []
    for label, code, target in (
        ("bare interpreter", "pass", ""),
        ("after import", IMPORT, ""),
        ("after the first answer", ANSWER, "<= 60"),
    ):
        rows.append([label, *memory_cells(python.run(RESIDENT, code).split()), target])
    said = python.run(MANY, stdin="\n".join(many(checks))).split()
    rows.append([f"after {int(said[3]):,} checks", *memory_cells(said), ""])
    return rows


def memory_cells(said: list[str]) -> list[str]:
    """Return what a child said of its memory as cells."""
    how, *sizes = said[:3]
    return [*(f"{int(size) / MIB:.1f}" if size != "0" else "-" for size in sizes), how]


def many(size: int) -> list[str]:
    """Return lines of part, name, reading, none twice: IPADIC's pairs, wrong ones made of them, the other list's."""
    known = judge("ipadic")
    asked = list(known.items())
    asked += [(part, made) for part, pairs in known.items() for made in wrong(pairs, set(pairs)).values()]
    asked += judge("personal-names").items()
    lines = dict.fromkeys(f"{part}\t{name}\t{kana}" for part, pairs in asked for name, kana in pairs)
    return list(islice(lines, size))


def wheel() -> tuple[int, str]:
    """Return the bytes of the wheel and how they were found: built, or its files deflated one by one."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, str(ROOT)]
        subprocess.run(command, capture_output=True, check=False)
        built = list(Path(folder).glob("*.whl"))
        if built:
            return built[0].stat().st_size, "built with pip wheel"
    files = [path for path in (ROOT / "kananame").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return sum(len(zlib.compress(path.read_bytes(), 6)) for path in files), "not built; its files deflated"
