"""The columns a checked file gains, and the cells in question with what is said about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from kananame import Romaji, messages
from kananame.io import headings as h
from kananame.io.carried import Carried
from kananame.io.header import Columns
from kananame.io.romaji import CODES, ROMAJI, notes
from kananame.io.screen import LOOKED_AT, ROW, RowReport
from kananame.io.writer import Mark
from kananame.model import Finding, Part, Report, Severity, Suggestion, Verdict

ADDED = (
    "kananame_verdict",
    "kananame_family_verdict",
    "kananame_given_verdict",
    "kananame_family_reading",
    "kananame_given_reading",
    "kananame_grade",
    "kananame_codes",
    "kananame_reasons",
    "kananame_segments",
    "kananame_family_suggestions",
    "kananame_given_suggestions",
)
_GRAVITY = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(slots=True)
class Told(Carried):
    """What a row is told of one part of a name; ``reasons`` have their gravity, ``romaji_codes`` are of spelling.

    ``said`` are the cells of codes and reasons in a row of which nothing else is said.  ``bare``: a text has its cells
    as they are, none quoted or made inert; ``quiet``: bare too, and accepted with nothing to say but the reading, its
    segments and its romaji.
    """

    verdict: str = ""
    reading: str = ""
    grade: str = ""
    codes: tuple[str, ...] = ()
    reasons: tuple[tuple[int, str], ...] = ()
    segments: str = ""
    suggestions: str = ""
    romaji: str = ""
    romaji_codes: tuple[str, ...] = ()
    said: tuple[str, str] = ("", "")
    bare: bool = False
    quiet: bool = False

    def __post_init__(self) -> None:
        """Put the cells of codes and reasons together."""
        if self.codes and not self.said[0]:
            self.said = _said([self])

    def texts(self) -> tuple[str, ...]:
        """Return all that a row may be told."""
        said = (*self.codes, *self.romaji_codes, *[text for _, text in self.reasons])
        return (self.reading, self.segments, self.suggestions, self.romaji, *said)


NOTHING: Final = Told()


def told(part: str, report: Report, lang: str, romaji: Romaji | None = None) -> Told:
    """Return what a row is told of a part that was screened, and spelled where it was."""
    return Told(
        str(report.verdict),
        report.reading,
        str(report.grade or ""),
        tuple([finding.code for finding in report.findings]),
        tuple([(_GRAVITY.index(finding.severity), _in_words(part, finding, lang)) for finding in report.findings]),
        segments(report),
        suggestions(report.suggestions) if report.suggestions else "",
        romaji.text if romaji else "",
        tuple([note.code for note in notes({part: romaji})]) if romaji and romaji.notes else (),
    )


def row_cells(verdict: str, row: Told, family: Told, given: Told, *, spelled: bool) -> list[str]:
    """Return the cells for ``ADDED``, and for ``ROMAJI`` where the names are spelled too; ``row`` has its findings."""
    # Most rows have nothing to say, and most of the others about one part.
    if row.codes or (family.codes and given.codes):
        codes, reasons = _said([one for one in (row, family, given) if one.codes])
    else:
        codes, reasons = family.said if family.codes else given.said
    between = " " if family.segments and given.segments else ""
    cells = [
        verdict,
        family.verdict,
        given.verdict,
        family.reading,
        given.reading,
        # The weaker of two grades is the grade of the row; letters sort that way.
        max(given.grade, family.grade),
        codes,
        reasons,
        f"{family.segments}{between}{given.segments}",
        family.suggestions,
        given.suggestions,
    ]
    if spelled:
        cells += (family.romaji, given.romaji, "")
        if row.romaji_codes or family.romaji_codes or given.romaji_codes:
            cells[-1] = " ".join(dict.fromkeys(code for part in (family, given, row) for code in part.romaji_codes))
    return cells


def _said(told: Sequence[Told]) -> tuple[str, str]:
    """Return all codes, each once, and all reasons, gravest first."""
    codes = dict.fromkeys(code for part in told for code in part.codes)
    reasons = sorted([reason for part in told for reason in part.reasons], key=_gravity)
    return " ".join(codes), " / ".join([text for _, text in reasons])


_gravity: Final = itemgetter(0)


def added_cells(report: RowReport, lang: str) -> list[str]:
    """Return the cells for ``ADDED``, and for ``ROMAJI`` where the row was spelled too."""
    spelled = report.romaji or {}
    parts = {part: told(part, answer, lang, spelled.get(part)) for part, answer in report.parts.items()}
    family, given = (parts.get(part, NOTHING) for part in (Part.FAMILY, Part.GIVEN))
    row = Told(
        codes=tuple(finding.code for finding in report.findings),
        reasons=tuple((_GRAVITY.index(one.severity), _in_words(ROW, one, lang)) for one in report.findings),
        romaji_codes=tuple(one.code for one in report.findings if one.code.startswith(CODES)),
    )
    return row_cells(str(report.verdict), row, family, given, spelled=report.romaji is not None)


def reasons(report: RowReport, lang: str) -> str:
    """Return the findings of a row in words, gravest first, each with the part it is about."""
    found = sorted(report.all_findings(), key=lambda pair: _GRAVITY.index(pair[1].severity))
    return " / ".join(_in_words(part, finding, lang) for part, finding in found)


def _in_words(part: str, finding: Finding, lang: str) -> str:
    sentence = messages.describe(finding, lang)
    part = dict(finding.params).get("part", part)
    if part == ROW:
        return sentence
    return messages.text("reason-of-part", lang, part=messages.text(f"part-{part}", lang), sentence=sentence)


def segments(report: Report) -> str:
    """Return the alignment as 松(マツ)浦(ウラ); a link between characters stands alone as (ノ)."""
    return "".join([f"{segment.kanji}({segment.kana})" for segment in report.segments])


def suggestions(near: Sequence[Suggestion]) -> str:
    """Return the near readings, best first, each with its reason.

    >>> suggestions([Suggestion("キョウコ", "small-kana", 0.9)])
    'キョウコ(small-kana)'
    """
    return " ".join(f"{each.reading}({each.reason})" for each in near)


def beside(record: Sequence[str], width: int, cells: Sequence[str]) -> list[str]:
    """Return a record with cells under the headings added to its own: filled up when short, its surplus behind them."""
    return [*record[:width], *[""] * (width - len(record)), *cells, *record[width:]]


def added(*, spelled: bool) -> list[str]:
    """Return the headings of the cells a file gains, those of the spelled names too where names are spelled."""
    return [*ADDED, *(ROMAJI if spelled else ())]


def marks(report: RowReport, record: Sequence[str], columns: Columns, width: int, lang: str) -> dict[int, Mark]:
    """Return which cells of a checked row are in question, and what is said about each.

    The verdict stands in the column after the record's own; what is about the row as a whole is said there.
    """
    said: dict[int, Mark] = {}
    if report.verdict in LOOKED_AT:
        grave = Severity.ERROR if report.verdict is Verdict.REJECT else Severity.WARNING
        said[width] = Mark(grave, "")
    for at, severity, text in _remarks(report, record, columns, width, lang):
        before = said.get(at, Mark(Severity.INFO, ""))
        gravest = min(before.severity, severity, key=_GRAVITY.index)
        said[at] = Mark(gravest, f"{before.text}\n{text}" if before.text else text)
    return said


def _remarks(
    report: RowReport, record: Sequence[str], columns: Columns, width: int, lang: str
) -> Iterator[tuple[int, Severity, str]]:
    for part, finding in report.all_findings():
        if finding.severity is not Severity.INFO:
            at = _position(part, finding, record, columns)
            at = at if at is None or at < width else at + len(ADDED)
            text = messages.advice(finding.code, lang, **dict(finding.params))
            yield width if at is None else at, finding.severity, text
    for part, answer in report.parts.items():
        if answer.suggestions:
            at = _cell(h.READING_OF[part], h.READING, record, columns)
            yield width if at is None else at, Severity.INFO, _proposals(answer.suggestions, lang)


def _proposals(near: Sequence[Suggestion], lang: str) -> str:
    told = (
        messages.text("note-suggestion", lang, reading=each.reading, reason=messages.text(f"near-{each.reason}", lang))
        for each in near
    )
    return messages.text("note-suggestions", lang, readings=messages.COMMA[lang].join(told))


def _position(part: str, finding: Finding, record: Sequence[str], columns: Columns) -> int | None:
    """Return which cell a finding is about; ``None``: the row as a whole."""
    if column := dict(finding.params).get("column"):
        return int(column) - 1
    if part == ROW:
        return None
    if finding.field == "name":
        return _cell(part, h.NAME, record, columns)
    return _cell(h.READING_OF[part], h.READING, record, columns)


def _cell(role: str, whole: str, record: Sequence[str], columns: Columns) -> int | None:
    """Return where a part of a name stands: in its own column, or in that of the whole name."""
    places = [at for at in (columns.roles.get(role), columns.roles.get(whole)) if at is not None]
    return next((at for at in places if at < len(record) and record[at]), places[0] if places else None)
