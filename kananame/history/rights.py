"""Who may do what to a person's readings on a day, and what is no longer possible and why (できる届出).

Asks the guards that applying an event asks, so that the answer is the one the event would get.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from kananame.errors import InvalidEvent
from kananame.history.acts import ACTS, Act
from kananame.history.entry import PROOF_OF_USE, PUBLICATION, Entry, Filer, standing
from kananame.history.filers import choices
from kananame.history.guards import Case, guarded
from kananame.history.readings import act_on
from kananame.history.registers import ENDS, months_later, not_kept
from kananame.history.state import History, Person, Register, View
from kananame.model import Filing, Finding, Part
from kananame.rulebook import Rulebook, rulebook

OF_FAMILY: Final = ("initial-family", "ex-officio-family", "free-change-family", "explanation-family", "court-family",
                    "name-family")  # fmt: skip
OF_GIVEN: Final = ("initial-given", "ex-officio-given", "free-change-given", "explanation-given", "court-given",
                   "name-given")  # fmt: skip
OF_FORMER: Final = ("former-initial", "former-ex-officio", "former-change")


class Right(NamedTuple):
    """Something that may, or may not, be done to a reading on a day.

    ``filers`` are the choices of who files: those of one choice file together.  ``needs`` is what must be there
    whatever the reading is (``court``, ``permission``), ``if_not_general`` what is asked for when the reading is not
    confirmed as generally accepted, ``until`` the last day (``None``: none is known).  ``reason`` says why it is not
    possible.
    """

    act: str
    part: Part
    allowed: bool
    filers: tuple[tuple[Filer, ...], ...]
    needs: str
    if_not_general: str
    until: date | None
    provision: str
    verified: bool
    reason: Finding | None = None


def rights(history: History, person: str, on: date, book: Rulebook | None = None) -> tuple[Right, ...]:
    """Return what may be done to the readings of a person on a day, by whom, with what, until when.

    Args:
        history: what is recorded.
        person: the id of a person the history knows.
        on: the day; what was recorded later counts too, because it cannot be undone by an earlier filing.
        book: a rulebook whose settings count, by default the newest edition.

    Raises:
        ValueError: for a person the history does not know.
        NotInForce: for a day before 2025-05-26.

    Source: 戸籍法、令和5年法律第48号附則; each right names its provision.
    """
    found = history.person(person)
    settings = (rulebook() if book is None else book).at(on).settings
    view = history.as_of(on)
    register = view.register_of(person)
    rows: list[Right] = []
    if register is not None:
        rows += (_right(view, ACTS[act_on(act, register)], register, register.entries, settings) for act in OF_FAMILY)
        rows += (_right(view, ACTS[act], found, found.entries, settings) for act in OF_GIVEN)
        rows += _kept_names(view, found, settings)
        former = OF_FORMER if found.former.entries else ("former-request",)
        rows += (_right(view, ACTS[act], found, found.former.entries, settings) for act in former)
    return tuple(rows)


def _right(
    view: View, act: Act, subject: Register | Person, entries: tuple[Entry, ...], settings: Mapping[str, str]
) -> Right:
    """Return whether one act may be done."""
    case = Case(act, entries, standing(entries), view.effective, settings, first=view.filed_before(subject))
    home = view.residence(subject.id)
    abroad = act.part == Part.FORMER_FAMILY and not (home and home.municipality)
    reason = case.refused("not-resident", person=subject.id) if abroad else guarded(case)
    may = choices(act, view, subject, settings)
    if reason is None and not may:
        reason = case.refused("filer-nobody")
    return _answer(act, Part(act.part), reason, may, _until(act, settings))


def _answer(
    act: Act, part: Part, reason: InvalidEvent | None, may: tuple[tuple[Filer, ...], ...], until: date | None
) -> Right:
    """Return a right, or why there is none."""
    return Right(
        act.id, part, reason is None, may if reason is None else (), act.needs, _if_not_general(act), until,
        act.provision if reason is None else reason.provision, act.verified, None if reason is None else reason.finding,
    )  # fmt: skip


def _if_not_general(act: Act) -> str:
    """Return what is asked for when a reading is not confirmed as generally accepted (R33, R34)."""
    if not act.screening or act.needs:
        return ""
    return PUBLICATION if act.screening in {Filing.NEW, Filing.CHANGE} else PROOF_OF_USE


def _until(act: Act, settings: Mapping[str, str]) -> date | None:
    """Return the last day of an act, ``None`` when none is known."""
    if act.id.startswith("free-change") and settings["free-change-last-day"] != "none":
        return date.fromisoformat(settings["free-change-last-day"])
    return None if act.until == date.max else act.until


def _kept_names(view: View, person: Person, settings: Mapping[str, str]) -> Iterator[Right]:
    """Yield the right to keep the name borne until a divorce or the end of an adoption, while its months run."""
    place = person.memberships[-1]
    for reason, act_id in ENDS.items():
        act = ACTS[f"kept-name-{reason}"]
        if place.act == act_id and place.effective <= view.effective:
            until = months_later(place.effective, int(settings["kept-name-months"]))
            refused = not_kept(Case(act, (), None, view.effective, settings), reason, view, person)
            yield _answer(act, Part.FAMILY, refused, choices(act, view, person, settings), until)
