"""Keys for finding a person whose reading differs between systems (検索キー).

A tolerance is a tuple of steps, and each step takes one kind of difference out of a reading: width, spaces, ジ for ヂ,
large kana for small ones, the length of a vowel, voicing.  Steps and tolerances are the table
``tables/data/tolerances.tsv``; what is left after the steps of a tolerance is the key.  The tolerances nest:

- ``exact``: the readings as they stand;
- ``width``: half-width or full-width, katakana or hiragana, marks joined or apart;
- ``spelling``: also how systems and people write one reading, spaces, dashes, ヂ, ヲ, ヴ, large for small kana, ー;
- ``resident``: also all that the search of a resident record system looks past, the length of a vowel and voicing.

A key names a class, so ``resident`` finds more than each pair its source lists: ヂ equals ジ and is チ voiced, so シ
and チ fall together, and with the length of a vowel オオノ and オノ.  Use it to find, and ``spelling`` to compare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, partial
from itertools import combinations
from typing import Any, Final

from kananame._tables.folding import FOLDING
from kananame._tables.tolerances import TOLERANCES
from kananame.text import fold, is_katakana_reading

Step = Callable[[str], str]
Rows = tuple[tuple[str, str, str], ...]

NARROWEST: Final = {step: tolerance for step, (tolerance, _, _) in TOLERANCES.items()}
NAMES: Final = ("exact", *dict.fromkeys(NARROWEST.values()))
TOLERANCE_STEPS: Final = {
    name: tuple(step for step, narrowest in NARROWEST.items() if NAMES.index(narrowest) <= width)
    for width, name in enumerate(NAMES)
}
"""Tolerance → its steps in the order they are taken, the narrowest tolerance first."""
FOLDS: Final = frozenset(step for step, (_, kind, _) in TOLERANCES.items() if kind == "fold")
Change = dict[int, int | str | None]
"""What :meth:`str.translate` takes."""
ONE_WIDTH: Final[Change] = {
    **{code + 0xFEE0: code for code in range(0x21, 0x7F)},
    **str.maketrans("\u3000ﾞﾟ゛゜ゝゞ", " \u3099\u309a\u3099\u309aヽヾ"),
}
"""Forms of one character that folding leaves where they stand among other things than kana."""
STRAY_MARKS: Final[Change] = dict.fromkeys(map(ord, "\u3099\u309aヽヾ"))
"""Voicing and iteration marks that no kana stands before, not even across a space."""


@dataclass(frozen=True, slots=True)
class Sameness:
    """Whether two readings are the same under a tolerance.

    ``tolerance`` is its name; ``steps`` is the fewest of its steps that make the two readings the same, none where they
    are equal as they stand or differ; ``keys`` is what was compared.  In a condition it counts as ``same``.
    """

    same: bool
    tolerance: str
    steps: tuple[str, ...]
    keys: tuple[str, str]

    def __bool__(self) -> bool:
        """Return whether the readings are the same."""
        return self.same

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON-ready data."""
        return {"same": self.same, "tolerance": self.tolerance, "steps": list(self.steps), "keys": list(self.keys)}


def search_key(reading: str, tolerance: str = "resident") -> str:
    """Return what is left of a reading when the differences of a tolerance are taken out of it.

    Two readings have one key when, and only when, :func:`same_reading` calls them the same.  A key is for comparing
    with keys of the same release, not for showing or keeping: キョウコ has the key キヨコ.

    Args:
        reading: the reading as a system holds it; any string.
        tolerance: ``exact``, ``width``, ``spelling`` or ``resident``.

    Raises:
        TypeError: when the reading is no string.
        ValueError: when there is no such tolerance.

    Source: 住民記録システム標準仕様書 2.1.2 (``tables/data/tolerances.tsv``).

    >>> search_key("ｷﾖｳｺ") == search_key("きょうこ")
    True
    >>> search_key("ヤマザキ"), search_key("ヤマザキ", "spelling")
    ('ヤマサキ', 'ヤマザキ')
    """
    if not isinstance(reading, str):
        raise TypeError(f"a reading is a str, not {type(reading).__name__}; pass '' when there is none")
    return key_of(reading, steps_of(tolerance))


