"""Mine readings of characters from attested names, so that a wrong alignment cannot invent one.

Every pair is aligned with the dictionary readings; a pair in which exactly one character stays unread proposes the rest
of its kana as a reading of that character.  A proposal becomes a reading only with independent support: enough
different names, in enough different neighbourhoods on the side where the boundary was guessed.  Three names in 三郎
always put サ before ブロウ, so they are one neighbourhood and teach nothing about 郎.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kananame.kana import CANNOT_BEGIN, OBSTRUENT, Where, forms
from kananame.text import is_kanji
from tables.okurigana import name_forms
from tables.readers.kanjidic import Kanji
from tables.readers.names import katakana

UNKNOWN = "unknown"
UNKNOWN_COST = 60
UNKNOWN_KANA_COST = 2
LINK_COST = 24
COSTLIEST = 24
LONGEST_KNOWN = 7
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

    @property
    def least_names(self) -> int:
        """Attested names without which the reading does not enter the table."""
        if not self.needs_witness:
            return 0
        return MIN_NAMES if self.kind == "mined" else 1


@dataclass(slots=True)
class Evidence:
    """What proposes a reading: the names, the dictionaries, and the neighbours left and right of the character."""

    names: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    right: set[str] = field(default_factory=set)
    witnesses: set[str] = field(default_factory=set)


Readings = dict[str, dict[str, Reading]]
"""Standard character → katakana → reading."""

Pair = tuple[str, str, str]
"""Standardised name, katakana, part; the part is ``any`` where the source does not say."""

Pairs = Mapping[Pair, frozenset[str]]
"""Pair → the dictionaries that attest it."""

Proposals = dict[tuple[str, str], Evidence]
"""Character and katakana → what proposes that it is read so."""

Step = tuple[int, str, str]
"""Where the character's kana end, the base reading, the kind (``UNKNOWN`` for a proposal)."""

Form = tuple[str, str, int, int]
"""A way to read a character: the base reading, its kind, where the form can stand, what it costs."""

Path = tuple[int, list[Step], bool]
"""What a path costs, its steps, and whether no other path to its state is as cheap."""


def dictionary_readings(characters: Mapping[str, Kanji], standard: Mapping[str, str]) -> Readings:
    """Return the readings KANJIDIC2 prints, in their forms in names; a variant adds to its standard form."""
    found: Readings = {}
    for literal, kanji in sorted(characters.items(), key=lambda item: (item[0] in standard, item[0])):
        known = found.setdefault(standard.get(literal, literal), {})
        for kind, text in kanji.readings:
            for form, needs_witness in name_forms(text) if kind == "kun" else [(text.strip("-"), False)]:
                kana = katakana(form.replace(".", "").replace(" ", ""))
                if kana and (kana not in known or (known[kana].needs_witness and not needs_witness)):
                    known[kana] = Reading(kind, needs_witness)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """One character of a name being aligned: its index, the length of the name, all the kana, the part of the name."""

    index: int
    size: int
    kana: str
    part: str

    @property
    def limit(self) -> int:
        """The last place where the character's kana can end: every later character needs one kana."""
        return len(self.kana) - (self.size - self.index - 1)

    def known(self, options: Mapping[str, Form], at: int) -> Iterator[tuple[Step, int]]:
        """Yield (step, cost) for every known form at ``at``, in a family name also after ノ, ガ or ツ."""
        starts = [(at, 0)]
        if self.index and self.part != "given" and self.kana[at : at + 1] in {"ノ", "ガ", "ツ"}:
            starts.append((at + 1, LINK_COST))
        for start, link in starts:
            for end in range(start + 1, min(start + LONGEST_KNOWN, self.limit) + 1):
                found = options.get(self.kana[start:end])
                if found is not None:
                    base, kind, where, cost = found
                    if not where or self.fits(where, start, end):
                        yield (end, base, kind), cost + link

    def unknown(self, at: int) -> Iterator[tuple[Step, int]]:
        """Yield (step, cost) for every run of kana at ``at`` that could be a reading nobody has printed."""
        if self.kana[at : at + 1] in CANNOT_BEGIN:
            return
        for end in range(at + 1, min(at + LONGEST_UNKNOWN, self.limit) + 1):
            if self.kana[end : end + 1] not in CANNOT_BEGIN:
                yield (end, self.kana[at:end], UNKNOWN), UNKNOWN_COST + UNKNOWN_KANA_COST * (end - at)

    def fits(self, where: int, start: int, end: int) -> bool:
        """Tell whether a changed form can stand here."""
        if where & Where.NOT_FIRST and self.index == 0:
            return False
        if where & Where.NOT_LAST and self.index == self.size - 1:
            return False
        if where & Where.BEFORE_OBSTRUENT and self.kana[end : end + 1] not in OBSTRUENT:
            return False
        return not (where & Where.AFTER_NASAL and (start == 0 or self.kana[start - 1] not in "ンッ"))


