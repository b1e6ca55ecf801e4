"""``kananame suggest``."""

from __future__ import annotations

import json

import pytest

from kananame.cli.app import run


def test_likely_readings_with_their_origin(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "松浦", "--most", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["読み", "根拠", "件数", "確からしさ"]
    assert lines[1].split()[:3] == ["マツウラ", "名の資料", "3"]
    assert len(lines) == 3


def test_json_and_another_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "翔太", "--part", "given", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["suggestions"][0]["reading"] == "ショウタ"
    assert "opinions" not in answer


def test_other_programs_are_asked_only_when_wanted(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "松浦", "--opinions", "--json"]) == 0
    heard = json.loads(capsys.readouterr().out)["opinions"]
    assert [one["source"] for one in heard] == ["pykakasi", "cutlet+unidic-lite"]


def test_a_name_nobody_reads(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", "\u3000", "--lang", "en"]) == 1
    assert "No readings are known" in capsys.readouterr().out
