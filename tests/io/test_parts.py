"""A file cut into parts has the records it had, in any encoding and with any quotes."""

from __future__ import annotations

import csv
import io
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io import parts as module
from kananame.io.delimited import Unreadable, records
from kananame.io.encoding import Encoding
from kananame.io.lines import Lines
from kananame.io.parts import ASCII_WITHIN, lines, parts

TEXT = st.text(alphabet='a,;\t"\r\n松髙\x1a', max_size=60)
BYTES = st.lists(
    st.sampled_from((*b'a,"\r\n\x1a\x83\xe6', '""', "\r\n", "松")).map(
        lambda one: one.encode() if isinstance(one, str) else bytes([one])
    ),
    max_size=40,
).map(b"".join)
codecs = pytest.mark.parametrize("codec", sorted(ASCII_WITHIN))


def read(pieces: list[bytes], codec: str, delimiter: str) -> list[list[str]] | str:
    """Return the records of pieces of a file, or why one cannot be read and how many stand before it."""
    found: list[list[str]] = []
    for piece in pieces:
        before = len(found)
        try:
            found.extend(records(lines(piece, codec), delimiter))
        except Unreadable as broken:
            return f"{broken.unclosed} {before + broken.row}"
    return found


@given(BYTES, st.sampled_from(sorted(ASCII_WITHIN)), st.sampled_from(",;\t"), st.integers(1, 50))
def test_parts_have_the_records_of_the_whole(text: bytes, codec: str, delimiter: str, size: int) -> None:
    cut = list(parts(io.BytesIO(text), 0, delimiter, size))
    assert b"".join(cut) == text
    assert read(cut, codec, delimiter) == read([text], codec, delimiter)


@given(BYTES, st.sampled_from(sorted(ASCII_WITHIN)))
def test_lines_of_a_part_are_those_of_a_file(text: bytes, codec: str) -> None:
    assert list(lines(text, codec)) == list(Lines(io.BytesIO(text), Encoding(codec)))


@given(TEXT, st.integers(1, 30))
def test_a_part_ends_where_a_record_ends(text: str, size: int) -> None:
    whole = list(csv.reader(io.StringIO(text, newline="")))
    cut = parts(io.BytesIO(text.encode()), 0, ",", size)
    assert list(chain.from_iterable(csv.reader(io.StringIO(one.decode(), newline="")) for one in cut)) == whole


def test_parts_begin_behind_the_header() -> None:
    assert list(parts(io.BytesIO("氏,名\n松,浦\n".encode()), 8, ",")) == ["松,浦\n".encode()]


def test_a_quote_inside_a_cell_opens_nothing() -> None:
    text = b'5" pipe,a\n"x\ny",b\n6" pipe,c\n'
    assert list(parts(io.BytesIO(text), 0, ",", 11)) == [b'5" pipe,a\n', b'"x\ny",b\n', b'6" pipe,c\n']


def test_a_record_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ENDLESS", 20)
    cut = list(parts(io.BytesIO(b'a,b\n"' + b"x" * 100), 0, ",", 8))
    assert cut[0] == b"a,b\n"
    assert [len(one) > 20 for one in cut[1:-1]] == [True] * len(cut[1:-1])
    assert sum(map(len, cut)) == 105
