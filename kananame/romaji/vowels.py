"""Where a reading holds long vowels (長音), judged on kana and on which characters carry them, never on letters.

A *marked* reading is katakana in which a sign stands for each kana that lengthens a vowel, and ``'`` where two vowels
meet that are not one long vowel.  Every style spells the same marked reading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kananame._tables.romaji_boundaries import ROMAJI_BOUNDARIES
from kananame._tables.romaji_divisions import ROMAJI_DIVISIONS
from kananame.lexicon import standard_name
from kananame.model import Finding, Segment, Severity

ROWS: Final = {
    "ア": "ァアカガサザタダナハバパマャヤラヮワヵヷ",
    "イ": "ィイキギシジチヂニヒビピミリヰヸ",
    "ウ": "ゥウクグスズツヅヌフブプムュユルヴ",
    "エ": "ェエケゲセゼテデネヘベペメレヱヶヹ",
    "オ": "ォオコゴソゾトドノホボポモョヨロヲヺ",
}
VOWEL_OF: Final = {kana: vowel for vowel, row in ROWS.items() for kana in row}
SIGNS: Final = {"アア": "a", "イイ": "i", "ウウ": "u", "エエ": "e", "オオ": "o", "オウ": "w"}
PAIRS: Final = {sign: pair for pair, sign in SIGNS.items()}
VOWELS: Final = frozenset(ROWS)
LENGTHENED: Final = {base + pair[1]: sign for pair, sign in SIGNS.items() for base in ROWS[pair[0]]}
"""Any kana and the vowel that lengthens it -> the sign."""
MEETING: Final = frozenset({"aア", "uウ", "eエ", "oオ", "oウ", "wオ", "wウ"})
"""A long vowel and one that would lengthen it again."""
JUNCTIONS: Final = frozenset(LENGTHENED) | MEETING | {"ー" + vowel for vowel in "アウエオ"}
"""Two signs of a marked reading that a boundary between them makes a question."""
DRAWN: Final = {kana: SIGNS[vowel * 2] for kana, vowel in VOWEL_OF.items()}
"""Any kana -> the sign of its vowel when ー draws it out."""
FINAL_OO: Final = "O"
APART: Final = "'"
DIVIDED: Final = "|"
ANY: Final = "any"
DIVIDED_KANA: Final = frozenset(kana for _, kana in ROMAJI_DIVISIONS)
SMALL: Final = "ァィゥェォャュョ"
LENGTHENS: Final = frozenset("アウエオ")
SHORTENED: Final = frozenset({"オオ", "オウ", "ウウ"})
"""The pairs that a passport writes with one letter, so that the decision shows in the letters."""
NOTED: Final = {"word": "romaji-whole-word", "kana": "romaji-kana-written"}
KANA_ALONE: Final = Finding("romaji-kana-alone")
VOWELS_ALONE: Final = Finding("romaji-kana-alone", Severity.WARNING)

doubtful = re.compile(f"[ouw{APART}]").search
"""Finds a vowel in a marked reading whose length another division of the kanji could change."""


class Part(NamedTuple):
    """Characters and their reading on the way to a marked reading; kana written side by side are one part."""

    kanji: str
    kana: str
    basis: str
    marked: str


def mark(kana: str) -> str:
    """Return a reading marked as if one character carried it: every pair is one long vowel.

    >>> mark("オオオカ"), mark("ヴォードレール"), mark("エドウィン")
    ("オo'オカ", 'ヴォードレール', 'エドウィン')
    """
    if VOWELS.isdisjoint(kana[1:]):
        return kana
    out = []
    before = ""
    for index, char in enumerate(kana):
        if char in VOWELS and (kana[index + 1 : index + 2] or APART) not in SMALL:
            both = before + char
            if both in LENGTHENED:
                before = LENGTHENED[both]
                out.append(before)
                continue
            if both in MEETING:
                out.append(APART)
        out.append(char)
        before = char if char != "ー" else DRAWN.get(before, before)
    return "".join(out)


def mark_alone(kana: str) -> tuple[str, tuple[Finding, ...]]:
    """Return a reading marked on its kana alone, and the note that says so.

    >>> mark_alone("マツウラ")[0], mark_alone("コウチワ")[0]
    ("マツ'ウラ", 'コwチワ')
    """
    marked = divided(kana, kana) or mark(kana)
    return marked, (VOWELS_ALONE if doubtful(marked) else KANA_ALONE,)


def divided(kanji: str, kana: str) -> str:
    """Return the marked reading the table of divisions has for characters, ``""`` when it has none."""
    if kana not in DIVIDED_KANA:
        return ""
    return APART.join(map(mark, ROMAJI_DIVISIONS.get((standard_name(kanji), kana), "").split(DIVIDED)))


@lru_cache(maxsize=1 << 16)
def mark_part(kanji: str, kana: str) -> str:
    """Return the marked reading of characters that carry kana together."""
    return divided(kanji, kana) or mark(kana)


def mark_segments(segments: Sequence[Segment]) -> tuple[str, tuple[Finding, ...]]:
    """Return the marked reading of aligned segments, and a note on each vowel whose length is a judgement.

    >>> from kananame.align import align
    >>> mark_segments(align("松浦", "マツウラ").segments)[0]
    "マツ'ウラ"
    """
    marked = ""
    for segment in segments:
        found = mark_part(segment.kanji, segment.kana)
        first = found[:1]
        if first in LENGTHENS and marked[-1:] + first in JUNCTIONS:
            return _join(_parts(segments))
        if segment.basis in NOTED and (doubtful(found) or marked[-1:] + first in LENGTHENED):
            return _join(_parts(segments))
        marked += found
    return marked, ()


def _parts(segments: Sequence[Segment]) -> list[Part]:
    """Return the parts of a name: neighbours the table of divisions knows, and kana side by side, are one part."""
    parts: list[Part] = []
    for segment in segments:
        if not segment.kana:
            continue
        part = Part(segment.kanji, segment.kana, segment.basis, "")
        if parts:
            before = parts[-1]
            both = (before.kanji + part.kanji, before.kana + part.kana)
            if before.basis == part.basis == "kana":
                parts[-1] = Part(*both, "kana", "")
                continue
            known = divided(*both)
            if known:
                parts[-1] = Part(*both, "divided", known)
                continue
        parts.append(part)
    return [part if part.marked else part._replace(marked=mark_part(part.kanji, part.kana)) for part in parts]


def _join(parts: Sequence[Part]) -> tuple[str, tuple[Finding, ...]]:
    """Return the marked reading of parts after deciding each vowel between them."""
    out = ""
    notes: list[Finding] = []
    before: Part | None = None
    for index, part in enumerate(parts):
        marked = part.marked
        if before is not None and marked[0] in LENGTHENS and (marked[1:2] or APART) not in SMALL:
            last = index == len(parts) - 1
            out, marked, note = _meet(out, before, part, last=last)
            if note and not (marked == "オ" and last):  # a final オ is written either way
                notes.append(note)
        if part.basis in NOTED and doubtful(part.marked):
            notes.append(Finding(NOTED[part.basis], params=(("kanji", part.kanji), ("kana", part.kana))))
        out += marked
        before = part
    return out, tuple(notes)


def _meet(out: str, before: Part, part: Part, *, last: bool) -> tuple[str, str, Finding | None]:
    """Return what stands before and after a boundary once the vowels that meet are decided, and the note on it."""
    end, start = out[-1], part.marked[0]
    if end in PAIRS or end == "ー":
        vowel = PAIRS[end][0] if end in PAIRS else VOWEL_OF.get(out.rstrip("ー")[-1:], "")
        return out + APART * (vowel + start in SIGNS), part.marked, None
    pair = VOWEL_OF.get(end, "") + start
    if pair not in SIGNS:
        return out, part.marked, None
    shown = (("pair", end + start), ("first", before.kanji or before.kana), ("second", part.kanji or part.kana))
    if lengthens(pair, before.kana, part, last=last):
        return out + SIGNS[pair], part.marked[1:], Finding("romaji-vowel-long", params=shown)
    return out + APART, part.marked, Finding("romaji-vowels-apart", params=shown) if pair in SHORTENED else None


def lengthens(pair: str, before: str, part: Part, *, last: bool) -> bool:
    """Return whether the first kana of a part lengthens the vowel before it, as the first fitting row says."""
    written = "okurigana" if part.basis == "kana" else ""
    places = {ANY, "end"} if last else {ANY}
    for _, vowels, befores, after, place, long in ROMAJI_BOUNDARIES:
        if place not in places or befores.isdisjoint((ANY, before)):
            continue
        if vowels in {pair, ANY} and after in {ANY, part.kana, written}:
            return bool(long)
    return False
