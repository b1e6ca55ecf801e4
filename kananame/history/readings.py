"""Events that set a reading where it is: notice, filing, entry ex officio, change, explanation, correction.

A handler takes the matter and the event, raises ``InvalidEvent``, and returns the subjects as they are afterwards.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from kananame.history import events as e
from kananame.history.acts import ACTS, Act
from kananame.history.entry import Entry, Origin, uncorrected
from kananame.history.guards import Case
from kananame.history.matter import Matter
from kananame.history.state import Person, Register
from kananame.text import fold

Changed = tuple[Register | Person, ...]
FILED: Final = frozenset({Origin.FILING, Origin.EX_OFFICIO})
"""How an entry came to be before which a filing can have been overlooked."""
IN_NEW_REGISTER: Final = {
    "initial-family": "initial-family-new-register",
    "free-change-family": "free-change-family-new-register",
}


def named(act: str, part: str) -> str:
    """Return the id of an act on a part of a name."""
    return f"{act}-{part}"


def with_entry(subject: Register | Person, entry: Entry) -> Register | Person:
    """Return a register or a person with one entry more."""
    return subject._replace(entries=(*subject.entries, entry))


def name_of(case: Case) -> str:
    """Return the name a reading is of; every register and person has one."""
    entry = case.entry
    return entry.name if entry else ""


def notice(matter: Matter, event: e.Notice) -> Changed:
    """Note the readings that are intended; nothing is recorded yet (R12)."""
    register = matter.register(event.register)
    matter.filed_by(ACTS["notice"], register)
    changed: list[Register | Person] = []
    if len({one.person for one in event.given}) < len(event.given):
        raise matter.refused("members-wrong", "NOTICE", register=register.id)
    if event.family:
        changed.append(_notified(matter, register, event.family))
    for one in event.given:
        person = matter.person(one.person)
        if person.id not in register.persons:
            raise matter.refused("person-elsewhere", "NOTICE", person=person.id, register=register.id)
        changed.append(_notified(matter, person, one.reading))
    if not changed:
        raise matter.refused("event-reading-missing", "NOTICE")
    return tuple(changed)


def _notified(matter: Matter, subject: Register | Person, reading: str) -> Register | Person:
    """Return a register or person with the reading it was notified of; the newest notice is the one that counts."""
    case = matter.allowed_on("notice", subject)
    return with_entry(subject, matter.entry(case.act, name_of(case), matter.kana(reading, "NOTICE")))


def initial_filing(matter: Matter, event: e.InitialFiling) -> Changed:
    """Record the reading that is filed first (附則6条から8条まで; R8 to R10)."""
    subject = matter.subject(event.part, event.subject)
    return _filed(matter, subject, act_on(named("initial", event.part), subject), event.reading)


def form_filing(matter: Matter, event: e.FormFiling) -> Changed:
    """Record the reading that is filed in the "other" column of another form (R7)."""
    subject = matter.subject(event.part, event.subject)
    return _filed(matter, subject, named("form", event.part), event.reading)


def act_on(act: str, subject: Register | Person) -> str:
    """Return the id of an act on a subject: on a register made under the new law it is another (附則7条、11条)."""
    return IN_NEW_REGISTER.get(act, act) if isinstance(subject, Register) and subject.opened is not None else act


def _filed(matter: Matter, subject: Register | Person, kind: str, reading: str) -> Changed:
    """Return the subject with the reading that those entitled file."""
    case = matter.allowed_on(kind, subject)
    matter.filed_by(case.act, subject)
    return (with_entry(subject, matter.read(case, name_of(case), reading)),)


def another(matter: Matter, case: Case, entry: Entry) -> Entry:
    """Return an entry whose name or reading is another one than before; raise ``reading-same`` when it is not."""
    before = case.entry
    if before and before.origin is not Origin.NONE and (before.name, before.reading) == (entry.name, entry.reading):
        raise matter.refused("reading-same", case.act.provision)
    return entry


def ex_officio_entry(matter: Matter, event: e.ExOfficioEntry) -> Changed:
    """Record the notified reading with the bureau's leave (附則9条; R13)."""
    subject = matter.subject(event.part, event.subject)
    case = matter.allowed_on(named("ex-officio", event.part), subject)
    matter.filed_by(case.act, subject)
    matter.decided(case.act, event.permission)
    entry = case.entry
    if entry and entry.origin is Origin.NOTICE and fold(event.reading).kana not in {"", entry.reading}:
        raise matter.refused("notice-differs", "FUSOKU_9")
    reading = event.reading or (entry.reading if entry else "")
    return (with_entry(subject, matter.read(case, name_of(case), reading, event.permission)),)


