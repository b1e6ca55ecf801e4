"""Passport romaji beside pykakasi and cutlet in one run: how much is right, and how many names a second.

Each is fed what it can take: the peers the kana, we the kana and the name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time
from typing import TypeVar

import kananame
from kananame.model import Segment
from kananame.romaji.styles import HOLDER, STANDARD, spelling_of
from tables.loader import Row, load
from tests.benchmarks.measure import SEED, seeded
from tests.benchmarks.romaji_accuracy import (
    Judged,
    Speller,
    accuracy,
    disputed,
    ipadic,
    kana_alone,
    ours,
    places,
    unidic,
)
from tests.benchmarks.text import machine, table

VECTORS = Path(__file__).parents[1] / "vectors" / "romaji.tsv"
COLUMNS = ("style", "option", "part", "kanji", "kana", "romaji", "note", "source")
KINDS = ("plain", "dropped", "written", "kana", "choices", "cabinet2025", "doubled", "iso3602")
SIZE = 40_000
QUICK_SIZE = 4000
ROUNDS = 5
QUICK_ROUNDS = 2
PEER = "pykakasi, passport"
WHOLE = "pykakasi, passport, fed the name"
INSIDE = "kananame, aligned inside"
ALIGNED = "kananame, aligned before"
TARGETS = {ALIGNED: ">= 150,000, >= 14 x"}

Kana = Callable[[str], str]
"""A peer: kana to letters, as it writes them."""
Aligned = tuple[str, tuple[Segment, ...]]
"""A reading and its segments."""
Item = TypeVar("Item")


def run(*, quick: bool) -> None:
    """Print speed, with caches cold first, then what is right on the vectors and on names with a pronunciation."""
    size, rounds = (QUICK_SIZE, QUICK_ROUNDS) if quick else (SIZE, ROUNDS)
    known, judged = unidic(), ipadic()
    found = peers()
    print(f"romaji: {machine()}; pykakasi 2.3.0, cutlet 0.5.2 with unidic-lite 1.0.8")
    print("The peers are fed the kana, kananame the kana and the name, where it does not say otherwise.")
    speed(seeded(SEED).sample(known, size), found, rounds)
    vectors(found)
    spellers: dict[str, Speller] = {"kananame": ours, "kananame, kana alone": kana_alone}
    spellers |= {label: told(peer) for label, peer in found.items()}
    if quick:
        known, judged = (seeded(SEED).sample(names, size) for names in (known, judged))
    accuracy("UniDic (a source of the tables), passport spelling by its pronunciation", known, spellers)
    doubtful = disputed(judged, unidic())
    title = f"IPADIC (no source), passport spelling by its pronunciation; UniDic disputes {len(doubtful)} of its names"
    accuracy(title, judged, spellers, doubtful)


def peers() -> dict[str, Kana]:
    """Return the peers, their dictionaries loaded; cutlet as it divides words, and kana by kana."""
    convert = import_module("pykakasi").kakasi().convert
    cutlet = import_module("cutlet").Cutlet(use_foreign_spelling=False)
    hiragana = import_module("jaconv").kata2hira
    return {
        PEER: lambda kana: "".join(item["passport"] for item in convert(kana)),
        "pykakasi, hepburn": lambda kana: "".join(item["hepburn"] for item in convert(kana)),
        "cutlet, words": cutlet.romaji,
        "cutlet, kana by kana": lambda kana: "".join(map(cutlet.map_kana, hiragana(kana).split(" "))),
    }


def told(peer: Kana) -> Speller:
    """Return a peer that is told a name and hears its reading."""
    return lambda one: bare(peer(one.reading)).upper()


def bare(text: str) -> str:
    """Return a spelling without spaces and case, in which the peers are free."""
    return text.replace(" ", "").casefold()


def speed(names: Sequence[Judged], found: Mapping[str, Kana], rounds: int) -> None:
    """Print the names a second of each; no name is ever asked twice of us, and the peers keep nothing."""
    size = len(names) // rounds
    measured = [measure(names[at * size : (at + 1) * size], found) for at in range(rounds)]
    usual = {label: median(one[label] for one in measured) for label in measured[0]}
    rows = []
    for label, cold in measured[0].items():
        times = (f"{usual[label] / usual[peer]:.1f}" for peer in (PEER, WHOLE))
        rows.append([label, f"{cold:,.0f}", f"{usual[label]:,.0f}", *times, TARGETS.get(label, "")])
    head = ["names a second", "first", f"median of {rounds}", "x pykakasi, kana", "x pykakasi, name", "target"]
    table(f"Names of UniDic, each asked once, {size // 2:,} a time", head, rows)


def measure(names: Sequence[Judged], found: Mapping[str, Kana]) -> dict[str, float]:
    """Return the names a second of each; the half that is aligned inside is another than the one aligned before."""
    first, second = names[::2], names[1::2]
    third = [one.reading for one in first]
    return {
        INSIDE: timed(ours, first),
        ALIGNED: timed(spell_aligned, aligned(second)),
        "kananame, kana alone": timed(kana_alone, second),
        **{label: timed(peer, third) for label, peer in found.items()},
        WHOLE: timed(found[PEER], [one.name for one in first]),
    }


def timed(function: Callable[[Item], object], items: Sequence[Item]) -> float:
    """Return how many items a second a function takes, by the processor's time."""
    begun = process_time()
    for item in items:
        function(item)
    return len(items) / (process_time() - begun)


