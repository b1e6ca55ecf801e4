"""Names with a pronunciation, and how many of them are spelled as they are pronounced.

The judge is the personal names of IPADIC, which is no source of the tables: its pronunciation column has ー where a
vowel is long.  Names with a kanji are asked whose reading is as long as their pronunciation.

IPADIC is not always right (翁 オウ and 正親町 オオギマチ have no long vowel in it), so the names on which UniDic's
pronunciation differs are also told apart.  UniDic is a source of the tables, and of some rows of
``tables/data/romaji_divisions.tsv``, so it judges nothing; its names are what the tables know.

``python -m tests.benchmarks.romaji_accuracy`` also prints every miss.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import kananame
from kananame.romaji.styles import spelling_of
from kananame.romaji.vowels import LENGTHENED, SMALL
from kananame.text import is_kanji
from tables.readers.names import MECAB_PARTS
from tables.sources import read
from tests.benchmarks import judges
from tests.benchmarks.text import table

CLASSES = ("plain", "long vowel", "vowels apart")
TARGETS = {"plain": 99.9, "long vowel": 99.5, "vowels apart": 94.0}
IPADIC_CELLS = (6, 7, 8)
UNIDIC_CELLS = (8, 17, 9)


class Judged(NamedTuple):
    """A name of a dictionary: how it is written, read and pronounced, and its part."""

    name: str
    reading: str
    pronunciation: str
    part: str


Speller = Callable[[Judged], str]
"""Spells a name, in capitals without what parts the letters."""


def names(data: bytes, cells: tuple[int, int, int]) -> list[Judged]:
    """Return the personal names of a MeCab dictionary that have a pronunciation, by where its cells lie."""
    found = set()
    for cell in judges.feature_rows(data):
        if len(cell) > max(cells) and cell[2] == "人名" and cell[3] in MECAB_PARTS:
            name, reading, pronunciation = (cell[at] for at in cells)
            if len(reading) == len(pronunciation) and any(map(is_kanji, name)):
                found.add(Judged(name, reading, pronunciation, MECAB_PARTS[cell[3]]))
    return sorted(found)


def ipadic() -> list[Judged]:
    """Return the names of the judge."""
    return names(judges.contents("ipadic"), IPADIC_CELLS)


def unidic() -> list[Judged]:
    """Return the names of UniDic, a source of the tables."""
    return names(read("unidic"), UNIDIC_CELLS)


def places(reading: str) -> Iterator[int]:
    """Yield where ウ or オ could lengthen the vowel before it."""
    for at in range(1, len(reading)):
        if LENGTHENED.get(reading[at - 1 : at + 1], "-") in "ouw" and (reading[at + 1 : at + 2] or "-") not in SMALL:
            yield at


def long_places(one: Judged) -> tuple[int, ...]:
    """Return those places that are pronounced long."""
    return tuple(at for at in places(one.reading) if one.pronunciation[at] == "ー")


def expected(one: Judged) -> tuple[str, str]:
    """Return the class of a name and the passport spelling its pronunciation asks for."""
    found, long = tuple(places(one.reading)), long_places(one)
    marked = "".join(
        LENGTHENED[one.reading[at - 1 : at + 1]] if at in long else char for at, char in enumerate(one.reading)
    )
    kind = "vowels apart" if len(long) < len(found) else "long vowel" if long else "plain"
    return kind, spelling_of("passport", "standard").spell(marked)[0]


def disputed(judged: Sequence[Judged], others: Sequence[Judged]) -> frozenset[Judged]:
    """Return the names that another dictionary knows with other long vowels only."""
    other: dict[tuple[str, str], set[tuple[int, ...]]] = {}
    for one in others:
        other.setdefault((one.name, one.reading), set()).add(long_places(one))
    return frozenset(
        one for one in judged if long_places(one) not in other.get((one.name, one.reading), {long_places(one)})
    )


def ours(one: Judged) -> str:
    """Spell a name from its kana and characters."""
    return kananame.romanize(one.reading, name=one.name, part=one.part).text


def kana_alone(one: Judged) -> str:
    """Spell a name from its kana."""
    return kananame.romanize(one.reading).text


def accuracy(
    title: str, judged: Sequence[Judged], spellers: Mapping[str, Speller], doubtful: Collection[Judged] = ()
) -> None:
    """Print how many names of each class are spelled as they are pronounced; of ours, also without those in dispute.

    Only a judge disputes, and only a judge's figures have targets.
    """
    asked = [(one, *expected(one)) for one in judged]
    rows = []
    for label, spell in spellers.items():
        hits = {one for one, _, text in asked if spell(one) == text}
        rows.append([label, *shares(asked, hits, frozenset())])
        if doubtful and spell is ours:
            rows.append(["", *(f">= {TARGETS[kind]}" for kind in CLASSES)])
            rows.append([f"{label}, undisputed", *shares(asked, hits, doubtful)])
    counts = Counter(kind for _, kind, _ in asked)
    table(title, ["right, %", *(f"{kind} ({counts[kind]:,})" for kind in CLASSES)], rows)


def shares(asked: Sequence[tuple[Judged, str, str]], hits: set[Judged], without: Collection[Judged]) -> list[str]:
    """Return the per cent of names right in each class, some names left out."""
    of = Counter(kind for one, kind, _ in asked if one not in without)
    right = Counter(kind for one, kind, _ in asked if one not in without and one in hits)
    return [f"{100 * right[kind] / of[kind]:.2f}" if of[kind] else "-" for kind in CLASSES]


def misses(judged: Sequence[Judged], doubtful: Collection[Judged]) -> Iterator[str]:
    """Yield each name that is not spelled as it is pronounced, with the division that led there."""
    for one in judged:
        answer = kananame.romanize(one.reading, name=one.name, part=one.part)
        text = expected(one)[1]
        if answer.text != text:
            divided = "|".join(segment.kanji + segment.kana for segment in answer.segments) or "not aligned"
            mark = " (disputed)" if one in doubtful else ""
            yield f"{one.part:6} {one.name} {one.reading}: {answer.text}, pronounced {text}; {divided}{mark}"


def main() -> int:
    """Print the judge's figures for the library alone, and every miss; return the exit code."""
    judged = ipadic()
    doubtful = disputed(judged, unidic())
    print(f"{len(judged):,} names of IPADIC, {len(doubtful)} of them disputed")
    accuracy("Judged by IPADIC", judged, {"kananame": ours, "kananame, kana alone": kana_alone}, doubtful)
    print(*misses(judged, doubtful), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
