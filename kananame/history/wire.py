"""Events, entries, changes, rights, lines and subjects as JSON-ready data and back (書式).

What stands in a field is taken from the type hints of its class, so a new type of event needs nothing here.  What is
given (events and what they hold) may leave out a field that has a default, and leaves it out when written; what is
answered has every field.
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from kananame import messages
from kananame.errors import InvalidEvent
from kananame.history.event import Event
from kananame.history.events import EVENTS
from kananame.model import Finding, Severity

T = TypeVar("T")
GIVEN: Final = True
TYPE: Final = "type"
"""The field that names the type of an event."""
NAMES: Final = {kind: name for name, kind in EVENTS.items()}
PROBLEMS: Final = {
    "json": "event-not-json",
    "type": "event-type-unknown",
    "unknown": "event-field-unknown",
    "missing": "event-field-missing",
    "wrong": "event-field-wrong",
}
HALF: Final = re.compile("[\ud800-\udfff]")
"""Half of a character: JSON can write it, no text holds it."""
_SHOWN = 60


class MalformedEvent(InvalidEvent):
    """What was to be an event, or another thing of a history, is not written as one; ``finding`` says what is wrong."""


class _Wrong(Exception):
    """A value that does not fit, and where: the steps from the value up to the whole."""

    def __init__(self, problem: str, expected: str = "", *steps: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.expected = expected
        self.steps = [*steps]

    def under(self, step: str) -> _Wrong:
        """Return the same with one step more."""
        self.steps.append(step)
        return self

    @property
    def path(self) -> str:
        """Where the value stands, as in ``members[0].birth``."""
        return "".join(reversed(self.steps)).removeprefix(".")[:_SHOWN]


Step = tuple[str, Callable[[Any], Any] | None, Any]
"""A field: its name, what writes it, and what it has by default."""


class Codec(NamedTuple):
    """How values of a type are read and written; ``dump`` is ``None`` where JSON has the value as it is."""

    load: Callable[[Any], Any]
    dump: Callable[[Any], Any] | None = None


def to_dict(value: object) -> dict[str, Any]:
    """Return an event, an entry, a change, a right, a line or a subject as JSON-ready data.

    Args:
        value: what is to be written; the schema is in ``docs/schema.md``.

    Raises:
        TypeError: for a value of a type that cannot be written.

    >>> from kananame.history import Filer, Withdrawal
    >>> to_dict(Withdrawal(id="e2", on=date(2026, 1, 5), filers=(Filer("p1"),), filing="e1"))["filing"]
    'e1'
    """
    dump = codec(Event if isinstance(value, Event) else type(value)).dump
    if dump is None:
        raise TypeError(f"{type(value).__name__} is not written as an object; pass an event, an entry or a subject")
    found: dict[str, Any] = dump(value)
    return found


def from_dict(kind: type[T], data: object) -> T:
    """Return what JSON-ready data say; the opposite of :func:`to_dict`.

    Args:
        kind: what they are to be: ``Event`` for any event, else the very class.
        data: a mapping as :func:`to_dict` makes it.

    Raises:
        MalformedEvent: for an unknown type or field, a field left out, a value of another type.

    >>> event = from_dict(Event, {"type": "withdrawal", "id": "e2", "on": "2026-01-05", "filing": "e1"})
    >>> type(event).__name__, event.on
    ('Withdrawal', datetime.date(2026, 1, 5))
    """
    try:
        found: T = codec(kind).load(data)
    except _Wrong as wrong:
        raise _malformed(wrong, data) from None
    return found


def read_event(line: bytes | str) -> Event:
    """Return the event that a line of JSON holds.

    Args:
        line: one object, as UTF-8 or as text.

    Raises:
        MalformedEvent: for what is no JSON object with every key once, and as :func:`from_dict`.
    """
    try:
        data = _decode(line if isinstance(line, str) else line.decode())
    except (ValueError, RecursionError):
        raise _malformed(_Wrong("json"), None) from None
    return from_dict(Event, data)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


_decode = json.JSONDecoder(object_pairs_hook=_unique).decode


def _malformed(wrong: _Wrong, data: object) -> MalformedEvent:
    """Return what is wrong as an error that names the event and the field, and repeats no value of it."""
    name = data.get("id", "") if isinstance(data, Mapping) else ""
    event = name if isinstance(name, str) and not HALF.search(name) else ""
    params = (("event", event), ("item", wrong.path), ("expected", wrong.expected))
    finding = Finding(PROBLEMS[wrong.problem], Severity.ERROR, "event", params=params)
    sentence = messages.advice(finding.code, "en", **dict(params))
    return MalformedEvent(f"{event}: {sentence}" if event else sentence, finding, event, verified=True)


def _codec(kind: Any, given: bool = False) -> Codec:  # noqa: ANN401, FBT001, FBT002 - any hint; cached by position
    """Return how values of a type hint are read and written; what is ``given`` leaves out what it has by default.

    Raises ``TypeError`` for a type that has no form here.
    """
    if kind in PLAIN:
        return PLAIN[kind]
    if kind is Event:
        return Codec(_load_event, _dump_event)
    if get_origin(kind) in {Union, types.UnionType}:
        (inner,) = (one for one in get_args(kind) if one is not type(None))
        return _optional(codec(inner, given))
    if get_origin(kind) is tuple and get_args(kind)[1:] == (...,):
        return _several(codec(get_args(kind)[0], given))
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _choice(kind)
    if is_named(kind) or is_dataclass(kind):
        return _object(kind, given)
    raise TypeError(f"{kind} has no form in JSON; use the types that other fields have")


codec: Final[Callable[..., Codec]] = cache(_codec)
"""The same, asked once for each type."""


def is_named(kind: object) -> bool:
    """Tell whether a type is a named tuple."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def _plain(kind: type, expected: str) -> Callable[[Any], Any]:
    def load(value: object) -> object:
        if type(value) is not kind:
            raise _Wrong("wrong", expected)
        return value

    return load


