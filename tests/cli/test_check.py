"""``kananame check``: rows in, the same rows out with their answers, and the exit code that says whether to look."""

from __future__ import annotations

import csv
import io
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from kananame._tables.messages import MESSAGES
from kananame.cli import summary
from kananame.io.annotate import ADDED
from kananame.io.screen import Summary

from .conftest import Command

GOOD = "氏,名,氏カナ,名カナ\n松浦,一郎,マツウラ,イチロウ\n"
MIXED = GOOD + "松浦,一郎,マツウラ,ジロウ\n"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(MIXED, encoding="utf-8")
    return path


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (MIXED, 1), ("氏,氏カナ\n", 0)])
def test_the_exit_code_says_whether_to_look(command: Command, text: str, code: int) -> None:
    assert command("check", "-", stdin=text.encode())[0] == code


def test_the_summary_holds_numbers_and_no_name(command: Command, source: Path) -> None:
    code, out, err = command("check", source, "--lang", "en")
    assert code == 1
    assert "Rows screened: 2. To look at: 1." in out
    assert "unexplained" in out
    assert "UTF-8" in err
    assert not {"松浦", "一郎", "マツウラ"} & {word for word in ("松浦", "一郎", "マツウラ") if word in out + err}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ja", "件数 符号 理由 1 unexplained 手持ちの表では「…」の部分を説明できません。"),
        ("en", "Rows Code Reason 1 unexplained The tables do not explain the part …."),
    ],
)
def test_the_summary_says_the_reasons_in_words(command: Command, source: Path, lang: str, said: str) -> None:
    _, out, _ = command("check", source, "--lang", lang)
    assert " ".join(" ".join(out.splitlines()[-2:]).split()) == said


def test_the_columns_of_the_summary_are_straight(command: Command, source: Path) -> None:
    _, out, _ = command("check", source)
    table = out.splitlines()[2:6]
    assert [line.split()[0] for line in table] == ["区分", "行全体", "氏", "名"]
    assert len({cell_len(line) for line in table}) == 1


def test_the_way_to_every_row_is_shown_where_it_is_missing(command: Command, source: Path, tmp_path: Path) -> None:
    for args, shown in (([source], True), ([source, "-o", tmp_path / "out.csv"], False)):
        assert ("--output" in command("check", *args)[2]) == shown
    assert "--output" not in command("check", "-", stdin=GOOD.encode())[2]


def test_reasons_beyond_the_most_frequent_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    codes = Counter(
        {code: 1 for code in sorted(MESSAGES) if code.startswith("folded-")} | {"row-short": 3, "row-long": 2}
    )
    summary.show(Summary(rows=1, codes=codes), "ja", err=False)
    out = capsys.readouterr().out
    assert (len(codes), out.splitlines()[-1]) == (summary.REASONS_SHOWN + 1, "ほか1種類")
    assert [line.split()[1] for line in out.splitlines() if "行は" in line and "列" in line] == [
        "row-short",
        "row-long",
    ]


def test_a_control_character_in_a_cell_cannot_steer_the_console(command: Command) -> None:
    text = "氏,氏カナ\n松\x1b[2J浦,マツウラ\n"
    _, out, _ = command("check", "-", "--show-values", stdin=text.encode())
    assert ("\x1b" in out, "松\\x1b[2J浦=マツウラ" in out) == (False, True)


def test_values_are_shown_when_asked_for(command: Command, source: Path) -> None:
    _, out, _ = command("check", source, "--show-values")
    assert "一郎=ジロウ" in out
    assert "一郎=イチロウ" not in out


def test_a_header_alone_is_no_failure(command: Command) -> None:
    code, out, _ = command("check", "-", "--lang", "en", stdin="氏,氏カナ\n".encode())
    assert (code, out) == (0, "Rows screened: 0. To look at: 0.\n")


