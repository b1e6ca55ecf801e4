"""Readings that differ from another by one slip of the pen, the keyboard or an old system (近い読み).

What municipalities met when readings entered the register: small kana stored large (キヨウコ for キョウコ), voicing
marks lost, ヂ for ジ, ー for a vowel, kana that look alike, a kana missing, doubled or transposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Final

from kananame.kana import A_FOR_E, O_ROW, PLAIN, SEMI_VOICED, U_ROW, VOICED, respelled

SMALL_OF: Final = dict(zip("アイウエオヤユヨワツカケ", "ァィゥェォャュョヮッヵヶ", strict=True))
LARGE_OF: Final = {small: large for large, small in SMALL_OF.items()}
PLAIN_OF: Final = PLAIN | {"ヴ": "ウ"}
"""Voiced or semi-voiced kana → the plain one."""
MARKED: Final = {
    plain: tuple(filter(None, (VOICED.get(plain), SEMI_VOICED.get(plain)))) for plain in (*VOICED, *SEMI_VOICED)
}
"""Plain kana → the same with a voicing mark."""
I_ROW: Final = frozenset("キシチニヒミリギジヂビピ")


def partners(*pairs: str) -> dict[str, str]:
    """Return each kana of some pairs with those it is paired with.

    >>> partners("クワ", "ウワ")
    {'ク': 'ワ', 'ワ': 'クウ', 'ウ': 'ワ'}
    """
    return {kana: "".join(pair.replace(kana, "") for pair in pairs if kana in pair) for kana in "".join(pairs)}


ALIKE: Final = partners("シツ", "ソン", "クワ", "ウワ", "スヌ", "チテ", "コロ", "ルレ", "マア")
SPELT: Final = partners("ハワ", "ヲオ", "ヰイ", "ヱエ", "ヘエ")
SEMI: Final = frozenset(SEMI_VOICED.values())
TWINS: Final = partners("ジヂ", "ズヅ")
TWIN_SLIPS: Final = {one: {other: "ji-zu"} for one, other in TWINS.items()}
VOICING_SLIPS: Final = {"ヴ": {"ウ": "dakuten"}} | {
    one: {other: "handakuten" if SEMI & {one, other} else "dakuten" for other in row if other != one}
    for row in ((plain, *marked) for plain, marked in MARKED.items())
    for one in row
}
ONE_KANA_SLIPS: Final = {
    char: {
        **dict.fromkeys(ALIKE.get(char, ""), "look-alike"),
        **dict.fromkeys(SPELT.get(char, ""), "ha-wa-o"),
        **TWIN_SLIPS.get(char, {}),
        **VOICING_SLIPS.get(char, {}),
    }
    for char in (*VOICING_SLIPS, *TWIN_SLIPS, *SPELT, *ALIKE)
}
"""Kana → what it may stand for by one slip → the slip."""
SLIP_COST: Final = {
    "small-kana": 0,
    "ji-zu": 2,
    "dakuten": 4,
    "long-mark": 4,
    "handakuten": 6,
    "ha-wa-o": 6,
    "look-alike": 8,
    "extra-kana": 10,
    "missing-kana": 10,
    "swapped-kana": 12,
}
"""Reason → how unlikely the slip is, in the unit of an alignment's cost: small kana are what whole towns lost."""
large_kana: Final = re.compile(
    f"(?<=[{''.join(sorted(I_ROW))}])[ヤユヨ]"
    "|(?<=.)ツ(?=[カキクケコサシスセソタチツテトパピプペポ])"
    "|(?<=[フヴウクグツテデトドシジチ])[アイウエオ]",
    re.DOTALL,
)
"""Finds kana that can be small ones written large: the ヨ of キヨウコ."""
MOST_SMALL: Final = 4
LONGEST: Final = 20
"""Longer readings are looked at for nothing but small kana and voicing."""


def restored(kana: str) -> Iterator[str]:
    """Yield a reading with large kana made small, the most likely first: all ヤ ユ ヨ and ツ, then fewer.

    >>> next(restored("シヨウジユ")), list(restored("マツラ"))
    ('ショウジュ', [])
    """
    places = [found.start() for found in large_kana.finditer(kana)][:MOST_SMALL]
    for choice in product((True, False), repeat=len(places)):
        if any(choice):
            chars = list(kana)
            for at, small in zip(places, choice, strict=True):
                if small:
                    chars[at] = SMALL_OF[chars[at]]
            yield "".join(chars)


