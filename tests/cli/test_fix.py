"""``kananame fix``: a corrected copy, a log of every change, and the way back to the very bytes of the input."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kananame as kn
from kananame.cli.app import run
from kananame.io.fix import HEADINGS, REASONS
from kananame.messages import text
from kananame.model import Filing, Grade, Part, PersonName, PersonReport, Report, Suggestion, Verdict
from kananame.near import SLIP_COST

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "residents.csv"
PROPOSED = {
    ("京子", "キヨウコ"): (Suggestion("キョウコ", "small-kana", 0.97), Suggestion("キヨコ", "extra-kana", 0.3)),
    ("順子", "ジユンコ"): (Suggestion("ジュンコ", "small-kana", 0.97),),
    ("藤田", "フシタ"): (Suggestion("フジタ", "dakuten", 0.94),),
    ("金子", "カネココ"): (Suggestion("カネコ", "extra-kana", 0.6),),
    ("河野", "コノ"): (Suggestion("コウノ", "missing-kana", 0.95), Suggestion("カワノ", "missing-kana", 0.95)),
    ("松浦", "イチロウ"): (Suggestion("マツウラ", "parts-swapped", 0.95),),
    ("一郎", "マツウラ"): (Suggestion("イチロウ", "parts-swapped", 0.95),),
    ("松浦", "マツウライチロウ"): (Suggestion("マツウラ", "both-in-one-field", 0.95),),
    ("一郎", ""): (Suggestion("イチロウ", "both-in-one-field", 0.95),),
    ("和", "ワ"): (Suggestion("ヷ", "dakuten", 0.99),),
}
HEADER = "番号,氏,名,氏カナ,名カナ,備考"
Call = Callable[..., tuple[int, str, str]]
There = Callable[..., bytes]


def proposing(
    person: PersonName,
    *,
    filing: str,
    book: kn.Rulebook,
    ask: object = None,  # noqa: ARG001 (as it is called)
) -> PersonReport:
    """Screen a person as the core does, with proposals that stay what they are."""
    parts = {}
    cells = ((Part.FAMILY, person.family, person.family_reading), (Part.GIVEN, person.given, person.given_reading))
    for part, name, reading in cells:
        if name or reading:
            kana = kn.fold(reading)
            near = PROPOSED.get((name, kana.kana), ())
            parts[str(part)] = Report(
                name, kana.kana, part, Filing(filing), Verdict.ACCEPT, book.edition, Grade.A,
                findings=kana.notes, suggestions=near,
            )  # fmt: skip
    return PersonReport(parts, Verdict.ACCEPT)


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    monkeypatch.setattr(kn, "check_person", proposing)

    def command(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run(["fix", *(str(arg) for arg in args)])
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def there(call: Call, tmp_path: Path) -> There:
    """Fix the bytes of a file, and hold that undoing gives them back; returns the bytes of the copy."""

    def fix(data: bytes, accept: str = "small-kana,width", *more: str) -> bytes:
        source, output, log, back = (tmp_path / name for name in ("in.csv", "out.csv", "log.csv", "back.csv"))
        source.write_bytes(data)
        assert call(source, "--accept", accept, "-o", output, "--log", log, *more)[0] == 0
        assert source.read_bytes() == data
        # What it takes to read the file stands in the log.
        assert call(output, "--undo", log, "-o", back)[0] == 0
        assert back.read_bytes() == data
        return output.read_bytes()

    return fix


def changes(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def rows(*lines: str, newline: str = "\n") -> str:
    return newline.join((HEADER, *lines, ""))


def test_only_the_reasons_named_are_changed(there: There, tmp_path: Path) -> None:
    text_in = rows("1,藤田,京子,フシタ,キヨウコ,a", "2,松浦,順子,ﾏﾂｳﾗ,ジユンコ,b")
    assert there(text_in.encode(), "small-kana").decode() == text_in.replace("キヨウ", "キョウ").replace("ジユ", "ジュ")
    assert [list(change.values()) for change in changes(tmp_path / "log.csv")] == [
        [
            "1",
            "5",
            "名カナ",
            "given-reading",
            "キヨウコ",
            "キョウコ",
            "small-kana",
            "0.97",
            "2026-06-26",
            "utf-8",
            "comma",
        ],
        [
            "2",
            "5",
            "名カナ",
            "given-reading",
            "ジユンコ",
            "ジュンコ",
            "small-kana",
            "0.97",
            "2026-06-26",
            "utf-8",
            "comma",
        ],
    ]
    assert there(text_in.encode(), "dakuten").decode() == text_in.replace("フシタ", "フジタ")
    assert there(text_in.encode(), "width").decode() == text_in.replace("ﾏﾂｳﾗ", "マツウラ")
    assert there(text_in.encode(), "ji-zu").decode() == text_in


@pytest.mark.parametrize(
    ("score", "made"), [((), False), (("--min-score", "0.6"), True), (("--min-score", "0.61"), False)]
)
def test_only_above_the_score(there: There, score: tuple[str, ...], *, made: bool) -> None:
    text_in = rows("1,金子,,カネココ,,")
    assert there(text_in.encode(), "extra-kana", *score).decode() == (
        text_in.replace("カネココ", "カネコ") if made else text_in
    )


def test_of_two_proposals_as_good_neither_is_made(there: There) -> None:
    text_in = rows("1,河野,,コノ,,")
    assert there(text_in.encode(), "missing-kana").decode() == text_in


def test_a_change_that_needs_another_waits_for_it(call: Call, there: There, tmp_path: Path) -> None:
    text_in = rows("1,松浦,京子,マツウラ,ｷﾖｳｺ,", "2,松浦,京子,マツウラ,キヨ ウコ,")
    assert there(text_in.encode(), "small-kana").decode() == text_in
    _, out, _ = call(tmp_path / "in.csv", "--accept", "small-kana", "-o", tmp_path / "o", "--log", tmp_path / "l")
    assert out.splitlines() == [text("fix-done", rows=2, changed=0), text("fix-held", held=2)]
    assert there(text_in.encode(), "small-kana,width").decode() == text_in.replace("ｷﾖｳｺ", "キョウコ")
    assert [(change["old"], change["new"], change["reason"]) for change in changes(tmp_path / "log.csv")] == [
        ("ｷﾖｳｺ", "キヨウコ", "width"),
        ("キヨウコ", "キョウコ", "small-kana"),
    ]
    everything = there(text_in.encode(), "small-kana, width ,folded-space").decode()
    assert everything == text_in.replace("ｷﾖｳｺ", "キョウコ").replace("キヨ ウコ", "キョウコ")


def test_readings_that_were_exchanged_change_together(there: There) -> None:
    text_in = rows("1,松浦,一郎,イチロウ,ﾏﾂｳﾗ,")
    assert there(text_in.encode(), "parts-swapped").decode() == text_in
    exchanged = rows("1,松浦,一郎,マツウラ,イチロウ,")
    assert there(text_in.encode(), "parts-swapped,width").decode() == exchanged


def test_a_joined_reading_is_parted_into_the_empty_cell(there: There) -> None:
    text_in = rows("1,松浦,一郎,マツウライチロウ,　,")
    assert there(text_in.encode(), "both-in-one-field").decode() == rows("1,松浦,一郎,マツウラ,イチロウ　,")
    short = "氏,名,氏カナ,名カナ\n松浦,一郎,マツウライチロウ\n"
    assert there(short.encode(), "both-in-one-field").decode() == short


def test_what_cannot_be_written_is_held_back(there: There, call: Call, tmp_path: Path) -> None:
    text_in = rows("1,和,京子,ワ,キヨウコ,")
    assert there(text_in.encode("cp932"), "dakuten,small-kana") == text_in.encode("cp932")
    _, out, _ = call(tmp_path / "in.csv", "--accept", "dakuten", "-o", tmp_path / "o", "--log", tmp_path / "l")
    assert text("fix-held", held=1) in out


FIXED = {"キヨウコ": "キョウコ", "ｷﾖｳｺ": "キョウコ", "ジユンコ": "ジュンコ"}
FILES = {
    "plain": rows("1,松浦,京子,マツウラ,キヨウコ,"),
    "no newline at the end": rows("1,松浦,京子,マツウラ,キヨウコ,").rstrip("\n"),
    "CRLF": rows("1,松浦,京子,マツウラ,ｷﾖｳｺ,", "2,,,,,", newline="\r\n"),
    "CR": rows("1,松浦,京子,マツウラ,キヨウコ,", newline="\r"),
    "mixed line ends": "氏,氏カナ,名,名カナ\r\n松浦,マツウラ,京子,キヨウコ\n\n松浦,マツウラ,順子,ジユンコ\r\n",
    "quoted": rows('"1","松浦","京子","マツウラ","キヨウコ","say ""a,b"""', '2,松浦,順子,マツウラ,"ジユンコ",'),
    "lines in a cell": rows(
        '1,松浦,京子,マツウラ,"キヨウコ","一行目\n二行目\r\n三行目"', "2,松浦,順子,マツウラ,ジユンコ,"
    ),
    "quotes in a cell": rows('1,松浦,京子,マツウラ,キヨウコ,a"b"', "2,松浦,順子,マツウラ,ジユンコ,"),
    "padded": rows("1,松浦,京子,マツウラ　　, キヨウコ　,", "2 ,松浦　,順子 ,マツウラ,　ジユンコ,"),
    "short and long": rows("1,松浦,京子,マツウラ,キヨウコ", "2,松浦,順子,マツウラ,ジユンコ,x,y,z"),
    "TSV": rows("1,松浦,京子,マツウラ,キヨウコ,").replace(",", "\t"),
    "semicolons": rows("1,松浦,京子,マツウラ,キヨウコ,a|b").replace(",", ";"),
    "whole names": "氏名,フリガナ\n松浦　京子,マツウラ　キヨウコ\n松浦 順子,  マツウラ   ジユンコ \n",
    "DOS end": rows("1,松浦,京子,マツウラ,キヨウコ,") + "\x1a",
}
ENCODINGS = ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("kind", FILES)
def test_every_other_byte_stays_and_the_way_back_is_exact(there: There, kind: str, encoding: str) -> None:
    before = after = FILES[kind]
    for wrong, right in FIXED.items():
        after = after.replace(wrong, right)
    assert before != after
    assert there(before.encode(encoding)) == after.encode(encoding)


