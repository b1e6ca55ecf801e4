"""The answers of the playground: JSON in, JSON out, so that the page needs to know nothing of Python.

Runs in Pyodide beside the page and, for its tests, in CPython; everything it says comes from the library.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import kananame as kn
from docs.playground.said import Json, Words
from kananame._tables.romaji_styles import ROMAJI_STYLES
from kananame.errors import KananameError, NotInForce
from kananame.model import Part, PersonName, PersonReport, Report, Verdict
from kananame.rules.case import START

PROPOSED = 6
"""So many likely readings are shown for a name without one."""
SPELLED = frozenset({Verdict.ACCEPT, Verdict.REFER})
UNSPELLED = frozenset({"too-long", "missing", "foreign"})
"""Rules after which there is nothing to spell in Latin letters."""


class Asked(NamedTuple):
    """What the page asks about one person: the parts with name and reading, the situation, the words wanted."""

    parts: dict[str, tuple[str, str]]
    filing: str
    book: kn.Rulebook
    words: Words


def answer(question: str) -> str:
    """Return the answer to a question of the page as JSON.

    >>> ask = {"parts": {"family": ["松浦", "ﾏﾂｳﾗ"]}, "filing": "existing", "on": "", "lang": "en"}
    >>> json.loads(answer(json.dumps(ask)))["verdict"]["text"]
    'accepted'
    """
    return json.dumps(answered(json.loads(question)), ensure_ascii=False)


def answered(question: Mapping[str, Any]) -> Json:
    """Return the answer about one person, or what is wrong with the date."""
    words = Words(question["lang"])
    try:
        book = book_on(question.get("on") or "")
    except ValueError:
        return {"error": "date", "first": START.isoformat()}
    parts = {part: (name, reading) for part, (name, reading) in question["parts"].items() if name or reading}
    return screened(Asked(parts, question["filing"], book, words))


def book_on(day: str) -> kn.Rulebook:
    """Return the rulebook of a day written YYYY-MM-DD, the newest without one.

    Raises ``ValueError`` for what is no date, and for a day before the rules.
    """
    try:
        return kn.rulebook(date.fromisoformat(day) if day else None)
    except NotInForce as early:
        raise ValueError(str(early)) from None


def screened(asked: Asked) -> Json:
    """Return verdict, reasons, proposals, romaji and card face of the parts that were given."""
    words = asked.words
    person = report_on(asked)
    parts = [words.report(report) for report in person.parts.values()]
    for part, report in zip(parts, person.parts.values(), strict=True):
        if report.name and not report.reading:
            part["suggestions"] = likely(report, asked)
    return {
        "verdict": words.verdict(person.verdict),
        "edition": asked.book.edition,
        "findings": words.findings(person.findings),
        "parts": parts,
        "romaji": romaji(person.parts, asked),
        "card": card(person.parts, asked),
    }


def report_on(asked: Asked) -> PersonReport:
    """Return the reports: family and given name as one person, a former name or an alias by itself."""
    alone = next((part for part in (Part.FORMER_FAMILY, Part.ALIAS) if part in asked.parts), None)
    if alone is None:
        return kn.check_person(person_of(asked.parts), filing=asked.filing, book=asked.book)
    report = kn.check(*asked.parts[alone], part=alone, filing=asked.filing, book=asked.book)
    return PersonReport({alone: report}, report.verdict)


def person_of(parts: Mapping[str, tuple[str, str]]) -> PersonName:
    """Return family and given name with their readings."""
    family, given = (parts.get(part, ("", "")) for part in (Part.FAMILY, Part.GIVEN))
    return PersonName(*family, *given)


def likely(report: Report, asked: Asked) -> list[Json]:
    """Return the readings a name without one may have."""
    part = Part.GIVEN if report.part is Part.GIVEN else Part.FAMILY
    return asked.words.suggestions(kn.suggest(report.name, part=part)[:PROPOSED])


def read(parts: Mapping[str, Report]) -> dict[str, tuple[str, str]]:
    """Return the names with a reading that may stand and be spelled, in canonical kana."""
    return {
        part: (report.name, report.reading)
        for part, report in parts.items()
        if report.reading and report.verdict in SPELLED and report.rule not in UNSPELLED
    }


def romaji(parts: Mapping[str, Report], asked: Asked) -> Json | None:
    """Return the names in Latin letters of every style, family and given name as one; what all note stands once."""
    spelled = read(parts)
    if not spelled:
        return None
    name, reading = (" ".join(texts) for texts in zip(*spelled.values(), strict=True))
    part = None if len(spelled) > 1 else Part.GIVEN if Part.GIVEN in spelled else Part.FAMILY
    try:
        found = [kn.romanize(reading, name=name, part=part, style=style, book=asked.book) for style in ROMAJI_STYLES]
    except KananameError:
        # What cannot be spelled is said of the reading already.
        return None
    shared = [note for note in found[0].notes if all(note in each.notes for each in found)]
    styles = [
        {
            "style": asked.words.text(f"style-{each.style}"),
            "text": each.text,
            "alternatives": list(each.alternatives),
            "notes": asked.words.findings(note for note in each.notes if note not in shared),
        }
        for each in found
    ]
    return {"styles": styles, "notes": asked.words.findings(shared)}


def card(parts: Mapping[str, Report], asked: Asked) -> Json | None:
    """Return the lines of a card face, and what was noticed; ``None`` when no card could hold these names."""
    spelled = {part: pair for part, pair in read(parts).items() if part in {Part.FAMILY, Part.GIVEN}}
    if not spelled or len(spelled) < len(parts):
        return None
    face = kn.card_face(person_of(spelled), book=asked.book)
    words = asked.words
    lines = [
        {"field": words.text(f"field-{line.field}"), "text": line.text, "rule": words.text(f"line-{line.rule}")}
        for line in face.lines
    ]
    return {"lines": lines, "findings": words.findings(face.findings)}
