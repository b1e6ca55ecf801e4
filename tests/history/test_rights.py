"""Rights: who may do what on a day, until when, and why something is no longer possible."""

from __future__ import annotations

from datetime import date

import pytest

from kananame import history as h
from kananame.errors import NotInForce
from kananame.history import Event, Filer, Right, rights
from tests.history import build as b
from tests.history.build import GUARDIAN, PARENT, day, told
from tests.history.entitled import check_rights

DAYS = [date(2025, 5, 26), date(2025, 7, 20), date(2026, 5, 25), date(2026, 5, 26), date(2026, 8, 1), date(2031, 1, 1)]
FILED = (b.filing("2025-06-10", "r1", "ヤマザキ", "p1"), b.filing("2025-06-10", "p1", "イチロウ", "p1"))
NOTIFIED = (b.notice(p1="イチロウ", p3="ケン", p4="サチコ"),)
ENTERED = (
    *NOTIFIED,
    b.ex_officio("2026-05-26", "r1"),
    b.ex_officio("2026-05-26", "p1"),
    b.ex_officio("2026-05-26", "p4"),
)
MARRIED = (*FILED, b.married("2025-07-01", "p3", "p7"))
STORIES: dict[str, tuple[Event, ...]] = {
    "nothing": (),
    "filed": FILED,
    "notified": NOTIFIED,
    "entered": ENTERED,
    "changed": (*ENTERED, b.free_change("2026-06-01", "r1", "ヤマザキ", ("p1", "p2")),
                b.free_change("2026-06-01", "p1", "カズオ", "p1")),
    "carried": (*ENTERED, b.separated("2026-06-01", "p3")),
    "held": (b.birth("2025-06-10", "p8", "光宙", "ピカチュウ"),),
    "without head": (b.death("2025-06-01", "p1"),),
    "without couple": (*FILED, b.death("2025-06-20", "p1"), b.death("2025-06-20", "p2")),
    "married": MARRIED,
    "divorced": (*MARRIED, b.divorced("2026-05-01", "p7", "r4")),
    "kept": (*MARRIED, b.divorced("2026-05-01", "p7", "r4"), b.name_kept("2026-05-02", "p7", "r4")),
    "divorced and married": (*MARRIED, b.divorced("2026-05-01", "p7", "r4"),
                             b.married("2026-05-02", "p7", "p6", register="r4")),
    "back": (*MARRIED, b.divorced("2026-05-01", "p7", "r2", annulled=True)),
    "adoption ended": (b.adopted("2025-07-01", "p6", "p1", "p2", register="r4"),
                       b.adoption_ended("2026-05-01", "p1", "r5")),
    "former": (b.former("2025-06-01", "p2", "高橋", "タカハシ"), b.former("2025-06-01", "p3", "高橋", "タカハシ"),
               b.moved("2025-06-02", "p3", "")),
    "corrected": (*NOTIFIED, b.ex_officio("2026-05-26", "r1", id="entered"),
                  b.corrected("2026-07-01", "r1", "entered", "ヤマザキ", filed=True, since="2025-08-01")),
}  # fmt: skip
UNREAD = b.at(
    h.ExistingRegister, b.START, register="r9", municipality=b.HERE, family="中村", head="p9",
    members=(b.enrolled("p9", "健", "1990-01-01", former="高橋", ward=True),
             b.enrolled("p10", "翔", "2012-01-01", former="高橋")),
)  # fmt: skip
STORIES["former, unread"] = (UNREAD,)
STORIES["former, notified"] = (UNREAD, b.at(h.FormerFamilyNotice, "2025-07-01", person="p9", reading="タカハシ"))
SETTINGS = [
    {}, {"free_change_family_filers": "couple"}, {"free_change_in_new_register": "lost"},
    {"confirming_is_filing": "no"},
    {"filing_after_the_year": "accept", "ex_officio_without_notice": "accept"}, {"ward_files_alone": "no"},
    {"free_change_last_day": "2026-07-31"}, {"kept_name_months": "1"}, {"new_register_reading": "unrecorded"},
]  # fmt: skip


@pytest.mark.parametrize("settings", SETTINGS, ids=lambda settings: ",".join(settings) or "defaults")
@pytest.mark.parametrize("story", STORIES)
def test_a_right_is_what_apply_grants_and_what_is_none_it_refuses(story: str, settings: dict[str, str]) -> None:
    history = told(*STORIES[story], **settings)
    found = [right for person in history.persons for on in DAYS
             for right in check_rights(history, person, on, b.book(**settings))]  # fmt: skip
    assert {right.allowed for right in found} == {True, False}


