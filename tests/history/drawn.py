"""Random events for random registers: some lawful, many not, dates around the days on which the law changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from kananame import history as h
from kananame.history import Capacity, Decision, Event, Evidence, Filer, History, Origin, Register
from kananame.history.event import Channel, EntryReason, Form, KeptNameReason, RemovalReason
from kananame.history.events import EVENTS
from kananame.model import Part
from tests.history import build as b
from tests.history.entitled import READINGS

FAMILIES = ("山崎", "佐藤", "中村", "高橋", "ブラウン")
GIVEN = tuple(name for name in READINGS if name not in FAMILIES)
BAD = ("", "ブンブン", "ヤマ・ザキ", "yamazaki", "アクマ")
PLACES = (b.HERE, b.THERE, b.ELSEWHERE, "")
DAYS = tuple(map(b.day, (b.START, "2025-07-20", b.LAST, b.AFTER, "2026-06-10", "2026-08-26")))
LEAVE = Decision("東京法務局長", b.day(b.START))


class Draw:
    """Draws events for one history after another; ``today`` moves on, and most events are recorded on the day."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.today = b.day(b.START)
        self.count = 0

    def pass_time(self) -> None:
        """Let some days go by, now and then until a day on which the law changes."""
        later = [day for day in DAYS if day > self.today]
        if later and self.random.random() < 0.05:
            self.today = later[0] - timedelta(days=self.random.randint(0, 1))
        else:
            self.today += timedelta(days=self.random.choice((0, 0, 0, 1, 7, 30)))

    def maybe(self, share: float) -> bool:
        """Tell by chance."""
        return self.random.random() < share

    def event(self, history: History, kind: str) -> Event:
        """Return an event of a kind."""
        self.history = history
        self.persons = [*history.persons]
        self.registers = [*history.registers]
        self.count += 1
        on = (
            self.today
            if self.maybe(0.85)
            else max(b.day(b.START), self.today - timedelta(days=self.random.randint(0, 90)))
        )
        self.on = on if self.maybe(0.99) else on - timedelta(days=400)
        fields: dict[str, Any] = {
            "id": f"d{self.count}" if self.maybe(0.98) or self.count < 9 else f"d{self.random.randint(1, self.count)}",
            "on": self.on, "recorded": None if self.on == self.today else self.today,
            "evidence": tuple(Evidence(one) for one in ("publication", "proof-of-use") if self.maybe(0.4)),
            "channel": self.random.choice((*Channel, Channel.COUNTER)), **FIELDS[kind](self),
        }  # fmt: skip
        if kind not in ALONE and self.maybe(0.15):
            fields["lodged"] = True
        return EVENTS[kind](**fields)

    # What events are about.
    def person(self) -> str:
        return self.random.choice(self.persons) if self.maybe(0.98) else "nobody"

    def register(self) -> str:
        return self.random.choice(self.registers) if self.maybe(0.98) else "nowhere"

    def new(self, letter: str) -> str:
        return f"{letter}{self.count}" if self.maybe(0.97) else self.random.choice(self.registers + self.persons)

    def home(self, person: str) -> Register | None:
        return self.history.as_of(self.on).register_of(person)

    def filers(self, *persons: str) -> tuple[Filer, ...]:
        """Return some persons as filers, each in a capacity that fits the age, or by chance in another."""
        if self.maybe(0.03):
            return ()
        found = []
        for one in persons:
            known = self.history.persons.get(one)
            young = known is not None and (self.on - known.birth).days < 15 * 365
            capacity = (
                self.random.choice([*Capacity]) if self.maybe(0.05) else Capacity.PARENT if young else Capacity.SELF
            )
            found.append(Filer(one, capacity, "p1" if self.maybe(0.05) else ""))
        return tuple(found)

    def part(self) -> dict[str, Any]:
        """Return a part of a name, whose it is, and who files for it."""
        if self.maybe(0.5):
            name = self.register()
            register = self.history.registers.get(name)
            if register is None:
                return {"part": Part.FAMILY, "subject": name, "filers": self.filers(self.person())}
            view = self.history.as_of(self.on)
            pair = [one for one in (view.head(register), view.spouse(register)) if one]
            if self.maybe(0.1) or not pair:
                pair = [self.person()]
            return {"part": Part.FAMILY, "subject": name, "filers": self.filers(*pair)}
        person = self.person()
        return {
            "part": Part.GIVEN,
            "subject": person,
            "filers": self.filers(person if self.maybe(0.9) else self.person()),
        }

    def standing(self, part: Part, subject: str) -> tuple[str, str]:
        """Return the name and the reading that stand."""
        view = self.history.view()
        entry = {Part.FAMILY: view.family, Part.GIVEN: view.given}.get(part, view.former_family)(subject)
        return (entry.name, entry.reading) if entry else ("山崎", "")

    def kana(self, name: str) -> str:
        """Return a reading of a name, most often a good one."""
        return self.random.choice(BAD) if self.maybe(0.08) else self.random.choice(READINGS.get(name, ("ナナシ",)))

    def read(self, *, empty: float = 0.0) -> dict[str, Any]:
        """Return a part, whose it is, who files, and a reading of the name that stands."""
        fields = self.part()
        name, _ = self.standing(fields["part"], fields["subject"])
        return {**fields, "reading": "" if self.maybe(empty) else self.kana(name)}

    def leave(self) -> Decision | None:
        return None if self.maybe(0.05) else LEAVE if self.maybe(0.95) else LEAVE._replace(on=date(2030, 1, 1))

    def place(self) -> str:
        return self.random.choice(PLACES) if self.maybe(0.5) else b.HERE

    # One for each kind of event.
    def existing(self) -> dict[str, Any]:
        persons = [self.new("p") if n == 0 else f"p{self.count}x{n}" for n in range(self.random.randint(1, 3))]
        members = tuple(
            b.enrolled(one, self.random.choice(GIVEN), self.random.choice(("1980-01-01", "2008-03-01", "2011-09-01")),
                       former=self.random.choice(("", "高橋")), ward=self.maybe(0.1), municipality=self.place())
            for one in persons
        )  # fmt: skip
        origin = self.random.choice([*Origin])
        taken = (
            h.Taken(reading="ナカムラ", origin=origin, effective=self.random.choice(DAYS)) if self.maybe(0.3) else None
        )
        spouse = persons[1] if len(persons) > 1 and self.maybe(0.7) else ""
        return {"register": self.new("r"), "municipality": b.HERE, "family": "中村", "head": persons[0],
                "members": members, "spouse": spouse, "reading": taken}  # fmt: skip

    def notice(self) -> dict[str, Any]:
        name = self.register()
        register = self.history.registers.get(name)
        persons = [one for one in (register.persons if register else ()) if self.maybe(0.7)]
        given = tuple(
            h.GivenReading(person=one, reading=self.kana(self.standing(Part.GIVEN, one)[0])) for one in persons
        )
        return {"register": name, "family": self.kana(self.standing(Part.FAMILY, name)[0]), "given": given}

    def form(self) -> dict[str, Any]:
        return {**self.read(), "form": self.random.choice([*Form])}

    def ex_officio(self) -> dict[str, Any]:
        return {
            **self.read(empty=0.9),
            "filers": self.filers("p1") if self.maybe(0.05) else (),
            "permission": self.leave(),
        }

    def court(self) -> dict[str, Any]:
        return {**self.read(), "court": self.leave()}

    def name_change(self) -> dict[str, Any]:
        fields = self.part()
        name = self.random.choice(FAMILIES if fields["part"] is Part.FAMILY else GIVEN)
        return {**fields, "name": name, "reading": self.kana(name), "court": self.leave()}

    def foreign(self) -> dict[str, Any]:
        person = self.person()
        own = self.home(person)
        target = own.id if own and own.head == person and self.maybe(0.5) else self.new("r")
        return {"person": person, "register": target, "name": "ブラウン", "reading": self.kana("ブラウン"),
                "municipality": self.place(), "filers": self.filers(person)}  # fmt: skip

    def first(self) -> dict[str, Any]:
        reason = self.random.choice([*EntryReason])
        person, given = self.new("p"), self.random.choice(GIVEN)
        born = self.on if reason is EntryReason.BIRTH else date(1990, 1, 1)
        into = {"register": self.register()}
        if self.maybe(0.4):
            into = {
                "register": self.new("r"),
                "family": "中村",
                "family_reading": self.kana("中村"),
                "municipality": b.HERE,
            }
        by = () if reason is EntryReason.FOUNDLING else (Filer(person),)
        return {"reason": reason, "person": person, "given": given, "reading": self.kana(given), "birth": born,
                "filers": by, "court": self.leave(), "residence": self.place(), **into}  # fmt: skip

    def explanation(self) -> dict[str, Any]:
        held = [
            one for one in self.persons if (entry := self.history.view().given(one)) and entry.origin is Origin.HELD
        ]
        if not held:
            return self.read(empty=0.5)
        fields = {"part": Part.GIVEN, "subject": self.random.choice(held), "filers": self.filers("p1")}
        return {**fields, "reading": self.random.choice(("", "ミツヒロ")), "evidence": (b.PUBLICATION,)}

    def marriage(self) -> dict[str, Any]:
        persons = tuple(self.person() for _ in range(self.random.choice((1, 2, 2, 2))))
        own = self.home(persons[0])
        target = own.id if own and own.head == persons[0] and self.maybe(0.95) else self.new("r")
        return {"persons": persons, "head": persons[0], "register": target, "municipality": b.HERE,
                "filers": self.filers(persons[-1])}  # fmt: skip

    def back(self) -> dict[str, Any]:
        spouses = [
            one for name in self.registers if (found := self.history.registers.get(name)) for one in found.spouses
        ]
        person = self.random.choice(spouses) if spouses and self.maybe(0.8) else self.person()
        stated = {"family": "高橋", "reading": self.kana("高橋")} if self.maybe(0.5) else {}
        target = self.new("r") if self.maybe(0.7) else self.register()
        return {"person": person, "register": target, "municipality": b.HERE, "filers": self.filers(person), **stated}

    def divorce(self) -> dict[str, Any]:
        return {**self.back(), "annulled": self.maybe(0.3)}

    def kept_name(self) -> dict[str, Any]:
        ends = {
            "divorce": KeptNameReason.DIVORCE,
            "annulment": KeptNameReason.ANNULMENT,
            "adoption-end": KeptNameReason.ADOPTION,
        }
        ended = [(one, reason) for one in self.persons if (found := self.history.persons.get(one))
                 and (reason := ends.get(found.memberships[-1].act))]  # fmt: skip
        person, reason = self.random.choice(ended) if ended else (self.person(), self.random.choice([*KeptNameReason]))
        own = self.home(person)
        target = own.id if own and own.head == person else self.new("r")
        return {
            "reason": reason,
            "person": person,
            "register": target,
            "municipality": b.HERE,
            "filers": self.filers(person),
        }

    def adoption(self) -> dict[str, Any]:
        adopter, person = self.person(), self.person()
        source, own = self.home(adopter), self.home(person)
        pair = (own.head, own.spouses[-1]) if own and own.spouses and person in {own.head, *own.spouses} else (person,)
        target = source.id if source and len(pair) == 1 else self.new("r")
        return {
            "persons": pair,
            "adopter": adopter,
            "register": target,
            "municipality": b.HERE,
            "filers": self.filers(adopter),
        }

    def adoption_end(self) -> dict[str, Any]:
        taken = [one for one in self.persons if (found := self.history.persons.get(one))
                 and any(place.act == "adoption" for place in found.memberships)]  # fmt: skip
        person = self.random.choice(taken) if taken and self.maybe(0.8) else self.person()
        return {**self.back(), "person": person, "filers": self.filers(person)}

    def moves(self) -> dict[str, Any]:
        person = self.person()
        return {"person": person, "register": self.register(), "filers": self.filers(person)}

    def separation(self) -> dict[str, Any]:
        return {**self.moves(), "register": self.new("r"), "municipality": self.place()}

    def transfer(self) -> dict[str, Any]:
        fields = self.part()
        name = fields["subject"] if fields["part"] is Part.FAMILY else self.register()
        return {"register": name, "municipality": self.place(), "filers": fields["filers"]}

    def removal(self) -> dict[str, Any]:
        return {"person": self.person(), "reason": self.random.choice([*RemovalReason])}

    def correction(self) -> dict[str, Any]:
        fields = self.read()
        found = self.history.registers if fields["part"] is Part.FAMILY else self.history.persons
        subject: Any = found.get(fields["subject"])
        entry = self.random.choice([one.event for one in subject.entries]) if subject else "nothing"
        since = self.random.choice((None, None, *DAYS))
        return {**fields, "entry": entry, "permission": self.leave(), "filed": self.maybe(0.3), "since": since}

    def waiting(self) -> dict[str, Any]:
        found = [name for name in self.history.lodged if (one := self.history.lodged.get(name)) and one.filing]
        name = self.random.choice(found) if found else "nothing"
        filing: Any = self.history.events.get(name)
        return {"filing": name, "filers": filing.filers if filing and self.maybe(0.9) else self.filers(self.person())}

    def acceptance(self) -> dict[str, Any]:
        return {**self.waiting(), "filers": ()}

    def amendment(self) -> dict[str, Any]:
        return {**self.waiting(), "reading": self.kana(self.random.choice([*READINGS]))}

    def move(self) -> dict[str, Any]:
        household = self.random.choice(("", "h1", f"h{self.count}"))
        return {
            "person": self.person(),
            "municipality": self.place(),
            "household": household,
            "householder": self.maybe(0.3),
        }

    def bearer(self) -> str:
        """Return a person, most often one with a former name."""
        found = [one for one in self.persons if self.history.view().former_family(one)]
        return self.random.choice(found) if found and self.maybe(0.8) else self.person()

    def former(self) -> dict[str, Any]:
        person = self.bearer()
        name, _ = self.standing(Part.FORMER_FAMILY, person)
        return {"person": person, "reading": self.kana(name), "filers": self.filers(person)}

    def former_notice(self) -> dict[str, Any]:
        return {**self.former(), "filers": ()}

    def former_filing(self) -> dict[str, Any]:
        fields = self.former()
        if self.maybe(0.5):
            return fields
        name = self.random.choice(FAMILIES)
        return {**fields, "name": name, "reading": self.kana(name)}

    def former_change(self) -> dict[str, Any]:
        name = self.random.choice(FAMILIES)
        return {**self.former(), "name": name, "reading": self.kana(name)}

    def former_entry(self) -> dict[str, Any]:
        return {"person": self.bearer()}


