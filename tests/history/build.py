"""Two registers to tell stories with, and short words for what happens to them.

r1: 山崎 一郎 (p1, head), his wife 花子 (p2), their children 健 (p3, of age, living elsewhere), 幸子 (p4, 15 on
2025-07-01, 18 on 2028-07-01) and 翔 (p5, a child).  r2: 佐藤 太郎 (p6, head, a widower) and his daughter 恵子 (p7, of
age).  No reading is recorded yet.
"""

# ruff: noqa: ANN401 - a builder passes on whatever fields its event has

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any, TypeVar

import pytest

from kananame import history as h
from kananame.errors import InvalidEvent
from kananame.history import Capacity, Decision, Enrolled, EntryReason, Event, Evidence, Filer, History, apply
from kananame.model import Part
from kananame.rulebook import Rulebook, rulebook

E = TypeVar("E", bound=Event)
By = str | Filer | tuple[str | Filer, ...]

START, LAST, AFTER = "2025-05-26", "2026-05-25", "2026-05-26"
HERE, THERE, ELSEWHERE = "131016", "271004", "011002"
COURT = Decision("東京家庭裁判所", date(2025, 5, 26), "令和7年(家)第1号")
LEAVE = Decision("東京法務局長", date(2025, 5, 26), "令和7年第1号")
PUBLICATION = Evidence("publication", "新聞の記事")
USE = Evidence("proof-of-use", "預金通帳")
PARENT, GUARDIAN = Capacity.PARENT, Capacity.GUARDIAN
NUMBERS = count(1)


def day(text: str | date) -> date:
    """Return a date as it is written."""
    return text if isinstance(text, date) else date.fromisoformat(text)


def filers(by: By) -> tuple[Filer, ...]:
    """Return who files: ids stand for persons who file for themselves."""
    several = by if isinstance(by, tuple) and not isinstance(by, Filer) else (by,)
    return tuple(one if isinstance(one, Filer) else Filer(one) for one in several if one)


def at(kind: type[E], on: str | date, by: By = "", **fields: Any) -> E:
    """Return an event of a day, with an id of its own unless one is given."""
    days = {name: day(fields[name]) for name in ("recorded", "birth", "since") if fields.get(name)}
    return kind(**{"id": f"e{next(NUMBERS)}", "on": day(on), "filers": filers(by), **fields, **days})


def part_of(subject: str) -> Part:
    """Return the part of a name that a subject has: registers are called r…, persons p…."""
    return Part.FAMILY if subject.startswith("r") else Part.GIVEN


def enrolled(person: str, given: str, birth: str, **more: Any) -> Enrolled:
    """Return a person of a register that is taken over, living where the register is kept."""
    return Enrolled(person=person, given=given, birth=day(birth), **{"municipality": HERE, **more})


YAMAZAKI = at(
    h.ExistingRegister, START, id="r1", register="r1", municipality=HERE, family="山崎", head="p1", spouse="p2",
    members=(
        enrolled("p1", "一郎", "1970-04-01", household="h1", householder=True),
        enrolled("p2", "花子", "1972-08-15", household="h1"),
        enrolled("p3", "健", "2000-04-01", municipality=THERE),
        enrolled("p4", "幸子", "2010-07-01", household="h1"),
        enrolled("p5", "翔", "2018-01-10", household="h1"),
    ),
)  # fmt: skip
SATO = at(
    h.ExistingRegister, START, id="r2", register="r2", municipality=THERE, family="佐藤", head="p6",
    members=(enrolled("p6", "太郎", "1950-01-01", municipality=THERE), enrolled("p7", "恵子", "1999-12-31")),
)  # fmt: skip


def after(*events: Event, book: Rulebook | None = None, start: History | None = None) -> History:
    """Return the history after some events, one by one."""
    history = History() if start is None else start
    for event in events:
        history = apply(history, event, book)
    return history


def told(*events: Event, **settings: str) -> History:
    """Return the history of both registers after some events."""
    return after(YAMAZAKI, SATO, *events, book=book(**settings))


def book(**settings: str) -> Rulebook:
    """Return the newest rulebook with settings; their names are written with underscores."""
    return rulebook(settings={name.replace("_", "-"): choice for name, choice in settings.items()})


