"""The layouts of records: one file for each layout and version, read strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from kananame.history import System
from kananame.model import Part
from kananame.record.layout import NO_LIMIT, PROJECT, Item, Layout, Type, need
from kananame.record.values import VALUES
from tables.emit import Module
from tables.loader import ISO_DATE, LAST_DAY, TableError

FOLDER: Final = Path(__file__).parent.parent / "layouts"
UNLIMITED: Final = "unlimited"
KNOWN: Final = "-known"
"""How a value ends that is whatever reading is on file, certified or not."""
FORMS: Final = ("csv", "json", "jsonl", "text", "html")
SEVERAL: Final = {"forms": FORMS, "systems": (*map(str, System),), "parts": (*map(str, Part),)}
"""Lists of the words that a layout may have there."""
STATUS: Final = ("documented", "project-defined")
CONFIDENCE: Final = ("S", "S2", "I")
CONTENT: Final = {
    "": (*Type,),
    "kana": (Type.N,),
    "kana-print": (Type.N,),
    "name": (Type.N,),
    "text": (Type.N,),
    "romaji": (Type.X, Type.N),
    "digits": (Type.X,),
}
"""What the characters of an item are, and the types that can hold them."""
Kinds = Mapping[str, Any]
FIXED: Final = {Type.DATE: 10, Type.TIME: 8}
"""The lengths that follow from the type."""

TOP: Final[Kinds] = {
    "id": str, "version": str, "title_ja": str, "title_en": str, "status": str, "confidence": str, "source": str,
    "sources": dict, "since": str, "forms": list, "systems": list, "items": list,
}  # fmt: skip
TOP_OPTIONAL: Final[Kinds] = {
    "modelled_on": str, "until": str, "limits_ja": str, "limits_en": str, "parts": list, "between": bool, "once": bool,
}  # fmt: skip
ITEM: Final[Kinds] = {"name": str, "field": str, "type": str, "length": int | str, "need": str, "source": str}
ITEM_OPTIONAL: Final[Kinds] = {
    "number": str, "fill": str, "content": str, "codes": dict, "aliases": list, "certified": bool, "constant": str,
    "words": dict, "condition": str,
}  # fmt: skip
WORDS: Final = {
    str: "a text", dict: "a table", list: "a list", bool: "true or false", int | str: "a number or a text",
}  # fmt: skip

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _File:
    """A layout's file: where it is, and its lines, so that a fault can be pointed at."""

    path: Path
    lines: tuple[str, ...]

    def error(self, problem: str, line: int = 1) -> TableError:
        """Return the error that points at a line."""
        return TableError(self.path, line, problem)

    def line_of(self, key: str) -> int:
        """Return the line a key of the layout stands in, the first where it is missing."""
        begins = (f"{key} ", f"{key}.", f"{key}=")
        return next((number for number, line in enumerate(self.lines, 1) if key and line.startswith(begins)), 1)

    def line_of_item(self, index: int) -> int:
        """Return the line an item begins in."""
        starts = [number for number, line in enumerate(self.lines, 1) if line.lstrip().startswith("{")]
        return starts[index] if index < len(starts) else self.line_of("items")


