"""Events made from rights: what ``rights`` says is what ``apply`` does."""

from __future__ import annotations

from datetime import date
from typing import Any

from kananame import history as h
from kananame.errors import InvalidEvent
from kananame.history import Event, Evidence, Filer, History, Right, apply, rights
from kananame.model import Part
from kananame.rulebook import Rulebook
from tests.history import build as b

READINGS = {
    "山崎": ("ヤマザキ", "ヤマサキ"), "佐藤": ("サトウ", "サドウ"), "中村": ("ナカムラ", "チュウソン"),
    "高橋": ("タカハシ", "タカバシ"), "ブラウン": ("ブラウン", "ブロウン"), "一郎": ("イチロウ", "カズオ"),
    "花子": ("ハナコ", "カコ"), "健": ("ケン", "タケシ"), "幸子": ("サチコ", "ユキコ"), "翔": ("ショウ", "カケル"),
    "太郎": ("タロウ", "フトロウ"), "恵子": ("ケイコ", "サトコ"), "光": ("ヒカル", "ヒカリ"),
    "光宙": ("ピカチュウ", "ミツヒロ"),
}  # fmt: skip
"""Names of the stories with readings that pass their screening when a publication is shown."""
LATER = date(2040, 1, 1)
SHOWN: tuple[Evidence, ...] = (b.PUBLICATION, b.USE)
KINDS: dict[str, tuple[type[Event], dict[str, Any]]] = {
    "initial": (h.InitialFiling, {}),
    "ex-officio": (h.ExOfficioEntry, {"permission": b.LEAVE}),
    "free-change": (h.FreeChange, {}),
    "court": (h.CourtReadingChange, {"court": b.COURT}),
    "name": (h.NameChange, {"court": b.COURT}),
    "explanation": (h.Explanation, {}),
}
FORMER: dict[str, type[Event]] = {
    "former-initial": h.FormerFamilyFiling, "former-ex-officio": h.FormerFamilyEntry,
    "former-change": h.FormerFamilyChange, "former-request": h.FormerFamilyFiling,
}  # fmt: skip


def other_reading(name: str, than: str) -> str:
    """Return a good reading of a name that is another one."""
    return next((kana for kana in READINGS[name] if kana != than), READINGS[name][0])


def event_of(history: History, person: str, right: Right, filers: tuple[Filer, ...], on: date) -> Event:
    """Return the event that uses a right, with a good reading and everything shown, recorded last of all."""
    entry = history.view().entry(person, right.part)
    register = history.as_of(on).register_of(person)
    if right.part is Part.FAMILY and register is not None:
        entry = history.view().family(register.id)
    # Only a former name is still to be asked for: any that is another one.
    name, kana = (entry.name, entry.reading) if entry else ("佐藤", "")
    known: dict[str, Any] = {"recorded": LATER, "evidence": SHOWN, "filers": filers}
    if right.act.startswith("kept-name"):
        own = register and register.head == person and set(register.persons) <= {person, *register.spouses}
        target = register.id if register and own else "r-kept"
        return b.name_kept(on, person, target, right.act.removeprefix("kept-name-"), **known)
    good = other_reading(name, kana)
    if right.act in FORMER:
        fields = {"person": person, "name": name, "reading": good}
        if right.act == "former-ex-officio":
            fields = {"person": person}
        return b.at(FORMER[right.act], on, **fields, **known)
    kind, needs = KINDS[right.act.removesuffix("-new-register").removesuffix(f"-{right.part}")]
    subject = register.id if register and right.part is Part.FAMILY else person
    if kind is h.NameChange:
        needs = {**needs, "name": next(other for other in READINGS if other != name)}
        good = READINGS[needs["name"]][0]
    if kind is h.ExOfficioEntry and entry and entry.origin == "notice":
        good = ""
    return b.at(kind, on, part=right.part, subject=subject, reading=good, **needs, **known)


def answer(history: History, event: Event, book: Rulebook | None) -> tuple[str, str]:
    """Return the code and the provision with which an event is refused, empty when it is accepted."""
    try:
        apply(history, event, book)
    except InvalidEvent as error:
        return error.code, error.provision
    return "", ""


def check_rights(history: History, person: str, on: date, book: Rulebook | None = None) -> list[Right]:
    """Hold that each right is granted to whom it names, and what is none is refused for the reason it gives."""
    found = list(rights(history, person, on, book))
    for right in found:
        for choice in right.filers:
            event = event_of(history, person, right, choice, on)
            code, _ = answer(history, event, book)
            # A reading that was notified may be one that screening refuses.
            assert code == "" or (code == "reading-refused" and "ex-officio" in right.act), right
        if not right.allowed:
            event = event_of(history, person, right, (Filer("nobody"),), on)
            assert right.reason is not None
            assert answer(history, event, book) == (right.reason.code, right.provision), right
    return found
