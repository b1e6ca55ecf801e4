"""Propose the readings a name is likely to have, and the ones a reading may be a slip for (読みの候補)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from typing import Final

from kananame.align import LONGEST_LOOSE, LONGEST_NAME, align_standard, full_cost
from kananame.kana import unvoiced
from kananame.lexicon import LONGEST_WORD, Option, attested, attested_readings, options, standard_name, word_options
from kananame.model import Part, Suggestion
from kananame.near import LONGEST, SLIP_COST, TWIN_SLIPS, near_forms, replaced, restored, slip
from kananame.text import SPACES

MOST: Final = 5
LEAST_SCORE: Final = 0.05
FEW_WITNESSES: Final = {1: 8, 2: 4}
"""Dictionaries that attest a reading → what fewer of them cost than three."""
ALIGNED_COST: Final = 14
"""What a reading that is explained costs over one that is attested for the very name."""
EVEN: Final = 20
"""The cost at which a proposal is as likely right as wrong."""
BIT: Final = 4
SEVERAL: Final = 2
PATHS: Final = 12
"""Readings kept for each beginning of a name while likely ones are composed."""
large_yoon = re.compile("[キシチニヒミリギジヂビピ][ヤユヨ]").search
spelt_two_ways = re.compile("[ジヂズヅ]|[キシチニヒミリギビピ][ヤユヨ]").search
"""Finds what an old system may have stored otherwise; a reading without it is not looked up once more."""


def suggest(name: str, part: Part | str = Part.FAMILY, *, most: int = 10) -> tuple[Suggestion, ...]:
    """Return the likely readings of a written name, best first.

    A reading the dictionaries attest for the very name comes with the reason ``attested`` and ``count`` the number of
    dictionaries; one put together from the readings of the characters with ``composed`` and the number of names that
    show the rarest of them.  ``part`` is ``family`` or ``given`` (any other is looked up as a family name); ``most``
    is how many are returned.  Raises ``TypeError`` when the name is no string.

    >>> [(found.reading, found.reason, found.count) for found in suggest("松浦")][0]
    ('マツウラ', 'attested', 3)
    """
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {type(name).__name__}")
    given = part == Part.GIVEN
    standard = standard_name(name.strip(SPACES))
    if not standard or len(standard) > LONGEST_NAME:
        return ()
    found = {
        kana: (FEW_WITNESSES.get(count, 0) + cost_of(name, standard, kana, given=given), "attested", count)
        for kana, count in attested_readings(standard, given).items()
    }
    for cost, kana, names in composed(standard, given=given):
        found.setdefault(kana, (EVEN + cost, "composed", names))
    best = nsmallest(most, ((cost, kana, reason, count) for kana, (cost, reason, count) in found.items()))
    return tuple(Suggestion(kana, reason, score(cost), count) for cost, kana, reason, count in best)


def cost_of(name: str, standard: str, kana: str, *, given: bool) -> int:
    """Return half the cost of an attested reading's alignment: what the characters suggest comes first."""
    found = align_standard(name, standard, kana, given)
    return EVEN if found is None else min(found.cost, EVEN) // 2


def composed(standard: str, *, given: bool) -> list[tuple[int, str, int]]:
    """Return (cost, kana, names) of the cheapest readings put together from plain readings of the characters."""
    paths = [(0, "", -1)]
    for char in standard:
        known = [
            option
            for option in options(char, given).values()
            if not option.change and (option.names or option.kind == "kana")
        ]
        paths = nsmallest(
            PATHS,
            (
                (cost + option.cost, kana + option.form, option.names if names < 0 else min(names, option.names))
                for cost, kana, names in paths
                for option in known
            ),
        )
    return [path for path in paths if path[1]]


def score(cost: int) -> float:
    """Return a cost as a score between 0 and 1: one half where the evidence is even, its odds halved by each bit."""
    return round(1 / (1 + 2 ** ((cost - EVEN) / BIT)), 3)


def proposals(standard: str, kana: str, *, given: bool, cost: int | None) -> tuple[Suggestion, ...]:
    """Return the readings a folded reading that is attested nowhere may be a slip for, best first.

    One that is explained at some ``cost`` is doubted only where a near reading is attested for this very name, or the
    same with small kana is explained as well as it.
    """
    found: dict[str, tuple[int, str]] = {}
    for more, reason, reading in near_attested(standard, kana, given=given):
        keep(found, reading, more, reason)
    if 0 < len(standard) <= LONGEST_LOOSE:
        near = near_explained if cost is None else small_explained
        for more, reason, reading in near(standard, kana, given=given):
            if cost is None or more <= cost + ALIGNED_COST:
                keep(found, reading, more, reason)
    if not found:
        return ()
    best = sorted((more, reading, reason) for reading, (more, reason) in found.items())[:MOST]
    scored = ((reading, reason, score(more)) for more, reading, reason in best)
    return tuple(Suggestion(*proposed) for proposed in scored if proposed[-1] >= LEAST_SCORE)


