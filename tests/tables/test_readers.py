"""The readers of the dictionaries, on files of their formats written here."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest

from tables.readers import kanjidic, names

KANJIDIC = """<kanjidic2>
<character>
<literal>松</literal>
<codepoint><cp_value cp_type="ucs">677e</cp_value><cp_value cp_type="jis208">1-30-30</cp_value></codepoint>
<misc><grade>4</grade><variant var_type="jis212">35-74</variant><variant var_type="ucs">67A9</variant></misc>
<reading_meaning>
<rmgroup>
<reading r_type="pinyin">song1</reading>
<reading r_type="ja_on">ショウ</reading>
<reading r_type="ja_kun">まつ</reading>
<meaning>pine tree</meaning>
</rmgroup>
<nanori>ま</nanori>
</reading_meaning>
</character>
<character><literal>亜</literal></character>
</kanjidic2>
"""


def test_kanjidic_gives_japanese_readings_grade_variants_and_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kanjidic, "read", {"kanjidic": KANJIDIC.encode()}.__getitem__)
    found = kanjidic.characters()
    assert list(found) == ["松", "亜"]
    assert found["亜"] == kanjidic.Kanji("亜")
    assert found["松"] == kanjidic.Kanji(
        "松",
        4,
        readings=[("on", "ショウ"), ("kun", "まつ"), ("nanori", "ま")],
        variants=[("jis212", "35-74"), ("ucs", "67A9")],
        codes={"ucs": "677e", "jis208": "1-30-30"},
    )


def jmnedict(path: Path) -> bytes:
    """Return a database of four entries: a family name, a name of both parts, a place, a given name in kana alone."""
    base = sqlite3.connect(path)
    base.executescript("""
        create table NEKanji (idseq, text);
        create table NEKana (idseq, text);
        create table NETranslation (ID, idseq);
        create table NETransType (tid, text);
        insert into NEKanji values (1, '松浦'), (1, '松裏'), (2, '歩'), (3, '松山');
        insert into NEKana values (1, 'まつうら'), (1, 'マツラ'), (2, 'あゆむ'), (3, 'まつやま'), (4, 'マリア');
        insert into NETranslation values (10, 1), (20, 2), (21, 2), (30, 3), (40, 4);
        insert into NETransType values
            (10, 'surname'), (10, 'place'), (20, 'fem'), (20, 'unclass'), (21, 'masc'), (30, 'place'), (40, 'given');
    """)
    base.close()
    return path.read_bytes()


def test_jmnedict_gives_names_by_part_and_leaves_places_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(names, "read", {"jmnedict": jmnedict(tmp_path / "base.db")}.__getitem__)
    assert list(names.jmnedict()) == [
        ("松浦", "マツウラ", "family", "jmnedict"),
        ("松裏", "マツウラ", "family", "jmnedict"),
        ("松浦", "マツラ", "family", "jmnedict"),
        ("松裏", "マツラ", "family", "jmnedict"),
        ("歩", "アユム", "any", "jmnedict"),
        ("歩", "アユム", "given", "jmnedict"),
        ("マリア", "マリア", "given", "jmnedict"),
    ]


def unidic(*rows: str) -> bytes:
    """Return a MeCab dictionary: a header of 72 bytes, the sizes of its three parts from byte 24, and the parts."""
    features = b"".join(row.encode() + b"\0" for row in rows)
    header = bytes(24) + struct.pack("<3I", 5, 3, len(features))
    return header.ljust(72, b"\0") + b"D" * 5 + b"T" * 3 + features + b"beyond"


def feature(kind: str, part: str, name: str, kana: str) -> str:
    """Return a feature row with the written form in the ninth cell and its kana in the eighteenth."""
    cells = ["*"] * 20
    cells[2], cells[3], cells[8], cells[17] = kind, part, name, kana
    return ",".join(cells)


def test_unidic_gives_family_and_given_names_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        feature("人名", "姓", "松浦", "マツウラ"),
        feature("人名", "名", "歩", "アユム"),
        feature("人名", "名", "歩", "アユム"),
        feature("人名", "一般", "歩", "アユミ"),
        feature("地名", "一般", "松山", "マツヤマ"),
        "名詞,固有名詞,人名,姓",
    )
    monkeypatch.setattr(names, "read", {"unidic": unidic(*rows)}.__getitem__)
    assert sorted(names.unidic()) == [("松浦", "マツウラ", "family", "unidic"), ("歩", "アユム", "given", "unidic")]


@pytest.mark.parametrize(
    ("data", "number"), [(b"\x00", 0), (b"\x7f", 127), (b"\x80\x01", 128), (b"\xff\xff\x03", 65535)]
)
def test_varint_is_base_128_lowest_first(data: bytes, number: int) -> None:
    assert names.varint(b"x" + data + b"x", 1) == (number, 1 + len(data))


def varint(number: int) -> bytes:
    """Return a number in base 128, lowest first, each byte but the last marked."""
    low, high = number & 127, number >> 7
    return bytes([low | 128]) + varint(high) if high else bytes([low])


def utf16(text: str) -> bytes:
    return text.encode("utf-16le")


def sudachi(parts: Sequence[tuple[str, ...]], entries: list[tuple[int, str, str, int]]) -> bytes:
    """Return a Sudachi dictionary of entries (part, name, kana, split parts), with its table of contents at the end."""
    strings = b""
    rows = bytes(32)
    for part, name, kana, splits in entries:
        pointers = []
        for text in (name, kana):
            pointers.append(len(text) << 27 | len(strings) // 2)
            strings += utf16(text)
        row = struct.pack("<6xHII", part, *pointers).ljust(26, b"\0") + bytes([splits, 255, 0, 0, 255, 0])
        rows += (row + bytes(4 * splits)).ljust((32 + 4 * splits + 7) // 8 * 8, b"\0")
    speech = struct.pack("<H", len(parts)) + b"".join(
        struct.pack("<H", len(cell)) + utf16(cell) for part in parts for cell in part
    )
    blocks = {"ConnMatrix": b"C" * 8, "POS": speech.ljust(256, b"\0"), "Strings": strings, "Entries": rows}
    data, contents = b"H" * 16, b""
    for name, block in blocks.items():
        contents += bytes([len(name)]) + name.encode() + varint(len(data)) + varint(len(block))
        data += block.ljust((len(block) + 7) // 8 * 8, b"\0")
    return data + contents + b"\0"


SPEECH = [
    ("名詞", "固有名詞", "人名", "姓", "*", "*"),
    ("名詞", "固有名詞", "地名", "一般", "*", "*"),
    ("名詞", "固有名詞", "人名", "名", "*", "*"),
]


def test_sudachi_gives_family_and_given_names_past_split_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        (0, "松浦", "マツウラ", 2),
        (1, "松山", "マツヤマ", 0),
        (2, "歩", "アユム", 1),
        (2, "奈" * 20, "ナ", 0),
        (2, "奈", "ナ", 3),
    ]
    monkeypatch.setattr(names, "read", {"sudachi": sudachi(SPEECH, entries)}.__getitem__)
    assert list(names.sudachi()) == [
        ("松浦", "マツウラ", "family", "sudachi"),
        ("歩", "アユム", "given", "sudachi"),
        ("奈", "ナ", "given", "sudachi"),
    ]


def test_the_pairs_of_every_source_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    packages = {
        "jmnedict": jmnedict(tmp_path / "base.db"),
        "sudachi": sudachi(SPEECH, [(2, "歩", "アユム", 0)]),
        "unidic": unidic(feature("人名", "名", "歩", "アユム")),
    }
    monkeypatch.setattr(names, "read", packages.__getitem__)
    found = list(names.pairs())
    assert [witness for name, kana, part, witness in found if (name, kana, part) == ("歩", "アユム", "given")] == [
        "jmnedict",
        "sudachi",
        "unidic",
    ]
