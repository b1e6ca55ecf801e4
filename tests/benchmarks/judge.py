"""The library before the independent lists: right readings accepted, wrong ones refused."""

from __future__ import annotations

import kananame
from tests.benchmarks.judges import judge, titles
from tests.benchmarks.measure import HEAD, SEED, Pair, Tally, mean, sample, tally, wrong
from tests.benchmarks.text import machine, table

SEEDS = 5
QUICK = 2000
TARGETS = {
    ("family", "true"): ">= 99.7",
    ("family", "shuffled"): "<= 0.5, A or B <= 0.2",
    ("family", "near miss"): "<= 3.5",
    ("given", "true"): ">= 99.5",
    ("given", "shuffled"): "<= 1.0, A or B <= 0.4",
    ("given", "near miss"): "<= 5.5",
}


def run(*, quick: bool) -> None:
    """Print how each list's pairs, and the wrong pairs made of them, are screened."""
    seeds = 1 if quick else SEEDS
    print(f"judge: {machine()}; kn.check(filing='existing'), {seeds} seeds")
    print("Wrong pairs that stand in the list itself are left out; those that only our tables attest count as wrong.")
    for key, title in titles().items():
        for part, pairs in judge(key).items():
            asked = sample(pairs, QUICK) if quick else pairs
            rows = lines(asked, set(pairs), part, seeds)
            table(f"{title}, {part} names", [key, *HEAD, "target"], rows)


def lines(pairs: list[Pair], known: set[Pair], part: str, seeds: int) -> list[list[str]]:
    """Return the rows of one list and part: true pairs, and each kind of wrong pair as mean and worst of the seeds."""
    rows = [["true", *tally(kananame, pairs, part).cells(), TARGETS[part, "true"]]]
    found: dict[str, list[Tally]] = {}
    for seed in range(SEED, SEED + seeds):
        for kind, made in wrong(pairs, known, seed).items():
            found.setdefault(kind, []).append(tally(kananame, made, part))
    for kind, tallies in found.items():
        worst = max(tallies, key=lambda one: one.accepted)
        rows.append([f"{kind}, mean", *mean(tallies).cells(), TARGETS[part, kind]])
        rows.append([f"{kind}, worst", *worst.cells(), ""])
    return rows
