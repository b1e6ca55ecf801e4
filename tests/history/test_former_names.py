"""Former family names: kept by the municipality of residence, one name and one reading."""

from __future__ import annotations

import pytest

from kananame import history as h
from kananame.history import Event, Filer
from tests.history import build as b
from tests.history.build import day, told, why

HELD = b.at(
    h.ExistingRegister, b.START, register="r9", municipality=b.HERE, family="中村", head="p9",
    members=(b.enrolled("p9", "健", "1990-01-01", former="高橋"), b.enrolled("p10", "翔", "2012-01-01", former="高橋")),
)  # fmt: skip
LATE = "2025-07-10"


def notified(on: str = "2025-06-20", person: str = "p9", kana: str = "タカバシ", by: b.By = "") -> h.FormerFamilyNotice:
    return b.at(h.FormerFamilyNotice, on, by, person=person, reading=kana)


def entered(on: str = "2026-06-10", person: str = "p9", by: b.By = "") -> h.FormerFamilyEntry:
    return b.at(h.FormerFamilyEntry, on, by, person=person)


def former_name(history: h.History, person: str = "p9", on: str | None = None) -> str:
    view = history.as_of(day(on)) if on else history.view()
    entry = view.former_family(person)
    return f"{entry.name} {entry.reading} {entry.origin}" if entry else "nothing"


@pytest.mark.parametrize(
    ("events", "name"),
    [
        ((), "高橋  none"),
        ((notified(),), "高橋 タカバシ notice"),
        ((notified(), b.former(LATE, "p9", "", "タカハシ")), "高橋 タカハシ filing"),
        ((notified(), b.former(LATE, "p9", "高橋", "タカハシ")), "高橋 タカハシ filing"),
        ((notified(kana="タカハシ"), entered()), "高橋 タカハシ ex-officio"),
        (
            (notified(kana="タカハシ"), entered(), b.former_change("2026-07-01", "p9", "中村", "ナカムラ")),
            "中村 ナカムラ filing",
        ),
        ((b.former_change(LATE, "p9", "高橋", "タカハシ"),), "高橋 タカハシ filing"),
    ],
)
def test_the_life_of_a_former_name(events: tuple[Event, ...], name: str) -> None:
    assert former_name(told(HELD, *events)) == name


def test_a_former_name_is_asked_for_with_its_reading() -> None:
    history = told(b.former(LATE, "p2", "高橋", "タカハシ"))
    assert [former_name(history, "p2", on) for on in ("2025-07-09", LATE)] == ["nothing", "高橋 タカハシ filing"]
    assert history.view().entry("p2", "former-family") == history.view().former_family("p2")


@pytest.mark.parametrize(
    ("before", "event", "code"),
    [
        ((), notified(person="p1"), "no-former-name"),
        ((), notified(kana=" "), "event-reading-missing"),
        ((), notified(kana="\u200b"), "event-reading-missing"),
        ((), notified(by="p9"), "filer-mayor"),
        ((b.former("2025-06-10", "p9", "", "タカハシ"),), notified(), "former-recorded"),
        ((), b.former(LATE, "p9", "", "タカハシ", by="p1"), "filer-not-entitled"),
        ((), b.former(LATE, "p9", "", ""), "event-reading-missing"),
        ((), b.former(LATE, "p9", "中村", "ナカムラ"), "former-other-name"),
        ((), b.former(b.AFTER, "p9", "", "タカハシ"), "act-over"),
        ((), entered(), "no-notice"),
        ((notified(kana="タカハシ"),), entered(b.LAST), "act-not-yet"),
        ((notified(kana="タカハシ"),), entered(by="p9"), "filer-mayor"),
        ((notified(), b.former(LATE, "p9", "", "タカハシ")), entered(), "former-recorded"),
        ((), b.former_change(LATE, "p1", "高橋", "タカハシ"), "no-former-name"),
        (
            (b.former("2025-06-10", "p9", "", "タカハシ"),),
            b.former_change(LATE, "p9", "高橋", "タカハシ"),
            "reading-same",
        ),
        ((b.moved("2025-06-10", "p9", ""),), notified(), "not-resident"),
        ((b.moved("2025-06-10", "p9", ""),), b.former_change(LATE, "p9", "中村", "ナカムラ"), "not-resident"),
    ],
)
def test_what_is_refused(before: tuple[Event, ...], event: Event, code: str) -> None:
    assert why(told(HELD, *before), event) == (code, "JUKI_REI_30")


def test_a_parent_files_for_a_child() -> None:
    by = Filer("p10", b.PARENT)
    assert former_name(told(HELD, b.former(LATE, "p10", "", "タカハシ", by=by)), "p10") == "高橋 タカハシ filing"
    assert why(told(HELD), b.former(LATE, "p10", "", "タカハシ")) == ("filer-capacity", "KOSEKI_31")


def test_a_former_name_stays_with_the_person_who_moves() -> None:
    history = told(HELD, notified(), b.moved(LATE, "p9", b.THERE), b.former("2025-07-11", "p9", "", "タカハシ"))
    assert former_name(history) == "高橋 タカハシ filing"
