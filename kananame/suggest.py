"""Propose the readings a name is likely to have, and the ones a reading may be a slip for (読みの候補)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from heapq import nsmallest
from typing import Final

from kananame.align import LONGEST_LOOSE, align_standard
from kananame.lexicon import Option, attested_readings, options, standard_name
from kananame.model import Part, Suggestion
from kananame.near import LONGEST, SLIP_COST, near_forms, restored, slip

MOST: Final = 5
FEW_WITNESSES: Final = {1: 8, 2: 4}
"""Dictionaries that attest a reading → what fewer of them cost than three."""
ALIGNED_COST: Final = 14
"""What a reading that is explained costs over one that is attested for the very name."""
EVEN: Final = 20
"""The cost at which a proposal is as likely right as wrong."""
BIT: Final = 4

large_yoon = re.compile("[キシチニヒミリギジヂビピ][ヤユヨ]").search


def score(cost: int) -> float:
    """Return a cost as a score between 0 and 1: one half where the evidence is even, halving its odds every few units."""
    return round(1 / (1 + 2 ** ((cost - EVEN) / BIT)), 3)


def proposals(
    name: str, standard: str, kana: str, part: Part, *, attested: bool, explained: bool
) -> tuple[Suggestion, ...]:
    """Return the readings a folded reading may be a slip for, best first.

    A reading that is ``attested`` for the name is doubted only where the same with small kana is attested as well,
    one that is ``explained`` only where a near reading is attested for this very name.
    """
    given = part is Part.GIVEN
    found: dict[str, tuple[int, str]] = {}
    if attested:
        return tuple(Suggestion(form, "small-kana", score(EVEN)) for form in small_twins(standard, kana, given=given))
    for cost, reason, reading in near_attested(standard, kana, given=given):
        keep(found, reading, cost, reason)
    if not explained and len(standard) <= LONGEST_LOOSE:
        for cost, reason, reading in near_explained(name, standard, kana, given=given):
            keep(found, reading, cost, reason)
    best = nsmallest(MOST, ((cost, reading, reason) for reading, (cost, reason) in found.items()))
    return tuple(Suggestion(reading, reason, score(cost)) for cost, reading, reason in best if score(cost) >= 0.2)


def small_twins(standard: str, kana: str, *, given: bool) -> tuple[str, ...]:
    """Return the attested readings that an attested reading with a large ヤ ユ ヨ may have been stored for."""
    if not large_yoon(kana):
        return ()
    known = attested_readings(standard, given)
    dictionaries = known.get(kana, 0)
    return tuple(form for form in restored(kana) if known.get(form, -1) >= dictionaries)


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


def near_explained(name: str, standard: str, kana: str, *, given: bool) -> Iterator[tuple[int, str, str]]:
    """Yield (cost, reason, reading) for each reading one slip away that the characters explain."""
    tried = set()
    for reading, reason in (*near_forms(kana), *((form, "missing-kana") for form in completed(standard, kana, given=given))):
        if reading in tried:
            continue
        tried.add(reading)
        found = align_standard(name, standard, reading, given)
        if found is not None:
            yield SLIP_COST[reason] + ALIGNED_COST + found.cost, reason, reading


def completed(standard: str, kana: str, *, given: bool) -> Iterator[str]:
    """Yield a reading with one kana more, where one character's reading lacks it and the others read the rest."""
    if len(kana) > LONGEST:
        return
    size = len(standard)
    known = [options(char, given) for char in standard]
    before = reachable(known, kana)
    after = reachable([reverse(options_) for options_ in reversed(known)], kana[::-1])
    for index, char in enumerate(standard):
        lacking = forms_lacking(char, given)
        ends = [len(kana) - at for at in after[size - index - 1]]
        for start in before[index]:
            for end in ends:
                if end > start:
                    for form in lacking.get(kana[start:end], ()):
                        yield kana[:start] + form + kana[end:]


def reachable(known: list[dict[str, Option]], kana: str) -> list[set[int]]:
    """Return, for each number of characters, the places in the kana where their readings can end."""
    layers = [{0}]
    for forms in known:
        layers.append({at + len(form) for at in layers[-1] for form in forms if kana.startswith(form, at)})
    return layers


def reverse(forms: dict[str, Option]) -> dict[str, Option]:
    """Return forms written backwards."""
    return {form[::-1]: option for form, option in forms.items()}


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
