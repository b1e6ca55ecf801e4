"""Real names damaged one way each: is the damage noticed, and is the right reading the first proposal."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import kananame
from kananame.near import ALIKE, LARGE_OF, PLAIN_OF, TWINS, lengtheners
from tests.benchmarks.judges import judge, titles
from tests.benchmarks.measure import SEED, Pair, sample, seeded
from tests.benchmarks.text import machine, table

MOST = 12_000
QUICK = 1_000
LAST = {"large kana": "found >= 98, first >= 97", "undamaged": "proposal <= 2"}
HEAD = ["names", "attested all the same %", "found %", "first %", "first of the rest %", "target"]

Damage = Callable[[str, random.Random], str | None]
"""Makes one kind of damage to a reading, or tells that the reading cannot have it."""


def at_random(kana: str, places: list[int], chance: random.Random, other: Callable[[str], str]) -> str | None:
    """Replace the kana at one of some places."""
    if not places:
        return None
    at = chance.choice(places)
    return kana[:at] + other(kana[at]) + kana[at + 1 :]


def large_kana(kana: str, _: random.Random) -> str | None:
    """Store every small kana large, as whole systems did."""
    large = "".join(LARGE_OF.get(char, char) for char in kana)
    return large if large != kana else None


def lost_dakuten(kana: str, chance: random.Random) -> str | None:
    """Lose one voicing mark."""
    return at_random(kana, [at for at, char in enumerate(kana) if char in PLAIN_OF], chance, PLAIN_OF.__getitem__)


def twin(kana: str, chance: random.Random) -> str | None:
    """Write ヂ for ジ, ズ for ヅ, or the reverse."""
    return at_random(kana, [at for at, char in enumerate(kana) if char in TWINS], chance, TWINS.__getitem__)


def look_alike(kana: str, chance: random.Random) -> str | None:
    """Write a kana that looks like the right one."""
    places = [at for at, char in enumerate(kana) if char in ALIKE]
    return at_random(kana, places, chance, lambda char: chance.choice(ALIKE[char]))


def missing_kana(kana: str, chance: random.Random) -> str | None:
    """Leave out one kana."""
    return at_random(kana, list(range(len(kana))) if len(kana) > 1 else [], chance, lambda _: "")


def long_mark(kana: str, chance: random.Random) -> str | None:
    """Write ー for a vowel that lengthens the one before."""
    places = [at for at in range(1, len(kana)) if kana[at] in lengtheners(kana[at - 1])]
    return at_random(kana, places, chance, lambda _: "ー")


DAMAGES: dict[str, Damage] = {
    "large kana": large_kana,
    "lost dakuten": lost_dakuten,
    "ヂ for ジ": twin,
    "look-alike": look_alike,
    "missing kana": missing_kana,
    "ー for a vowel": long_mark,
}


def damaged(pairs: list[Pair], known: set[Pair], damage: Damage, seed: int) -> Iterator[tuple[str, str, str]]:
    """Yield (name, damaged, right) for the pairs that can take a damage and are not true afterwards as well."""
    chance = seeded(seed)
    for name, kana in pairs:
        wrong = damage(kana, chance)
        if wrong is not None and wrong != kana and (name, wrong) not in known:
            yield name, wrong, kana


def counts(cases: list[tuple[str, str, str]], part: str) -> tuple[int, int, int]:
    """Return how many damaged readings are attested themselves, have the right proposal, and have it first."""
    attested = found = first = 0
    for name, wrong, right in cases:
        report = kananame.check(name, wrong, part=part)
        proposed = [suggestion.reading for suggestion in report.suggestions]
        attested += report.grade == "A" and right not in proposed
        found += right in proposed
        first += proposed[:1] == [right]
    return attested, found, first


def rows_of(pairs: list[Pair], known: set[Pair], part: str) -> Iterator[list[str]]:
    """Yield a row for each kind of damage, one for all of them, one for the names as they are."""
    total = [0, 0, 0, 0]
    for index, (kind, damage) in enumerate(DAMAGES.items()):
        cases = list(damaged(pairs, known, damage, SEED + index))
        numbers = (len(cases), *counts(cases, part))
        total = [before + more for before, more in zip(total, numbers, strict=True)]
        yield [kind, *cells(*numbers), LAST.get(kind, "")]
    yield ["all kinds", *cells(*total), "first >= 85"]
    proposed = sum(bool(kananame.check(name, kana, part=part).suggestions) for name, kana in pairs)
    yield ["undamaged", f"{len(pairs):,}", "", f"{100 * proposed / len(pairs):.2f}", "", "", LAST["undamaged"]]


def cells(names: int, attested: int, found: int, first: int) -> list[str]:
    """Return the cells of one kind; the rest is what the dictionaries do not attest for the very name."""
    if not names:
        return ["0", "", "", "", ""]
    shares = (100 * attested / names, 100 * found / names, 100 * first / names, 100 * first / max(names - attested, 1))
    return [f"{names:,}", *(f"{share:.2f}" for share in shares)]


def run(*, quick: bool) -> None:
    """Print how damage to the independent lists is noticed, kind by kind."""
    print(f"damage: {machine()}; the suggestions of kn.check(filing='existing')")
    print("Attested all the same: the dictionaries have the damaged reading for the name, as ヤマサキ for 山崎.")
    for key, title in titles().items():
        for part, pairs in judge(key).items():
            asked = sample(pairs, QUICK if quick else MOST)
            table(f"{title}, {part} names", [key, *HEAD], list(rows_of(asked, set(pairs), part)))
