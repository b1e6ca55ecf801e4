"""The names of a town, row by row and by distinct pair: this library, and other programs for the part they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from time import perf_counter
from typing import Final

import kananame as kn
from tests.benchmarks.city import residents
from tests.benchmarks.text import machine, table

ROWS: Final = 71_000
QUICK_ROWS: Final = 5_000
PACKAGES: Final = "pykakasi 2.3.0, cutlet 0.5.2 with unidic-lite 1.0.8, SudachiPy 0.7.0 with its small dictionary"
HEAD: Final = ["", "rows a second, each row", "each pair once", "pairs once x rows", "x ours, pairs once"]

Pair = tuple[str, str, str]
Way = Callable[[str, str, str], object]


def run(*, quick: bool) -> None:
    """Print how many names a second go through, and how much looking at each distinct pair once brings."""
    pairs = [
        pair
        for _, family, given, family_kana, given_kana, *_ in residents(QUICK_ROWS if quick else ROWS)
        for pair in ((family, family_kana, "family"), (given, given_kana, "given"))
    ]
    print(f"peers: {machine()}; {PACKAGES}")
    print(f"{len(pairs):,} names of a town, {len({*pairs}):,} distinct pairs; the others do a part of the work only")
    found: list[list[str]] = []
    ours = 0.0
    for name, way in ways():
        by_pair(way, pairs)  # the tables are opened, for everybody
        rows = rate(lambda chosen, way=way: [way(*pair) for pair in chosen], pairs)  # type: ignore[misc] # bound
        once = rate(lambda chosen, way=way: by_pair(way, chosen), pairs)  # type: ignore[misc] # as above
        ours = ours or once
        found.append([name, f"{rows:,.0f}", f"{once:,.0f}", f"{once / rows:.1f}", f"{once / ours:.2f}"])
    table("Names a second", HEAD, found)


def rate(work: Callable[[Sequence[Pair]], object], pairs: Sequence[Pair]) -> float:
    """Return how many pairs a second some work does."""
    begun = perf_counter()
    work(pairs)
    return len(pairs) / (perf_counter() - begun)


def by_pair(way: Way, pairs: Sequence[Pair]) -> list[object]:
    """Look at each distinct pair once, then give each row its answer."""
    answers = {pair: way(*pair) for pair in dict.fromkeys(pairs)}
    return [answers[pair] for pair in pairs]


def ways() -> list[tuple[str, Way]]:
    """Return ours first, then the others: and what each is asked."""
    convert = import_module("pykakasi").kakasi().convert
    cutlet = import_module("cutlet").Cutlet(use_foreign_spelling=False)
    sudachi = import_module("sudachipy").Dictionary(dict="small").create()
    return [
        ("kananame, check", lambda name, kana, part: kn.check(name, kana, part=part)),
        ("kananame, check and romanize", spelled),
        ("pykakasi, name to kana", lambda name, _kana, _part: convert(name)),
        ("pykakasi, kana to romaji", lambda _name, kana, _part: convert(kana)),
        ("cutlet, kana to romaji", lambda _name, kana, _part: cutlet.romaji(kana)),
        ("SudachiPy, name to kana", lambda name, _kana, _part: [one.reading_form() for one in sudachi.tokenize(name)]),
    ]


def spelled(name: str, kana: str, part: str) -> object:
    """Screen a pair and spell it on the alignment that was found."""
    report = kn.check(name, kana, part=part)
    return report, kn.romanize(report.reading, segments=report.segments) if report.segments else None
