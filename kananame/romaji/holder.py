"""What a spelling proves of a reading, and the holder's own spelling (非ヘボン式ローマ字)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from kananame._tables.romaji_moras import ROMAJI_MORAS
from kananame.errors import KananameError
from kananame.model import Finding, Severity
from kananame.romaji.reading import Dated, canonical
from kananame.romaji.result import Romaji
from kananame.romaji.styles import AND, HOLDER, STANDARD, check_style, spelling_of, spellings, token_at
from kananame.romaji.vowels import APART, FINAL_OO, SIGNS, SMALL, VOWEL_OF, mark_alone

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
PARTING: Final = str.maketrans("", "", " -'")
LONG_UNPROVEN: Final = Finding("romaji-long-vowels-unproven")
NEEDS_PROOF: Final = Finding("romaji-needs-proof", Severity.WARNING, cite="PASSPORT")


class Compatible(NamedTuple):
    """Whether a spelling can stand for a reading; true where it can.

    ``options`` are the choices of the style that spell the reading so throughout (empty: only a mixture does, or vowels
    that are not one long vowel); ``unproven`` says what of the reading the spelling leaves open.
    """

    romaji: str
    reading: str
    possible: bool = False
    options: tuple[str, ...] = ()
    unproven: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        """Return whether the spelling can stand for the reading."""
        return self.possible


def compatible(romaji: str | Romaji, reading: str, *, style: str = "passport", book: Dated | None = None) -> Compatible:
    """Tell whether a spelling, a passport's say, can stand for a reading, by which choice, and what it does not prove.

    Every pair of vowels may be one long vowel, in each spelling the style allows, or two vowels; spaces, hyphens and
    apostrophes are passed over.  Hepburn is lossy: ONO stands for オオノ and for オノ, JI for ジ and for ヂ.

    Args:
        romaji: the spelling, or what ``romanize`` answered (then its style counts).
        reading: the kana in any form.
        style: the style of the spelling.
        book: the rulebook whose date decides which kana are permitted.

    Raises:
        ValueError: for a reading that is empty or outside the repertoire, and an unknown style.
        TypeError: when ``romaji`` or ``reading`` is no string.

    >>> bool(compatible("OHNO", "オオノ")), compatible("OHNO", "オオノ").options
    (True, ('oh',))
    >>> bool(compatible("ONO", "オノ")), bool(compatible("ONO", "オオノ")), bool(compatible("ONO", "ウノ"))
    (True, True, False)
    """
    if isinstance(romaji, Romaji):
        return compatible(romaji.text, reading, style=romaji.style, book=book)
    if not isinstance(romaji, str):
        raise TypeError(f"romaji is a str, not {type(romaji).__name__}")
    check_style(style)
    kana, _ = canonical(reading, book)
    text = plain(romaji)
    if foreign_letter(romaji, style) or not text or not reaches_end(text, kana, style):
        return Compatible(romaji, kana)
    options = tuple(matching(text, kana, style))
    return Compatible(romaji, kana, possible=True, options=options, unproven=tuple(unproven(text, kana, style)))


def plain(romaji: str) -> str:
    """Return a spelling in lower case without what parts its letters."""
    return romaji.lower().translate(PARTING)


def foreign_letter(romaji: str, style: str) -> str:
    """Return the first character of a spelling that the style does not have, ``""`` when it has all."""
    spelling = spelling_of(style, STANDARD)
    letters = LETTERS + spelling.style.marks
    allowed = letters.upper() if spelling.upper else letters + letters.upper()
    return next((char for char in romaji if char not in allowed + " "), "")


def letters_of(style: str) -> str:
    """Return the letters of a style as they are told to people."""
    spelling = spelling_of(style, STANDARD)
    return "A-Z" if spelling.upper else f"A-Z a-z {spelling.style.marks}"


def reaches_end(text: str, kana: str, style: str) -> bool:
    """Return whether some division of the kana into short, long and separate vowels spells the whole text."""
    reached: dict[int, set[int]] = defaultdict(set, {0: {0}})
    for at in range(len(kana)):
        starts = reached.pop(at, set())
        for end, letters in ways(kana, at, style) if starts else ():
            reached[end].update(start + len(letters) for start in starts if text.startswith(letters, start))
    return len(text) in reached[len(kana)]


def ways(kana: str, at: int, style: str) -> Iterator[tuple[int, str]]:
    """Yield each way to spell the kana at a place: where it ends, and its letters."""
    if kana[at] == " ":
        yield at + 1, ""
        return
    token = token_at(kana, at)
    end = at + len(token)
    yield from ((end, letters) for letters in spelled(style, (token,)))
    sign = SIGNS.get(VOWEL_OF.get(token[-1], "") + kana[end : end + 1])
    if sign and (kana[end + 1 : end + 2] or APART) not in SMALL:
        signs = (sign, FINAL_OO) if sign == "o" else (sign,)
        yield from ((end + 1, letters) for letters in spelled(style, tuple(token + sign for sign in signs)))


@lru_cache(maxsize=1 << 16)
def spelled(style: str, tokens: tuple[str, ...]) -> frozenset[str]:
    """Return every way the style's choices spell a token."""
    return frozenset(plain(spelling.letters_of(token)) for spelling in spellings(style).values() for token in tokens)


