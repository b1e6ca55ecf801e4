"""Mine readings of characters from attested names, so that a wrong alignment cannot invent one.

Every pair is aligned with the dictionary readings; a pair in which exactly one character stays unread proposes the rest
of its kana as a reading of that character.  A proposal becomes a reading only with independent support: enough different
names, in enough different neighbourhoods on the side where the boundary was guessed.  Three names in 三郎 always put サ
before ブロウ, so they are one neighbourhood and teach nothing about 郎.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kananame.kana import CANNOT_BEGIN, NASALISING, OBSTRUENT, Where, forms, respelled
from tables.okurigana import name_forms
from tables.readers.kanjidic import Kanji
from tables.readers.names import katakana

KANJI_ONLY = frozenset("々〇〆")
UNKNOWN_COST = 60
LONGEST_UNKNOWN = 5
MIN_NAMES = 3
MIN_NEIGHBOURS = 3
ROUNDS = 3


@dataclass(slots=True)
class Reading:
    """A reading of one character: how it is known, and the attested names that show it."""

    kind: str
    needs_witness: bool = False
    names: int = 0


@dataclass(slots=True)
class Evidence:
    """What proposes a reading: the names, and the neighbours left and right of the character in them."""

    names: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)


Step = tuple[int, str, str]
"""Where the character's kana end, the base reading, the kind (``unknown`` for a proposal)."""


def is_kanji(char: str) -> bool:
    """Tell whether a character is an ideograph or one of the marks written like one."""
    return "一" <= char <= "鿿" or "㐀" <= char <= "䶿" or char in KANJI_ONLY or ord(char) >= 0x20000 or "豈" <= char <= "舘"


def dictionary_readings(characters: dict[str, Kanji], standard: dict[str, str]) -> dict[str, dict[str, Reading]]:
    """Return standard character → katakana → reading, as KANJIDIC2 prints them; a variant adds to its standard form."""
    found: dict[str, dict[str, Reading]] = defaultdict(dict)
    for literal, kanji in sorted(characters.items(), key=lambda item: (item[0] in standard, item[0])):
        target = found[standard.get(literal, literal)]
        for kind, text in kanji.readings:
            printed = [(text.strip("-"), False)] if kind != "kun" else list(name_forms(text))
            for form, needs_witness in printed:
                kana = katakana(form.replace(".", "").replace(" ", ""))
                if not kana:
                    continue
                known = target.get(kana)
                if known is None:
                    target[kana] = Reading(kind, needs_witness)
                elif known.needs_witness and not needs_witness:
                    target[kana] = Reading(kind, needs_witness=False)
    return found


class Aligner:
    """Cheapest alignment of a name with the readings known so far, at most one character unread."""

    def __init__(self, readings: dict[str, dict[str, Reading]]) -> None:
        """Expand every reading into its forms once."""
        self.options = {char: expand(known) for char, known in readings.items()}

    def align(self, name: str, kana: str, part: str) -> tuple[list[Step], bool] | None:
        """Return the steps of the cheapest path and whether no other path is as cheap, or ``None``."""
        size, length = len(name), len(kana)
        # state: (position, unknown used) -> (cost, steps, unique)
        states: dict[tuple[int, bool], tuple[int, list[Step], bool]] = {(0, False): (0, [], True)}
        for index in range(size):
            after: dict[tuple[int, bool], tuple[int, list[Step], bool]] = {}
            remaining = size - index - 1
            options = self.options.get(name[index], {})
            for (at, used), (cost, steps, unique) in states.items():
                room = length - at - remaining
                for end, base, kind, more in self.hops(options, kana, at, room, index, size, part):
                    push(after, (end, used), cost + more, steps, (end, base, kind), unique=unique)
                if used or not is_kanji(name[index]):
                    continue
                for end in range(at + 1, min(at + LONGEST_UNKNOWN, at + room) + 1):
                    if kana[at] in CANNOT_BEGIN or (end < length and kana[end] in CANNOT_BEGIN):
                        continue
                    step = (end, kana[at:end], "unknown")
                    push(after, (end, True), cost + UNKNOWN_COST + 2 * (end - at), steps, step, unique=unique)
            states = after
        ends = [states[key] for key in ((length, False), (length, True)) if key in states]
        if not ends:
            return None
        _, steps, unique = min(ends, key=lambda state: state[0])
        return steps, unique

    @staticmethod
    def hops(
        options: dict[str, tuple[str, str, Where, int]], kana: str, at: int, room: int, index: int, size: int, part: str
    ) -> Iterator[tuple[int, str, str, int]]:
        """Yield (end, base, kind, cost) for every known form that begins at ``at``, with ノ or ガ before it in a family name."""
        starts = [(at, 0)]
        if index and part != "given" and at < len(kana) and kana[at] in "ノガツ":
            starts.append((at + 1, 24))
        for start, link in starts:
            for width in range(1, min(7, room - (start - at)) + 1):
                found = options.get(kana[start : start + width])
                if found is None:
                    continue
                base, kind, where, cost = found
                end = start + width
                if where and not fits(where, kana, start, end, index, size):
                    continue
                yield end, base, kind, cost + link


