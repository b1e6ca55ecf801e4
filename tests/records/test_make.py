"""From a change to records: which layouts it concerns, and what is added to it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

import kananame as kn
from kananame import history as h
from kananame.history import Change, Filer, History, wire
from kananame.history.changes import System
from kananame.model import Part
from kananame.record import Layout, layout, layouts, records
from kananame.record.make import concerns
from tests.records.story import HERE, REASONS, enrolled, known, options, steps, told


def of(event: str) -> tuple[tuple[Change, ...], History]:
    """Return the changes of an event of the story, and the history after it."""
    return next(step for step in steps() if step[1].last is not None and step[1].last.id == event)


@pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)
def test_a_layout_tells_of_its_own_changes_alone(made: Layout) -> None:
    found = {(one.system, one.part) for changes, after in steps() for one in changes if concerns(made, one, after)}
    assert found
    assert {system for system, _ in found} <= made.systems < frozenset(System)
    assert {part for _, part in found} <= made.parts


def test_a_layout_of_ones_own_tells_of_every_change() -> None:
    changes, after = of("e13")
    own = layout("jumin-joho")._replace(id="our-own", systems=frozenset(System))
    assert all(concerns(own, one, after) for one in changes)


def test_two_changes_that_make_one_record_make_it_once() -> None:
    start = h.ExistingRegister(
        id="e1", on=date(2025, 5, 26), register="r1", municipality=HERE, family="大野", head="1",
        members=(enrolled("1", "優子", "1980-01-01"),),
    )  # fmt: skip
    before = kn.apply(History(), start)
    after = kn.apply(before, h.FirstEntry(
        id="e2", on=date(2026, 8, 1), reason=h.EntryReason.NATURALISATION, person="9", given="花子", reading="ハナコ",
        birth=date(1990, 1, 1), register="r9", family="大野", family_reading="オオノ", municipality=HERE,
        residence=HERE, filers=(Filer("9"),),
    ))  # fmt: skip
    found = [one for one in kn.changes(before, after) if one.system is System.RESIDENT]
    assert {one.part for one in found} == {Part.FAMILY, Part.GIVEN}
    assert len(records(found, history=after)) == 1
    assert len(records(found, "ido-rireki", history=after)) == 2


def test_a_notice_goes_to_another_municipality() -> None:
    changes, after = of("e07")
    told_to = {record.person for record in records(changes, "kosekitsuchi-9-2", history=after)}
    assert told_to == {"3"}


def test_a_family_name_stands_once_in_its_register() -> None:
    changes, after = of("e07")
    assert [record.person for record in records(changes, "koseki-kisai", history=after)] == ["1"]


def test_one_change_is_enough() -> None:
    changes, after = of("e14")
    (one,) = [one for one in changes if one.system is System.RESIDENT]
    (record,) = records(one, layout("jumin-joho"), history=after)
    assert (record.person, record.event, record.ok) == ("4", "e14", True)


def test_the_caller_adds_what_the_history_does_not_know() -> None:
    changes, after = of("e09")
    assert {record.values["seibetsu"] for record in records(changes, history=after, more=known)} == {"1", "2"}
    for value in ("family-reading", "name-reading-print", "effective"):
        with pytest.raises(ValueError, match=f"'{value}' is what the history tells"):
            records(changes, history=after, more=lambda _, value=value: {value: "サトウ"})  # type: ignore[misc]


def test_the_same_again_is_the_same() -> None:
    for made in layouts():
        assert told(made) == told(made)


def test_the_callers_codes_are_used_and_nothing_else() -> None:
    with_codes = {record.values["idojiyu"] for record in told(layout("jumin-joho"))}
    assert with_codes == {REASONS["corrected"], REASONS["former-entered"]}
    changes, after = of("e14")
    assert {record.values["idojiyu"] for record in records(changes, history=after)} == {""}


def test_a_record_shows_nobodys_name_in_a_log() -> None:
    changes, after = of("e14")
    made = layout("jumin-joho")
    shown = repr(records(changes, made, history=after, options=options(made)))
    assert "大野" not in shown
    assert "ユイ" not in shown
    assert "event='e14'" in shown


@pytest.mark.parametrize(
    "first", ["import kananame.record", "from kananame.record import filler", "kn.records", "import kananame.history"]
)
def test_records_is_the_function_whatever_was_imported_first(first: str) -> None:
    code = f"import kananame as kn; {first}\nprint(kn.records((), history=kn.History()), kn.Record.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["()", "Record"]


def test_screening_does_not_import_records() -> None:
    code = "import sys, kananame as kn; kn.check('松浦', 'マツウラ'); print([m for m in sys.modules if 'record' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"


def test_a_change_knows_its_history_until_it_is_written() -> None:
    changes, after = of("e14")
    assert changes
    for change in changes:
        assert kn.records(change, layout="jumin-joho") == records(change, "jumin-joho", history=after)
        written = wire.from_dict(Change, wire.to_dict(change))
        assert (written, written.history) == (change, None)
        with pytest.raises(ValueError, match="pass history="):
            records(written)
    assert records(()) == ()
