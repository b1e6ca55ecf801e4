"""The rows of a file as facts: which column holds what is told by the caller, by the headings, by the layouts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from kananame.io.delimited import Table, records_of
from kananame.io.header import key, recognise
from kananame.io.manifest import Form
from kananame.io.portion import Portion, Portions, Task, batches
from kananame.io.refusals import Refusal
from kananame.io.source import Source
from kananame.record import VALUES, Facts, Layout, Options, facts_of_row, layout, layouts

ROLES: Final = ("id", "reading")
"""What a column may be called besides the names of values."""


class Column(NamedTuple):
    """A column of a file: the value it holds, where it stands, which value each of its words means."""

    value: str
    at: int
    words: Mapping[str, str]


def parse_columns(text: str | None, layout: Layout) -> dict[str, str]:
    """Return the ``value=column`` pairs of ``--columns``; a value may also be the field of an item.

    Raises ``Refusal``: ``columns-form``, ``columns-value``, ``columns-repeated``.
    """
    told: dict[str, str] = {}
    for pair in text.split(",") if text else ():
        value, equals, column = (piece.strip() for piece in pair.partition("="))
        if not equals or not column:
            raise Refusal("columns-form")
        if value not in VALUES and value not in ROLES and all(value != item.field for item in layout.items):
            raise Refusal("columns-value", value=value)
        if value in told:
            raise Refusal("columns-repeated", role=value)
        told[value] = column
    return told


def columns_of(header: Sequence[str], told: Mapping[str, str], layout: Layout, path: str) -> list[Column]:
    """Return the columns that hold something: as told, else by the names of items, else by headings a check knows.

    Raises ``Refusal``: ``column-missing``, ``columns-unrecognised``.
    """
    known = _known(layout)
    found = {value: Column(value, _position(header, value, column), {}) for value, column in told.items()}
    taken = {column.at for column in found.values()}
    for at, heading in enumerate(header):
        value, words = known.get(key(heading), ("", {}))
        if value and at not in taken:
            found.setdefault(value, Column(value, at, words))
    taken = {column.at for column in found.values()}
    if not told:
        for role, at in recognise(header, path).roles.items():
            if at not in taken:
                found.setdefault(role, Column(role, at, {}))
    return list(found.values())


def _known(layout: Layout) -> dict[str, tuple[str, dict[str, str]]]:
    """Return what the headings of items stand for; the items of the layout itself count before those of others."""
    known: dict[str, tuple[str, dict[str, str]]] = {}
    for made in (layout, *layouts()):
        for item in made.items:
            value = item.fill or (item.field if made is layout else "")
            # Of several values written as one word the first is meant: the one more is claimed by.
            words = {word: one for one, word in reversed([*item.words.items()])}
            for name in item.names if value else ():
                known.setdefault(key(name), (value, words))
    return known


def _position(header: Sequence[str], value: str, column: str) -> int:
    keys = [*map(key, header)]
    if column.startswith("#") and column[1:].isdecimal() and 0 < int(column[1:]) <= len(header):
        return int(column[1:]) - 1
    if key(column) not in keys:
        raise Refusal("column-missing", role=value, column=column)
    return keys.index(key(column))


class Rows(NamedTuple):
    """How the rows of a file are read: its encoding and delimiter, its columns, whether its readings are certified."""

    codec: str
    delimiter: str
    columns: Sequence[Column]
    certified: bool


def portions(
    source: Source, columns: Sequence[Column], task: Task, *, certified: bool, jobs: int = 1
) -> Iterator[Portion]:
    """Yield what comes of the rows of a file, in its order, whatever number of processes is at work.

    Raises ``Refusal``: ``job-lost``, and what reading the file raises.
    """
    # What an event has told already may stand in the part before.
    if isinstance(source, Table) and source.divisible and all(column.value != "event" for column in columns):
        read = Rows(source.codec, source.delimiter, columns, certified)
        told = read, task.layout.key, task.options.plain(), task.form
        yield from source.in_parts(_worker, told, jobs, attrgetter("seen"))
        return
    made = Portions(task.layout, task.options, task.form)
    yield from map(made.of, batches(facts_of(source.records, columns, certified=certified)))


def _worker(read: Rows, key: str, options: Options, form: Form) -> Callable[[bytes], Portion]:
    """Return what makes a portion of a part of a file."""
    made = Portions(layout(key), options, form)

    def portion(part: bytes) -> Portion:
        rows = records_of(part, read.codec, read.delimiter)
        return made.of(facts_of(rows, read.columns, certified=read.certified))

    return portion


def facts_of(rows: Iterable[list[str]], columns: Sequence[Column], *, certified: bool) -> Iterator[Facts]:
    """Yield the facts of rows, in their order."""
    places = [(column.value, column.at) for column in columns]
    coded = [(value, words) for value, _, words in columns if words]
    width = max(column.at for column in columns) + 1
    for cells in rows:
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
        row = {value: cells[at] for value, at in places}
        for value, words in coded:
            row[value] = words.get(row[value], row[value])
        yield facts_of_row(row, certified=certified)
