"""Screen a reading against a written name (審査)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from kananame.align import align_standard
from kananame.lexicon import attested, standard_name
from kananame.model import (
    Alignment,
    Filing,
    Finding,
    Part,
    PersonName,
    PersonReport,
    Report,
    Segment,
    Severity,
    Verdict,
)
from kananame.rulebook import Rulebook, rulebook
from kananame.rules.case import Case, Outcome, Rule
from kananame.text import fold, fold_spans, is_katakana_reading, repertoire_findings

PARTS = {str(part): part for part in Part}
FILINGS = {str(filing): filing for filing in Filing}
WORST_FIRST = (Verdict.REJECT, Verdict.REFER, Verdict.ACCEPT, Verdict.NOT_APPLICABLE)
SPACES = " \u3000"
Choice = TypeVar("Choice", bound=StrEnum)


def choose(value: str, known: Mapping[str, Choice], what: str) -> Choice:
    """Return an enumeration member by its value; raise ``ValueError`` naming the values that can be passed."""
    found = known.get(value)
    if found is None:
        raise ValueError(f"{what} is one of {', '.join(known)}, not {value!r}")
    return found


def case_of(name: str, reading: str, part: str, filing: str, book: Rulebook) -> Case:
    """Return the case of one pair: the reading folded, what folding and the repertoire noticed beside it.

    Raises ``TypeError`` when name or reading is no string, ``ValueError`` for an unknown part or filing.
    """
    if not isinstance(name, str) or not isinstance(reading, str):
        wrong = name if not isinstance(name, str) else reading
        raise TypeError(f"name and reading are strings, not {type(wrong).__name__}; pass '' for an empty cell")
    folded = fold(reading)
    spans = fold_spans(reading) if folded.notes else None
    findings = folded.notes + repertoire_findings(folded.kana, book.on, spans)
    which = choose(part, PARTS, "part")
    name = name.strip(SPACES)
    standard = standard_name(name)
    witnesses, alignment = evidence(name, standard, folded.kana, which)
    return Case(
        name, standard, folded.kana, which, choose(filing, FILINGS, "filing"), book.on,
        findings, witnesses, alignment,
    )  # fmt: skip


def evidence(name: str, standard: str, kana: str, part: Part) -> tuple[tuple[str, ...], Alignment | None]:
    """Return the witnesses and the alignment of a pair; an alias (通称) may be of either part."""
    given = part is Part.GIVEN
    witnesses = attested(standard, kana, given)
    alignment = align_standard(name, standard, kana, given)
    if part is Part.ALIAS and alignment is None and not witnesses:
        return evidence(name, standard, kana, Part.GIVEN)
    return witnesses, alignment


def decide(case: Case, book: Rulebook) -> tuple[Rule, Outcome]:
    """Return the first rule that decides a case, and its outcome; the last rule of a book always decides."""
    for rule in book.rules:
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
    book = book or rulebook()
    case = case_of(name, reading, part, filing, book)
    return report_of(case, *decide(case, book), book)


def report_of(case: Case, rule: Rule, outcome: Outcome, book: Rulebook) -> Report:
    """Return the report of a decided case; the alignment is shown wherever there is one."""
    shown = case.alignment
    grade = outcome.grade
    if outcome.verdict is Verdict.NOT_APPLICABLE and shown is not None:
        grade = shown.grade
    segments: tuple[Segment, ...] = shown.segments if shown is not None else ()
    if not segments and case.witnesses:
        segments = (Segment(case.name, case.kana, "word", base=case.kana, table="attested names", count=len(case.witnesses)),)
    return Report(
        case.name, case.kana, case.part, case.filing, outcome.verdict, book.edition, grade, segments,
        case.findings + outcome.findings if case.findings else outcome.findings,
        outcome.evidence, (), rule.provision, rule.id, shown.ties if shown is not None else (),
    )  # fmt: skip


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
    book = book or rulebook()
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