def matching(text: str, kana: str, style: str) -> Iterator[str]:
    """Yield the options of the style that spell the reading as the text, each without what adds nothing."""
    marked = " ".join(mark_alone(word)[0] for word in kana.split(" "))
    fitting: list[frozenset[str]] = []
    for options, spelling in spellings(style).items():
        if plain(spelling.spell_name(marked)[0]) == text and not any(found <= set(options) for found in fitting):
            fitting.append(frozenset(options))
            yield AND.join(options) or STANDARD


def unproven(text: str, kana: str, style: str) -> Iterator[Finding]:
    """Yield what of a reading its spelling leaves open: long vowels a style does not write, kana it writes alike."""
    if spelling_of(style, STANDARD).long["オウ"].lower() == "o" and not {"o", "u"}.isdisjoint(text):
        yield LONG_UNPROVEN
    alike = written_alike(style)
    for core in dict.fromkeys(core for at in range(len(kana)) for core in (kana[at : at + 2], kana[at])):
        for other in alike.get(core, ()):
            yield Finding("romaji-kana-unproven", params=(("kana", core), ("other", other)))


@lru_cache(maxsize=1 << 6)
def written_alike(style: str) -> dict[str, tuple[str, ...]]:
    """Return, for each kana whose letters another has too, those others; sounds no source prints are left out."""
    groups: dict[str, list[str]] = defaultdict(list)
    for kana, (letters, printed) in ROMAJI_MORAS[style][""].items():
        if printed:
            groups[letters].append(kana)
    return {
        kana: tuple(other for other in group if other != kana)
        for group in groups.values()
        for kana in group
        if len(group) > 1
    }


def holders_own(written: Romaji, given: str) -> Romaji:
    """Return the holder's own spelling as it stands, with a note on what it takes.

    A spelling that cannot stand for the reading (SMITH for スミス, the spelling of a family) needs proof.
    Raises ``KananameError`` when it has letters the style has not, or none.
    """
    if not isinstance(given, str):
        raise TypeError(f"given is a str, not {type(given).__name__}")
    if foreign_letter(given, written.style) or not all(given.split(" ")):
        letters = letters_of(written.style)
        raise KananameError(f"a {written.style} spelling has the letters {letters} and single spaces, not {given!r}")
    found = compatible(given, written.reading, style=written.style)
    options = ", ".join(found.options)
    note = Finding("romaji-holder-fits", params=(("options", options or "-"),)) if found else NEEDS_PROOF
    return written._replace(text=given, option=HOLDER, notes=(*written.notes, note))
