"""What romanizing a reading answers."""

from __future__ import annotations

from typing import Any, NamedTuple

from kananame.model import Finding, Segment
from kananame.romaji.styles import spellings


class Romaji(NamedTuple):
    """A reading in Latin letters, with what it rests on.

    ``text`` is the spelling, ``reading`` the canonical katakana (parts of a full name parted by a space), ``segments``
    the alignment behind it (empty: judged on the kana alone), ``notes`` each step that is a judgement, ``marked`` the
    reading with its long vowels marked, as the style spelled it.
    """

    text: str
    reading: str
    style: str
    option: str
    segments: tuple[Segment, ...] = ()
    notes: tuple[Finding, ...] = ()
    marked: str = ""

    def __str__(self) -> str:
        """Return the spelling."""
        return self.text

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The other spellings the holder may choose in this style, those nearest the rule first.

        >>> from kananame import romanize
        >>> romanize("サトウ", name="佐藤").alternatives
        ('SATOH', 'SATOU')
        """
        found = dict.fromkeys(spelling.spell_name(self.marked)[0] for spelling in spellings(self.style).values())
        found.pop(self.text, None)
        return tuple(found)

    def to_dict(self) -> dict[str, Any]:
        """Return the spelling as JSON-ready data."""
        return {
            "text": self.text,
            "reading": self.reading,
            "style": self.style,
            "option": self.option,
            "alternatives": list(self.alternatives),
            "segments": [segment.to_dict() for segment in self.segments],
            "notes": [note.to_dict() for note in self.notes],
        }
