"""Which encoding a file is in, decided on the whole file before anything is answered."""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass
from typing import BinaryIO

from kananame.io.refusals import Refusal

CHUNK = 1 << 20
SAMPLE = 1 << 16
CONTROLS = bytes(code for code in range(0x20) if code not in b"\t\n\v\f\r\x1a\x1b")
CONTROLS_OF_BINARY = 0.05
LEAST_PAIRS = 3
PARITY = 0.5
LEAST_3_BYTE = "\u0800"

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
# Single bytes that Python's cp932 lets through though the code page assigns them nothing.
UNASSIGNED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec name, the byte order mark found (its length is where the text begins), and whether it was detected."""

    name: str
    bom: bytes = b""
    detected: bool = True


def find_encoding(stream: BinaryIO, path: str, wanted: str | None = None, chunk: int = CHUNK) -> Encoding:
    """Return the encoding of a seekable stream; every byte has then been decoded once.

    The order is: byte order mark, UTF-16 without one, UTF-8, CP932.

    Raises ``Refusal``: ``file-empty``, ``file-binary``, ``byte-undecodable``, ``encoding-unknown``.
    """
    sample = _start(stream, SAMPLE)
    if not sample.strip():
        raise Refusal("file-empty", path=path)
    for magic, kind in MAGIC:
        if sample.startswith(magic):
            raise Refusal("file-binary", path=path, kind=kind)
    encoding = _told(sample, wanted) if wanted else _seen(sample)
    if encoding is None or not encoding.name.startswith(("utf-16", "utf-32")):
        _refuse_binary(sample, path)
    found = encoding or Encoding("utf-8")
    flaw = _flaw(stream, found, chunk)
    if flaw is not None and encoding is None and not _mostly_utf_8(stream, flaw[0]):
        found = Encoding("cp932")
        flaw = _flaw(stream, found, chunk)
    if flaw is not None:
        offset, value = flaw
        raise Refusal("byte-undecodable", path=path, offset=offset, value=f"0x{value:02X}", encoding=found.name.upper())
    return found


def _start(stream: BinaryIO, size: int, at: int = 0) -> bytes:
    stream.seek(at)
    return stream.read(size)


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


def _mostly_utf_8(stream: BinaryIO, offset: int) -> bool:
    """Say whether the text around a flaw is Japanese in UTF-8 all the same."""
    text = _start(stream, 2 * SAMPLE, max(0, offset - SAMPLE)).decode("utf-8", "replace")
    flaws = text.count("\ufffd")
    return sum(character >= LEAST_3_BYTE for character in text) - flaws > flaws


def _flaw(stream: BinaryIO, encoding: Encoding, chunk: int) -> tuple[int, int] | None:
    """Return the offset and the value of the first byte that cannot be decoded, if there is one."""
    decoder = codecs.getincrementaldecoder(encoding.name)()
    position = len(encoding.bom)
    stream.seek(position)
    while True:
        block = stream.read(chunk)
        held = decoder.getstate()[0]
        base = position - len(held)
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return base + error.start, error.object[error.start]
        if encoding.name == "cp932" and (odd := UNASSIGNED.search(text)):
            at = len(text[: odd.start()].encode("cp932"))
            return base + at, (held + block)[at]
        if not block:
            return None
        position += len(block)
