"""Mine readings of characters from attested names, so that a wrong alignment cannot invent one.

Every pair is aligned with the dictionary readings; a pair in which exactly one character stays unread proposes the rest
of its kana as a reading of that character.  A proposal becomes a reading only with independent support: enough different
names, in enough different neighbourhoods on the side where the boundary was guessed.  Three names in 三郎 always put サ
before ブロウ, so they are one neighbourhood and teach nothing about 郎.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
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
MIN_WITNESSES = 2
ROUNDS = 3


@dataclass(slots=True)
class Reading:
    """A reading of one character: how it is known, and the attested names that show it."""

    kind: str
    needs_witness: bool = False
    family: int = 0
    given: int = 0

    @property
    def names(self) -> int:
        """Attested names that show the reading, whatever their part."""
        return self.family + self.given


@dataclass(slots=True)
class Evidence:
    """What proposes a reading: the names, the dictionaries, and the neighbours left and right of the character."""

    names: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)
    witnesses: set[str] = field(default_factory=set)


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
        options: dict[str, tuple[str, str, int, int]], kana: str, at: int, room: int, index: int, size: int, part: str
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


def fits(where: int, kana: str, start: int, end: int, index: int, size: int) -> bool:
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


def expand(known: dict[str, Reading]) -> dict[str, tuple[str, str, int, int]]:
    """Return form → (base, kind, where, cost) for the readings of one character, the cheapest source of each form."""
    total = sum(reading.names for reading in known.values()) + 1
    found: dict[str, tuple[str, str, int, int]] = {}
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


Pairs = Mapping[tuple[str, str, str], frozenset[str]]
"""Standardised (name, kana, part) → the dictionaries that attest it; part ``any`` where the source does not say."""


def mine(pairs: Pairs, readings: dict[str, dict[str, Reading]]) -> list[tuple[str, str, str]]:
    """Count and extend ``readings`` in place from attested pairs; return the pairs no full reading explains."""
    todo = sorted(pairs)
    unexplained: list[tuple[str, str, str]] = []
    for turn in range(ROUNDS):
        aligner = Aligner(readings)
        counts: Counter[tuple[str, str, str]] = Counter()
        proposals: dict[tuple[str, str], Evidence] = defaultdict(Evidence)
        unexplained = []
        for pair in todo:
            name, kana, part = pair
            steps, unique = aligner.align(name, kana, part) or ([], False)
            if not steps or any(kind == "unknown" for _, _, kind in steps):
                unexplained.append(pair)
                if unique:
                    propose(name, kana, steps, pairs[pair], proposals)
            else:
                counts.update((name[index], base, part) for index, (_, base, _) in enumerate(steps))
        recount(counts, readings)
        if turn < ROUNDS - 1:
            adopt(proposals, readings)
    return unexplained


def propose(
    name: str, kana: str, steps: list[Step], witnesses: frozenset[str], proposals: dict[tuple[str, str], Evidence]
) -> None:
    """Note the reading that one name proposes for its unread character; a name of one character proposes nothing."""
    if len(name) == 1:
        return
    starts = [0, *(end for end, _, _ in steps)]
    index = next(index for index, (_, _, kind) in enumerate(steps) if kind == "unknown")
    evidence = proposals[name[index], kana[starts[index] : starts[index + 1]]]
    evidence.names.add(name)
    evidence.left.add(name[index - 1] if index else "^")
    evidence.right.add(name[index + 1] if index + 1 < len(name) else "$")
    evidence.witnesses |= witnesses


def recount(counts: Counter[tuple[str, str, str]], readings: dict[str, dict[str, Reading]]) -> None:
    """Write the counts of one round into the readings; a name of unknown part counts for both."""
    for known in readings.values():
        for reading in known.values():
            reading.family = reading.given = 0
    for (char, base, part), names in counts.items():
        reading = readings[char][base]
        reading.family += names if part != "given" else 0
        reading.given += names if part != "family" else 0


def adopt(proposals: dict[tuple[str, str], Evidence], readings: dict[str, dict[str, Reading]]) -> None:
    """Make readings of the proposals with independent support."""
    for (char, kana), evidence in sorted(proposals.items()):
        known = readings[char]
        if kana not in known and independent(evidence) and not glued(kana, known):
            known[kana] = Reading("mined", needs_witness=True, given=len(evidence.names))


def independent(evidence: Evidence) -> bool:
    """Tell whether the support is wide enough: names, dictionaries, and neighbours on each side with a guessed boundary."""
    sides = [side for side in (evidence.left - {"^"}, evidence.right - {"$"}) if side]
    return (
        len(evidence.names) >= MIN_NAMES
        and len(evidence.witnesses) >= MIN_WITNESSES
        and all(len(side) >= MIN_NEIGHBOURS for side in sides)
    )


def glued(kana: str, known: dict[str, Reading]) -> bool:
    """Tell whether a proposal is a dictionary reading with kana of a neighbour or an added word glued to it."""
    for base, reading in known.items():
        if reading.kind == "mined" or len(base) >= len(kana):
            continue
        rest = len(kana) - len(base)
        if kana.startswith(base) and rest >= 2:
            return True
        if any(kana.endswith(form) for form, *_ in forms(base, native=True)) and (len(base) >= 2 or rest >= 2):
            return True
    return False
