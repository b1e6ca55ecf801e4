"""Layouts filled with facts: compiled once, then a record for each person (項目の埋め込み).

A certified item takes a certified reading or nothing; what only the caller knows is the caller's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final

from kananame.messages import describe
from kananame.model import Finding, Severity
from kananame.record.derive import deriver
from kananame.record.layout import Item, Layout, Type
from kananame.record.quick import KANA, SEPARATOR, quick
from kananame.record.record import DEFAULT, Options, Record
from kananame.record.repertoires import code_points, outside, profile
from kananame.record.validate import Looked, Missing, fault, look, remember
from kananame.record.values import BLANK, CERTIFIED, GAP, SECRET, STATUS_OF, Facts

WIDENED: Final = frozenset({"romaji", "text"})
"""Contents whose width follows from the type: one value, written full-width for Ｎ and half-width for X."""
STEADY: Final = "branch"
_WIDE: Final = {0x20: GAP, **{code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)}}
_NARROW: Final = {ord(wide): chr(code) for code, wide in _WIDE.items()}


def wide(text: str) -> str:
    r"""Return a text with its ASCII characters in full width.

    >>> wide("SATO ICHIRO")
    'ＳＡＴＯ\u3000ＩＣＨＩＲＯ'
    """
    return text.translate(_WIDE)


def narrow(text: str) -> str:
    """Return a text with full-width ASCII characters in half width; the opposite of :func:`wide`."""
    return text.translate(_NARROW)


class Cell:
    """What an item makes of a value, and what is wrong with it."""

    def __init__(self, item: Item, options: Options, *, closed: bool = False) -> None:
        """Take the item, and what the caller fixed of it; a closed one stays empty."""
        self.item, self.options = item, options
        self.fixed = item.constant or options.constants.get(item.field, "")
        self.same = closed or bool(self.fixed) or (item.fill in SECRET and not options.numbers)
        self.looked = Looked(item, options)
        self._closer: dict[str, tuple[str, tuple[Finding, ...], tuple[Finding, ...]]] = {}

    @property
    def plain(self) -> bool:
        """Whether values are written as they are."""
        return not (self.same or self.item.words or self.item.content in WIDENED)

    def written(self, value: str) -> str:
        """Return how the item writes a value."""
        item = self.item
        if item.content in WIDENED:
            value = wide(value) if item.type is Type.N else narrow(value)
        return item.words.get(value, value)

    def closely(self, cell: str) -> tuple[str, tuple[Finding, ...], tuple[Finding, ...]]:
        """Return a cell as it leaves, with what is wrong with it and what was substituted."""
        answer = self._closer.get(cell)
        if answer is None:
            left, used = self._substituted(cell)
            answer = left, self.looked[left], used
            remember(self._closer, cell, answer)
        return answer

    def _substituted(self, cell: str) -> tuple[str, tuple[Finding, ...]]:
        """Return a cell with the caller's substitutes for what the receiver cannot hold; never in a reading."""
        table = self.options.substitutes
        if not table or self.item.type is not Type.N or self.item.content in KANA:
            return cell, ()
        used, pieces, done = [], [], 0
        for at, unit, _ in outside(cell, self.options.repertoire):
            if unit in table:
                pieces += [cell[done:at], table[unit]]
                done = at + len(unit)
                used.append(_use(self.item, at, unit, table[unit]))
        return "".join((*pieces, cell[done:])), tuple(used)


class Written(dict[str, str]):
    """How an item writes values, remembered."""

    def __init__(self, write: Callable[[str], str]) -> None:
        """Take what writes a value."""
        super().__init__()
        self._write = write

    def __missing__(self, value: str) -> str:
        """Write a value that is new."""
        cell = self._write(value)
        remember(self, value, cell)
        return cell


def _use(item: Item, at: int, unit: str, other: str) -> Finding:
    """Return that a character was substituted."""
    return fault(
        "item-substituted", item, ("char", unit), ("codepoint", code_points(unit)), ("position", str(at + 1)),
        ("substitute", f"{other} {code_points(other)}"), severity=Severity.INFO,
    )  # fmt: skip


class Withheld(dict[tuple[str, ...], tuple[tuple[int, ...], bool]]):
    """Which items stay empty because their reading is not certified, by what the readings are."""

    def __init__(self, items: Sequence[Item]) -> None:
        """Look which items take certified readings alone."""
        super().__init__()
        self.names = tuple(dict.fromkeys(STATUS_OF.values()))
        self._guarded = [
            (at, self.names.index(STATUS_OF[item.fill])) for at, item in enumerate(items) if item.fill in STATUS_OF
        ]

    def __missing__(self, statuses: tuple[str, ...]) -> tuple[tuple[int, ...], bool]:
        """Look which readings of such a person are not certified, and whether there are any of these."""
        held = [(at, status) for at, status in self._guarded if statuses[status] != CERTIFIED]
        answer = tuple(at for at, _ in held), any(statuses[status] for _, status in held)
        remember(self, statuses, answer)
        return answer


