"""A reading as ruby over the characters that carry it, one name below the other (文字の上の読み)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import kananame as kn
from docs.pictures.drawing import Drawing, width
from kananame import messages
from kananame.model import Report, Segment, Severity, Verdict

KANJI: Final = 34
KANA: Final = 17
SMALL: Final = 15
GAP: Final = 10
EDGE: Final = 20
ROW: Final = 100
WIDE: Final = 550
SAID: Final = 152
"""Where what is said of a name begins."""
CHIP: Final = 26
LEAD: Final = 22
NO_BASIS: Final = frozenset({"", "kana"})


@dataclass(frozen=True, slots=True)
class Row:
    """A name, its reading, in what situation, and what to say of it: reasons, kinds of reading, romaji."""

    name: str
    reading: str
    part: str = "family"
    filing: str = "existing"
    say: str = "reasons"


def rows(title: str, lang: str, shown: tuple[Row, ...]) -> str:
    """Return the figure of some names."""
    drawing = Drawing((WIDE, ROW * len(shown) + 16), lang, title)
    for number, row in enumerate(shown):
        top = 8 + ROW * number
        if number:
            drawing.line(((EDGE, top), (WIDE - EDGE, top)), "r-rule", thick=1)
        report = kn.check(row.name, row.reading, part=row.part, filing=row.filing)
        ruby(drawing, EDGE, top, report)
        if row.say == "reasons":
            decided(drawing, top, report)
        elif row.say == "romaji":
            spelled(drawing, top, report)
        else:
            lines = lines_of(kinds(report, lang), lang)
            beside(drawing, top + ROW / 2 + 5 - LEAD * (len(lines) - 1) / 2, lines)
    return drawing.svg()


def ruby(drawing: Drawing, x: float, top: float, report: Report) -> None:
    """Draw the characters with their kana above; a reading nobody can divide stands over the whole name."""
    segments = report.segments or (Segment(report.name, report.reading, ""),)
    for segment in segments:
        ink = "link" if report.segments and segment.kana else "quiet"
        size = max(width(segment.kanji, KANJI), width(segment.kana, KANA)) + 4
        middle = x + size / 2
        drawing.text(middle, top + 30, segment.kana, size=KANA, ink=ink, anchor="middle", bold=True)
        drawing.line(((x + 3, top + 37), (x + size - 3, top + 37)), f"s-{ink}", dashed=ink == "quiet")
        drawing.text(middle, top + 75, segment.kanji, size=KANJI, anchor="middle")
        x += size + GAP


def decided(drawing: Drawing, top: float, report: Report) -> None:
    """Write the verdict and why."""
    lang = drawing.lang
    chip = messages.text(f"verdict-{report.verdict}", lang)
    if report.grade is not None:
        chip += f" {report.grade}"
    size = width(chip, 16) + 22
    drawing.box(SAID, top + 12, (size, CHIP), str(report.verdict), radius=CHIP / 2)
    drawing.text(SAID + size / 2, top + 31, chip, ink=str(report.verdict), anchor="middle", bold=True)
    beside(drawing, top + 61, lines_of(reasons(report, lang), lang)[:2])


def reasons(report: Report, lang: str) -> list[str]:
    """Return the findings in words, or what makes an acceptance firm; then the best proposal."""
    said = [messages.describe(finding, lang) for finding in report.findings]
    if not said and report.grade is not None:
        said = [messages.text(f"grade-{report.grade}", lang)]
    if report.verdict is Verdict.REFER and report.suggestions:
        said.append(f"{'候補：' if lang == 'ja' else 'Proposal: '}{report.suggestions[0].reading}")
    return said


def kinds(report: Report, lang: str) -> list[str]:
    """Return how each character is read: the kind, and the change of sound on the way."""
    said = [kind(segment, lang) for segment in report.segments if segment.basis not in NO_BASIS]
    return list(dict.fromkeys(said))


def kind(segment: Segment, lang: str) -> str:
    """Return the kind of one segment in words."""
    basis = messages.text(f"basis-{segment.basis}", lang)
    if segment.change:
        changes = "+".join(messages.text(f"change-{change}", lang) for change in segment.change.split("+"))
        basis = f"{basis} {segment.base}→{segment.kana}" + bracketed(changes, lang)
    elif segment.basis == "partial":
        basis += bracketed(segment.base, lang)
    shown = segment.kanji or segment.kana
    return f"{shown}：{basis}" if lang == "ja" else f"{shown}: {basis}"


def bracketed(text: str, lang: str) -> str:
    """Return a text in the brackets of a language."""
    return f"（{text}）" if lang == "ja" else f" ({text})"


def spelled(drawing: Drawing, top: float, report: Report) -> None:
    """Write the passport spelling, and the gravest of what is said about its vowels."""
    romaji = kn.romanize(report.reading, name=report.name, part=report.part)
    notes = sorted(romaji.notes, key=lambda note: note.severity is not Severity.WARNING)
    lines = lines_of([messages.describe(note, drawing.lang) for note in notes[:1]], drawing.lang)
    start = top + ROW / 2 + 7 - LEAD * len(lines) / 2
    drawing.text(SAID, start, romaji.text, size=20, bold=True)
    beside(drawing, start + LEAD + 1, lines, ink="quiet")


def lines_of(said: list[str], lang: str) -> list[str]:
    """Return sentences as lines that fit beside a name."""
    return [part for line in said for part in broken(line, WIDE - EDGE - SAID, lang)]


def beside(drawing: Drawing, start: float, lines: list[str], ink: str = "text") -> None:
    """Write lines to the right of a name."""
    for number, line in enumerate(lines):
        drawing.text(SAID, start + LEAD * number, line, size=SMALL, ink=ink)


def broken(line: str, room: float, lang: str) -> list[str]:
    """Return a line as lines that fit: Japanese breaks after its marks, English between words."""
    out = [""]
    for piece in clauses(line, room) if lang == "ja" else [f"{word} " for word in line.split(" ")]:
        if width((out[-1] + piece).rstrip(), SMALL) > room:
            out.append("")
        out[-1] += piece
    return [part.rstrip() for part in out if part.strip()]


def clauses(line: str, room: float) -> Iterator[str]:
    """Yield the pieces of a Japanese sentence that stay together: a clause, or its characters where it is too long."""
    for clause in re.findall("[^、。]+[、。]?", line):
        yield from [clause] if width(clause, SMALL) <= room else clause
