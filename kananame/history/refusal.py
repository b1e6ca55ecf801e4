"""Why an event is refused: the code, what its sentence needs, and the provision it breaks."""

from __future__ import annotations

from kananame import messages
from kananame.errors import InvalidEvent
from kananame.model import Finding, Severity
from kananame.rules.provisions import PROVISIONS


def refusal(code: str, provision: str, /, event: str = "", **params: str) -> InvalidEvent:
    """Return the refusal of an event.

    >>> refusal("court-missing", "KOSEKI_107_3", "e1").provision
    'KOSEKI_107_3'
    """
    broken = PROVISIONS[provision]
    known = (("event", event), *params.items())
    finding = Finding(code, Severity.ERROR, "event", params=known, cite=provision)
    sentence = f"{event}: {messages.advice(code, 'en', **dict(known))} ({broken.article})"
    return InvalidEvent(sentence, finding, event, verified=broken.verified)
