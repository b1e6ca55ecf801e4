"""What follows an event: which records are updated, for whom, from when; and what reaches nobody."""

from __future__ import annotations

import pytest

from kananame.history import Change, Event, Filer, History, System, apply, changes
from kananame.model import Part
from tests.history import build as b
from tests.history.build import HERE, THERE, told

Row = tuple[str, str, str, str]
OFFICE = {System.REGISTER, System.SUPPLEMENT}
CARDS = {System.CARD, System.CERTIFICATE}


def follow(history: History, event: Event, **settings: str) -> tuple[Change, ...]:
    return changes(history, apply(history, event, b.book(**settings)), b.book(**settings))


def rows(found: tuple[Change, ...]) -> set[Row]:
    return {(str(one.system), one.person, one.municipality, one.about) for one in found}


def of(person: str, home: str, office: str, *, cards: bool = False) -> set[Row]:
    """Return the rows of a person's own records: at the place of register and where he or she lives."""
    kept = {(str(system), person, office, person) for system in OFFICE}
    lived = {System.RESIDENT, *(CARDS if cards else ())} if home else set()
    return kept | {(str(system), person, home, person) for system in lived}


def repeated(*members: str, home: str = HERE, about: str = "p1") -> set[Row]:
    """Return the rows that repeat the householder's name with the other members."""
    return {("householder", member, home, about) for member in members}


FAMILY = (
    of("p1", HERE, HERE) | of("p2", HERE, HERE) | of("p3", THERE, HERE) | of("p4", HERE, HERE) | of("p5", HERE, HERE)
)
EARLY = b.filing("2025-06-10", "r1", "ヤマザキ", "p1")


def test_a_family_name_reaches_every_member_wherever_they_live_and_nobody_outside() -> None:
    found = follow(told(), EARLY)
    assert rows(found) == FAMILY | repeated("p2", "p4", "p5")
    assert {(one.part, one.register, one.on, one.past, one.event) for one in found} == {
        (Part.FAMILY, "r1", EARLY.on, False, EARLY.id)
    }
    assert {(one.before.reading, one.after.reading) for one in found if one.before and one.after} == {("", "ヤマザキ")}


def test_a_given_name_reaches_only_the_person_and_the_rows_that_repeat_the_householder() -> None:
    assert rows(follow(told(), b.filing("2025-06-10", "p3", "ケン", "p3"))) == of("p3", THERE, HERE)
    head = follow(told(), b.filing("2025-06-10", "p1", "イチロウ", "p1"))
    assert rows(head) == of("p1", HERE, HERE) | repeated("p2", "p4", "p5")
    assert {one.part for one in head} == {Part.GIVEN}


def test_who_lives_abroad_has_no_resident_record() -> None:
    history = told(b.moved("2025-06-01", "p3", ""))
    assert rows(follow(history, b.filing("2025-06-10", "p3", "ケン", "p3"))) == of("p3", "", HERE)


def test_who_died_has_no_row_that_repeats_the_householder() -> None:
    history = told(b.death("2025-06-01", "p2"))
    assert rows(follow(history, b.filing("2025-06-10", "p1", "イチロウ", "p1"))) == of("p1", HERE, HERE) | repeated(
        "p4", "p5"
    )


@pytest.mark.parametrize(
    ("on", "recorded", "setting", "cards"),
    [
        ("2026-05-25", None, "2026-05-26", False),
        ("2026-05-26", None, "2026-05-26", True),
        ("2026-05-25", "2026-05-26", "2026-05-26", True),  # By then the card shows what no longer holds.
        ("2026-05-26", None, "2026-06-10", False),
        ("2026-06-10", None, "2026-06-10", True),
        ("2026-06-10", None, "none", False),
    ],
)
def test_a_reading_is_on_the_card_from_a_day_on(on: str, recorded: str | None, setting: str, *, cards: bool) -> None:
    history = told(b.filing("2025-06-10", "p3", "ケン", "p3"))
    event = b.court_change(on, "p3", "タケシ", "p3", recorded=recorded)
    assert rows(follow(history, event, card_reading_from=setting)) == of("p3", THERE, HERE, cards=cards)


def test_a_name_was_always_on_the_card() -> None:
    event = b.renamed("2025-06-10", "p3", "光", "ヒカル", "p3")
    assert rows(follow(told(), event, card_reading_from="none")) == of("p3", THERE, HERE, cards=True)


NOTICE = b.notice(p1="イチロウ")


