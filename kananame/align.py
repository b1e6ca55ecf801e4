"""Lay a reading over the characters of a name (読みの対応付け).

Dynamic programming over (characters read, kana used): exact, deterministic and bounded.  The cheapest path wins and
cost follows evidence, so a reading many names share beats a rare one.  Only when no path reads every character in full
are the two looser official kinds tried: part of a reading (部分音訓) or a character not read (置き字), one a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from kananame.kana import CANNOT_BEGIN, OBSTRUENT, Where
from kananame.lexicon import (
    LONGEST_WORD,
    SELECTORS,
    WORD_STARTS,
    Option,
    is_silent,
    options,
    standard_name,
    word_options,
)
from kananame.model import Alignment, Grade, Part, Segment

LONGEST_NAME: Final = 50
LONGEST_READING: Final = 100
LONGEST_LOOSE: Final = 10
LONGEST_FORM: Final = 8  # no character of an attested name takes more kana
LINK_COST: Final = 20
PARTIAL_COST: Final = 40
SILENT_COST: Final = 50
DICTIONARY: Final = frozenset({"on", "kun", "nanori", "kana", "word", "link"})
ORDINARY_CHANGES: Final = frozenset({"", "rendaku", "handaku", "sokuon", "same-sound"})
# Limits for given names, set on the curve `make bench` prints: above them more wrong readings than right ones pass.
DICTIONARY_LIMIT: Final = (6, 12)
WITNESSED_LIMIT: Final = 18
LOOSE_LIMIT: Final = 56
LINKS: Final = frozenset("ノガツ")
LINK: Final = Option("", "", "link", "", Where.ANYWHERE, LINK_COST, 0)
NOT_FIRST: Final = Where.NOT_FIRST
NOT_LAST: Final = Where.NOT_LAST
TABLE_OF: Final = {
    "on": "KANJIDIC2", "kun": "KANJIDIC2", "nanori": "KANJIDIC2", "mined": "attested names", "word": "attested names",
    "kana": "", "link": "", "partial": "KANJIDIC2", "silent": "",
}  # fmt: skip

Step = tuple["Step | None", int, int, int, "Option | None"]
"""Previous step, characters read so far, kana start, kana end, option (``None``: a character that is not read)."""
State = tuple[int, Step | None, Step | None]
"""Cost, cheapest path, another path of the same cost (``None``: the cheapest is the only one)."""
START: Final[State] = (0, None, None)


def clusters(name: str) -> tuple[str, ...]:
    """Return the characters of a name with their variation selectors attached.

    >>> clusters("辻󠄀村")
    ('辻󠄀', '村')
    """
    out: list[str] = []
    for char in name:
        if out and ord(char) in SELECTORS:
            out[-1] += char
        else:
            out.append(char)
    return tuple(out)


def misplaced(where: int, kana: str, start: int, end: int) -> bool:
    """Tell whether a changed form needs a neighbour it does not have at ``kana[start:end]``."""
    if where & Where.BEFORE_OBSTRUENT and (end >= len(kana) or kana[end] not in OBSTRUENT):
        return True
    return bool(where & Where.AFTER_NASAL) and (start == 0 or kana[start - 1] not in "ンッ")


def offer(states: dict[int, State], cost: int, origin: State, step: Step) -> None:
    """Keep a path to ``step``'s end if it is cheaper, or remember it as a tie when its boundaries differ."""
    end = step[3]
    held = states.get(end)
    if held is None or cost < held[0]:
        also = None if origin[2] is None else (origin[2], *step[1:])
        states[end] = (cost, step, also)
    elif cost == held[0] and held[2] is None:
        states[end] = (cost, held[1], step)


def full_path(name: str, kana: str, given: bool) -> State | None:
    """Return the cheapest path that reads every character in full, or ``None``.

    The innermost loop of the library: one function, without calls for the common step.
    """
    size, length = len(name), len(kana)
    linked = not given and not LINKS.isdisjoint(kana)
    layer: dict[int, State] = {0: START}
    ahead: dict[int, dict[int, State]] = {}
    for index, char in enumerate(name):
        target = ahead.pop(index + 1, {}) if ahead else {}
        known = options(char, given)
        latest = length - size + index + 1  # every later character takes at least one kana
        last = latest == length
        wrong = (0 if index else NOT_FIRST) | (NOT_LAST if last else 0)
        if linked and index:
            step_links(layer, index, kana)
        for at, origin in layer.items():
            for end in range(latest if last else at + 1, min(at + LONGEST_FORM, latest) + 1):
                found = known.get(kana[at:end])
                if found is None:
                    continue
                where = found.where
                if where and (where & wrong or misplaced(where, kana, at, end)):
                    continue
                cost, path, tie = origin
                if tie or end in target:
                    offer(target, cost + found.cost, origin, (path, index + 1, at, end, found))
                else:
                    target[end] = (cost + found.cost, (path, index + 1, at, end, found), None)
        if name[index : index + 2] in WORD_STARTS:
            step_words(layer, ahead, index, name, kana)
        layer = target
    return layer.get(length)


def step_links(layer: dict[int, State], index: int, kana: str) -> None:
    """Let ノ ガ ツ stand unwritten between two characters of a family name (井上 イノウエ, 一宮 イチノミヤ)."""
    for at, origin in tuple(layer.items()):
        if kana[at : at + 1] in LINKS:
            offer(layer, origin[0] + LINK_COST, origin, (origin[1], index, at, at + 1, LINK))