FIELDS: dict[str, Callable[[Draw], dict[str, Any]]] = {
    "existing-register": Draw.existing, "notice": Draw.notice, "initial-filing": Draw.read, "form-filing": Draw.form,
    "ex-officio-entry": Draw.ex_officio, "free-change": Draw.read, "court-reading-change": Draw.court,
    "name-change": Draw.name_change, "foreign-name-change": Draw.foreign, "first-entry": Draw.first,
    "explanation": Draw.explanation, "marriage": Draw.marriage, "divorce": Draw.divorce, "kept-name": Draw.kept_name,
    "adoption": Draw.adoption, "adoption-end": Draw.adoption_end, "register-entry": Draw.moves,
    "separation": Draw.separation, "transfer": Draw.transfer, "removal": Draw.removal, "correction": Draw.correction,
    "acceptance": Draw.acceptance, "amendment": Draw.amendment, "withdrawal": Draw.waiting, "move": Draw.move,
    "former-family-notice": Draw.former_notice, "former-family-filing": Draw.former_filing,
    "former-family-entry": Draw.former_entry, "former-family-change": Draw.former_change,
}  # fmt: skip
ALONE = frozenset(
    [
        "existing-register",
        "notice",
        "ex-officio-entry",
        "acceptance",
        "amendment",
        "withdrawal",
        "removal",
        "correction",
        "move",
        "former-family-notice",
        "former-family-entry",
    ]
)
