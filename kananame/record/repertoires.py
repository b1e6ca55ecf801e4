"""The characters a receiving system can hold, and what to propose for those it cannot (文字集合).

Nothing is replaced here: a caller's own table decides, and every use of it is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from kananame._tables.variants import VARIANTS

IDEOGRAPHS: Final = "々〆〇㐀-䶿一-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
"""Ideographs of every extension and compatibility ideographs, code points not yet assigned included."""
SELECTORS: Final = "\U000e0100-\U000e01ef"
GJ: Final = "\U00100000-\U0010fffd"
"""The private use of plane 16, where 行政事務標準文字 has the characters that Unicode has not (GJ)."""
PRIVATE: Final = "\ue000-\uf8ff"
HALF_KANA: Final = "｡-ﾟ"
_MARKS: Final = " -~\u3000-〿ぁ-ゖゝ-ゟ゠-ヿㇰ-ㇿ！-～\U0001b000-\U0001b16f"
_units = re.compile(f"[{IDEOGRAPHS}][{SELECTORS}]|.", re.DOTALL).findall
"""An ideograph with its selector is one unit: what is drawn as one character."""
_selected = re.compile(f"(?<=[{IDEOGRAPHS}])[{SELECTORS}]")


class Profile(NamedTuple):
    """A repertoire: what it holds by range (a class of a regular expression), what more a codec holds of it.

    ``also`` are characters that the codec leaves out though the standard has them, ``without`` such as the codec takes
    for another one; ``selectors`` tells whether variation sequences are part of it.
    """

    ranges: str
    codec: str
    also: str = ""
    without: str = ""
    half_kana: bool = False
    selectors: bool = False


PROFILES: Final = {
    "mj-plus": Profile(IDEOGRAPHS + GJ + _MARKS, "shift_jis_2004", selectors=True),
    "jisx0213": Profile(" -~", "shift_jis_2004", also="＼～", without="¥‾"),
    "jisx0208-0212": Profile(" -~", "euc_jp", also="～", without="¥‾"),
    "cp932": Profile(" -~", "cp932", without="¢£¬‖−〜", half_kana=True),
}
"""The repertoires by name.

``mj-plus`` stands for 行政事務標準文字 and is checked by range, for the published list is not in the tables: kana,
ASCII and its full-width forms, the marks of JIS X 0213, ideographs with the compatibility ones, an ideographic
variation selector after an ideograph, the private use of plane 16.  What passes may still lack a glyph.

The other three are asked of Python's codecs, which answer alike in every version.  A wave dash is in JIS X 0208 and
JIS X 0213 (U+301C) and a full-width tilde in CP932 (U+FF5E), a minus sign (U+2212) and a full-width hyphen (U+FF0D)
likewise; private characters (外字) are in none, half-width kana in CP932 alone.
"""
PARTNERS: Final = {
    **dict(zip("〜−‖¢£¬", "～－∥￠￡￢", strict=True)),
    **dict(zip("～－∥￠￡￢", "〜−‖¢£¬", strict=True)),
}
"""Marks of which one repertoire has the one form, another the other."""


def profile(name: str) -> Profile:
    """Return a repertoire by its name.

    Raises:
        ValueError: for a name that is none, with those there are.
    """
    if name not in PROFILES:
        raise ValueError(f"a repertoire is one of {', '.join(PROFILES)}, not {name!r}")
    return PROFILES[name]


def fits(text: str, repertoire: str) -> bool:
    r"""Tell whether a repertoire holds every character of a text.

    >>> fits("髙橋", "cp932"), fits("髙橋", "jisx0208-0212"), fits("葛\U000E0100城", "mj-plus")
    (True, False, True)
    """
    if _common(repertoire)(text) or (_suspect(repertoire)(text) is None and _encodes(text, profile(repertoire).codec)):
        return True
    return all(_holds(unit, repertoire) for unit in _units(text))


def outside(text: str, repertoire: str) -> Iterator[tuple[int, str, str]]:
    """Yield each character that a repertoire does not hold: its place, itself, and a proposed substitute or ``""``.

    A character and its variation selector count as one.  The substitute is the standard form of a variant, the
    character without its selector, the other form of a mark; it is only proposed where the repertoire holds it.

    >>> list(outside("𠮷野", "cp932"))
    [(0, '𠮷', '吉')]
    """
    at = 0
    for unit in _units(text):
        if not _holds(unit, repertoire):
            yield at, unit, proposed(unit, repertoire)
        at += len(unit)


def proposed(unit: str, repertoire: str) -> str:
    """Return what could stand for a character in a repertoire, ``""`` when nothing is known to."""
    base = unit[0]
    for other in (base if len(unit) > 1 else "", VARIANTS.get(base, ""), PARTNERS.get(base, "")):
        if other and _holds(other, repertoire):
            return other
    return ""


def code_points(text: str) -> str:
    r"""Return the code points of a text as they are told to people.

    >>> code_points("葛\U000E0100")
    'U+845B U+E0100'
    """
    return " ".join(f"U+{ord(char):04X}" for char in text)


def characters(text: str) -> int:
    r"""Return how many characters a text has when an ideograph with its selector counts as one.

    >>> characters("葛\U000E0100城")
    2
    """
    return len(_selected.sub("", text))


@lru_cache(maxsize=8)
def _common(repertoire: str) -> Callable[[str], object]:
    """Return the test whether a text holds nothing but what a repertoire has by range."""
    return re.compile(f"[{profile(repertoire).ranges}]*").fullmatch


@lru_cache(maxsize=8)
def _suspect(repertoire: str) -> Callable[[str], object]:
    """Return the search for what a repertoire does not hold although its codec may encode it."""
    found = profile(repertoire)
    never = f"\x00-\x1f\x7f-\x9f{PRIVATE}{SELECTORS}{re.escape(found.without)}"
    return re.compile(f"[{never}{'' if found.half_kana else HALF_KANA}]").search


def _encodes(text: str, codec: str) -> bool:
    """Tell whether a codec has every character of a text."""
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1 << 14)
def _holds(unit: str, repertoire: str) -> bool:
    """Tell whether a repertoire holds one character, with its selector if it has one."""
    found = profile(repertoire)
    if len(unit) > 1:
        return found.selectors
    if _common(repertoire)(unit) or unit in found.also:
        return True
    return _suspect(repertoire)(unit) is None and _encodes(unit, found.codec)
