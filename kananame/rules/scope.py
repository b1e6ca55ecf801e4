"""Whether the register rule applies at all, and whether the characters may be used (対象と文字)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from kananame._tables.permitted_kanji import PERMITTED_KANJI
from kananame._tables.permitted_marks import PERMITTED_MARKS
from kananame.align import LONGEST_NAME, LONGEST_READING
from kananame.model import Finding, Severity, Verdict
from kananame.rules.case import PUBLICATION, Case, Outcome, proof
from kananame.text import is_kana, is_latin_name

PERMITTED: Final = frozenset(str(PERMITTED_KANJI["kanji"])) | PERMITTED_MARKS.keys()
COMPLETE_UNTIL: Final = date.fromisoformat(str(PERMITTED_KANJI["complete_until"]))
INCOMPLETE_SINCE: Final = COMPLETE_UNTIL + timedelta(days=1)
LAST_CONTROL: Final = 0x1F


def foreign_name(case: Case) -> Outcome | None:
    """A foreign resident's name in Latin letters has no register, so no reading is recorded (R16)."""
    if case.name and case.name[0] < "⺀" and is_latin_name(case.name):
        return Outcome(Verdict.NOT_APPLICABLE, (Finding("name-not-japanese", field="name", cite="FOREIGN_RESIDENT"),))
    return None


def missing(case: Case) -> Outcome | None:
    """Nothing to read, or nothing to read it with."""
    if case.name and case.kana:
        return None
    found = []
    if not case.name:
        found.append(Finding("name-missing", Severity.WARNING, "name"))
    if not case.kana:
        found.append(Finding("reading-missing", Severity.WARNING))
    return Outcome(Verdict.REFER, tuple(found), proof(case))


def too_long(case: Case) -> Outcome | None:
    """Longer input than a name can be is not aligned, so that a broken cell cannot hang a run."""
    if len(case.name) <= LONGEST_NAME and len(case.kana) <= LONGEST_READING:
        return None
    found = tuple(
        Finding("too-long", Severity.ERROR, field, params=(("limit", str(limit)), ("length", str(size))))
        for field, size, limit in (
            ("name", len(case.name), LONGEST_NAME),
            ("reading", len(case.kana), LONGEST_READING),
        )
        if size > limit
    )
    return Outcome(Verdict.REFER, found, proof(case))


def repertoire(case: Case) -> Outcome | None:
    """Only the kana and symbols of the ministry's table may be recorded (R20, R21)."""
    if case.findings and any(finding.code == "kana-not-permitted" for finding in case.findings):
        return Outcome(Verdict.REJECT)
    return None


def name_characters(case: Case) -> Outcome | None:
    """A control character in the written name is damage: the name itself has to be looked at."""
    if case.name.isprintable():
        return None
    found = tuple(
        Finding("name-control-character", Severity.ERROR, "name", at, at + 1,
                (("codepoint", f"U+{ord(char):04X}"), ("position", str(at + 1))))
        for at, char in enumerate(case.name)
        if ord(char) <= LAST_CONTROL
    )  # fmt: skip
    return Outcome(Verdict.REFER, found, proof(case)) if found else None


def childs_kanji(case: Case) -> Outcome | None:
    """A child's name uses only the permitted kanji (戸籍法50条, 施行規則60条)."""
    found = kanji_not_permitted(case.name)
    return Outcome(Verdict.REJECT, found) if found else None


def perhaps_childs_kanji(case: Case) -> Outcome | None:
    """The same where our table lacks a character added later that no source names: it refers, for it cannot refuse."""
    found = kanji_not_permitted(case.name)
    return Outcome(Verdict.REFER, found, PUBLICATION) if found else None


def kanji_not_permitted(name: str) -> tuple[Finding, ...]:
    """Return a finding for each character of a child's name that is neither a permitted kanji nor kana."""
    if PERMITTED.issuperset(name):
        return ()
    return tuple(
        Finding("kanji-not-permitted", Severity.ERROR, "name", at, at + 1,
                (("char", char), ("codepoint", f"U+{ord(char):04X}")), "KOSEKI_50")
        for at, char in enumerate(name)
        if char not in PERMITTED and not is_kana(char)
    )  # fmt: skip


def alias(case: Case) -> Outcome | None:
    """An alias (通称) stands in no register: its reading is looked at, nothing is decided (R16)."""
    found = Finding("alias-outside-register", field="name", cite="FOREIGN_RESIDENT")
    return Outcome(Verdict.NOT_APPLICABLE, (found,), grade=case.alignment.grade if case.alignment else None)
