"""``kananame check --report``, and the signs of a whole file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kananame.cli.app import run

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def test_the_page_for_people_is_written_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "report.html"
    assert run(["check", str(EXAMPLES / "damaged-cp932.csv"), "--report", str(page)]) == 1
    text = page.read_text(encoding="utf-8")
    assert text.lower().startswith("<!doctype html>")
    assert "damaged-cp932.csv" in text
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert "要確認" in capsys.readouterr().out


def test_a_page_of_a_resumed_run_shows_every_row(tmp_path: Path) -> None:
    first, second = tmp_path / "first.html", tmp_path / "second.html"
    source, output = str(EXAMPLES / "residents.csv"), str(tmp_path / "out.csv")
    run(["check", source, "-o", output, "--report", str(first)])
    run(["check", source, "-o", output, "--report", str(second), "--resume"])
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("page", ["-", "out.csv", "missing/report.html"])
def test_a_page_with_no_place_of_its_own_is_refused(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "in.csv"
    source.write_text("氏,氏カナ\n松浦,マツウラ\n", encoding="utf-8")
    assert run(["check", str(source), "-o", "out.csv", "--report", page]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_the_signs_of_a_file_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.csv"
    rows = [("京子", "キヨウコ"), ("翔太", "シヨウタ"), ("隆一", "リユウイチ"), ("順子", "ジユンコ")]
    source.write_text("名,名カナ\n" + "".join(f"{name},{kana}\n" for name, kana in rows), encoding="utf-8")
    run(["check", str(source)])
    out = capsys.readouterr().out
    assert "ファイル全体：" in out
    assert "名の振り仮名" in out