ROW = rows("1,松浦,京子,マツウラ,キヨウコ,").encode("cp932")


@pytest.mark.parametrize(
    ("encoding", "odd"),
    [
        ("cp932", b"\xed\x40"),  # 纊, which encodes to another pair
        ("cp932", b"\x87\x90"),  # ≒ of NEC, which encodes to that of JIS
        ("cp932", b"\x80"),
        ("cp932", b"\xf0\x40"),  # 外字
        ("euc_jp", b"\xad\xa1"),  # ①, which the codec does not know
        ("euc_jp", b"\xf9\xa1"),
        ("euc_jp", b"\x8f\xa2\xb7"),
        ("utf-8", b"\xff\xfe\xe3\x81"),
        ("utf-8", "\u00e9e\u0301\ufeff\U0001f600".encode()),
    ],
)
def test_bytes_that_no_codec_gives_back_stay(there: There, encoding: str, odd: bytes) -> None:
    line = odd + ",松浦,京子,マツウラ,キヨウコ,".encode(encoding) + odd
    before = b"\n".join((HEADER.encode(encoding), line, odd, line, b""))
    after = before.replace("キヨウコ".encode(encoding), "キョウコ".encode(encoding))
    assert there(before, "small-kana,width", "--encoding", encoding.replace("_", "-")) == after != before


