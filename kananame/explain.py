"""Show every step of one decision (判定の説明)."""

from __future__ import annotations

from dataclasses import dataclass

from kananame.align import TABLE_OF, clusters
from kananame.check import case_of, decide, report_of
from kananame.lexicon import Option, options
from kananame.model import Folded, Part, Report
from kananame.rulebook import Rulebook, rulebook
from kananame.text import fold


@dataclass(frozen=True, slots=True)
class Reading:
    """One candidate reading of a character, and whether the chosen path uses it."""

    kana: str
    basis: str
    change: str
    base: str
    table: str
    count: int
    used: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """The candidate readings of one character, those used first, then by support."""

    kanji: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that was tried: its provision, whether it decided, and what it said."""

    rule: str
    provision: str
    applied: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to a report, in the order it happened."""

    folded: Folded
    standard: str
    candidates: tuple[Candidate, ...]
    attested: tuple[str, ...]
    report: Report
    steps: tuple[Step, ...]


def explain(
    name: str, reading: str, *, part: str = "family", filing: str = "existing", book: Rulebook | None = None
) -> Explanation:
    """Explain the decision on one pair: candidates per character, chosen path, rules tried, provision.

    Arguments and errors are those of ``check``.

    >>> [step.rule for step in explain("松浦", "マツウラ").steps if step.applied]
    ['attested']
    """
    if book is None:
        book = rulebook()
    situation = book.situation(part, filing)
    case = case_of(name, reading, situation, book.on)
    deciding, outcome = decide(case, situation.rules)
    report = report_of(case, deciding, outcome, book.edition)
    passed = situation.rules[: situation.rules.index(deciding)]
    steps = [Step(rule.id, rule.provision, applied=False, outcome="") for rule in passed]
    steps.append(Step(deciding.id, deciding.provision, applied=True, outcome=str(outcome.verdict)))
    used = {(segment.kanji, segment.base, segment.kana) for segment in report.segments}
    # A reading used in part (部分音訓) is shown whole.
    used |= {(segment.kanji, segment.base, segment.base) for segment in report.segments if segment.basis == "partial"}
    candidates = tuple(
        Candidate(written, ranked(written, char, used, given=case.part is Part.GIVEN))
        for written, char in zip(clusters(case.name), case.standard, strict=False)
    )
    return Explanation(fold(reading), case.standard, candidates, case.witnesses, report, tuple(steps))


def ranked(written: str, char: str, used: set[tuple[str, str, str]], *, given: bool) -> tuple[Reading, ...]:
    """Return the plain readings of a character and the changed forms the path uses, best first."""
    found = [
        candidate(option, used=(written, option.base, option.form) in used)
        for option in options(char, given).values()
        if not option.change or (written, option.base, option.form) in used
    ]
    return tuple(sorted(found, key=lambda reading: (not reading.used, -reading.count, reading.kana)))


def candidate(option: Option, *, used: bool) -> Reading:
    """Return an option as a candidate reading."""
    return Reading(option.form, option.kind, option.change, option.base, TABLE_OF[option.kind], option.names, used)