@pytest.mark.parametrize(
    "event",
    [
        NOTICE,
        b.death("2025-06-10", "p1"),
        b.filing("2025-06-10", "r1", "ヤマザキ", "p1", lodged=True),
        b.at(type(b.YAMAZAKI), "2025-06-10", register="r9", municipality=HERE, family="中村", head="p9",
             members=(b.enrolled("p9", "健", "1990-01-01"),)),
    ],
)  # fmt: skip
def test_what_reaches_nobody(event: Event) -> None:
    assert follow(told(), event) == ()


def test_before_it_carries_readings_a_card_shows_the_name_alone() -> None:
    found = follow(told(EARLY), b.birth("2025-07-01", "p8", "翔", "ショウ"))
    cards = [one.after for one in found if str(one.system) in CARDS and one.after]
    assert {(entry.name, entry.reading, entry.certified_reading) for entry in cards} == {
        ("山崎", "", ""),
        ("翔", "", ""),
    }


def test_a_move_makes_a_record_in_the_new_municipality() -> None:
    history = told(EARLY, b.filing("2025-06-10", "p3", "ケン", "p3"))
    found = follow(history, b.moved("2025-07-01", "p3", b.ELSEWHERE))
    assert rows(found) == {("resident", "p3", b.ELSEWHERE, "p3")}
    assert {(one.part, one.before, one.after and one.after.certified_reading) for one in found} == {
        (Part.FAMILY, None, "ヤマザキ"), (Part.GIVEN, None, "ケン"),
    }  # fmt: skip
    assert follow(history, b.moved("2025-07-01", "p3", "")) == ()
    back = told(EARLY, b.moved("2025-07-01", "p3", ""))
    assert rows(follow(back, b.moved("2025-08-01", "p3", THERE))) == {("resident", "p3", THERE, "p3")}


def test_who_comes_into_a_household_has_a_row_that_repeats_the_householder() -> None:
    found = follow(told(EARLY), b.moved("2025-07-01", "p3", HERE, household="h1"))
    assert rows(found) == {("resident", "p3", HERE, "p3")} | repeated("p3")


def test_a_householder_who_moved_away_is_repeated_by_nobody_new_in_the_old_household() -> None:
    history = told(b.moved("2025-06-10", "p1", THERE, household="h9", householder=True),
                   b.moved("2025-06-11", "p3", THERE, household="h9"))  # fmt: skip
    born = follow(history, b.birth("2025-07-01", "p8", "翔", "ショウ", household="h1"))
    assert rows(born) == of("p8", HERE, HERE, cards=True)


def test_another_householder_is_repeated_from_then_on() -> None:
    found = follow(told(EARLY), b.moved("2025-07-01", "p2", HERE, household="h1", householder=True))
    assert rows(found) == {("householder", one, HERE, "p2") for one in ("p1", "p4", "p5")}
    assert {one.before.name for one in found if one.before and one.part is Part.GIVEN} == {"一郎"}


def test_the_same_event_again_reaches_nobody() -> None:
    history = told(EARLY)
    assert changes(history, apply(history, EARLY)) == ()
    assert changes(history, history) == ()


def test_a_held_reading_reaches_nobody_until_it_is_released() -> None:
    born = follow(told(), b.birth("2025-06-10", "p8", "光宙", "ピカチュウ"))
    assert {one.after.certified_reading for one in born if one.after} == {""}
    assert {one.person for one in born} == {"p8"}
    history = told(b.birth("2025-06-10", "p8", "光宙", "ピカチュウ"))
    event = b.explained("2025-07-10", "p8", "", "p1", evidence=(b.PUBLICATION,))
    assert rows(follow(history, event)) == of("p8", HERE, HERE)


def test_a_birth_reaches_the_child_alone() -> None:
    found = follow(told(EARLY), b.birth("2025-07-01", "p8", "翔", "ショウ", household="h1"))
    assert rows(found) == of("p8", HERE, HERE, cards=True) | repeated("p8")
    assert {(one.part, one.before) for one in found} == {(Part.FAMILY, None), (Part.GIVEN, None)}
    assert {str(one.on) for one in found} == {"2025-07-01"}


def test_a_marriage_reaches_who_takes_a_name_and_the_registers_of_both() -> None:
    history = told(EARLY, b.filing("2025-06-10", "r2", "サトウ", "p6"))
    found = follow(history, b.married("2025-09-01", "p3", "p7", municipality=b.ELSEWHERE))
    changed = of("p7", HERE, b.ELSEWHERE, cards=True)
    stays = {(str(system), "p3", b.ELSEWHERE, "p3") for system in OFFICE}
    assert rows(found) == changed | stays
    assert {(one.register, one.part, str(one.on)) for one in found} == {("r3", Part.FAMILY, "2025-09-01")}


