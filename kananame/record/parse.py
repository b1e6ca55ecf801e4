"""Records read back: from cells to a record, from a record to facts, so that what was filled fills again (読み戻し)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from kananame.record.fill import WIDENED, narrow
from kananame.record.layout import Item, Layout, Type, layout
from kananame.record.record import DEFAULT, Options, Record
from kananame.record.validate import checker
from kananame.record.values import BLANK, CERTIFIED, STATUS_OF, Facts


def parser(made: Layout, options: Options = DEFAULT) -> Callable[[Sequence[str] | Mapping[str, str]], Record]:
    """Return what reads a record of a layout back and looks at it again; compiled once for many records.

    What it reads are the cells in the order of the items, or a mapping that has them by the name of the item, its field
    or an alias of it; what a mapping has besides is left aside.  The record has the findings that its cells have.

    Args:
        made: the layout.
        options: what the caller decided when the record was made.

    Raises:
        ValueError: for an unknown repertoire, and from the parser for another number of cells than the layout has.

    >>> read = parser(layout("juminhyo"))
    >>> record = read({"宛名番号": "1", "shimei": "佐藤　一郎", "氏名の振り仮名": "ｻﾄｳ"})
    >>> record.person, sorted({found.code for found in record.findings})
    ('1', ['item-missing', 'item-type'])
    """
    check = checker(made, options)
    place = {name: at for at, item in enumerate(made.items) for name in item.names}
    person, event = _place(made, "person"), _place(made, "event")

    def read(row: Sequence[str] | Mapping[str, str]) -> Record:
        cells = tuple(_in_order(row, place, len(made.items)) if isinstance(row, Mapping) else row)
        wrong = check(cells)
        return Record(
            made.key, "" if person is None else cells[person], "" if event is None else cells[event], cells, wrong
        )

    return read


def parse(made: Layout, row: Sequence[str] | Mapping[str, str], options: Options = DEFAULT) -> Record:
    """Return one record read back; who reads many keeps a :func:`parser`.

    Raises:
        ValueError: as the parser does.
    """
    return parser(made, options)(row)


def _place(made: Layout, value: str) -> int | None:
    """Return where a layout has a value."""
    return next((at for at, item in enumerate(made.items) if item.fill == value), None)


def _in_order(row: Mapping[str, str], place: Mapping[str, int], count: int) -> list[str]:
    """Return the cells of a mapping in the order of the items."""
    cells = [""] * count
    for name, cell in row.items():
        if name in place:
            cells[place[name]] = cell
    return cells


def facts_of_record(record: Record) -> Facts:
    """Return the facts that a record tells; they fill its layout again as it is.

    A certified item says that its reading is certified, if nothing else in the record does.

    Raises:
        ValueError: for a record of an unknown layout.
    """
    facts = dict(BLANK)
    made = layout(record.layout)
    for (item, back), cell in zip(_backs(made.key), record.cells, strict=True):
        if cell:
            facts[item.fill or item.field] = back(cell)
    told = {item.fill for item in made.items}
    for value, status in STATUS_OF.items():
        if facts[value] and status not in told:
            facts[status] = CERTIFIED
    return facts


@lru_cache(maxsize=64)
def _backs(key: str) -> tuple[tuple[Item, Callable[[str], str]], ...]:
    """Return the items of a layout, each with what makes a value of its cell."""
    return tuple((item, _back(item)) for item in layout(key).items)


def _back(item: Item) -> Callable[[str], str]:
    """Return what makes a value of the cell of an item."""
    values = {word: value for value, word in [*item.words.items()][::-1]}
    if values:
        return lambda cell: values.get(cell, cell)
    if item.content in WIDENED and item.type is Type.N:
        return narrow
    return str