def better_spelt(standard: str, kana: str, given: bool) -> tuple[Suggestion, ...]:
    """Return the attested readings that an attested one may have been stored for: キョウコ for キヨウコ, ジ for ヂ.

    With small kana as many dictionaries are enough, for a large ヤ ユ ヨ there is mostly a system's doing; of ジ and ヂ
    the one that more dictionaries have is proposed.
    """
    dictionaries = len(attested(standard, kana, given))
    forms = [(form, "small-kana", dictionaries) for form in restored(kana)] if large_yoon(kana) else []
    forms += [(form, reason, dictionaries + 1) for form, reason in replaced(kana, TWIN_SLIPS)]
    return tuple(
        Suggestion(form, reason, score(EVEN))
        for form, reason, least in forms
        if len(attested(standard, form, given)) >= least
    )


def voicing_twins(standard: str, kana: str, *, given: bool) -> tuple[str, ...]:
    """Return the readings several dictionaries attest that differ in voicing only from an attested one (ヤマザキ)."""
    plain = unvoiced(kana)
    return tuple(
        other
        for other, dictionaries in attested_readings(standard, given).items()
        if dictionaries >= SEVERAL and other != kana and unvoiced(other) == plain
    )


def keep(found: dict[str, tuple[int, str]], reading: str, cost: int, reason: str) -> None:
    """Keep the cheapest reason for a reading."""
    held = found.get(reading)
    if held is None or cost < held[0]:
        found[reading] = (cost, reason)


def near_attested(standard: str, kana: str, *, given: bool) -> Iterator[tuple[int, str, str]]:
    """Yield (cost, reason, reading) for each reading attested for the name that is one slip away."""
    for reading, dictionaries in attested_readings(standard, given).items():
        reason = slip(kana, reading)
        if reason is not None:
            yield SLIP_COST[reason] + FEW_WITNESSES.get(dictionaries, 0), reason, reading


def near_explained(standard: str, kana: str, *, given: bool) -> Iterator[tuple[int, str, str]]:
    """Yield (cost, reason, reading) for each reading one slip away that the characters explain."""
    lacking = dict.fromkeys(completed(standard, kana, given=given), "missing-kana")
    return explained(lacking | near_forms(kana), standard, given=given)


def small_explained(standard: str, kana: str, *, given: bool) -> Iterator[tuple[int, str, str]]:
    """Yield (cost, reason, reading) for the same reading with small kana, where the characters explain it."""
    return explained(dict.fromkeys(restored(kana), "small-kana"), standard, given=given)


def explained(forms: Mapping[str, str], standard: str, *, given: bool) -> Iterator[tuple[int, str, str]]:
    """Yield (cost, reason, reading) for each form that the characters read in full; looser kinds are too dear."""
    begins, ends = sides(standard, given=given) if forms else ((), ())
    for reading, reason in forms.items():
        if reading.startswith(begins) and reading.endswith(ends):
            cost = full_cost(standard, reading, given)
            if cost is not None:
                yield SLIP_COST[reason] + ALIGNED_COST + cost, reason, reading


def sides(standard: str, *, given: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how a reading in full of a name may begin, and how it may end: most near forms do not."""
    begins, ends = [*options(standard[0], given)], [*options(standard[-1], given)]
    for width in range(2, min(LONGEST_WORD, len(standard)) + 1):
        begins += word_options(standard[:width])
        ends += word_options(standard[-width:])
    return tuple(begins), tuple(ends)


def completed(standard: str, kana: str, *, given: bool) -> Iterator[str]:
    """Yield a reading with one kana more, where one character's reading lacks it and the others read the rest."""
    if len(kana) > LONGEST:
        return
    known = [options(char, given) for char in standard]
    before, after = read_from_start(known, kana), read_from_end(known, kana)
    for index, char in enumerate(standard):
        lacking = forms_lacking(char, given)
        for start in before[index]:
            for end in after[index + 1]:
                for form in lacking.get(kana[start:end], ()) if start < end else ():
                    yield kana[:start] + form + kana[end:]


def read_from_start(known: Sequence[dict[str, Option]], kana: str) -> list[set[int]]:
    """Return for each number of characters the places in the kana where their readings, from its start, can end."""
    layers = [{0}]
    for forms in known:
        layers.append({end for at in layers[-1] for end in range(at + 1, len(kana) + 1) if kana[at:end] in forms})
    return layers


def read_from_end(known: Sequence[dict[str, Option]], kana: str) -> list[set[int]]:
    """Return for each number of characters the places in the kana where the readings of those after can begin."""
    layers = [{len(kana)}]
    for forms in reversed(known):
        layers.append({start for at in layers[-1] for start in range(at) if kana[start:at] in forms})
    return layers[::-1]


@cache
def forms_lacking(char: str, given: bool) -> dict[str, tuple[str, ...]]:
    """Return what is left of a character's forms when one kana is missing → the forms."""
    found: dict[str, list[str]] = {}
    for form, option in options(char, given).items():
        if option.names:
            for at in range(len(form)):
                found.setdefault(form[:at] + form[at + 1 :], []).append(form)
    found.pop("", None)
    return {left: tuple(dict.fromkeys(forms)) for left, forms in found.items()}
