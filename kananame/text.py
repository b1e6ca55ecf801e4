"""Text as it comes in: readings folded to canonical katakana, permitted kana, and what a character is.

Canonical form: full-width katakana, composed, without spaces.  What cannot be folded stays where it is, in sight,
and is found by :func:`repertoire_findings`.  Everything is driven by the tables, never by the Unicode data of the
running Python, so that one edition gives one answer everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from kananame._tables.folding import FOLDING
from kananame._tables.repertoire import REPERTOIRE
from kananame.kana import SMALL
from kananame.model import Finding, Folded, Severity

Span = tuple[int, int]
"""First character and the one after the last."""

SPACES = " \u3000"
"""What stands around a name or between its parts and is no part of it: old systems pad a cell with either."""
CITE = "KISOKU_30_2_T2"
DOUBTFUL_FOLDS = frozenset({"folded-hyphen", "folded-space", "folded-invisible"})
VOICING_MARK = "\u3099"
MARKS = VOICING_MARK + "\u309a"
VOICED_ITERATION = "ヾ"
KATAKANA = frozenset(map(chr, (*range(0x30A1, 0x30FB), 0x30FC)))
VOICED = {key[0]: joined for key, (joined, _) in FOLDING.items() if key[1:] == VOICING_MARK}
ALREADY_VOICED = frozenset(VOICED.values())
REPEATABLE = KATAKANA - SMALL - {"ー"}
# Drawn like ー but a numeral in its own right: ー only where nothing but kana stands around it.
KANJI_ONE = frozenset("一⼀㇐")

SPACE_RUN = re.compile(f"[{SPACES}]+")
_canonical = re.compile("[ァ-ヺー]*").fullmatch
_kana_name = re.compile(
    "(?=.*[ぁ-ゖゟァ-ヺヿㇰ-ㇿｦ-ｯｱ-ﾝ\U0001b000-\U0001b16f])[ぁ-ゖ\u3099-ゟァ-ヺー-ヿㇰ-ㇿｦ-ﾟ\U0001b000-\U0001b16f]+"
).fullmatch
_LATIN = "A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ɏḀ-ỿ"
_BETWEEN = " .'’,\\-‐\u00a0\u3000．＇，－"
_latin_name = re.compile(f"[{_BETWEEN}]*[{_LATIN}][{_LATIN}\u0300-\u036f{_BETWEEN}]*").fullmatch
_kanji = re.compile("[々〆〇㐀-䶿一-\u9fff\uf900-\ufaff\U00020000-\U0003347f]").fullmatch


def fold(text: str) -> Folded:
    """Return a reading in canonical katakana with a note on each kind of change and where it was made.

    Half-width and hiragana, separate dakuten, iteration marks, hyphens for ー, spaces and invisible characters, old
    and circled kana are folded; everything else, control characters too, stays.  Spans count characters of ``text``.

    Args:
        text: the reading as it was given; any string.

    Raises:
        TypeError: when ``text`` is no string.

    Source: Unicode names and normalisation forms, and the hand rows of ``tables/data/folding.tsv``.

    >>> fold("ﾏﾂｳﾗ").kana
    'マツウラ'
    >>> [(note.code, note.start, note.end) for note in fold("みすゞ ").notes]
    [('folded-hiragana', 0, 2), ('folded-iteration', 2, 3), ('folded-space', 3, 4)]
    """
    try:
        if _canonical(text):
            return Folded(text)
    except TypeError:
        raise _not_a_reading(text) from None
    folding = _Folding(text)
    return Folded("".join(folding.pieces), folding.notes())


def fold_spans(text: str) -> tuple[Span, ...]:
    """Return, for each character of ``fold(text).kana``, the characters of ``text`` it comes from.

    Args:
        text: the reading as it was given.

    Raises:
        TypeError: when ``text`` is no string.

    >>> fold_spans("ﾐ ｽﾞ")
    ((0, 1), (2, 4))
    """
    if not isinstance(text, str):
        raise _not_a_reading(text)
    return _Folding(text).spans()


def _not_a_reading(value: object) -> TypeError:
    """Return the error for what is no string."""
    return TypeError(f"a reading is a str, not {type(value).__name__}; pass '' when there is none")


class _Folding:
    """One reading on its way to canonical katakana, piece by piece.

    ``pieces`` holds what stands for each character of ``text`` (nothing: it was removed, or joined the kana before it),
    ``ends`` where a character that took in a mark ends, ``changes`` what was done where.
    """

    __slots__ = ("changes", "ends", "last", "one", "pieces", "text")

    def __init__(self, text: str) -> None:
        """Fold ``text`` from left to right, in time linear in its length."""
        self.text = text
        self.pieces = list(text)
        self.ends: dict[int, int] = {}
        self.changes: list[tuple[str, int, int]] = []  # note code, span; of one code in the order of the text
        self.last = -1  # the last piece that holds anything
        self.one = -1  # a kanji 一 after kana that waits for what follows
        for index, char in enumerate(text):
            entry = FOLDING.get(char)
            if entry is not None:
                self._fold(index, *entry)
            if self.pieces[index]:
                if self.one >= 0:
                    self._settle_one(follower=self.pieces[index][0])
                if char in KANJI_ONE and self._after_kana():
                    self.one = index
                self.last = index
        if self.one >= 0:
            self._settle_one(follower="")

    def spans(self) -> tuple[Span, ...]:
        """Return, for each character of the canonical katakana, the characters of the text it comes from."""
        return tuple((index, self.ends.get(index, index + 1)) for index, piece in enumerate(self.pieces) for _ in piece)

    def notes(self) -> tuple[Finding, ...]:
        """Return one finding per run of a kind, in the order of the text; changes that touch are one run."""
        runs: list[tuple[int, int, str]] = []
        current: dict[str, Span] = {}
        for code, start, end in self.changes:
            begun, reached = current.get(code, (start, start))
            if start > reached:
                runs.append((begun, reached, code))
                begun = start
            current[code] = (min(begun, start), end)
        runs.extend((start, end, code) for code, (start, end) in current.items())
        return tuple(self._note(*run) for run in sorted(runs))

    def _note(self, start: int, end: int, code: str) -> Finding:
        """Return the finding for one run, with the text before and after."""
        severity = Severity.WARNING if code in DOUBTFUL_FOLDS else Severity.INFO
        params = (("before", self.text[start:end]), ("after", "".join(self.pieces[start:end])))
        return Finding(code, severity, "reading", start, end, params)

    def _fold(self, index: int, to: str, code: str) -> None:
        """Fold the character at ``index`` as the table says, if what stands before it allows."""
        if to and to in MARKS:
            self._join(index, to, code)
        elif code == "folded-iteration":
            self._repeat(index, to, code)
        elif code != "folded-hyphen" or (self.text[index] not in KANJI_ONE and self._after_kana()):
            self._change(index, to, code)

    def _change(self, index: int, to: str, code: str) -> None:
        """Put ``to`` in the place of the character at ``index``."""
        self.pieces[index] = to
        self.changes.append((code, index, index + 1))

    def _join(self, index: int, mark: str, code: str) -> None:
        """Let a dakuten or handakuten join the kana before it, also across what was removed between them."""
        if self.last < 0:
            return
        base = self.pieces[self.last]
        joined = FOLDING.get(base[-1] + mark, ("", ""))[0]
        own = FOLDING.get(self.text[self.last], ("", ""))[1]
        if not joined and own == "folded-iteration" and mark == VOICING_MARK and base in ALREADY_VOICED:
            joined = base  # ガ, ヽ and a dakuten apart: the ヾ they make repeats ガ
        if not joined:
            return
        self.pieces[self.last] = base[:-1] + joined
        self.pieces[index] = ""
        self.ends[self.last] = index + 1
        if own:
            self.changes.append((own, self.last, index + 1))
        self.changes.append((code, self.last, index + 1))

    def _repeat(self, index: int, mark: str, code: str) -> None:
        """Write out an iteration mark: the kana before it with its dakuten, or voiced.

        Source: くりかへし符号の使ひ方 (文部省, 1946), 一つ点.
        """
        kana = self.pieces[self.last][-1] if self.last >= 0 else ""
        if kana not in REPEATABLE:
            return
        if mark == VOICED_ITERATION and kana not in ALREADY_VOICED:
            kana = VOICED.get(kana, "")
        if kana:
            self._change(index, kana, code)

    def _after_kana(self) -> bool:
        """Return whether kana is what stands last."""
        return self.last >= 0 and self.pieces[self.last][-1] in KATAKANA

    def _settle_one(self, follower: str) -> None:
        """Read a waiting kanji 一 as ー when kana or nothing follows it."""
        if not follower or follower in KATAKANA:
            self._change(self.one, *FOLDING["一"])
        self.one = -1


def read_kana(text: str, on: date) -> tuple[str, tuple[Finding, ...]]:
    """Return a reading in canonical katakana, with what folding changed and what the repertoire of a day does not hold.

    The findings of :func:`fold` and :func:`repertoire_findings`, with spans that count characters of ``text``.

    Args:
        text: the reading as it was given.
        on: the legal date.

    >>> kana, found = read_kana("ﾏﾂｳﾗ･", date(2026, 11, 23))
    >>> kana, [(finding.code, finding.start) for finding in found]
    ('マツウラ・', [('folded-width', 0), ('kana-not-permitted', 4)])
    """
    if all_settled(on)(text):
        return text, ()
    folding = _Folding(text)
    kana = "".join(folding.pieces)
    return kana, folding.notes() + repertoire_findings(kana, on, folding.spans())


def repertoire_findings(kana: str, on: date, spans: Sequence[Span] | None = None) -> tuple[Finding, ...]:
    """Return a finding for each character of a folded reading that is not surely permitted on a day.

    A kana no source settles is a warning (``kana-unverified``), anything outside the table an error
    (``kana-not-permitted``).  Where in a word a kana stands is not looked at.

    Args:
        kana: the reading as :func:`fold` returns it.
        on: the legal date.
        spans: for each character of ``kana`` its span in the text as given (:func:`fold_spans`); without it the
            findings count characters of ``kana``.

    Source: 戸籍法施行規則 30条の2 and 別表第二 (``tables/data/repertoire.tsv``).

    >>> repertoire_findings("マツウラ", date(2026, 11, 23))
    ()
    >>> [(found.code, found.start) for found in repertoire_findings("ヴィ・", date(2026, 11, 23))]
    [('kana-unverified', 0), ('kana-not-permitted', 2)]
    """
    all_settled, settled, unverified = _permitted(on)
    if all_settled(kana):
        return ()
    findings = []
    for index, char in enumerate(kana):
        if char in settled:
            continue
        start, end = spans[index] if spans is not None else (index, index + 1)
        shown = (("char", char), ("codepoint", f"U+{ord(char):04X}"))
        if char in unverified:
            found = Finding("kana-unverified", Severity.WARNING, "reading", start, end, shown, CITE)
        else:
            where = (("position", str(start + 1)),)
            found = Finding("kana-not-permitted", Severity.ERROR, "reading", start, end, shown + where, CITE)
        findings.append(found)
    return tuple(findings)


@lru_cache(maxsize=64)
def all_settled(on: date) -> Callable[[str], object]:
    """Return the test whether a text holds nothing but kana surely permitted on a day, canonical as it stands.

    >>> all_settled(date(2026, 11, 23))("マツウラ") is not None
    True
    """
    return _permitted(on)[0]


@lru_cache(maxsize=64)
def _permitted(on: date) -> tuple[Callable[[str], object], frozenset[str], frozenset[str]]:
    """Return the pattern of settled kana in force on a day, the same as a set, and the unverified kana."""
    day = on.isoformat()
    by: dict[str, set[str]] = {"settled": set(), "unverified": set()}
    for char, periods in REPERTOIRE.items():
        for confidence, first, last in periods:
            if first <= day and (not last or day <= last):
                by[confidence].add(char)
    settled = "".join(sorted(by["settled"]))
    pattern = re.compile(f"[{re.escape(settled)}]*" if settled else "").fullmatch
    return pattern, frozenset(settled), frozenset(by["unverified"])


def is_katakana_reading(text: str) -> bool:
    """Return whether a reading is in canonical katakana already and not empty.

    >>> is_katakana_reading("マツウラ"), is_katakana_reading("ﾏﾂｳﾗ"), is_katakana_reading("")
    (True, False, False)
    """
    return text != "" and _canonical(text) is not None


def is_kana(text: str) -> bool:
    """Return whether a written name is in kana throughout, in any of its forms; hyphens and spaces are no kana.

    >>> is_kana("みすゞ"), is_kana("サーシャ"), is_kana("一ノ瀬"), is_kana("ー")
    (True, True, False, False)
    """
    return _kana_name(text) is not None


def is_latin_name(text: str) -> bool:
    """Return whether a name is in Latin letters (full or half width, accented or not), as foreign residents' names are.

    Spaces, full stops, apostrophes, hyphens and commas may stand among the letters; at least one letter must.

    >>> is_latin_name("O'NEIL-SMITH, ANNE"), is_latin_name("ＳＭＩＴＨ"), is_latin_name("-"), is_latin_name("松浦")
    (True, True, False, False)
    """
    return _latin_name(text) is not None


def is_kanji(char: str) -> bool:
    """Return whether one character is a kanji: an ideograph of any extension, a compatibility ideograph, or 々 〆 〇.

    々 stands for the kanji before it; 〆 and 〇 are read like kanji (〆木 シメギ): Unicode has them as ideographs.
    ヶ is not among them: it is encoded as kana, and its readings カ ガ ケ are the business of the alignment.
    The blocks up to extension J are counted whole, code points not yet assigned included.

    >>> [is_kanji(char) for char in "松々〆〇ヶー"]
    [True, True, True, True, False, False]
    """
    return _kanji(char) is not None
