"""Measure: ``python -m tests.benchmarks [name ...] [--quick]``."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib import import_module

BENCHMARKS = {
    "country": "country",
    "held-out": "held_out",
    "judge": "judge",
    "damage": "damage",
    "engines": "engines",
    "export": "export",
    "files": "files",
    "histories": "histories",
    "peers": "peers",
    "playground": "playground",
    "romaji": "romaji",
    "scale": "scale",
    "speed": "speed",
    "start": "start",
    "tables": "sizes",
}
ASKED_FOR = {"country"}
"""Runs only where it is named: it takes the disk of a country."""


def main() -> int:
    """Run one benchmark here, several one after the other in processes of their own; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Print the measured figures.")
    parser.add_argument(
        "name",
        nargs="*",
        metavar="name",
        help=f"{', '.join(BENCHMARKS)}; without a name all but {', '.join(ASKED_FOR)}",
    )
    parser.add_argument("--quick", action="store_true", help="fewer pairs, seeds and repetitions")
    options = parser.parse_args()
    names = options.name or [name for name in BENCHMARKS if options.quick or name not in ASKED_FOR]
    for name in names:
        if name not in BENCHMARKS:
            parser.error(f"{name} is none of {', '.join(BENCHMARKS)}")
    if len(names) == 1:
        import_module(f"tests.benchmarks.{BENCHMARKS[names[0]]}").run(quick=options.quick)
        return 0
    more = ["--quick"] if options.quick else []
    codes = [
        subprocess.run([sys.executable, "-m", "tests.benchmarks", name, *more], check=False).returncode
        for name in names
    ]
    return max(codes)


if __name__ == "__main__":
    raise SystemExit(main())
