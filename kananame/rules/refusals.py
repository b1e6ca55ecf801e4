"""The official patterns a given name's reading is refused for (認められない読み方, R32)."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kananame._tables.added_words import ADDED_WORDS
from kananame._tables.opposites import OPPOSITES
from kananame._tables.ordinals import ORDINALS
from kananame._tables.unfit_words import UNFIT_WORDS
from kananame.align import LONGEST_LOOSE, align
from kananame.lexicon import attested, attested_readings, is_known_given, options
from kananame.model import Finding, Grade, Part, Severity, Verdict
from kananame.rules.case import Case, Outcome, pattern, proof

ORDINAL_NAMES: Final = ORDINALS["kanji"]
ORDINAL_READINGS: Final = ORDINALS["reading"]
ADDED_TAILS: Final = frozenset(word[-1] for word in ADDED_WORDS)
SHORTEST_CONVENTIONAL: Final = 2
SHORTEST_INSIDE: Final = 2
SEVERAL: Final = 2


def error(code: str, cite: str, **params: str) -> Finding:
    """Return a finding that explains a refusal."""
    return Finding(code, Severity.ERROR, params=tuple(params.items()), cite=cite)


def unfit_word(case: Case) -> Outcome | None:
    """A word plainly unsuitable as a name (アクマ); the list is deliberately small."""
    if case.kana in UNFIT_WORDS:
        return pattern(case, error("unfit-word", "GUIDANCE_REFUSE_ANTISOCIAL", word=case.kana))
    return None


def opposite_meaning(case: Case) -> Outcome | None:
    """A character read as its opposite (高 read ヒクシ)."""
    if case.explained or len(case.standard) > LONGEST_LOOSE or OPPOSITES.keys().isdisjoint(case.standard):
        return None
    for index, char in enumerate(case.standard):
        for reading, other in OPPOSITES.get(char, {}).items():
            at = case.kana.find(reading)
            if at >= 0 and rest_explained(case, index, at, at + len(reading)):
                return pattern(case, error("opposite-meaning", "GUIDANCE_REFUSE_OPPOSITE", char=char, meaning=other))
    return None


def rest_explained(case: Case, index: int, start: int, end: int) -> bool:
    """Tell whether the characters before and after ``index`` read what lies before and after ``kana[start:end]``."""
    sides = ((case.standard[:index], case.kana[:start]), (case.standard[index + 1 :], case.kana[end:]))
    return all((not name and not kana) or align(name, kana, Part.GIVEN) is not None for name, kana in sides)


def other_person(case: Case) -> Outcome | None:
    """A birth-order name read as that of another child (太郎 read ジロウ)."""
    order = ORDINAL_NAMES.get(case.standard)
    if order is None or ORDINAL_READINGS.get(case.kana, order) == order:
        return None
    return pattern(case, error("other-person", "GUIDANCE_REFUSE_OTHER_PERSON", reading=case.kana))


def added_word(case: Case) -> Outcome | None:
    """The reading of the characters plus a clearly different word (健 read ケンイチロウ, ケンサマ)."""
    if case.explained or len(case.standard) > LONGEST_LOOSE or case.kana[-1] not in ADDED_TAILS:
        return None
    for word, (kind, confidence) in ADDED_WORDS.items():
        if not case.kana.endswith(word) or len(case.kana) == len(word):
            continue
        rest = case.kana[: -len(word)]
        found = align(case.standard, rest, Part.GIVEN)
        if attested(case.standard, rest, True) or (found is not None and found.grade is Grade.B):
            finding = error("added-word", "GUIDANCE_REFUSE_ADDED", word=word)
            if confidence == "S" or kind == "name":
                return pattern(case, finding)
            return Outcome(Verdict.REFER, (finding,), proof(case))
    return None


def no_relation(case: Case) -> Outcome | None:
    """Another established name with no relation to the sound of a conventional name (太郎 read マイケル).

    The tables do not see a relation in meaning.  One character alone may be read for its meaning (勉 read マナブ), and
    so may a name that dictionaries read that way (宇宙 ソラ): there the rule is silent, and a person looks.
    """
    if case.explained or len(case.standard) < SHORTEST_CONVENTIONAL or not is_known_given(case.kana):
        return None
    if related(case.standard, case.kana) or not conventional(case.standard):
        return None
    return pattern(case, error("no-relation", "GUIDANCE_REFUSE_UNRELATED", reading=case.kana))


def related(name: str, kana: str) -> bool:
    """Tell whether a form of a character's reading stands at its end of the kana, or two kana of it inside."""
    if kana[0] in options(name[0], True) or kana[-1] in options(name[-1], True):
        return True
    size = len(kana)
    inside = {kana[start:end] for start in range(size) for end in range(start + SHORTEST_INSIDE, size + 1)}
    return any(not inside.isdisjoint(options(char, True)) for char in name)


@lru_cache(maxsize=1 << 12)
def conventional(name: str) -> bool:
    """Tell whether several dictionaries know a standard given name, by readings that all follow its characters."""
    usual = [kana for kana, count in attested_readings(name, True).items() if count >= SEVERAL]
    return bool(usual) and all((found := align(name, kana, Part.GIVEN)) and found.grade is Grade.B for kana in usual)
