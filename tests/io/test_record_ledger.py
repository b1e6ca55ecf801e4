"""A ledger gives everyone as of a day, or what followed its events: as things stood then, whenever it is asked."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import kananame as kn
from kananame import history as h
from kananame.history import Event, History
from kananame.io.events import batches
from kananame.io.export import Tally, export
from kananame.io.ledger import ACCEPTED, Ledger, open_ledger
from kananame.io.past import Past
from kananame.io.record_ledger import DELTA, EVENT, FULL, Slice, is_ledger, of_ledger
from kananame.io.refusals import Refusal
from tests.io.sample_records import task

EVENTS = Path(__file__).parents[2] / "docs" / "examples" / "events.jsonl"
JUMIN = "jumin-joho"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The ledger of the examples."""
    path = tmp_path / "town.ledger"
    with open_ledger(str(path), create=True) as ledger:
        recorded(ledger, 12)
    return path


def events() -> list[Event]:
    """Return the events of the examples, the refused one left out, and what came after: the householder died."""
    with EVENTS.open("rb") as stream:
        found = [event for batch in batches(stream, "") for _, event in batch if isinstance(event, Event)]
    died = h.Removal(id="e13", on=date(2027, 3, 1), person="p1", reason=h.RemovalReason.DEATH)
    moved = h.Move(id="e14", on=date(2027, 3, 2), person="p2", municipality="131016", household="h1", householder=True)
    return [*found[:12], died, moved]


def recorded(ledger: Ledger, count: int, skipped: int = 0) -> None:
    outcomes = ledger.apply(events()[skipped:count])
    assert {outcome.state for outcome in outcomes} == {ACCEPTED}


def sent(town: Path, target: Path, wanted: Slice, layout: str = JUMIN) -> tuple[list[dict[str, str]], Tally]:
    job = task(target, name=layout)
    with of_ledger(str(town), job.layout, wanted) as (_, facts):
        tally = export(facts, job)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)), tally


def numbers(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(row["宛名番号"], row["履歴番号"]) for row in rows]


def test_everyone_has_one_row_in_the_order_of_ids(town: Path, tmp_path: Path) -> None:
    rows, tally = sent(town, tmp_path / "full.csv", Slice())
    assert [row["宛名番号"] for row in rows] == ["p1", "p2", "p3", "p4", "p5"]
    assert {row["最新フラグ"] for row in rows} == {"1"}
    assert rows[0]["氏名_振り仮名（フリガナ）"] == "ヤマザキ　イチロウ"
    assert (rows[4]["名_日本人_振り仮名"], rows[4]["氏_日本人_振り仮名"]) == ("", "マツウラ")
    assert tally.refused == 0


def test_everyone_as_of_a_day(town: Path, tmp_path: Path) -> None:
    rows, _ = sent(town, tmp_path / "full.csv", Slice(on=date(2026, 6, 30), known=date(2026, 6, 30)))
    assert rows[0]["氏名_振り仮名（フリガナ）"] == "ヤマサキ　イチロウ"
    rows, _ = sent(town, tmp_path / "full.csv", Slice(on=date(2025, 5, 25)))
    assert rows == []


def test_whoever_lives_nowhere_has_no_row(town: Path, tmp_path: Path) -> None:
    with open_ledger(str(town)) as ledger:
        recorded(ledger, 13, 12)
    rows, _ = sent(town, tmp_path / "full.csv", Slice())
    assert [row["宛名番号"] for row in rows] == ["p2", "p3", "p4", "p5"]


def test_what_followed_comes_in_the_order_of_events_one_row_for_a_person_and_an_event(
    town: Path, tmp_path: Path
) -> None:
    rows, _ = sent(town, tmp_path / "delta.csv", Slice(since=0))
    assert numbers(rows) == [
        ("p2", "2"), ("p3", "2"), ("p5", "2"), ("p1", "2"), ("p2", "3"), ("p3", "3"), ("p4", "2"), ("p1", "3"),
        ("p2", "4"), ("p3", "4"), ("p1", "4"), ("p2", "5"), ("p3", "5"), ("p4", "3"), ("p4", "4"), ("p4", "5"),
        ("p3", "6"),
    ]  # fmt: skip
    for person in {row["宛名番号"] for row in rows}:
        held = [int(row["履歴番号"]) for row in rows if row["宛名番号"] == person]
        assert held == sorted(set(held))


