"""A byte nobody can decode stays that byte, and a character of one system only stays that character."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kananame.io.kept import GAIJI, KEEP, LOST, SHOW, decode, gaiji, lost_bytes, shown


@pytest.mark.parametrize("codec", ["utf-8", "ascii"])
@given(raw=st.binary(max_size=40))
def test_any_bytes_are_read_and_written_back(codec: str, raw: bytes) -> None:
    assert decode(raw, codec).encode(codec, KEEP) == raw


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
@given(raw=st.lists(st.integers(0x80, 0xFF).map(lambda byte: bytes([byte])), max_size=9))
def test_a_delimiter_is_never_a_part_of_a_broken_character(codec: str, raw: list[bytes]) -> None:
    assert decode(b",".join(raw), codec).count(",") == max(len(raw) - 1, 0)


@given(st.binary(max_size=40))
@example(b"\x82\xfa@")
def test_no_byte_of_cp932_is_lost(raw: bytes) -> None:
    text = decode(raw, "cp932")
    assert len(text.encode("cp932", KEEP)) == len(raw)
    # One by one: the code page has two pairs for ⅰ, and the other one may join a lone byte written before it.
    assert [decode(char.encode("cp932", KEEP), "cp932") for char in text] == list(text)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@given(raw=st.binary(max_size=24))
def test_no_byte_of_utf_16_is_lost(codec: str, raw: bytes) -> None:
    text = decode(raw, codec)
    assert b"".join(_bytes(char, codec) for char in text) == raw


def _bytes(char: str, codec: str) -> bytes:
    return bytes([ord(char) - 0xDC00]) if LOST.match(char) else char.encode(codec)


@pytest.mark.parametrize(
    ("raw", "codec", "text", "told"),
    [
        (b"\x8f\xbc\x83", "cp932", "松\\x83", "0x83"),
        (b"\x83,\xff", "cp932", "\\x83,\\xFF", "0x83 0xFF"),
        (b"\x80\xa0\xfd\xfe\xff", "cp932", "\\x80\\xA0\\xFD\\xFE\\xFF", "0x80 0xA0 0xFD 0xFE 0xFF"),
        ("松".encode()[:2] + b",", "utf-8", "\\xE6\\x9D,", "0xE6 0x9D"),
        (b"\xed\xa0\x80", "utf-8", "\\xED\\xA0\\x80", "0xED 0xA0 0x80"),
        ("松".encode("euc_jp") + b"\x8f,", "euc_jp", "松\\x8F,", "0x8F"),
        (b"\x3d\xd8A\0", "utf-16-le", "\\x3D\\xD8A", "0x3D 0xD8"),
        ("松".encode("utf-16-be") + b"a", "utf-16-be", "松\\x61", "0x61"),
        (bytes(range(0xF0, 0xFF)), "utf-8", "".join(f"\\x{byte:02X}" for byte in range(0xF0, 0xFF)), None),
    ],
)
def test_a_bad_byte_is_told_and_shown(raw: bytes, codec: str, text: str, told: str | None) -> None:
    assert shown(decode(raw, codec)) == decode(raw, codec).encode("utf-8", SHOW).decode() == text
    listed = lost_bytes(decode(raw, codec))
    assert listed == told if told else listed.endswith("0xF7 …")


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"\xfc\xe2\xb6\xb6", "髙橋"), (b"\xad\xa1\xad\xb5", "①Ⅰ"), (b"\xfc\xff", "\udcfc\udcff"), (b"\xfc", "\udcfc")],
)
def test_euc_from_windows_has_its_extended_rows(raw: bytes, text: str) -> None:
    assert decode(raw, "euc_jp") == text


GAIJI_CELLS = [
    ("cp932", b"\xf0\x40", "U+E000", "0xF040"),
    ("cp932", b"\xf9\xfc\x93\xa1", "U+E757", "0xF9FC"),
    ("utf-8", "\ue000藤\uf8ff\ue000".encode(), "U+E000 U+F8FF", "0xEE8080 0xEFA3BF"),
    ("utf-8", "\U000f0000\U0010fffd".encode(), "U+F0000 U+10FFFD", "0xF3B08080 0xF48FBFBD"),
    ("utf-16-le", "\ue001".encode("utf-16-le"), "U+E001", "0x01E0"),
    ("utf-8", "藤\ufffd髙".encode(), "", ""),
]


@pytest.mark.parametrize(("codec", "raw", "points", "told"), GAIJI_CELLS)
def test_gaiji_are_told_by_code_point_and_bytes(codec: str, raw: bytes, points: str, told: str) -> None:
    assert gaiji(decode(raw, codec), codec) == (points, told)


def test_every_gaiji_of_cp932_is_one() -> None:
    leads, trails = range(0xF0, 0xFA), [*range(0x40, 0x7F), *range(0x80, 0xFD)]
    for raw in (bytes((lead, trail)) for lead in leads for trail in trails):
        char = decode(raw, "cp932")
        assert GAIJI.fullmatch(char)
        assert gaiji(char, "cp932")[1] == f"0x{raw.hex().upper()}"
