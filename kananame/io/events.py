"""Events from a file of JSON lines, or from whoever writes them this moment: read as they come, in batches."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Protocol

from kananame.errors import InvalidEvent
from kananame.history.event import Event
from kananame.history.wire import MalformedEvent, read_event
from kananame.io.files import BLOCK
from kananame.io.lines import LINE_LIMIT
from kananame.io.refusals import Refusal

Numbered = tuple[int, Event | InvalidEvent]


class Readable(Protocol):
    """Bytes that are read as they come."""

    def read1(self, size: int, /) -> bytes:
        """Return what is there, waiting only while nothing is."""


def batches(stream: Readable, path: str) -> Iterator[list[Numbered]]:
    """Yield the events of JSON lines with the numbers of their lines, as many at a time as one read gives.

    So that whoever writes events one by one gets each answered, and a file is read quickly.  In the place of a line
    that is no event stands what is wrong with it; lines without anything are left out.

    Raises:
        Refusal: ``record-too-large`` for a line that no event has.
    """
    number, rest = 0, b""
    while block := stream.read1(BLOCK):
        *lines, rest = (rest + block).split(b"\n")
        if len(rest) > LINE_LIMIT:
            raise Refusal("record-too-large", path=path, row=number + len(lines) + 1)
        found = _events(lines, number)
        number += len(lines)
        if found:
            yield found
    if found := _events([rest], number):
        yield found


def _events(lines: list[bytes], number: int) -> list[Numbered]:
    return [(at, event_of(line, at)) for at, line in enumerate(lines, start=number + 1) if not line.isspace() and line]


def event_of(line: bytes, number: int = 0) -> Event | InvalidEvent:
    """Return the event of a line, or what is wrong with it; the first may begin with a byte order mark.

    >>> event_of(b"[]").finding.code
    'event-not-json'
    """
    try:
        return read_event(line.removeprefix(codecs.BOM_UTF8) if number == 1 else line)
    except MalformedEvent as malformed:
        return malformed