def test_each_row_is_as_things_stood_after_its_event(town: Path, tmp_path: Path) -> None:
    rows, _ = sent(town, tmp_path / "delta.csv", Slice(since=0))
    readings = [row["氏名_振り仮名（フリガナ）"] for row in rows if row["宛名番号"] == "p3"]
    assert readings == ["", "ヤマサキ　ケンタ", "ヤマサキ　ケンタ", "ヤマザキ　ケンタ", "ヤマザキ　タケタ"]
    householder = [row["世帯主氏名_振り仮名"] for row in rows if row["宛名番号"] == "p2"]
    assert householder == ["", "", "ヤマサキ　イチロウ", "ヤマザキ　イチロウ"]


def test_a_part_of_what_followed(town: Path, tmp_path: Path) -> None:
    whole, _ = sent(town, tmp_path / "delta.csv", Slice(since=0))
    since, _ = sent(town, tmp_path / "delta.csv", Slice(since=8))
    assert since == whole[-len(since) :]
    assert numbers(since)[0] == ("p1", "4")
    one, _ = sent(town, tmp_path / "delta.csv", Slice(event="e9"))
    assert one == since[: len(one)]
    assert len(one) == 4
    assert sent(town, tmp_path / "delta.csv", Slice(since=99))[0] == []


@pytest.mark.parametrize("layout", [JUMIN, "ido-rireki", "kosekitsuchi-9-2", "fuhyo-19", "card-tsuiki", "jpki-name"])
def test_what_is_sent_again_later_is_the_same_bytes(tmp_path: Path, layout: str) -> None:
    town, target = tmp_path / "town.ledger", tmp_path / "delta.csv"
    first = {}
    with open_ledger(str(town), create=True) as ledger:
        for seq in range(1, 15):
            recorded(ledger, seq, seq - 1)
            sent(town, target, Slice(since=seq - 1), layout)
            first[seq] = target.read_bytes()
    for seq, content in first.items():
        sent(town, target, Slice(event=f"e{seq}"), layout)
        assert target.read_bytes() == content
    sent(town, target, Slice(since=0), layout)
    head = first[1].partition(b"\n")[0]
    assert target.read_bytes() == head + b"\n" + b"".join(content.partition(b"\n")[2] for content in first.values())


def test_the_past_is_the_history_there_was(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "town.ledger"), create=True) as ledger:
        recorded(ledger, 14)
        past = Past(ledger)
        held = History()
        for seq, event in enumerate(events(), start=1):
            held = kn.apply(held, event)
            then = past.after(seq)
            for kind in ("registers", "persons", "households", "events"):
                now, was = getattr(held, kind), getattr(then, kind)
                assert list(was) == list(now)
                # A register may know who is to come; he or she is not in it yet.
                if kind != "registers":
                    assert {key: was.get(key) for key in was} == {key: now.get(key) for key in now}
            assert {key: then.view().members(key) for key in then.registers} == {
                key: held.view().members(key) for key in held.registers
            }


def test_the_number_of_the_last_event_tells_where_to_go_on(town: Path) -> None:
    with of_ledger(str(town), task(town).layout, Slice(since=3)) as (through, _):
        assert through == 12


def test_an_event_nobody_recorded_is_refused(town: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        sent(town, tmp_path / "delta.csv", Slice(event="e77"))
    assert refused.value.code == "ledger-event-unknown"
    assert not (tmp_path / "delta.csv").exists()


def test_what_is_a_ledger(town: Path, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("SQLite", encoding="utf-8")
    paths = (town, tmp_path / "in.csv", tmp_path / "none", tmp_path, Path("-"))
    assert [is_ledger(str(path)) for path in paths] == [True, False, False, False, False]
    assert [Slice().content, Slice(since=0).content, Slice(event="e1").content] == [FULL, DELTA, EVENT]
