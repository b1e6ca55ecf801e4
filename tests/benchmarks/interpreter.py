"""Fresh interpreters: what a child prints, with bytecode kept in a folder of this run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[2]


class Interpreter:
    """Runs code in fresh interpreters that see the library of this checkout."""

    def __init__(self, bytecode: Path) -> None:
        """Keep the bytecode of all children in one folder: the first child writes it, the others find it warm."""
        self.bytecode = bytecode
        self.environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(bytecode), "PYTHONUTF8": "1",
        }  # fmt: skip
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def run(self, code: str, *arguments: str, stdin: str = "") -> str:
        """Return what the code prints; its failure is the benchmark's."""
        return self._done(code, arguments, stdin).stdout

    def told(self, code: str, *arguments: object) -> list[float]:
        """Return the numbers that the code tells on the last line of standard error."""
        return [*map(float, self._done(code, [*map(str, arguments)], "").stderr.splitlines()[-1].split())]

    def _done(self, code: str, arguments: Sequence[str], stdin: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments], input=stdin, capture_output=True,
            check=True, encoding="utf-8", env=self.environment,
        )  # fmt: skip

    def wall(self, code: str, times: int) -> float:
        """Return the median milliseconds from starting a process to its end."""
        self.run(code)
        taken = []
        for _ in range(times):
            begun = perf_counter()
            self.run(code)
            taken.append(perf_counter() - begun)
        return median(taken) * 1000

    def printed(self, code: str, times: int, *arguments: str) -> float:
        """Return the median of the number the code prints."""
        self.run(code, *arguments)
        return median(float(self.run(code, *arguments)) for _ in range(times))


@contextmanager
def interpreter() -> Iterator[Interpreter]:
    """Yield an interpreter whose bytecode is forgotten afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield Interpreter(Path(folder))
