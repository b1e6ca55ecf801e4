"""``kananame history``: what goes into a ledger, what comes out, and what it says on the way."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import sys
import unicodedata
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import kananame as kn
from kananame import messages
from kananame.cli.app import run
from kananame.history import Change, Line, Right, wire
from kananame.io import ledger_file
from kananame.io.ledger import Ledger
from tests.history.story import EXAMPLES, FILE, told

Spoken = Callable[..., tuple[int, str, str]]
IDS = [event.id for event in EXAMPLES]
NAMES = ("山崎", "ヤマザキ", "ヤマサキ", "一郎", "松浦", "キョウコ")


@pytest.fixture
def history(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """The command in this process, on the real tables."""

    def call(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run(["history", *map(str, args)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def ledger(history: Spoken, tmp_path: Path) -> str:
    path = str(tmp_path / "town.ledger")
    assert history("apply", path, FILE)[0] == 1
    return path


def test_accepted_events_are_printed_and_refused_ones_said(history: Spoken, tmp_path: Path) -> None:
    code, out, err = history("apply", tmp_path / "town.ledger", FILE)
    assert (code, out.split()) == (1, IDS)
    assert err.splitlines() == [
        (
            "13行目 e13（free-change-used）：家庭裁判所の許可のない変更は、既に一度されています。"
            "変更には家庭裁判所の許可を得てもらってください。（根拠：令和5年法律第48号附則第10条*）"
        ),
        "kananame: 受け付けた事件12件、既に記録済み0件、受け付けられない事件1件。",
    ]


def test_the_same_again_changes_nothing(history: Spoken, ledger: str) -> None:
    before = Path(ledger).read_bytes()
    code, out, err = history("apply", ledger, "-", "--lang", "en", stdin=FILE.read_bytes())
    assert (code, out) == (1, "")
    assert err.splitlines()[-1] == "kananame: Events accepted: 0, recorded before: 12, refused: 1."
    assert Path(ledger).read_bytes() == before


def test_all_accepted_is_zero(history: Spoken, tmp_path: Path) -> None:
    lines = b"\xef\xbb\xbf" + b"\r\n".join([*FILE.read_bytes().splitlines()[:-1], b""])
    assert history("apply", tmp_path / "town.ledger", "-", stdin=lines)[:2] == (0, "".join(f"{id_}\n" for id_ in IDS))
    assert history("apply", tmp_path / "empty.ledger", "-")[0] == 0


MALFORMED = """not json

