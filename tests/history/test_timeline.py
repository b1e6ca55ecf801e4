"""The timeline: every entry with what it rests on, in the order it was recorded."""

from __future__ import annotations

import pytest

from kananame._tables.acts import ACTS
from kananame._tables.provisions import PROVISIONS
from kananame.history import History, Line, timeline
from tests.history import build as b
from tests.history.build import told

STORY = told(
    b.notice(p3="ケン"),
    b.filing("2025-06-10", "r1", "ヤマザキ", "p1", recorded="2025-09-01", id="filed"),
    b.former("2025-09-02", "p3", "高橋", "タカハシ"),
    b.married("2025-10-01", "p3", "p7"),
    b.corrected("2025-11-01", "r1", "filed", "ヤマサキ"),
    b.ex_officio("2026-06-10", "p3"),
    b.death("2026-07-01", "p6"),
)


def said(lines: tuple[Line, ...]) -> list[str]:
    return [
        f"{line.entry.recorded} {line.subject} {line.part} {line.entry.reading} {line.entry.origin}" for line in lines
    ]


def test_the_life_of_a_person_is_told_with_the_registers_been_in() -> None:
    assert said(timeline(STORY, "p3")) == [
        "2025-05-26 r1 family  none",
        "2025-05-26 p3 given  none",
        "2025-07-20 r1 family ヤマサキ notice",
        "2025-07-20 p3 given ケン notice",
        "2025-09-01 r1 family ヤマザキ filing",
        "2025-09-02 p3 former-family タカハシ filing",
        "2025-10-01 r3 family ヤマザキ filing",
        "2025-11-01 r1 family ヤマサキ filing",
        "2026-06-10 p3 given ケン ex-officio",
    ]


def test_without_a_person_everything_is_told() -> None:
    lines = timeline(STORY)
    held = [*STORY.registers, *STORY.persons]
    assert {line.subject for line in lines} == set(held)
    families = sum(len(one.entries) for name in STORY.registers if (one := STORY.registers.get(name)))
    others = [
        len(person.entries + person.former.entries) for name in STORY.persons if (person := STORY.persons.get(name))
    ]
    assert len(lines) == families + sum(others)
    assert [line.entry.recorded for line in lines] == sorted(line.entry.recorded for line in lines)


def test_who_left_is_told_and_who_never_came_is_not() -> None:
    assert {line.subject for line in timeline(STORY, "p7")} == {"r2", "r3", "p7"}
    assert {line.subject for line in timeline(STORY, "p6")} == {"r2", "p6"}


def test_every_line_names_its_provision_and_its_source() -> None:
    for line in timeline(STORY):
        assert line.article == PROVISIONS[line.entry.provision][0]
        assert line.source == ACTS[line.entry.act][-1] != ""


def test_an_unknown_person_has_no_timeline() -> None:
    with pytest.raises(ValueError, match="no person 'p99'"):
        timeline(History(), "p99")