def test_who_marries_into_a_register_has_its_reading_from_that_day() -> None:
    history = told(b.filing("2025-06-10", "r2", "サトウ", "p6"))
    found = follow(history, b.married("2025-09-01", "p6", "p3", register="r2"))
    assert {(one.person, str(one.on)) for one in found} == {("p3", "2025-09-01")}
    assert {one.after.effective for one in found if one.after} == {b.day("2025-06-10")}


def test_a_divorce_reaches_who_goes_back() -> None:
    history = told(EARLY, b.filing("2025-06-10", "r2", "サトウ", "p6"), b.married("2025-09-01", "p3", "p7"))
    found = follow(history, b.divorced("2025-10-01", "p7", "r2"))
    assert rows(found) == of("p7", HERE, THERE, cards=True)
    assert {(one.before.name, one.after.name) for one in found if one.before and one.after} == {("山崎", "佐藤")}


def test_a_transfer_reaches_register_and_supplement_of_every_member() -> None:
    found = follow(told(EARLY), b.transferred("2025-09-01"))
    assert rows(found) == {(str(system), f"p{n}", THERE, f"p{n}") for system in OFFICE for n in range(1, 6)}
    assert {str(one.on) for one in found} == {"2025-09-01"}


def test_an_accepted_filing_holds_from_the_day_it_was_filed() -> None:
    history = told(b.filing("2025-06-10", "r1", "ヤマザキ", "p1", id="lodged", lodged=True))
    found = follow(history, b.accepted("2025-07-10", "lodged"))
    assert rows(found) == FAMILY | repeated("p2", "p4", "p5")
    assert {str(one.on) for one in found} == {"2025-06-10"}


def test_a_correction_holds_from_the_day_of_the_error() -> None:
    history = told(
        b.filing("2025-06-10", "r1", "ヤマザキ", "p1", id="filed"), b.birth("2025-07-01", "p8", "翔", "ショウ")
    )
    found = follow(history, b.corrected("2025-08-01", "r1", "filed", "ヤマサキ"))
    assert {(one.person, str(one.on)) for one in found if one.system is System.REGISTER} == {
        *((f"p{n}", "2025-06-10") for n in range(1, 6)), ("p8", "2025-07-01"),
    }  # fmt: skip


def test_a_correction_of_the_past_reaches_the_register_alone() -> None:
    history = told(
        b.filing("2025-06-10", "p3", "ケン", "p3", id="filed"), b.court_change("2025-07-10", "p3", "タケシ", "p3")
    )
    found = follow(history, b.corrected("2025-08-01", "p3", "filed", "タケル"))
    assert rows(found) == {("register", "p3", HERE, "p3")}
    assert [(one.past, one.before.reading, one.after.reading) for one in found if one.before and one.after] == [
        (True, "ケン", "タケル")
    ]


def test_a_correction_made_long_ago_is_told_once() -> None:
    history = told(
        b.filing("2025-06-10", "r1", "ヤマザキ", "p1", id="filed"),
        b.corrected("2025-06-20", "r1", "filed", "ヤマサキ"),
        b.court_change("2025-07-10", "r1", "ヤマザキ", ("p1", "p2")),
    )  # fmt: skip
    found = follow(history, b.entered("2025-08-01", "p7", "r1"))
    assert rows(found) == of("p7", HERE, HERE, cards=True)
    assert not any(one.past for one in found)


def test_a_former_name_is_told_where_the_person_lives() -> None:
    found = follow(told(), b.former("2026-06-10", "p3", "高橋", "タカハシ"))
    assert rows(found) == {(str(system), "p3", THERE, "p3") for system in (System.RESIDENT, *CARDS)}
    assert {one.part for one in found} == {Part.FORMER_FAMILY}


def test_every_change_names_what_it_rests_on() -> None:
    found = follow(told(), b.filing("2025-06-10", "p5", "ショウ", Filer("p5", b.PARENT)))
    assert {(str(one.system), one.provision, one.verified) for one in found} == {
        ("register", "KOSEKI_13_1_2", False), ("supplement", "JUKI_17", False), ("resident", "JUKI_7", False),
    }  # fmt: skip
