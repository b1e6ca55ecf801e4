"""Events and what a history holds, written and read: the same comes back, and what is wrong is named."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import MISSING, fields, replace
from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame import history as h
from kananame.history import wire
from kananame.history.events import EVENTS
from kananame.history.state import KINDS
from tests.history.story import EXAMPLES, told

TEXT = st.text(st.characters(codec="utf-8"), max_size=3)


LEAVES: dict[object, st.SearchStrategy[object]] = {str: TEXT, date: st.dates(), bool: st.booleans()}


def values(kind: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 (a type hint may be any form)
    """Return any values of a type hint."""
    if kind in LEAVES:
        return LEAVES[kind]
    if NoneType in get_args(kind):
        return st.none() | values(next(one for one in get_args(kind) if one is not NoneType))
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    return st.builds(kind, **{name: values(hint) for name, hint in get_type_hints(kind).items()})


def events(kind: type[h.Event]) -> st.SearchStrategy[h.Event]:
    """Return any events of a type; every event has an id."""
    return values(kind).map(lambda event: replace(event, id=f"e{event.id}"))


def through(kind: type, value: object) -> object:
    """Return a value that was written as JSON and read again."""
    return wire.from_dict(kind, json.loads(json.dumps(wire.to_dict(value))))


@pytest.mark.parametrize("name", EVENTS)
@given(data=st.data())
def test_every_type_of_event_comes_back(name: str, data: st.DataObject) -> None:
    event = data.draw(events(EVENTS[name]))
    written = wire.to_dict(event)
    assert written["type"] == name
    assert through(h.Event, event) == event
    assert wire.read_event(json.dumps(written, ensure_ascii=False).encode()) == event


def test_an_event_is_written_without_what_it_has_by_default() -> None:
    event = h.FreeChange(
        id="e1", on=date(2026, 7, 6), filers=(h.Filer("p1"),), part=kn.Part.FAMILY, subject="r1", reading="ヤマザキ"
    )
    assert wire.to_dict(event) == {
        "type": "free-change",
        "id": "e1",
        "on": "2026-07-06",
        "filers": [{"person": "p1"}],
        "part": "family",
        "subject": "r1",
        "reading": "ヤマザキ",
    }


def test_all_a_history_holds_comes_back() -> None:
    history = told(EXAMPLES)
    entries = [line.entry for line in kn.timeline(history)]
    assert any(entry.report and entry.report.findings for entry in entries)
    assert any(entry.decision for entry in entries)
    for entry in entries:
        assert through(h.Entry, entry) == entry
        assert list(wire.to_dict(entry)) == list(h.Entry._fields)
    for line in kn.timeline(history):
        assert through(h.Line, line) == line
    for kind, of in KINDS.items():
        for key in getattr(history, kind):
            subject = getattr(history, kind).get(key)
            assert through(of, subject) == subject


def test_changes_and_rights_come_back() -> None:
    before = told(EXAMPLES[:8])
    after = kn.apply(before, EXAMPLES[8])
    changes = kn.changes(before, after)
    rights = kn.rights(after, "p2", date(2026, 10, 1))
    assert changes
    assert any(right.reason for right in rights)
    assert [through(h.Change, change) for change in changes] == list(changes)
    assert [through(h.Right, right) for right in rights] == list(rights)


def test_a_filing_that_waits_comes_back() -> None:
    filing = replace(EXAMPLES[3], lodged=True)
    lodged = told([*EXAMPLES[:3], filing]).lodged.get(filing.id)
    assert lodged is not None
    assert through(KINDS["lodged"], lodged) == lodged


GOOD = {"type": "notice", "id": "e3", "on": "2025-08-01", "register": "r1", "family": "ヤマサキ"}


@pytest.mark.parametrize(
    ("change", "code", "item", "expected"),
    [
        ({"type": "wedding"}, "event-type-unknown", "type", " | ".join(EVENTS)),
        ({"type": ["notice"]}, "event-type-unknown", "type", " | ".join(EVENTS)),
        ({"type": None}, "event-field-missing", "type", ""),
        ({"register": None}, "event-field-wrong", "register", "string"),
        ({"id": ""}, "event-field-missing", "id", ""),
        ({"colour": "x"}, "event-field-unknown", "colour", ""),
        ({"on": "20250801"}, "event-field-wrong", "on", "YYYY-MM-DD"),
        ({"on": "2025-W31-5"}, "event-field-wrong", "on", "YYYY-MM-DD"),
        ({"on": "2025-02-29"}, "event-field-wrong", "on", "YYYY-MM-DD"),
        ({"on": 20250801}, "event-field-wrong", "on", "YYYY-MM-DD"),
        ({"lodged": 1}, "event-field-wrong", "lodged", "true | false"),
        ({"channel": "fax"}, "event-field-wrong", "channel", "counter | mail | portal | consulate"),
        ({"family": "\ud800"}, "event-field-wrong", "family", "string"),
        ({"given": {}}, "event-field-wrong", "given", "array"),
        ({"given": [{"person": "p1", "reading": "ア"}, []]}, "event-field-wrong", "given[1]", "object"),
        ({"given": [{"person": "p1"}]}, "event-field-missing", "given[0].reading", ""),
        ({"filers": [{"person": "p1", "as": "self"}]}, "event-field-unknown", "filers[0].as", ""),
        ({"filers": [{"capacity": 1}]}, "event-field-wrong", "filers[0].capacity", " | ".join(h.Capacity)),
    ],
)
def test_what_is_wrong_is_named_with_its_event_and_field(
    change: dict[str, Any], code: str, item: str, expected: str
) -> None:
    data = {**GOOD, **change}
    with pytest.raises(wire.MalformedEvent) as error:
        wire.from_dict(h.Event, data)
    finding = error.value.finding
    assert (error.value.code, finding.field, error.value.event) == (code, "event", data["id"])
    assert dict(finding.params) == {"event": data["id"], "item": item, "expected": expected}
    assert "ヤマサキ" not in str(error.value)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b'{"id": "e1", "id": "e2"}',
        b"\xff{}",
        "{}".encode("utf-16"),
        b"[" * 100_000,
        b"9" * 5000,
        b'{"id": "\xed\xa0\x80"}',
    ],
)
def test_a_line_that_is_no_object_is_refused(line: bytes) -> None:
    with pytest.raises(wire.MalformedEvent) as error:
        wire.read_event(line)
    assert (error.value.code, error.value.event) == ("event-not-json", "")


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.sampled_from([*EVENTS]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "id", "on", "filers", "part", "subject", "reading", "members", "permission"]), inner,
        max_size=6),
))  # fmt: skip
def test_no_data_lead_to_anything_but_an_event_or_what_is_wrong(data: object) -> None:
    with suppress(wire.MalformedEvent):
        event = wire.from_dict(h.Event, data)
        assert through(h.Event, event) == event


@pytest.mark.parametrize("name", EVENTS)
def test_a_field_that_has_no_default_has_to_be_there(name: str) -> None:
    for field in fields(EVENTS[name]):
        data: dict[str, Any] = {"type": name}
        required = [one.name for one in fields(EVENTS[name]) if one.default is MISSING]
        if field.name in required:
            data |= {one: None for one in required if one != field.name}
            with pytest.raises(wire.MalformedEvent):
                wire.from_dict(h.Event, data)


class _Odd(NamedTuple):
    where: complex


def test_a_type_that_has_no_form_is_said() -> None:
    with pytest.raises(TypeError, match="no form in JSON"):
        wire.to_dict(_Odd(1j))
    with pytest.raises(TypeError, match="not written as an object"):
        wire.to_dict("e1")


def test_every_type_of_event_has_one_name() -> None:
    assert len(wire.NAMES) == len(EVENTS)
    with pytest.raises(TypeError, match="no type of event"):
        wire.to_dict(h.Event(id="e1", on=date(2026, 1, 1)))
