"""Points no source settles: what each choice of ``tables/data/settings.tsv`` does, and that none is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from kananame import history as h
from kananame._tables.settings import SETTINGS
from kananame.history import Event, Filer, apply, changes
from kananame.rulebook import rulebook
from tests.history import build as b
from tests.history.build import after
from tests.history.entitled import answer

NOTIFIED = (b.notice(p1="イチロウ"),)
ENTERED = (*NOTIFIED, b.ex_officio("2026-05-26", "r1", id="entered"))
WARD = b.at(
    h.ExistingRegister, b.START, register="r9", municipality=b.HERE, family="中村", head="p9",
    members=(b.enrolled("p9", "健", "1950-01-01", ward=True),),
)  # fmt: skip
DIVORCED = (b.married("2025-07-01", "p3", "p7"), b.divorced("2026-01-31", "p7", "r4"))
BOTH = ("p1", "p2")
FREE = b.free_change("2026-08-01", "r1", "ヤマザキ", "p1")
CHILDS = Filer("p8", b.PARENT)
OPPOSITE = (b.filing("2025-06-10", "r1", "ヤマザキ", "p1"), b.birth("2025-06-10", "p8", "高", "タカシ"))


class Choice(NamedTuple):
    """A choice for a setting: the code an event is refused with after others, ``""`` when it is accepted."""

    setting: str
    choice: str
    code: str
    event: Event
    before: tuple[Event, ...] = ()


CHOICES = [
    Choice("free-change-last-day", "none", "", FREE, ENTERED),
    Choice("free-change-last-day", "2026-08-01", "", FREE, ENTERED),
    Choice("free-change-last-day", "2026-07-31", "act-over", FREE, ENTERED),
    Choice("free-change-family-filers", "first-filers", "", FREE, ENTERED),
    Choice("free-change-family-filers", "couple", "filers-together", FREE, ENTERED),
    Choice("free-change-family-filers", "couple", "", b.free_change("2026-08-01", "r1", "ヤマザキ", BOTH), ENTERED),
    *(
        Choice("free-change-in-new-register", choice, code, b.free_change("2026-08-01", "r3", "ヤマザキ", "p3"),
               (*ENTERED, b.separated("2026-06-01", "p3")))
        for choice, code in (("kept", ""), ("lost", "free-change-lost"))
    ),
    *(
        Choice("confirming-is-filing", choice, code, FREE, (*NOTIFIED, b.filing("2025-08-01", "r1", kana, "p1")))
        for choice, kana, code in (
            ("yes", "ヤマサキ", "not-ex-officio"), ("no", "ヤマサキ", ""), ("no", "ヤマザキ", "not-ex-officio"),
        )
    ),
    *(
        Choice("filing-after-the-year", choice, code, b.filing("2026-08-01", "r1", "ヤマザキ", "p1"), before)
        for choice, before, code in (
            ("refuse", (), "act-over"), ("accept", (), ""), ("accept", NOTIFIED, "act-over"),
            ("accept", ENTERED, "act-over"),
        )
    ),
    *(
        Choice("ex-officio-without-notice", choice, code, b.ex_officio("2026-08-01", "r1", kana))
        for choice, kana, code in (
            ("refuse", "ヤマザキ", "no-notice"), ("accept", "ヤマザキ", ""), ("accept", "", "event-reading-missing"),
        )
    ),
    *(
        Choice("ward-files-alone", choice, code, b.filing("2025-08-01", "p9", "ケン", by), (WARD,))
        for choice, by, code in (
            ("yes", "p9", ""), ("no", "p9", "filer-capacity"), ("no", Filer("p9", b.GUARDIAN), ""),
        )
    ),
    *(
        Choice("court-decides-reading", choice, code, b.court_change("2025-08-01", "p8", kana, CHILDS), OPPOSITE)
        for choice, kana, code in (
            ("no", "ヒクシ", "reading-refused"), ("yes", "ヒクシ", ""), ("yes", "ヒ・クシ", "reading-refused"),
        )
    ),
    *(
        Choice("kept-name-months", choice, code, b.name_kept(on, "p7", "r4"), DIVORCED)
        for choice, on, code in (
            ("3", "2026-04-30", ""), ("3", "2026-05-01", "act-over"), ("0", "2026-01-31", ""),
            ("0", "2026-02-01", "act-over"), ("12", "2027-01-31", ""),
        )
    ),
    *(
        Choice("correction-permission", choice, code,
               b.corrected("2026-08-01", "r1", "entered", "ヤマザキ", permission=None), ENTERED)
        for choice, code in (("required", "permission-missing"), ("optional", ""))
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    "chosen", CHOICES, ids=lambda chosen: f"{chosen.setting}-{chosen.choice}-{chosen.code or 'accepted'}"
)
def test_a_choice_decides(chosen: Choice) -> None:
    book = rulebook(settings={chosen.setting: chosen.choice})
    history = after(b.YAMAZAKI, b.SATO, *chosen.before, book=book)
    assert answer(history, chosen.event, book)[0] == chosen.code


def carried(choice: str) -> str:
    """Return what a new register begins with."""
    book = rulebook(settings={"new-register-reading": choice})
    filed = b.filing("2025-06-10", "r1", "ヤマザキ", "p1")
    history = after(b.YAMAZAKI, b.SATO, filed, b.separated("2025-07-01", "p3"), book=book)
    return b.reading(history, "r3")


def on_card(choice: str) -> str:
    """Return which records that carry a reading from a day on are reached by a filing of 2026-05-26."""
    book = rulebook(settings={"card-reading-from": choice})
    filed = b.filing("2025-06-10", "p3", "ケン", "p3")
    history = after(b.YAMAZAKI, b.SATO, filed, book=book)
    found = changes(history, apply(history, b.court_change(b.AFTER, "p3", "タケシ", "p3"), book), book)
    return " ".join(sorted(str(one.system) for one in found if one.system in {"card", "certificate"}))


OUTCOMES: dict[str, tuple[Callable[[str], str], dict[str, str]]] = {
    "new-register-reading": (carried, {"carried": "ヤマザキ filing", "unrecorded": "none"}),
    "card-reading-from": (on_card, {"2026-05-26": "card certificate", "2026-05-27": "", "none": ""}),
}


@pytest.mark.parametrize(("setting", "choice"), [(name, choice) for name, row in OUTCOMES.items() for choice in row[1]])
def test_a_choice_shows(setting: str, choice: str) -> None:
    find, expected = OUTCOMES[setting]
    assert find(choice) == expected[choice]


def test_every_choice_of_every_setting_is_tried() -> None:
    tried = {(one.setting, one.choice) for one in CHOICES}
    tried |= {(setting, choice) for setting, row in OUTCOMES.items() for choice in row[1]}
    assert {setting for setting, _ in tried} == SETTINGS.keys()
    for setting, (choices, default, *_) in SETTINGS.items():
        others = {choice for one, choice in tried if one == setting}
        assert default in others
        assert len(others) > 1
        assert set(choices) - {"date", "number"} <= others