{"type": "move", "id": "m1", "on": "2027-04-01", "person": "p3", "municipality": "131016"}
{"type": "move", "id": "m2", "on": "01.04.2027", "person": "p3", "municipality": "131016"}
{"type": "move", "id": "m3\\u001b[2J", "on": "2027-04-01", "person": "p3"}
"""


def test_a_malformed_line_is_refused_and_the_others_go_on(history: Spoken, ledger: str) -> None:
    code, out, err = history("apply", ledger, "-", "--lang", "en", stdin=MALFORMED.encode())
    assert (code, out) == (1, "m1\n")
    assert err.splitlines() == [
        "line 1 - (event-not-json): The event is no JSON object in UTF-8, or has a key twice. Write one object a line.",
        "line 4 m2 (event-field-wrong): The value of the field on is not of the form YYYY-MM-DD. Check the value.",
        "line 5 m3\\x1b[2J (event-field-missing): The field municipality is missing. Supply the field.",
        "kananame: Events accepted: 1, recorded before: 0, refused: 3.",
    ]


def test_json_tells_every_event(history: Spoken, ledger: str) -> None:
    code, out, _ = history("apply", ledger, "-", "--json", stdin=FILE.read_bytes() + MALFORMED.encode())
    told_of = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [(one["line"], one["event"], one["state"]) for one in told_of][10:16] == [
        (11, "e11", "repeated"),
        (12, "e12", "repeated"),
        (13, "e13", "refused"),
        (14, "", "refused"),
        (16, "m1", "accepted"),
        (17, "m2", "refused"),
    ]
    assert told_of[0] == {
        "line": 1, "event": "e1", "state": "repeated", "finding": None, "verified": None, "message": None,
    }  # fmt: skip
    refused = told_of[12]
    assert (refused["finding"]["code"], refused["finding"]["cite"], refused["verified"]) == (
        "free-change-used", "FUSOKU_10", False,
    )  # fmt: skip
    assert refused["message"].startswith("家庭裁判所の許可のない変更は")


def test_an_event_is_said_only_when_it_is_on_the_disk(
    history: Spoken, ledger: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_self: Ledger, _batch: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Ledger, "_write", failing)
    code, out, err = history("apply", ledger, "-", stdin=MALFORMED.encode())
    assert (code, out) == (2, "")
    assert err.startswith("kananame: ")
    assert err.count("\n") == 1


def test_an_interruption_is_said(history: Spoken, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_self: Ledger, _events: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "apply", interrupted)
    code, _, err = history("apply", ledger, FILE, "--lang", "en")
    said = "interrupted; events whose ids were printed are in the ledger. Run it again with the same file to go on."
    assert (code, err) == (2, f"kananame: {said}\n")


def test_errors_hold_no_names(history: Spoken, ledger: str) -> None:
    lines = FILE.read_text(encoding="utf-8").replace('"on": "', '"on": "x')
    again = FILE.read_text(encoding="utf-8").replace('"2025-10-03"', '"2025-10-04"')
    for text in (lines, again):
        err = history("apply", ledger, "-", stdin=text.encode())[2]
        assert err.count("\n") > 1
        assert not any(name in err for name in NAMES)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("show",), "give either --person or --register"),
        (("show", "--person", "p1", "--register", "r1"), "give either"),
        (("show", "--person", "p9"), "no person p9"),
        (("show", "--register", "r9"), "no register r9"),
        (("show", "--person", "p1", "--on", "soon"), "--on soon: this is not a date"),
        (("show", "--person", "p1", "--known", "2026"), "--known 2026: this is not a date"),
        (("rights", "--person", "p9"), "no person p9"),
        (("rights", "--person", "p1", "--on", "2025-05-25"), "the rules begin on 2025-05-26"),
        (("timeline", "--person", "p9"), "no person p9"),
        (("changes", "--event", "e13"), "no event e13"),
        (("apply", "missing.jsonl"), "missing.jsonl: no such file"),
        (("apply", str(FILE), "--setting", "kept-name-months"), "this is not POINT=CHOICE"),
        (("apply", str(FILE), "--setting", "=3"), "this is not POINT=CHOICE"),
        (("apply", str(FILE), "--setting", "colour=red"), "there is no such setting"),
        (("apply", str(FILE), "--setting", "kept-name-months=soon"), "the choices are number"),
        (("apply", str(FILE), "--setting", "kept-name-months=4"), "is 3 and cannot become 4"),
    ],
)
def test_what_could_not_run_is_one_line(history: Spoken, ledger: str, args: tuple[str, ...], said: str) -> None:
    code, out, err = history(args[0], ledger, *args[1:], "--lang", "en")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize("command", ["show --person p1", "rights --person p1", "timeline --person p1", "changes",
                                     "verify", "apply -"])  # fmt: skip
@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_what_is_no_ledger_is_one_line(history: Spoken, tmp_path: Path, command: str, lang: str) -> None:
    name, *options = command.split()
    path = tmp_path / "town.ledger"
    for data in (b"", b"x" * 9000):
        path.write_bytes(data)
        code, out, err = history(name, path, *options, "--lang", lang)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert ("バックアップ" if lang == "ja" else "backup") in err


def test_a_ledger_in_use_is_said(history: Spoken, ledger: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_file, "WAIT", 0.05)
    with closing(sqlite3.connect(ledger, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for args in (("apply", ledger, FILE), ("verify", ledger)):
            code, out, err = history(*args, "--lang", "en")
            assert (code, out) == (2, "")
            assert err.endswith("another run is using the ledger. Run it again when that has ended.\n")


def test_show_tells_what_holds(history: Spoken, ledger: str) -> None:
    code, out, err = history("show", ledger, "--person", "p4")
    assert (code, err) == (0, "")
    assert out == (
        "戸籍    r2\n"
        "本籍地  271004\n"
        "在籍者  p5、p4\n"
        "住所地  271004\n"
        "世帯    h2\n"
        "\n"
        "対象  区分  文字  振り仮名  原因  効力の日    根拠\n"
        "r2    氏    松浦  マツウラ  届出  2025-10-03  令和5年法律第48号附則第6条*\n"
        "p4    名    美咲  ミサキ    通知  2025-08-01  附則の通知の取扱い*\n"
        "（*は、原文とまだ照合していない根拠）\n"
    )


def test_show_tells_what_held_and_what_was_known(history: Spoken, ledger: str) -> None:
    def family(*args: str) -> str:
        out = history("show", ledger, "--register", "r1", "--lang", "en", *args)[1]
        return next((line.split()[4] for line in out.splitlines() if " family name " in line), "")

    assert family() == "ヤマザキ"
    assert family("--on", "2026-07-05") == "ヤマサキ"
    assert family("--on", "2027-01-01", "--known", "2026-07-05") == "ヤマサキ"
    assert family("--on", "2025-06-01") == "-"
    assert (
        "Nothing is recorded." in history("show", ledger, "--register", "r1", "--on", "2025-05-25", "--lang", "en")[1]
    )


def test_show_in_json(history: Spoken, ledger: str) -> None:
    answer = json.loads(history("show", ledger, "--register", "r1", "--on", "2026-10-01", "--json")[1])
    assert (answer["register"], answer["person"], answer["on"], answer["known"]) == ("r1", None, "2026-10-01", None)
    assert answer["members"] == ["p1", "p2", "p3", "p4"]
    view = told(EXAMPLES).as_of(date(2026, 10, 1))
    entries = {one["subject"]: wire.from_dict(kn.Entry, one["entry"]) for one in answer["entries"]}
    assert entries == {"r1": view.family("r1"), **{person: view.given(person) for person in answer["members"]}}


def test_rights_tell_who_may_do_what(history: Spoken, ledger: str) -> None:
    out = history("rights", ledger, "--person", "p4", "--on", "2026-12-01")[1]
    may, _, may_not = out.partition("\n\n")
    assert "氏の振り仮名だけの変更  p5（本人）とp4（本人）  家庭裁判所の許可" in may
    assert "名の振り仮名の職権記載  市区町村長              管轄法務局長等の許可" in may
    assert "この行為は2026-05-25までに限られていました。" in may_not
    answer = json.loads(history("rights", ledger, "--person", "p4", "--on", "2026-12-01", "--json")[1])
    expected = kn.rights(told(EXAMPLES), "p4", date(2026, 12, 1))
    assert [wire.from_dict(Right, one) for one in answer] == list(expected)


def test_rights_before_the_year_is_over(history: Spoken, ledger: str) -> None:
    out = history("rights", ledger, "--person", "p3", "--on", "2025-08-20", "--lang", "en")[1]
    assert "p3 (parent), or" not in out.partition("\n\n")[0].splitlines()[1]
    answer = json.loads(history("rights", ledger, "--person", "p4", "--on", "2025-08-20", "--json")[1])
    filing = next(one for one in answer if one["act"] == "initial-given")
    assert (filing["allowed"], filing["until"]) == (True, "2026-05-25")
    assert "2026-05-25" in history("rights", ledger, "--person", "p4", "--on", "2025-08-20")[1]


def test_rights_of_who_is_gone_and_of_today(history: Spoken, ledger: str) -> None:
    death = b'{"type": "removal", "id": "d1", "on": "2026-03-01", "person": "p1", "reason": "death"}\n'
    assert history("apply", ledger, "-", stdin=death.replace(b"2026", b"2027"))[0] == 0
    assert history("rights", ledger, "--person", "p1", "--on", "2027-03-01")[1] == "記載がありません。\n"
    today = history("rights", ledger, "--person", "p2", "--json")[1]
    assert today == history("rights", ledger, "--person", "p2", "--on", str(date.today()), "--json")[1]  # noqa: DTZ011


def test_timeline_tells_all_that_was(history: Spoken, ledger: str) -> None:
    out = history("timeline", ledger, "--person", "p4")[1]
    assert [line.split()[-1] for line in out.splitlines()[1:-1]] == ["e1", "e2", "e1", "e3", "e3", "e6", "e7", "e9"]
    answer = json.loads(history("timeline", ledger, "--person", "p4", "--json")[1])
    assert [wire.from_dict(Line, one) for one in answer] == list(kn.timeline(told(EXAMPLES), "p4"))


def test_changes_tell_what_has_to_follow(history: Spoken, ledger: str) -> None:
    out = history("changes", ledger, "--event", "e9")[1]
    assert "e9    131016  世帯主欄*    p2（p1の氏名）  氏    山崎（ヤマサキ）  山崎（ヤマザキ）  2026-07-06" in out
    assert history("changes", ledger, "--event", "e3")[1] == "更新すべき記録はありません。\n"
    lines = [json.loads(line) for line in history("changes", ledger, "--since-seq", "8", "--json")[1].splitlines()]
    before, after = told(EXAMPLES[:8]), told(EXAMPLES[:9])
    found = [wire.from_dict(Change, {k: v for k, v in one.items() if k != "seq"}) for one in lines if one["seq"] == 9]
    assert found == list(kn.changes(before, after))
    assert {one["seq"] for one in lines} == {9, 10, 11, 12}


def test_a_whole_ledger_is_said_to_be(history: Spoken, ledger: str) -> None:
    counted = "events 12, persons, registers and the like 9, events with records to update 9, screenings 7"
    assert history("verify", ledger, "--lang", "en")[:2] == (0, f"The ledger is whole ({counted}).\n")
    counts = json.loads(history("verify", ledger, "--json")[1])
    assert counts == {"events": 12, "subjects": 9, "changes": 9, "reports": 7}


def test_a_setting_counts_and_stays(history: Spoken, tmp_path: Path) -> None:
    path = tmp_path / "town.ledger"
    late = (
        '{"type": "initial-filing", "id": "l1", "on": "2027-01-05", "filers": [{"person": "p5"}], "part": "given", '
        '"subject": "p5", "reading": "ショウタ"}\n'
    ).encode()
    lines = FILE.read_bytes().splitlines(keepends=True)[1] + late
    assert history("apply", path, "-", "--setting", "filing-after-the-year=accept", stdin=lines)[0] == 0
    assert history("apply", path, "-", stdin=late)[0] == 0
    assert history("apply", tmp_path / "other.ledger", "-", stdin=lines)[0] == 1


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
@pytest.mark.parametrize("command", ["show --register r1", "rights --person p3 --on 2026-11-01",
                                     "timeline --person p4", "changes"])  # fmt: skip
def test_tables_are_straight_and_fit(history: Spoken, ledger: str, command: str, lang: str) -> None:
    name, *options = command.split()
    out = history(name, ledger, *options, "--lang", lang)[1]
    assert out.splitlines()
    assert max(map(width, out.splitlines())) <= 100
    assert "*" in out
    assert out.splitlines()[-1] == messages.text("history-unverified", lang)


def test_a_control_character_cannot_steer_the_console(history: Spoken, tmp_path: Path) -> None:
    path = tmp_path / "town.ledger"
    member = {
        "person": "p\x1b1",
        "given": "一\x1b郎",
        "birth": "1970-04-01",
        "municipality": "1\x1b",
        "household": "h\x1b",
    }
    place = {"register": "r\x1b1", "municipality": "1\x1b3", "family": "松\x1b浦", "head": "p\x1b1"}
    event = {"type": "existing-register", "id": "e\x1b1", "on": "2025-05-26", **place, "members": [member]}
    history("apply", path, "-", stdin=json.dumps(event).encode())
    for args in (("show", "--register", "r\x1b1"), ("show", "--person", "p\x1b1"), ("timeline", "--person", "p\x1b1"),
                 ("rights", "--person", "p\x1b1"), ("show", "--person", "p\x1b2")):  # fmt: skip
        _, out, err = history(args[0], path, *args[1:])
        assert out + err
        assert "\x1b" not in out + err.replace("p\x1b2", "")
