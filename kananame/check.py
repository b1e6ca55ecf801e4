"""Screen a reading against a written name (審査)."""

from __future__ import annotations

from datetime import date
from typing import Final

from kananame.align import align_standard
from kananame.lexicon import VOICING_VARIES, standard_name, variants_in, witness_digits, witnesses
from kananame.model import Alignment, Finding, Part, Report, Segment, Severity, Suggestion
from kananame.rulebook import Rulebook, Situation, rulebook
from kananame.rules.case import Case, Outcome, Rule
from kananame.suggest import better_spelt, proposals, spelt_two_ways, voicing_twins
from kananame.text import SPACES, fold, read_kana

UNREAD: Final = frozenset({"foreign", "missing", "too-long", "alias"})
"""Rules that decide without reading the kana over the name: nothing is proposed."""


def case_of(name: str, reading: str, situation: Situation, on: date) -> Case:
    """Return the case of one pair: the reading folded, with what folding and the repertoire noticed.

    Raises ``TypeError`` when name or reading is no string.
    """
    if not isinstance(name, str):
        raise not_text(name)
    if not isinstance(reading, str):
        raise not_text(reading)
    name = name.strip(SPACES)
    kana, findings = read_kana(reading, on)
    standard = standard_name(name)
    if standard != name:
        findings += variant_findings(name)
    part = situation.part
    digits = witness_digits(standard, kana)
    by, alignment = evidence(name, standard, kana, digits, part)
    return Case(name, standard, kana, part, situation.filing, findings, by, alignment, digits >= VOICING_VARIES)


def not_text(value: object) -> TypeError:
    """Return the error for what is no string."""
    return TypeError(f"name and reading are strings, not {type(value).__name__}; pass '' for an empty cell")


def variant_findings(name: str) -> tuple[Finding, ...]:
    """Return a finding for each character that was looked up as the standard form it is a variant of (異体字)."""
    return tuple(
        Finding("variant-character", Severity.INFO, "name", at, at + 1, (("char", name[at]), ("standard", standard)))
        for at, standard in variants_in(name)
    )


def evidence(name: str, standard: str, kana: str, digits: str, part: Part) -> tuple[tuple[str, ...], Alignment | None]:
    """Return the witnesses and the alignment of a pair; an alias (通称) may be of either part."""
    given = part is Part.GIVEN
    by = witnesses(digits, given)
    alignment = align_standard(name, standard, kana, given)
    if part is Part.ALIAS and alignment is None and not by:
        return evidence(name, standard, kana, digits, Part.GIVEN)
    return by, alignment


def explained(name: str, reading: str, part: str) -> bool:
    """Tell whether a pair has a witness or an alignment: without either no rule accepts it."""
    name, kana = name.strip(SPACES), fold(reading).kana
    standard = standard_name(name)
    by, alignment = evidence(name, standard, kana, witness_digits(standard, kana), Part(part))
    return bool(by) or alignment is not None


def decide(case: Case, rules: tuple[Rule, ...]) -> tuple[Rule, Outcome]:
    """Return the first rule that decides a case, and its outcome; the last rule of a book always decides."""
    for rule in rules:
        outcome = rule.decide(case)
        if outcome is not None:
            return rule, outcome
    raise AssertionError("a rulebook ends with a rule that always decides")


def check(
    name: str, reading: str, *, part: str = "family", filing: str = "existing", book: Rulebook | None = None
) -> Report:
    """Screen a reading against a written name under the rules in force on a legal date.

    ``name`` is the part of the name as written and ``reading`` its kana in any form; ``part`` is ``family``, ``given``,
    ``former-family`` or ``alias``; ``filing`` is ``new``, ``existing``, ``ex-officio`` or ``change``; ``book`` is a
    rulebook, by default the newest edition.  Bad data never raises; ``TypeError`` and ``ValueError`` tell of wrong use.
    Law: 戸籍法13条2項 and the guideline of 2025-02.

    >>> report = check("松浦", "ﾏﾂｳﾗ")
    >>> report.verdict, report.grade, report.reading
    (<Verdict.ACCEPT: 'accept'>, <Grade.A: 'A'>, 'マツウラ')
    """
    if book is None:
        book = rulebook()
    situation = book.situation(part, filing)
    case = case_of(name, reading, situation, book.on)
    rule, outcome = decide(case, situation.rules)
    return report_of(case, rule, outcome, book.edition)


def report_of(case: Case, rule: Rule, outcome: Outcome, edition: str) -> Report:
    """Return the report of a decided case; the alignment is shown wherever there is one."""
    shown = case.alignment
    if shown is not None:
        segments, ties = shown.segments, shown.ties
    else:
        segments, ties = whole(case), ()
    findings = case.findings + outcome.findings if case.findings else outcome.findings
    suggestions: tuple[Suggestion, ...] = ()
    if rule.id not in UNREAD:
        if case.witnesses:
            if case.varies:
                findings += voicing(case)
            if spelt_two_ways(case.kana):
                suggestions = better_spelt(case.standard, case.kana, case.part is Part.GIVEN)
        else:
            suggestions = proposals(
                case.standard,
                case.kana,
                given=case.part is Part.GIVEN,
                cost=None if shown is None else shown.cost,
            )
    return Report(
        case.name, case.kana, case.part, case.filing, outcome.verdict, edition, outcome.grade, segments, findings,
        outcome.evidence, suggestions, rule.provision, rule.id, ties,
    )  # fmt: skip


def voicing(case: Case) -> tuple[Finding, ...]:
    """Return a note on each other reading of the name that differs in voicing only; both are right (R35)."""
    others = voicing_twins(case.standard, case.kana, given=case.part is Part.GIVEN)
    return tuple(Finding("voicing-varies", params=(("other", other),)) for other in others)


def whole(case: Case) -> tuple[Segment, ...]:
    """Return an attested name that no alignment explains as one segment, read as a whole."""
    if not case.witnesses:
        return ()
    return (Segment(case.name, case.kana, "word", base=case.kana, table="attested names", count=len(case.witnesses)),)
