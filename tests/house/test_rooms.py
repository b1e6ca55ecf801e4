"""The house: no module grows beyond what one reading takes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
LIMIT = 400


def rooms() -> Iterator[Path]:
    for folder in ("kananame", "tables", "tests"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def too_long(text: str) -> bool:
    return len(text.splitlines()) >= LIMIT


def test_modules_stay_small() -> None:
    hand_made = [path for path in rooms() if path.parent.name != "_tables"]
    assert ROOT / "kananame" / "model.py" in hand_made
    assert [path.relative_to(ROOT).as_posix() for path in hand_made if too_long(path.read_text(encoding="utf-8"))] == []


def test_the_limit_is_a_limit() -> None:
    assert not too_long("x\n" * (LIMIT - 1))
    assert too_long("x\n" * LIMIT)