def the(act: str, person: str, on: str, *events: Event, **settings: str) -> Right:
    """Return one right of a person on a day."""
    history = told(*events, **settings)
    return next(right for right in rights(history, person, day(on), b.book(**settings)) if right.act == act)


def test_a_right_says_who_with_what_until_when() -> None:
    filing = the("initial-family", "p3", "2025-07-01")
    assert (filing.allowed, filing.filers, filing.until) == (True, ((Filer("p1"),),), date(2026, 5, 25))
    assert (filing.needs, filing.if_not_general, filing.provision, filing.verified) == (
        "",
        "proof-of-use",
        "FUSOKU_6",
        False,
    )
    child = the("initial-given", "p4", "2025-07-01")
    assert child.filers == ((Filer("p4"),), (Filer("p4", PARENT),), (Filer("p4", GUARDIAN),))
    court = the("court-family", "p5", "2025-07-01", *FILED)
    assert (court.filers, court.needs, court.until) == (((Filer("p1"), Filer("p2")),), "court", None)
    entry = the("ex-officio-family", "p1", "2026-05-26", *NOTIFIED)
    assert (entry.filers, entry.needs) == (((Filer("", h.Capacity.MAYOR),), ()), "permission")
    held = the("explanation-given", "p8", "2025-07-01", *STORIES["held"])
    assert (held.allowed, held.if_not_general) == (True, "publication")


@pytest.mark.parametrize(
    ("asked", "events", "answer"),
    [
        (("initial-family", "p1", "2026-05-26"), (), ("act-over", "FUSOKU_6")),
        (("initial-family", "p1", "2026-05-25"), FILED, ("already-filed", "FILING_ONCE")),
        (("initial-given", "p1", "2026-05-26"), ENTERED, ("act-over", "FUSOKU_8")),
        (("free-change-family", "p1", "2026-05-25"), NOTIFIED, ("act-not-yet", "FUSOKU_10")),
        (("free-change-given", "p1", "2026-05-26"), FILED, ("not-ex-officio", "FUSOKU_12")),
        (("free-change-family", "p1", "2026-06-02"), STORIES["changed"], ("free-change-used", "FUSOKU_10")),
        (("court-given", "p2", "2025-07-01"), FILED, ("nothing-recorded", "KOSEKI_107_4")),
        (("court-family", "p3", "2025-07-01"), STORIES["without couple"], ("filer-nobody", "KOSEKI_107_3")),
        (("kept-name-divorce", "p7", "2026-08-02"), STORIES["divorced"], ("act-over", "KOSEKI_77_2")),
        (("former-change", "p3", "2025-07-01"), STORIES["former"], ("not-resident", "JUKI_REI_30")),
    ],
)
def test_what_is_no_longer_possible_says_why(
    asked: tuple[str, str, str], events: tuple[Event, ...], answer: tuple[str, str]
) -> None:
    right = the(*asked, *events)
    assert right.reason
    assert (right.allowed, right.filers, right.reason.code, right.provision) == (False, (), *answer)


def test_rights_of_a_new_register_have_provisions_of_their_own() -> None:
    assert (
        the("initial-family-new-register", "p7", "2025-07-01", b.married("2025-07-01", "p3", "p7")).provision
        == "FUSOKU_7"
    )
    assert the("free-change-family-new-register", "p3", "2026-06-01", *STORIES["carried"]).provision == "FUSOKU_11"


def test_the_name_may_be_kept_for_three_months() -> None:
    right = the("kept-name-divorce", "p7", "2026-08-01", *STORIES["divorced"])
    assert (right.allowed, right.until, right.filers) == (True, date(2026, 8, 1), ((Filer("p7"),),))


def test_who_is_in_no_register_has_no_rights() -> None:
    history = told(b.death("2025-06-10", "p1"))
    assert rights(history, "p1", date(2025, 6, 10)) == ()
    assert rights(history, "p1", date(2025, 6, 9))


def test_wrong_questions() -> None:
    with pytest.raises(ValueError, match="no person 'p99'"):
        rights(told(), "p99", date(2025, 6, 10))
    with pytest.raises(NotInForce):
        rights(told(), "p1", date(2025, 5, 25))
