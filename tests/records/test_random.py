"""Random histories: no record leaves with a wrong item or an uncertified reading, and every record reads back."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kananame.history import Change, History
from kananame.history.changes import System
from kananame.model import Part
from kananame.record import (
    VALUES,
    Layout,
    Record,
    checker,
    facts_of_change,
    facts_of_person,
    facts_of_record,
    filler,
    layouts,
    parser,
    records,
)
from kananame.record.layout import NO_LIMIT, need
from kananame.record.values import PAIRS, STATUS_OF
from tests.records.drawn import Drawn
from tests.records.story import known, options

EVERY = pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)
SEEDS = st.integers(0, 1 << 20)
FEW = settings(max_examples=12, deadline=None)
ROWS = {System.RESIDENT, System.HOUSEHOLDER}
OF_HISTORY = [name for name, value in VALUES.items() if value.origin == "history"]


def told(made: Layout, seed: int, length: int = 60) -> list[tuple[Record, Change, History]]:
    """Return the records of a random history, each with its change and the history after it."""
    return [
        (record, change, after)
        for _, changes, after in Drawn(seed).steps(length)
        for change in changes
        for record in records(change, made, history=after, options=options(made), more=known)
    ]


def breaks(made: Layout, record: Record) -> list[str]:
    """Return the items that are not as the layout has them, told in a plain way and without its own check."""
    values = {item.fill: cell for item, cell in zip(made.items, record.cells, strict=True)
              if cell != item.words.get("", "")}  # fmt: skip
    wrong = []
    for item, cell in zip(made.items, record.cells, strict=True):
        if not cell:
            wrong += [item.name] * need(item.need).holds(values)
            continue
        whole = f"(?:{item.type.pattern})*" if item.type.counted else item.type.pattern
        fits = item.length == NO_LIMIT or len(re.sub("[\U000e0100-\U000e01ef]", "", cell)) <= item.length
        one_of = not item.codes or cell in item.codes
        pair = item.fill not in PAIRS or re.fullmatch("[^\u3000]+\u3000[^\u3000]+", cell)
        if not (re.fullmatch(whole, cell) and fits and one_of and pair and cell == cell.strip("\u3000 ")):
            wrong.append(item.name)
    return wrong


@EVERY
@FEW
@given(seed=SEEDS)
def test_no_record_leaves_with_an_item_that_fails_its_layout(made: Layout, seed: int) -> None:
    check = checker(made, options(made))
    for record, _, _ in told(made, seed):
        assert not (record.ok and breaks(made, record))
        found = {finding.code for finding in check(record.cells)}
        assert found == {finding.code for finding in record.findings if finding.field == "item"} - {
            "reading-uncertified"
        }


@EVERY
@FEW
@given(seed=SEEDS)
def test_only_certified_readings_fill_certified_items(made: Layout, seed: int) -> None:
    for record, change, after in told(made, seed):
        view = after.view()
        certified = {part: entry.certified_reading if (entry := view.entry(change.person, part)) else ""
                     for part in (Part.FAMILY, Part.GIVEN, Part.FORMER_FAMILY)}  # fmt: skip
        for item, cell in zip(made.items, record.cells, strict=True):
            part = item.fill.removesuffix("-reading")
            if item.fill in STATUS_OF and part in certified:
                assert cell == certified[Part(part)]
            if item.fill in {"before-reading", "after-reading"}:
                entry = change.before if item.fill.startswith("before") else change.after
                assert cell == (entry.certified_reading if entry else "")


@EVERY
@FEW
@given(seed=SEEDS)
def test_what_was_written_reads_back(made: Layout, seed: int) -> None:
    chosen = options(made)
    read, fill = parser(made, chosen), filler(made, chosen)
    for record, _, _ in told(made, seed):
        by_name = {item.name: cell for item, cell in zip(made.items, record.cells, strict=True)}
        for row in (record.cells, record.values, by_name):
            again = read(row)
            assert (again.cells, again.person, again.ok) == (record.cells, record.person, record.ok)
        assert fill(facts_of_record(again)).cells == record.cells


@FEW
@given(seed=SEEDS)
def test_history_numbers_go_up_and_tell_the_same_from_either_side(seed: int) -> None:
    numbers: dict[str, int] = defaultdict(int)
    for _, changes, after in Drawn(seed).steps(80):
        for person in dict.fromkeys(change.person for change in changes if change.system in ROWS):
            number = int(facts_of_person(after, person)["history-number"])
            assert number > numbers[person]
            numbers[person] = number
        for change in changes:
            told, stands = facts_of_change(change, after), facts_of_person(after, change.person)
            assert {name: told[name] for name in OF_HISTORY} == {name: stands[name] for name in OF_HISTORY}


@FEW
@given(seed=SEEDS)
def test_the_past_is_told_as_it_was(seed: int) -> None:
    drawn = Drawn(seed)
    end = drawn.today
    for _ in drawn.steps(50):
        end = drawn.today
    before = {person: facts_of_person(drawn.history, person) for person in drawn.history.persons}
    drawn.today += timedelta(1)
    for _, _, after in drawn.steps(20):
        for person, was in before.items():
            past, now = facts_of_person(after, person, end, end), facts_of_person(after, person)
            changed = past["history-number"] != now["history-number"]
            assert past == {**was, "newest": "0" if changed else "1"}
