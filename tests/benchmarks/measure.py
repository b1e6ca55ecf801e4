"""What is counted: pairs made wrong on purpose, and how many of some pairs are accepted with each grade."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from types import ModuleType
from typing import NamedTuple

Pair = tuple[str, str]
"""A written name and its reading in katakana."""

PARTS = ("family", "given")
SEED = 20261123
DRAWS = 10
HEAD = ["pairs", "accepted %", "A %", "B %", "C %", "A or B %"]


def seeded(seed: int) -> random.Random:
    """Return the generator of a seed, so that the figures can be printed again."""
    return random.Random(seed)  # noqa: S311 (the same draw every time, not a secret one)


def sample(pairs: Sequence[Pair], size: int, seed: int = SEED) -> list[Pair]:
    """Return ``size`` pairs at random, all of them when there are fewer."""
    return seeded(seed).sample(pairs, min(size, len(pairs)))


def hold_out(pairs: Iterable[Pair], share: int = 10, seed: int = SEED) -> frozenset[Pair]:
    """Return a random ``share``-th of the pairs, the same one in whatever order they come."""
    ordered = sorted(set(pairs))
    return frozenset(seeded(seed).sample(ordered, len(ordered) // share))


def shuffled(pairs: Sequence[Pair], seed: int = SEED) -> list[Pair]:
    """Return every name with the reading of a random pair: the same names, the same readings."""
    readings = [kana for _, kana in pairs]
    seeded(seed).shuffle(readings)
    return [(name, kana) for (name, _), kana in zip(pairs, readings, strict=True)]


def near_misses(pairs: Sequence[Pair], seed: int = SEED) -> list[Pair]:
    """Return names with another reading, that of another name ending in the same character, where there is one."""
    chance = seeded(seed)
    alike: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        alike[pair[0][-1]].append(pair)
    found: list[Pair] = []
    for name, kana in pairs:
        drawn = (chance.choice(alike[name[-1]]) for _ in range(DRAWS))
        reading = next((reading for other, reading in drawn if other != name and reading != kana), None)
        if reading is not None:
            found.append((name, reading))
    return found


def untrue(pairs: Iterable[Pair], known: Collection[Pair]) -> list[Pair]:
    """Leave out the pairs that happen to be true."""
    return [pair for pair in pairs if pair not in known]


def wrong(pairs: Sequence[Pair], known: Collection[Pair], seed: int = SEED) -> dict[str, list[Pair]]:
    """Return the wrong pairs made of a list, by kind."""
    return {"shuffled": untrue(shuffled(pairs, seed), known), "near miss": untrue(near_misses(pairs, seed), known)}


class Tally(NamedTuple):
    """How many pairs were asked, and how many were accepted with each grade."""

    n: int
    a: int
    b: int
    c: int

    @property
    def refused(self) -> int:
        """Pairs that were not accepted."""
        return self.n - self.a - self.b - self.c

    def percent(self, count: int) -> float:
        """Return a count as per cent of the pairs asked."""
        return 100 * count / self.n if self.n else 0.0

    @property
    def accepted(self) -> float:
        """Per cent accepted."""
        return self.percent(self.n - self.refused)

    def cells(self) -> list[str]:
        """Return the cells under ``HEAD``."""
        shares = (self.n - self.refused, self.a, self.b, self.c, self.a + self.b)
        return [f"{self.n:,}", *(f"{self.percent(share):.2f}" for share in shares)]


def mean(tallies: Sequence[Tally]) -> Tally:
    """Return all tallies as one: the mean over seeds of like size."""
    return Tally(*(sum(counts) for counts in zip(*tallies, strict=True)))


def grade(library: ModuleType, name: str, kana: str, part: str) -> str:
    """Return the grade of an accepted pair, ``""`` when the library does not accept it."""
    report = library.check(name, kana, part=part, filing="existing")
    return str(report.grade) if report.verdict == "accept" else ""


def tally(library: ModuleType, pairs: Iterable[Pair], part: str) -> Tally:
    """Screen pairs of one part and count the grades."""
    grades = [grade(library, name, kana, part) for name, kana in pairs]
    return Tally(len(grades), grades.count("A"), grades.count("B"), grades.count("C"))
