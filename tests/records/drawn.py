"""Random histories: what happens to a few families, some of it refused; dates only go forward, as records do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, Final

import kananame as kn
from kananame import history as h
from kananame.history import Change, Decision, Enrolled, Evidence, Filer, History, Origin
from kananame.model import Part

FAMILIES: Final = {
    "山崎": ("ヤマザキ", "ヤマサキ"), "髙橋": ("タカハシ", "タカバシ"), "大野": ("オオノ",), "佐々木": ("ササキ",),
    "ブラウン": ("ブラウン",), "𠮷野": ("ヨシノ",),
}  # fmt: skip
GIVEN: Final = {
    "一郎": ("イチロウ", "カズロウ"), "花子": ("ハナコ",), "優子": ("ユウコ", "マサコ"), "健": ("ケン", "タケシ"),
    "さくら": ("サクラ",), "すゑ": ("スヱ",), "辻󠄀": ("ツジ",),
}  # fmt: skip
READINGS: Final = FAMILIES | GIVEN
PLACES: Final = ("131016", "271004", "")
LEAVE: Final = Decision("東京法務局長", date(2025, 5, 26), "第1号")
PROOF: Final = (Evidence("publication"), Evidence("proof-of-use"))
Step = tuple[History, tuple[Change, ...], History]


class Drawn:
    """A history in the making: an event at a time, those that are lawful."""

    def __init__(self, seed: int) -> None:
        """Begin with two families."""
        self.random = Random(seed)  # noqa: S311 - the same in every run is what is wanted
        self.history, self.today, self.count = History(), date(2025, 5, 26), 0
        for _ in range(2):
            self.try_one("existing")

    def steps(self, length: int) -> Iterator[Step]:
        """Yield the history before, what follows, and the history after each lawful event of so many."""
        for _ in range(length):
            before = self.history
            self.today += timedelta(self.random.choice((0, 1, 3, 15)))
            if self.try_one(self.random.choice([*KINDS])):
                taken = isinstance(self.history.last, h.ExistingRegister)
                yield before, () if taken else kn.changes(before, self.history), self.history

    def try_one(self, kind: str) -> bool:
        """Draw an event and apply it; tell whether it was lawful."""
        self.count += 1
        make, fields = KINDS[kind]
        back = timedelta(self.random.choice((0, 0, 0, 3)))
        common = {"id": f"e{self.count}", "on": max(date(2025, 5, 26), self.today - back), "recorded": self.today,
                  "evidence": PROOF}  # fmt: skip
        try:
            self.history = kn.apply(self.history, make(**common | fields(self)))
        except kn.InvalidEvent:
            return False
        return True

    def one(self, of: Any) -> Any:  # noqa: ANN401 - whatever there is to choose from
        """Choose one of some things."""
        return self.random.choice([*of])

    def name(self, of: dict[str, tuple[str, ...]]) -> tuple[str, str]:
        """Choose a name and a reading of it."""
        name = self.one(of)
        return name, self.one(of[name])

    def read(self) -> dict[str, Any]:
        """Choose a part of somebody's name with a reading of it, and who files for it."""
        view, person = self.history.view(), self.one(self.history.persons)
        register = view.register_of(person)
        if register is not None and self.random.random() < 0.5:
            entry = view.family(register.id)
            filers = tuple(Filer(one) for one in (view.head(register), view.spouse(register)) if one)
            found = {"part": Part.FAMILY, "subject": register.id, "filers": filers}
        else:
            entry = view.given(person)
            found = {"part": Part.GIVEN, "subject": person, "filers": (Filer(person),)}
        return {**found, "reading": self.one(READINGS.get(entry.name if entry else "", ("ナナシ",)))}

    def person(self) -> dict[str, Any]:
        """Choose a person who files."""
        person = self.one(self.history.persons)
        return {"person": person, "filers": (Filer(person),)}

    def existing(self) -> dict[str, Any]:
        family, kana = self.name(FAMILIES)
        place, home = self.one(PLACES[:2]), self.one(("", f"h{self.count}"))
        taken = h.Taken(reading=kana, origin=Origin.FILING, effective=date(2025, 5, 26))
        members = tuple(
            Enrolled(
                person=f"{self.count}{n}", given=self.one(GIVEN), birth=self.one((date(1970, 4, 1), date(2000, 2, 29))),
                municipality=place, household=home, householder=bool(home) and n == 0, former=self.one(("", "大野")),
            )
            for n in range(self.random.randint(1, 3))
        )  # fmt: skip
        return {"register": f"r{self.count}", "municipality": self.one(PLACES[:2]), "family": family,
                "head": members[0].person, "members": members, "reading": self.one((None, taken)),
                "spouse": members[1].person if len(members) > 1 else ""}  # fmt: skip

    def notice(self) -> dict[str, Any]:
        register = self.one(self.history.registers)
        view = self.history.view()
        family = view.family(register)
        given = tuple(
            h.GivenReading(person=one, reading=READINGS[entry.name][0])
            for one in view.members(register)
            if (entry := view.given(one)) is not None
        )
        return {"register": register, "family": READINGS[family.name][0] if family else "", "given": given}

    def renamed(self) -> dict[str, Any]:
        found = self.read()
        name, kana = self.name(FAMILIES if found["part"] is Part.FAMILY else GIVEN)
        return {**found, "name": name, "reading": kana, "court": LEAVE}

    def marriage(self) -> dict[str, Any]:
        first, second = self.one(self.history.persons), self.one(self.history.persons)
        register = self.history.view().register_of(first)
        own = register.id if register and register.head == first else f"r{self.count}"
        return {"persons": (first, second), "head": first, "register": own, "municipality": self.one(PLACES[:2]),
                "filers": (Filer(first),)}  # fmt: skip

    def leaving(self) -> dict[str, Any]:
        return {**self.person(), "register": f"r{self.count}", "municipality": self.one(PLACES[:2])}

    def birth(self) -> dict[str, Any]:
        given, kana = self.name(GIVEN)
        register = self.one(self.history.registers)
        homes = [name for name in self.history.households if self.history.households.get(name)]
        home = self.one(["", *homes])
        kept = self.history.households.get(home) if home else None
        return {"reason": "birth", "person": f"{self.count}", "given": given, "reading": kana, "register": register,
                "birth": self.today - timedelta(3), "filers": (Filer("x"),), "household": home,
                "residence": kept.municipality if kept else self.one(PLACES)}  # fmt: skip

    def move(self) -> dict[str, Any]:
        homes = [*self.history.households, f"h{self.count}", ""]
        home = self.one(homes)
        kept = self.history.households.get(home) if home else None
        place = kept.municipality if kept else self.one(PLACES if not home else PLACES[:2])
        return {"person": self.one(self.history.persons), "municipality": place, "household": home,
                "householder": bool(home) and self.random.random() < 0.5}  # fmt: skip

    def transfer(self) -> dict[str, Any]:
        register = self.one(self.history.registers)
        view = self.history.view()
        found = self.history.registers.get(register)
        pair = [one for one in (view.head(found), view.spouse(found)) if one] if found else []
        return {"register": register, "municipality": self.one(PLACES[:2]), "filers": tuple(map(Filer, pair))}

    def former(self) -> dict[str, Any]:
        name, kana = self.name(FAMILIES)
        person = self.person()
        held = self.history.view().former_family(person["person"])
        return {**person, "name": name, "reading": self.one(READINGS[held.name]) if held else kana}

    def former_notice(self) -> dict[str, Any]:
        return {"person": self.one(self.history.persons), "reading": "オオノ"}