def filler(made: Layout, options: Options = DEFAULT) -> Callable[[Facts], Record]:
    """Return what fills a layout with facts; it is compiled here, so keep it for as many records as there are.

    Args:
        made: the layout.
        options: what the caller decided.

    Raises:
        ValueError: for a constant of an item that there is not, that takes a certified reading or that the constant
            does not fit, and for an unknown repertoire.

    >>> from kananame.record import facts_of_row, layout
    >>> fill = filler(layout("juminhyo"))
    >>> row = {"id": "1", "name": "佐藤　一郎", "reading": "サトウ　イチロウ", "birth": "1964-07-01"}
    >>> fill(facts_of_row(row, certified=True)).values["shimei_furigana"]
    'サトウ\u3000イチロウ'
    """
    profile(options.repertoire)
    _check_constants(made, options)
    return Filler(made, options).fill


def _check_constants(made: Layout, options: Options) -> None:
    """Raise ``ValueError`` for a constant that its item cannot have."""
    for field, cell in options.constants.items():
        item = made.item(field)
        if item.field != field or item.certified or item.constant or item.fill in STATUS_OF:
            raise ValueError(f"{made.key}: {field!r} is filled from facts; pass constants by the field of another item")
        for wrong in look(item, cell, options):
            raise ValueError(f"{made.key}: {describe(wrong, 'en')} Pass a constant {field} that fits its item.")


class _Plan:
    """Where the items of a layout take their values from, and how they write them."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        """Look which items are always the same, and which write a value otherwise than it is."""
        sources = (STEADY if cell.same else cell.item.fill or cell.item.field for cell in cells)
        self.pick: Callable[[Facts], tuple[str, ...]] = itemgetter(*sources, "person", "event")
        self.fixed = [(at, cell.fixed) for at, cell in enumerate(cells) if cell.same]
        self.written = [(at, Written(cell.written)) for at, cell in enumerate(cells) if not (cell.same or cell.plain)]


class Filler:
    """A layout with what was seen so far of each of its items."""

    def __init__(self, made: Layout, options: Options) -> None:
        """Find where each item takes its value from."""
        self.key = made.key
        self.withheld = Withheld(made.items)
        self.statuses = itemgetter(*self.withheld.names)
        self.missing, self.right = Missing(made), quick(made, options)
        self.derive = deriver({item.fill for item in made.items}, options)
        self.cells = [Cell(item, options) for item in made.items]
        self.own = dict.fromkeys((item.field for item in made.items if not item.fill), "")
        self.whole = _Plan(self.cells)
        # Facts of our own making hold every value, and seldom what only the caller knows of an item.
        self.usual = _Plan([cell if cell.item.fill else Cell(cell.item, options, closed=True) for cell in self.cells])

    def fill(self, facts: Facts) -> Record:
        """Return the record of some facts."""
        notes: list[Finding] = []
        if self.derive is not None:
            facts = self.derive(facts, notes)
        plan = self.usual
        if not self.own.keys().isdisjoint(facts.keys()):
            plan, facts = self.whole, {**BLANK, **self.own, **facts}
        try:
            (*values, person, event), statuses = plan.pick(facts), self.statuses(facts)
        except KeyError:
            facts = {**BLANK, **facts}
            (*values, person, event), statuses = plan.pick(facts), self.statuses(facts)
        places, told = self.withheld[statuses]
        if places and (told or any(values[at] for at in places)):
            self._without(values, places, facts, notes)
        for at, cell in plan.fixed:
            values[at] = cell
        for at, written in plan.written:
            values[at] = written[values[at]]
        used: tuple[Finding, ...] = ()
        if not self.right(_together(values)):
            used = self._closely(values, notes)
        missing = self.missing.of(values)
        return Record(self.key, person, event, tuple(values), (*missing, *notes) if notes else missing, used)

    def _closely(self, values: list[str], notes: list[Finding]) -> tuple[Finding, ...]:
        """Look at each cell of a record that is not surely right, and say what was substituted."""
        used: list[Finding] = []
        for at, cell in enumerate(self.cells):
            values[at], wrong, done = cell.closely(values[at])
            notes += wrong
            used += done
        return tuple(used)

    def _without(self, values: list[str], places: tuple[int, ...], facts: Facts, notes: list[Finding]) -> None:
        """Empty the readings that are not certified; a note says which items had to stay empty."""
        names = []
        for at in places:
            item = self.cells[at].item
            if values[at] or facts.get(f"{item.fill}-known"):
                names.append((item.name, item.field))
            values[at] = ""
        if names:
            notes.append(_uncertified(tuple(names)))


def _together(values: Sequence[str]) -> str:
    """Return the cells of a record put together."""
    try:
        return SEPARATOR.join(values)
    except TypeError:
        raise TypeError("facts are str; pass '' for what is not known") from None


@lru_cache(maxsize=1 << 10)
def _uncertified(names: tuple[tuple[str, str], ...]) -> Finding:
    """Return that some items stayed empty because nobody certified the reading there is."""
    params = (("item", "、".join(name for name, _ in names)), ("field", " ".join(field for _, field in names)))
    return Finding("reading-uncertified", Severity.WARNING, "item", params=params)
