"""Notice, first filing, entry ex officio, the one free change: who, when, once (附則6条から12条まで)."""

from __future__ import annotations

import pytest

from kananame import history as h
from kananame.history import Channel, Filer, Form
from kananame.model import PersonName
from tests.history import build as b
from tests.history.build import GUARDIAN, PARENT, day, reading, told, why

NOTIFIED = (b.notice(p1="イチロウ", p4="サチコ", p5="ショウ"),)
ENTERED = (*NOTIFIED, b.ex_officio("2026-06-10", "r1", id="entered"), b.ex_officio("2026-06-10", "p1"))
FILED = b.filing("2025-08-01", "r1", "ヤマサキ", "p1")
OVERLOOKED = b.corrected("2026-06-20", "r1", "entered", "ヤマザキ", filed=True, since="2025-08-01")
WARD = b.at(
    h.ExistingRegister, b.START, register="r9", municipality=b.HERE, family="中村", head="p9",
    members=(b.enrolled("p9", "健", "1950-01-01", ward=True),),
)  # fmt: skip


def test_a_notice_is_provisional_and_the_newest_counts() -> None:
    history = told(*NOTIFIED, b.notice("2025-10-27", family="ヤマザキ"))
    assert reading(history, "r1", "2025-10-26") == "ヤマサキ notice"
    assert reading(history, "r1") == "ヤマザキ notice"
    assert history.view().name("p1") == PersonName("山崎", "", "一郎", "")


def test_a_notice_is_written_in_katakana_and_not_screened() -> None:
    history = told(b.notice(family="ﾔﾏｻﾞｷ", p1="いちろう", p3="キヨウコ"))
    assert [reading(history, one) for one in ("r1", "p1", "p3")] == [
        "ヤマザキ notice",
        "イチロウ notice",
        "キヨウコ notice",
    ]


@pytest.mark.parametrize(
    ("event", "answer"),
    [
        (b.notice(family=""), ("event-reading-missing", "NOTICE")),
        (b.notice(family="", p1=" "), ("event-reading-missing", "NOTICE")),
        (b.notice(family="", p1="\u200b"), ("event-reading-missing", "NOTICE")),
        (b.at(h.Notice, "2025-07-20", "p1", register="r1", family="ヤマザキ"), ("filer-mayor", "NOTICE")),
        (
            b.at(h.Notice, "2025-07-20", register="r1", given=(h.GivenReading(person="p1", reading="イチロウ"),) * 2),
            ("members-wrong", "NOTICE"),
        ),
        (b.notice("2025-08-02"), ("already-filed", "FILING_ONCE")),
    ],
)  # fmt: skip
def test_a_notice_that_is_none(event: h.Notice, answer: tuple[str, str]) -> None:
    assert why(told(FILED), event) == answer


def test_the_notice_still_names_who_has_married_since() -> None:
    history = told(b.married("2025-06-10", "p3", "p7"), b.notice(p3="ケン"))
    assert reading(history, "p3") == "ケン notice"


# Who files the family name: head, then spouse, then any member; the first filing wins.
LATE = "2025-07-01"
NOBODY_ELSE = (b.death("2025-06-10", "p1"), b.death("2025-06-20", "p2"))


@pytest.mark.parametrize(
    ("before", "by", "refused"),
    [
        ((), "p1", ()),
        ((), "p2", ("filer-not-entitled", "FUSOKU_6")),
        ((), "p3", ("filer-not-entitled", "FUSOKU_6")),
        ((), Filer("p1", PARENT), ("filer-capacity", "KOSEKI_31")),
        (NOBODY_ELSE[:1], "p2", ()),
        (NOBODY_ELSE[:1], "p1", ("filer-not-entitled", "FUSOKU_6")),
        (NOBODY_ELSE[:1], "p3", ("filer-not-entitled", "FUSOKU_6")),
        (NOBODY_ELSE, "p3", ()),
        (NOBODY_ELSE, "p4", ()),
        (NOBODY_ELSE, Filer("p5", GUARDIAN), ()),
        (NOBODY_ELSE, "p5", ("filer-capacity", "KOSEKI_31")),
        (NOBODY_ELSE, "p7", ("filer-not-entitled", "FUSOKU_6")),
    ],
)
def test_whose_turn_it_is(before: tuple[h.Event, ...], by: b.By, refused: tuple[str, str]) -> None:
    history, event = told(*before), b.filing(LATE, "r1", "ヤマザキ", by)
    if refused:
        assert why(history, event) == refused
    else:
        assert reading(b.after(event, start=history), "r1") == "ヤマザキ filing"


