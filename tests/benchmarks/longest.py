"""The longest input there is: 50 characters against 100 kana, made to be as hard as we know how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle, islice
from time import perf_counter_ns

import kananame
from kananame.align import LONGEST_LOOSE, LONGEST_NAME, LONGEST_READING
from kananame.lexicon import options, readings
from tests.benchmarks.measure import SEED, Pair, seeded
from tests.benchmarks.text import table

# The least of several: what the work takes when nothing else runs on the machine.
TIMES = 15
SEARCH_TIMES = 2
SEARCHED = 500
QUICK_SEARCHED = 20
RICHEST = 200
KANJI = range(0x4E00, 0x9FA6)
# An alias may be of either part, so it is tried as both.
PARTS = ("family", "given", "alias")
HEAD = [f"ms, slowest part, fastest of {TIMES}", "characters", "kana", "kn.align", "kn.check"]


def run(*, quick: bool) -> None:
    """Print the time of each adversary, and of the slowest a seeded search finds."""
    rows = [row(label, pair) for label, pair in adversaries().items()]
    found = max(
        search(QUICK_SEARCHED if quick else SEARCHED), key=lambda pair: slowest(kananame.check, pair, SEARCH_TIMES)
    )
    rows.append(row(f"slowest of a search: {found[0][:3]}… {found[1][:6]}…", found))
    table("Longest input; target: 50 characters against 100 kana < 5", HEAD, rows)


def row(label: str, pair: Pair) -> list[str]:
    """Return the row of one adversary."""
    times = (slowest(function, pair, TIMES) for function in (kananame.align, kananame.check))
    return [label, str(len(pair[0])), str(len(pair[1])), *(f"{time:.2f}" for time in times)]


def slowest(function: Callable[..., object], pair: Pair, times: int) -> float:
    """Return the milliseconds of the fastest of several calls, for the slowest part."""
    found = []
    for part in PARTS:
        taken = []
        for _ in range(times):
            begun = perf_counter_ns()
            function(*pair, part=part)
            taken.append(perf_counter_ns() - begun)
        found.append(min(taken))
    return max(found) / 1_000_000


def richest() -> list[str]:
    """Return the characters with the most readings."""
    return sorted(map(chr, KANJI), key=lambda char: -len(readings(char)))[:RICHEST]


def filled(kana: str, size: int = LONGEST_READING) -> str:
    """Return kana repeated up to a length."""
    return "".join(islice(cycle(kana), size))


def adversaries() -> dict[str, Pair]:
    """Return inputs that should be hard, each with its reason."""
    rich = richest()
    readings = filled("".join(options(rich[0], given=True)))
    return {
        f"{rich[0]} (most readings) and its readings": (rich[0] * LONGEST_NAME, readings),
        f"{rich[0]} and 々, its readings": (rich[0] + "々" * (LONGEST_NAME - 1), readings),
        "the 50 with most readings, ンアイ": ("".join(rich[:LONGEST_NAME]), filled("ンアイ")),
        "生 and イ": ("生" * LONGEST_NAME, filled("イ")),
        "生 and イキ": ("生" * LONGEST_NAME, filled("イキ")),
        "大 and オ": ("大" * LONGEST_NAME, filled("オ")),
        "の and ノ (links)": ("の" * LONGEST_NAME, filled("ノ")),
        "生 and イ, タロウ (an added word) at the end": ("生" * LONGEST_NAME, "イ" * 97 + "タロウ"),
        "大 and オ, チイサシ (its opposite) within": ("大" * LONGEST_NAME, "オ" * 50 + "チイサシ" + "オ" * 46),
        "子 and コ, 50 kana": ("子" * LONGEST_NAME, filled("コ", LONGEST_NAME)),
        "10 characters (looser kinds tried), ンアイ": ("".join(rich[:LONGEST_LOOSE]), filled("ンアイ")),
        "10 characters, 40 kana": ("生" * LONGEST_LOOSE, filled("イキオ", 40)),
    }


def search(size: int) -> Iterator[Pair]:
    """Yield random names of few rich characters with kana of few letters: most boundaries stay possible to the end."""
    chance = seeded(SEED)
    rich = richest()
    for _ in range(size):
        chars = chance.sample(rich, chance.randint(1, 2))
        name = "".join(chance.choices(chars, k=chance.choice((LONGEST_LOOSE, LONGEST_NAME))))
        short = [form for char in chars for form in options(char, given=True) if len(form) <= 2]
        letters = chance.sample(sorted(set("".join(short))), chance.randint(1, 2))
        yield name, filled("".join(chance.choices(letters, k=chance.randint(2, 20))))
