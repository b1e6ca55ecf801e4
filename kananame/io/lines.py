"""The lines of a text file, every byte accounted for: where reading stands, and what has been read so far."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Self

from kananame.io.encoding import Encoding
from kananame.io.files import BLOCK, start_of
from kananame.io.kept import decode
from kananame.io.source import Place, Source

LINE_LIMIT = 1 << 24
DOS_END = "\x1a"


class LineTooLong(Exception):
    """A line goes on beyond what a program should hold: no text file with records."""


class Lines:
    """Reads the lines of a seekable stream one by one, each with its end; bytes nobody can decode are kept.

    ``offset`` is where the line given last ends in the stream.
    """

    def __init__(self, stream: BinaryIO, encoding: Encoding) -> None:
        """Begin behind the byte order mark."""
        self._stream = stream
        self._codec = encoding.name
        self._split = _Splitter(encoding.name)
        self.jump(len(encoding.bom))

    def jump(self, offset: int) -> None:
        """Go on at a byte where a line begins."""
        self._pending: deque[bytes] = deque()
        self._rest = b""
        self._digest = hashlib.sha256()
        for block in start_of(self._stream, offset):
            self._digest.update(block)
        self.offset = offset

    @property
    def sha256(self) -> str:
        """The checksum of the bytes before ``offset``."""
        return self._digest.hexdigest()

    def __iter__(self) -> Self:
        """Return the lines that are left."""
        return self

    def __next__(self) -> str:
        """Return the next line.

        Raises ``LineTooLong`` for one that would not fit in memory.
        """
        while not self._pending:
            if not self._read():
                raise StopIteration
        raw = self._pending.popleft()
        self.offset += len(raw)
        self._digest.update(raw)
        text = decode(raw, self._codec)
        return next(self) if text == DOS_END else text

    def take(self, text: bytes) -> None:
        """Go on behind bytes that somebody else read."""
        self.offset += len(text)
        self._digest.update(text)

    def _read(self) -> bool:
        """Take one block apart, and say whether there was anything."""
        block = self._stream.read(BLOCK)
        lines, self._rest = self._split(self._rest + block, last=not block)
        self._pending.extend(lines)
        if len(self._rest) > LINE_LIMIT:
            raise LineTooLong
        return bool(block or lines)


class _Splitter:
    """Finds the line ends in the bytes of an encoding, also where they are wider than a byte."""

    def __init__(self, codec: str) -> None:
        self._feed = "\n".encode(codec)
        self._width = len(self._feed)
        self._end = re.compile(b"|".join(re.escape(end.encode(codec)) for end in "\r\n"))

    def __call__(self, text: bytes, *, last: bool) -> tuple[list[bytes], bytes]:
        """Return the whole lines and the beginning of the one that is not whole yet."""
        lines = text.splitlines(keepends=True) if self._feed == b"\n" else list(self._wide(text))
        # A line that ends in a carriage return is not whole: its line feed may come with the next block.
        if last or not lines or (lines[-1].endswith(self._feed) and len(lines[-1]) % self._width == 0):
            return lines, b""
        return lines[:-1], lines[-1]

    def _wide(self, text: bytes) -> Iterator[bytes]:
        begin = at = 0
        while found := self._end.search(text, at):
            at = found.start() + 1
            # 上 is U+4E0A: only an aligned line feed is one.
            if (found.start() - begin) % self._width == 0:
                end = found.end()
                if found[0] != self._feed and text.startswith(self._feed, end):
                    end += self._width
                yield text[begin:end]
                begin = at = end
        if begin < len(text):
            yield text[begin:]


class TextSource(Source):
    """An input that is text: its lines, the encoding it was found in, and where reading stands in bytes."""

    def __init__(self, stream: BinaryIO, encoding: Encoding, path: str) -> None:
        """Begin with the first line."""
        super().__init__(stream, path)
        self._stream = stream
        self._lines = Lines(stream, encoding)
        self._row = 0
        self.codec = encoding.name
        self.marked = bool(encoding.bom) or encoding.name != "utf-8"
        name = encoding.shown + (" (BOM)" if encoding.bom else "")
        self.notes.append(("note-encoding-detected" if encoding.detected else "note-encoding-told", {"name": name}))

    def place(self) -> Place:
        """Return where reading stands, in bytes."""
        return Place(self._lines.offset, self.size)

    def taken(self) -> tuple[int, str]:
        """Return the bytes read so far, and their checksum."""
        return self._lines.offset, self._lines.sha256

    def skip(self, rows: int, taken: int) -> None:
        """Go on at a byte."""
        self._lines.jump(taken)
        self._row = rows
