"""Accepted against wrongly accepted, by how far the limits of the alignment's cost are moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType

from tests.benchmarks.inject import Limits, align_module
from tests.benchmarks.measure import Pair, grade

Score = tuple[str, int]
"""A class of explanations, and how far the cost lies above the limit of its class (negative: below)."""

CLASSES = {
    "dictionary": "B, dictionary readings and ordinary sound changes only",
    "witnessed": "B, with a reading seen in names only or a rarer sound change",
    "loose": "C, part of a reading or a character not read",
}
MOVES = (-12, -8, -4, 0, 4, 8, 12, 24)
HEAD = ["cost up to", "true %", "shuffled %", "near miss %", "true gained for a near miss"]


def scores(library: ModuleType, limits: Limits, pairs: Iterable[Pair], part: str) -> list[Score | None]:
    """Return where each pair stands, ``None`` where no limit matters: attested, or not explained at any cost.

    ``library`` is a copy with its limits lifted, ``limits`` what they were.
    """
    align = align_module(library)
    found: list[Score | None] = []
    for name, kana in pairs:
        laid = library.align(name, kana, part) if grade(library, name, kana, part) in {"B", "C"} else None
        if laid is None:
            found.append(None)
            continue
        plain = all(s.basis in align.DICTIONARY and s.change in align.ORDINARY_CHANGES for s in laid.segments)
        kind = "loose" if laid.grade == "C" else "dictionary" if plain else "witnessed"
        found.append((kind, laid.cost - limits.of(kind, len(library.lexicon.standard_name(name)))))
    return found


def share(scored: Sequence[Score | None], kind: str, move: int | None) -> float:
    """Return the per cent of pairs that a class accepts when its limit is moved, or lifted (``None``)."""
    passed = [score for score in scored if score and score[0] == kind and (move is None or score[1] <= move)]
    return 100 * len(passed) / len(scored) if scored else 0.0


def curve(
    scored: Mapping[str, Sequence[Score | None]], kind: str, limits: Limits, in_force: int | None = 0
) -> list[list[str]]:
    """Return the rows of one class under ``HEAD``, the limit in force marked (``None``: there is none).

    ``scored`` holds the pairs by kind: true, shuffled, near miss.
    """
    rows: list[list[str]] = []
    before = (0.0, 0.0)
    for move in (*MOVES, None):
        label = "no limit" if move is None else limits.moved(kind, move)
        right, random, near = (share(scored[name], kind, move) for name in ("true", "shuffled", "near miss"))
        more, worse = right - before[0], near - before[1]
        rows.append(
            [
                f"{label} (now)" if move == in_force else label,
                f"{right:.2f}",
                f"{random:.2f}",
                f"{near:.2f}",
                f"{more / worse:.1f}" if worse else "-",
            ]
        )
        before = (right, near)
    return rows
