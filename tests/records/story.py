"""One family's readings from the notice to a change of name, told in events: what golden files are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import kananame as kn
from kananame import history as h
from kananame.history import Change, Decision, Enrolled, Event, Evidence, Filer, History
from kananame.model import Part
from kananame.record import Layout, Options, Record, records

HERE, THERE = "131016", "271004"
LEAVE = Decision("東京法務局長", date(2026, 5, 26), "令和8年第1号")
COURT = Decision("東京家庭裁判所", date(2026, 9, 1), "令和8年(家)第1号")
REASONS = {"corrected": "91", "former-entered": "92"}
"""A caller's own codes: none is published."""
OPERATOR = {"sosashaid": "op01", "sosanengappi": "2026-11-23", "sosajikoku": "09:00:00"}


def enrolled(person: str, given: str, birth: str, home: str = HERE, **more: object) -> Enrolled:
    """Return a person of a register that is taken over."""
    fields = {"person": person, "given": given, "birth": date.fromisoformat(birth), "municipality": home, **more}
    return Enrolled(**fields)  # type: ignore[arg-type]


STORY: tuple[Event, ...] = (
    h.ExistingRegister(
        id="e01", on=date(2025, 5, 26), register="r1", municipality=HERE, family="髙橋", head="1", spouse="2",
        members=(
            enrolled("1", "一郎", "1970-04-01", household="h1", householder=True),
            enrolled("2", "花子", "1972-08-15", household="h1"),
            enrolled("3", "健", "2000-02-29", THERE, household="h2", householder=True),
        ),
    ),
    h.ExistingRegister(
        id="e02", on=date(2025, 5, 26), register="r2", municipality=THERE, family="大野", head="4",
        members=(enrolled("4", "優子", "1999-12-31", THERE, household="h3", householder=True),),
    ),
    h.Notice(
        id="e03", on=date(2025, 8, 1), register="r1", family="タカハシ",
        given=tuple(h.GivenReading(person=one, reading=kana) for one, kana in
                    (("1", "イチロウ"), ("2", "ハナコ"), ("3", "ケン"))),
    ),
    h.InitialFiling(
        id="e04", on=date(2025, 9, 10), filers=(Filer("1"),), part=Part.GIVEN, subject="1", reading="イチロウ",
    ),
    h.InitialFiling(
        id="e05", on=date(2025, 9, 11), filers=(Filer("4"),), part=Part.FAMILY, subject="r2", reading="オオノ",
    ),
    h.InitialFiling(
        id="e06", on=date(2025, 9, 11), filers=(Filer("4"),), part=Part.GIVEN, subject="4", reading="ユウコ",
    ),
    h.ExOfficioEntry(id="e07", on=date(2026, 6, 1), part=Part.FAMILY, subject="r1", permission=LEAVE),
    h.ExOfficioEntry(id="e08", on=date(2026, 6, 2), part=Part.GIVEN, subject="2", permission=LEAVE),
    h.FreeChange(
        id="e09", on=date(2026, 7, 15), recorded=date(2026, 7, 16), filers=(Filer("1"),), part=Part.FAMILY,
        subject="r1", reading="タカバシ", evidence=(Evidence("proof-of-use", "預金通帳"),),
    ),
    h.ExOfficioEntry(id="e10", on=date(2026, 8, 3), part=Part.GIVEN, subject="3", permission=LEAVE),
    h.Marriage(id="e11", on=date(2026, 9, 1), filers=(Filer("4"),), persons=("4", "3"), head="4", register="r2"),
    h.FormerFamilyFiling(
        id="e13", on=date(2026, 9, 3), filers=(Filer("3"),), person="3", name="髙橋", reading="タカバシ",
        evidence=(Evidence("proof-of-use", "旧姓の通帳"),),
    ),
    h.NameChange(
        id="e14", on=date(2026, 10, 1), filers=(Filer("4"),), part=Part.GIVEN, subject="4", name="結衣", reading="ユイ",
        court=COURT,
    ),
    h.Transfer(id="e15", on=date(2026, 10, 20), filers=(Filer("4"), Filer("3")), register="r2", municipality=HERE),
)  # fmt: skip


def steps() -> Iterator[tuple[tuple[Change, ...], History]]:
    """Yield what follows each event, and the history after it."""
    before = History()
    for event in STORY:
        after = kn.apply(before, event)
        # A register that is taken over is in all records already.
        yield () if isinstance(event, h.ExistingRegister) else kn.changes(before, after), after
        before = after


def known(person: str) -> dict[str, str]:
    """Return what the caller knows of a person."""
    return {"sex": "2" if person in {"2", "4"} else "1"}


def options(made: Layout) -> Options:
    """Return the options of a layout: an operator where it asks for one, the caller's codes and substitutes."""
    fields = {item.field for item in made.items}
    return Options(
        constants={field: cell for field, cell in OPERATOR.items() if field in fields},
        reasons=REASONS,
        substitutes={"髙": "高"},
    )


def told(made: Layout) -> list[Record]:
    """Return every record of a layout that the story calls for."""
    return [
        record
        for found, history in steps()
        for record in records(found, made, history=history, options=options(made), more=known)
    ]
