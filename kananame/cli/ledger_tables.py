"""What the history of a ledger looks like in a console: tables, and events that were refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from kananame import messages
from kananame.cli.console import aligned, console, put, visible
from kananame.errors import InvalidEvent
from kananame.history import Change, Entry, Filer, Line, Right, View
from kananame.model import Finding, Part
from kananame.rules.provisions import PROVISIONS


class Held(NamedTuple):
    """A part of a name that holds; ``subject`` is the id of a register for a family name, else of a person."""

    subject: str
    part: Part
    entry: Entry


class Standing(NamedTuple):
    """Where a person or a register stands, and the parts of the names that hold there."""

    registry: str
    residence: str
    household: str
    in_register: str
    members: tuple[str, ...]
    entries: tuple[Held, ...]


def standing(view: View, *, person: str | None, register: str | None) -> Standing:
    """Return what holds for a person, or for a register with its members."""
    own = view.register_of(person) if person is not None else view.history.registers.get(register or "")
    name = own.id if own else ""
    persons = (person,) if person is not None else view.members(name)
    home = view.residence(person) if person is not None else None
    family = view.family(name)
    held = [Held(name, Part.FAMILY, family)] if family else []
    for one in persons:
        for part in (Part.GIVEN, Part.FORMER_FAMILY):
            entry = view.entry(one, part)
            held += [Held(one, part, entry)] if entry else []
    residence, household = (home.municipality, home.household) if home else ("", "")
    return Standing(view.registry(name), residence, household, name, view.members(name), tuple(held))


def show(found: Standing, lang: str) -> None:
    """Print what holds."""
    out = console(err=False)
    facts = aligned(heading=False)
    for code, value in (
        ("history-register", found.in_register),
        ("history-registry", found.registry),
        ("history-members", messages.COMMA[lang].join(found.members)),
        ("history-residence", found.residence),
        ("history-household", found.household),
    ):
        if value:
            facts.add_row(messages.text(code, lang), visible(value))
    put(out, facts)
    if not found.entries:
        out.print(messages.text("history-nothing", lang))
        return
    out.print()
    page = headed(
        (
            "history-subject",
            "history-part",
            "history-name",
            "history-reading",
            "history-cause",
            "history-since",
            "history-provision",
        ),
        lang,
    )
    for subject, part, entry in found.entries:
        ground = article(entry.provision, entry.verified)
        page.add_row(visible(subject), *named(part, entry, lang), str(entry.effective), ground)
    put(out, page)
    note(out, (held.entry.verified for held in found.entries), lang)


def show_timeline(lines: Sequence[Line], lang: str) -> None:
    """Print all that was recorded, in the order it was."""
    out = console(err=False)
    page = headed(
        (
            "history-recorded",
            "history-since",
            "history-subject",
            "history-part",
            "history-name",
            "history-reading",
            "history-cause",
            "history-provision",
            "history-event",
        ),
        lang,
    )
    for subject, part, entry, *_ in lines:
        days = (str(entry.recorded), str(entry.effective))
        ground = article(entry.provision, entry.verified)
        page.add_row(*days, visible(subject), *named(part, entry, lang), ground, visible(entry.event))
    put(out, page)
    note(out, (line.entry.verified for line in lines), lang)


def named(part: Part, entry: Entry, lang: str) -> tuple[str, str, str, str]:
    """Return the cells that say what an entry is."""
    cause = messages.text(f"cause-{entry.origin}", lang)
    return messages.text(f"part-{part}", lang), visible(entry.name), visible(entry.reading) or "-", cause


def show_rights(found: Sequence[Right], lang: str) -> None:
    """Print what may be done, then what may not."""
    out = console(err=False)
    if not found:
        out.print(messages.text("history-nothing", lang))
        return
    may = [right for right in found if right.allowed]
    may_not = [(right, right.reason) for right in found if right.reason is not None]
    if may:
        out.print(messages.text("history-possible", lang))
        page = headed(("history-act", "history-filers", "history-needs", "history-until", "history-provision"), lang)
        for right in may:
            until = "-" if right.until is None else str(right.until)
            ground = article(right.provision, right.verified)
            page.add_row(deed(right, lang), filers(right.filers, lang), needs(right, lang), until, ground)
        put(out, page)
    if may_not:
        if may:
            out.print()
        out.print(messages.text("history-impossible", lang))
        page = headed(("history-act", "history-why", "history-provision"), lang)
        for right, reason in may_not:
            why = visible(messages.advice(reason.code, lang, **messages.named(reason, lang)))
            page.add_row(deed(right, lang), why, article(right.provision, right.verified))
        put(out, page)
    note(out, (right.verified for right in found), lang)


def deed(right: Right, lang: str) -> str:
    """Return the name of an act."""
    return messages.text(f"deed-{right.act}", lang)


def filers(choices: Iterable[tuple[Filer, ...]], lang: str) -> str:
    """Return who may file: those of one choice together, one choice or another."""
    told = [joined("history-with", [filer(one, lang) for one in choice], lang) for choice in choices if choice]
    return visible(joined("history-or", told, lang)) or "-"


def filer(one: Filer, lang: str) -> str:
    """Return a filer with the capacity in which he or she files."""
    capacity = messages.text(f"capacity-{one.capacity}", lang)
    return messages.text("history-filer", lang, person=one.person, capacity=capacity) if one.person else capacity


def joined(code: str, told: Sequence[str], lang: str) -> str:
    """Return several as one, two at a time."""
    found = ""
    for one in told:
        found = messages.text(code, lang, first=found, second=one) if found else one
    return found


def needs(right: Right, lang: str) -> str:
    """Return what has to be shown."""
    if right.needs:
        return messages.text(f"needs-{right.needs}", lang)
    if not right.if_not_general:
        return "-"
    evidence = messages.text(f"evidence-{right.if_not_general}", lang)
    return messages.text("history-if-not-general", lang, evidence=evidence)


def show_changes(found: Sequence[Change], lang: str) -> None:
    """Print which records have to be updated."""
    out = console(err=False)
    if not found:
        out.print(messages.text("history-no-changes", lang))
        return
    page = headed(
        (
            "history-event",
            "history-keeper",
            "history-system",
            "history-of",
            "history-part",
            "history-before",
            "history-after",
            "history-since",
        ),
        lang,
    )
    for one in found:
        whose = one.person
        if one.about != one.person:
            whose = messages.text("history-about", lang, person=one.person, about=one.about)
        record = messages.text(f"updates-{one.system}", lang) + ("" if one.verified else "*")
        since = messages.text("history-past", lang, day=one.on) if one.past else str(one.on)
        part = messages.text(f"part-{one.part}", lang)
        page.add_row(visible(one.event), visible(one.municipality), record, visible(whose), part,
                     pair(one.before, lang), pair(one.after, lang), since)  # fmt: skip
    put(out, page)
    note(out, (one.verified for one in found), lang)


def pair(entry: Entry | None, lang: str) -> str:
    """Return a name with its reading as other records show it."""
    if entry is None:
        return "-"
    reading = entry.certified_reading
    return visible(messages.text("history-pair", lang, name=entry.name, reading=reading) if reading else entry.name)


def headed(columns: Iterable[str], lang: str) -> Table:
    """Return an empty table with its headings; nothing is cut off."""
    page = aligned()
    for column in columns:
        page.add_column(messages.text(column, lang), overflow="fold")
    return page


def article(provision: str, verified: bool) -> str:  # noqa: FBT001 (both are of one thing)
    """Return what a provision is called, marked as long as its text was not compared."""
    name = PROVISIONS[provision].article if provision else ""
    return name if verified else f"{name}*"


def note(out: Console, verified: Iterable[bool], lang: str) -> None:
    """Say what the mark means, where it stands."""
    if not all(verified):
        out.print(messages.text("history-unverified", lang))


def refusal_line(line: int, refusal: InvalidEvent, lang: str) -> str:
    """Return one line that says which event is refused, why, under which provision, and what to do."""
    told = sentence(refusal.finding, lang)
    if refusal.provision:
        ground = article(refusal.provision, refusal.verified)
        told = messages.text("history-grounded", lang, sentence=told, article=ground)
    code, event = refusal.finding.code, refusal.event or "-"
    return visible(messages.text("history-refused", lang, line=line, event=event, code=code, sentence=told))


def sentence(finding: Finding, lang: str) -> str:
    """Return a finding in words, and what to do."""
    return messages.advice(finding.code, lang, **messages.named(finding, lang))
