"""One entry of a history: a name and its reading, how it came to be, and on which two dates (記載)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from kananame._tables.acts import ACTS
from kananame.model import Report


class Origin(StrEnum):
    """How an entry came to be; ``none`` is a name that was recorded without a reading (記載の原因)."""

    NONE = "none"
    NOTICE = "notice"
    HELD = "held"
    FILING = "filing"
    EX_OFFICIO = "ex-officio"
    FREE_CHANGE = "free-change"
    COURT = "court"
    NAME_CHANGE = "name-change"
    FIRST_ENTRY = "first-entry"

    @property
    def provisional(self) -> bool:
        """Whether the reading is only notified or held, not recorded (通知・保留)."""
        return self in PROVISIONAL

    @property
    def certified(self) -> bool:
        """Whether the register records the reading, so that other records may copy it (公証)."""
        return self not in UNCERTIFIED


PROVISIONAL: Final = frozenset({Origin.NOTICE, Origin.HELD})
UNCERTIFIED: Final = PROVISIONAL | {Origin.NONE}


class Capacity(StrEnum):
    """In which capacity a person files: for himself, or for one who cannot (届出人の資格)."""

    SELF = "self"
    PARENT = "parent"
    GUARDIAN = "guardian"
    REPORTER = "reporter"
    MAYOR = "mayor"


class Filer(NamedTuple):
    """Who files (届出人): the person whose right is used, in which capacity, and the id of the one who acts for him."""

    person: str = ""
    capacity: Capacity = Capacity.SELF
    by: str = ""


class Evidence(NamedTuple):
    """What was shown for a reading: its kind (:data:`EVIDENCE`) and a note for the file (確認した資料)."""

    kind: str
    note: str = ""


PUBLICATION: Final = "publication"
PROOF_OF_USE: Final = "proof-of-use"
EXPLANATION: Final = "explanation"
INQUIRY: Final = "inquiry"
EVIDENCE: Final = (PUBLICATION, PROOF_OF_USE, EXPLANATION, INQUIRY)
"""Kinds of evidence: a publication, a proof that the reading is in use, its explained origin, the bureau's answer."""


class Decision(NamedTuple):
    """Leave given by a court or by the legal affairs bureau (許可): who gave it, on which day, its number."""

    authority: str
    on: date
    number: str = ""


class Entry(NamedTuple):
    """A name and its reading as recorded from a day on.

    ``reading`` is katakana, ``""`` where none is recorded.  ``effective`` is the day it holds from, ``recorded`` the
    day the register came to know it; ``event`` is the id of the event it came by, ``act`` what was done
    (``tables/data/acts.tsv``).  ``report`` is the screening it passed, ``carried_from`` the register it was taken over
    from, ``corrects`` the event whose entry it puts right.
    """

    name: str
    reading: str
    origin: Origin
    effective: date
    recorded: date
    event: str
    act: str
    filers: tuple[Filer, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    decision: Decision | None = None
    report: Report | None = None
    carried_from: str = ""
    corrects: str = ""

    @property
    def provision(self) -> str:
        """The id of the provision it rests on."""
        return str(ACTS[self.act][1])

    @property
    def verified(self) -> bool:
        """Whether that provision was checked against its primary text."""
        return bool(ACTS[self.act][9])

    @property
    def certified_reading(self) -> str:
        """The reading other records may copy, ``""`` while there is none."""
        return self.reading if self.origin.certified else ""


def uncorrected(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Return the entries that were not put right by another one of them."""
    for entry in entries:
        if entry.corrects:
            wrong = {one.corrects for one in entries}
            return [one for one in entries if one.event not in wrong]
    return entries


def standing(entries: Sequence[Entry], effective: date = date.max, known: date = date.max) -> Entry | None:
    """Return the entry that holds on a day, as far as it was known on another; ``None`` before the first.

    Of two entries the one that takes effect later holds, of two of one day the one recorded later.  An entry put right
    gives way to its correction.  A reading notified or held shows only while nothing else is recorded.

    >>> from datetime import date
    >>> def at(reading, origin, effective, recorded):
    ...     return Entry("山崎", reading, origin, effective, recorded, reading, "notice")
    >>> notice = at("ヤマサキ", Origin.NOTICE, date(2025, 8, 1), date(2025, 8, 1))
    >>> filing = at("ヤマザキ", Origin.FILING, date(2025, 6, 10), date(2025, 9, 1))
    >>> standing([notice, filing], date(2025, 8, 20)).reading
    'ヤマザキ'
    >>> standing([notice, filing], date(2025, 8, 20), known=date(2025, 8, 20)).reading
    'ヤマサキ'
    """
    if len(entries) == 1:
        only = entries[0]
        return only if only.effective <= effective and only.recorded <= known else None
    held: Entry | None = None
    shown: Entry | None = None
    seen = entries if known == date.max else [entry for entry in entries if entry.recorded <= known]
    for entry in uncorrected(seen):
        if entry.effective > effective:
            continue
        if entry.origin in PROVISIONAL:
            shown = entry
        elif held is None or entry.effective >= held.effective:
            held, shown = entry, None
    return held if shown is None or (held is not None and held.origin.certified) else shown
