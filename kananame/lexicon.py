"""What is known about names: readings of characters, attested pairs, words, variants.

The tables are generated text; the readings of a character, and the attested names that begin with one, are parsed when
first asked for, so importing stays cheap.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kananame._tables.attested import ATTESTED
from kananame._tables.known_given import KNOWN_GIVEN
from kananame._tables.readings import READINGS
from kananame._tables.silent import SILENT
from kananame._tables.variants import VARIANTS
from kananame._tables.words import WORDS
from kananame.kana import Where, forms
from kananame.packed import Packed

readings_in = re.compile("([ァ-ヺー]+)([0-9a-f]{2})").findall
"""Finds (reading, witness digits) in a row of the attested names."""
readings_of = re.compile("([a-z])([ァ-ヺー]+)([0-9]+)/([0-9]+)").findall
"""Finds (kind, reading, family names, given names) in the row of a character."""
KINDS: Final = {"o": "on", "k": "kun", "n": "nanori", "m": "mined", "a": "kana"}
REPEATS: Final = frozenset("々〃ゝヽ")
VOICED_REPEATS: Final = frozenset("ゞヾ")
ANY_REPEAT: Final = REPEATS | VOICED_REPEATS
SELECTORS: Final = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
TO_STANDARD: Final[dict[int, str | None]] = {
    **{ord(variant): standard for variant, standard in VARIANTS.items()},
    **{code: chr(code + 0x60) for code in range(ord("ぁ"), ord("ゖ") + 1)},
    **dict.fromkeys(SELECTORS),
}
FAMILY_WITNESSES: Final = ((1, "JMnedict"), (2, "SudachiDict"), (4, "UniDic"))
GIVEN_WITNESSES: Final = (*FAMILY_WITNESSES, (8, "JMnedict (unclassified)"))
known_names: Final = Packed(ATTESTED)
known_readings: Final = Packed(READINGS)
known_given: Final = Packed(KNOWN_GIVEN)
WORD_STARTS: Final = frozenset(word[:2] for word in WORDS)
VOICING_VARIES: Final = "8"
"""Witness digits from here on: beside the reading another is well attested that differs in voicing only."""
LONGEST_WORD: Final = max(map(len, WORDS), default=0)
COSTLIEST_SHARE: Final = 24
WORD_COST: Final = 8


@dataclass(slots=True, eq=False)
class Option:
    """One way to read a character or a word: a form, the reading it comes from, where it fits and what it costs.

    ``cost`` is twice the bits of the reading's share among the character's names of that part, plus the sound change;
    ``names`` is the attested names of that part that show the reading.  Options are made once and told apart by
    identity: the inner loop and the memory of segments have no time to compare them field by field.
    """

    form: str
    base: str
    kind: str
    change: str
    where: int
    cost: int
    names: int


class Reading(NamedTuple):
    """A reading of a character as the table holds it (読み), with its attested family and given names."""

    kana: str
    kind: str
    family: int
    given: int


def standard_name(name: str) -> str:
    """Return a name in standard characters, one for each character of ``name`` that is not a variation selector.

    Variants become their standard form, 々 and ゝ repeat, hiragana becomes katakana.

    >>> standard_name("髙𣘺")
    '高橋'
    >>> standard_name("佐々木")
    '佐佐木'
    """
    plain = name.translate(TO_STANDARD)
    if ANY_REPEAT.isdisjoint(plain):
        return plain
    out: list[str] = []
    for char in plain:
        if out and char in REPEATS:
            out.append(out[-1])
        elif out and char in VOICED_REPEATS:
            out.append(next((form for form, change, *_ in forms(out[-1], native=True) if change == "rendaku"), out[-1]))
        else:
            out.append(char)
    return "".join(out)


def variants_in(name: str) -> tuple[tuple[int, str], ...]:
    """Return where in a written name a variant character stands, with its standard form.

    >>> variants_in("髙﨑")
    ((0, '高'), (1, '崎'))
    """
    return tuple((at, VARIANTS[char]) for at, char in enumerate(name) if char in VARIANTS)


@lru_cache(maxsize=4096)
def readings(char: str) -> tuple[Reading, ...]:
    """Return the readings of a standard character, in table order; empty for a character nobody has read.

    >>> [reading.kana for reading in readings("松")]
    ['オオ', 'ショ', 'ショウ', 'マ', 'マッ', 'マツ']
    """
    found = readings_of(known_readings.get(char, ""))
    return tuple(Reading(kana, KINDS[kind], int(family), int(given)) for kind, kana, family, given in found)


@cache
def options(char: str, given: bool) -> dict[str, Option]:
    """Return form → cheapest option of a standard character in a given or a family name."""
    known = readings(char)
    counts = [reading.given if given else reading.family for reading in known]
    others = [reading.family if given else reading.given for reading in known]
    total = sum(counts) + sum(others) / 4 + 10
    found: dict[str, Option] = {}
    for reading, count, other in zip(known, counts, others, strict=True):
        if reading.kind == "mined" and not count:
            continue
        share = (count + other / 4 + 0.5) / total
        plain = min(COSTLIEST_SHARE, round(-2 * math.log2(share)))
        for form, change, where, more in forms(reading.kana, native=reading.kind != "on"):
            held = found.get(form)
            if held is None or plain + more < held.cost:
                found[form] = Option(form, reading.kana, reading.kind, change, where, plain + more, count)
    return found


@lru_cache(maxsize=1 << 12)
def word_options(word: str) -> dict[str, Option]:
    """Return kana → option of a word read as a whole; empty when it is none."""
    found: dict[str, Option] = {}
    for item in WORDS.get(word, "").split():
        kana = item.rstrip("0123456789")
        found[kana] = Option(kana, kana, "word", "", Where.ANYWHERE, WORD_COST, int(item[len(kana) :]))
    return found


@lru_cache(maxsize=2048)
def shard(first: str) -> dict[str, str]:
    """Return the attested names that begin with a character: rest of the name → its readings as in the table."""
    cells = iter(known_names.get(first, "").strip("\n").replace("\n", " ").split(" "))
    return dict(zip(cells, cells, strict=False))


def attested_row(name: str) -> str:
    """Return the readings of an attested standard name as the table holds them, ``""`` when it is not attested."""
    return shard(name[:1]).get(name[1:], "")


def witness_digits(name: str, kana: str) -> str:
    """Return the witness bits of a standard name and a reading, two hexadecimal digits: as family and as given name."""
    row = attested_row(name)
    size = len(kana)
    at = row.find(kana) if kana else -1
    while at >= 0:
        if (at == 0 or row[at - 1] < "ァ") and row[at + size] < "ァ":
            return row[at + size : at + size + 2]
        at = row.find(kana, at + 1)
    return "00"


@cache
def witnesses(digits: str, given: bool) -> tuple[str, ...]:
    """Return the dictionaries behind the witness digits of a pair, in one part."""
    family, other = int(digits[0], 16), int(digits[1], 16)
    if given:
        return tuple(witness for bit, witness in GIVEN_WITNESSES if other & bit)
    found = tuple(witness for bit, witness in FAMILY_WITNESSES if family & bit)
    return found or ((GIVEN_WITNESSES[-1][1],) if other & 8 else ())


def attested(name: str, kana: str, given: bool) -> tuple[str, ...]:
    """Return the dictionaries that attest a standard name with a reading, in one part.

    >>> attested("松浦", "マツウラ", False)
    ('JMnedict', 'SudachiDict', 'UniDic')
    """
    return witnesses(witness_digits(name, kana), given)


def attested_readings(name: str, given: bool) -> dict[str, int]:
    """Return the attested readings of a standard name in one part, with the number of dictionaries that have each."""
    found: dict[str, int] = {}
    for kana, digits in readings_in(attested_row(name)):
        by = witnesses(digits, given)
        if by:
            found[kana] = len(by)
    return found


def is_known_given(kana: str) -> bool:
    """Tell whether a reading is an established given name of its own (ハナコ, マイケル)."""
    return f"|{kana}|" in known_given.get(kana[:1], "")


def is_silent(char: str) -> bool:
    """Tell whether attested given names carry a standard character without reading it (置き字: 美 in 美空 ソラ).

    >>> is_silent("美"), is_silent("郎")
    (True, False)
    """
    return char in SILENT
