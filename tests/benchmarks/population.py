"""The legal life of a made-up municipality: registers, notices, filings, births, marriages, the wave ex officio.

Names are IPADIC's, drawn by a Zipf law; who does what is drawn with a seed, so that the figures can be printed
again.  The shares are assumptions of the benchmark, not statistics.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from kananame.history import (
    Capacity,
    Decision,
    Enrolled,
    EntryReason,
    Event,
    Evidence,
    ExistingRegister,
    ExOfficioEntry,
    Filer,
    FirstEntry,
    FreeChange,
    GivenReading,
    InitialFiling,
    Marriage,
    Notice,
    Removal,
    RemovalReason,
)
from kananame.model import Part
from tests.benchmarks.judges import judge
from tests.benchmarks.measure import SEED, Pair, seeded

START = date(2025, 5, 26)
WAVE = date(2026, 5, 26)
ADULT = date(1980, 4, 1)
CHILD = date(2012, 4, 1)
LEAVE = Decision("the bureau", WAVE)
CITIES = ("131016", "141003", "271004")
FILED, MARRIED, BORN, DIED, CHANGED = 0.25, 0.02, 0.03, 0.02, 0.05
"""Which share of registers files in the year, and has a marriage, a birth, a death, a change afterwards."""


class Names:
    """Names to draw from: the second is half as frequent as the first, the third a third, and so on (Zipf)."""

    def __init__(self, pairs: list[Pair], chance: random.Random) -> None:
        """Give each name its rank."""
        self._pairs = sorted(pairs)
        chance.shuffle(self._pairs)
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._pairs) + 1)))
        self._chance = chance

    def one(self) -> Pair:
        """Draw a name with its reading."""
        return self._chance.choices(self._pairs, cum_weights=self._weights)[0]


class Town:
    """A municipality of so many registers, and what happens there."""

    def __init__(self, registers: int, seed: int = SEED) -> None:
        """Draw the names."""
        self.chance = seeded(seed)
        names = judge("ipadic")
        families, given = ([*names[part]] for part in ("family", "given"))
        self.given = Names(given, self.chance)
        drawn = Names(families, self.chance)
        self.homes = [Home(number, drawn.one(), self.chance, self.given) for number in range(registers)]

    def events(self) -> Iterator[Event]:
        """Yield the events in the order they are recorded."""
        yield from (home.existing() for home in self.homes)
        yield from (home.notice() for home in self.homes)
        for home in self.homes:
            home.filed = self.chance.random() < FILED
            if home.filed:
                yield from home.filings()
        yield from self._year()
        for home in self.homes:
            yield from home.ex_officio()
        yield from (home.changed() for home in self.homes if home.wave and self.chance.random() < CHANGED)

    def _year(self) -> Iterator[Event]:
        """Yield births, deaths and marriages of the year."""
        lonely: Home | None = None
        for home in self.homes:
            drawn = self.chance.random()
            if drawn < BORN:
                yield home.born(*self.given.one())
            elif drawn < BORN + DIED and len(home.people) > 1:
                yield home.died()
            elif drawn < BORN + DIED + MARRIED and len(home.people) == 1:
                if lonely is not None:
                    yield lonely.marries(home)
                    lonely = None
                else:
                    lonely = home


class Home:
    """One register: its family name, its people with their readings."""

    def __init__(self, number: int, family: Pair, chance: random.Random, given: Names) -> None:
        """Draw how many people there are, and their names."""
        self.id, self.family, self.filed = str(number), family, False
        self.city = chance.choice(CITIES)
        self.people = [given.one() for _ in range(chance.choice((1, 1, 2, 2, 3, 4)))]
        self.gone: set[int] = set()
        self.closed = False

    def person(self, place: int) -> str:
        """Return the id of one of the people."""
        return f"p{self.id}-{place}"

    def existing(self) -> Event:
        """Return the register as it stands."""
        members = tuple(
            Enrolled(
                person=self.person(place),
                given=name,
                birth=ADULT if place < 2 else CHILD,
                municipality=self.city,
                household=f"h{self.id}",
                householder=place == 0,
            )
            for place, (name, _) in enumerate(self.people)
        )
        spouse = self.person(1) if len(self.people) > 1 else ""
        return ExistingRegister(
            id=f"existing-{self.id}", on=START, register=f"r{self.id}", municipality=self.city, family=self.family[0],
            head=self.person(0), spouse=spouse, members=members,
        )  # fmt: skip

    def notice(self) -> Event:
        """Return the notice of every reading."""
        given = tuple(
            GivenReading(person=self.person(place), reading=kana) for place, (_, kana) in enumerate(self.people)
        )
        on = START + timedelta(60)
        return Notice(id=f"notice-{self.id}", on=on, register=f"r{self.id}", family=self.family[1], given=given)

    def filings(self) -> Iterator[Event]:
        """Yield a filing of each reading."""
        on, head = START + timedelta(120), (Filer(self.person(0)),)
        yield InitialFiling(
            id=f"family-{self.id}", on=on, filers=head, part=Part.FAMILY, subject=f"r{self.id}", reading=self.family[1]
        )
        for place, (_, kana) in enumerate(self.people):
            filer = Filer(self.person(place)) if place < 2 else Filer(self.person(place), Capacity.PARENT)
            yield InitialFiling(
                id=f"given-{self.id}-{place}", on=on, filers=(filer,), part=Part.GIVEN, subject=self.person(place),
                reading=kana,
            )  # fmt: skip

    def born(self, name: str, kana: str) -> Event:
        """Return a birth, its reading filed with it."""
        place = len(self.people)
        self.people.append((name, kana))
        self.gone.add(place)
        on = START + timedelta(200)
        return FirstEntry(
            id=f"birth-{self.id}", on=on, filers=(Filer(self.person(0)),), evidence=(Evidence("explanation"),),
            reason=EntryReason.BIRTH, person=self.person(place), given=name, reading=kana, birth=on - timedelta(5),
            register=f"r{self.id}", residence=self.city, household=f"h{self.id}",
        )  # fmt: skip

    def died(self) -> Event:
        """Return the death of the head."""
        self.gone.add(0)
        on = START + timedelta(250)
        return Removal(id=f"death-{self.id}", on=on, person=self.person(0), reason=RemovalReason.DEATH)

    def marries(self, other: Home) -> Event:
        """Return the marriage of two who are alone in their registers; they take the name of this one."""
        other.closed = True
        return Marriage(
            id=f"marriage-{self.id}", on=START + timedelta(300), filers=(Filer(self.person(0)),),
            persons=(self.person(0), other.person(0)), head=self.person(0), register=f"r{self.id}",
        )  # fmt: skip

    @property
    def wave(self) -> bool:
        """Whether the family name waits for the mayor."""
        return not self.filed and not self.closed

    def ex_officio(self) -> Iterator[Event]:
        """Yield the entries of what nobody filed."""
        on = WAVE + timedelta(3)
        if self.wave:
            yield ExOfficioEntry(id=f"wave-{self.id}", on=on, part=Part.FAMILY, subject=f"r{self.id}", permission=LEAVE)
        if not self.filed:
            for place in range(len(self.people)):
                if place not in self.gone:
                    yield ExOfficioEntry(
                        id=f"wave-{self.id}-{place}", on=on, part=Part.GIVEN, subject=self.person(place),
                        permission=LEAVE,
                    )  # fmt: skip

    def changed(self) -> Event:
        """Return the one change without a court, to a reading that has to be proved."""
        first = min(place for place in range(len(self.people)) if place not in self.gone)
        return FreeChange(
            id=f"change-{self.id}", on=WAVE + timedelta(40), filers=(Filer(self.person(first)),),
            evidence=(Evidence("proof-of-use"),), part=Part.FAMILY, subject=f"r{self.id}",
            reading=self.family[1] + "ー",
        )  # fmt: skip
