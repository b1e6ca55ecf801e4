"""The JSON Schema of a layout: what every record keeps that leaves, and no record that a layout refuses outright."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.model import Severity
from kananame.record.layout import NO_LIMIT, Item, Layout, Type, layout, layouts, need
from kananame.record.schema import DRAFT, json_schema
from kananame.record.validate import checker
from kananame.record.values import PAIRS

ANNOTATIONS = {"$schema", "$id", "$comment", "title", "description", "then"}
TYPES = {"object": dict, "string": str}
EVERY = pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)
SELECTOR = "\U000e0101"

Asked = Callable[[Any, Any, Mapping[str, Any]], bool]
KEYWORDS: dict[str, Asked] = {
    "type": lambda said, value, _: isinstance(value, TYPES[said]),
    "const": lambda said, value, _: bool(value == said),
    "enum": lambda said, value, _: value in said,
    "pattern": lambda said, value, _: re.search(said, value) is not None,
    "minLength": lambda said, value, _: len(value) >= int(said),
    "maxLength": lambda said, value, _: len(value) <= int(said),
    "properties": lambda said, value, _: all(accepts(said[key], value[key]) for key in said if key in value),
    "required": lambda said, value, _: set(said) <= {*value},
    "additionalProperties": lambda _, value, schema: {*value} <= {*schema["properties"]},
    "allOf": lambda said, value, _: all(accepts(one, value) for one in said),
    "anyOf": lambda said, value, _: any(accepts(one, value) for one in said),
    "not": lambda said, value, _: not accepts(said, value),
    "if": lambda said, value, schema: not accepts(said, value) or accepts(schema["then"], value),
}


def accepts(schema: Mapping[str, Any], value: Any) -> bool:  # noqa: ANN401  any JSON
    """Tell whether a JSON Schema holds, as draft 2020-12 reads the keywords used here."""
    assert schema.keys() <= {*KEYWORDS, *ANNOTATIONS}
    asked = [word for word in KEYWORDS if word in schema]
    return all(KEYWORDS[word](schema[word], value, schema) for word in asked)


def right(item: Item) -> str:
    """Return a cell that is right in every layout."""
    if item.constant or item.codes:
        return item.constant or next(iter(item.codes))
    if item.content == "digits":
        return "1" * item.length
    of_type = {Type.DATE: "2025-05-26", Type.TIME: "09:00", Type.NUMBER: "1", Type.X: "SATO" if item.content else "a"}
    if item.type in of_type:
        return of_type[item.type]
    pair = item.fill in PAIRS or item.fill == "name"
    kana = "サトウ　イチロウ" if pair else "サトウ"
    of_content = {"kana": kana, "kana-print": "【氏空欄】　イチロウ", "romaji": "ＺＨＡＮＧ　ＹＵＬＩ"}
    return of_content.get(item.content, "佐藤　一郎" if pair else "佐藤")


def wrong(item: Item) -> Iterator[str]:
    """Yield cells that are wrong in every layout."""
    yield {Type.X: "ａ", Type.N: "ab", Type.NUMBER: "a", Type.DATE: "2025-13-01", Type.TIME: "25:00"}[item.type]
    if item.constant or item.codes:
        yield "二" if item.type is Type.N else "~"
    elif item.content == "digits":
        yield from ("1" * (item.length - 1), "a" * item.length)
    elif item.content in {"kana", "kana-print"}:
        yield from ("さとう", "サトウ　", "サトウ　　イチロウ", "佐藤")
    elif item.content == "name":
        yield from ("　佐藤", "佐藤　　一郎")
    if item.type.counted and item.length != NO_LIMIT:
        long = {Type.X: "a", Type.N: "ア", Type.NUMBER: "1"}[item.type]
        yield long * (item.length + 1)


def record(made: Layout) -> dict[str, str]:
    """Return a record of a layout whose every item is right."""
    return {item.field: right(item) for item in made.items}


def passes(made: Layout, cells: Mapping[str, str]) -> bool:
    """Tell whether the layout's own check lets a record leave."""
    found = checker(made)([cells[item.field] for item in made.items])
    return all(one.severity is not Severity.ERROR for one in found)


@EVERY
def test_the_schema_says_what_it_is_of(made: Layout) -> None:
    schema = json_schema(made)
    assert json.loads(json.dumps(schema)) == schema
    assert (schema["$schema"], schema["type"]) == (DRAFT, "object")
    assert schema["$id"] == f"urn:kananame:layout:{made.id}:{made.version}"
    assert ("Documented layout" in schema["description"]) == made.documented
    assert made.limits_en in schema["description"]
    assert [*schema["properties"]] == schema["required"] == [item.field for item in made.items]
    assert [one["title"] for one in schema["properties"].values()] == [item.name for item in made.items]


