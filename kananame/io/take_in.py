"""Turn a file of resident records into the input of a check: the newest row of each person, only its names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kananame.io.header import key
from kananame.io.refusals import Refusal
from kananame.io.source import Source
from kananame.record import Layout, layouts

NEWEST: Final = "newest"
PERSON: Final = "person"
MUNICIPALITY: Final = "municipality"
TAKEN_OVER: Final = (PERSON, "name", "family", "given", "name-reading", "family-reading", "given-reading")
"""The values a check reads."""
SPELLINGS: Final = ("name", "family")
SOUNDS: Final = ("name-reading", "family-reading")
_KNOWN: Final = "-known"
_OLD, _NEW = "0", "1"


@dataclass(slots=True)
class Taken:
    """What a run saw, in numbers: rows, those taken over, those of the past.

    ``unclear`` were taken over though nothing says whether they are the newest, ``repeated`` though the person has
    another one that is.
    """

    rows: int = 0
    taken: int = 0
    past: int = 0
    unclear: int = 0
    repeated: int = 0


def versions(name: str) -> tuple[Layout, ...]:
    """Return a layout in all versions, the newest first; raise ``Refusal`` ``layout-unknown``."""
    every = layouts()
    found = tuple(one for one in every if one.id == name)
    if not found:
        raise Refusal("layout-unknown", layout=name, layouts=", ".join(dict.fromkeys(one.id for one in every)))
    return found[::-1]


def recognise(header: Sequence[str], known: Sequence[Layout], path: str) -> dict[str, int]:
    """Return which column holds which value: official names, field names and aliases of every version tell.

    Raises ``Refusal`` ``import-column`` naming the item whose column is missing.
    """
    values = {}
    for layout in reversed(known):
        for item in layout.items:
            value = item.fill.removesuffix(_KNOWN)
            if value in TAKEN_OVER or value in {NEWEST, MUNICIPALITY}:
                values.update(dict.fromkeys(map(key, (item.name, item.field, *item.aliases)), value))
    columns: dict[str, int] = {}
    for position, heading in enumerate(header):
        if key(heading) in values:
            columns.setdefault(values[key(heading)], position)
    for needed in ((PERSON,), (NEWEST,), SPELLINGS, SOUNDS):
        if not columns.keys() & set(needed):
            raise Refusal("import-column", path=path, layout=known[0].id, item=_name(needed[0], known[0]))
    return columns


def _name(value: str, layout: Layout) -> str:
    return next(item.name for item in layout.items if item.fill.removesuffix(_KNOWN) == value)


def headings(columns: Mapping[str, int], known: Sequence[Layout]) -> list[str]:
    """Return the header of what is taken over: the official names of the newest version, which a check knows."""
    return [_name(value, known[0]) for value in TAKEN_OVER if value in columns]


def take_in(source: Source, columns: Mapping[str, int], taken: Taken) -> Iterator[list[str]]:
    """Yield the cells of the newest row of each person, in the order of the file."""
    places = [columns[value] for value in TAKEN_OVER if value in columns]
    newest = columns[NEWEST]
    identity = [columns[value] for value in (MUNICIPALITY, PERSON) if value in columns]
    # Numbers stand for the ids: a city of millions fits in memory.
    seen: set[int] = set()
    for record in source.records:
        taken.rows += 1
        flag = _cell(record, newest).strip()
        if flag == _OLD:
            taken.past += 1
            continue
        taken.unclear += flag != _NEW
        who = hash(tuple(_cell(record, place) for place in identity))
        taken.repeated += who in seen
        seen.add(who)
        taken.taken += 1
        yield [_cell(record, place) for place in places]


def _cell(record: Sequence[str], place: int) -> str:
    return record[place] if place < len(record) else ""