def test_the_head_filed_before_a_death_that_was_recorded_first() -> None:
    history = told(b.death("2025-07-10", "p1", recorded="2025-07-12"))
    filed = b.filing("2025-07-09", "r1", "ヤマザキ", "p1", recorded="2025-07-20")
    assert reading(b.after(filed, start=history), "r1") == "ヤマザキ filing"
    assert (
        why(history, b.filing("2025-07-10", "r1", "ヤマザキ", "p1", recorded="2025-07-20"))[0] == "filer-not-entitled"
    )
    assert (
        why(history, b.filing("2025-07-09", "r1", "ヤマザキ", "p2", recorded="2025-07-20"))[0] == "filer-not-entitled"
    )


def test_the_first_filing_of_two_children_wins() -> None:
    history = told(*NOBODY_ELSE, b.filing(LATE, "r1", "ヤマザキ", "p3"))
    assert why(history, b.filing(LATE, "r1", "ヤマサキ", "p4")) == ("already-filed", "FILING_ONCE")


@pytest.mark.parametrize(
    ("on", "by", "allowed"),
    [
        ("2025-06-30", Filer("p4"), False),
        ("2025-06-30", Filer("p4", PARENT), True),
        ("2025-06-30", Filer("p4", GUARDIAN), True),
        ("2025-07-01", Filer("p4"), True),
        ("2025-07-01", Filer("p4", PARENT), True),
    ],
)
def test_who_files_a_given_name_on_the_day_before_and_on_the_fifteenth_birthday(
    on: str, by: Filer, *, allowed: bool
) -> None:
    event = b.filing(on, "p4", "サチコ", by)
    if allowed:
        assert reading(told(event), "p4") == "サチコ filing"
    else:
        assert why(told(), event) == ("filer-capacity", "KOSEKI_31")


@pytest.mark.parametrize(("on", "allowed"), [("2028-06-30", True), ("2028-07-01", False)])
def test_a_parent_files_until_the_eighteenth_birthday(on: str, *, allowed: bool) -> None:
    history = told(*NOTIFIED, b.ex_officio("2026-06-10", "p4"))
    event = b.free_change(on, "p4", "ユキコ", Filer("p4", PARENT))
    if allowed:
        assert reading(b.after(event, start=history), "p4") == "ユキコ free-change"
    else:
        assert why(history, event) == ("filer-capacity", "KOSEKI_31")
    assert reading(b.after(b.free_change(on, "p4", "ユキコ", "p4"), start=history), "p4") == "ユキコ free-change"


def test_nobody_files_the_given_name_of_another() -> None:
    assert why(told(), b.filing(LATE, "p2", "ハナコ", "p1")) == ("filer-not-entitled", "FUSOKU_8")
    assert why(told(), b.filing(LATE, "p3", "ケン", Filer("p3", GUARDIAN))) == ("filer-capacity", "KOSEKI_31")


@pytest.mark.parametrize("by", [Filer("p9"), Filer("p9", GUARDIAN)])
def test_a_ward_files_alone_or_the_guardian_does(by: Filer) -> None:
    assert reading(told(WARD, b.filing(LATE, "p9", "ケン", by)), "p9") == "ケン filing"


