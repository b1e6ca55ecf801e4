"""Read attested names: (written name, katakana, part, witness) from four dictionaries.

Only the part of each dictionary that says "family name" or "given name" is a witness for that part;
JMnedict's unclassified names witness a reading of a name whose part is unknown (part ``any``).
"""

from __future__ import annotations

import sqlite3
import struct
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tables.sources import read

Attested = tuple[str, str, str, str]
"""Written name, katakana, part, witness."""

JMNEDICT_PARTS = {"surname": "family", "given": "given", "fem": "given", "masc": "given", "unclass": "any"}
MECAB_PARTS = {"姓": "family", "名": "given"}


def katakana(text: str) -> str:
    """Return ``text`` with hiragana written as katakana."""
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in text)


def jmnedict() -> Iterator[Attested]:
    """Yield the pairs of JMnedict, entries with one part each; entries of places and firms alone are left out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jamdict.db"
        path.write_bytes(read("jmnedict"))
        base = sqlite3.connect(path)
        kinds: dict[int, set[str]] = defaultdict(set)
        query = "select n.idseq, t.text from NETranslation n join NETransType t on t.tid = n.ID"
        for entry, kind in base.execute(query):
            kinds[entry].add(kind)
        kana: dict[int, list[str]] = defaultdict(list)
        for entry, text in base.execute("select idseq, text from NEKana"):
            kana[entry].append(katakana(text))
        written: dict[int, list[str]] = defaultdict(list)
        for entry, text in base.execute("select idseq, text from NEKanji"):
            written[entry].append(text)
        base.close()
    for entry in sorted(kinds):
        for part in sorted({JMNEDICT_PARTS[kind] for kind in kinds[entry] if kind in JMNEDICT_PARTS}):
            for reading in kana[entry]:
                for name in written[entry] or [reading]:
                    yield name, reading, part, "jmnedict"


def unidic() -> Iterator[Attested]:
    """Yield the pairs of UniDic: MeCab's binary dictionary keeps its feature rows as NUL-ended text."""
    data = read("unidic")
    double_array, tokens, features = struct.unpack_from("<3I", data, 24)
    start = 72 + double_array + tokens
    for row in sorted(set(data[start : start + features].split(b"\0"))):
        cells = row.decode().split(",")
        if len(cells) > 17 and cells[2] == "人名" and cells[3] in MECAB_PARTS:
            yield cells[8], cells[17], MECAB_PARTS[cells[3]], "unidic"


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Return a little-endian base-128 number at ``at`` and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def sudachi_blocks(data: bytes) -> dict[str, tuple[int, int]]:
    """Return the named blocks of a Sudachi binary dictionary as (offset, size)."""
    at = data.index(b"\nConnMatrix")
    blocks: dict[str, tuple[int, int]] = {}
    while size := data[at]:
        name = data[at + 1 : at + 1 + size].decode()
        offset, at = varint(data, at + 1 + size)
        length, at = varint(data, at)
        blocks[name] = (offset, length)
    return blocks


def sudachi_parts(data: bytes, offset: int) -> dict[int, str]:
    """Return part-of-speech number → name part for 固有名詞,人名,姓 and 名."""
    (count,) = struct.unpack_from("<H", data, offset)
    at = offset + 2
    parts: dict[int, str] = {}
    for number in range(count):
        row: list[str] = []
        for _ in range(6):
            (length,) = struct.unpack_from("<H", data, at)
            row.append(data[at + 2 : at + 2 + 2 * length].decode("utf-16le"))
            at += 2 + 2 * length
        if row[2] == "人名" and row[3] in MECAB_PARTS:
            parts[number] = MECAB_PARTS[row[3]]
    return parts


def sudachi() -> Iterator[Attested]:
    """Yield the pairs of SudachiDict: entries of 32 bytes and split lists, strings as length (5 bits) and offset."""
    data = read("sudachi")
    blocks = sudachi_blocks(data)
    parts = sudachi_parts(data, blocks["POS"][0])
    strings = blocks["Strings"][0]

    def string(pointer: int) -> str:
        length, start = pointer >> 27, strings + 2 * (pointer & 0x7FFFFFF)
        return data[start : start + 2 * length].decode("utf-16le")

    at, end = blocks["Entries"][0] + 32, sum(blocks["Entries"])
    while at < end:
        part, name, reading = struct.unpack_from("<6xHII", data, at)
        if part in parts and name >> 27 <= 19 and reading >> 27 <= 19:
            yield string(name), string(reading), parts[part], "sudachi"
        splits = sum(size for size in data[at + 26 : at + 31] if size != 255)
        at = (at + 32 + 4 * splits + 7) // 8 * 8


def pairs() -> Iterator[Attested]:
    """Yield the pairs of every source."""
    yield from jmnedict()
    yield from sudachi()
    yield from unidic()
