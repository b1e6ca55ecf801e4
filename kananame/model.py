"""The types every layer speaks: names, readings, findings, reports.

All are frozen and slotted; the two that are made for every pair are named tuples, which cost a fifth of a frozen
dataclass to make.  Values that travel to other systems are plain strings
(``StrEnum``), so a report can be written as JSON without a converter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Verdict(StrEnum):
    """What the register officer is told (判定)."""

    ACCEPT = "accept"
    REFER = "refer"
    REJECT = "reject"
    NOT_APPLICABLE = "not-applicable"


class Part(StrEnum):
    """Which part of a name (氏 / 名 / 旧氏 / 通称)."""

    FAMILY = "family"
    GIVEN = "given"
    FORMER_FAMILY = "former-family"
    ALIAS = "alias"


class Filing(StrEnum):
    """In which legal situation the reading is looked at (届出の場面)."""

    NEW = "new"
    EXISTING = "existing"
    EX_OFFICIO = "ex-officio"
    CHANGE = "change"


class Grade(StrEnum):
    """How firm an acceptance is.

    A: this very pair is attested.  B: every character is read in full.
    C: one of the looser official kinds (部分音訓, 置き字).
    """

    A = "A"
    B = "B"
    C = "C"


class Severity(StrEnum):
    """How much a finding matters to the person who reads it."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed about a name or a reading.

    ``code`` is API, its wording lives in the message catalogue.  ``field`` is ``"name"``, ``"reading"``, of a line in a
    file ``"row"``, of a history ``"event"``; ``start`` and ``end`` count characters of that field as it was given
    (``None``: the field as a whole).  ``params`` fill the message; ``cite`` is a provision id.
    """

    code: str
    severity: Severity = Severity.INFO
    field: str = "reading"
    start: int | None = None
    end: int | None = None
    params: tuple[tuple[str, str], ...] = ()
    cite: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the finding as JSON-ready data."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "field": self.field,
            "span": None if self.start is None else [self.start, self.end],
            "params": dict(self.params),
            "cite": self.cite,
        }


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters and the kana it carries in the chosen alignment.

    ``basis`` says how it is read: ``on``, ``kun``, ``nanori``, ``mined`` (seen in attested names only),
    ``word`` (熟字訓), ``kana``, ``link`` (ノ ガ ツ between parts), ``partial`` (部分音訓), ``silent`` (置き字).
    ``change`` names the sound change on the way (``rendaku``, ``sokuon`` …), ``""`` when none.
    ``table`` is the table the reading stands in, ``count`` the attested names that support it.
    """

    kanji: str
    kana: str
    basis: str
    change: str = ""
    base: str = ""
    table: str = ""
    count: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the segment as JSON-ready data."""
        return {
            "kanji": self.kanji,
            "kana": self.kana,
            "basis": self.basis,
            "change": self.change,
            "base": self.base,
            "table": self.table,
            "count": self.count,
        }


class Alignment(NamedTuple):
    """How a reading lies over the characters of a name, cheapest path first.

    ``cost`` is comparable between alignments of one pair only.  ``ties`` are the other paths of
    the same cost with different boundaries; romaji depends on them.
    """

    segments: tuple[Segment, ...]
    cost: int
    grade: Grade
    ties: tuple[tuple[Segment, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """A reading in canonical katakana, and what was changed to get there."""

    kana: str
    notes: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reading that is proposed, why, and how well it is supported.

    ``reason`` names the slip that is undone (``small-kana``, ``dakuten`` …), or where a likely reading comes from
    (``attested``, ``composed``); ``score`` lies between 0 and 1; ``count`` is the dictionaries or names behind a likely
    reading.
    """

    reading: str
    reason: str
    score: float
    count: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Return the suggestion as JSON-ready data."""
        return {"reading": self.reading, "reason": self.reason, "score": self.score, "count": self.count}


class Report(NamedTuple):
    """The answer for one name and one reading, with everything an auditor asks for (審査結果)."""

    name: str
    reading: str
    part: Part
    filing: Filing
    verdict: Verdict
    edition: str
    grade: Grade | None = None
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: tuple[str, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    provision: str | None = None
    rule: str | None = None
    ties: tuple[tuple[Segment, ...], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON-ready data; the schema is in ``docs/schema.md``."""
        return {
            "name": self.name,
            "reading": self.reading,
            "part": str(self.part),
            "filing": str(self.filing),
            "verdict": str(self.verdict),
            "grade": None if self.grade is None else str(self.grade),
            "rule": self.rule,
            "provision": self.provision,
            "edition": self.edition,
            "evidence": list(self.evidence),
            "segments": [segment.to_dict() for segment in self.segments],
            "ties": [[segment.to_dict() for segment in path] for path in self.ties],
            "findings": [finding.to_dict() for finding in self.findings],
            "suggestions": [suggestion.to_dict() for suggestion in self.suggestions],
        }


@dataclass(frozen=True, slots=True)
class PersonName:
    """The written name and the readings of one person, as one row of a file holds them."""

    family: str = ""
    family_reading: str = ""
    given: str = ""
    given_reading: str = ""


@dataclass(frozen=True, slots=True)
class PersonReport:
    """The reports of one person's parts, and what only both together show."""

    parts: dict[str, Report] = field(default_factory=dict)
    verdict: Verdict = Verdict.NOT_APPLICABLE
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the person's reports as JSON-ready data."""
        return {
            "parts": {part: report.to_dict() for part, report in self.parts.items()},
            "verdict": str(self.verdict),
            "findings": [finding.to_dict() for finding in self.findings],
        }