def refused(
    history: History, event: Event, settings: Mapping[str, str] | None = None, edition: date | None = None
) -> InvalidEvent:
    """Return why an event is refused; the history stays as it was."""
    before = picture(history)
    with pytest.raises(InvalidEvent) as caught:
        apply(history, event, rulebook(edition, settings=settings))
    assert picture(history) == before
    assert caught.value.event == event.id
    return caught.value


def why(history: History, event: Event, settings: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Return the code and the provision with which an event is refused."""
    error = refused(history, event, settings)
    return error.code, error.provision


def picture(history: History) -> tuple[dict[str, Any], ...]:
    """Return all that a history holds, as plain data that no later event can reach."""
    shelves = (history.registers, history.persons, history.households, history.lodged, history.events)
    return tuple({key: shelf.get(key) for key in shelf} for shelf in shelves)


def reading(history: History, subject: str, on: str | date = date.max, known: str | date = date.max) -> str:
    """Return the reading that stands for a register or a person, with its origin: ``"ヤマザキ filing"``."""
    view = history.as_of(day(on), day(known))
    entry = view.family(subject) if part_of(subject) is Part.FAMILY else view.given(subject)
    return f"{entry.reading} {entry.origin}".strip() if entry else "nothing"


def place(history: History, person: str) -> str:
    """Return the id of the register a person is in."""
    register = history.view().register_of(person)
    return register.id if register else ""


def notice(on: str = "2025-07-20", register: str = "r1", family: str = "ヤマサキ", **given: str) -> h.Notice:
    """Return the notice of a register; readings of given names go by the person."""
    several = tuple(h.GivenReading(person=person, reading=kana) for person, kana in given.items())
    return at(h.Notice, on, register=register, family=family, given=several)


def filing(on: str | date, subject: str, kana: str, by: By, **more: Any) -> h.InitialFiling:
    """Return a first filing of a reading."""
    return at(h.InitialFiling, on, by, part=part_of(subject), subject=subject, reading=kana, **more)


def ex_officio(on: str | date, subject: str, kana: str = "", **more: Any) -> h.ExOfficioEntry:
    """Return an entry ex officio with the bureau's leave."""
    fields = {"permission": LEAVE, **more}
    return at(h.ExOfficioEntry, on, part=part_of(subject), subject=subject, reading=kana, **fields)


def free_change(on: str | date, subject: str, kana: str, by: By, **more: Any) -> h.FreeChange:
    """Return the one change without a court."""
    return at(h.FreeChange, on, by, part=part_of(subject), subject=subject, reading=kana, **more)


def court_change(on: str | date, subject: str, kana: str, by: By, **more: Any) -> h.CourtReadingChange:
    """Return a change of the reading alone, with the court's leave."""
    fields = {"court": COURT, **more}
    return at(h.CourtReadingChange, on, by, part=part_of(subject), subject=subject, reading=kana, **fields)


def renamed(on: str | date, subject: str, name: str, kana: str, by: By, **more: Any) -> h.NameChange:
    """Return a change of a name with its reading, with the court's leave."""
    fields = {"court": COURT, **more}
    return at(h.NameChange, on, by, part=part_of(subject), subject=subject, name=name, reading=kana, **fields)


def birth(on: str | date, person: str, given: str, kana: str, register: str = "r1", **more: Any) -> h.FirstEntry:
    """Return a birth that the father reports."""
    fields = {"reason": EntryReason.BIRTH, "birth": on, "residence": HERE, "by": "p1", **more}
    return at(h.FirstEntry, on, person=person, given=given, reading=kana, register=register, **fields)


def death(on: str | date, person: str, **more: Any) -> h.Removal:
    """Return a death."""
    return at(h.Removal, on, person=person, reason=h.RemovalReason.DEATH, **more)


def explained(on: str | date, subject: str, kana: str, by: By, **more: Any) -> h.Explanation:
    """Return the explanation of a reading that is held; without a reading of that one."""
    return at(h.Explanation, on, by, part=part_of(subject), subject=subject, reading=kana, **more)


def corrected(on: str | date, subject: str, entry: str, kana: str, **more: Any) -> h.Correction:
    """Return a correction of the entry an event made, with leave."""
    fields = {"permission": LEAVE, **more}
    return at(h.Correction, on, part=part_of(subject), subject=subject, entry=entry, reading=kana, **fields)


def married(on: str | date, head: str, *others: str, register: str = "r3", **more: Any) -> h.Marriage:
    """Return a marriage in which the others take the name of one, who files."""
    fields = {"by": head, "municipality": HERE, **more}
    return at(h.Marriage, on, persons=(head, *others), head=head, register=register, **fields)


def divorced(on: str | date, person: str, register: str, **more: Any) -> h.Divorce:
    """Return a divorce after which a person goes back, or to a register of his or her own."""
    fields = {"by": person, "municipality": HERE, **more}
    return at(h.Divorce, on, person=person, register=register, **fields)


def name_kept(on: str | date, person: str, register: str, reason: str = "divorce", **more: Any) -> h.KeptName:
    """Return the filing by which a person keeps the name borne before."""
    fields = {"by": person, "municipality": HERE, **more}
    return at(h.KeptName, on, reason=h.KeptNameReason(reason), person=person, register=register, **fields)


def adopted(on: str | date, adopter: str, *persons: str, register: str, **more: Any) -> h.Adoption:
    """Return an adoption that the adopter files."""
    fields = {"by": adopter, "municipality": HERE, **more}
    return at(h.Adoption, on, persons=persons, adopter=adopter, register=register, **fields)


def adoption_ended(on: str | date, person: str, register: str, **more: Any) -> h.AdoptionEnd:
    """Return the end of an adoption."""
    fields = {"by": person, "municipality": HERE, **more}
    return at(h.AdoptionEnd, on, person=person, register=register, **fields)


def entered(on: str | date, person: str, register: str, **more: Any) -> h.RegisterEntry:
    """Return the entry of a person into the register of a parent."""
    return at(h.RegisterEntry, on, person=person, register=register, **{"by": person, **more})


def separated(on: str | date, person: str, register: str = "r3", **more: Any) -> h.Separation:
    """Return the separation of a person, who files."""
    fields = {"by": person, "municipality": THERE, **more}
    return at(h.Separation, on, person=person, register=register, **fields)


def transferred(on: str | date, register: str = "r1", municipality: str = THERE, by: By = ("p1", "p2")) -> h.Transfer:
    """Return the transfer of a register."""
    return at(h.Transfer, on, by, register=register, municipality=municipality)


def moved(on: str | date, person: str, municipality: str, **more: Any) -> h.Move:
    """Return a move."""
    return at(h.Move, on, person=person, municipality=municipality, **more)


def former(on: str | date, person: str, name: str, kana: str, **more: Any) -> h.FormerFamilyFiling:
    """Return the filing of a former family name with its reading, or of its reading alone."""
    return at(h.FormerFamilyFiling, on, person=person, name=name, reading=kana, **{"by": person, **more})


def former_change(on: str | date, person: str, name: str, kana: str, **more: Any) -> h.FormerFamilyChange:
    """Return the change of a former family name or its reading."""
    return at(h.FormerFamilyChange, on, person=person, name=name, reading=kana, **{"by": person, **more})


def accepted(on: str | date, filing: str, **more: Any) -> h.Acceptance:
    """Return the acceptance of a filing that waits."""
    return at(h.Acceptance, on, filing=filing, **more)


def amended(on: str | date, filing: str, kana: str, by: By, **more: Any) -> h.Amendment:
    """Return the amendment of a filing that waits."""
    return at(h.Amendment, on, by, filing=filing, reading=kana, **more)


def withdrawn(on: str | date, filing: str, by: By, **more: Any) -> h.Withdrawal:
    """Return the withdrawal of a filing that waits."""
    return at(h.Withdrawal, on, by, filing=filing, **more)


def foreign_name(on: str | date, person: str, register: str, name: str, kana: str, **more: Any) -> h.ForeignNameChange:
    """Return the filing by which a person takes the name of a foreign spouse."""
    fields = {"by": person, "municipality": HERE, **more}
    return at(h.ForeignNameChange, on, person=person, register=register, name=name, reading=kana, **fields)
