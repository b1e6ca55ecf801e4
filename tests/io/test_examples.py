"""The example files are what their script makes, and hold what they say."""

from __future__ import annotations

import csv
import io
import runpy
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kananame.cli.app import run

FOLDER = Path(__file__).parents[2] / "docs" / "examples"
SCRIPT = runpy.run_path(str(FOLDER / "make.py"))
# What is said of a row, in its codes or as the reason of a proposal.
SAID = {
    "小書きの仮名が大きい": "small-kana",
    "濁点の抜け": "dakuten",
    "半濁点が濁点": "handakuten",
    "ジとヂ": "ji-zu",
    "ズとヅ": "ji-zu",
    "長音記号": "long-mark",
    "長音記号がハイフン": "folded-hyphen",
    "仮名の抜け": "missing-kana",
    "仮名の重複": "extra-kana",
    "仮名の順序の入れ替わり": "swapped-kana",
    "ハとワ": "ha-wa-o",
    "ヲとオ": "ha-wa-o",
    "ヰとヱ": "ha-wa-o",
    "氏と名の振り仮名が逆": "parts-swapped",
    "氏と名が一つの欄": "both-in-one-field",
    "半角": "folded-width",
    "平仮名": "folded-hiragana",
    "空白": "folded-space",
    "外字": "cell-gaiji",
    "振り仮名がない": "reading-missing",
    "外国人住民": "name-not-japanese",
    "ふさわしくない語": "unfit-word",
    "別人の名の読み": "other-person",
    "反対の意味": "opposite-meaning",
}


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist()}


def checked(name: str, folder: Path) -> list[dict[str, str]]:
    target = folder / "out.csv"
    run(["check", str(FOLDER / name), "-o", str(target), "--quiet"])
    return list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_files_are_what_the_script_makes(tmp_path: Path) -> None:
    make: Callable[[Path], Any] = SCRIPT["make"]
    make(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged-cp932.csv", "damaged.xlsx", "events.jsonl"]
    for name in ("damaged-cp932.csv", "events.jsonl"):
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()
    # Another Python may compress otherwise.
    assert parts(tmp_path / "damaged.xlsx") == parts(FOLDER / "damaged.xlsx")


@pytest.mark.parametrize("name", ["damaged-cp932.csv", "damaged.xlsx"])
def test_every_damage_is_found(tmp_path: Path, name: str) -> None:
    rows = checked(name, tmp_path)
    assert len(rows) == len(SCRIPT["ROWS"])
    for row in rows:
        said = row["kananame_codes"] + row["kananame_family_suggestions"] + row["kananame_given_suggestions"]
        damage = row["備考"]
        expected = "look-alike" if damage.startswith("形の似た仮名") else SAID.get(damage, "")
        assert expected in said, damage
        if not damage:
            assert row["kananame_verdict"] == "accept"


def test_both_files_hold_the_same(tmp_path: Path) -> None:
    text, book = checked("damaged-cp932.csv", tmp_path), checked("damaged.xlsx", tmp_path)
    differ = [first["備考"] for first, second in zip(text, book, strict=True) if first != second]
    # The bytes of a gaiji are others, and a workbook holds no half character.
    assert differ == ["外字", "文字の途中で切れている"]
    assert [row["名"] for row in text if row["備考"] == differ[1]] == ["美和\\x83"]