def same_reading(reading: str, other: str, tolerance: str = "resident") -> Sameness:
    """Compare two readings under a tolerance, and say which differences were looked past.

    Args:
        reading: one reading; any string.
        other: the other.
        tolerance: ``exact``, ``width``, ``spelling`` or ``resident``.

    Raises:
        TypeError: when a reading is no string.
        ValueError: when there is no such tolerance.

    Source: 住民記録システム標準仕様書 2.1.2 (``tables/data/tolerances.tsv``).

    >>> found = same_reading("ﾔﾏｻｷ", "ヤマザキ")
    >>> found.same, found.tolerance, found.steps
    (True, 'resident', ('width', 'voicing'))
    >>> same_reading("ヤマサキ", "ヤマザキ", tolerance="spelling").same
    False
    """
    keys = search_key(reading, tolerance), search_key(other, tolerance)
    same = keys[0] == keys[1]
    return Sameness(same, tolerance, fewest_steps(reading, other, tolerance) if same else (), keys)


def steps_of(tolerance: str) -> tuple[str, ...]:
    """Return the steps of a tolerance; raise ``ValueError`` naming those there are."""
    found = TOLERANCE_STEPS.get(tolerance)
    if found is None:
        raise ValueError(f"tolerance is one of {', '.join(TOLERANCE_STEPS)}, not {tolerance!r}")
    return found


def fewest_steps(reading: str, other: str, tolerance: str) -> tuple[str, ...]:
    """Return the fewest steps of a tolerance that make two readings alike which all its steps make alike."""
    touched = touching(reading, tolerance) | touching(other, tolerance)
    steps = [step for step in steps_of(tolerance) if step in touched]
    some = (found for size in range(len(steps)) for found in combinations(steps, size))
    return next((found for found in some if key_of(reading, found) == key_of(other, found)), tuple(steps))


def touching(reading: str, tolerance: str) -> set[str]:
    """Return the steps that change a reading, as it stands or as steps before them leave it."""
    found = set()
    stages = [reading]
    for step in steps_of(tolerance):
        if any(key_of(stage, (step,)) != stage for stage in stages):
            found.add(step)
            stages.append(key_of(stages[-1], (step,)))
    return found


def key_of(reading: str, steps: Iterable[str]) -> str:
    """Return a reading after some steps; what is in canonical katakana is not folded again."""
    for step in steps:
        if not (step in FOLDS and is_katakana_reading(reading)):
            reading = taken(step)(reading)
    return reading


@cache
def taken(name: str) -> Step:
    """Return a step of the table as a function, made once."""
    _, kind, rows = TOLERANCES[name]
    if kind == "fold":
        return _fold_of(frozenset(code for code, _, _ in rows))
    if any(after for _, _, after in rows):
        return partial(_in_context, _by_kana(rows))
    to = {kana: change for kana, change, _ in rows}
    # The longest first: ヴァ is バ, not ブァ.
    any_kana = re.compile("|".join(map(re.escape, sorted(to, key=len, reverse=True))))
    return partial(any_kana.sub, lambda found: to[found[0]])


def _fold_of(codes: frozenset[str]) -> Step:
    """Return the part of folding that makes the changes of these codes, and leaves every other character alone."""
    kept = "".join(char for char, (_, code) in FOLDING.items() if len(char) == 1 and code not in codes)
    parts = re.compile(f"([{re.escape(kept)}]+)").split
    left = {"folded-width": ONE_WIDTH, "folded-space": STRAY_MARKS}
    rest = {char: to for code in codes & left.keys() for char, to in left[code].items()}

    def folded(text: str) -> str:
        pieces = (piece if at % 2 else fold(piece).kana for at, piece in enumerate(parts(text)))
        return "".join(pieces).translate(rest)

    return folded


def _by_kana(rows: Rows) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return kana → (what it may follow, what stands for it), in the order of the table."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for kana, to, after in rows:
        found[kana] = (*found.get(kana, ()), (after, to))
    return found


def _in_context(rules: dict[str, tuple[tuple[str, str], ...]], text: str) -> str:
    """Return a text with kana changed or dropped by what stands before them, itself changed already."""
    out: list[str] = []
    for char in text:
        before = out[-1] if out else ""
        choices = (to for after, to in rules.get(char, ()) if not after or (before and before in after))
        to = next(choices, char)
        if to:
            out.append(to)
    return "".join(out)
