"""Which encoding a file is in, decided on its first lines that ASCII does not explain."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from kananame.io.kept import LOST, decode
from kananame.io.refusals import Refusal

SAMPLE = 1 << 16
# What is looked at to decide: so many lines that hold more than ASCII, in so many bytes of them.
SAMPLED_LINES = 10_000
SAMPLED_BYTES = 1 << 23
# So many of them tell the encoding, all of them whether it can be read at all.
TELLING_LINES = 1_000
# A file is refused when more of these lines than this hold a byte that cannot be decoded; a few lines never are enough.
FLAWED_SHARE = 0.2
FLAWED_FEW = 5
CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1a\x1b")
CONTROLS_OF_BINARY = 0.05
LEAST_PAIRS = 3
PARITY = 0.5

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAGIC = (
    (b"PK\x03\x04", "Excel/ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel"),
    (b"%PDF-", "PDF"),
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
)
# What vendors call Shift_JIS holds 髙 and ①, which only CP932 has.
ALIASES = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "utf-8-sig": "utf-8", "utf8-sig": "utf-8"}
_BEYOND_ASCII = re.compile("[^\0-\x7f]")
_THREE_BYTES = re.compile("[\u0800-\ud7ff\ue000-\uffff]")
# Kana and kanji, but no half-width kana: what Japanese text is made of in its own encoding.
_JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec name, the byte order mark found (its length is where the text begins), and whether it was detected."""

    name: str
    bom: bytes = b""
    detected: bool = True

    @property
    def shown(self) -> str:
        """The name as people write it."""
        return self.name.upper().replace("_", "-")


def find_encoding(stream: BinaryIO, path: str, wanted: str | None = None) -> Encoding:
    """Return the encoding of a seekable stream.

    The order is: byte order mark, UTF-16 without one, UTF-8, then the likelier of CP932 and EUC-JP.

    Raises ``Refusal``: ``file-empty``, ``file-binary``, ``byte-undecodable`` (in too many lines), ``utf-8-flawed``,
    ``encoding-unknown``.
    """
    stream.seek(0)
    sample = stream.read(SAMPLE)
    if not sample.strip():
        raise Refusal("file-empty", path=path)
    for magic, kind in MAGIC:
        if sample.startswith(magic):
            raise Refusal("file-binary", path=path, kind=kind)
    encoding = _told(sample, wanted) if wanted else _seen(sample)
    if encoding is not None and encoding.name.startswith(("utf-16", "utf-32")):
        return encoding
    _refuse_binary(sample, path)
    lines = _telling_lines(stream, len(encoding.bom) if encoding else 0)
    found = encoding or Encoding(_likeliest([raw for _, raw in lines[:TELLING_LINES]]))
    _refuse_flawed(lines, found, path)
    return found


def _told(sample: bytes, wanted: str) -> Encoding:
    name = ALIASES.get(wanted.lower().replace("_", "-"), ALIASES.get(wanted.lower(), wanted))
    try:
        # Python also calls "base64" a codec: a text stream takes text encodings only.
        io.TextIOWrapper(io.BytesIO(), encoding=name).close()
        name = codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        raise Refusal("encoding-unknown", encoding=wanted) from None
    for bom, codec in BOMS:
        if sample.startswith(bom) and codec.startswith(name):
            return Encoding(codec, bom, detected=False)
    return Encoding(f"{name}-le" if name in {"utf-16", "utf-32"} else name, detected=False)


def _seen(sample: bytes) -> Encoding | None:
    for bom, codec in BOMS:
        if sample.startswith(bom):
            return Encoding(codec, bom)
    for codec, low, high in (("utf-16-le", 0, 1), ("utf-16-be", 1, 0)):
        if _looks_utf_16(sample, low, high):
            return Encoding(codec)
    return None


def _looks_utf_16(sample: bytes, low: int, high: int) -> bool:
    """Say whether the delimiters and line ends carry their zero byte where this byte order puts it."""
    zeros = sample.count(0)
    if not zeros:
        return False
    # The other byte may be zero as well: 一 is U+4E00.
    pairs = zip(sample[low::2], sample[high::2], strict=False)
    marks = sum(second == 0 and first in b',\t;"\r\n' for first, second in pairs)
    return marks >= LEAST_PAIRS and sample[high::2].count(0) >= PARITY * zeros


def _refuse_binary(sample: bytes, path: str) -> None:
    if len(sample) - len(sample.translate(None, CONTROLS)) > CONTROLS_OF_BINARY * len(sample):
        raise Refusal("file-binary", path=path, kind="0x00-0x1F")


def _telling_lines(stream: BinaryIO, start: int) -> list[tuple[int, bytes]]:
    """Return the first lines that hold more than ASCII, each with its offset, wherever in the file they begin."""
    stream.seek(start)
    told: list[tuple[int, bytes]] = []
    offset, room = start, SAMPLED_BYTES
    while room > 0 and len(told) < SAMPLED_LINES and (line := stream.readline(SAMPLED_BYTES)):
        if not line.isascii():
            told.append((offset, line))
            room -= len(line)
        offset += len(line)
    return told


def _likeliest(lines: list[bytes]) -> str:
    """Return the encoding that makes the most sense of some lines."""
    text = b"".join(lines)
    as_utf_8 = decode(text, "utf-8")
    lost = len(LOST.findall(as_utf_8))
    # Three bytes that are a character of UTF-8 hardly ever come about in the two-byte encodings.
    if not lost or len(_THREE_BYTES.findall(as_utf_8)) > lost:
        return "utf-8"
    return max(("cp932", "euc_jp"), key=lambda codec: _sense(decode(text, codec)))


def _sense(text: str) -> int:
    # Half-width kana do not count: EUC-JP read as CP932 is full of them.
    return len(_JAPANESE.findall(text)) - 2 * len(LOST.findall(text))


def _refuse_flawed(lines: list[tuple[int, bytes]], encoding: Encoding, path: str) -> None:
    texts = [decode(raw, encoding.name) for _, raw in lines]
    flawed = [at for at, text in enumerate(texts) if LOST.search(text)]
    if not flawed:
        return
    offset, raw = lines[flawed[0]]
    at = len(raw) - len(_from_first_flaw(raw, texts[flawed[0]], encoding.name))
    place, value = offset + at, f"0x{raw[at]:02X}"
    # UTF-8 has room for every character a system may need: a byte that is none tells of a file that was cut or mixed.
    # Who knows better names the encoding, and gets a finding for each such cell.
    if encoding.detected and encoding.name == "utf-8":
        raise Refusal("utf-8-flawed", path=path, offset=place, value=value)
    something = any(_BEYOND_ASCII.search(LOST.sub("", text)) for text in texts)
    if something and len(flawed) <= max(FLAWED_FEW, FLAWED_SHARE * len(lines)):
        return
    raise Refusal("byte-undecodable", path=path, offset=place, value=value, encoding=encoding.shown)


def _from_first_flaw(raw: bytes, text: str, codec: str) -> bytes:
    before = LOST.split(text, maxsplit=1)[0]
    known = before.encode(codec, "ignore")
    # What the codec cannot write back are the pairs of extended rows that ``kept`` reads for it.
    return raw[len(known) + 2 * (len(before) - len(known.decode(codec))) :]
