"""A city's residents as a file of names: households by a Zipf law, given names by cohort, damage by rates, all seeded.

Family names and the given names of the older cohorts are IPADIC's, those of the youngest are of a second list, many of
which no dictionary knows.  Shares and rates are assumptions of the benchmark, not statistics.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmarks.damage import DAMAGES
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import SEED, Pair, seeded
from tests.benchmarks.population import Names

HEADER: Final = ["宛名番号", "氏", "名", "氏カナ", "名カナ", "生年月日", "住所"]
SIZES: Final = {
    "town": 71_000,
    "city": 400_000,
    "million": 1_000_000,
    "largest city": 3_800_000,
    "country": 124_000_000,
}
RATES: Final = dict.fromkeys(DAMAGES, 0.003)
"""Which share of the readings has each kind of damage."""
ADDRESS: Final = "東京都千代田区霞が関一丁目"
AT_HOME: Final = (1, 1, 2, 2, 3, 4)
"""How many live in a household, each as likely."""


class Cohort(NamedTuple):
    """People of an age: which share of all, born in which years, with names of which list."""

    share: float
    born: tuple[int, int]
    names: str


COHORTS: Final = (
    Cohort(0.25, (1930, 1955), "ipadic"),
    Cohort(0.35, (1955, 1985), "ipadic"),
    Cohort(0.25, (1985, 2010), "ipadic"),
    Cohort(0.15, (2010, 2026), "personal-names"),
)


@cache
def _of_list(key: str, part: str) -> tuple[Pair, ...]:
    return tuple(judge(key)[part])


def residents(count: int, seed: int = SEED, rates: Mapping[str, float] = RATES) -> Iterator[list[str]]:
    """Yield the rows of so many residents."""
    chance = seeded(seed)
    families = Names([*_of_list("ipadic", "family")], chance)
    given = [Names([*_of_list(cohort.names, "given")], chance) for cohort in COHORTS]
    shares = [cohort.share for cohort in COHORTS]
    left, family = 0, ("", "")
    for number in range(count):
        if not left:
            left, family = chance.choice(AT_HOME), families.one()
        left -= 1
        (which,) = chance.choices(range(len(COHORTS)), shares)
        own, (since, until) = given[which].one(), COHORTS[which].born
        born = date(since, 4, 1) + timedelta(chance.randrange(365 * (until - since)))
        readings = damaged([family[1], own[1]], rates, chance)
        yield [f"{number:09}", family[0], own[0], *readings, born.isoformat(), ADDRESS]


def damaged(readings: list[str], rates: Mapping[str, float], chance: random.Random) -> list[str]:
    """Return readings, each with at most one kind of damage."""
    drawn = chance.random()
    for kind, rate in rates.items():
        if drawn < rate:
            at = chance.randrange(len(readings))
            readings[at] = DAMAGES[kind](readings[at], chance) or readings[at]
            break
        drawn -= rate
    return readings


def write(path: Path, count: int, seed: int = SEED, rates: Mapping[str, float] = RATES) -> None:
    """Write a file of so many residents."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER)
        rows.writerows(residents(count, seed, rates))
