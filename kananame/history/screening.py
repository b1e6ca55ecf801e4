"""A new reading passes the screening of its legal situation before it is recorded (審査)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Final

from kananame.check import check
from kananame.history.acts import Act
from kananame.history.entry import EXPLANATION, INQUIRY, PROOF_OF_USE, PUBLICATION, Evidence
from kananame.history.guards import Case
from kananame.model import Filing, Report, Verdict
from kananame.rulebook import Rulebook, rulebook

GENERAL: Final = frozenset({PUBLICATION, EXPLANATION, INQUIRY})
"""What shows that a reading is generally accepted; who is in a register already may show its use instead (R33, R34)."""
SETTLES: Final = {
    Filing.NEW: GENERAL,
    Filing.CHANGE: GENERAL,
    Filing.EXISTING: GENERAL | {PROOF_OF_USE},
    Filing.EX_OFFICIO: GENERAL | {PROOF_OF_USE},
}


def screened(case: Case, name: str, reading: str, book: Rulebook, evidence: tuple[Evidence, ...]) -> Report:
    """Return the report of a reading that may be recorded.

    Raises ``InvalidEvent`` with the provision of the report: ``event-reading-missing``, ``reading-refused``,
    ``reading-unproved``.
    """
    report = report_of(case.act, name, reading, book)
    if report.verdict in {Verdict.REJECT, Verdict.NOT_APPLICABLE}:
        if not _by_court(case, report):
            raise case.refused("reading-refused", report.provision or "")
    elif not settled(case.act, report, evidence):
        raise case.refused("reading-unproved", report.provision or "")
    return report


def report_of(act: Act, name: str, reading: str, book: Rulebook) -> Report:
    """Return the screening of a reading in the situation of an act."""
    return _report(name, reading, act.part, act.screening, book.edition)


@lru_cache(maxsize=1 << 16)
def _report(name: str, reading: str, part: str, filing: str, edition: str) -> Report:
    """Return the report of a pair; within an edition it is the same on every day."""
    return check(name, reading, part=part, filing=filing, book=rulebook(date.fromisoformat(edition)))


def settled(act: Act, report: Report, evidence: tuple[Evidence, ...]) -> bool:
    """Tell whether a reading needs no further word: it is explained, proved, or decided by a court or the bureau."""
    if report.verdict is Verdict.ACCEPT or act.needs:
        return True
    return any(shown.kind in SETTLES[report.filing] for shown in evidence)


def _by_court(case: Case, report: Report) -> bool:
    """Tell whether a court's leave carries a reading that the guideline refuses; other refusals it never lifts."""
    guideline = (report.provision or "").startswith("GUIDANCE_")
    return guideline and case.act.needs == "court" and case.settings["court-decides-reading"] == "yes"
