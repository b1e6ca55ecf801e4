"""Apply an event to a history: a new history, or the provision the event breaks (届出・職権の処理)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final

from kananame.errors import InvalidEvent
from kananame.history import entering, events, former, lodging, readings, registers
from kananame.history.acts import ACTS
from kananame.history.entry import EVIDENCE
from kananame.history.event import Event
from kananame.history.matter import GENERAL, Matter
from kananame.history.refusal import refusal
from kananame.history.state import KINDS, History, Person, Register, Subject
from kananame.rulebook import Rulebook, rulebook
from kananame.rules.case import START

KIND_OF: Final = {kind: name for name, kind in KINDS.items()}


def apply(history: History, event: Event, book: Rulebook | None = None) -> History:
    """Return the history after an event; the one given stays as it was.

    The law that counts is that of the day the event has effect from; a filing accepted later has effect from the day it
    was filed.  The same event again changes nothing.

    Args:
        history: what is recorded so far.
        event: one of the types of :mod:`kananame.history.events`.
        book: a rulebook, by default the newest edition; its settings decide what no source settles.

    Raises:
        InvalidEvent: when the event breaks a provision; nothing is recorded.
        TypeError: for what is no event or no rulebook.

    Source: 戸籍法、令和5年法律第48号附則; each refusal names its provision.

    >>> from datetime import date
    >>> from kananame.history import Enrolled, ExistingRegister, Filer, History, InitialFiling
    >>> head = Enrolled(person="p1", given="一郎", birth=date(1970, 4, 1), municipality="131016")
    >>> start = ExistingRegister(id="e1", on=date(2025, 5, 26), register="r1", municipality="131016", family="山崎",
    ...                          head="p1", members=(head,))
    >>> filing = InitialFiling(id="e2", on=date(2025, 7, 1), filers=(Filer("p1"),), part="family", subject="r1",
    ...                        reading="ヤマザキ")
    >>> history = apply(apply(History(), start), filing)
    >>> history.as_of(date(2025, 7, 1)).family("r1").reading
    'ヤマザキ'
    """
    if not isinstance(event, Event):
        raise TypeError(f"an event is one of the types of kananame.history.events, not {type(event).__name__}")
    if type(event.on) is not date or type(event.known) is not date:
        raise TypeError("the days of an event are datetime.date; pass date(2026, 5, 26)")
    if book is not None and not isinstance(book, Rulebook):
        raise TypeError(f"a book is what rulebook() returns, not {type(book).__name__}")
    if not event.id:
        raise refusal("id-missing", GENERAL)
    known = history.events.get(event.id)
    if known is not None:
        if known == event:
            return history
        raise refusal("event-differs", GENERAL, event.id)
    for shown in event.evidence:
        if shown.kind not in EVIDENCE:
            raise refusal("unknown-evidence", GENERAL, event.id, kind=shown.kind, known=", ".join(EVIDENCE))
    matter = Matter(history, event, _book(event, rulebook() if book is None else book))
    subjects = lodging.lodge(matter, event) if event.lodged else handle(matter)
    return _put(history, event, subjects)


def _book(event: Event, book: Rulebook) -> Rulebook:
    """Return the rulebook of the day of an event; raise ``act-not-yet``, ``recorded-early``, ``book-older``."""
    if event.on < START:
        raise refusal("act-not-yet", GENERAL, event.id, day=START.isoformat())
    if event.known < event.on:
        raise refusal("recorded-early", GENERAL, event.id, day=event.on.isoformat())
    found = book.at(event.on)
    if found.edition > book.edition:
        raise refusal("book-older", GENERAL, event.id, edition=book.edition, needed=found.edition)
    return found


def handle(matter: Matter) -> tuple[Subject, ...]:
    """Return the subjects of a history as an event leaves them."""
    handler = HANDLERS.get(type(matter.event))
    if handler is None:
        raise TypeError(f"{type(matter.event).__name__} is no event that can be applied; pass one of its kinds")
    return handler(matter, matter.event)


def _acceptance(matter: Matter, event: events.Acceptance) -> tuple[Subject, ...]:
    """Let a filing that waited have effect from the day it was filed."""
    matter.by_mayor(ACTS["acceptance"])
    filing = replace(lodging.waiting(matter, event.filing), lodged=False, recorded=event.known)
    accepted = Matter(matter.history, filing, matter.book.at(filing.on))
    try:
        return lodging.released(matter, filing, handle(accepted))
    except InvalidEvent as error:
        # What is refused is the acceptance; the filing goes on waiting.
        raise refusal(error.code, error.provision, **{**dict(error.finding.params), "event": event.id}) from error


def _put(history: History, event: Event, subjects: tuple[Subject, ...]) -> History:
    """Return the history with subjects as they are now; raise ``event-out-of-order`` for one changed later already."""
    touched = [(KIND_OF[type(subject)], subject.id) for subject in subjects]
    shelves: dict[str, Any] = {
        "registers": history.registers, "persons": history.persons,
        "households": history.households, "lodged": history.lodged,
    }  # fmt: skip
    for name, key in touched:
        before = shelves[name].get(key)
        if isinstance(before, Register | Person) and before.touched > event.known:
            raise refusal("event-out-of-order", GENERAL, event.id, day=before.touched.isoformat())
    for (name, key), subject in zip(touched, subjects, strict=True):
        shelves[name] = shelves[name].put(key, subject)
    return History(**shelves, events=history.events.put(event.id, event), last=event, touched=tuple(touched))


Handler = Callable[[Matter, Any], tuple[Subject, ...]]
HANDLERS: Final[dict[type[Event], Handler]] = {
    events.ExistingRegister: entering.existing_register,
    events.Notice: readings.notice,
    events.InitialFiling: readings.initial_filing,
    events.FormFiling: readings.form_filing,
    events.ExOfficioEntry: readings.ex_officio_entry,
    events.FreeChange: readings.free_change,
    events.CourtReadingChange: readings.court_reading_change,
    events.NameChange: readings.name_change,
    events.ForeignNameChange: registers.foreign_name_change,
    events.FirstEntry: entering.first_entry,
    events.Explanation: readings.explanation,
    events.Marriage: registers.marriage,
    events.Divorce: registers.divorce,
    events.KeptName: registers.kept_name,
    events.Adoption: registers.adoption,
    events.AdoptionEnd: registers.adoption_end,
    events.RegisterEntry: registers.register_entry,
    events.Separation: registers.separation,
    events.Transfer: registers.transfer,
    events.Removal: registers.removal,
    events.Correction: readings.correction,
    events.Acceptance: _acceptance,
    events.Amendment: lodging.amendment,
    events.Withdrawal: lodging.withdrawal,
    events.Move: entering.move,
    events.FormerFamilyNotice: former.former_notice,
    events.FormerFamilyFiling: former.former_filing,
    events.FormerFamilyEntry: former.former_entry,
    events.FormerFamilyChange: former.former_change,
}
"""Who handles each type of event."""