class States(dict[tuple[int, bool], Path]):
    """The cheapest path to each state: kana read so far, and whether a character was left unread."""

    def offer(self, before: Path, step: Step, more: int, *, unread: bool) -> None:
        """Keep the cheaper path to a state; an equal cost by another boundary makes it ambiguous."""
        cost = before[0] + more
        state = (step[0], unread)
        known = self.get(state)
        if known is None or cost < known[0]:
            self[state] = (cost, [*before[1], step], before[2])
        elif cost == known[0]:
            self[state] = (cost, known[1], False)


class Aligner:
    """Cheapest alignment of a name with the readings known so far, at most one character unread."""

    def __init__(self, readings: Mapping[str, dict[str, Reading]]) -> None:
        """Expand every reading into its forms once."""
        self.options = {char: expand(known) for char, known in readings.items()}

    def align(self, name: str, kana: str, part: str) -> tuple[list[Step], bool] | None:
        """Return the steps of the cheapest path and whether no other path is as cheap, or ``None``."""
        states = States({(0, False): (0, [], True)})
        for index, char in enumerate(name):
            place = Place(index, len(name), kana, part)
            options = self.options.get(char, {})
            after = States()
            for (at, unread), path in states.items():
                for step, cost in place.known(options, at):
                    after.offer(path, step, cost, unread=unread)
                if not unread and is_kanji(char):
                    for step, cost in place.unknown(at):
                        after.offer(path, step, cost, unread=True)
            states = after
        ends = [states[state] for state in ((len(kana), False), (len(kana), True)) if state in states]
        if not ends:
            return None
        _, steps, unique = min(ends, key=lambda path: path[0])
        return steps, unique

    def reads(self, name: str, kana: str, part: str) -> bool:
        """Tell whether every character of a name is read by a known reading."""
        found = self.align(name, kana, part)
        return found is not None and all(kind != UNKNOWN for _, _, kind in found[0])


def expand(known: Mapping[str, Reading]) -> dict[str, Form]:
    """Return every form of the readings of one character, the cheapest source of each."""
    total = sum(reading.names for reading in known.values()) + 1
    found: dict[str, Form] = {}
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
    return min(COSTLIEST, round(-2 * math.log2(share)))


def mine(pairs: Pairs, readings: Readings) -> list[Pair]:
    """Count and extend ``readings`` in place from attested pairs; return the pairs no full reading explains."""
    todo = sorted(pairs)
    unexplained: list[Pair] = []
    for turn in range(ROUNDS):
        aligner = Aligner(readings)
        counts: Counter[tuple[str, str, str]] = Counter()
        proposals: Proposals = {}
        unexplained = []
        for pair in todo:
            name, kana, part = pair
            steps, unique = aligner.align(name, kana, part) or ([], False)
            if not steps or any(kind == UNKNOWN for _, _, kind in steps):
                unexplained.append(pair)
                if unique and len(name) > 1:
                    propose(aligner, pair, steps, pairs[pair], proposals)
            else:
                counts.update((name[index], base, part) for index, (_, base, _) in enumerate(steps))
        recount(counts, readings)
        if turn < ROUNDS - 1:
            adopt(proposals, readings)
    return unexplained


def propose(aligner: Aligner, pair: Pair, steps: list[Step], witnesses: frozenset[str], proposals: Proposals) -> None:
    """Note the reading that one name proposes for its unread character.

    Where the other characters read all the kana, the character is not read at all (置き字) and proposes nothing:
    京壱郎 read ケイイチ does not teach 郎 チ.
    """
    name, kana, part = pair
    index = next(index for index, (_, _, kind) in enumerate(steps) if kind == UNKNOWN)
    if aligner.reads(name[:index] + name[index + 1 :], kana, part):
        return
    evidence = proposals.setdefault((name[index], steps[index][1]), Evidence())
    evidence.names.add(name)
    evidence.left.add(name[index - 1] if index else "^")
    evidence.right.add(name[index + 1] if index + 1 < len(name) else "$")
    evidence.witnesses |= witnesses


def recount(counts: Counter[tuple[str, str, str]], readings: Readings) -> None:
    """Write the counts of one round into the readings; a name of unknown part counts for both."""
    for known in readings.values():
        for reading in known.values():
            reading.family = reading.given = 0
    for (char, base, part), names in counts.items():
        reading = readings[char][base]
        reading.family += names if part != "given" else 0
        reading.given += names if part != "family" else 0


def adopt(proposals: Proposals, readings: Readings) -> None:
    """Make readings of the proposals with independent support."""
    for (char, kana), evidence in sorted(proposals.items()):
        known = readings.setdefault(char, {})
        if kana not in known and independent(evidence) and not glued(kana, known):
            known[kana] = Reading("mined", needs_witness=True, given=len(evidence.names))


def independent(evidence: Evidence) -> bool:
    """Tell whether the support is wide enough: names, dictionaries, neighbours on each side with a guessed boundary."""
    sides = [side for side in (evidence.left - {"^"}, evidence.right - {"$"}) if side]
    return (
        len(evidence.names) >= MIN_NAMES
        and len(evidence.witnesses) >= MIN_WITNESSES
        and all(len(side) >= MIN_NEIGHBOURS for side in sides)
    )


def glued(kana: str, known: Mapping[str, Reading]) -> bool:
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