@dataclass(frozen=True, slots=True)
class _Row:
    """A layout, or one of its items and the line it begins in, as its file has it."""

    file: _File
    cells: Table
    line: int = 0

    def error(self, problem: str, key: str = "") -> TableError:
        """Return the error that points at this item, by its field where it has one, or at a key of the layout."""
        named = self.cells.get("field")
        line = self.line or self.file.line_of(key)
        return self.file.error(f"{named}: {problem}" if isinstance(named, str) else problem, line)

    def keys(self, needed: Kinds, optional: Kinds) -> None:
        """Raise for a key that is unknown, missing or of another kind; fill what is left out."""
        known = {**needed, **optional}
        for key, value in self.cells.items():
            if key not in known:
                raise self.error(f"unknown key {key!r}; the keys are {', '.join(known)}", key)
            if not isinstance(value, known[key]):
                raise self.error(f"{key} is {value!r}; write {WORDS[known[key]]}", key)
            if key != "items":
                self._texts(key, value)
        for key, kind in needed.items():
            if self.cells.get(key, "") in ("", [], {}):
                raise self.error(f"{key} is missing; add it")
            if kind is str and self.cells[key] != self.cells[key].strip():
                raise self.error(f"{key} has blanks around it; remove them", key)
        self.cells.update({key: kind() for key, kind in optional.items() if key not in self.cells})

    def _texts(self, key: str, value: object) -> None:
        """Raise where a list or a table holds what is no text, or an empty one; only a value that is written may be."""
        texts = [*value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
        if isinstance(value, dict) and key != "words":
            texts += value
        if not all(isinstance(text, str) and text for text in texts):
            raise self.error(f"{key} holds what is no text, or an empty one; write texts", key)

    def choice(self, key: str, choices: Collection[str]) -> None:
        """Raise where a cell is none of the words it may be."""
        if self.cells[key] not in choices:
            raise self.error(f"{key} is {self.cells[key]!r}; write one of {', '.join(filter(None, choices))}", key)


def make(folder: Path = FOLDER) -> list[Module]:
    """Return the module ``layouts``.

    Raises:
        TableError: when a file breaks its form, or two versions of a layout are in force on one day.
    """
    rows = load(folder)
    return [
        Module(
            name="layouts",
            doc="In the order of the fields of kananame.record.layout.Layout, the items in those of Item.",
            value=rows,
            rows=sum(len(row[Layout._fields.index("items")]) for row in rows),
            source="tables/layouts/*.toml; each names its own",
            licence="Apache-2.0; names, types and lengths as the documents that each file cites print them",
        )
    ]


def load(folder: Path) -> tuple[tuple[Any, ...], ...]:
    """Return the layouts of a folder by id, each from its oldest version to its newest.

    Raises:
        TableError: as ``make`` does.
    """
    read = [_read(path) for path in folder.glob("*.toml")]
    read.sort(key=lambda row: (row.cells["id"], row.cells["since"]))
    for older, newer in pairwise(read):
        name = newer.cells["id"]
        if older.cells["id"] == name and (older.cells["until"] or LAST_DAY) >= newer.cells["since"]:
            raise newer.error(f"{name} is also in force in {older.file.path.name}; part their days", "since")
    return tuple(_values(row.cells) for row in read)


def _values(cells: Table) -> tuple[Any, ...]:
    """Return the row of a layout in the generated table."""
    made = {
        **cells,
        "documented": cells["status"] == STATUS[0],
        "source": cells["sources"][cells["source"]],
        **{key: tuple(cells[key]) for key in SEVERAL},
        "items": tuple(
            tuple(tuple(cell) if isinstance(cell, list) else cell for cell in (item[key] for key in Item._fields))
            for item in cells["items"]
        ),
    }
    return tuple(made[key] for key in Layout._fields)


def _read(path: Path) -> _Row:
    """Return a layout whose file keeps its form."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        raise TableError(path, 1, "the file is not UTF-8; save it as UTF-8") from None
    file = _File(path, tuple(text.split("\n")))
    try:
        top = _Row(file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        raise file.error(f"not TOML: {error}", int(at[1]) if at else len(file.lines)) from None
    top.keys(TOP, TOP_OPTIONAL)
    _check_top(top)
    items = [_Row(file, item, file.line_of_item(at)) for at, item in enumerate(_tables(top))]
    for item in items:
        item.keys(ITEM, ITEM_OPTIONAL)
        _check_item(item, top)
    _check_together(items)
    return top


def _tables(top: _Row) -> list[Table]:
    """Return the items; raise for one that is no table."""
    if not all(isinstance(item, dict) for item in top.cells["items"]):
        raise top.error("items holds what is no table; write { name = … } for each", "items")
    return [*top.cells["items"]]


def _check_top(top: _Row) -> None:
    """Raise where a layout says of itself what cannot be."""
    cells = top.cells
    name = f"{cells['id']}-{cells['version']}.toml"
    if top.file.path.name != name:
        raise top.error(f"the file is of {cells['id']} in its version {cells['version']}; name it {name}", "id")
    top.choice("status", STATUS)
    top.choice("confidence", CONFIDENCE)
    if (cells["status"] == STATUS[0]) == bool(cells["modelled_on"]):
        problem = "modelled_on says on what a project-defined layout is modelled; a documented one has none"
        raise top.error(problem, "status")
    for key, words in SEVERAL.items():
        for word in cells[key]:
            if word not in words:
                raise top.error(f"{key} has {word!r}; write some of {', '.join(words)}", key)
    for key in ("since", "until"):
        if cells[key] and not _is_day(cells[key]):
            raise top.error(f"{key} is {cells[key]!r}; write a day of the calendar as YYYY-MM-DD", key)
    if cells["until"] and cells["until"] < cells["since"]:
        raise top.error(f"until {cells['until']} comes before since {cells['since']}; correct one of them", "until")
    if PROJECT in cells["sources"]:
        raise top.error(f"{PROJECT!r} stands for what no document prints; name the source otherwise", "sources")
    top.choice("source", cells["sources"])


def _is_day(text: str) -> bool:
    try:
        return ISO_DATE.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _check_item(item: _Row, top: _Row) -> None:
    """Raise where an item is not what its type, its source or its fill allow."""
    cells = item.cells
    if not re.fullmatch("[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*", cells["field"]):
        raise item.error("a field is of ASCII letters, digits and single underscores; correct it")
    if not re.fullmatch("[0-9]*", cells["number"]):
        raise item.error(f"number is {cells['number']!r}; write the published one, or nothing")
    item.choice("type", [*map(str, Type)])
    cells["length"] = _length(item)
    item.choice("content", CONTENT)
    if cells["type"] not in CONTENT[cells["content"]]:
        raise item.error(f"content is {cells['content']}, which type {cells['type']} cannot hold")
    item.choice("source", (*top.cells["sources"], PROJECT))
    if cells["source"] == PROJECT and top.cells["status"] == STATUS[0]:
        raise item.error("a documented layout has no item of the project's own; name the source")
    _check_words(item)
    _check_fill(item)


def _length(item: _Row) -> int:
    """Return the length of an item, which counts characters from one."""
    length, kind = item.cells["length"], Type(item.cells["type"])
    if kind in FIXED and length != FIXED[kind]:
        raise item.error(f"length is {length!r}; {kind} has {FIXED[kind]}")
    if length == UNLIMITED:
        return NO_LIMIT
    if isinstance(length, bool) or not isinstance(length, int) or length < 1:
        raise item.error(f"length is {length!r}; write how many characters from 1, or {UNLIMITED!r}")
    return length


def _check_words(item: _Row) -> None:
    """Raise where a constant, a code or a word is not of the item's type and length."""
    cells = item.cells
    kind, length = Type(cells["type"]), cells["length"]
    form = kind.pattern if kind in FIXED else f"{kind.pattern}{{1,{length or ''}}}"
    for word in (*filter(None, [cells["constant"]]), *cells["codes"], *cells["words"].values()):
        if not re.fullmatch(form, word):
            raise item.error(f"{word!r} is not of type {kind} and length {length}; correct one of them")
    for word in (*filter(None, [cells["constant"]]), *cells["words"].values()):
        if cells["codes"] and word not in cells["codes"]:
            raise item.error(f"{word!r} is no code of it; the codes are {', '.join(cells['codes'])}")


def _check_fill(item: _Row) -> None:
    """Raise where an item is filled with what is no value, or a certified one with what need not be certified."""
    cells = item.cells
    fill = cells["fill"]
    if fill and fill not in VALUES:
        raise item.error(f"fill is {fill!r}, which is no value; see kananame.record.values")
    if fill and cells["constant"]:
        raise item.error("it has a constant and a fill; keep one of the two")
    if cells["words"] and not fill:
        raise item.error("words say how a fill is written; name the fill")
    if not cells["certified"]:
        return
    if cells["content"] not in {"kana", "kana-print"}:
        raise item.error("certified is for readings; let content be kana, or leave certified out")
    if not fill or fill.endswith(KNOWN):
        raise item.error(f"fill is {fill!r}, which need not be certified; fill it with a certified reading")


def _check_together(items: list[_Row]) -> None:
    """Raise where two items share a name, or a condition rests on what the layout does not hold."""
    seen: dict[str, str] = {}
    for item in items:
        field = item.cells["field"]
        for name in dict.fromkeys((item.cells["name"], field, *item.cells["aliases"])):
            if name in seen:
                raise item.error(f"{name!r} is already a name of {seen[name]}; keep one of the two")
            seen[name] = field
    fills = {item.cells["fill"] for item in items}
    for item in items:
        try:
            asked = need(item.cells["need"])
        except ValueError as error:
            raise item.error(str(error)) from None
        for value in (*asked.where, *asked.unless):
            if value not in VALUES:
                raise item.error(f"need names {value!r}, which is no value; see kananame.record.values")
            if value not in fills:
                raise item.error(f"need rests on {value!r}, which fills no item here; add one, or ask for another")
