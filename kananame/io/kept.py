r"""Bytes that an encoding gives no character, and characters only one system knows (外字): kept, told, never replaced.

A byte that cannot be decoded travels through the program as the lone surrogate U+DC00 + its value, which no text holds.
Written out as text it is the escape ``\x83``; encoded back with ``KEEP`` it is the byte again.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

KEEP = "kananame-keep"
SHOW = "kananame-show"
_LOW = 0xDC00
_ASCII = 0x80
_SHOWN_MAX = 8
_HIGH = bytes(range(_ASCII, 0x100))
LOST = re.compile("[\ud800-\udfff]")
GAIJI = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# What a cell must not hold to be screened.
UNFIT = re.compile("[\0\ud800-\udfff\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# Nearly every text is of nothing else: to see that takes a sixth of the time of a search.
FIT = re.compile("[\x01-\ud7ff\uf900-\U000effff]*+")
# Single bytes that Python's cp932 lets through though the code page assigns them nothing.
UNASSIGNED = re.compile("[\x80\uf8f0-\uf8f3]")
# NEC and IBM extensions (①, 髙): rows that EUC-JP files from Windows hold and Python's euc_jp does not know.
_EXTENDED_ROWS = frozenset({0xAD, 0xF9, 0xFA, 0xFB, 0xFC})


def _keep(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError):
        return _kept(error)
    if isinstance(error, UnicodeEncodeError):
        values = [ord(char) - _LOW for char in error.object[error.start : error.end]]
        if 0 <= min(values) <= max(values) <= 0xFF:
            return bytes(values), error.end
    raise error


def _kept(error: UnicodeDecodeError) -> tuple[str, int]:
    if error.encoding == "euc_jp" and (char := _extended(error.object[error.start : error.start + 2])):
        return char, error.start + 2
    lost = error.object[error.start : error.end]
    if not error.encoding.startswith(("utf-16", "utf-32")):
        # A codec may take a delimiter for the rest of a broken character.
        lost = lost[: len(lost) - len(lost.lstrip(_HIGH))] or lost[:1]
    return "".join(chr(_LOW + byte) for byte in lost), error.start + len(lost)


def _extended(pair: bytes) -> str:
    """Return the character of a pair in an extended row of EUC-JP, which is CP932's in another arrangement."""
    if len(pair) < 2 or pair[0] not in _EXTENDED_ROWS or not 0xA1 <= pair[1] <= 0xFE:
        return ""
    row, cell = pair[0] - _ASCII, pair[1] - _ASCII
    lead = ((row - 1) >> 1) + (0x71 if row < 0x5F else 0xB1)
    trail = cell + 0x7E if row % 2 == 0 else cell + (0x20 if cell >= 0x60 else 0x1F)
    return bytes((lead, trail)).decode("cp932", "ignore")


def _show(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_escape, error.object[error.start : error.end])), error.end


codecs.register_error(KEEP, _keep)
codecs.register_error(SHOW, _show)


def decode(raw: bytes, codec: str) -> str:
    r"""Return the text of bytes in a codec; a byte it cannot explain is kept as a lone surrogate.

    >>> ascii(decode(b"\x8f\xbc\x83", "cp932"))
    "'\\u677e\\udc83'"
    """
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        text = raw.decode(codec, KEEP)
    if codec == "cp932" and UNASSIGNED.search(text):
        return UNASSIGNED.sub(lambda found: chr(_LOW + found[0].encode("cp932")[0]), text)
    return text


def shown(text: str) -> str:
    r"""Return a text in which every kept byte is written as an escape.

    >>> shown("松\udc83")
    '松\\x83'
    """
    return LOST.sub(lambda found: _escape(found[0]), text)


def _escape(char: str) -> str:
    byte = ord(char) - _LOW
    return f"\\x{byte:02X}" if 0 <= byte <= 0xFF else char.encode("ascii", "backslashreplace").decode()


def lost_bytes(cell: str) -> str:
    r"""Return the bytes of a cell that could not be decoded, as ``0x83 0xFF``; ``""`` when there is none.

    >>> lost_bytes("松\udc83")
    '0x83'
    """
    return _listed(f"0x{_escape(char)[2:].upper()}" for char in dict.fromkeys(LOST.findall(cell)))


def gaiji(cell: str, codec: str) -> tuple[str, str]:
    r"""Return the code points of the 外字 in a cell and the bytes they had in the file; two times ``""`` for none.

    >>> gaiji("\ue000藤", "cp932")
    ('U+E000', '0xF040')
    """
    found = list(dict.fromkeys(GAIJI.findall(cell)))
    points = _listed(f"U+{ord(char):04X}" for char in found)
    return points, _listed(f"0x{char.encode(codec, SHOW).hex().upper()}" for char in found)


def _listed(items: Iterable[str]) -> str:
    told = list(items)
    return " ".join(told[:_SHOWN_MAX] + ["…"] * (len(told) > _SHOWN_MAX))
