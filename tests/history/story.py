"""The events of the worked example, and what they lead to."""

from __future__ import annotations

import runpy
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import kananame as kn
from kananame.history import Event, History

FOLDER: Final = Path(__file__).parents[2] / "docs" / "examples"
FILE: Final = FOLDER / "events.jsonl"
ALL: Final[tuple[Event, ...]] = runpy.run_path(str(FOLDER / "make.py"))["EVENTS"]
EXAMPLES: Final = ALL[:-1]
"""Those of the example that are accepted: all but the last."""


def told(events: Iterable[Event]) -> History:
    """Return the history that events lead to."""
    history = History()
    for event in events:
        history = kn.apply(history, event)
    return history