def test_a_parent_outside_the_register_does_not_file_through_the_portal() -> None:
    def filed(by: str, channel: Channel) -> h.InitialFiling:
        return b.filing(LATE, "p5", "ショウ", Filer("p5", PARENT, by), channel=channel)

    history = told(b.divorced("2025-06-10", "p2", "r3", family="高橋"))
    assert reading(b.after(filed("p1", Channel.PORTAL), start=history), "p5") == "ショウ filing"
    assert reading(b.after(filed("p2", Channel.MAIL), start=history), "p5") == "ショウ filing"
    assert why(history, filed("p2", Channel.PORTAL)) == ("portal-other-register", "FILING_PORTAL")
    assert reading(told(filed("p2", Channel.PORTAL)), "p5") == "ショウ filing"
    assert reading(told(b.filing(LATE, "p3", "ケン", "p3", channel=Channel.PORTAL)), "p3") == "ケン filing"
    assert why(history, filed("", Channel.PORTAL)) == ("portal-other-register", "FILING_PORTAL")


def test_each_part_is_filed_alone_and_once() -> None:
    history = told(b.filing(LATE, "r1", "ヤマザキ", "p1"))
    assert [reading(history, one) for one in ("r1", "p1", "p3")] == ["ヤマザキ filing", "none", "none"]
    history = b.after(b.filing(LATE, "p1", "イチロウ", "p1"), start=history)
    assert [reading(history, one) for one in ("r1", "p1", "p3")] == ["ヤマザキ filing", "イチロウ filing", "none"]
    assert why(history, b.filing(LATE, "p1", "カズオ", "p1")) == ("already-filed", "FILING_ONCE")


@pytest.mark.parametrize("form", Form)
def test_another_form_carries_a_reading_too(form: Form) -> None:
    def column(part: str, subject: str, kana: str, by: str) -> h.FormFiling:
        return b.at(h.FormFiling, LATE, by, part=part, subject=subject, reading=kana, form=form)

    history = told(column("family", "r1", "ヤマザキ", "p1"), column("given", "p3", "ケン", "p3"))
    assert (reading(history, "r1"), reading(history, "p3")) == ("ヤマザキ filing", "ケン filing")
    assert why(history, column("given", "p3", "タケシ", "p3")) == ("already-filed", "FILING_ONCE")
    assert why(history, column("given", "p2", "ハナコ", "p1")) == ("filer-not-entitled", "FILING_OTHER_COLUMN")


def test_an_unusual_reading_is_filed_with_proof_of_use() -> None:
    event = b.filing(LATE, "r1", "ブンブン", "p1")
    assert why(told(), event) == ("reading-unproved", "KOSEKI_13_2")
    entry = told(b.filing(LATE, "r1", "ブンブン", "p1", evidence=(b.USE,))).view().family("r1")
    assert entry
    assert entry.evidence == (b.USE,)
    assert entry.report
    assert entry.report.verdict == "refer"


def test_a_late_filing_beats_an_earlier_notice() -> None:
    history = told(*NOTIFIED, b.filing("2025-06-10", "r1", "ヤマザキ", "p1", recorded="2025-09-01"))
    assert reading(history, "r1", "2025-06-09") == "none"
    assert reading(history, "r1", "2025-06-10") == reading(history, "r1") == "ヤマザキ filing"
    assert reading(history, "r1", known="2025-08-31") == "ヤマサキ notice"


# Entry ex officio, and the one free change after it.
def test_the_notified_reading_is_entered_with_leave() -> None:
    entry = told(*ENTERED).view().family("r1")
    assert entry
    assert (entry.reading, entry.origin, entry.decision) == ("ヤマサキ", "ex-officio", b.LEAVE)
    repeated = b.ex_officio("2026-06-10", "r1", "ﾔﾏｻｷ")
    assert reading(told(*NOTIFIED, repeated), "r1") == "ヤマサキ ex-officio"


