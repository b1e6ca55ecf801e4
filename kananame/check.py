"""Screen a reading against a written name (審査)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from kananame.align import align_standard
from kananame.lexicon import attested, standard_name, variants_in
from kananame.model import Alignment, Finding, Part, PersonName, PersonReport, Report, Segment, Severity, Verdict
from kananame.rulebook import Rulebook, Situation, rulebook
from kananame.rules.case import Case, Outcome, Rule
from kananame.text import fold, is_katakana_reading, read_kana

WORST_FIRST: Final = (Verdict.REJECT, Verdict.REFER, Verdict.ACCEPT, Verdict.NOT_APPLICABLE)
SPACES: Final = " \u3000"


def case_of(name: str, reading: str, situation: Situation, on: date) -> Case:
    """Return the case of one pair: the reading folded, with what folding and the repertoire noticed.

    Raises ``TypeError`` when name or reading is no string.
    """
    for value in (name, reading):
        if not isinstance(value, str):
            raise TypeError(f"name and reading are strings, not {type(value).__name__}; pass '' for an empty cell")
    name = name.strip(SPACES)
    kana, findings = read_kana(reading, on)
    standard = standard_name(name)
    if standard != name:
        findings += variant_findings(name)
    part = situation.part
    witnesses, alignment = evidence(name, standard, kana, part)
    return Case(name, standard, kana, part, situation.filing, findings, witnesses, alignment)


def variant_findings(name: str) -> tuple[Finding, ...]:
    """Return a finding for each character that was looked up as the standard form it is a variant of (異体字)."""
    return tuple(
        Finding("variant-character", Severity.INFO, "name", at, at + 1, (("char", name[at]), ("standard", standard)))
        for at, standard in variants_in(name)
    )


def evidence(name: str, standard: str, kana: str, part: Part) -> tuple[tuple[str, ...], Alignment | None]:
    """Return the witnesses and the alignment of a pair; an alias (通称) may be of either part."""
    given = part is Part.GIVEN
    witnesses = attested(standard, kana, given)
    alignment = align_standard(name, standard, kana, given)
    if part is Part.ALIAS and alignment is None and not witnesses:
        return evidence(name, standard, kana, Part.GIVEN)
    return witnesses, alignment


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
    return Report(
        case.name, case.kana, case.part, case.filing, outcome.verdict, edition, outcome.grade, segments,
        case.findings + outcome.findings if case.findings else outcome.findings,
        outcome.evidence, (), rule.provision, rule.id, ties,
    )  # fmt: skip


def whole(case: Case) -> tuple[Segment, ...]:
    """Return an attested name that no alignment explains as one segment, read as a whole."""
    if not case.witnesses:
        return ()
    return (Segment(case.name, case.kana, "word", base=case.kana, table="attested names", count=len(case.witnesses)),)


def check_person(
    person: PersonName | Mapping[str, str], *, filing: str = "existing", book: Rulebook | None = None
) -> PersonReport:
    """Screen both parts of one person's name, and notice what only both together show.

    ``person`` is a ``PersonName`` or a mapping with its fields; a part with neither name nor reading is left out.
    The verdict is the worst of the parts.

    >>> check_person({"family": "マツウラ", "family_reading": "松浦"}).findings[0].code
    'parts-swapped'
    """
    row = person if isinstance(person, PersonName) else PersonName(**person)
    if book is None:
        book = rulebook()
    cells = {"family": (row.family, row.family_reading), "given": (row.given, row.given_reading)}
    reports = {
        part: check(name, reading, part=part, filing=filing, book=book)
        for part, (name, reading) in cells.items()
        if name or reading
    }
    found = tuple(together(row))
    verdicts = {report.verdict for report in reports.values()} | ({Verdict.REFER} if found else set())
    worst = next((verdict for verdict in WORST_FIRST if verdict in verdicts), Verdict.NOT_APPLICABLE)
    return PersonReport(reports, worst, found)


def together(row: PersonName) -> list[Finding]:
    """Return what the columns of one row show together: name and reading swapped, or both parts in one field."""
    found: list[Finding] = []
    for name, reading in ((row.family, row.family_reading), (row.given, row.given_reading)):
        if is_katakana_reading(fold(name).kana) and reading and not is_katakana_reading(fold(reading).kana):
            found.append(Finding("parts-swapped", Severity.WARNING, "name"))
    for name, other in ((row.family, row.given), (row.given, row.family)):
        if not other and len(name.replace("\u3000", " ").split()) > 1:
            found.append(Finding("both-in-one-field", Severity.WARNING, "name"))
    return found
