"""Long vowels in passport romaji before an independent list: ``python -m tests.benchmarks.romaji_accuracy [FILE]``.

The judge is the personal names of IPADIC, which is no source of the tables: its pronunciation column has ー where a
vowel is long.  FILE is the ``sys.dic`` of an IPADIC for MeCab; without it that of the installed ``ipadic`` package is
read.  Names with a kanji are asked whose reading is as long as their pronunciation.

IPADIC is not always right (翁 オウ and 正親町 オオギマチ have no long vowel in it), so the names on which UniDic's
pronunciation differs are also told apart.  UniDic is the source of some rows of ``tables/data/romaji_divisions.tsv``,
so it judges nothing.
"""

from __future__ import annotations

import struct
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import NamedTuple

import kananame
from kananame.romaji.styles import spelling_of
from kananame.romaji.vowels import LENGTHENED, SMALL
from kananame.text import is_kanji
from tables.sources import read

PARTS = {"姓": "family", "名": "given"}
CLASSES = ("plain", "long vowel", "vowels apart")
TARGETS = {"plain": 99.9, "long vowel": 99.5, "vowels apart": 94.0}
IPADIC_CELLS = (6, 7, 8)
UNIDIC_CELLS = (8, 17, 9)
ROUNDS = 5


class Judged(NamedTuple):
    """A name of a dictionary: how it is written, read and pronounced, and its part."""

    name: str
    reading: str
    pronunciation: str
    part: str


def names(data: bytes, cells: tuple[int, int, int]) -> list[Judged]:
    """Return the names of a MeCab dictionary: its feature rows are NUL-ended text, the cells lie where they lie."""
    double_array, tokens, features = struct.unpack_from("<3I", data, 24)
    start = 72 + double_array + tokens
    found = set()
    for row in set(data[start : start + features].split(b"\0")):
        cell = row.decode().split(",")
        if len(cell) > max(cells) and cell[2] == "人名" and cell[3] in PARTS:
            name, reading, pronunciation = (cell[at] for at in cells)
            if len(reading) == len(pronunciation) and any(map(is_kanji, name)):
                found.add(Judged(name, reading, pronunciation, PARTS[cell[3]]))
    return sorted(found)


def places(reading: str) -> Iterator[int]:
    """Yield where ウ or オ could lengthen the vowel before it."""
    for at in range(1, len(reading)):
        if LENGTHENED.get(reading[at - 1 : at + 1], "-") in "ouw" and (reading[at + 1 : at + 2] or "-") not in SMALL:
            yield at


def long_places(one: Judged) -> tuple[int, ...]:
    """Return those places that are pronounced long."""
    return tuple(at for at in places(one.reading) if one.pronunciation[at] == "ー")


def expected(one: Judged) -> tuple[str, str]:
    """Return the class of a name and the spelling its pronunciation asks for."""
    found, long = tuple(places(one.reading)), long_places(one)
    marked = "".join(
        LENGTHENED[one.reading[at - 1 : at + 1]] if at in long else char for at, char in enumerate(one.reading)
    )
    kind = "vowels apart" if len(long) < len(found) else "long vowel" if long else "plain"
    return kind, spelling_of("passport", "standard").spell(marked)[0]


def disputed(judged: list[Judged]) -> frozenset[Judged]:
    """Return the names that UniDic knows with other long vowels only."""
    other: dict[tuple[str, str], set[tuple[int, ...]]] = {}
    for one in names(read("unidic"), UNIDIC_CELLS):
        other.setdefault((one.name, one.reading), set()).add(long_places(one))
    return frozenset(
        one for one in judged if long_places(one) not in other.get((one.name, one.reading), {long_places(one)})
    )


def run(dictionary: Path) -> None:
    """Print the share of names spelled as they are pronounced, by class, then the misses and the speed."""
    judged = names(dictionary.read_bytes(), IPADIC_CELLS)
    doubtful = disputed(judged)
    asked, right, alone, sure, sure_right = (Counter[str]() for _ in range(5))
    misses: list[str] = []
    for one in judged:
        kind, text = expected(one)
        answer = kananame.romanize(one.reading, name=one.name, part=one.part)
        hit = answer.text == text
        asked[kind] += 1
        right[kind] += hit
        alone[kind] += kananame.romanize(one.reading).text == text
        sure[kind] += one not in doubtful
        sure_right[kind] += hit and one not in doubtful
        if not hit:
            divided = "|".join(segment.kanji + segment.kana for segment in answer.segments) or "not aligned"
            mark = " (disputed)" if one in doubtful else ""
            misses.append(f"{one.part:6} {one.name} {one.reading}: {answer.text}, pronounced {text}; {divided}{mark}")
    print(f"{len(judged):,} names of IPADIC, {len(doubtful)} of them disputed")
    for kind in CLASSES:
        cells = [
            f"{100 * hits[kind] / of[kind]:.2f} %" for hits, of in ((right, asked), (sure_right, sure), (alone, asked))
        ]
        print(
            f"{kind:13} {right[kind]:>6,}/{asked[kind]:<6,} {cells[0]} (target >= {TARGETS[kind]} %); "
            f"undisputed {sure_right[kind]:,}/{sure[kind]:,} {cells[1]}; on the kana alone {cells[2]}"
        )
    print(*misses, sep="\n")
    print(f"{speed(judged):,.0f} readings/s on pairs already aligned (target >= 150,000)")


def speed(judged: list[Judged]) -> float:
    """Return how many readings a second are spelled whose segments are given, the best of some rounds."""
    found = [(one.reading, kananame.align(one.name, one.reading, one.part)) for one in judged]
    aligned = [(reading, alignment.segments) for reading, alignment in found if alignment is not None]
    best = 0.0
    for _ in range(ROUNDS):
        begun = process_time()
        for reading, segments in aligned:
            kananame.romanize(reading, segments=segments)
        best = max(best, len(aligned) / (process_time() - begun))
    return best


def main() -> int:
    """Measure against the dictionary that is named or installed; return the exit code."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(import_module("ipadic").DICDIR) / "sys.dic"
    run(given)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
