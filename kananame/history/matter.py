"""One event before one history: what its handler asks, and what it makes (事件)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kananame.errors import InvalidEvent
from kananame.history.acts import ACTS, Act
from kananame.history.entry import Capacity, Decision, Entry, Origin, standing
from kananame.history.event import Channel, Event
from kananame.history.filers import Choice, choices, couple
from kananame.history.guards import Case, guarded
from kananame.history.refusal import refusal
from kananame.history.screening import report_of, screened
from kananame.history.state import History, Membership, Person, Register, Residence, Seat, View
from kananame.model import Part, Report
from kananame.rulebook import Rulebook
from kananame.text import fold

GENERAL = "KOSEKI_13_1_2"
"""The provision that readings are items of the register: broken by what names no register or person."""


class Matter(NamedTuple):
    """An event, the history it comes to, and the rulebook of its day."""

    history: History
    event: Event
    book: Rulebook

    @property
    def view(self) -> View:
        """What holds on the day of the event."""
        return self.history.as_of(self.event.on)

    @property
    def settings(self) -> Mapping[str, str]:
        """What the book does on open points."""
        return self.book.settings

    def refused(self, code: str, provision: str = GENERAL, **params: str) -> InvalidEvent:
        """Return the refusal of the event."""
        return refusal(code, provision, self.event.id, **params)

    def register(self, name: str) -> Register:
        """Return a register in which somebody is; raise ``register-unknown``, ``register-closed``."""
        found = self.history.registers.get(name)
        if found is None:
            raise self.refused("register-unknown", register=name)
        if not self.view.is_open(found):
            raise self.refused("register-closed", "PAST_REGISTERS", register=name)
        return found

    def person(self, name: str) -> Person:
        """Return a person who is in a register; raise ``person-unknown``, ``person-removed``."""
        found = self.history.persons.get(name)
        if found is None:
            raise self.refused("person-unknown", person=name)
        if self.view.register_of(name) is None:
            raise self.refused("person-removed", "KOSEKI_23", person=name)
        return found

    def new_register(self, name: str) -> None:
        """Raise ``id-missing``, ``register-known`` unless a register can be made under an id."""
        if not name:
            raise self.refused("id-missing")
        if self.history.registers.get(name) is not None:
            raise self.refused("register-known", register=name)

    def new_person(self, name: str) -> None:
        """Raise ``id-missing``, ``person-known`` unless a person can come to be known under an id."""
        if not name:
            raise self.refused("id-missing")
        if self.history.persons.get(name) is not None:
            raise self.refused("person-known", person=name)

    def seat(self, register: str, municipality: str, provision: str = GENERAL, left: str = "") -> Seat:
        """Return where a register is kept from now on; raise ``municipality-missing`` for nowhere, or the one left."""
        if municipality in {"", left}:
            raise self.refused("municipality-missing", provision, register=register)
        return Seat(municipality, self.event.on, self.event.known, self.event.id)

    def in_order(self, facts: Sequence[Membership | Residence | Seat], provision: str = "KOSEKI_24") -> None:
        """Raise ``entry-later`` when the newest of some facts holds from a later day than the event."""
        if facts and facts[-1].effective > self.event.on:
            raise self.refused("entry-later", provision, day=facts[-1].effective.isoformat())

    def subject(self, part: str, name: str) -> Register | Person:
        """Return whose part of a name it is: a register for a family name, a person for the others."""
        if part not in {Part.FAMILY, Part.GIVEN}:
            raise self.refused("unknown-part", part=str(part))
        return self.register(name) if part == Part.FAMILY else self.person(name)

    def case(self, act: Act, entries: tuple[Entry, ...], first: str = "") -> Case:
        """Return the case of an act on some entries; ``first`` is a filing that waits and was filed before."""
        return Case(act, entries, standing(entries), self.event.on, self.settings, self.event.id, first)

    def allowed(self, act: str, entries: tuple[Entry, ...], first: str = "") -> Case:
        """Return the case of an act that may be done; raise what a guard finds."""
        case = self.case(ACTS[act], entries, first)
        found = guarded(case)
        if found is not None:
            raise found
        return case

    def allowed_on(self, act: str, subject: Register | Person) -> Case:
        """Return the case of an act that may be done to the name of a register or a person."""
        return self.allowed(act, subject.entries, self.view.filed_before(subject, self.event.id))

    def by_mayor(self, act: Act) -> None:
        """Raise ``filer-mayor`` when anybody else files: what the office does needs no filer."""
        if any(filer.capacity != Capacity.MAYOR for filer in self.event.filers):
            raise self.refused("filer-mayor", act.provision)

    def filed_by(self, act: Act, subject: Register | Person) -> None:
        """Raise unless those who file are those who may (R8, R9)."""
        if act.filers == "mayor":
            self.by_mayor(act)
            return
        may = choices(act, self.view, subject, self.settings)
        given = {(filer.person, filer.capacity) for filer in self.event.filers}
        if any(given >= {(filer.person, filer.capacity) for filer in choice} for choice in may if given or not choice):
            self._through_portal()
            return
        raise self._wrong_filers(act, may)

    def _wrong_filers(self, act: Act, may: tuple[Choice, ...]) -> InvalidEvent:
        """Return what is wrong with those who file."""
        given = self.event.filers
        persons = {filer.person for choice in may for filer in choice}
        who = "; ".join("+".join(f"{filer.person} ({filer.capacity})" for filer in choice) for choice in may)
        if not may:
            return self.refused("filer-nobody", act.provision)
        if not given:
            return self.refused("filer-missing", act.provision, who=who)
        if not {filer.person for filer in given} <= persons:
            return self.refused("filer-not-entitled", act.provision, who=who)
        if {filer.person for filer in given} < {filer.person for filer in may[0]} and len(may[0]) > 1:
            return self.refused("filers-together", act.provision, who=who)
        return self.refused("filer-capacity", "KOSEKI_31", who=who)

    def _through_portal(self) -> None:
        """Raise ``portal-other-register`` when a parent outside the child's register files through the portal (R9)."""
        if self.event.channel is not Channel.PORTAL:
            return
        for filer in self.event.filers:
            register = self.view.register_of(filer.person)
            acts_for = filer.capacity in {Capacity.PARENT, Capacity.GUARDIAN}
            if acts_for and register and filer.by not in couple(self.view, register):
                raise self.refused("portal-other-register", "FILING_PORTAL")

    def decided(self, act: Act, decision: Decision | None) -> None:
        """Raise ``court-missing``, ``permission-missing`` without the leave an act needs; ``decision-later``."""
        if decision is None:
            if act.needs == "court":
                raise self.refused("court-missing", act.provision)
            raise self.refused("permission-missing", act.provision)
        if decision.on > self.event.on:
            raise self.refused("decision-later", act.provision, day=decision.on.isoformat())

    def screened(self, case: Case, name: str, reading: str) -> Report:
        """Return the report of a reading that may be recorded; raise what screening finds, or that it is missing."""
        if not report_of(case.act, name, reading, self.book).reading:
            raise self.refused("event-reading-missing", case.act.provision)
        return screened(case, name, reading, self.book, self.event.evidence)

    def kana(self, reading: str, provision: str) -> str:
        """Return the kana of a reading that is only noted; raise that it is missing where nothing is left of it."""
        kana = fold(reading).kana
        if not kana:
            raise self.refused("event-reading-missing", provision)
        return kana

    def read(self, case: Case, name: str, reading: str, decision: Decision | None = None) -> Entry:
        """Return the entry of a reading that passed its screening; raise what :meth:`screened` raises."""
        report = self.screened(case, name, reading)
        return self.entry(case.act, name, report.reading, report, decision)

    def entry(
        self, act: Act, name: str, reading: str, report: Report | None = None, decision: Decision | None = None
    ) -> Entry:
        """Return the entry the event makes: of the origin of the act, with effect from the day of the event."""
        event = self.event
        return Entry(
            name, reading, act.origin or Origin.NONE, event.on, event.known, event.id, act.id, event.filers,
            event.evidence, decision, report,
        )  # fmt: skip