def free_change(matter: Matter, event: e.FreeChange) -> Changed:
    """Record the one change without a court (附則10条から12条まで; R14)."""
    subject = matter.subject(event.part, event.subject)
    case = matter.allowed_on(act_on(named("free-change", event.part), subject), subject)
    matter.filed_by(case.act, subject)
    entry = matter.read(case, name_of(case), event.reading)
    return (with_entry(subject, another(matter, case, entry)),)


def court_reading_change(matter: Matter, event: e.CourtReadingChange) -> Changed:
    """Record another reading of the same name with the court's leave (107条の3、107条の4; R5)."""
    subject = matter.subject(event.part, event.subject)
    case = matter.allowed_on(named("court", event.part), subject)
    matter.filed_by(case.act, subject)
    matter.decided(case.act, event.court)
    entry = matter.read(case, name_of(case), event.reading, event.court)
    return (with_entry(subject, another(matter, case, entry)),)


def name_change(matter: Matter, event: e.NameChange) -> Changed:
    """Record another name together with its reading, with the court's leave (107条、107条の2; R6)."""
    subject = matter.subject(event.part, event.subject)
    case = matter.allowed_on(named("name", event.part), subject)
    matter.filed_by(case.act, subject)
    matter.decided(case.act, event.court)
    if name_of(case) == event.name:
        raise matter.refused("name-same", case.act.provision, other=ACTS[named("court", event.part)].provision)
    return (with_entry(subject, matter.read(case, event.name, event.reading, event.court)),)


def explanation(matter: Matter, event: e.Explanation) -> Changed:
    """Record the reading that was held, or another one: by whoever filed it first, or may file for the person (R33)."""
    subject = matter.subject(event.part, event.subject)
    case = matter.allowed_on(named("explanation", event.part), subject)
    entry = case.entry
    reported = {filer.person for filer in entry.filers} if entry else set()
    if not reported & {filer.person for filer in event.filers}:
        matter.filed_by(case.act, subject)
    reading = event.reading or (entry.reading if entry else "")
    return (with_entry(subject, matter.read(case, name_of(case), reading)),)


def correction(matter: Matter, event: e.Correction) -> Changed:
    """Record what an entry should have said; the wrong one stays in the history (24条、113条)."""
    subject = matter.subject(event.part, event.subject)
    act = ACTS["correction"]._replace(part=str(event.part))
    there = uncorrected(subject.entries)
    wrong = next((one for one in there if one.event == event.entry and one.origin.certified), None)
    if wrong is None or (event.filed and wrong.origin not in FILED):
        raise matter.refused("nothing-to-correct", act.provision, entry=event.entry)
    if event.permission is not None or matter.settings["correction-permission"] == "required":
        matter.decided(act, event.permission)
    since = _since(matter, act, subject, wrong, event)
    right = matter.read(matter.case(act, subject.entries), wrong.name, event.reading, event.permission)
    if (right.reading, since) == (wrong.reading, wrong.effective) and not event.filed:
        raise matter.refused("reading-same", act.provision)
    origin = Origin.FILING if event.filed else wrong.origin
    right = right._replace(origin=origin, effective=since, corrects=wrong.event, carried_from=wrong.carried_from)
    return (with_entry(subject, right),)


def _since(matter: Matter, act: Act, subject: Register | Person, wrong: Entry, event: e.Correction) -> date:
    """Return the day a correction takes effect: that of the wrong entry, or of the filing that was overlooked."""
    since = event.since or wrong.effective
    until = ACTS[named("initial", event.part)].until
    if event.filed and since > until:
        raise matter.refused("act-over", act.provision, day=until.isoformat())
    earlier = [one.effective for one in uncorrected(subject.entries) if one is not wrong
               and one.effective <= wrong.effective and not one.origin.provisional]  # fmt: skip
    if since > wrong.effective or since < max(earlier, default=since):
        raise matter.refused("correction-day", act.provision, day=since.isoformat())
    return since
