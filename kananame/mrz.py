"""Names in the machine readable zone of a travel document (機械読取領域), after ICAO Doc 9303 parts 3 to 6."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from kananame._tables.mrz_letters import MRZ_LETTERS
from kananame.errors import KananameError
from kananame.model import Finding, Severity

FILLER: Final = "<"
BETWEEN: Final = "<<"
LENGTHS: Final = {"TD1": 30, "TD2": 31, "TD3": 39}
EXACT: Final = Finding("mrz-full", Severity.INFO, "name")
SIGNS: Final = str.maketrans(MRZ_LETTERS)

_bracketed = re.compile(r"\([^()]*\)|（[^（）]*）")
_zone = re.compile("[A-Z<]*").fullmatch


class MrzName(NamedTuple):
    """The name field of a zone: exactly as long as the document has it, and whether it was shortened."""

    text: str
    document: str
    truncated: bool
    notes: tuple[Finding, ...] = ()

    def __str__(self) -> str:
        """Return the field."""
        return self.text


def mrz_name(
    family: str, given: str = "", document: str = "TD1", truncation: str = "initials", letters: int = 6
) -> MrzName:
    """Return the name field of a machine readable zone.

    What is in brackets (別名併記) is left out; apostrophes and full stops fall away; hyphens, commas and spaces part
    components.  A name that fits is never shortened.  Doc 9303 allows several ways of shortening: ``initials`` reduces
    the last components of the primary identifier to a letter, ``share`` keeps the first component of each identifier
    and shares the room among the others of the primary, ``fixed`` cuts each component of the primary to ``letters``
    letters, or more where there is room; then the secondary identifier is shortened from its end.

    Args:
        family: the primary identifier in Latin letters.
        given: the secondary identifier, ``""`` when there is none.
        document: ``TD1`` (30 characters), ``TD2`` (31) or ``TD3`` (39).
        truncation: ``initials``, ``share`` or ``fixed``.
        letters: how many letters ``fixed`` leaves of a component.

    Raises:
        ValueError: for an unknown document or truncation, a name without letters, a letter the zone has no form for.

    Source: ICAO Doc 9303 part 3 section 4.6 and 6.A, part 4 section 4.2.3, part 5.

    >>> mrz_name("ERIKSSON", "ANNA MARIA", "TD3").text
    'ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
    >>> mrz_name("YAMADA (SMITH)", "TARO").text
    'YAMADA<<TARO<<<<<<<<<<<<<<<<<<'
    """
    if document not in LENGTHS:
        raise KananameError(f"document is one of {', '.join(LENGTHS)}, not {document!r}")
    if truncation not in SHORTENED:
        raise KananameError(f"truncation is one of {', '.join(SHORTENED)}, not {truncation!r}")
    if letters < 1:
        raise KananameError(f"letters is a number from 1, not {letters!r}")
    limit = LENGTHS[document]
    primary, secondary = components(family), components(given)
    if not primary:
        primary, secondary = secondary, []
    if not primary:
        raise KananameError(f"{family!r} and {given!r} hold no letter; pass a name in Latin letters")
    text = joined(primary, secondary)
    truncated = len(text) > limit
    if truncated:
        text = shorten(primary, secondary, limit, truncation, letters)
        lost = Finding("mrz-truncated", Severity.WARNING, "name", params=(("limit", str(limit)),))
        return MrzName(text.ljust(limit, FILLER), document, truncated, (lost,))
    return MrzName(text.ljust(limit, FILLER), document, truncated, (EXACT,) if len(text) == limit else ())


def components(name: str) -> list[str]:
    """Return the components of an identifier in the letters of the zone.

    >>> components("D'ARTAGNAN"), components("MARIE-ELISE")
    (['DARTAGNAN'], ['MARIE', 'ELISE'])
    """
    plain = _bracketed.sub(" ", name).upper().translate(SIGNS)
    text = FILLER.join(plain.split())
    if not _zone(text):
        wrong = next(char for char in plain if not char.isspace() and not _zone(char))
        raise KananameError(f"{name!r} holds {wrong!r} (U+{ord(wrong):04X}), which the zone has no letter for")
    return [component for component in text.split(FILLER) if component]


def joined(primary: Sequence[str], secondary: Sequence[str]) -> str:
    """Return the two identifiers as the zone parts them."""
    return BETWEEN.join(FILLER.join(part) for part in (primary, secondary) if part)


def size(parts: Sequence[str]) -> int:
    """Return how many characters components take with what parts them."""
    return sum(map(len, parts)) + max(len(parts) - 1, 0)


def from_the_end(parts: Sequence[str], room: int) -> list[str]:
    """Return components shortened from the last one backwards until they fit; each keeps a letter or goes whole."""
    kept = list(parts[: max((room + 1) // 2, 1)])
    for at in reversed(range(len(kept))):
        over = size(kept) - room
        if over > 0:
            kept[at] = kept[at][: max(len(kept[at]) - over, 1)]
    return kept


def initials(primary: Sequence[str], room: int, _wanted: int, _letters: int) -> list[str]:
    """Return the primary identifier with as many of its last components as it takes reduced to a letter."""
    kept = list(primary)
    for at in reversed(range(1, len(kept))):
        if size(kept) <= room:
            break
        kept[at] = kept[at][0]
    return kept


def share(primary: Sequence[str], room: int, wanted: int, _letters: int) -> list[str]:
    """Return the primary identifier with its first component whole and the others cut to equal shares."""
    first, others = primary[0], primary[1:]
    left = room + 1 - wanted - len(first) - len(others)
    if size(primary) <= room + 1 - wanted or left < len(others):
        return list(primary)
    each, more = divmod(left, max(len(others), 1))
    return [first, *(other[: each + (at < more)] for at, other in enumerate(others))]


def fixed(primary: Sequence[str], _room: int, _wanted: int, letters: int) -> list[str]:
    """Return the primary identifier with each component cut to a number of letters."""
    return [component[:letters] for component in primary]


SHORTENED: Final[dict[str, Callable[[Sequence[str], int, int, int], list[str]]]] = {
    "initials": initials,
    "share": share,
    "fixed": fixed,
}


def first_whole(parts: Sequence[str], room: int) -> list[str]:
    """Return components with the first one whole, as far as the room goes, and the others shortened from the end."""
    return from_the_end(parts[: 1 + max((room - len(parts[0])) // 2, 0)], room)


def grown(kept: Sequence[str], whole: Sequence[str], spare: int) -> list[str]:
    """Return shortened components with the spare room given back to the last of them: a cut name ends in a letter."""
    parts = list(kept)
    for at in reversed(range(len(parts))):
        longer = whole[at][: len(parts[at]) + spare]
        spare -= len(longer) - len(parts[at])
        parts[at] = longer
    return parts


def shorten(primary: Sequence[str], secondary: Sequence[str], limit: int, truncation: str, letters: int) -> str:
    """Return a name that does not fit in the room there is, with the first letter of the secondary at least."""
    if not secondary:
        return joined(from_the_end(primary, limit), ())
    room = limit - len(BETWEEN) - 1
    kept = SHORTENED[truncation](primary, room, len(secondary[0]), letters)
    kept = from_the_end(kept, room)
    left = limit - len(BETWEEN) - size(kept)
    rest = first_whole(secondary, left) if truncation == "share" else from_the_end(secondary, left)
    kept = grown(kept, primary, left - size(rest))
    left = limit - len(BETWEEN) - size(kept)
    if size(rest) < left:  # one place is no room for a further component, two are
        kept = from_the_end(kept, size(kept) - 1)
        rest = from_the_end(secondary, limit - len(BETWEEN) - size(kept))
    return joined(kept, rest)
