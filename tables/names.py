"""From raw dictionary pairs to standardised, witnessed pairs; and the words no character reading explains."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kananame.near import restored
from kananame.text import is_kanji
from tables.mining import Aligner, Pair, Pairs, Reading, Readings
from tables.readers.names import Attested, katakana

READING = re.compile("[ァ-ヴー]+")
LONGEST_NAME = 8
LONGEST_READING = 16
REPEATS = frozenset("々〃ゝヽ")
LINK_KANA = {"ヶ": "ガカケコ", "ケ": "ガカ", "ヵ": "カガ", "ツ": "ッ", "ッ": "ツ"}
OLD_KANA = {"ハ": "ワ", "ヲ": "オ", "ヰ": "イ", "ヱ": "エ", "ヘ": "エ"}
MIN_WORD_NAMES = 2
MIN_SILENT_NAMES = 10
MIN_SILENT_WITNESSES = 2
LONGEST_WORD = 4


def standardise(name: str, standard: Mapping[str, str]) -> str:
    """Return a name in standard characters: variants replaced, iteration marks repeated, hiragana as katakana."""
    out: list[str] = []
    for char in name:
        out.append(out[-1] if char in REPEATS and out else standard.get(char, char))
    return katakana("".join(out))


def witnessed(attested: Iterable[Attested], standard: Mapping[str, str]) -> dict[Pair, frozenset[str]]:
    """Return standardised (name, kana, part) → witnesses, for names with a kanji and readings in katakana."""
    found: dict[Pair, set[str]] = defaultdict(set)
    for name, kana, part, witness in attested:
        if len(name) > LONGEST_NAME or len(kana) > LONGEST_READING or not READING.fullmatch(kana):
            continue
        if any(is_kanji(char) for char in name) and not any(char.isascii() or char in " ・　" for char in name):
            found[standardise(name, standard), kana, part].add(witness)
    stored_large = enlarged(found)
    return {pair: frozenset(witnesses) for pair, witnesses in sorted(found.items()) if pair not in stored_large}


def enlarged(found: Mapping[Pair, set[str]]) -> set[Pair]:
    """Return the pairs whose small kana a source stored large: more dictionaries read the name with small ones.

    一平 イツペイ stands in one of them beside イッペイ in three; 一紀 イツキ is a reading of its own and stays.
    """
    witnesses: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (name, kana, _), by in found.items():
        witnesses[name, kana] |= by
    return {
        (name, kana, part)
        for name, kana, part in found
        if any(len(witnesses.get((name, form), ())) > len(witnesses[name, kana]) for form in restored(kana))
    }


def kana_readings() -> Readings:
    """Return how kana in a name are read: as themselves, and the few that are also read otherwise (関ヶ原, 四ツ谷)."""
    found = {chr(code): {chr(code): Reading("kana")} for code in (*range(0x30A1, 0x30FB), 0x30FC)}
    for kana, others in (LINK_KANA | OLD_KANA).items():
        for other in others:
            found[kana].setdefault(other, Reading("kana"))
    return found


def words(unexplained: Iterable[Pair], readings: Readings, pairs: Pairs) -> dict[str, Counter[str]]:
    """Return runs of 2-4 characters read as a whole (熟字訓) → kana → names that show them beside known readings."""
    whole: dict[str, set[str]] = defaultdict(set)
    for name, kana, _ in unexplained:
        if 2 <= len(name) <= LONGEST_WORD:
            whole[name].add(kana)
    aligner = Aligner(readings)
    support: dict[str, Counter[str]] = defaultdict(Counter)
    for name, kana, part in sorted(pairs):
        for word, reading, rest, left in cuts(name, kana, whole):
            if aligner.reads(rest, left, part):
                support[word][reading] += 1
    return {
        word: Counter({kana: names for kana, names in counts.items() if names >= MIN_WORD_NAMES})
        for word, counts in sorted(support.items())
    }


def cuts(name: str, kana: str, whole: Mapping[str, set[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (word, its kana, the other characters, their kana) for each word that a longer name begins or ends with."""
    for size in range(2, min(LONGEST_WORD, len(name) - 1) + 1):
        first, last = name[:size], name[-size:]
        for reading in sorted(whole.get(first, ())):
            if kana.startswith(reading) and kana != reading:
                yield first, reading, name[size:], kana.removeprefix(reading)
        for reading in sorted(whole.get(last, ())):
            if kana.endswith(reading) and kana != reading:
                yield last, reading, name[:-size], kana.removesuffix(reading)


def silent(unexplained: Iterable[Pair], readings: Readings, pairs: Pairs) -> dict[str, int]:
    """Return characters that given names carry without reading them (置き字) → names that show it."""
    aligner = Aligner(readings)
    shown: dict[str, set[str]] = defaultdict(set)
    witnesses: dict[str, set[str]] = defaultdict(set)
    for name, kana, part in unexplained:
        if part != "given" or len(name) < 2:
            continue
        for index, char in enumerate(name):
            if is_kanji(char) and aligner.reads(name[:index] + name[index + 1 :], kana, part):
                shown[char].add(name)
                witnesses[char] |= pairs[name, kana, part]
    return {
        char: len(found)
        for char, found in sorted(shown.items())
        if len(found) >= MIN_SILENT_NAMES and len(witnesses[char]) >= MIN_SILENT_WITNESSES
    }
