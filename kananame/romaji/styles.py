"""How a style spells a marked reading: kana by kana from its tables, with the choices a holder has.

A :class:`Spelling` is a dictionary from a token (a kana with its small kana, the ン or ッ before it, its vowel signs)
to letters; tokens are worked out when first met, so that spelling a reading is one look-up a token.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import combinations
from typing import Final, NamedTuple

from kananame._tables.romaji_moras import ROMAJI_MORAS
from kananame._tables.romaji_styles import ROMAJI_STYLES
from kananame._tables.romaji_vowels import ROMAJI_VOWELS
from kananame.errors import KananameError
from kananame.model import Finding, Severity
from kananame.romaji.vowels import APART, FINAL_OO, PAIRS, SMALL, VOWEL_OF

STANDARD: Final = "standard"
HOLDER: Final = "holder"
AND: Final = "+"
VOWELS: Final = "aiueo"
OO: Final = "オオ"
LONE: Final = frozenset("ンッー")
DOUBT: Final = "?"
"""Stands behind the letters of a token that has a remark, so that a spelling without any is told at a glance."""

COMPOUNDING: Final = frozenset("ンッー'" + SMALL + "ヮ" + FINAL_OO).union(PAIRS)
"""What a token may hold beside one kana; a reading with none of it is its own tokens."""

_token = re.compile(f"[ンッ]?[^ンッーa-zO' ][{SMALL}ヮ]?[a-zOー']*|.")
tokens_of = _token.findall


class Style(NamedTuple):
    """What a style does with ン, ッ and its letters; the row of ``tables/data/romaji_styles.tsv``."""

    case: str
    nasal: str
    divider: str
    geminate: str
    apart: str
    marks: str


class Spelling(dict[str, str]):
    """The letters of each token in one style with one set of choices; ``remarks`` has a note for the doubtful ones."""

    __slots__ = ("letters", "long", "printed", "remarks", "style", "upper")

    # A spelling is made once for its style and options, and told apart by identity.
    __hash__ = object.__hash__  # type: ignore[assignment]

    def __init__(self, style: str, options: tuple[str, ...]) -> None:
        """Lay the rows of the options over those of the rule."""
        self.style = Style(*ROMAJI_STYLES[style])
        self.upper = self.style.case == "upper"
        self.letters: dict[str, str] = {}
        self.printed: set[str] = set()
        self.long: dict[str, str] = {}
        self.remarks: dict[str, Finding] = {}
        for option in ("", *options):
            for kana, (letters, printed) in ROMAJI_MORAS[style].get(option, {}).items():
                self.letters[kana] = letters.lower()
                if printed:
                    self.printed.add(kana)
            self.long.update(ROMAJI_VOWELS[style].get(option, {}).get("any", {}))
        end = ROMAJI_VOWELS[style][""].get("end", {})
        self.long[FINAL_OO] = end.get(OO, self.long[OO])

    def __missing__(self, token: str) -> str:
        """Work out the letters of a token, once."""
        letters = self._spelled(token)
        found = letters.upper() if self.upper else letters
        if token in self.remarks:
            found += DOUBT
        self[token] = found
        return found

    def spell_name(self, marked: str) -> tuple[str, tuple[Finding, ...]]:
        """Return the letters of a marked reading of one part or several parted by spaces, and the notes."""
        if " " not in marked:
            return self.spell(marked)
        spelled = [self.spell(part) for part in marked.split(" ")]
        return " ".join(text for text, _ in spelled), tuple(note for _, notes in spelled for note in notes)

    def spell(self, marked: str) -> tuple[str, tuple[Finding, ...]]:
        """Return the letters of a marked reading of one part, and the notes on sounds no source prints."""
        if marked[-1:] == "o":
            marked = marked[:-1] + FINAL_OO
        tokens = marked if COMPOUNDING.isdisjoint(marked) else tokens_of(marked)
        text = "".join(map(self.__getitem__, tokens))
        if not self.upper:
            text = text[:1].upper() + text[1:]
        if DOUBT not in text:
            return text, ()
        notes = tuple(self.remarks[token] for token in dict.fromkeys(tokens) if token in self.remarks)
        return text.replace(DOUBT, ""), notes

    def letters_of(self, token: str) -> str:
        """Return the letters of one token, without the sign of a remark."""
        return self[token].removesuffix(DOUBT)

    def _spelled(self, token: str) -> str:
        """Return the letters of a token in lower case."""
        if token in LONE:
            return self._lone(token)
        before = token[0] if token[0] in "ンッ" else ""
        core, signs = _split(token[len(before) :])
        letters = self._core(token, core)
        for sign in signs[:1]:
            letters = self._lengthened(letters, core, sign)
        if APART in signs and letters[-1] in VOWELS:
            letters += self.style.apart
        if before == "ン":
            return self._nasal(letters) + letters
        return self._doubled(token, letters) + letters if before else letters

    def _lone(self, kana: str) -> str:
        """Return the letters of ン with nothing after it; ッ that doubles nothing and ー with no vowel have none."""
        if kana == "ン":
            return "n"
        return self._dropped(kana, kana)

    def _dropped(self, token: str, kana: str) -> str:
        """Return no letters, with a note."""
        self.remarks[token] = Finding("romaji-kana-dropped", Severity.WARNING, params=(("kana", kana),))
        return ""

    def _core(self, token: str, core: str) -> str:
        """Return the letters of a kana with its small kana; a pair no table has is spelled kana by kana."""
        letters = self.letters.get(core) or "".join(self.letters[kana] for kana in core)
        if core not in self.printed:
            shown = letters.upper() if self.upper else letters
            params = (("kana", core), ("romaji", shown))
            self.remarks[token] = Finding("romaji-no-printed-rule", Severity.WARNING, params=params)
        return letters

    def _lengthened(self, letters: str, core: str, sign: str) -> str:
        """Return letters with their last vowel written long."""
        if sign == APART:
            return letters
        pair = FINAL_OO if sign == FINAL_OO else PAIRS.get(sign) or VOWEL_OF[core[-1]] + sign
        return letters[:-1] + self.long[pair].lower()

    def _nasal(self, letters: str) -> str:
        """Return ン before letters."""
        if letters[0] in "bmp":
            return self.style.nasal
        return "n" + self.style.divider if letters[0] in VOWELS + "y" else "n"

    def _doubled(self, token: str, letters: str) -> str:
        """Return ッ before letters: their first consonant once more; before a vowel it has none."""
        if letters.startswith("ch"):
            return self.style.geminate
        return self._dropped(token, "ッ") if letters[0] in VOWELS else letters[0]


def token_at(kana: str, at: int) -> str:
    """Return the token that begins at a place of a reading or marked reading."""
    found = _token.match(kana, at)
    return found[0] if found else ""


def _split(token: str) -> tuple[str, str]:
    """Return the kana and the signs of a token."""
    size = len(token.rstrip("abcdefghijklmnopqrstuvwxyzOー'"))
    return token[:size], token[size:]


def check_style(style: str) -> None:
    """Raise ``KananameError`` for a style no table has."""
    if style not in ROMAJI_STYLES:
        raise KananameError(f"style is one of {', '.join(ROMAJI_STYLES)}, not {style!r}")


@lru_cache(maxsize=1 << 10)
def spelling_of(style: str, option: str) -> Spelling:
    """Return the spelling of a style with an option, or with several joined by ``+`` in any order.

    Raises ``KananameError`` for an unknown style or option, and for options that contradict each other.
    """
    check_style(style)
    known = spellings(style)
    wanted = frozenset(option.split(AND)) if option != STANDARD else frozenset()
    for options, spelling in known.items():
        if wanted == frozenset(options):
            return spelling
    names = [STANDARD, *single_options(style), HOLDER]
    allowed = f"{', '.join(names)}, or some that agree joined by {AND}"
    raise KananameError(f"option of {style} is one of {allowed}, not {option!r}")


def single_options(style: str) -> tuple[str, ...]:
    """Return the options of a style, in table order."""
    return tuple(filter(None, dict.fromkeys((*ROMAJI_VOWELS[style], *ROMAJI_MORAS[style]))))


@lru_cache(maxsize=1 << 6)
def spellings(style: str) -> dict[tuple[str, ...], Spelling]:
    """Return every set of options of a style that agree with one another, with its spelling; no option first."""
    names = single_options(style)
    sets = (chosen for size in range(len(names) + 1) for chosen in combinations(names, size))
    return {chosen: Spelling(style, chosen) for chosen in sets if agree(style, chosen)}


def agree(style: str, options: tuple[str, ...]) -> bool:
    """Return whether no two options decide the same thing."""
    decided = [
        key
        for option in options
        for key in (*ROMAJI_VOWELS[style].get(option, {}).get("any", ()), *ROMAJI_MORAS[style].get(option, ()))
    ]
    return len(decided) == len(set(decided))
