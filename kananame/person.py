"""Screen both parts of one person's name, and notice what only both together show (氏と名の組)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from kananame.check import check, explained
from kananame.model import Finding, PersonName, PersonReport, Report, Severity, Suggestion, Verdict
from kananame.rulebook import Rulebook, rulebook
from kananame.text import fold, is_kanji, is_katakana_reading

WORST_FIRST: Final = (Verdict.REJECT, Verdict.REFER, Verdict.ACCEPT, Verdict.NOT_APPLICABLE)
SURE: Final = 0.95
"""The score of a proposal that two names confirm."""
LONGEST_JOINED: Final = 30

EXCHANGED: Final = Finding("parts-swapped", Severity.WARNING)
JOINED: Final = Finding("both-in-one-field", Severity.WARNING)

Reports = dict[str, Report]
Ask = Callable[[str, str, str], Report]
"""What screens a name, its reading and the part they are."""
Moved = tuple[Finding, dict[str, str]]
"""What was moved, and the readings in their places by part."""


def check_person(
    person: PersonName | Mapping[str, str],
    *,
    filing: str = "existing",
    book: Rulebook | None = None,
    ask: Ask | None = None,
) -> PersonReport:
    """Screen both parts of one person's name, and notice what only both together show.

    ``person`` is a ``PersonName`` or a mapping with its fields; a part with neither name nor reading is left out.
    The verdict is the worst of the parts.  ``ask`` answers name, reading and part in the place of :func:`check` under
    the same filing and book: ``columns.Checker.pair`` remembers pairs.

    >>> check_person({"family": "マツウラ", "family_reading": "松浦"}).findings[0].code
    'name-reading-swapped'
    >>> swapped = {"family": "松浦", "family_reading": "タロウ", "given": "太郎", "given_reading": "マツウラ"}
    >>> report = check_person(swapped)
    >>> report.findings[0].code, report.parts["family"].suggestions[0].reading
    ('parts-swapped', 'マツウラ')
    """
    row = person if isinstance(person, PersonName) else PersonName(**person)
    if ask is None:
        ask = asking(filing, book or rulebook())
    cells = {"family": (row.family, row.family_reading), "given": (row.given, row.given_reading)}
    reports = {part: ask(name, reading, part) for part, (name, reading) in cells.items() if name or reading}
    found = list(misplaced(row))
    if any(report.verdict is not Verdict.ACCEPT for report in reports.values()):
        moved = exchanged(row, reports, ask) or parted(row, reports, ask)
        if moved:
            finding, readings = moved
            found.append(finding)
            reports = {part: proposing(report, readings[part], finding.code) for part, report in reports.items()}
    verdict = worst({report.verdict for report in reports.values()}, flawed=bool(found))
    return PersonReport(reports, verdict, tuple(found))


def worst(verdicts: AbstractSet[Verdict], *, flawed: bool) -> Verdict:
    """Return the worst of some verdicts, at least ``refer`` where something else was found as well.

    >>> worst({Verdict.ACCEPT, Verdict.NOT_APPLICABLE}, flawed=False), worst(set(), flawed=True)
    (<Verdict.ACCEPT: 'accept'>, <Verdict.REFER: 'refer'>)
    """
    among = verdicts | {Verdict.REFER} if flawed else verdicts
    return next((verdict for verdict in WORST_FIRST if verdict in among), Verdict.NOT_APPLICABLE)


def misplaced(row: PersonName) -> Iterator[Finding]:
    """Yield what the cells show before any table is asked: name and reading exchanged, both names in one field."""
    for name, reading in ((row.family, row.family_reading), (row.given, row.given_reading)):
        if swapped(name, reading):
            yield Finding("name-reading-swapped", Severity.WARNING, "name")
    for name, other in ((row.family, row.given), (row.given, row.family)):
        if not other and len(name.replace("\u3000", " ").split()) > 1:
            yield Finding("both-in-one-field", Severity.WARNING, "name")


def swapped(name: str, reading: str) -> bool:
    """Tell whether a reading stands in the place of the name, and kanji in its own.

    >>> swapped("マツウラ", "松浦"), swapped("松浦", "マツウラ")
    (True, False)
    """
    # Nearly every reading is one.
    if is_katakana_reading(reading):
        return False
    return any(map(is_kanji, reading)) and is_katakana_reading(fold(name).kana)


def asking(filing: str, book: Rulebook) -> Ask:
    """Return what screens a pair in a legal situation under a rulebook."""
    return lambda name, reading, part: check(name, reading, part=part, filing=filing, book=book)


def exchanged(row: PersonName, reports: Reports, ask: Ask) -> Moved | None:
    """Return the readings in their places when those of family and given name were exchanged."""
    family, given = row.family_reading, row.given_reading
    if not (row.family and row.given and family and given) or any(
        report.verdict is Verdict.ACCEPT for report in reports.values()
    ):
        return None
    if accepted(row, given, family, ask):
        return EXCHANGED, {"family": fold(given).kana, "given": fold(family).kana}
    return None


def parted(row: PersonName, reports: Reports, ask: Ask) -> Moved | None:
    """Return the readings of both parts when one field holds them side by side and the other is empty."""
    if not (row.family and row.given) or bool(row.family_reading) == bool(row.given_reading):
        return None
    kana = fold(row.family_reading or row.given_reading).kana
    if len(kana) > LONGEST_JOINED or reports["family" if row.family_reading else "given"].verdict is Verdict.ACCEPT:
        return None
    for at in range(1, len(kana)):
        if accepted(row, kana[:at], kana[at:], ask):
            return JOINED, {"family": kana[:at], "given": kana[at:]}
    return None


def accepted(row: PersonName, family: str, given: str, ask: Ask) -> bool:
    """Tell whether both parts are accepted with other readings; reports are asked for only where both are explained."""
    pairs = ((row.family, family, "family"), (row.given, given, "given"))
    return all(explained(*pair) for pair in pairs) and all(ask(*pair).verdict is Verdict.ACCEPT for pair in pairs)


def proposing(report: Report, reading: str, reason: str) -> Report:
    """Return a report whose first proposal is a reading that both parts confirm."""
    return report._replace(suggestions=(Suggestion(reading, reason, SURE), *report.suggestions))
