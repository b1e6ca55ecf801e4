"""The kinds of reading that are generally accepted, and what happens to the rest (認められる読み方, R30-R36)."""

from __future__ import annotations

from kananame.model import Finding, Grade, Part, Segment, Severity, Verdict
from kananame.rules.case import Case, Outcome, proof
from kananame.text import is_kana

PARTIAL_CITE = "GUIDANCE_ACCEPT_PARTIAL"
PLAINLY = {grade: Outcome(Verdict.ACCEPT, grade=grade) for grade in Grade}
REMARKABLE = frozenset({"partial", "silent", "mined"})
SILENT_CITE = "GUIDANCE_ACCEPT_OKIJI"


def attested_pair(case: Case) -> Outcome | None:
    """The very pair of written name and reading is attested in published name dictionaries (R30, R31)."""
    if not case.witnesses:
        return None
    return accepted(case, Grade.A)


def explained(case: Case) -> Outcome | None:
    """Every character is read in full, or by one of the looser official kinds (R31)."""
    if case.alignment is None:
        return None
    return accepted(case, case.alignment.grade)


def unexplained(case: Case) -> Outcome | None:
    """What the tables do not explain goes to a person, never to a refusal (R33, R34, R36)."""
    cite = "GUIDANCE_FAMILY" if case.part in {Part.FAMILY, Part.FORMER_FAMILY} else "KOSEKI_13_2"
    if is_kana(case.name):
        return Outcome(Verdict.REFER, (Finding("kana-name-differs", Severity.WARNING, cite=cite),), proof(case))
    found = Finding("unexplained", Severity.WARNING, params=(("rest", case.kana),), cite=cite)
    return Outcome(Verdict.REFER, (found,), proof(case))


def accepted(case: Case, grade: Grade) -> Outcome:
    """Return the acceptance of a case, one and the same where there is nothing to remark."""
    found = remarks(case)
    return Outcome(Verdict.ACCEPT, found, grade=grade) if found else PLAINLY[grade]


def remarks(case: Case) -> tuple[Finding, ...]:
    """Return what an officer may want to know about an accepted reading."""
    if case.alignment is None:
        return ()
    segments, _, _, ties = case.alignment
    found = [remark(segment) for segment in segments if segment.basis in REMARKABLE]
    if ties:
        found.append(Finding("ambiguous-alignment"))
    return tuple(found) if found else ()


def remark(segment: Segment) -> Finding:
    """Return the finding of a segment that is not simply read."""
    kanji = ("kanji", segment.kanji)
    if segment.basis == "partial":
        params = (kanji, ("kana", segment.kana), ("base", segment.base))
        return Finding("partial-reading", params=params, cite=PARTIAL_CITE)
    if segment.basis == "silent":
        return Finding("silent-character", params=(kanji,), cite=SILENT_CITE)
    return Finding("mined-reading", params=(kanji, ("kana", segment.kana), ("count", str(segment.count))))