def test_the_csv_keeps_every_column_and_adds_the_answers(command: Command, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    code, _, _ = command("check", source, "--output", target)
    text = target.read_bytes().decode("utf-8")
    first, second = rows(text)
    assert code == 1
    assert text.splitlines()[0].split(",") == ["氏", "名", "氏カナ", "名カナ", *ADDED]
    assert first["kananame_segments"] == "松(マツ)浦(ウラ) 一(イチ)郎(ロウ)"
    assert (first["kananame_verdict"], first["kananame_grade"], first["kananame_reasons"]) == ("accept", "B", "")
    assert (second["kananame_verdict"], second["kananame_given_verdict"]) == ("refer", "refer")
    assert (second["kananame_family_verdict"], second["kananame_codes"]) == ("accept", "unexplained")
    assert second["kananame_reasons"].startswith("名：")


def test_jsonl_has_one_documented_line_a_row(command: Command, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    command("check", source, "-o", target)
    first, second = lines(target.read_text(encoding="utf-8"))
    assert list(first) == ["row", "id", "parts", "verdict", "findings", "romaji"]
    assert (first["row"], first["id"], second["row"], second["verdict"]) == (1, None, 2, "refer")


def test_the_id_is_copied(command: Command) -> None:
    text = "宛名番号,氏,氏カナ\n00012,松浦,マツウラ\n"
    _, out, _ = command("check", "-", "-o", "-", "--format", "jsonl", stdin=text.encode())
    assert [line["id"] for line in lines(out)] == ["00012"]


def test_rows_on_standard_output_leave_the_summary_to_standard_error(command: Command) -> None:
    _, out, err = command("check", "-", "-o", "-", "--lang", "en", stdin=GOOD.encode())
    assert len(rows(out)) == 1
    assert "Rows screened: 1." in err


def test_the_columns_can_be_told(command: Command) -> None:
    text = "x,x,y\nマツウラ,松浦,1\n"
    args = ("check", "-", "-o", "-", "--columns", "family=#2,family-reading=x,id=y", "--format", "jsonl")
    code, out, _ = command(*args, stdin=text.encode())
    assert (code, lines(out)[0]["id"]) == (0, "1")


@pytest.mark.parametrize("space", [" ", "\u3000", "\u3000\u3000"])
def test_a_full_name_is_split_at_its_space(command: Command, space: str) -> None:
    text = f"氏名,フリガナ\n松浦{space}一郎,マツウラ{space}イチロウ\n"
    assert command("check", "-", stdin=text.encode())[0] == 0


def test_a_full_name_without_a_space_is_referred_whole(command: Command) -> None:
    text = "氏名,フリガナ\n松浦一郎,マツウラ イチロウ\n"
    _, out, _ = command("check", "-", "-o", "-", "--format", "jsonl", stdin=text.encode())
    (line,) = lines(out)
    assert (line["verdict"], line["parts"]) == ("refer", {})
    assert [finding["code"] for finding in line["findings"]] == ["name-not-split"]


BROKEN_ROWS = {
    "short": ("松浦,一郎", "row-short", "refer"),
    "long": ("松浦,一郎,マツウラ,イチロウ,多い", "row-long", "refer"),
    "blank": ("", "row-empty", "not-applicable"),
    "no name": (",,,", "row-empty", "not-applicable"),
    "NUL": ("松\0浦,一郎,マツウラ,イチロウ", "cell-nul", "refer"),
    "huge": (f"{'松' * 10_000},一郎,マツウラ,イチロウ", "cell-too-long", "refer"),
    "huger than the csv module's limit": (f"{'松' * 200_000},一郎,マツウラ,イチロウ", "cell-too-long", "refer"),
}


@pytest.mark.parametrize(("row", "code", "verdict"), BROKEN_ROWS.values(), ids=BROKEN_ROWS)
def test_a_broken_row_gets_its_finding_and_the_others_their_answers(
    command: Command, row: str, code: str, verdict: str
) -> None:
    good = "松浦,一郎,マツウラ,イチロウ"
    text = f"氏,名,氏カナ,名カナ\n{good}\n{row}\n{good}\n"
    _, out, _ = command("check", "-", "-o", "-", stdin=text.encode())
    answers = rows(out)
    assert [answer["kananame_verdict"] for answer in answers] == ["accept", verdict, "accept"]
    assert code in answers[1]["kananame_codes"].split()


def test_the_surplus_of_a_long_row_follows_the_answers(command: Command) -> None:
    text = "氏,氏カナ\n松浦,マツウラ,余り\n"
    _, out, _ = command("check", "-", "-o", "-", stdin=text.encode())
    record = list(csv.reader(io.StringIO(out)))[1]
    assert (record[:3], record[-1], len(record)) == (["松浦", "マツウラ", "refer"], "余り", 2 + len(ADDED) + 1)


def test_a_row_with_other_cells_and_no_name_is_looked_at(command: Command) -> None:
    text = "番号,氏,氏カナ\n7,,\n"
    assert command("check", "-", stdin=text.encode())[0] == 1


def test_a_quoted_cell_may_hold_line_ends(command: Command) -> None:
    text = '氏,氏カナ,備考\n松浦,マツウラ,"一行目\n二行目\r\n三行目"\n松浦,マツウラ,\n'
    code, out, _ = command("check", "-", "-o", "-", stdin=text.encode())
    assert (code, len(rows(out))) == (0, 2)
    assert rows(out)[0]["備考"] == "一行目\n二行目\r\n三行目"


def test_a_formula_is_neutralised_everywhere_unless_raw(command: Command) -> None:
    text = "=氏,氏カナ,電話\n=1,イチ,-5\n"
    told = ("check", "-", "-o", "-", "--columns", "family=#1,family-reading=#2")
    for raw, prefix in (([], "'"), (["--raw"], "")):
        _, out, _ = command(*told, *raw, stdin=text.encode())
        (row,) = rows(out)
        assert (row[f"{prefix}=氏"], row["kananame_segments"]) == (f"{prefix}=1", f"{prefix}=1(イチ)")
        assert row["電話"] == "-5"


@pytest.mark.parametrize(
    ("encoding", "said", "marked"),
    [
        ("utf-8", "UTF-8", False),
        ("utf-8-sig", "UTF-8 (BOM)", True),
        ("utf-16", "UTF-16-LE (BOM)", True),
        ("utf-16-le", "UTF-16-LE", True),
        ("utf-16-be", "UTF-16-BE", True),
        ("cp932", "CP932", True),
        ("euc_jp", "EUC-JP", True),
    ],
)
def test_encodings_are_found_and_said(
    command: Command, tmp_path: Path, encoding: str, said: str, *, marked: bool
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(MIXED.encode(encoding))
    code, _, err = command("check", source, "-o", target)
    assert (code, said in err) == (1, True)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf") == marked


def test_duplicate_headings_are_told_apart_by_position(command: Command) -> None:
    text = "氏,フリガナ,名,フリガナ\n松浦,マツウラ,一郎,イチロウ\n"
    code, out, _ = command("check", "-", "-o", "-", stdin=text.encode())
    assert (code, next(csv.reader(io.StringIO(out)))[:4]) == (0, ["氏", "フリガナ", "名", "フリガナ"])


def test_tabs_and_crlf_are_kept(command: Command, tmp_path: Path) -> None:
    source, target = tmp_path / "in.tsv", tmp_path / "out.tsv"
    source.write_bytes("氏\t氏カナ\r\n松浦\tマツウラ\r\n".encode())
    assert command("check", source, "-o", target)[0] == 0
    assert target.read_bytes().count(b"\r\n") == 2
    assert "松浦\tマツウラ\taccept".encode() in target.read_bytes()


def test_a_file_that_excel_might_still_hold_is_replaced_whole(command: Command, source: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old", encoding="utf-8")
    assert command("check", source, "-o", target)[0] == 1
    assert len(rows(target.read_text(encoding="utf-8"))) == 2
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0


def test_a_whole_name_answers_where_its_halves_are_empty(command: Command) -> None:
    header = "氏名,氏_日本人,名_日本人,氏名_フリガナ,氏_日本人_フリガナ,名_日本人_フリガナ\n"
    text = header + "松浦　一郎,,,マツウラ　イチロウ,,\n松浦　一郎,松浦,一郎,,マツウラ,イチロウ\n"
    code, _, err = command("check", "-", stdin=text.encode())
    assert (code, err.count("\n")) == (0, 1)
