"""Make the folding table: every character that a reading may hold in place of full-width katakana.

What a rule over Unicode names and normalisation forms yields is computed; the rest stands in ``folding.tsv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import unicodedata2 as ucd

from tables.emit import Module
from tables.loader import Row, load

DATA = Path(__file__).parents[1] / "data" / "folding.tsv"
COLUMNS = ("characters", "to", "code", "source", "note")
CODES = (
    "folded-composition",
    "folded-compatibility",
    "folded-hyphen",
    "folded-invisible",
    "folded-iteration",
    "folded-small-kana",
    "folded-space",
)
KATAKANA = [chr(point) for point in (*range(0x30A1, 0x30FB), 0x30FC)]
HIRAGANA = [chr(point) for point in range(0x3041, 0x3097)]
HALF_WIDTH = [chr(point) for point in range(0xFF65, 0xFFA0)]
# Of the marks only these two join kana; the spacing ones are hand rows that lead to them.
MARKS = "\u3099\u309a"
SMALL = re.compile(r"(?:HIRAGANA|KATAKANA) LETTER SMALL (\w+)")
# A name with two sounds (HENTAIGANA LETTER KA-KE) is not matched: which one is meant is not ours to choose.
OLD = re.compile(r"(?:HENTAIGANA LETTER (\w+)-\d+|KATAKANA LETTER ALTERNATE (\w+))")

Entry = tuple[str, tuple[str, str]]


def make() -> list[Module]:
    """Return the module ``folding``: character, or kana and mark -> (what stands for it, note code).

    Raises:
        tables.loader.TableError: when a row of the hand table breaks its form.
    """
    rules = (_compatibility, _old, _small, _half_width, _hiragana, _composition)
    found: dict[str, tuple[str, str]] = {}
    for rule in rules:
        found.update(rule())
    found.update(_hand())
    return [
        Module(
            name="folding",
            doc="Characters that stand for katakana in a reading: char, or kana and mark -> (katakana, note code).",
            value=dict(sorted(found.items())),
            rows=len(found),
            source=f"Unicode {ucd.unidata_version} (unicodedata2), tables/data/folding.tsv",
            licence="Unicode-3.0",
        )
    ]


def _compatibility() -> Iterator[Entry]:
    """Yield circled, squared and ligated kana: the compatibility form is kana through and through."""
    kana = frozenset((*KATAKANA, *HIRAGANA))
    for point in range(0x110000):
        char = chr(point)
        form = ucd.normalize("NFKC", char)
        if form != char and kana.issuperset(form):
            yield char, ("".join(_katakana(part) for part in form), "folded-compatibility")


def _old() -> Iterator[Entry]:
    """Yield hentaigana and alternate forms whose name tells one sound (Kana Supplement, Kana Extended-A)."""
    for char, name in _named(range(0x1B000, 0x1B130)):
        if match := OLD.fullmatch(name):
            yield char, (ucd.lookup(f"KATAKANA LETTER {match[1] or match[2]}"), "folded-compatibility")


def _small() -> Iterator[Entry]:
    """Yield the small kana beside the standard ones (phonetic and small kana extensions): no name is written so."""
    for char, name in _named((*range(0x31F0, 0x3200), *range(0x1B130, 0x1B170))):
        if match := SMALL.fullmatch(name):
            yield char, (ucd.lookup(f"KATAKANA LETTER {match[1]}"), "folded-small-kana")


def _half_width() -> Iterator[Entry]:
    """Yield the half-width block; its two marks become combining marks, which join the kana before them."""
    for char in HALF_WIDTH:
        yield char, (ucd.normalize("NFKC", char), "folded-width")


def _hiragana() -> Iterator[Entry]:
    """Yield each hiragana with its katakana, small ones staying small."""
    for char in HIRAGANA:
        yield char, (_katakana(char), "folded-hiragana")


def _composition() -> Iterator[Entry]:
    """Yield the katakana that kana and mark make together."""
    for kana in KATAKANA:
        for mark in MARKS:
            joined = ucd.normalize("NFC", kana + mark)
            if len(joined) == 1:
                yield kana + mark, (joined, "folded-composition")


def _hand() -> Iterator[Entry]:
    """Yield the hand rows, each range spelled out."""
    rows = load(DATA, columns=COLUMNS, key=("characters",), optional=("to",), choices={"code": CODES})
    for row in rows:
        to = "".join(chr(_point(row, word)) for word in row.words("to"))
        first, _, last = row["characters"].partition("..")
        for point in range(_point(row, first), _point(row, last or first) + 1):
            yield chr(point), (to, row["code"])


def _katakana(char: str) -> str:
    """Return the katakana of a hiragana by its Unicode name, anything else as it is."""
    katakana: str = ucd.lookup(ucd.name(char).replace("HIRAGANA LETTER", "KATAKANA LETTER"))
    return katakana


def _named(points: range | tuple[int, ...]) -> Iterator[tuple[str, str]]:
    """Yield the assigned characters among the code points with their names."""
    for point in points:
        if name := ucd.name(chr(point), ""):
            yield chr(point), name


def _point(row: Row, word: str) -> int:
    """Return the code point written ``U+XXXX``; ``TableError`` for anything else."""
    point = re.fullmatch(r"U\+([0-9A-F]{4,5})", word)
    if point is None:
        raise row.error(f"{word!r} is no code point; write it as U+30FC")
    return int(point[1], 16)
