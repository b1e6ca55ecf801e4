"""The dictionary tables: readings, attested pairs, whole-word readings, variants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import groupby

from kananame.kana import unvoiced
from tables.emit import Module
from tables.mining import Pairs, Readings, dictionary_readings, mine
from tables.names import kana_readings, silent, witnessed, words
from tables.readers import kanjidic, names
from tables.variants import standard_forms

SHARE_ALIKE = "CC BY-SA 4.0, see tables/LICENSES.md"
NAMES = "JMnedict (EDRDG) in jamdict-data 1.5, SudachiDict core 20261015, UniDic 2.1.2 in unidic-lite 1.0.8"
KANJIDIC = "KANJIDIC2 2022-235 (EDRDG) in Debian kanjidic-xml 2022.08.23"
KINDS = {"on": "o", "kun": "k", "nanori": "n", "mined": "m", "kana": "a"}
WITNESS_BITS = {"jmnedict": 1, "sudachi": 2, "unidic": 4}
ANY_BIT = 8
VOICING_BIT = 8
SEVERAL = 2
KNOWN_GIVEN_NAMES = 3


def make() -> list[Module]:
    """Return every table that comes from the dictionaries."""
    characters = kanjidic.characters()
    standard = standard_forms(characters)
    raw = list(names.pairs())
    return tables(characters, standard, witnessed(raw, standard), raw)


def tables(
    characters: dict[str, kanjidic.Kanji], standard: dict[str, str], pairs: Pairs, raw: list[names.Attested]
) -> list[Module]:
    """Return the tables of given pairs; the benchmark calls it with a tenth of the pairs held out."""
    readings = dictionary_readings(characters, standard)
    readings.update(kana_readings())
    unexplained = mine(pairs, readings)
    return [
        readings_module(readings),
        attested_module(pairs),
        words_module(words(unexplained, readings, pairs)),
        known_module(raw),
        permitted_module(characters),
        silent_module(silent(unexplained, readings, pairs)),
        variants_module(standard),
    ]


def readings_module(readings: Readings) -> Module:
    """Return standard character → ``kind kana family/given`` items: ``oショウ12/340 kマツ5123/61``."""
    value: dict[str, str] = {}
    rows = 0
    for char, known in sorted(readings.items()):
        items = [
            f"{KINDS[reading.kind]}{kana}{reading.family}/{reading.given}"
            for kana, reading in sorted(known.items(), key=lambda item: item[0])
            if reading.names >= reading.least_names
        ]
        if items:
            value[char] = " ".join(items)
            rows += len(items)
    doc = "Readings of each character, with the attested names that show them."
    source = f"{KANJIDIC}; counts and mined readings from {NAMES}"
    return Module("readings", doc, value, rows, source, SHARE_ALIKE, packed=True)


def attested_module(pairs: Pairs) -> Module:
    """Return first character → lines ``rest kana`` + two hexadecimal digits of witnesses (family; given or any)."""
    masks: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for (name, kana, part), witnesses in pairs.items():
        mask = masks[name].setdefault(kana, [0, 0])
        bits = ANY_BIT if part == "any" else sum(WITNESS_BITS[witness] for witness in witnesses)
        mask[part != "family"] |= bits
    for found in masks.values():
        mark_voicing(found)
    value: dict[str, str] = {}
    for first, group in groupby(sorted(masks.items()), key=lambda item: item[0][0]):
        lines = (f"{name[1:]} {attested_row(found)}\n" for name, found in group)
        value[first] = "\n" + "".join(lines)
    rows = sum(len(found) for found in masks.values())
    doc = "Attested pairs of a written name and its reading, with their witnesses."
    return Module("attested", doc, value, rows, NAMES, SHARE_ALIKE, packed=True)


def mark_voicing(found: dict[str, list[int]]) -> None:
    """Mark each reading beside which several dictionaries have another that differs in voicing only (山崎)."""
    alike: dict[str, list[str]] = defaultdict(list)
    for kana in found:
        alike[unvoiced(kana)].append(kana)
    for group in alike.values():
        well = [kana for kana in group if max((mask & 15).bit_count() for mask in found[kana]) >= SEVERAL]
        for kana in group:
            if well not in ([], [kana]):
                found[kana][0] |= VOICING_BIT


def attested_row(found: Mapping[str, list[int]]) -> str:
    """Return the readings of one name, each followed by its two digits of witnesses."""
    return "".join(f"{kana}{family:x}{given:x}" for kana, (family, given) in sorted(found.items()))


def words_module(found: Mapping[str, Counter[str]]) -> Module:
    """Return word → ``kana count`` items."""
    value = {
        word: " ".join(f"{kana}{count}" for kana, count in sorted(counts.items()))
        for word, counts in found.items()
        if counts
    }
    rows = sum(len(counts) for counts in found.values())
    return Module("words", "Words read as a whole (熟字訓) that occur inside names.", value, rows, NAMES, SHARE_ALIKE)


def known_module(raw: list[names.Attested]) -> Module:
    """Return first kana → ``|kana|…|``: readings that are established given names of their own."""
    written: dict[str, set[str]] = defaultdict(set)
    for name, kana, part, _ in raw:
        if part == "given":
            written[kana].add(name)
    kept = sorted(
        kana
        for kana, found in written.items()
        if len(kana) > 1 and kana.isprintable() and (len(found) >= KNOWN_GIVEN_NAMES or kana in found)
    )
    value = {
        first: "|" + "|".join(group) + "|"
        for first, group in groupby(kept, key=lambda kana: kana[0])
        if "ァ" <= first <= "ヴ"
    }
    rows = sum(text.count("|") - 1 for text in value.values())
    doc = "Readings that are established given names (ハナコ, マイケル)."
    return Module("known_given", doc, value, rows, NAMES, SHARE_ALIKE, packed=True)


def permitted_module(characters: Mapping[str, kanjidic.Kanji]) -> Module:
    """Return the kanji a child's name may use: 常用漢字 (grades 1-6, 8) and 人名用漢字 (9, 10).

    The list is the one in force from 2017-09-25; one character was added on 2026-06-26 that no source we read names.
    """
    kanji = "".join(sorted(literal for literal, entry in characters.items() if 1 <= entry.grade <= 10))
    value = {"complete_until": "2026-06-25", "kanji": kanji}
    doc = "Kanji permitted in a child's name (戸籍法施行規則60条), without the one added on 2026-06-26."
    return Module("permitted_kanji", doc, value, len(kanji), KANJIDIC, SHARE_ALIKE)


def silent_module(unread: dict[str, int]) -> Module:
    """Return character → given names that carry it without reading it."""
    doc = "Characters that given names carry without reading them (置き字), with the names that show it."
    return Module("silent", doc, unread, len(unread), NAMES, SHARE_ALIKE)


def variants_module(standard: dict[str, str]) -> Module:
    """Return variant → standard character."""
    doc = "Variant characters and their standard forms (異体字)."
    source = f"{KANJIDIC}; Unicode compatibility decompositions; tables/data/variants.tsv"
    return Module("variants", doc, standard, len(standard), source, SHARE_ALIKE)
