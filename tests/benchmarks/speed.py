"""Time for a pair that was not asked before, beside a peer and a trivial baseline in the same run."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from importlib import import_module
from statistics import fmean, median, quantiles
from time import perf_counter_ns

import kananame
from tests.benchmarks import longest
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import SEED, seeded
from tests.benchmarks.text import machine, table

SIZE = 10_000
QUICK_SIZE = 1000
HEAD = ["µs a pair", "first touch", "median", "mean", "90 % under", "of the peer"]
PEER = "pykakasi 2.3.0, name to kana"

Triple = tuple[str, str, str]
"""A written name, a reading, a part."""
Timings = list[float]


def run(*, quick: bool) -> None:
    """Print the time of one pair, then that of the longest input."""
    size = QUICK_SIZE if quick else SIZE
    first, second = cases(size)
    print(
        f"speed: {machine()}; {size:,} pairs of IPADIC with cold caches (first touch), then {size:,} others, each once"
    )
    measured = measure(first, second)
    peer = median(measured[PEER][1])
    rows = [[label, *cells(cold, warm, peer)] for label, (cold, warm) in measured.items()]
    table("One pair; target: median of kn.check <= 20", HEAD, rows)
    longest.run(quick=quick)


def cases(size: int) -> tuple[list[Triple], list[Triple]]:
    """Return two lists of distinct pairs, families and given names mixed."""
    known = [(name, kana, part) for part, pairs in judge("ipadic").items() for name, kana in pairs]
    drawn = seeded(SEED).sample(known, 2 * size)
    return drawn[:size], drawn[size:]


def mismatched(triples: Sequence[Triple]) -> list[Triple]:
    """Return the names with readings of one another."""
    kana = [reading for _, reading, _ in triples]
    seeded(SEED).shuffle(kana)
    return [(name, reading, part) for (name, _, part), reading in zip(triples, kana, strict=True)]


def measure(first: Sequence[Triple], second: Sequence[Triple]) -> dict[str, tuple[Timings, Timings]]:
    """Return the timings of each function over the first list and over the second, ours first: its caches are cold."""
    ours = timed(ours_asked, first), timed(ours_asked, second)
    found = {"kn.check": ours}
    for part in ("family", "given"):
        both = [
            [time for time, (_, _, other) in zip(times, triples, strict=True) if other == part]
            for times, triples in zip(ours, (first, second), strict=True)
        ]
        found[f"kn.check, {part} names"] = (both[0], both[1])
    others: dict[str, Callable[[str, str, str], object]] = {
        PEER: peer(),
        "unicodedata.normalize of both strings": normalized,
        "the clock alone": nothing,
    }
    found["kn.check, readings shuffled"] = timed(ours_asked, mismatched(first)), timed(ours_asked, mismatched(second))
    for label, function in others.items():
        found[label] = timed(function, first), timed(function, second)
    return found


def timed(function: Callable[[str, str, str], object], triples: Sequence[Triple]) -> Timings:
    """Return the microseconds of each call."""
    taken: list[int] = []
    for name, kana, part in triples:
        begun = perf_counter_ns()
        function(name, kana, part)
        taken.append(perf_counter_ns() - begun)
    return [time / 1000 for time in taken]


def ours_asked(name: str, kana: str, part: str) -> object:
    """Screen a pair."""
    return kananame.check(name, kana, part=part)


def peer() -> Callable[[str, str, str], object]:
    """Return the peer's conversion of a name, its dictionary loaded."""
    convert = import_module("pykakasi").kakasi().convert
    convert("松浦")
    return lambda name, _kana, _part: convert(name)


def normalized(name: str, kana: str, _part: str) -> object:
    """Do the least that could be done with both strings."""
    return unicodedata.normalize("NFKC", name), unicodedata.normalize("NFKC", kana)


def nothing(_name: str, _kana: str, _part: str) -> object:
    """Do nothing: what remains is the measuring."""
    return None


def cells(cold: Timings, warm: Timings, peer_median: float) -> list[str]:
    """Return the cells of one function under ``HEAD``."""
    middle = median(warm)
    slow = quantiles(warm, n=10)[-1]
    return [*(f"{value:.2f}" for value in (median(cold), middle, fmean(warm), slow)), f"{middle / peer_median:.2f}"]