def test_an_entry_does_not_precede_its_notice() -> None:
    history = told(b.notice("2026-06-15"))
    assert why(history, b.ex_officio("2026-06-14", "r1", recorded="2026-06-20")) == ("no-notice", "FUSOKU_9")


def test_a_notified_reading_that_cannot_be_written_is_not_entered() -> None:
    history = told(b.notice(family="ヤマ・ザキ"))
    assert why(history, b.ex_officio("2026-06-10", "r1")) == ("reading-refused", "KISOKU_30_2_T2")


def test_each_part_is_changed_freely_once() -> None:
    history = told(*ENTERED, b.free_change("2026-07-01", "r1", "ヤマザキ", "p1"))
    assert (reading(history, "r1"), reading(history, "p1")) == ("ヤマザキ free-change", "イチロウ ex-officio")
    history = b.after(b.free_change("2026-07-01", "p1", "カズオ", "p1"), start=history)
    assert reading(history, "p1") == "カズオ free-change"
    assert why(history, b.free_change("2026-07-02", "r1", "ヤマサキ", "p1")) == ("free-change-used", "FUSOKU_10")
    assert why(history, b.free_change("2026-07-02", "p1", "イチロウ", "p1")) == ("free-change-used", "FUSOKU_12")


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ((), "nothing-recorded"),
        (NOTIFIED, "nothing-recorded"),
        ((*NOTIFIED, FILED), "not-ex-officio"),  # A filing that confirms the notice is one too.
        ((*ENTERED, b.court_change("2026-06-20", "r1", "ヤマザキ", ("p1", "p2"))), "not-ex-officio"),
        ((*ENTERED, b.renamed("2026-06-20", "r1", "佐藤", "サトウ", ("p1", "p2"))), "not-ex-officio"),
        ((*ENTERED, OVERLOOKED), "not-ex-officio"),
    ],
)  # fmt: skip
def test_no_free_change_but_after_an_entry_ex_officio(before: tuple[h.Event, ...], code: str) -> None:
    assert why(told(*before), b.free_change("2026-07-01", "r1", "ヤマザキ", "p1")) == (code, "FUSOKU_10")


def test_a_free_change_changes_something_and_is_filed_in_order() -> None:
    history = told(*ENTERED)
    assert why(history, b.free_change("2026-07-01", "r1", "ヤマサキ", "p1")) == ("reading-same", "FUSOKU_10")
    assert why(history, b.free_change("2026-07-01", "r1", "ヤマザキ", "p2")) == ("filer-not-entitled", "FUSOKU_10")
    assert why(history, b.free_change("2026-07-01", "r1", "ブンブン", "p1")) == ("reading-unproved", "KOSEKI_13_2")
    widow = b.after(b.death("2026-06-20", "p1"), start=history)
    assert (
        reading(b.after(b.free_change("2026-07-01", "r1", "ヤマザキ", "p2"), start=widow), "r1")
        == "ヤマザキ free-change"
    )


def test_a_corrected_entry_ex_officio_leaves_the_free_change() -> None:
    history = told(*ENTERED, b.corrected("2026-06-20", "r1", "entered", "ヤマザキ"))
    assert reading(history, "r1", day("2026-06-10")) == "ヤマザキ ex-officio"
    assert (
        reading(b.after(b.free_change("2026-07-01", "r1", "ヤマサキ", "p1"), start=history), "r1")
        == "ヤマサキ free-change"
    )


def test_who_reported_or_may_file_for_the_child_explains_what_is_held() -> None:
    born = told(b.birth("2025-06-10", "p8", "光宙", "ピカチュウ", by="p6"))
    held = b.explained(LATE, "p8", "", "p2", evidence=(b.PUBLICATION,))
    assert why(born, held) == ("filer-not-entitled", "GUIDANCE_PUBLICATION")
    for by in ("p6", Filer("p8", PARENT, "p2")):
        explained = b.explained(LATE, "p8", "", by, evidence=(b.PUBLICATION,))
        assert reading(b.after(explained, start=born), "p8") == "ピカチュウ first-entry"
