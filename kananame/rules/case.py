"""What a rule looks at, what it answers, and how it is dated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from kananame._tables.editions import EDITIONS
from kananame.model import Alignment, Filing, Finding, Grade, Part, Verdict

START: Final = date(2025, 5, 26)
"""The day the readings entered the register law (令和5年法律第48号の施行日)."""

NEWEST: Final = date.fromisoformat(EDITIONS[-1][1])
"""The day the newest edition of the rules begins: the date where a caller gives none."""

PUBLICATION: Final = ("publication",)
PROOF_OF_USE: Final = ("proof-of-use",)
ENTERING: Final = frozenset({Filing.NEW, Filing.CHANGE})


class Case(NamedTuple):
    """One name and one folded reading in a legal situation, and what the tables know of the pair.

    ``name`` is the name as written, ``standard`` the same in standard characters, ``kana`` the folded reading,
    ``findings`` what folding and the repertoire noticed, ``witnesses`` the dictionaries that attest the very pair,
    ``alignment`` how the reading lies over the characters (``None``: not explained), ``varies`` whether another
    attested reading differs in voicing only.
    """

    name: str
    standard: str
    kana: str
    part: Part
    filing: Filing
    findings: tuple[Finding, ...]
    witnesses: tuple[str, ...]
    alignment: Alignment | None
    varies: bool = False

    @property
    def explained(self) -> bool:
        """Whether the pair is attested or every character is accounted for."""
        return bool(self.witnesses) or self.alignment is not None


class Outcome(NamedTuple):
    """What a rule decides: the verdict, its findings, the proof asked for, the grade of an acceptance."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    evidence: tuple[str, ...] = ()
    grade: Grade | None = None


class Rule(NamedTuple):
    """One provision as a function: its id, its citation, the dates it is in force (both inclusive), what it speaks of.

    ``parts`` and ``filings`` are the parts of a name and the situations the rule looks at.
    """

    id: str
    provision: str
    since: date
    until: date | None
    decide: Callable[[Case], Outcome | None]
    parts: frozenset[Part] = frozenset(Part)
    filings: frozenset[Filing] = frozenset(Filing)

    def in_force(self, on: date) -> bool:
        """Tell whether the rule applies on a legal date."""
        return self.since <= on and (self.until is None or on <= self.until)

    def speaks_of(self, part: Part, filing: Filing) -> bool:
        """Tell whether the rule looks at a part of a name in a situation."""
        return part in self.parts and filing in self.filings


def pattern(case: Case, finding: Finding) -> Outcome:
    """Return the outcome of an official refusal pattern (R32) for a given name.

    A name newly entered or changed is refused; a person already in a register who proves that the reading is in use
    may keep it (R15, R34).
    """
    if case.filing in ENTERING:
        return Outcome(Verdict.REJECT, (finding,))
    return Outcome(Verdict.REFER, (finding,), PROOF_OF_USE)


def proof(case: Case) -> tuple[str, ...]:
    """Return which evidence a person is asked for (R33 new entries, R34 existing ones)."""
    return PUBLICATION if case.filing in ENTERING else PROOF_OF_USE
