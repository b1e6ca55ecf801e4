"""Filings that wait to be accepted: amended, withdrawn, or accepted with effect from the day they were filed (受理)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from kananame.history import events as e
from kananame.history.event import Event
from kananame.history.matter import Matter
from kananame.history.state import Lodged, Subject

LAW = "FILING_WITHDRAWAL"
FILINGS = (
    e.InitialFiling, e.FormFiling, e.FreeChange, e.CourtReadingChange, e.NameChange, e.ForeignNameChange, e.FirstEntry,
    e.Explanation, e.Marriage, e.Divorce, e.KeptName, e.Adoption, e.AdoptionEnd, e.RegisterEntry, e.Separation,
    e.Transfer, e.FormerFamilyFiling, e.FormerFamilyChange,
)  # fmt: skip
"""Events that somebody files, and that can wait to be accepted."""
READINGS = (e.InitialFiling, e.FreeChange)
"""Those of them that set one reading, of which the first counts; that in the column of another form is among them."""


def lodge(matter: Matter, event: Event) -> tuple[Subject, ...]:
    """Put a filing aside until it is accepted; a register or a person knows which of its readings wait."""
    if type(event) not in FILINGS:
        raise matter.refused("cannot-wait", LAW)
    if not event.filers:
        raise matter.refused("filer-missing", LAW, who="")
    lodged = Lodged(event.id, event)
    if not isinstance(event, READINGS):
        return (lodged,)
    subject = matter.subject(event.part, event.subject)
    return (lodged, subject._replace(waiting=(*subject.waiting, event.id)))


def released(matter: Matter, filing: Event, changed: tuple[Subject, ...] = ()) -> tuple[Subject, ...]:
    """Return what a filing changed, or nothing, and whose reading waits for it no more."""
    if not isinstance(filing, READINGS):
        return (*changed, Lodged(filing.id, None))
    subject: Any = next((one for one in changed if one.id == filing.subject), None)
    if subject is None:
        subject = matter.subject(filing.part, filing.subject)
    left = tuple(name for name in subject.waiting if name != filing.id)
    return (subject._replace(waiting=left), Lodged(filing.id, None))


def waiting(matter: Matter, name: str) -> Event:
    """Return a filing that waits; raise ``nothing-lodged`` when none does under that id."""
    found = matter.history.lodged.get(name)
    if found is None or found.filing is None:
        raise matter.refused("nothing-lodged", LAW, filing=name)
    if found.filing.on > matter.event.on:
        raise matter.refused("decision-later", LAW, day=found.filing.on.isoformat())
    if found.filing.known > matter.event.known:
        raise matter.refused("event-out-of-order", LAW, day=found.filing.known.isoformat())
    return found.filing


def _by_the_filers(matter: Matter, filing: Event) -> None:
    """Raise ``filer-not-entitled`` unless one of those who filed acts."""
    persons = {filer.person for filer in filing.filers}
    if not persons & {filer.person for filer in matter.event.filers}:
        raise matter.refused("filer-not-entitled", LAW, who=", ".join(sorted(persons)))


def amendment(matter: Matter, event: e.Amendment) -> tuple[Lodged]:
    """Put the reading of a waiting filing right."""
    filing = waiting(matter, event.filing)
    _by_the_filers(matter, filing)
    if not hasattr(filing, "reading"):
        raise matter.refused("nothing-to-amend", LAW, filing=filing.id)
    return (Lodged(filing.id, replace(cast("Any", filing), reading=event.reading)),)


def withdrawal(matter: Matter, event: e.Withdrawal) -> tuple[Subject, ...]:
    """Take a waiting filing back."""
    filing = waiting(matter, event.filing)
    _by_the_filers(matter, filing)
    return released(matter, filing)