def _of(*names: str) -> Callable[[Drawn], dict[str, Any]]:
    """Return a part with its reading as a kind of event has its fields."""
    return lambda drawn: {key: value for key, value in drawn.read().items() if key in {"part", "subject", *names}}


KINDS: Final[dict[str, tuple[Any, Callable[[Drawn], dict[str, Any]]]]] = {
    "existing": (h.ExistingRegister, Drawn.existing),
    "notice": (h.Notice, Drawn.notice),
    "notice again": (h.Notice, Drawn.notice),
    "filing": (h.InitialFiling, _of("reading", "filers")),
    "filing again": (h.InitialFiling, _of("reading", "filers")),
    "ex officio": (h.ExOfficioEntry, lambda drawn: {**_of()(drawn), "permission": LEAVE}),
    "ex officio again": (h.ExOfficioEntry, lambda drawn: {**_of()(drawn), "permission": LEAVE}),
    "free change": (h.FreeChange, _of("reading", "filers")),
    "court": (h.CourtReadingChange, lambda drawn: {**_of("reading", "filers")(drawn), "court": LEAVE}),
    "renamed": (h.NameChange, Drawn.renamed),
    "birth": (h.FirstEntry, Drawn.birth),
    "marriage": (h.Marriage, Drawn.marriage),
    "divorce": (h.Divorce, Drawn.leaving),
    "separation": (h.Separation, Drawn.leaving),
    "move": (h.Move, Drawn.move),
    "transfer": (h.Transfer, Drawn.transfer),
    "removal": (h.Removal, lambda drawn: {"person": drawn.one(drawn.history.persons), "reason": "death"}),
    "former": (h.FormerFamilyFiling, Drawn.former),
    "former notice": (h.FormerFamilyNotice, Drawn.former_notice),
    "former entry": (h.FormerFamilyEntry, lambda drawn: {"person": drawn.one(drawn.history.persons)}),
    "former change": (h.FormerFamilyChange, Drawn.former),
}
