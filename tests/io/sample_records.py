"""Records to write and read back: invented residents, and what it takes to export them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kananame.io.export import Tally, export
from kananame.io.manifest import form_of
from kananame.io.portion import Task
from kananame.record import Facts, Options, facts_of_row, layout

NAMES = (
    ("松浦", "一郎", "マツウラ", "イチロウ"),
    ("日高", "花子", "ヒダカ", "ハナコ"),
    ("井上", "太郎", "イノウエ", "タロウ"),
)
SAME = {"municipality": "131016", "recorded": "2026-06-01", "newest": "1", "history-number": "1", "birth": "1990-04-01"}


def resident(number: int, **more: str) -> Facts:
    """Return the facts of the resident with a number; names come again."""
    family, given, family_reading, given_reading = NAMES[number % len(NAMES)]
    names = {"family": family, "given": given, "family-reading": family_reading, "given-reading": given_reading}
    return facts_of_row({"person": f"{number:05}", **SAME, **names, **more}, certified=True)


def residents(count: int) -> list[Facts]:
    """Return the first residents."""
    return [resident(number) for number in range(count)]


def task(target: Path, kind: str = "csv", name: str = "jumin-joho", **more: Any) -> Task:  # noqa: ANN401
    """Return what it takes to write a layout to a file; ``form`` and ``options`` hold what is chosen."""
    form = form_of(kind, **more.pop("form", {}))
    options = Options(**more.pop("options", {}))
    return Task(layout(name), options, form, str(target), "file", **more)


def written(facts: Sequence[Facts], target: Path, kind: str = "csv", name: str = "jumin-joho", **more: Any) -> Tally:  # noqa: ANN401
    """Write records to a file."""
    return export(facts, task(target, kind, name, **more))


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the lines of an audit file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
