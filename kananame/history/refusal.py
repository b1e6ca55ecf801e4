"""Why an event is refused: the code, what its sentence needs, and the provision it breaks."""

from __future__ import annotations

from kananame import messages
from kananame._tables.provisions import PROVISIONS
from kananame.errors import InvalidEvent
from kananame.model import Finding, Severity

VERIFIED = 9


def refusal(code: str, provision: str, /, event: str = "", **params: str) -> InvalidEvent:
    """Return the refusal of an event.

    >>> refusal("court-missing", "KOSEKI_107_3", "e1").provision
    'KOSEKI_107_3'
    """
    row = PROVISIONS[provision]
    known = (("event", event), *params.items())
    finding = Finding(code, Severity.ERROR, "event", params=known, cite=provision)
    sentence = f"{event}: {messages.advice(code, 'en', **dict(known))} ({row[0]})"
    return InvalidEvent(sentence, finding, event, verified=bool(row[VERIFIED]))
