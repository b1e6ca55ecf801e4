"""The JSON record of a layout as a JSON Schema (draft 2020-12): what a receiver can hold it to (JSON スキーマ)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from kananame._tables.repertoire import REPERTOIRE
from kananame.record.layout import NO_LIMIT, NOT_FULL, Item, Layout, Type, need
from kananame.record.repertoires import SELECTORS
from kananame.record.values import GAP, NO_FAMILY, NO_GIVEN

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_KANA: Final = f"[{''.join(REPERTOIRE)}]+"
_DRAWN: Final = f"(?:[^{NOT_FULL}{GAP}{SELECTORS}][{SELECTORS}]?)"
"""One full-width character, counted as one with its variation selector."""
_ANY: Final = f"(?:{GAP}|{_DRAWN})"
_READINGS: Final = {"kana": _KANA, "kana-print": f"(?:{_KANA}|{NO_FAMILY}|{NO_GIVEN})"}
"""What stands between the spaces of a reading, by content."""


def json_schema(layout: Layout) -> Schema:
    """Return the JSON Schema of a layout's record: an object with a text for each item, ``""`` where there is none.

    What it asks is what every record keeps that leaves: type, length, codes, kana, one space between the parts of a
    name, what must be there.  What only the caller decides, a repertoire say, it leaves open.

    Args:
        layout: the layout.

    Source: JSON Schema draft 2020-12, https://json-schema.org/draft/2020-12

    >>> from kananame.record.layout import layout
    >>> json_schema(layout("gif-person"))["properties"]["DateOfBirth"]["title"]
    '生年月日'
    """
    status = "Documented layout" if layout.documented else f"Project-defined, modelled on {layout.modelled_on}"
    conditions = [rule for item in layout.items for rule in _conditions(item, layout)]
    return {
        "$schema": DRAFT,
        "$id": f"urn:kananame:layout:{layout.id}:{layout.version}",
        "$comment": layout.source,
        "title": layout.title_ja,
        "description": f"{layout.title_en}. {status}. {layout.limits_en}".rstrip(),
        "type": "object",
        "properties": {item.field: _property(item) for item in layout.items},
        "required": [item.field for item in layout.items],
        "additionalProperties": False,
        **({"allOf": conditions} if conditions else {}),
    }


def _property(item: Item) -> Schema:
    """Return what one item may hold."""
    made: Schema = {"title": item.name, "type": "string"}
    codes = "、".join(f"{code} {meaning}" for code, meaning in item.codes.items())
    told = "。".join(filter(None, (item.condition, codes)))
    if told:
        made["description"] = told
    if item.constant:
        return {**made, "const": item.constant}
    always = need(item.need).always
    if item.codes:
        return {**made, "enum": [*([] if always else [""]), *item.codes]}
    form = _form(item)
    made["pattern"] = f"^{form}$" if always else f"^(?:{form})?$"
    if item.length != NO_LIMIT and (item.type in {Type.X, Type.NUMBER} or item.content in _READINGS):
        made["maxLength"] = item.length
    return made


def _form(item: Item) -> str:
    """Return the regular expression of what is there; it counts only where a selector may stand."""
    if not item.type.counted:
        return item.type.pattern
    if item.content == "digits":
        return f"[0-9]{{{item.length}}}"
    if item.type is not Type.N:
        return f"{item.type.pattern}+"
    if item.content in _READINGS:
        kana = _READINGS[item.content]
        return f"{kana}(?:{GAP}{kana})*"
    count = "+" if item.length == NO_LIMIT else f"{{1,{item.length}}}"
    return f"(?={_ANY}{count}$){_DRAWN}+(?:{GAP}{_DRAWN}+)*" if item.content == "name" else f"{_ANY}{count}"


def _conditions(item: Item, layout: Layout) -> Iterator[Schema]:
    """Yield the rule of an item that must be there only where others are, or are not."""
    asked = need(item.need)
    if asked.always or not (asked.where or asked.unless):
        return
    fills = {other.fill: other for other in layout.items if other.fill}
    held = [{"properties": {fills[value].field: {"not": _nothing(fills[value])}}} for value in asked.where]
    lacked = {fills[value].field: _nothing(fills[value]) for value in asked.unless}
    yield {
        "if": {**({"anyOf": held} if held else {}), **({"properties": lacked} if lacked else {})},
        "then": {"properties": {item.field: {"minLength": 1}}},
    }


def _nothing(item: Item) -> Schema:
    """Return the schema of an item whose value is not there; a flag may be written all the same."""
    return {"enum": ["", *(word for value, word in item.words.items() if not value)]}
