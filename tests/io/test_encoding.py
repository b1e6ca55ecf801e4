"""Encodings are decided on the whole file, and a byte that cannot be read is told by its place."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io.encoding import find_encoding
from kananame.io.refusals import Refusal

TEXT = "氏,名,氏カナ,名カナ\n松浦,一郎,マツウラ,イチロウ\n髙橋,花子,ﾀｶﾊｼ,ﾊﾅｺ\n"


def found(content: bytes, wanted: str | None = None, chunk: int = 7) -> tuple[str, bytes]:
    encoding = find_encoding(io.BytesIO(content), "x", wanted, chunk)
    return encoding.name, encoding.bom


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("chunk", [1, 2, 3, 1 << 20])
def test_japanese_text_is_found_in_any_chunks(codec: str, chunk: int) -> None:
    assert found(TEXT.encode(codec), chunk=chunk) == (codec, b"")


@pytest.mark.parametrize("wanted", ["Shift_JIS", "sjis", "cp932", "CP932"])
def test_shift_jis_means_the_code_page(wanted: str) -> None:
    assert found(TEXT.encode("cp932"), wanted) == ("cp932", b"")


@pytest.mark.parametrize(("codec", "wanted"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32")])
def test_a_told_encoding_leaves_the_mark_out(codec: str, wanted: str) -> None:
    content = TEXT.encode(codec)
    name, bom = found(content, wanted)
    assert content[len(bom) :].decode(name) == TEXT


@given(st.integers(0, len(TEXT)), st.integers(1, 64))
def test_a_bad_byte_in_utf_8_is_told_by_offset_and_value(at: int, chunk: int) -> None:
    before = TEXT[:at].encode()
    with pytest.raises(Refusal) as refused:
        found(before + b"\xff" + TEXT[at:].encode(), chunk=chunk)
    assert refused.value.code == "byte-undecodable"
    assert refused.value.params["offset"] == len(before)
    assert refused.value.params["value"] == "0xFF"


@given(st.integers(0, len(TEXT)), st.sampled_from([b"\xff", b"\x80", b"\xa0"]), st.integers(1, 64))
def test_a_bad_byte_in_cp932_is_told_by_offset(at: int, bad: bytes, chunk: int) -> None:
    before = TEXT[:at].encode("cp932")
    with pytest.raises(Refusal) as refused:
        found(before + bad + TEXT[at:].encode("cp932"), "cp932", chunk)
    assert refused.value.params["offset"] == len(before)


def test_one_nul_does_not_make_a_binary_file() -> None:
    assert found(TEXT.replace("松", "\0").encode()) == ("utf-8", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b" \t\r\n",
        b"PK\x03\x04abc",
        bytes(100),
        b"PAR1....",
        b"\x7fELF\x02" + bytes(99),
        b"\x89PNG\r\n",
        bytes(range(256)),
    ],
)
def test_what_is_not_text_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match=r"^x: th(is is not text|e file is empty)"):
        found(content)