def aligned(names: Iterable[Judged]) -> list[Aligned]:
    """Return the readings of the names that align, with their segments."""
    found = ((one.reading, kananame.align(one.name, one.reading, one.part)) for one in names)
    return [(reading, alignment.segments) for reading, alignment in found if alignment is not None]


def spell_aligned(pair: Aligned) -> str:
    """Spell a reading whose segments are known."""
    return kananame.romanize(pair[0], segments=pair[1]).text


def vectors(found: Mapping[str, Kana]) -> None:
    """Print how many of the published spellings each gives, by kind."""
    rows = [row for row in load(VECTORS, columns=COLUMNS, optional=("kanji", "note")) if row["option"] != HOLDER]
    asked = [(kind(row), row) for row in rows]
    of = Counter(name for name, _ in asked)
    spellers: dict[str, Callable[[Row], str]] = {"kananame": published, "kananame, kana alone": published_kana}
    spellers |= {label: heard(peer) for label, peer in found.items()}
    lines = []
    for label, spell in spellers.items():
        right = Counter(name for name, row in asked if bare(spell(row)) == bare(row["romaji"]))
        lines.append([label, *(f"{right[name]}/{of[name]}" for name in KINDS)])
    table("Published spellings (tests/vectors/romaji.tsv)", ["right", *KINDS], lines)


def kind(row: Row) -> str:
    """Return the kind of a published spelling.

    Of passports: names with no vowel that could be long (plain), with one that is not written (dropped), or that is
    (written); single sounds (kana); the holder's choices.  Then the other styles.
    """
    if row["style"] != "passport":
        return "doubled" if row["option"] == "doubled" else row["style"]
    if row["option"] != STANDARD:
        return "choices"
    if row["part"] == "mora":
        return "kana"
    if not any(True for _ in places(row["kana"])):
        return "plain"
    in_full = spelling_of("passport", STANDARD).spell_name(row["kana"])[0]
    return "written" if in_full == row["romaji"] else "dropped"


def published(row: Row) -> str:
    """Spell a published example from its kana and characters."""
    part = row["part"] if row["part"] in {"family", "given"} else None
    return kananame.romanize(
        row["kana"], name=row["kanji"] or None, part=part, style=row["style"], option=row["option"]
    ).text


def published_kana(row: Row) -> str:
    """Spell a published example from its kana."""
    return kananame.romanize(row["kana"], style=row["style"], option=row["option"]).text


def heard(peer: Kana) -> Callable[[Row], str]:
    """Return a peer that hears a published example's kana."""
    return lambda row: peer(row["kana"])
