"""The layouts of records: items with type, length and condition, each layout in its versions (レイアウト)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from kananame._tables.layouts import LAYOUTS
from kananame.model import Part

PROJECT: Final = "project"
"""The source of an item that no document prints: the project defined it."""
NO_LIMIT: Final = 0
"""The length of an item whose source sets none."""


class Type(StrEnum):
    """The type of an item (データ型): half-width, full-width, whole number, date, time."""

    X = "X"
    N = "N"
    NUMBER = "9"
    DATE = "DATE"
    TIME = "TIME"

    @property
    def pattern(self) -> str:
        """The regular expression of one value, of one character where a length counts them.

        It reads alike in Python and in ECMA-262, so that a JSON Schema may hold it.
        """
        return PATTERNS[self]

    @property
    def counted(self) -> bool:
        """Whether a length counts its characters; a date and a time have a form instead."""
        return self not in {Type.DATE, Type.TIME}


NOT_FULL: Final = "\\u0000-\\u00A0\\uFF61-\\uFFDC\\uFFE8-\\uFFEE"
"""What is no full-width character: ASCII, controls, the half-width forms, as a class of a regular expression."""
PATTERNS: Final = {
    Type.X: "[ -~]",
    Type.N: f"[^{NOT_FULL}]",
    Type.NUMBER: "[0-9]",
    Type.DATE: "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])",
    Type.TIME: "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?",
}
"""Half-width is printable ASCII.

Source: the legend of the data dictionary (凡例、データ型): TIME may leave out the seconds, DATE is ``YYYY-MM-DD``.
"""


class Need(NamedTuple):
    """When an item must be there: always, never, or where any of ``where`` is there and none of ``unless`` is."""

    always: bool = False
    where: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    def holds(self, facts: Mapping[str, str]) -> bool:
        """Tell whether the item must be there in view of what is known: value name -> text.

        >>> need("if:name unless:foreign-name-latin").holds({"name": "佐藤　一郎"})
        True
        """
        if self.always or not (self.where or self.unless):
            return self.always
        return (not self.where or any(map(facts.get, self.where))) and not any(map(facts.get, self.unless))


@lru_cache(maxsize=256)
def need(text: str) -> Need:
    """Return what the ``need`` of an item says.

    Args:
        text: ``required``, ``optional``, ``if:VALUE,VALUE`` (where any of them is there), ``unless:VALUE,VALUE`` (where
            none of them is), or the two parted by a space.

    Raises:
        ValueError: for any other text.
    """
    if text in {"required", "optional"}:
        return Need(always=text == "required")
    clauses = [clause.partition(":") for clause in text.split(" ")]
    values = {kind: tuple(names.split(",")) for kind, _, names in clauses}
    kinds = [kind for kind, _, _ in clauses]
    if kinds not in (["if"], ["unless"], ["if", "unless"]) or not all(map(all, values.values())):
        raise ValueError(f"need is {text!r}; write required, optional, if:VALUE or unless:VALUE")
    return Need(where=values.get("if", ()), unless=values.get("unless", ()))


class Item(NamedTuple):
    """One item of a layout (項目).

    ``name`` is its Japanese name, ``field`` its Hepburn one (データ項目（ローマ字）), ``number`` the published number
    (``""``: none is).  ``length`` counts characters, :data:`NO_LIMIT` where the source sets no limit.  ``need`` is what
    :func:`need` reads; the values it names fill items of the same layout, so that a record can be judged by itself.
    ``fill`` names the value that fills it (:mod:`kananame.record.values`; ``""``: only a caller can), ``content`` what
    its characters are: ``kana``, ``kana-print`` (kana, or what a certificate prints where there is none), ``romaji``
    and ``text`` (their width follows from the type), ``name``, ``digits`` (of exactly ``length``).  ``codes`` are the
    words it may hold and what they mean.  ``aliases`` are its names in other versions.

    ``certified`` marks an item that means the certified reading: nothing else may fill it.  ``constant`` is what it
    always holds.  ``words`` says how values are written: value -> word (``""``: what is written where there is none).
    ``condition`` is when it must be there as the source words it.  ``source`` is a key of the layout's ``sources``, or
    :data:`PROJECT`.
    """

    name: str
    field: str
    number: str
    type: Type
    length: int
    need: str
    fill: str
    content: str = ""
    codes: Mapping[str, str] = {}
    aliases: tuple[str, ...] = ()
    certified: bool = False
    constant: str = ""
    words: Mapping[str, str] = {}
    condition: str = ""
    source: str = PROJECT

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by: its own, its field, those of other versions."""
        return (self.name, self.field, *self.aliases)