def replaced(kana: str, others: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield a reading with one kana replaced by another that the table gives for it, and the reason it gives."""
    for at, char in enumerate(kana):
        if char in others:
            for other, reason in others[char].items():
                yield kana[:at] + other + kana[at + 1 :], reason


def lengthened(kana: str) -> Iterator[str]:
    """Yield a reading with ー for a vowel that lengthens the one before, or such a vowel for ー."""
    for at in range(1, len(kana)):
        vowels = lengtheners(kana[at - 1])
        if kana[at] == "ー":
            for vowel in vowels:
                yield kana[:at] + vowel + kana[at + 1 :]
        elif kana[at] in vowels:
            yield kana[:at] + "ー" + kana[at + 1 :]


def lengtheners(char: str) -> str:
    """Return the vowels that lengthen the vowel of a kana, the usual spelling first.

    >>> lengtheners("コ"), lengtheners("サ")
    ('ウオ', 'ア')
    """
    if char in O_ROW or char in "オォ":
        return "ウオ"
    if char in U_ROW or char in "ゥュ":
        return "ウ"
    if char in A_FOR_E or char == "ェ":
        return "イエ"
    return "イ" if char in I_ROW or char in "イィヰ" else "ア"


def shortened(kana: str) -> Iterator[str]:
    """Yield a reading with one kana left out."""
    for at in range(len(kana)):
        yield kana[:at] + kana[at + 1 :]


def transposed(kana: str) -> Iterator[str]:
    """Yield a reading with two neighbouring kana exchanged."""
    for at in range(len(kana) - 1):
        if kana[at] != kana[at + 1]:
            yield kana[:at] + kana[at + 1] + kana[at] + kana[at + 2 :]


def near_forms(kana: str) -> dict[str, str]:
    """Return the forms near a reading with the reason each would be a correction; a missing kana is not among them.

    A form that two slips lead to has the reason written last.

    >>> near_forms("キヨコ")["キョコ"]
    'small-kana'
    """
    small = dict.fromkeys(restored(kana), "small-kana")
    if len(kana) > LONGEST:
        return dict(replaced(kana, VOICING_SLIPS)) | small
    return {
        **dict.fromkeys(transposed(kana), "swapped-kana"),
        **dict.fromkeys(shortened(kana), "extra-kana"),
        **dict.fromkeys(lengthened(kana), "long-mark"),
        **dict(replaced(kana, ONE_KANA_SLIPS)),
        **small,
    }


def slip(kana: str, other: str) -> str | None:
    """Return the reason why ``kana`` may stand for ``other``, or ``None`` when no single slip explains it.

    >>> slip("キヨウコ", "キョウコ"), slip("ヤマサキ", "ヤマザキ"), slip("マツラ", "マツウラ")
    ('small-kana', 'dakuten', 'missing-kana')
    >>> slip("タナカ", "マツウラ")
    """
    size, length = len(kana), len(other)
    if size == length:
        return _same_length(kana, other)
    if size == length + 1:
        return "extra-kana" if any(form == other for form in shortened(kana)) else None
    if size == length - 1:
        return "missing-kana" if any(form == kana for form in shortened(other)) else None
    return None


def _same_length(kana: str, other: str) -> str | None:
    """Return the slip between two readings of one length: of one kind at any number of places, or at one place."""
    pairs = [(a, b) for a, b in zip(kana, other, strict=True) if a != b]
    if all(LARGE_OF.get(a, a) == LARGE_OF.get(b, b) for a, b in pairs):
        return "small-kana"
    if all(TWINS.get(a) == b for a, b in pairs):
        return "ji-zu"
    if all(PLAIN_OF.get(a, a) == PLAIN_OF.get(b, b) for a, b in pairs):
        return "handakuten" if any(char in SEMI for pair in pairs for char in pair) else "dakuten"
    if len(pairs) == 1:
        return _one_kana(kana, other, pairs[0])
    return "swapped-kana" if len(pairs) == 2 and other in transposed(kana) else None


def _one_kana(kana: str, other: str, pair: tuple[str, str]) -> str | None:
    """Return the slip between two readings that differ in one kana."""
    a, b = pair
    if "ー" in pair:
        return "long-mark" if other in lengthened(kana) else None
    if b in SPELT.get(a, ""):
        return "ha-wa-o"
    if respelled(a) == respelled(b):
        return "ji-zu"
    return "look-alike" if b in ALIKE.get(a, "") else None
