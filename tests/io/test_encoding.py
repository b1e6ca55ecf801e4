"""The encoding is decided on what a file holds; a bad byte here and there does not change it."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io.encoding import FLAWED_FEW, SAMPLE, find_encoding
from kananame.io.kept import decode
from kananame.io.lines import Lines
from kananame.io.refusals import Refusal

ROWS = "松浦,一郎,マツウラ,イチロウ\n髙橋,花子,ﾀｶﾊｼ,ﾊﾅｺ\n"
TEXT = "氏,名,氏カナ,名カナ\n" + ROWS
CODECS = ["utf-8", "cp932", "utf-16-le", "utf-16-be", "euc_jp"]
BAD = {"utf-8": b"\xff", "cp932": b"\xfd", "euc_jp": b"\xff"}


def encoded(text: str, codec: str) -> bytes:
    # Python's euc_jp lacks 髙 and half-width kana are two bytes there: files from Windows have the pair of CP51932.
    if codec == "euc_jp":
        return b"\xfc\xe2".join(part.encode(codec) for part in text.split("髙"))
    return text.encode(codec)


def found(content: bytes, wanted: str | None = None) -> tuple[str, bytes]:
    encoding = find_encoding(io.BytesIO(content), "x", wanted)
    return encoding.name, encoding.bom


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("rows", [1, 2, 3000])
def test_japanese_text_is_found_and_read(codec: str, rows: int) -> None:
    content = encoded(TEXT + ROWS * rows, codec)
    encoding = find_encoding(io.BytesIO(content), "x")
    assert encoding.name == codec
    assert "".join(Lines(io.BytesIO(content), encoding)) == TEXT + ROWS * rows


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
@given(st.integers(0, len(TEXT) - 1))
def test_a_bad_byte_changes_nothing(codec: str, at: int) -> None:
    content = encoded(TEXT[:at], codec) + BAD[codec] + encoded(TEXT[at:], codec)
    assert found(content, "utf-8" if codec == "utf-8" else None) == (codec, b"")
    lost = chr(0xDC00 + BAD[codec][0])
    assert decode(content, codec) == TEXT[:at] + lost + TEXT[at:]


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp"])
def test_names_of_foreigners_may_come_first(codec: str) -> None:
    assert found(b"SMITH,JOHN\n" * SAMPLE + encoded(ROWS, codec)) == (codec, b"")


def test_half_width_readings_do_not_make_it_euc() -> None:
    rows = "松浦,ﾏﾂｳﾗ\n一郎,ｲﾁﾛｳ\n高橋,ﾀｶﾊｼ\n田中,ﾀﾅｶ\n"
    assert found(("氏,ｶﾅ\n" + rows).encode("cp932")) == ("cp932", b"")


@pytest.mark.parametrize("wanted", ["Shift_JIS", "sjis", "cp932", "CP932"])
def test_shift_jis_means_the_code_page(wanted: str) -> None:
    assert found(TEXT.encode("cp932"), wanted) == ("cp932", b"")


@pytest.mark.parametrize("wanted", ["EUC-JP", "euc_jp", "eucjp"])
def test_euc_goes_by_its_names(wanted: str) -> None:
    assert found(encoded(TEXT, "euc_jp"), wanted) == ("euc_jp", b"")


@pytest.mark.parametrize(("codec", "wanted"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("utf-32", "utf-32")])
def test_a_told_encoding_leaves_the_mark_out(codec: str, wanted: str) -> None:
    content = TEXT.encode(codec)
    name, bom = found(content, wanted)
    assert content[len(bom) :].decode(name) == TEXT


BROKEN = "松浦".encode() + b"\xff\n"
REFUSED = {
    "too many lines": (TEXT.encode() + BROKEN * (FLAWED_FEW + 1), "utf-8", len(TEXT.encode()) + 6, "0xFF"),
    "another encoding told": (TEXT.encode(), "ascii", 0, "0xE6"),
    "not one character": (b"family,kana\nM\xfcller,Muller\n", None, 13, "0xFC"),
    "euc with a pair of its own": (
        "氏\n".encode("euc_jp") + b"\xfc\xe2\xfc\xff\n" * (FLAWED_FEW + 1),
        "euc-jp",
        5,
        "0xFC",
    ),
}


@pytest.mark.parametrize(("content", "wanted", "offset", "value"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_mostly_bad_is_refused(content: bytes, wanted: str | None, offset: int, value: str) -> None:
    with pytest.raises(Refusal) as refused:
        found(content, wanted)
    assert refused.value.code == "byte-undecodable"
    assert (refused.value.params["offset"], refused.value.params["value"]) == (offset, value)


@pytest.mark.parametrize(("good", "bad", "accepted"), [(0, FLAWED_FEW, True), (40, 10, True), (40, 11, False)])
def test_a_share_of_bad_lines_is_let_through(good: int, bad: int, *, accepted: bool) -> None:
    content = "松浦\n".encode() * good + BROKEN * bad
    if accepted:
        assert found(content, "utf-8") == ("utf-8", b"")
    else:
        with pytest.raises(Refusal, match="too many lines are not valid UTF-8"):
            found(content, "utf-8")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_bad_byte_in_what_turns_out_to_be_utf_8_is_refused_with_its_place(mark: bytes) -> None:
    with pytest.raises(Refusal, match="--encoding utf-8") as refused:
        found(mark + TEXT.encode() + BROKEN)
    assert refused.value.code == "utf-8-flawed"
    assert refused.value.params["offset"] == len(mark + TEXT.encode()) + 6


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
