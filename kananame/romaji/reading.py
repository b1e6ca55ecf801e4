"""The reading a spelling starts from: canonical katakana, its parts parted by a space."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Protocol

from kananame.errors import KananameError
from kananame.model import Finding
from kananame.rules.case import NEWEST
from kananame.text import all_settled, read_kana

words_of = re.compile("[^ \u3000]+").finditer


class Dated(Protocol):
    """Anything with a legal date, as a rulebook has."""

    @property
    def on(self) -> date:
        """The legal date."""


def canonical(reading: str, book: Dated | None) -> tuple[str, tuple[Finding, ...]]:
    """Return a reading in canonical katakana, its parts parted by one space, and the notes on what was changed.

    Raises ``KananameError`` when it is empty or holds what no reading may hold on the day of the rulebook, and
    ``TypeError`` when it is no string.
    """
    on = NEWEST if book is None else book.on
    try:
        if reading and all_settled(on)(reading):
            return reading, ()
    except TypeError:
        raise TypeError(f"a reading is a str, not {type(reading).__name__}") from None
    words: list[str] = []
    notes: list[Finding] = []
    for word in words_of(reading):
        kana, found = read_kana(word[0], on)
        words.append(kana)
        for note in found:
            if note.code == "kana-not-permitted":
                char, codepoint = dict(note.params)["char"], dict(note.params)["codepoint"]
                raise KananameError(f"{reading!r} holds {char!r} ({codepoint}); pass a reading in kana")
            notes.append(replace(note, start=(note.start or 0) + word.start(), end=(note.end or 0) + word.start()))
    if not all(words) or not words:
        raise KananameError(f"{reading!r} holds no kana; pass a reading")
    return " ".join(words), tuple(notes)
