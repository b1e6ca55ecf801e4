"""What must be true of a reading before an act: the conditions of the law as code, each with its provision (要件).

A guard looks at the entries of one part of a name and returns the refusal, or ``None``.  Applying an event raises what
a guard returns; asking for rights shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from kananame.errors import InvalidEvent
from kananame.history.acts import Act
from kananame.history.entry import PROVISIONAL, Entry, Origin, uncorrected
from kananame.history.refusal import refusal
from kananame.model import Part


class Case(NamedTuple):
    """An act on one part of a name on a day.

    ``entries`` are all of that part, ``entry`` the one that stands after everything recorded, ``settings`` what the
    book does on open points, ``event`` the id of what is to be done, ``first`` that of a waiting filing that was filed
    before it.
    """

    act: Act
    entries: tuple[Entry, ...]
    entry: Entry | None
    on: date
    settings: Mapping[str, str]
    event: str = ""
    first: str = ""

    def refused(self, code: str, provision: str = "", **params: str) -> InvalidEvent:
        """Return the refusal of the case, by default under the provision of the act."""
        return refusal(code, provision or self.act.provision, self.event, **params)


Guard = Callable[[Case], InvalidEvent | None]


def in_force(case: Case) -> InvalidEvent | None:
    """Refuse an act before its first and after its last day; a setting may keep the year of filing open."""
    if case.on < case.act.since:
        return case.refused("act-not-yet", day=case.act.since.isoformat())
    if case.on <= case.act.until:
        return None
    entry = case.entry
    unread = entry is None or entry.origin is Origin.NONE
    if unread and case.settings["filing-after-the-year"] == "accept":
        return None
    return case.refused("act-over", day=case.act.until.isoformat())


def in_order(case: Case) -> InvalidEvent | None:
    """Refuse what would take effect before the newest entry: that one has to be put right instead."""
    for entry in reversed(uncorrected(case.entries)):
        if entry.effective > case.on and entry.origin not in PROVISIONAL:
            return case.refused("entry-later", "KOSEKI_24", day=entry.effective.isoformat())
    return None


def unrecorded(case: Case) -> InvalidEvent | None:
    """Refuse a first filing or entry where a reading is recorded or held (R10, R14)."""
    entry = case.entry
    if entry is None or entry.origin in {Origin.NONE, Origin.NOTICE}:
        return None
    if case.act.part == Part.FORMER_FAMILY:
        return case.refused("former-recorded", day=entry.effective.isoformat())
    if entry.origin is Origin.HELD:
        return case.refused("reading-held", "GUIDANCE_PUBLICATION")
    if entry.origin is Origin.EX_OFFICIO:
        return case.refused("already-ex-officio", "FUSOKU_9", day=entry.effective.isoformat())
    return case.refused("already-filed", "FILING_ONCE", day=entry.effective.isoformat())


def notified(case: Case) -> InvalidEvent | None:
    """Refuse an entry ex officio of what nobody was notified of by that day (R12, R13)."""
    entry = case.entry
    if entry and entry.origin is Origin.NOTICE and entry.effective <= case.on:
        return None
    return case.refused("no-notice")


def notified_if_needed(case: Case) -> InvalidEvent | None:
    """Refuse what :func:`notified` refuses, unless a setting lets the mayor enter a reading without a notice."""
    return None if case.settings["ex-officio-without-notice"] == "accept" else notified(case)


def recorded(case: Case) -> InvalidEvent | None:
    """Refuse to change a reading that is not recorded: it is filed or entered first (R5)."""
    entry = case.entry
    if entry and entry.origin.certified:
        return None
    return case.refused("nothing-recorded")


def free(case: Case) -> InvalidEvent | None:
    """Refuse a change without a court unless the reading was entered ex officio and never changed since (R14)."""
    entry = case.entry
    if entry is None or not entry.origin.certified:
        return case.refused("nothing-recorded")
    if any(one.origin is Origin.FREE_CHANGE for one in case.entries):
        return case.refused("free-change-used")
    if entry.origin is not Origin.EX_OFFICIO and not _only_confirmed(case, entry):
        return case.refused("not-ex-officio", day=entry.effective.isoformat())
    if entry.carried_from and case.settings["free-change-in-new-register"] == "lost":
        return case.refused("free-change-lost", "FUSOKU_11")
    last_day = case.settings["free-change-last-day"]
    if last_day != "none" and case.on > date.fromisoformat(last_day):
        return case.refused("act-over", day=last_day)
    return None


def _only_confirmed(case: Case, entry: Entry) -> bool:
    """Tell whether a filing only repeated the notice, where a setting does not count that as a filing."""
    if case.settings["confirming-is-filing"] == "yes" or entry.origin is not Origin.FILING:
        return False
    return any(one.origin is Origin.NOTICE and one.reading == entry.reading for one in case.entries)


def held(case: Case) -> InvalidEvent | None:
    """Refuse to explain what is not held (R33)."""
    entry = case.entry
    if entry and entry.origin is Origin.HELD:
        return None
    return case.refused("nothing-held")


def first_filed(case: Case) -> InvalidEvent | None:
    """Refuse what another filing came before that waits to be accepted: the one filed first counts (R8)."""
    return case.refused("other-filing-waits", "FILING_ONCE", filing=case.first) if case.first else None


ALWAYS: Final[tuple[Guard, ...]] = (in_force, in_order)
GUARDS: Final[Mapping[str, tuple[Guard, ...]]] = {
    "notice": (unrecorded,),
    "initial-family": (unrecorded, first_filed),
    "initial-family-new-register": (unrecorded, first_filed),
    "initial-given": (unrecorded, first_filed),
    "form-family": (unrecorded, first_filed),
    "form-given": (unrecorded, first_filed),
    "ex-officio-family": (unrecorded, notified_if_needed, first_filed),
    "ex-officio-given": (unrecorded, notified_if_needed, first_filed),
    "free-change-family": (free, first_filed),
    "free-change-family-new-register": (free, first_filed),
    "free-change-given": (free, first_filed),
    "court-family": (recorded,),
    "court-given": (recorded,),
    "explanation-family": (held,),
    "explanation-given": (held,),
    "former-notice": (unrecorded,),
    "former-initial": (unrecorded,),
    "former-ex-officio": (unrecorded, notified),
}
"""What must be true before each act, beside the guards of every act (:data:`ALWAYS`)."""


def guarded(case: Case) -> InvalidEvent | None:
    """Return why an act may not be done to a reading, ``None`` when it may."""
    for guard in (*ALWAYS, *GUARDS.get(case.act.id, ())):
        found = guard(case)
        if found is not None:
            return found
    return None
