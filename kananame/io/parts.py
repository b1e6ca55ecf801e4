"""Cut delimited text where records end, so that several processes can each read a part (分割)."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO, Final

from kananame.io.encoding import Encoding
from kananame.io.kept import decode
from kananame.io.lines import LINE_LIMIT, Lines

PART: Final = 3 << 17
"""The size of a part in bytes; one that holds a longer record is longer.

What comes of it, more than twice as long, is to find room in ``kananame.io.jobs.WIDE``.
"""
ENDLESS: Final = 4 * LINE_LIMIT + PART
"""A record that has not ended after so many bytes is too large, whoever reads it."""
ASCII_WITHIN: Final = frozenset({"utf-8", "cp932", "euc_jp", "ascii"})
"""Encodings in which a line end, a comma and a quote are these bytes, and never a part of another character."""


def parts(stream: BinaryIO, begin: int, delimiter: str, size: int = PART) -> Iterator[bytes]:
    r"""Yield the bytes of a file from a place on, each part a whole number of records; the last may be broken.

    Args:
        stream: a seekable file in one of the encodings of ``ASCII_WITHIN``.
        begin: where the first record begins, in bytes.
        delimiter: one ASCII character.
        size: how large a part is, in bytes.

    >>> list(parts(io.BytesIO(b'a,"b\nc"\nd,e\nf,g'), 0, ",", 9))
    [b'a,"b\nc"\n', b'd,e\n', b'f,g']
    """
    records = _records(delimiter)
    stream.seek(begin)
    rest = b""
    # Up to whole multiples of the size: who begins at the end of a part gets the same parts.
    while block := stream.read(size - stream.tell() % size):
        rest += block
        end = len(rest) if len(rest) > ENDLESS else _end(rest, records)
        if end:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def lines(part: bytes, codec: str) -> Iterable[str]:
    """Return the lines of a part, as :class:`Lines` reads those of the whole file."""
    if len(part) > LINE_LIMIT:
        return Lines(io.BytesIO(part), Encoding(codec))
    return io.StringIO(text_of(part, codec), newline="")


def text_of(part: bytes, codec: str) -> str:
    """Return the text of a part; a line of a mark that DOS put at the end of a file is none."""
    ended = part[:-1] if part.endswith(b"\x1a") and part[-2:-1] in {b"", b"\r", b"\n"} else part
    return decode(ended, codec)


def _end(text: bytes, records: Callable[[bytes], re.Match[bytes] | None]) -> int:
    """Return where the last whole record ends."""
    if b'"' not in text:
        return text.rfind(b"\n") + 1
    found = records(text)
    return found.end() if found else 0


@lru_cache(maxsize=8)
def _records(delimiter: str) -> Callable[[bytes], re.Match[bytes] | None]:
    """Return what matches as many whole records as there are, by the rules of Python's ``csv``."""
    between = re.escape(delimiter.encode())
    open_end = rb"[^%s\r\n]*+" % between
    # Only a quote that begins a cell opens it; what stands behind the closing one belongs to the cell, quotes too.
    # Groups are atomic and not possessive, which before Python 3.11.5 may match otherwise.
    cell = rb'(?>(?:"[^"]*+(?>(?:""[^"]*+)*)"%s|[^"%s\r\n]%s)?)' % (open_end, between, open_end)
    # A carriage return at the end may have its line feed in the next block.
    return re.compile(rb"(?>(?:%s(?>(?:%s%s)*)(?:\n|\r\n|\r(?=[^\n])))*)" % (cell, between, cell)).match
