"""docs/schema.md on histories: every type of event with its fields, and real answers held against the page."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from kananame.cli.app import run
from kananame.history import Capacity, Channel, EntryReason, Event, Form, KeptNameReason, Origin, RemovalReason, System
from kananame.history.entry import EVIDENCE
from kananame.history.events import EVENTS, Enrolled, Taken
from tests.history.story import FILE
from tests.io.test_schema import PAGE, codes, faults

COMMON = [field.name for field in fields(Event)]
ROW = re.compile(r"^\| ((?:`[\w-]+`(?:, )?)+) \| (.+?) \| (.+?) \|", re.MULTILINE)


def table(heading: str) -> dict[str, tuple[str, str]]:
    """Return the rows of the table under a heading of the page: type and meaning by name."""
    found = ROW.findall(PAGE.partition(f"\n#### {heading}")[2].partition("\n##")[0])
    return {name: (kind, said) for names, kind, said in found for name in re.findall("`([^`]+)`", names)}


def of_class(kind: type[Any], *, required: bool) -> list[str]:
    """Return the fields of a class that have to be there, or that may be left out."""
    return [one.name for one in fields(kind) if one.name not in COMMON and (one.default is MISSING) == required]


def listed(text: str) -> tuple[list[str], list[str]]:
    """Return the fields that a row lists as required, and those in brackets."""
    required, _, more = re.sub("[（(]", "(", text).partition("(")
    return re.findall("`(\\w+)`", required), re.findall("`(\\w+)`", more)


def test_the_page_lists_what_every_event_has() -> None:
    assert [*table("すべての事件の項目")] == ["type", *COMMON]


def test_the_page_lists_every_type_with_its_fields() -> None:
    types = table("事件の種類")
    assert [*types] == [*EVENTS]
    for name, kind in EVENTS.items():
        assert listed(types[name][0]) == (of_class(kind, required=True), of_class(kind, required=False))


def test_the_page_explains_every_field() -> None:
    used = {one.name for kind in EVENTS.values() for one in fields(kind)} - {*COMMON}
    assert {*table("種類ごとの項目")} == used


@pytest.mark.parametrize(("name", "kind"), [("enrolled", Enrolled), ("taken", Taken)])
def test_the_page_lists_what_events_hold(name: str, kind: type[Any]) -> None:
    line = next(rest for one in PAGE.splitlines() for head, _, rest in [one.partition(": ")] if head == f"- `{name}`")
    assert listed(line) == (of_class(kind, required=True), of_class(kind, required=False))


def test_the_page_lists_every_choice() -> None:
    said = {name: {*re.findall("`([\\w-]+)`", text)} for name, (_, text) in table("種類ごとの項目").items()}
    assert said["form"] == {*Form}
    assert said["reason"] - {"first-entry", "kept-name", "removal"} == {*EntryReason, *KeptNameReason, *RemovalReason}
    assert {*re.findall("`([a-z]+)`", table("すべての事件の項目")["channel"][1])} == {*Channel}
    assert codes("filer", "capacity") == {*Capacity}
    assert codes("proof", "kind") == {*EVIDENCE}
    assert codes("entry", "origin") == {*Origin}
    assert codes("change", "system") == {*System}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("schema") / "town.ledger")
    assert run(["history", "apply", path, str(FILE)]) == 1
    return path


@pytest.mark.parametrize(
    ("args", "shape"),
    [
        ("apply LEDGER EVENTS", "outcome"),
        ("show LEDGER --person p4", "standing"),
        ("show LEDGER --register r1 --on 2026-10-01 --known 2026-07-01", "standing"),
        ("timeline LEDGER --person p3", "recorded"),
        ("rights LEDGER --person p4 --on 2026-10-01", "right"),
        ("changes LEDGER", "change"),
        ("verify LEDGER", "counts"),
    ],
)
def test_an_answer_is_as_documented(ledger: str, capsys: pytest.CaptureFixture[str], args: str, shape: str) -> None:
    name, *rest = args.split()
    run(["history", name, *({"LEDGER": ledger, "EVENTS": str(FILE)}.get(one, one) for one in rest), "--json"])
    out = capsys.readouterr().out
    lines = out.splitlines() if name in {"apply", "changes"} else [out]
    answers = [
        one for line in lines for found in [json.loads(line)] for one in (found if isinstance(found, list) else [found])
    ]
    assert answers
    assert [fault for answer in answers for fault in faults(answer, shape)] == []


def test_the_example_is_named() -> None:
    assert f"docs/examples/{FILE.name}" in PAGE
    assert Path(FILE).is_file()
