"""Points that no source settles: a rulebook says what it does, and its caller may decide otherwise."""

from __future__ import annotations

from datetime import date

import pytest

import kananame as kn
from kananame._tables.settings import SETTINGS


def test_a_book_has_every_setting() -> None:
    assert dict(kn.rulebook().settings) == {point: row[1] for point, row in SETTINGS.items()}


@pytest.mark.parametrize("point", sorted(SETTINGS))
def test_every_choice_can_be_made(point: str) -> None:
    examples = {"date": "2027-05-25", "number": "6"}
    for choice in SETTINGS[point][0]:
        value = examples.get(choice, choice)
        book = kn.rulebook(date(2026, 6, 1), settings={point: value})
        assert book.settings[point] == value
        assert {other: book.settings[other] for other in SETTINGS if other != point} == {
            other: row[1] for other, row in SETTINGS.items() if other != point
        }


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"free-change-deadline": "none"}, "a setting is one of"),
        ({"confirming-is-filing": "perhaps"}, "is one of yes, no"),
        ({"free-change-last-day": "2027-02-30"}, "none, date"),
        ({"free-change-last-day": "20270225"}, "none, date"),
        ({"kept-name-months": "-1"}, "number"),
        ({"kept-name-months": "３"}, "number"),
    ],
)
def test_what_is_no_setting_is_refused(settings: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        kn.rulebook(settings=settings)


def test_the_book_of_another_day_keeps_its_settings() -> None:
    book = kn.rulebook(settings={"kept-name-months": "6"})
    assert book.at(date(2025, 6, 1)).settings["kept-name-months"] == "6"
    assert book.at(date(2025, 6, 1)).edition == "2025-05-26"
    with pytest.raises(kn.NotInForce):
        book.at(date(2025, 5, 25))


def test_settings_cannot_be_changed_in_place() -> None:
    with pytest.raises(TypeError):
        kn.rulebook().settings["kept-name-months"] = "6"  # type: ignore[index]