def _load_text(value: object) -> str:
    if type(value) is not str or (not value.isascii() and HALF.search(value)):
        raise _Wrong("wrong", "string")
    return value


def _load_number(value: object) -> float:
    if type(value) not in {int, float}:
        raise _Wrong("wrong", "number")
    return float(value)  # type: ignore[arg-type]


def _load_date(value: object) -> date:
    if type(value) is not str:
        raise _Wrong("wrong", "YYYY-MM-DD")
    return _date(value)


@lru_cache(maxsize=1 << 14)
def _date(text: str) -> date:
    """Return the date of a text; the same few thousand stand in most events."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise _Wrong("wrong", "YYYY-MM-DD") from None
    # 20260526 and 2026-W22-2 are dates of ISO 8601 too.
    if found.isoformat() != text:
        raise _Wrong("wrong", "YYYY-MM-DD")
    return found


def _load_finding(value: object) -> Finding:
    """Return a finding as :meth:`Finding.to_dict` writes it: a span, and parameters by name."""
    plain: _Plain = _object(_Plain).load({**value, "params": _pairs(value)} if isinstance(value, dict) else value)
    params = tuple((one.name, one.value) for one in plain.params)
    start, end = plain.span if len(plain.span or ()) == 2 else (None, None)  # type: ignore[misc]
    return Finding(plain.code, plain.severity, plain.field, start, end, params, plain.cite)


def _pairs(value: Mapping[str, Any]) -> object:
    params = value.get("params")
    return [{"name": name, "value": one} for name, one in params.items()] if isinstance(params, dict) else params


class _Param(NamedTuple):
    name: str
    value: str


class _Plain(NamedTuple):
    """The fields of a finding as they are written."""

    code: str
    severity: Severity
    field: str
    span: tuple[int, ...] | None
    params: tuple[_Param, ...]
    cite: str | None


def _optional(inner: Codec) -> Codec:
    load, dump = inner

    def load_some(value: object) -> object:
        return None if value is None else load(value)

    def dump_some(value: object) -> object:
        return None if value is None or dump is None else dump(value)

    return Codec(load_some, None if dump is None else dump_some)


def _several(inner: Codec) -> Codec:
    load, dump = inner

    def load_all(value: object) -> object:
        if type(value) is not list:
            raise _Wrong("wrong", "array")
        found = []
        for number, one in enumerate(value):
            try:
                found.append(load(one))
            except _Wrong as wrong:
                raise wrong.under(f"[{number}]") from None
        return tuple(found)

    return Codec(load_all, list if dump is None else lambda value: [dump(one) for one in value])


def _choice(kind: type[StrEnum]) -> Codec:
    members = {str(one): one for one in kind}
    expected = " | ".join(members)

    def load(value: object) -> StrEnum:
        found = members.get(value) if isinstance(value, str) else None
        if found is None:
            raise _Wrong("wrong", expected)
        return found

    return Codec(load, str)


def _object(kind: Any, given: bool = False) -> Codec:  # noqa: ANN401, FBT001, FBT002 - as codec
    """Return the codec of a named tuple or a dataclass: an object with its fields in their order."""
    hints = get_type_hints(kind)
    names = kind._fields if is_named(kind) else kind.__dataclass_fields__
    codecs = {name: codec(hints[name], given) for name in names}
    loads = {name: one.load for name, one in codecs.items()}
    defaults = _defaults(kind)
    required = loads.keys() - defaults.keys()

    def load(data: object) -> object:
        if not isinstance(data, dict):
            raise _Wrong("wrong", "object")
        found = {}
        for name, value in data.items():
            one = loads.get(name)
            if one is None:
                raise _Wrong("unknown", "", f".{name}")
            try:
                found[name] = one(value)
            except _Wrong as wrong:
                raise wrong.under(f".{name}") from None
        if not required <= found.keys():
            raise _Wrong("missing", "", f".{next(name for name in loads if name in required - found.keys())}")
        return kind(**found)

    own = getattr(kind, "to_dict", None)
    steps = tuple((name, one.dump, defaults.get(name, MISSING)) for name, one in codecs.items())
    return Codec(load, own or (_dumper_given(steps) if given else _dumper(steps)))


def _defaults(kind: Any) -> Mapping[str, Any]:  # noqa: ANN401 - a class of either sort
    """Return the values that fields have when they are left out."""
    if is_named(kind):
        found: Mapping[str, Any] = kind._field_defaults
        return found
    return {one.name: one.default for one in fields(kind) if one.default is not MISSING}


def _dumper(steps: Iterable[Step]) -> Callable[[Any], Any]:
    """Return what writes an object with every field."""
    plan = tuple((name, dump) for name, dump, _ in steps)

    def dump_all(value: object) -> dict[str, Any]:
        return {name: _written(getattr(value, name), dump) for name, dump in plan}

    return dump_all


def _dumper_given(steps: Iterable[Step]) -> Callable[[Any], Any]:
    """Return what writes an object without what it has by default."""
    plan = tuple(steps)

    def dump_given(value: object) -> dict[str, Any]:
        found = {}
        for name, dump, default in plan:
            one = getattr(value, name)
            if one is not default and one != default:
                found[name] = one if dump is None else dump(one)
        return found

    return dump_given


def _written(value: object, dump: Callable[[Any], Any] | None) -> object:
    return value if dump is None else dump(value)


def _load_event(data: object) -> Event:
    """Return an event of the type that its data name."""
    if not isinstance(data, dict):
        raise _Wrong("json")
    body = dict(data)
    name = body.pop(TYPE, None)
    if name is None:
        raise _Wrong("missing", "", TYPE)
    kind = EVENTS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise _Wrong("type", " | ".join(EVENTS), TYPE)
    found: Event = codec(kind, GIVEN).load(body)
    if not found.id:
        raise _Wrong("missing", "", "id")
    return found


def _dump_event(value: Event) -> dict[str, Any]:
    """Write an event with the name of its type before its fields."""
    dump = codec(type(value), GIVEN).dump
    name = NAMES.get(type(value))
    if dump is None or name is None:
        raise TypeError(f"{type(value).__name__} is no type of event that has a name; pass one of EVENTS")
    return {TYPE: name, **dump(value)}


PLAIN: Final[Mapping[Any, Codec]] = {
    str: Codec(_load_text),
    bool: Codec(_plain(bool, "true | false")),
    int: Codec(_plain(int, "integer")),
    float: Codec(_load_number),
    date: Codec(_load_date, date.isoformat),
    Finding: Codec(_load_finding, Finding.to_dict),
}
"""The types whose form is told here; all others are made of them."""