def fits(where: Where, kana: str, start: int, end: int, index: int, size: int) -> bool:
    """Tell whether a changed form can stand here."""
    if where & Where.NOT_FIRST and index == 0:
        return False
    if where & Where.NOT_LAST and index == size - 1:
        return False
    if where & Where.BEFORE_OBSTRUENT and (end >= len(kana) or kana[end] not in OBSTRUENT):
        return False
    return not (where & Where.AFTER_NASAL and (start == 0 or kana[start - 1] not in "ンッ"))


def push(
    after: dict[tuple[int, bool], tuple[int, list[Step], bool]],
    key: tuple[int, bool],
    cost: int,
    steps: list[Step],
    step: Step,
    *,
    unique: bool,
) -> None:
    """Keep the cheaper path to a state; an equal cost by another boundary makes it ambiguous."""
    known = after.get(key)
    if known is None or cost < known[0]:
        after[key] = (cost, [*steps, step], unique)
    elif cost == known[0]:
        after[key] = (cost, known[1], False)


def expand(known: dict[str, Reading]) -> dict[str, tuple[str, str, Where, int]]:
    """Return form → (base, kind, where, cost) for the readings of one character, the cheapest source of each form."""
    total = sum(reading.names for reading in known.values()) + 1
    found: dict[str, tuple[str, str, Where, int]] = {}
    for base, reading in known.items():
        plain = reading_cost(reading, total)
        for form, _, where, cost in forms(base, native=reading.kind != "on"):
            held = found.get(form)
            if held is None or plain + cost < held[3]:
                found[form] = (base, reading.kind, where, plain + cost)
    return found


def reading_cost(reading: Reading, total: int) -> int:
    """Return the cost of a reading: two units a bit of its share among the character's attested names."""
    share = (reading.names + 0.5) / (total + 10)
    return min(24, round(-2 * math.log2(share)))


def mine(
    pairs: Iterable[tuple[str, str, str]], readings: dict[str, dict[str, Reading]]
) -> tuple[dict[str, dict[str, Reading]], list[tuple[str, str, str]]]:
    """Count and extend ``readings`` over standardised (name, kana, part) pairs; return them and the pairs left unexplained."""
    todo = sorted(set(pairs))
    unexplained: list[tuple[str, str, str]] = []
    for turn in range(ROUNDS):
        aligner = Aligner(readings)
        counts: Counter[tuple[str, str]] = Counter()
        proposals: dict[tuple[str, str], Evidence] = defaultdict(Evidence)
        unexplained = []
        for name, kana, part in todo:
            found = aligner.align(name, kana, part)
            if found is None:
                unexplained.append((name, kana, part))
                continue
            record(name, kana, found, counts, proposals)
            if any(step[2] == "unknown" for step in found[0]):
                unexplained.append((name, kana, part))
        for known in readings.values():
            for reading in known.values():
                reading.names = 0
        for (char, base), names in counts.items():
            readings[char][base].names = names
        if turn < ROUNDS - 1:
            adopt(proposals, readings)
    return readings, unexplained


def record(
    name: str,
    kana: str,
    found: tuple[list[Step], bool],
    counts: Counter[tuple[str, str]],
    proposals: dict[tuple[str, str], Evidence],
) -> None:
    """Count the readings of one aligned name, or note what it proposes."""
    steps, unique = found
    at = 0
    for index, (end, base, kind) in enumerate(steps):
        if kind == "unknown":
            if unique and len(name) > 1:
                evidence = proposals[name[index], kana[at:end]]
                evidence.names.add(name)
                evidence.left.add(name[index - 1] if index else "^")
                evidence.right.add(name[index + 1] if index + 1 < len(name) else "$")
        elif all(step[2] != "unknown" for step in steps):
            counts[name[index], base] += 1
        at = end


def adopt(proposals: dict[tuple[str, str], Evidence], readings: dict[str, dict[str, Reading]]) -> None:
    """Make readings of the proposals with independent support."""
    for (char, kana), evidence in sorted(proposals.items()):
        if kana not in readings[char] and independent(evidence):
            readings[char][kana] = Reading("mined", needs_witness=True, names=len(evidence.names))


def independent(evidence: Evidence) -> bool:
    """Tell whether the support is wide enough: names, and neighbours on every side where a boundary was guessed."""
    sides = [side for side in (evidence.left - {"^"}, evidence.right - {"$"}) if side]
    return len(evidence.names) >= MIN_NAMES and all(len(side) >= MIN_NEIGHBOURS for side in sides)
