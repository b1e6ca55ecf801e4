"""Which rules hold on which day: the last day before, and the first day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

import kananame as kn
from kananame._tables.editions import EDITIONS
from kananame._tables.repertoire import REPERTOIRE
from kananame.rulebook import RULES

BEGINNING = date(2025, 5, 26)
NEW_KANJI = date(2026, 6, 26)


def test_no_rulebook_before_readings_entered_the_register() -> None:
    with pytest.raises(kn.NotInForce, match="2025-05-26"):
        kn.rulebook(BEGINNING - timedelta(days=1))
    assert kn.rulebook(BEGINNING).edition == "2025-05-26"


@pytest.mark.parametrize(("day", "edition"), [
    (date(2026, 5, 25), "2025-05-26"), (date(2026, 5, 26), "2026-05-26"),
    (date(2026, 6, 25), "2026-05-26"), (date(2026, 6, 26), "2026-06-26"), (date(2031, 1, 1), "2026-06-26"),
])  # fmt: skip
def test_each_edition_begins_on_its_day(day: date, edition: str) -> None:
    assert kn.rulebook(day).edition == edition


def test_the_newest_edition_is_the_default() -> None:
    assert kn.rulebook().edition == kn.rulebook(date(2099, 1, 1)).edition


def test_kanji_not_permitted_rejects_until_the_list_grew_and_refers_from_then_on() -> None:
    def verdict(day: date) -> str:
        return str(kn.check("龘", "タツ", part="given", filing="new", book=kn.rulebook(day)).verdict)

    assert verdict(BEGINNING) == "reject"
    assert verdict(NEW_KANJI - timedelta(days=1)) == "reject"
    assert verdict(NEW_KANJI) == "refer"


@pytest.mark.parametrize("value", ["2026-05-26", 20260526, datetime(2026, 5, 26)])  # noqa: DTZ001 - wrong on purpose
def test_a_legal_date_is_a_date(value: object) -> None:
    with pytest.raises(TypeError, match=r"datetime\.date"):
        kn.rulebook(value)  # type: ignore[arg-type]


def test_rules_of_one_id_never_hold_on_the_same_day() -> None:
    days = {rule.since for rule in RULES} | {rule.until for rule in RULES if rule.until}
    for day in days:
        held = [rule.id for rule in kn.rulebook(day).rules]
        assert len(held) == len(set(held))


def test_the_last_rule_always_decides() -> None:
    for book in (kn.rulebook(BEGINNING), kn.rulebook()):
        for situation in book.situations.values():
            assert situation.rules[-1].id == "unexplained"


def test_a_rulebook_tells_which_provisions_are_verified() -> None:
    book = kn.rulebook()
    assert {book.verified(rule.provision) for rule in book.rules} <= {True, False}
    with pytest.raises(KeyError):
        book.verified("NO_SUCH_PROVISION")


def test_within_an_edition_the_rules_stay_the_same() -> None:
    # Histories screen a pair once for each edition.
    first_days = {date.fromisoformat(row[1]) for row in EDITIONS}
    turns = {rule.since for rule in RULES} | {rule.until + timedelta(days=1) for rule in RULES if rule.until}
    for _, since, until in (period for periods in REPERTOIRE.values() for period in periods):
        turns |= {date.fromisoformat(since), *([date.fromisoformat(until) + timedelta(days=1)] if until else [])}
    assert turns <= first_days
