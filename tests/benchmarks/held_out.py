"""A tenth of JMnedict held out of every source, the tables built without it, and judged by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import ModuleType
from typing import NamedTuple

from tables.emit import Module, render
from tables.makers.names import tables
from tables.names import standardise, witnessed
from tables.readers import kanjidic, names
from tables.variants import standard_forms
from tests.benchmarks.curve import CLASSES, curve, scores
from tests.benchmarks.curve import HEAD as CURVE_HEAD
from tests.benchmarks.inject import library, lift_limits
from tests.benchmarks.measure import HEAD, PARTS, Pair, hold_out, sample, tally, wrong
from tests.benchmarks.text import machine, table

QUICK = 2000
UNCLASSIFIED = "any"


class Split(NamedTuple):
    """Tables built without the held-out pairs; those pairs, and every pair the dictionaries know, by part."""

    modules: list[Module]
    held: dict[str, list[Pair]]
    known: dict[str, set[Pair]]


def split() -> Split:
    """Hold out a tenth of JMnedict's pairs, names in standard characters; build the tables from the rest."""
    characters = kanjidic.characters()
    standard = standard_forms(characters)
    raw = list(names.pairs())
    pairs = witnessed(raw, standard)
    out = hold_out((name, kana) for (name, kana, _), found in pairs.items() if "jmnedict" in found)
    kept = {pair: found for pair, found in pairs.items() if pair[:2] not in out}
    rest = without(raw, out, standard)
    held = {
        part: [pair[:2] for pair, found in pairs.items() if pair[2] == part and pair[:2] in out and "jmnedict" in found]
        for part in PARTS
    }
    known = {part: {pair[:2] for pair in pairs if pair[2] in {part, UNCLASSIFIED}} for part in PARTS}
    return Split(tables(characters, standard, kept, rest), held, known)


def without(raw: Iterable[names.Attested], out: Collection[Pair], standard: Mapping[str, str]) -> list[names.Attested]:
    """Return the rows of every dictionary that are not held out, in whatever characters they write the name."""
    return [row for row in raw if (standardise(row[0], standard), row[1]) not in out]


def run(*, quick: bool) -> None:
    """Print how the held-out pairs, and the wrong pairs made of them, are screened, and the curve of each part."""
    made = split()
    print(f"held-out: {machine()}; kn.check(filing='existing')")
    print("Wrong pairs that any of the dictionaries knows are left out.")
    with library({module.name: render(module) for module in made.modules}) as copy:
        asked = {part: sample(pairs, QUICK) if quick else pairs for part, pairs in made.held.items()}
        kinds = {part: {"true": pairs, **wrong(pairs, made.known[part])} for part, pairs in asked.items()}
        for part, lists in kinds.items():
            rows = [[kind, *tally(copy, pairs, part).cells()] for kind, pairs in lists.items()]
            table(f"Held-out {part} names", [part, *HEAD], rows)
        curves(copy, kinds)


def curves(copy: ModuleType, kinds: dict[str, dict[str, list[Pair]]]) -> None:
    """Print, for each part and class, what would be accepted with the limits moved."""
    limits = lift_limits(copy)
    for part, lists in kinds.items():
        scored = {kind: scores(copy, limits, pairs, part) for kind, pairs in lists.items()}
        in_force = 0 if part == "given" else None
        for kind, title in CLASSES.items():
            if any(score and score[0] == kind for found in scored.values() for score in found):
                table(f"{part.capitalize()} names, {title}", CURVE_HEAD, curve(scored, kind, limits, in_force))
