"""What cannot run ends with exit code 2, one line that says what to do, and no output file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kananame.cli.app import app
from kananame.io import screening

from .conftest import Command

HEADER = "氏,名,氏カナ,名カナ\n"
ROW = "松浦,一郎,マツウラ,イチロウ\n"

BAD_CONTENT = {
    "empty": (b"", "empty"),
    "only blanks": (b" \r\n\n", "empty"),
    "a header of nothing": (b",,,\n1,2,3,4\n", "header"),
    "no header": (ROW.encode(), "recognised"),
    "a name and no reading": ("氏,名\n松浦,一郎\n".encode(), "recognised"),
    "no Excel workbook": (b"PK\x03\x04" + bytes(40), "Save it as XLSX or CSV"),
    "an old Excel workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "Save it as XLSX or CSV"),
    "no Parquet": (b"PAR1" + bytes(40), "(Parquet)"),
    "zeros": (b"a,b\n" + bytes(100), "not text"),
    "too many bad bytes": (
        (HEADER + ROW).encode() + b"\xff\n" * 6,
        "the byte 0xFF at offset 68 is no character",
    ),
    "JSON that is no object": (b'{"a":1}\n[1]\n', "line 2 is no JSON object"),
    "JSON with a key twice": (b'{"a":1,"a":2}\n', "line 1 is no JSON object"),
    "an unclosed quote": ((HEADER + ROW + '"松浦,一郎\n' + ROW).encode(), "data row 2 is never closed"),
}


@pytest.mark.parametrize(("content", "said"), BAD_CONTENT.values(), ids=BAD_CONTENT)
@pytest.mark.parametrize("from_stdin", [False, True])
def test_content(command: Command, tmp_path: Path, content: bytes, said: str, *, from_stdin: bool) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(content)
    args = ("-" if from_stdin else source, "-o", target, "--lang", "en")
    code, out, err = command("check", *args, stdin=content)
    assert (code, out) == (2, "")
    assert said in err.splitlines()[-1]
    assert [line for line in err.splitlines() if "encoding" not in line or said in line] == err.splitlines()[-1:]
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


BAD_OPTIONS = {
    "unknown role": (["--columns", "surname=氏"], "no role surname"),
    "missing column": (["--columns", "family=姓名,family-reading=氏カナ"], "family=姓名"),
    "position out of range": (["--columns", "family=#9,family-reading=氏カナ"], "family=#9"),
    "role twice": (["--columns", "family=氏,family=名"], "twice"),
    "no pair": (["--columns", "氏"], "role=column"),
    "bad date": (["--on", "2025-02-30"], "2025-05-26"),
    "no date": (["--on", "tomorrow"], "2025-05-26"),
    "before the law": (["--on", "2025-05-25"], "2025-05-26"),
    "encoding": (["--encoding", "klingon"], "klingon"),
    "codec that is none": (["--encoding", "base64"], "base64"),
    "wrong encoding": (["--encoding", "ascii"], "0xE6 at byte offset 0"),
    "a sheet of text": (["--sheet", "1"], "--sheet: means nothing"),
    "delimiter": (["--delimiter", "::"], "one character"),
    "format": (["--format", "xls"], "xls"),
    "unknown option": (["--frobnicate"], "--frobnicate"),
}


@pytest.mark.parametrize(("options", "said"), BAD_OPTIONS.values(), ids=BAD_OPTIONS)
def test_options(command: Command, tmp_path: Path, options: list[str], said: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(HEADER + ROW, encoding="utf-8")
    code, out, err = command("check", source, "-o", target, "--lang", "en", *options)
    assert (code, out, target.exists()) == (2, "", False)
    assert said in err.splitlines()[-1]
    assert len([line for line in err.splitlines() if "encoding detected" not in line]) == 1


def test_paths(command: Command, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(HEADER + ROW, encoding="utf-8")
    refused = {
        "no such file": (tmp_path / "none.csv",),
        "is a directory": (tmp_path,),
        "cannot be read": ("nul\0byte.csv",),
        "directory does not exist": (source, "-o", tmp_path / "none" / "out.csv"),
        "not a regular file": (source, "-o", tmp_path),
        "the input itself": (source, "-o", tmp_path / "." / "in.csv"),
    }
    for said, args in refused.items():
        code, _, err = command("check", *args, "--lang", "en")
        assert (code, err.count("\n")) == (2, 1), err
        assert said in err
    assert source.read_text(encoding="utf-8") == HEADER + ROW


def test_refusals_speak_japanese(command: Command, tmp_path: Path) -> None:
    code, _, err = command("check", tmp_path / "none.csv")
    assert (code, "ファイルがありません" in err) == (2, True)


@pytest.mark.parametrize("args", [("--on", "2025-05-25", "--lang", "en"), ("--lang", "en", "--on", "2025-05-25")])
def test_the_language_counts_wherever_it_is_told(command: Command, args: tuple[str, ...]) -> None:
    code, _, err = command("check", "-", *args)
    assert (code, err) == (
        2,
        "kananame: --on 2025-05-25: the rules begin on 2025-05-26. Give that day or a later one.\n",
    )


FAILURES = {
    "interrupted": (
        KeyboardInterrupt(),
        "kananame: 中断しました。出力ファイルは作っていません。もう一度実行してください。",
    ),
    "system": (OSError(5, "Input/output error"), "システムのエラーで実行できませんでした（Input/output error）。"),
}


@pytest.mark.parametrize(("failure", "said"), FAILURES.values(), ids=FAILURES)
def test_a_failure_on_the_way_is_one_line_and_no_file(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(screening, "check_pair", fail)
    code, out, err = command("check", "-", stdin=(HEADER + ROW).encode())
    assert (code, out, said in err.splitlines()[-1], len(err.splitlines())) == (2, "", True, 2)
    code, _, _ = command("check", "-", "-o", tmp_path / "out.csv", stdin=(HEADER + ROW).encode())
    assert (code, list(tmp_path.iterdir())) == (2, [])


def test_a_failure_before_a_language_is_known_is_told_in_both(
    command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "main", fail)
    code, _, err = command("check", "-")
    assert (code, err.count("\n"), "中断しました" in err, "interrupted" in err) == (2, 1, True, True)


def test_no_command_is_one_line(command: Command) -> None:
    code, out, err = command()
    assert (code, out, err.count("\n")) == (2, "", 1)