def step_words(layer: dict[int, State], ahead: dict[int, dict[int, State]], index: int, name: str, kana: str) -> None:
    """Extend every path at ``index`` by every word that begins there, into the layers further ``ahead``."""
    for width in range(2, min(LONGEST_WORD, len(name) - index) + 1):
        for word in word_options(name[index : index + width]).values():
            target = ahead.setdefault(index + width, {})
            for at, origin in layer.items():
                if kana.startswith(word.form, at):
                    step = (origin[1], index + width, at, at + len(word.form), word)
                    offer(target, origin[0] + word.cost, origin, step)


def loose_path(name: str, kana: str) -> State | None:
    """Return the cheapest path with one character read in part or not at all, or ``None``."""
    size, length = len(name), len(kana)
    plain: dict[int, State] = {0: (0, None, None)}
    loose: dict[int, State] = {}
    for index, char in enumerate(name):
        known = options(char, True)
        partial = partial_options(char)
        wrong = (0 if index else NOT_FIRST) | (NOT_LAST if index == size - 1 else 0)
        next_plain: dict[int, State] = {}
        next_loose: dict[int, State] = {}
        for layer, target, free in ((plain, next_plain, True), (loose, next_loose, False)):
            for at, origin in layer.items():
                if free and size > 1 and is_silent(char):
                    step: Step = (origin[1], index + 1, at, at, None)
                    offer(next_loose, origin[0] + SILENT_COST, origin, step)
                for end in range(at + 1, min(at + LONGEST_FORM, length) + 1):
                    part = kana[at:end]
                    found = known.get(part)
                    if found and not (found.where & wrong or misplaced(found.where, kana, at, end)):
                        offer(target, origin[0] + found.cost, origin, (origin[1], index + 1, at, end, found))
                    elif free and (end == length or kana[end] not in CANNOT_BEGIN) and (short := partial.get(part)):
                        offer(next_loose, origin[0] + short.cost, origin, (origin[1], index + 1, at, end, short))
        plain, loose = next_plain, next_loose
    return loose.get(length)


@cache
def partial_options(char: str) -> dict[str, Option]:
    """Return the beginnings of a character's readings (部分音訓: 心 ココ from ココロ), cheapest reading first."""
    found: dict[str, Option] = {}
    for option in options(char, True).values():
        if option.change or option.kind in {"mined", "kana"}:
            continue
        for end in range(1, len(option.form)):
            if option.form[end] in CANNOT_BEGIN and option.form[end] != "ン":
                continue
            form = option.form[:end]
            cost = option.cost + PARTIAL_COST
            if form not in found or cost < found[form].cost:
                found[form] = Option(form, option.base, "partial", "", Where.ANYWHERE, cost, option.names)
    return found


@lru_cache(maxsize=1 << 16)
def segment(text: str, kana: str, option: Option | None) -> Segment:
    """Return the segment of characters read by an option; segments recur in every name, so they are shared."""
    if option is None:
        return Segment(text, "", "silent")
    return Segment(text, kana, option.kind, option.change, option.base, TABLE_OF[option.kind], option.names)


def segments(path: Step | None, written: Sequence[str], kana: str) -> tuple[Segment, ...]:
    """Return the segments of a path over the characters as they are written."""
    out: list[Segment] = []
    while path is not None:
        before, read, start, end, option = path
        first = before[1] if before else 0
        text = written[first] if read == first + 1 else "".join(written[first:read])
        out.append(segment(text, kana[start:end], option))
        path = before
    return tuple(reversed(out))


def limit(path: Step | None, grade: Grade, size: int) -> int:
    """Return the cost up to which a given name counts as explained.

    Dictionary readings with ordinary sound changes are broadly accepted (漢和辞典の読み), so their limit grows with the
    name; readings seen in names only, rarer sound changes and the looser kinds need better evidence.
    """
    if grade is Grade.C:
        return LOOSE_LIMIT
    while path is not None:
        option = path[4]
        if option is not None and (option.kind not in DICTIONARY or option.change not in ORDINARY_CHANGES):
            return WITNESSED_LIMIT
        path = path[0]
    return DICTIONARY_LIMIT[0] + DICTIONARY_LIMIT[1] * size


def align(name: str, reading: str, part: Part | str = Part.FAMILY) -> Alignment | None:
    """Lay a canonical reading over a name, or return ``None`` when the tables do not explain it.

    ``name`` is the name as written, at most 50 characters; ``reading`` katakana, at most 100; longer input is not
    aligned.  ``part`` chooses the evidence: family names know links (ノ ガ ツ), given names 部分音訓 and 置き字.

    >>> [(s.kanji, s.kana) for s in align("松浦", "マツウラ").segments]
    [('松', 'マツ'), ('浦', 'ウラ')]
    """
    return align_standard(name, standard_name(name), reading, part == Part.GIVEN)


def align_standard(name: str, standard: str, reading: str, given: bool) -> Alignment | None:
    """Align a name whose standard form is known already (``align`` for everyone else)."""
    size = len(standard)
    if not 0 < size <= LONGEST_NAME or not 0 < len(reading) <= LONGEST_READING:
        return None
    found = full_path(standard, reading, given)
    grade = Grade.B
    if found is None and given and size <= LONGEST_LOOSE:
        found = loose_path(standard, reading)
        grade = Grade.C
    if found is None:
        return None
    cost, path, other = found
    if given and cost > WITNESSED_LIMIT and cost > limit(path, grade, size):
        return None
    written = clusters(name) if len(name) != size else name
    ties = () if other is None else (segments(other, written, reading),)
    return Alignment(segments(path, written, reading), cost, grade, ties)


def full_cost(standard: str, reading: str, given: bool) -> int | None:
    """Return what it costs to read every character of a standard name in full, ``None`` when it is not so explained."""
    if not reading:
        return None
    found = full_path(standard, reading, given)
    if found is None:
        return None
    cost, path, _ = found
    return None if given and cost > WITNESSED_LIMIT and cost > limit(path, Grade.B, len(standard)) else cost
