"""``kananame export``, ``verify`` and ``import``: exit codes, a line for a failure, numbers and places for people."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kananame.io import manifest

from .conftest import Command

HEADER = "宛名番号,氏,名,氏カナ,名カナ,市区町村コード,生年月日"
ROWS = ("7,松浦,一郎,マツウラ,イチロウ,131016,1990-04-01", "8,日高,花子,ヒダカ,ハナコ,131016,1990-02-30")
FIXED = ("--set", "履歴番号=1", "--set", "saishinfuragu=1", "--set", "処理年月日=2026-06-01")
TAKEN = "宛名番号,氏名,氏_日本人,名_日本人,氏名_振り仮名（フリガナ）,氏_日本人_振り仮名,名_日本人_振り仮名"
NAMES = "松浦|日高|一郎|花子|マツウラ|ヒダカ|1990"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text("".join(f"{line}\n" for line in (HEADER, *ROWS)), encoding="utf-8-sig")
    return path


@pytest.fixture
def right(source: Path) -> Path:
    source.write_text(f"{HEADER}\n{ROWS[0]}\n", encoding="utf-8-sig")
    return source


def asked(source: Path, *more: str | Path) -> tuple[str | Path, ...]:
    target = source.with_name("out.csv")
    return ("export", source, "--layout", "jumin-joho", "-o", target, "--certified", *FIXED, *more)


def test_records_that_may_leave_leave(spoken: Command, right: Path) -> None:
    said = "jumin-joho@2026-09：1件を書き出しました。書き出せなかったもの：0件\n"
    assert spoken(*asked(right)) == (0, said, "kananame: 文字コードはUTF-8 (BOM)と判断しました。\n")
    assert '"松浦　一郎"' in right.with_name("out.csv").read_text(encoding="utf-8")
    code, out, err = spoken("verify", right.with_name("out.csv"))
    assert (code, out, err) == (0, "jumin-joho@2026-09：1件。送付票とレイアウトのとおりです。\n", "")


def test_a_record_that_stays_is_told_by_its_place_and_id_without_names(spoken: Command, source: Path) -> None:
    code, out, err = spoken(*asked(source, "--lang", "en"))
    assert code == 1
    assert out.startswith("jumin-joho@2026-09: 1 records written, 1 refused\n")
    assert "item-date" in out
    assert f"listed in {source.with_name('out.csv.audit.jsonl')}" in out.replace("\n", "")
    assert err.splitlines()[1].startswith("record 2 (id 8): 生年月日 is no day of the calendar")
    assert not re.search(NAMES, out + err)


def test_japanese_is_spoken_too(spoken: Command, source: Path) -> None:
    _, _, err = spoken(*asked(source))
    assert err.splitlines()[1].startswith("2件目（番号 8）：「生年月日」は実在する日付")


def test_without_certified_no_reading_leaves(spoken: Command, right: Path) -> None:
    code, out, _ = spoken(*[arg for arg in asked(right) if arg != "--certified"])
    assert (code, "reading-uncertified" in out) == (0, True)
    assert "マツウラ" not in right.with_name("out.csv").read_text(encoding="utf-8")


def test_the_kind_of_file_follows_the_ending_or_the_option(spoken: Command, right: Path) -> None:
    common = ("export", right, "--layout", "gif-person", "--certified", "-o")
    assert spoken(*common, right.with_name("out.json"))[0] == 0
    assert json.loads(right.with_name("out.json").read_text(encoding="utf-8"))[0]["FamilyNameEN"] == "MATSUURA"
    assert spoken(*common, right.with_name("out.txt"), "--format", "jsonl")[0] == 0
    assert manifest.read(str(right.with_name("out.txt"))).form.kind == "jsonl"
    assert spoken(*common, right.with_name("out.csv"))[0] == 2


def test_an_encoding_brings_its_repertoire(spoken: Command, right: Path) -> None:
    right.write_text(f"{HEADER}\n{ROWS[0].replace('松', '𠮷')}\n", encoding="utf-8")
    code, _, err = spoken(*asked(right, "--encoding", "cp932", "--lang", "en"))
    assert (code, manifest.read(str(right.with_name("out.csv"))).repertoire) == (1, "cp932")
    assert "U+20BB7" in err
    table = right.with_name("table.csv")
    table.write_text("char,substitute\n𠮷,吉\n", encoding="utf-8")
    code, out, _ = spoken(*asked(right, "--encoding", "cp932", "--substitutes", table))
    assert (code, "代替文字に置き換えた文字：2" in out) == (0, True)
    assert "吉浦" in right.with_name("out.csv").read_text(encoding="cp932")


def test_the_callers_codes_of_reasons_are_used(spoken: Command, right: Path) -> None:
    right.write_text(f"{HEADER},ground\n{ROWS[0]},corrected\n", encoding="utf-8")
    table = right.with_name("codes.csv")
    table.write_text("reason,code\ncorrected,33\n", encoding="utf-8")
    told = "id=宛名番号,family=氏,given=名,family-reading=氏カナ,given-reading=名カナ,ground=ground"
    more = ("--reasons", table, "--columns", told, "--set", "異動事由_名称=職権修正", "--set", "異動年月日=2026-06-01")
    assert spoken(*asked(right, *more))[0] == 0
    assert ',"33","職権修正",' in right.with_name("out.csv").read_text(encoding="utf-8")


def test_numbers_pass_only_when_asked_for(spoken: Command, right: Path) -> None:
    right.write_text(f"{HEADER},個人番号\n{ROWS[0]},123456789018\n", encoding="utf-8")
    spoken(*asked(right))
    assert "123456789018" not in right.with_name("out.csv").read_text(encoding="utf-8")
    spoken(*asked(right, "--numbers"))
    assert "123456789018" in right.with_name("out.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--layout", "jumin"), "jumin-joho@2026-09"),
        (("--layout", "jumin-joho@1999"), "jumin-joho@1999"),
        (("--format", "html"), "csv, jsonl, json"),
        (("--format", "jsonl", "--bom"), "--bom"),
        (("--encoding", "cp932", "--repertoire", "mj-plus"), "cp932"),
        (("--set", "なし=1"), "なし"),
        (("--set", "操作者ID"), "FIELD=VALUE"),
        (("--set", "=1"), "FIELD=VALUE"),
        (("--set", "操作者ID=松"), "sosashaid"),
        (("--full",), "--full"),
        (("--since-seq", "3"), "--since-seq"),
        (("--event", "e1"), "--event"),
        (("--on", "2026-06-01"), "--on"),
        (("--columns", "x"), "role=column"),
        (("--reasons", "none.csv"), "none.csv"),
        (("-o", "-"), "manifest"),
        (("-o", "none/out.csv"), "none"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    spoken: Command, right: Path, more: tuple[str, ...], said: str
) -> None:
    code, out, err = spoken(*asked(right, "--lang", "en", *more))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not right.with_name("out.csv").exists()


def test_a_file_that_changed_is_told(spoken: Command, right: Path) -> None:
    target = right.with_name("out.csv")
    spoken(*asked(right))
    target.write_bytes(target.read_bytes().replace(b"1990-04-01", b"1990-04-31"))
    code, out, err = spoken("verify", target, "--lang", "en")
    assert (code, out.splitlines()[0]) == (1, "jumin-joho@2026-09: 1 records, faults: 2")
    assert err.startswith("the file: The content is not what was exported")
    assert "record 1: 生年月日 is no day" in err
    code, _, err = spoken("verify", target)
    assert (code, err.startswith("ファイル全体：内容が書き出したときと違います")) == (1, True)
    assert "1件目：「生年月日」" in err
    assert not re.search(NAMES, out + err)


def test_what_cannot_be_verified_is_exit_2(spoken: Command, right: Path) -> None:
    code, out, err = spoken("verify", right, "--lang", "en")
    assert (code, out) == (2, "")
    assert "in.csv.manifest.json" in err


def test_what_was_exported_is_taken_in_and_checked(spoken: Command, right: Path) -> None:
    target, back = right.with_name("out.csv"), right.with_name("back.csv")
    spoken(*asked(right))
    assert spoken("import", target, "-o", back, "--lang", "en") == (
        0, "1 rows taken, 0 of the past left out\n", "kananame: encoding detected: UTF-8.\n",
    )  # fmt: skip
    assert (
        back.read_text(encoding="utf-8").splitlines()[1]
        == "7,松浦　一郎,松浦,一郎,マツウラ　イチロウ,マツウラ,イチロウ"
    )
    assert spoken("check", back, "--quiet")[0] == 0


def test_what_is_taken_in_can_go_on(spoken: Command, right: Path) -> None:
    spoken(*asked(right, "--newline", "lf"))
    code, out, err = spoken("import", right.with_name("out.csv"), "-o", "-")
    assert (code, out.splitlines()[0]) == (0, TAKEN)
    assert "1件を取り込みました" in err


def test_rows_that_are_not_surely_the_newest_are_told(spoken: Command, right: Path) -> None:
    spoken(*asked(right))
    target = right.with_name("out.csv")
    lines = target.read_text(encoding="utf-8").splitlines(keepends=True)
    unclear = lines[1].replace('"7","1","","1"', '"8","1","","2"')
    target.write_text("".join([*lines, lines[1], unclear]), encoding="utf-8")
    code, out, _ = spoken("import", target, "-o", right.with_name("back.csv"), "--lang", "en")
    assert code == 1
    assert "1 rows whose flag is neither 0 nor 1 were taken, too" in out
    assert "Some persons have more than one newest row (1 too many)" in out


@pytest.mark.parametrize(
    ("more", "said"),
    [(("--layout", "x"), "jumin-joho"), (("-o", "none/x.csv"), "none"), ((), "最新フラグ")],
)
def test_what_cannot_be_taken_in_is_exit_2(spoken: Command, right: Path, more: tuple[str, ...], said: str) -> None:
    code, out, err = spoken("import", right, "-o", right.with_name("back.csv"), "--lang", "en", *more)
    assert (code, out) == (2, "")
    assert said in err
    assert not right.with_name("back.csv").exists()