@EVERY
def test_a_right_record_is_accepted(made: Layout) -> None:
    assert passes(made, record(made))
    assert accepts(json_schema(made), record(made))


@EVERY
def test_a_wrong_cell_is_refused_by_the_schema_as_by_the_check(made: Layout) -> None:
    schema = json_schema(made)
    for item in made.items:
        for cell in wrong(item):
            cells = {**record(made), item.field: cell}
            assert not passes(made, cells), (item.field, cell)
            assert not accepts(schema, cells), (item.field, cell)


@EVERY
def test_what_is_required_may_not_be_empty_and_nothing_else_must_be_there(made: Layout) -> None:
    schema = json_schema(made)
    required = {item.field for item in made.items if need(item.need).always}
    optional = {item.field for item in made.items if item.need == "optional"}
    for field in required:
        assert not accepts(schema, {**record(made), field: ""}), field
    for field in optional - {item.field for item in made.items if _rests_on(made, item)}:
        assert accepts(schema, {**record(made), field: ""}), field


def _rests_on(made: Layout, item: Item) -> bool:
    return any(item.fill in need(other.need).unless for other in made.items)


@EVERY
def test_every_field_is_there_and_no_other(made: Layout) -> None:
    schema, cells = json_schema(made), record(made)
    assert not accepts(schema, {**cells, "other": ""})
    for field in cells:
        assert not accepts(schema, {key: cell for key, cell in cells.items() if key != field})
        assert not accepts(schema, {**cells, field: 1})


BIRTH = {"seinengappi": "", "seinengappi_fushofuragu": "1", "seinengappi_fushohyoki": "令和○年頃"}


@pytest.mark.parametrize(
    ("name", "cells", "right"),
    [
        ("jumin-joho", BIRTH, True),
        ("jumin-joho", {**BIRTH, "seinengappi_fushohyoki": ""}, False),
        ("jumin-joho", {**BIRTH, "seinengappi_fushofuragu": "0"}, False),
        ("jumin-joho", {**BIRTH, "seinengappi_fushofuragu": ""}, False),
        ("jumin-joho", {"seinengappi_fushofuragu": "0", "seinengappi_fushohyoki": ""}, True),
        ("jumin-joho", {"kyuuji": ""}, False),
        ("jumin-joho", {"kyuuji": "", "kyuuji_furigana": ""}, True),
        ("jutogai-atena-2.0", {"uji_nihonjin": "", "shimei_gaikokujinkanji": "", "shimei_gaikokujinromaji": ""}, False),
        ("jutogai-atena-2.0", {"uji_nihonjin": "", "shimei_gaikokujinkanji": ""}, True),
        ("jutogai-atena-2.0", {"shimei": ""}, False),
        ("jpki-name", {"daitaimoji_yohi": "0", "daitaimojiwoyosurumoji": ""}, True),
        ("jpki-name", {"daitaimoji_yohi": "1", "daitaimojiwoyosurumoji": ""}, False),
    ],
)
def test_a_condition_is_held(name: str, cells: dict[str, str], *, right: bool) -> None:
    made = layout(name)
    whole = {**record(made), **cells}
    assert accepts(json_schema(made), whole) is right
    assert passes(made, whole) is right


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("辻" + SELECTOR, True),
        ("佐" * 50, True),
        (("辻" + SELECTOR) * 50, True),
        (("辻" + SELECTOR) * 50 + "佐", False),
        ("佐" * 51, False),
        ("辻" + SELECTOR * 2, False),
        (SELECTOR, False),
    ],
)
def test_a_variation_selector_counts_with_its_character(name: str, *, right: bool) -> None:
    item = json_schema(layout("jumin-joho"))["properties"]["uji_nihonjin"]
    assert accepts(item, name) is right


CELLS = st.one_of(
    st.text("サトウァヷー　さ佐藤a1 ｱ\u3099" + SELECTOR, max_size=12),
    st.sampled_from(["0", "1", "9", "131016", "2025-05-26", "2025-02-30", "09:00:00", "【氏空欄】　イチロウ"]),
)


@EVERY
@given(data=st.data())
def test_what_the_check_lets_leave_the_schema_accepts(made: Layout, data: st.DataObject) -> None:
    changed = data.draw(st.dictionaries(st.sampled_from([item.field for item in made.items]), CELLS, max_size=4))
    cells = {**record(made), **changed}
    if passes(made, cells):
        assert accepts(json_schema(made), cells)
