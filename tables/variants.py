"""Which character is the standard form of which variant (異体字 → 標準字体)."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import unicodedata2

from tables.loader import load
from tables.readers.kanjidic import Kanji

HAND = Path(__file__).parent / "data" / "variants.tsv"
COMPATIBILITY = (*range(0xF900, 0xFB00), *range(0x2F00, 0x2FE0), *range(0x2E80, 0x2F00), *range(0x2F800, 0x2FA20))


def hand_rows() -> dict[str, str]:
    """Return the hand rows of ``tables/data/variants.tsv``; ``TableError`` when one breaks the form of the table."""
    rows = load(HAND, columns=("variant", "standard", "source"), key=("variant",))
    return {row["variant"]: row["standard"] for row in rows}


def rank(kanji: Kanji) -> int:
    """Return 0 for 常用漢字, 1 for 人名用漢字, 2 for the rest (old forms listed for names included)."""
    if 1 <= kanji.grade <= 8:
        return 0
    return 1 if kanji.grade == 9 else 2


def linked(characters: dict[str, Kanji]) -> dict[str, set[str]]:
    """Return the characters KANJIDIC2 calls variants of each other."""
    by_code = {code: literal for literal, kanji in characters.items() for code in kanji.codes.items()}
    links: dict[str, set[str]] = defaultdict(set)
    for literal, kanji in characters.items():
        for kind, value in kanji.variants:
            other = by_code.get((kind, value.lower()))
            if other and other != literal:
                links[literal].add(other)
                links[other].add(literal)
    return links


def on_readings(kanji: Kanji) -> set[str]:
    """Return the on readings of a character; a variant shares one with its standard form."""
    return {reading for kind, reading in kanji.readings if kind == "on"}


def standard_forms(characters: dict[str, Kanji]) -> dict[str, str]:
    """Return variant → standard: KANJIDIC2 links that share an on reading, Unicode compatibility forms, hand rows."""
    forms: dict[str, str] = {}
    for code in COMPATIBILITY:
        normal = unicodedata2.normalize("NFKC", chr(code))
        if normal != chr(code) and len(normal) == 1:
            forms[chr(code)] = normal
    for literal, others in linked(characters).items():
        own = characters[literal]
        better = [
            (rank(characters[other]), -len(on_readings(own) & on_readings(characters[other])), other)
            for other in others
            if rank(characters[other]) < rank(own)
            and (on_readings(own) & on_readings(characters[other]) or not on_readings(own))
        ]
        if better:
            forms[literal] = min(better)[2]
    forms.update(hand_rows())
    return {variant: follow(forms, standard) for variant, standard in sorted(forms.items())}


def follow(forms: dict[str, str], standard: str) -> str:
    """Return the end of a chain of variants (濵 → 濱 → 浜)."""
    seen = {standard}
    while forms.get(standard, standard) not in seen:
        standard = forms[standard]
        seen.add(standard)
    return standard