def test_the_example_comes_back_byte_for_byte(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output, log, back = (str(tmp_path / name) for name in ("out.csv", "log.csv", "back.csv"))
    every = ",".join(REASONS)
    assert run(["fix", str(EXAMPLE), "--accept", every, "--min-score", "0", "-o", output, "--log", log]) == 0
    made = changes(Path(log))
    assert {"width", "small-kana", "dakuten"} <= {change["reason"] for change in made}
    assert Path(output).read_bytes() != EXAMPLE.read_bytes()
    assert run(["fix", output, "--undo", log, "-o", back, "--lang", "en"]) == 0
    assert Path(back).read_bytes() == EXAMPLE.read_bytes()
    assert "Rows put back: " in capsys.readouterr().out


@pytest.mark.parametrize("odd", ["=1+1", "'=1+1", "'", "-マツウラ"])
def test_a_log_is_no_program_and_still_exact(there: There, tmp_path: Path, odd: str) -> None:
    text_in = f"番号,氏,氏カナ,名,{odd}\n1,松浦,マツウラ,京子,キヨウコ\n"
    told = ("--columns", "family=#2,family-reading=#3,given=#4,given-reading=#5")
    assert there(text_in.encode(), "small-kana", *told).decode() == text_in.replace("キヨウコ", "キョウコ")
    heading = changes(tmp_path / "log.csv")[0]["heading"]
    assert (heading[0], heading.removeprefix("'")) == ("'", odd)


def test_nothing_to_undo_is_a_copy(there: There, tmp_path: Path) -> None:
    data = ROW.replace("キヨウコ".encode("cp932"), "キョウコ".encode("cp932"))
    assert there(data) == data
    assert changes(tmp_path / "log.csv") == []


def test_standard_input_and_output(call: Call, tmp_path: Path) -> None:
    code, out, err = call(
        "-",
        "--accept",
        "small-kana",
        "-o",
        "-",
        "--log",
        tmp_path / "log",
        stdin=rows("1,松浦,京子,マツウラ,キヨウコ,").encode(),
    )
    assert (code, out) == (0, rows("1,松浦,京子,マツウラ,キョウコ,"))
    assert text("fix-done", rows=1, changed=1) in err


def test_it_says_in_words_what_it_did(call: Call, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(rows("1,松浦,京子,マツウラ,ｷﾖｳｺ,", "2,松浦,順子,マツウラ,ジユンコ,"), encoding="utf-8")
    _, out, _ = call(
        source, "--accept", "small-kana,width", "-o", tmp_path / "o", "--log", tmp_path / "l", "--lang", "en"
    )
    assert out.splitlines() == [
        "Rows corrected: 2 of 2.",
        "Rows  Code        Reason",
        "   2  small-kana  small kana written large",
        "   1  width       width or kind of kana",
    ]
    assert not {"松浦", "京子"} & set(out.split())


REFUSED = {
    "unknown reason": (("in.csv", "--accept", "small-kana,guess", "-o", "out.csv", "--log", "log.csv"), "guess"),
    "no reason": (("in.csv", "--accept", " , ", "-o", "out.csv", "--log", "log.csv"), "small-kana"),
    "no log": (("in.csv", "--accept", "width", "-o", "out.csv"), "--log"),
    "nothing": (("in.csv", "-o", "out.csv"), "--undo"),
    "both ways": (("in.csv", "--accept", "width", "--undo", "log.csv", "-o", "out.csv"), "--undo"),
    "output is input": (("in.csv", "--accept", "width", "-o", "in.csv", "--log", "log.csv"), "in.csv"),
    "log is input": (("in.csv", "--accept", "width", "-o", "out.csv", "--log", "in.csv"), "in.csv"),
    "log is output": (("in.csv", "--accept", "width", "-o", "out.csv", "--log", "./out.csv"), "--log"),
    "undo into the log": (("in.csv", "--undo", "old.csv", "-o", "old.csv"), "old.csv"),
    "undo in place": (("in.csv", "--undo", "old.csv", "-o", "in.csv"), "in.csv"),
    "no such folder": (("in.csv", "--accept", "width", "-o", "no/out.csv", "--log", "log.csv"), "no"),
    "no workbook": (("in.xlsx", "--accept", "width", "-o", "out.csv", "--log", "log.csv"), "in.xlsx"),
    "score": (("in.csv", "--accept", "width", "--min-score", "1.1", "-o", "out.csv", "--log", "log.csv"), "1.1"),
}


@pytest.mark.parametrize(("args", "said"), REFUSED.values(), ids=REFUSED)
def test_a_run_that_cannot_be_done_writes_nothing(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    held = {"in.csv": ROW, "old.csv": b"old", "in.xlsx": b"PK\x03\x04"}
    for name, data in held.items():
        Path(name).write_bytes(data)
    code, out, err = call(*args)
    assert (code, out, err.count("\n"), said in err) == (2, "", 1, True)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == held


def test_an_unknown_reason_is_answered_with_the_list(call: Call) -> None:
    assert {*SLIP_COST, "width", "parts-swapped", "both-in-one-field"} < set(REASONS)
    _, _, err = call("in.csv", "--accept", "guess", "-o", "o", "--log", "l", "--lang", "en")
    assert f"the reasons are {', '.join(REASONS)}." in err


LOG = ",".join(HEADINGS) + "\n1,5,名カナ,given-reading,キヨウコ,キョウコ,small-kana,0.97,2026-06-26,utf-8,comma\n"
COPY = rows("1,松浦,京子,マツウラ,キョウコ,", "2,松浦,京子,マツウラ,キョウコ,")


@pytest.mark.parametrize(
    ("log", "copy", "code"),
    [
        (LOG, COPY.replace("キョ", "キヨ", 1), "log-mismatch"),
        (LOG.replace("1,5", "3,5"), COPY, "log-mismatch"),
        (LOG.replace("1,5", "1,7"), COPY, "log-mismatch"),
        (LOG.replace("utf-8", "no-such"), COPY, "encoding-unknown"),
        (LOG.replace("1,5", "0,5"), COPY, "log-invalid"),
        (LOG.replace("1,5", "1,0"), COPY, "log-invalid"),
        (LOG.replace("1,5", "x,5"), COPY, "log-invalid"),
        (LOG.replace("1,5", "2,5") + LOG.splitlines()[1], COPY, "log-invalid"),
        (LOG.replace(",comma", ""), COPY, "log-invalid"),
        (LOG.replace("row,", "rows,"), COPY, "log-invalid"),
        (LOG + '"', COPY, "log-invalid"),
        (COPY, COPY, "log-invalid"),
        ("", COPY, "log-invalid"),
    ],
)
def test_a_log_that_does_not_fit_undoes_nothing(call: Call, tmp_path: Path, log: str, copy: str, code: str) -> None:
    source, path, back = tmp_path / "out.csv", tmp_path / "log.csv", tmp_path / "back.csv"
    source.write_text(copy, encoding="utf-8")
    path.write_text(log, encoding="utf-8-sig")
    exit_code, _, err = call(source, "--undo", path, "-o", back)
    assert (exit_code, back.exists()) == (2, False)
    assert text(code, "ja", path=path, line="1", encoding="no-such", row=1)[-12:] in err