class Layout(NamedTuple):
    """A layout in one version.

    ``documented`` tells whether an official document prints it; else it is the project's own, ``modelled_on`` says on
    what.  ``confidence`` is of its sources: S a public source states it, S2 a secondary one does, I inferred.
    ``since`` is the day of its main ``source``, ``until`` the day before the next document with other names.  ``forms``
    are the kinds of file it is written as.  ``limits`` say what of the original it does not hold or does not know.

    ``systems`` (of :class:`kananame.history.System`) and ``parts`` are the changes it tells of: those of some records,
    of some parts of a name.  ``between``
    marks a notice from one municipality to another: nobody sends one to himself.  ``once`` tells that a family name
    stands once in its register, not with each member.
    """

    id: str
    version: str
    title_ja: str
    title_en: str
    documented: bool
    modelled_on: str
    confidence: str
    source: str
    since: date
    until: date
    forms: tuple[str, ...]
    items: tuple[Item, ...]
    sources: Mapping[str, str] = {}
    limits_ja: str = ""
    limits_en: str = ""
    systems: frozenset[str] = frozenset()
    parts: frozenset[Part] = frozenset(Part)
    between: bool = False
    once: bool = False

    @property
    def key(self) -> str:
        """The id with the version, as a manifest names it."""
        return f"{self.id}@{self.version}"

    def item(self, name: str) -> Item:
        """Return the item of a name, a field or an alias.

        Raises:
            ValueError: when the layout has none of that name, with the fields there are.
        """
        for item in self.items:
            if name in item.names:
                return item
        raise ValueError(f"{self.key} has the items {', '.join(item.field for item in self.items)}, not {name!r}")


@lru_cache(maxsize=64)
def layout(name: str, version: str = "") -> Layout:
    """Return a layout in a version, by default the newest.

    Args:
        name: the id, or ``id@version``; an id that ends in one of its versions stands for that one.
        version: the version.

    Raises:
        ValueError: for a layout or a version that is none, with those there are.

    >>> layout("jutogai-atena-2.0").item("shimei_furigana").length
    100
    """
    name, _, asked = name.partition("@")
    versions = {row[1]: row for row in LAYOUTS if row[0] == name}
    if not versions:
        raise ValueError(f"a layout is one of {', '.join(dict.fromkeys(row[0] for row in LAYOUTS))}, not {name!r}")
    version = version or asked or next((one for one in versions if name.endswith(f"-{one}")), [*versions][-1])
    if version not in versions:
        raise ValueError(f"{name} has the versions {', '.join(versions)}, not {version!r}")
    return _layout(versions[version])


def layouts() -> tuple[Layout, ...]:
    """Return every layout in every version, the versions of one from the oldest to the newest."""
    return tuple(layout(row[0], row[1]) for row in LAYOUTS)


def _layout(row: tuple[Any, ...]) -> Layout:
    """Return a layout from its row in the generated table."""
    values = dict(zip(Layout._fields, row, strict=True))
    items = (dict(zip(Item._fields, item, strict=True)) for item in values["items"])
    values["items"] = tuple(Item(**{**item, "type": Type(item["type"])}) for item in items)
    values["since"] = date.fromisoformat(values["since"])
    values["until"] = date.fromisoformat(values["until"]) if values["until"] else date.max
    values["systems"] = frozenset(values["systems"])
    values["parts"] = frozenset(map(Part, values["parts"])) or frozenset(Part)
    return Layout(**values)
