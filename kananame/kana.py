"""Kana and what happens to them where two readings meet (音の変化).

Sound changes are rules over katakana, independent of any table: sequential voicing (連濁), gemination (促音化),
liaison (連声), euphonic change (音便), shortened long vowels, and the spelling pairs ジ/ヂ ズ/ヅ ハ/ワ ヲ/オ
ヰ/イ ヱ/エ.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

VOICED = dict(zip("カキクケコサシスセソタチツテトハヒフヘホ", "ガギグゲゴザジズゼゾダヂヅデドバビブベボ", strict=True))
SEMI_VOICED = dict(zip("ハヒフヘホ", "パピプペポ", strict=True))
SAME_SOUND = {"ヂ": "ジ", "ヅ": "ズ", "ヲ": "オ", "ヰ": "イ", "ヱ": "エ"}
LIAISON = dict(zip("アイウエオヤユヨワ", ["ナ", "ニ", "ヌ", "ネ", "ノ", "ニャ", "ニュ", "ニョ", "ナ"], strict=True))
HA_ROW = dict(zip("ハヒフヘホ", "ワイウエオ", strict=True))
SMALL = frozenset("ァィゥェォャュョッヮヵヶ")
CANNOT_BEGIN = SMALL | frozenset("ンー")
GEMINATING = frozenset("キクチツリシ")
NASALISING = frozenset("ミニビムモノ")
ONBIN = {**dict.fromkeys(NASALISING, "ン"), **dict.fromkeys("キギシ", "イ"), **dict.fromkeys("クヒ", "ウ")}
OBSTRUENT = frozenset("カキクケコサシスセソタチツテトパピプペポ")
U_ROW = frozenset("ウクスツヌフムユルグズヅブプュ")
O_ROW = frozenset("オコソトノホモヨロヲゴゾドボポョ")
A_FOR_E = dict(zip("エケセテネヘメレゲゼデベペ", "ワカサタナハマラガザダバパ", strict=True))


class Where:
    """Where in a name a changed form can stand: bits of an ``int``, for enumerations are slow in the inner loop."""

    ANYWHERE = 0
    NOT_FIRST = 1
    NOT_LAST = 2
    BEFORE_OBSTRUENT = 4
    AFTER_NASAL = 8


Change = tuple[str, str, int, int]
"""A form, the name of its change, where it can stand, and what it costs over the plain form."""


def respelled(kana: str) -> str:
    """Return ``kana`` with ヂ ヅ ヲ ヰ ヱ written as they sound: ジ ズ オ イ エ.

    >>> respelled("ミカヅキ")
    'ミカズキ'
    """
    return "".join(SAME_SOUND.get(char, char) for char in kana)


PLAIN = {voiced: plain for plain, voiced in (*VOICED.items(), *SEMI_VOICED.items())}
"""Voiced or semi-voiced kana → the plain one."""
UNVOICING = str.maketrans(PLAIN)


def unvoiced(kana: str) -> str:
    """Return ``kana`` without its voicing marks.

    >>> unvoiced("ヤマザキ")
    'ヤマサキ'
    """
    return kana.translate(UNVOICING)


def onsets(kana: str, *, native: bool) -> Iterator[Change]:
    """Yield the forms of a reading changed at its beginning; ``native`` readings (kun) change more readily."""
    first, rest = kana[0], kana[1:]
    extra = 0 if native else 4
    if first in VOICED and not kana.startswith(("チャ", "チュ", "チョ")):
        yield VOICED[first] + rest, "rendaku", Where.NOT_FIRST, 4 + extra
        if first in "チツ":
            yield SAME_SOUND[VOICED[first]] + rest, "rendaku", Where.NOT_FIRST, 4 + extra
    elif first == "チ":
        yield "ジ" + rest, "rendaku", Where.NOT_FIRST, 4 + extra
    if first in SEMI_VOICED:
        yield SEMI_VOICED[first] + rest, "handaku", Where.NOT_FIRST | Where.AFTER_NASAL, 4
        yield HA_ROW[first] + rest, "ha-row", Where.NOT_FIRST, 10
    if first in LIAISON and len(kana) > 1 and not native:
        yield LIAISON[first] + rest, "renjo", Where.NOT_FIRST | Where.AFTER_NASAL, 8
    if first in SAME_SOUND:
        yield SAME_SOUND[first] + rest, "same-sound", Where.ANYWHERE, 1
    elif first in "ジズ":
        yield ("ヂ" if first == "ジ" else "ヅ") + rest, "same-sound", Where.ANYWHERE, 3
    elif first in "オイエ" and len(kana) == 1:
        yield {"オ": "ヲ", "イ": "ヰ", "エ": "ヱ"}[first], "same-sound", Where.ANYWHERE, 6


def codas(kana: str, *, native: bool) -> Iterator[Change]:
    """Yield the forms of a reading changed at its end."""
    if len(kana) < 2:
        return
    last, rest = kana[-1], kana[:-1]
    if last in GEMINATING:
        cost = 3 if last in "クツチ" and not native else 8
        yield rest + "ッ", "sokuon", Where.NOT_LAST | Where.BEFORE_OBSTRUENT, cost
    if native and last in ONBIN:
        yield rest + ONBIN[last], "onbin", Where.NOT_LAST, 10
    if native and last in A_FOR_E:
        yield rest + A_FOR_E[last], "vowel", Where.NOT_LAST, 10
    if (last == "ウ" and rest[-1] in O_ROW | U_ROW) or (last == "オ" and rest[-1] in O_ROW):
        yield rest, "shortened", Where.ANYWHERE, 6
    if last == "ウ" and rest[-1] in O_ROW:
        yield rest + "オ", "same-sound", Where.ANYWHERE, 6
    if last == "オ" and rest[-1] in O_ROW:
        yield rest + "ウ", "same-sound", Where.ANYWHERE, 6
    if last in "ヂヅ" or last in "ジズ":
        yield rest + {"ヂ": "ジ", "ヅ": "ズ", "ジ": "ヂ", "ズ": "ヅ"}[last], "same-sound", Where.ANYWHERE, 3


@lru_cache(maxsize=1 << 12)
def forms(kana: str, *, native: bool) -> tuple[Change, ...]:
    """Return a reading as it stands and in every form the sound changes give it, with the cost of the change.

    Many characters share a reading, so that its forms are worked out once.

    >>> [form for form, *_ in forms("ガク", native=False)]
    ['ガク', 'ガッ']
    """
    found = [(kana, "", Where.ANYWHERE, 0), *onsets(kana, native=native)]
    for form, change, where, cost in codas(kana, native=native):
        found.append((form, change, where, cost))
        for again, second, also, more in onsets(form, native=native):
            if second == "rendaku":
                found.append((again, f"{second}+{change}", where | also, cost + more))
    return tuple(found)
