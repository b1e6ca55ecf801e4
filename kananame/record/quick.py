"""Most records are right: one regular expression says so of a whole record, the others are looked at (速い検査)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from kananame._tables.repertoire import REPERTOIRE
from kananame.record.layout import Item, Layout, Type
from kananame.record.record import Options
from kananame.record.repertoires import fits
from kananame.record.values import GAP, NO_FAMILY, NO_GIVEN, PAIRS, SINGLE
from kananame.text import all_settled

SEPARATOR: Final = "\0"
"""What stands between the cells of a record that is looked at as one: no cell that passes holds it."""
KANA: Final = frozenset({"kana", "kana-print"})
"""Contents that are readings."""
_NAME: Final = "[一-龥々ぁ-んァ-ヶー]"
_TEXT: Final = f"{_NAME[:-1]}０-９Ａ-Ｚａ-ｚ（）、]"
_DAY: Final = (
    "(?:1[89]|20)[0-9]{2}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_LONGEST: Final = 1000


def quick(made: Layout, options: Options) -> Callable[[str], object]:
    """Return a test of the cells of a record put together: true of most right records, of none with a wrong item.

    Whether an item has to be there is not asked.

    >>> from kananame.record.layout import layout
    >>> from kananame.record.record import DEFAULT
    >>> right = quick(layout("juminhyo"), DEFAULT)
    >>> cells = ["", "1", "サトウ　イチロウ", "佐藤　一郎", "", "", "", "1964-07-01", "", ""]
    >>> bool(right(SEPARATOR.join(cells))), bool(right(SEPARATOR.join(["", "1", "さとう", *cells[3:]])))
    (True, False)
    """
    right = re.compile(SEPARATOR.join(f"(?:{pattern(item, options)})?" for item in made.items)).fullmatch
    if options.repertoire == "mj-plus":
        return right
    return lambda text: right(text) and fits(text.replace(SEPARATOR, ""), options.repertoire)


def pattern(item: Item, options: Options) -> str:
    """Return the regular expression of most right cells of an item, and of no wrong one."""
    limit = item.length or _LONGEST
    words = (item.constant,) if item.constant else tuple(item.codes)
    if words:
        return "|".join(map(re.escape, words))
    if item.type is Type.N:
        return _full_width(item, limit, options)
    if item.content == "digits":
        return f"[0-9]{{{limit}}}"
    if item.content == "romaji":
        return _parts("[A-Z]", " ", limit)
    counted = f"{'[0-9]' if item.type is Type.NUMBER else '[!-~]'}{{1,{limit}}}"
    return {Type.DATE: _DAY, Type.TIME: Type.TIME.pattern}.get(item.type, counted)


def _full_width(item: Item, limit: int, options: Options) -> str:
    """Return the regular expression of an item in full width."""
    kana = settled(options.on)
    letters = {"": _TEXT, "text": _TEXT, "name": _NAME, "romaji": "[Ａ-Ｚ]"}.get(item.content, kana)
    if item.content == "kana-print":
        half = f"{kana}{{1,{(limit - 1) // 2}}}"
        return f"(?:{half}|{NO_FAMILY}){GAP}(?:{half}|{NO_GIVEN})"
    if item.fill in PAIRS or item.fill == "name":
        return _parts(letters, GAP, limit, least=1)
    if item.fill in SINGLE or limit == 1:
        return f"{letters}{{1,{limit}}}"
    return _parts(letters, GAP, limit)


def _parts(letters: str, gap: str, limit: int, least: int = 0) -> str:
    """Return the regular expression of one part or two of an item, together within its limit."""
    half = f"{letters}{{1,{max(1, (limit - 1) // 2)}}}"
    return f"{half}(?:{gap}{half}){{{least},1}}"


@lru_cache(maxsize=64)
def settled(on: date) -> str:
    """Return the class of the kana that are surely permitted on a day, as a regular expression has it."""
    return f"[{re.escape(''.join(char for char in REPERTOIRE if all_settled(on)(char)))}]"
