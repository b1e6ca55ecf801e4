"""For every code with which an event is refused a history and an event that shows it, with the provision it breaks."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from kananame import history as h
from kananame.errors import InvalidEvent
from kananame.history import Channel, Event, Evidence, Filer, History, Taken
from kananame.model import Part
from kananame.rulebook import rulebook
from tests.history.build import (
    COURT,
    ELSEWHERE,
    HERE,
    PARENT,
    SATO,
    START,
    YAMAZAKI,
    accepted,
    adopted,
    after,
    amended,
    at,
    birth,
    corrected,
    court_change,
    day,
    death,
    divorced,
    enrolled,
    entered,
    ex_officio,
    explained,
    filing,
    former,
    former_change,
    free_change,
    married,
    moved,
    name_kept,
    notice,
    refused,
    renamed,
    separated,
)


class Refused(NamedTuple):
    """An event that is refused after some others, with which provision, and by which rulebook."""

    provision: str
    event: Event
    before: tuple[Event, ...] = ()
    settings: dict[str, str] = {}  # noqa: RUF012 - nobody changes it
    edition: date | None = None

    def history(self) -> History:
        """Return the history the event comes to."""
        return after(YAMAZAKI, SATO, *self.before, book=rulebook(settings=self.settings))

    def error(self) -> InvalidEvent:
        """Return what is raised."""
        return refused(self.history(), self.event, self.settings, self.edition)


FILED = filing("2025-06-10", "r1", "ヤマザキ", "p1", id="filed")
NOTIFIED = notice(p1="イチロウ")
ENTERED = ex_officio("2026-06-10", "r1", id="entered")
ABROAD = moved("2025-06-01", "p6", "")
FORMER = former("2025-06-01", "p2", "高橋", "タカハシ")
MARRIED = married("2025-09-01", "p3", "p7")
LODGED = married("2025-09-01", "p3", "p7", id="lodged", lodged=True)
BOTH = ("p1", "p2")
CHILDS = Filer("p8", PARENT)
HELD = birth("2025-06-01", "p8", "光宙", "ピカチュウ")
CLOSED = (death("2025-06-01", "p6"), death("2025-06-01", "p7"))


def taken_over(**more: Any) -> h.ExistingRegister:  # noqa: ANN401 - its fields
    """Return a register of one person with something wrong in it."""
    fields: dict[str, Any] = {
        "register": "r9", "municipality": HERE, "family": "中村", "head": "p9",
        "members": (enrolled("p9", "健", "1990-01-01"),), **more,
    }  # fmt: skip
    return at(h.ExistingRegister, START, **fields)


REFUSED: dict[str, Refused] = {
    # Dates, ids, order.
    "act-not-yet": Refused("FUSOKU_9", ex_officio("2026-05-25", "r1"), (NOTIFIED,)),
    "act-over": Refused("FUSOKU_6", filing("2026-05-26", "r1", "ヤマザキ", "p1")),
    "recorded-early": Refused("KOSEKI_13_1_2", filing("2025-06-10", "r1", "ヤマザキ", "p1", recorded="2025-06-09")),
    "book-older": Refused("KOSEKI_13_1_2", ex_officio("2026-05-26", "r1"), (NOTIFIED,), edition=day("2026-05-25")),
    "id-missing": Refused("KOSEKI_13_1_2", separated("2025-06-10", "p3", "")),
    "event-differs": Refused("KOSEKI_13_1_2", filing("2025-06-10", "r1", "ヤマサキ", "p1", id="filed"), (FILED,)),
    "event-out-of-order": Refused("KOSEKI_13_1_2", filing("2025-07-19", "r1", "ヤマザキ", "p1"), (NOTIFIED,)),
    "entry-later": Refused("KOSEKI_24", renamed("2025-06-09", "r1", "佐藤", "サトウ", BOTH, recorded="2025-07-01"),
                           (FILED,)),
    # Registers and persons.
    "register-unknown": Refused("KOSEKI_13_1_2", filing("2025-06-10", "r9", "ヤマザキ", "p1")),
    "register-known": Refused("KOSEKI_13_1_2", taken_over(register="r1")),
    "register-closed": Refused("PAST_REGISTERS", filing("2025-06-10", "r2", "サトウ", "p7"), CLOSED),
    "register-other": Refused("KOSEKI_16", married("2025-09-01", "p6", "p3")),
    "person-unknown": Refused("KOSEKI_13_1_2", filing("2025-06-10", "p99", "ケン", "p99")),
    "person-known": Refused("KOSEKI_13_1_2", birth("2025-06-10", "p5", "翔", "ショウ")),
    "person-removed": Refused("KOSEKI_23", filing("2025-06-10", "p6", "タロウ", "p6"), CLOSED),
    "person-elsewhere": Refused("NOTICE", notice(p6="タロウ")),
    "unknown-part": Refused("KOSEKI_13_1_2", at(h.InitialFiling, "2025-06-10", "p1", part=Part.FORMER_FAMILY,
                                                subject="p1", reading="イチロウ")),
    "members-wrong": Refused("KOSEKI_13_1_2", taken_over(members=())),
    "municipality-missing": Refused("KOSEKI_13_1_2", taken_over(municipality="")),
    "taken-wrong": Refused("KOSEKI_13_1_2", taken_over(reading=Taken(reading="ナカムラ", origin="notice",
                                                                     effective=date(2025, 5, 26)))),
    "born-later": Refused("KOSEKI_29", birth("2025-06-10", "p8", "翔", "ショウ", birth="2025-06-11")),
    # Who files.
    "filer-missing": Refused("FUSOKU_6", filing("2025-06-10", "r1", "ヤマザキ", "")),
    "filer-nobody": Refused("KOSEKI_107_3", court_change("2025-07-01", "r1", "ヤマサキ", "p3"),
                            (FILED, death("2025-06-11", "p1"), death("2025-06-11", "p2"))),
    "filer-mayor": Refused("FUSOKU_9", ex_officio("2026-05-26", "r1", by="p1"), (NOTIFIED,)),
    "filer-not-entitled": Refused("FUSOKU_6", filing("2025-06-10", "r1", "ヤマザキ", "p2")),
    "filers-together": Refused("KOSEKI_107_3", court_change("2025-07-01", "r1", "ヤマサキ", "p1"), (FILED,)),
    "filer-capacity": Refused("KOSEKI_31", filing("2025-06-30", "p4", "サチコ", "p4")),
    "portal-other-register": Refused("FILING_PORTAL", filing("2025-06-10", "p5", "ショウ", Filer("p5", PARENT, "p6"),
                                                             channel=Channel.PORTAL)),
    "unknown-evidence": Refused("KOSEKI_13_1_2", filing("2025-06-10", "r1", "ヤマザキ", "p1",
                                                        evidence=(Evidence("hearsay"),))),
    # What is recorded.
    "other-filing-waits": Refused("FILING_ONCE", ex_officio("2026-06-10", "r1"),
                            (NOTIFIED, filing("2026-05-20", "r1", "ヤマザキ", "p1", lodged=True))),
    "already-filed": Refused("FILING_ONCE", filing("2025-06-11", "r1", "ヤマサキ", "p1"), (FILED,)),
    "already-ex-officio": Refused("FUSOKU_9", ex_officio("2026-06-11", "r1"), (NOTIFIED, ENTERED)),
    "reading-held": Refused("GUIDANCE_PUBLICATION", filing("2025-06-10", "p8", "ヒロミチ", CHILDS),
                            (HELD,)),
    "nothing-held": Refused("GUIDANCE_PUBLICATION", explained("2025-06-10", "p1", "", "p1")),
    "no-notice": Refused("FUSOKU_9", ex_officio("2026-05-26", "r1", "ヤマサキ")),
    "notice-differs": Refused("FUSOKU_9", ex_officio("2026-05-26", "r1", "ヤマザキ"), (NOTIFIED,)),
    "nothing-recorded": Refused("KOSEKI_107_3", court_change("2025-07-21", "r1", "ヤマザキ", BOTH), (NOTIFIED,)),
    "not-ex-officio": Refused("FUSOKU_10", free_change("2026-06-11", "r1", "ヤマサキ", "p1"), (FILED,)),
    "free-change-used": Refused("FUSOKU_10", free_change("2026-06-12", "r1", "ヤマサキ", "p1"),
                                (NOTIFIED, ENTERED, free_change("2026-06-11", "r1", "ヤマザキ", "p1"))),
    "free-change-lost": Refused("FUSOKU_11", free_change("2026-08-01", "r3", "ヤマザキ", "p3"),
                                (NOTIFIED, ENTERED, separated("2026-07-01", "p3")),
                                {"free-change-in-new-register": "lost"}),
    # Leave, readings, names.
    "court-missing": Refused("KOSEKI_107_3", court_change("2025-07-01", "r1", "ヤマサキ", BOTH, court=None), (FILED,)),
    "permission-missing": Refused("FUSOKU_9", ex_officio("2026-05-26", "r1", permission=None), (NOTIFIED,)),
    "decision-later": Refused("KOSEKI_107_3", court_change("2025-07-01", "r1", "ヤマサキ", BOTH,
                                                           court=COURT._replace(on=day("2025-07-02"))), (FILED,)),
    "event-reading-missing": Refused("FUSOKU_6", filing("2025-06-10", "r1", " ", "p1")),
    "reading-refused": Refused("KISOKU_30_2_T2", filing("2025-06-10", "r1", "ヤマ・ザキ", "p1")),
    "reading-unproved": Refused("KOSEKI_13_2", filing("2025-06-10", "r1", "ブンブン", "p1")),
    "reading-same": Refused("KOSEKI_107_3", court_change("2025-07-01", "r1", "ヤマザキ", BOTH), (FILED,)),
    "name-same": Refused("KOSEKI_107", renamed("2025-07-01", "r1", "山崎", "ヤマサキ", BOTH), (FILED,)),
    "nothing-to-correct": Refused("KOSEKI_24", corrected("2025-07-01", "r1", "r1", "ヤマザキ")),
    "correction-day": Refused("KOSEKI_24", corrected("2025-07-01", "r1", "filed", "ヤマサキ", since="2025-06-11"),
                              (FILED,)),
    # Registers that are left and made.
    "marriage-head": Refused("KOSEKI_16", at(h.Marriage, "2025-09-01", "p3", persons=("p3", "p7"), head="p1",
                                             register="r3", municipality=HERE)),
    "already-married": Refused("KOSEKI_16", married("2025-09-02", "p6", "p7", register="r2"), (MARRIED,)),
    "marriage-over": Refused("KOSEKI_19", divorced("2025-09-03", "p7", "r2"), (MARRIED, death("2025-09-02", "p3"))),
    "divorce-not-spouse": Refused("KOSEKI_19", divorced("2025-09-03", "p3", "r1"), (MARRIED,)),
    "family-unknown": Refused("KOSEKI_19", divorced("2025-09-03", "p2", "r3")),
    "nothing-ended": Refused("KOSEKI_77_2", name_kept("2025-09-03", "p2", "r3")),
    "adoption-persons": Refused("KOSEKI_18", adopted("2025-09-01", "p6", "p6", register="r2")),
    "already-there": Refused("KOSEKI_98", entered("2025-09-01", "p3", "r1")),
    "separation-minor": Refused("KOSEKI_21", separated("2028-06-30", "p4")),
    "separation-head": Refused("KOSEKI_21", separated("2025-09-01", "p2")),
    # Former names, households, filings that wait.
    "not-resident": Refused("JUKI_REI_30", former("2025-06-02", "p6", "高橋", "タカハシ"), (ABROAD,)),
    "no-former-name": Refused("JUKI_REI_30", former("2025-06-02", "p2", "", "タカハシ")),
    "former-other-name": Refused("JUKI_REI_30", former("2025-06-02", "p2", "中村", "ナカムラ"), (FORMER,)),
    "former-recorded": Refused("JUKI_REI_30", former("2025-06-02", "p2", "", "タカハシ"), (FORMER,)),
    "former-both": Refused("JUKI_REI_30", former_change("2025-06-02", "p2", "", "タカハシ"), (FORMER,)),
    "household-elsewhere": Refused("JUKI_7", moved("2025-06-02", "p6", ELSEWHERE, household="h1")),
    "cannot-wait": Refused("FILING_WITHDRAWAL", moved("2025-06-02", "p1", ELSEWHERE, lodged=True)),
    "nothing-lodged": Refused("FILING_WITHDRAWAL", accepted("2025-06-02", "filed")),
    "nothing-to-amend": Refused("FILING_WITHDRAWAL", amended("2025-09-02", "lodged", "ヤマザキ", "p3"), (LODGED,)),
}  # fmt: skip
