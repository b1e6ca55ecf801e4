"""Every item looked at before anything is written: type, length, characters, spaces, dates, codes, need (項目の検査).

A rule takes an item and a cell that is not empty and yields what is wrong, with the item and the reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import getitem, itemgetter
from typing import Final, TypeVar

from kananame.model import Finding, Severity
from kananame.record.layout import NO_LIMIT, Item, Layout, Need, Type, need
from kananame.record.quick import KANA, SEPARATOR, quick
from kananame.record.record import DEFAULT, Options
from kananame.record.repertoires import characters, code_points, outside, profile
from kananame.record.values import GAP, NO_FAMILY, NO_GIVEN, PAIRS, SECRET, SINGLE
from kananame.text import is_latin_name, repertoire_findings

Rule = Callable[[Item, str, Options], Iterator[Finding]]

_combining = re.compile("[\u0300-\u036f\u3099\u309a]").search
_blank = re.compile(f"^[ {GAP}]|[ {GAP}]$|[ {GAP}]{{2}}").search
_day = re.compile(Type.DATE.pattern).fullmatch
_time = re.compile(Type.TIME.pattern).fullmatch
_foreign_to = {kind: re.compile(f"(?!{kind.pattern}).", re.DOTALL).finditer for kind in Type if kind.counted}


def fault(code: str, item: Item, *params: tuple[str, str], severity: Severity = Severity.ERROR) -> Finding:
    """Return what is wrong with an item."""
    return Finding(code, severity, "item", params=(("item", item.name), ("field", item.field), *params))


def _shown(item: Item, at: int, unit: str) -> tuple[tuple[str, str], ...]:
    """Return where in an item a character stands; of a secret one no digit is repeated."""
    place = ("position", str(at + 1))
    if item.fill in SECRET:
        return (("char", "…"), ("codepoint", "…"), place)
    return (("char", unit), ("codepoint", code_points(unit)), place)


def of_type(item: Item, cell: str, _options: Options) -> Iterator[Finding]:
    """Yield the first character that the type of an item does not allow, or a date or time that is none."""
    if item.type is Type.DATE:
        if not _day(cell) or not _real(cell):
            yield fault("item-date", item)
    elif item.type is Type.TIME:
        if not _time(cell):
            yield fault("item-time", item)
    else:
        for match in _foreign_to[item.type](cell):
            params = (*_shown(item, match.start(), match[0]), ("type", item.type))
            yield fault("item-type", item, *params)
            return


def _real(day: str) -> bool:
    """Tell whether there was or will be such a day."""
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def of_length(item: Item, cell: str, options: Options) -> Iterator[Finding]:
    """Yield that an item is too long, or that a number has not its fixed count of digits."""
    length = characters(cell) if options.variation_counts_one else len(cell)
    params = (("limit", str(item.length)), ("length", str(length)))
    if item.content == "digits":
        if length != item.length or not (cell.isascii() and cell.isdecimal()):
            yield fault("item-digits", item, *params)
    elif item.type.counted and item.length != NO_LIMIT and length > item.length:
        yield fault("item-length", item, *params)


def of_form(item: Item, cell: str, _options: Options) -> Iterator[Finding]:
    """Yield a mark that stands apart from its letter: text is exchanged composed (NFC).

    A compatibility ideograph stays: NFC would make another character of it, and a register tells them apart.
    """
    match = _combining(cell)
    if match:
        yield fault("item-form", item, *_shown(item, match.start(), match[0]))


def of_spaces(item: Item, cell: str, _options: Options) -> Iterator[Finding]:
    """Yield that the parts of a name are not parted by exactly one space, or that one stands at an end."""
    parts = cell.count(GAP) + 1
    if (
        _blank(cell)
        or (item.fill in PAIRS and parts != 2)
        or (item.fill in SINGLE and parts > 1)
        or (item.fill == "name" and parts == 1 and not is_latin_name(cell))
    ):
        yield fault("item-space", item)


def of_kana(item: Item, cell: str, options: Options) -> Iterator[Finding]:
    """Yield each character that no reading holds on the day, by the one table of permitted kana."""
    if item.content not in KANA:
        return
    at = 0
    for part in re.split(f"({GAP})", cell):
        gap = part in ({GAP, NO_FAMILY, NO_GIVEN} if item.content == "kana-print" else {GAP})
        for one in () if gap else repertoire_findings(part, options.on):
            where = at + (one.start or 0)
            yield fault("item-kana", item, *_shown(item, where, cell[where]), severity=one.severity)
        at += len(part)


def of_romaji(item: Item, cell: str, _options: Options) -> Iterator[Finding]:
    """Yield that a spelling is not in Latin letters."""
    if item.content == "romaji" and not is_latin_name(cell):
        yield fault("item-romaji", item)


def of_code(item: Item, cell: str, _options: Options) -> Iterator[Finding]:
    """Yield that an item does not hold one of its codes, or not the word it always holds."""
    codes = (item.constant,) if item.constant else tuple(item.codes)
    if codes and cell not in codes:
        yield fault("item-code", item, ("codes", " ".join(codes)))


def of_repertoire(item: Item, cell: str, options: Options) -> Iterator[Finding]:
    """Yield each character that the receiver cannot hold, with what could stand for it."""
    for at, unit, other in outside(cell, options.repertoire):
        proposal = f"{other} {code_points(other)}" if other else "-"
        yield fault("item-unencodable", item, *_shown(item, at, unit), ("repertoire", options.repertoire),
                    ("substitute", proposal))  # fmt: skip


_OF_ASCII: Final[tuple[Rule, ...]] = (of_length, of_spaces, of_romaji, of_code)
RULES: Final[dict[Type, tuple[Rule, ...]]] = {
    Type.X: _OF_ASCII,
    Type.N: (of_length, of_form, of_spaces, of_kana, of_romaji, of_code, of_repertoire),
    Type.NUMBER: _OF_ASCII,
    Type.DATE: (of_code,),
    Type.TIME: (of_code,),
}
"""What is asked of a cell that is of its type; no repertoire lacks ASCII."""


def look(item: Item, cell: str, options: Options = DEFAULT) -> tuple[Finding, ...]:
    """Return everything that is wrong with a cell; a wrong type is told alone, an empty cell breaks no rule.

    Args:
        item: the item of a layout.
        cell: what stands in it.
        options: what the caller decided; repertoire, day and the counting of selectors matter.

    >>> from kananame.record.layout import layout
    >>> item = layout("jumin-joho").item("shimei_furigana")
    >>> look(item, "サトウ　イチロウ"), [found.code for found in (*look(item, "ｻﾄｳ"), *look(item, "サトウ"))]
    ((), ['item-type', 'item-space'])
    """
    if not cell:
        return ()
    wrong = tuple(of_type(item, cell, options))
    return wrong or tuple(one for rule in RULES[item.type] for one in rule(item, cell, options))


KEPT: Final = 1 << 12
K = TypeVar("K")
V = TypeVar("V")


def remember(memory: dict[K, V], key: K, value: V) -> None:
    """Keep an answer; a memory that is full begins anew, so that it stays flat however many records there are."""
    if len(memory) >= KEPT:
        memory.clear()
    memory[key] = value


class Looked(dict[str, tuple[Finding, ...]]):
    """What is wrong with the cells of an item, remembered for those that come again."""

    def __init__(self, item: Item, options: Options) -> None:
        """Take the item."""
        super().__init__()
        self._item, self._options = item, options

    def __missing__(self, cell: str) -> tuple[Finding, ...]:
        """Look at a cell that is new."""
        wrong = look(self._item, cell, self._options)
        remember(self, cell, wrong)
        return wrong


class Missing:
    """Which items have to be there and are not, remembered by which items of a record are there."""

    def __init__(self, made: Layout) -> None:
        """Take the layout, and look which items matter: those that may be needed, and those on which that rests."""
        self._items = [(item, need(item.need)) for item in made.items]
        asked = {value for _, needed in self._items for value in (*needed.where, *needed.unless)}
        matter = [at for at, (item, needed) in enumerate(self._items) if needed != Need() or item.fill in asked]
        flags = [at for at, (item, _) in enumerate(self._items) if item.fill in asked and item.codes]
        self._matter = itemgetter(0, 0, *matter)
        self._flags = itemgetter(*flags) if flags else None
        self._seen: dict[object, tuple[Finding, ...]] = {}

    def of(self, cells: Sequence[str]) -> tuple[Finding, ...]:
        """Return what is missing in a record."""
        state: object = tuple(map(bool, self._matter(cells)))
        if self._flags is not None:
            state = state, self._flags(cells)
        found = self._seen.get(state)
        if found is None:
            found = tuple(self._look(cells))
            remember(self._seen, state, found)
        return found

    def _look(self, cells: Sequence[str]) -> Iterator[Finding]:
        """Yield what is missing; a flag that says no is as good as none."""
        rows = zip(self._items, cells, strict=True)
        facts = {item.fill: cell for (item, _), cell in rows if cell != item.words.get("", "0" if item.codes else "")}
        for (item, needed), cell in zip(self._items, cells, strict=True):
            if not cell and needed.holds(facts):
                yield fault("item-missing", item)


def checker(made: Layout, options: Options = DEFAULT) -> Callable[[Sequence[str]], tuple[Finding, ...]]:
    """Return what checks the cells of a record of a layout, in the order of its items.

    Args:
        made: the layout.
        options: what the caller decided.

    Raises:
        ValueError: for an unknown repertoire, and from the checker for another number of cells than the layout has.
    """
    profile(options.repertoire)
    looked = [Looked(item, options) for item in made.items]
    missing, right = Missing(made), quick(made, options)

    def check(cells: Sequence[str]) -> tuple[Finding, ...]:
        if len(cells) != len(looked):
            raise ValueError(
                f"a record of {made.key} has {len(looked)} cells, not {len(cells)}; pass one for each item"
            )
        if right(SEPARATOR.join(cells)):
            return missing.of(cells)
        wrong = map(getitem, looked, cells)
        return missing.of(cells) + tuple(one for findings in wrong for one in findings)

    return check
