"""Write a reading in Latin letters (ローマ字表記)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kananame.align import align
from kananame.errors import KananameError
from kananame.model import Alignment, Finding, Part, Segment, Severity
from kananame.romaji.holder import holders_own
from kananame.romaji.reading import Dated, canonical, words_of
from kananame.romaji.result import Romaji
from kananame.romaji.styles import HOLDER, STANDARD, Spelling, spelling_of
from kananame.romaji.unread import UNREAD, read_but_one
from kananame.romaji.vowels import VOWELS, divided, doubtful, mark_alone, mark_segments
from kananame.text import SPACES

NOT_ALIGNED: Final = Finding("romaji-not-aligned")
VOWELS_NOT_ALIGNED: Final = Finding("romaji-not-aligned", Severity.WARNING)
PARTS: Final = tuple(map(str, Part))


def romanize(  # noqa: PLR0913 - one keyword for each thing a caller may know
    reading: str,
    *,
    name: str | None = None,
    part: str | None = None,
    style: str = "passport",
    option: str = STANDARD,
    book: Dated | None = None,
    segments: Sequence[Segment] | None = None,
    given: str | None = None,
) -> Romaji:
    """Write a reading in Latin letters; which kanji carries which kana decides which vowels are long.

    With ``name`` the reading is aligned first; ``segments`` takes the alignment of a report instead.  Without either
    the vowels are judged on the kana alone, and a note says so.  A full name parts surname and given name by a space,
    in ``reading`` and in ``name``.

    Args:
        reading: the kana in any form.
        name: the name as written.
        part: ``family``, ``given``, ``former-family`` or ``alias``; without it both kinds of evidence are tried.
        style: ``passport``, ``cabinet2025``, ``ala-lc``, ``gif-address`` or ``iso3602``.
        option: ``standard``; a choice of the style (``oh``, ``oo``, ``ou``, ``uu``, ``v-as-b``; ``doubled``,
            ``i-macron``), or some that agree joined by ``+``; ``holder`` for the holder's own spelling.
        book: the rulebook whose date decides which kana are permitted, by default that of the newest edition.
        segments: how the reading lies over the name, as ``check`` or ``align`` found it.
        given: with ``option="holder"`` the holder's own spelling, checked and used as it stands.

    Raises:
        ValueError: for a reading that is empty, outside the repertoire or without any sound, segments of another
            reading, an unknown part, style or option, and a holder's spelling with other letters than the style has.
        TypeError: when reading or name is no string.

    Source: the passport tables and notices of ``tables/data/romaji_sources.tsv``.

    >>> romanize("マツウラ", name="松浦").text, romanize("ユウコ", name="優子").text
    ('MATSUURA', 'YUKO')
    >>> romanize("オオノ", name="大野", option="oh").text, romanize("オオノ", name="大野", style="cabinet2025").text
    ('OHNO', 'Ōno')
    """
    if (given is not None) != (option == HOLDER):
        raise KananameError(f"given and option={HOLDER!r} go together: pass the holder's spelling, or neither")
    spelling = spelling_of(style, STANDARD if given is not None else option)
    kana, found = canonical(reading, book)
    if segments is not None:
        marked, notes = mark_given(kana, segments)
        aligned = tuple(segments)
    else:
        aligned, marked, notes = mark_named(kana, name, part, spelling)
    text, doubts = spelling.spell_name(marked) if " " in marked else spelling.spell(marked)
    if not text or (" " in kana and "" in text.split(" ")):
        raise KananameError(f"{reading!r} spells no sound; pass a reading with a kana other than ッ and ー")
    if found or doubts:
        notes = found + notes + doubts
    written = Romaji(text, kana, style, option, aligned, notes, marked)
    return written if given is None else holders_own(written, given)


def mark_given(kana: str, segments: Sequence[Segment]) -> tuple[str, tuple[Finding, ...]]:
    """Return the marked reading of segments; raise ``KananameError`` when they are of another reading."""
    carried = "".join([segment.kana for segment in segments])
    if carried != kana:
        raise KananameError(f"the segments read {carried!r}, not {kana!r}; pass those of the report on this reading")
    return (kana, ()) if VOWELS.isdisjoint(kana[1:]) else mark_segments(segments)


def mark_named(
    kana: str, name: str | None, part: str | None, spelling: Spelling
) -> tuple[tuple[Segment, ...], str, tuple[Finding, ...]]:
    """Return the segments, the marked reading and the notes of a reading of one part or several."""
    if part is not None and part not in PARTS:
        raise KananameError(f"part is one of {', '.join(PARTS)}, not {part!r}")
    if name is not None and not isinstance(name, str):
        raise TypeError(f"a name is a str, not {type(name).__name__}")
    if " " not in kana:
        return mark_word(kana, name and name.strip(SPACES), part, spelling)
    words = kana.split(" ")
    names: list[str | None] = [word[0] for word in words_of(name or "")]
    if len(names) != len(words):
        names = [name] * len(words)
    which = [part or ("given" if index else "family") for index in range(len(words))]
    done = [mark_word(*word, spelling) for word in zip(words, names, which, strict=True)]
    segments = tuple(segment for aligned, _, _ in done for segment in aligned)
    notes = dict.fromkeys(note for _, _, found in done for note in found)
    return segments, " ".join(marked for _, marked, _ in done), tuple(notes)


@lru_cache(maxsize=1 << 16)
def mark_word(
    kana: str, name: str | None, part: str | None, spelling: Spelling
) -> tuple[tuple[Segment, ...], str, tuple[Finding, ...]]:
    """Return the segments, the marked reading and the notes of one part of a name."""
    if not name:
        return (), *mark_alone(kana)
    found = align(name, kana, part or Part.FAMILY)
    if found is None and part is None:
        found = align(name, kana, Part.GIVEN)
    if found is not None:
        marked, notes = mark_segments(found.segments)
        return found.segments, marked, notes + tied(found, marked, spelling)
    marked = divided(name, kana)
    if marked:
        return (), marked, ()
    marked, _ = mark_alone(kana)
    if not doubtful(marked):
        return (), marked, (NOT_ALIGNED,)
    left = read_but_one(name, kana, given=part == Part.GIVEN)
    if not left:
        return (), marked, (VOWELS_NOT_ALIGNED,)
    unread = next(segment for segment in left if segment.basis == UNREAD)
    params = (("kanji", unread.kanji), ("kana", unread.kana))
    return left, mark_segments(left)[0], (Finding("romaji-character-unread", Severity.WARNING, params=params),)


def tied(found: Alignment, marked: str, spelling: Spelling) -> tuple[Finding, ...]:
    """Return a note for each equally good alignment that is spelled otherwise."""
    if not found.ties:
        return ()
    text = spelling.spell(marked)[0]
    others = dict.fromkeys(spelling.spell(mark_segments(tie)[0])[0] for tie in found.ties)
    return tuple(
        Finding("romaji-ambiguous-alignment", Severity.WARNING, params=(("other", other),))
        for other in others
        if other != text
    )
