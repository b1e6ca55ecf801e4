"""Divide a name that holds one character the tables cannot read: it takes what the others leave (分けられる読み)."""

from __future__ import annotations

from kananame.align import align_standard
from kananame.lexicon import standard_name
from kananame.model import Segment

UNREAD = "unread"
LONGEST = 6
MOST_KANA = 16


def read_but_one(name: str, kana: str, *, given: bool) -> tuple[Segment, ...]:
    """Return the cheapest division of a reading that leaves one character with kana nobody has printed for it.

    ``()`` where there is none, or another as cheap divides the kana otherwise: a guess between two is none.

    >>> [(segment.kanji, segment.kana) for segment in read_but_one("小畔", "コウネ", given=False)]
    [('小', 'コ'), ('畔', 'ウネ')]
    """
    standard = standard_name(name)
    if len(standard) != len(name) or not 1 < len(name) <= LONGEST or len(kana) > MOST_KANA:
        return ()
    best: list[tuple[int, tuple[Segment, ...]]] = []
    for index, char in enumerate(name):
        for start in range(index, len(kana)):
            before = _read(name[:index], standard[:index], kana[:start], given=given)
            if before is None:
                continue
            for end in range(start + 1, len(kana) + 1):
                after = _read(name[index + 1 :], standard[index + 1 :], kana[end:], given=given)
                if after is not None:
                    middle = Segment(char, kana[start:end], UNREAD)
                    best.append((before[0] + after[0], (*before[1], middle, *after[1])))
    best.sort(key=lambda found: found[0])
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return ()
    return best[0][1]


def _read(name: str, standard: str, kana: str, *, given: bool) -> tuple[int, tuple[Segment, ...]] | None:
    """Return the cost and the segments of characters read in full, nothing for no characters and no kana."""
    if not name:
        return None if kana else (0, ())
    found = align_standard(name, standard, kana, given)
    return None if found is None else (found.cost, found.segments)
