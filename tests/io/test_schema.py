"""docs/schema.md says what comes out, field by field: the page is read and held against real output."""

from __future__ import annotations

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import kananame as kn
from kananame import kana
from kananame._tables.messages import MESSAGES
from kananame._tables.romaji_styles import ROMAJI_STYLES
from kananame.align import TABLE_OF
from kananame.card import FIELDS, PUBLISHED
from kananame.cli.app import run
from kananame.io.annotate import ADDED
from kananame.io.encoding import FLAWED_FEW, FLAWED_SHARE, SAMPLED_LINES
from kananame.io.output import BLOCK_ROWS
from kananame.io.people import CELL_MAX
from kananame.io.romaji import ROMAJI
from kananame.io.workbook import NOTES_MAX
from kananame.model import Filing, Grade, Part, PersonReport, Severity, Suggestion, Verdict
from kananame.near import SLIP_COST
from kananame.rules.case import PROOF_OF_USE, PUBLICATION

PAGE = (Path(__file__).parents[2] / "docs" / "schema.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^### [^\n]+ / (\w+)\n(.*?)(?=^##)", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)

SHAPES = {name.lower(): {field: kind for field, kind, _ in FIELD.findall(body)} for name, body in SECTION.findall(PAGE)}
MEANINGS = {
    name.lower(): {field: said for field, _, said in FIELD.findall(body)} for name, body in SECTION.findall(PAGE)
}
PLAIN = {"string": str, "integer": int, "number": float, "boolean": bool, "null": type(None)}

ROWS = """番号,氏,名,氏カナ,名カナ
1,松浦,一郎,ﾏﾂｳﾗ,イチロウ
2,関ヶ原,心愛,セキガハラ,ココア
3,井上,太郎,イノウエ,ジロウ
4,高橋,悪魔,ダカハシ,ア*マ
5,日高,,ヒダカ
6,,,,
7,松\0浦,花子,マツウラ,ハナコ,余り
8,SMITH,JOHN,スミス,ジョン
9,田中,美空,タ ナカ,ソラ
"""


def faults(value: object, kind: str, at: str = "$") -> list[str]:
    """Return where a value is not of a documented type."""
    problems = [_faults(value, choice, at) for choice in kind.split(", ")]
    return [] if [] in problems else problems[0]


def _faults(value: object, kind: str, at: str) -> list[str]:
    if kind == "array of 2 integers":
        kind = "array of integer" if isinstance(value, list) and len(value) == 2 else "array of two"
    if kind.startswith("array of ") and isinstance(value, list):
        inner = kind.removeprefix("array of ")
        return [found for index, item in enumerate(value) for found in faults(item, inner, f"{at}[{index}]")]
    if kind.startswith("object of ") and isinstance(value, dict):
        inner = kind.removeprefix("object of ").removesuffix("s")
        return [found for key, item in value.items() for found in faults(item, inner, f"{at}.{key}")]
    if kind in PLAIN:
        return [] if type(value) is PLAIN[kind] else [f"{at} is no {kind}: {value!r}"]
    if kind in SHAPES and isinstance(value, dict):
        return _field_faults(value, SHAPES[kind], at)
    return [f"{at} is no {kind}: {value!r}"]


def _field_faults(value: dict[str, Any], shape: dict[str, str], at: str) -> list[str]:
    if list(value) != list(shape):
        return [f"{at} has {', '.join(value)}; documented: {', '.join(shape)}"]
    return [found for field, kind in shape.items() for found in faults(value[field], kind, f"{at}.{field}")]


def codes(shape: str, field: str) -> set[str]:
    """Return the codes that the page lists for a field."""
    return set(re.findall(r"`([\w-]+)`", MEANINGS[shape][field]))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("schema")
    (folder / "in.csv").write_text(ROWS, encoding="utf-8")
    assert run(["check", str(folder / "in.csv"), "-o", str(folder / "out.jsonl")]) == 1
    return [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_page_is_read() -> None:
    names = {
        "row",
        "report",
        "segment",
        "finding",
        "suggestion",
        "explanation",
        "folded",
        "candidate",
        "reading",
        "step",
        "romaji",
        "spelled",
        "face",
        "line",
        "filer",
        "proof",
        "decision",
        "outcome",
        "standing",
        "held",
        "entry",
        "recorded",
        "right",
        "change",
        "counts",
        "answer",
        "short",
    }
    assert set(SHAPES) == names
    assert all(SHAPES.values())


def test_every_line_is_as_documented(lines: list[dict[str, Any]]) -> None:
    assert len(lines) == len(ROWS.splitlines()) - 1
    assert [fault for line in lines for fault in faults(line, "row")] == []


def test_the_sample_shows_what_the_page_speaks_of(lines: list[dict[str, Any]]) -> None:
    reports = [report for line in lines for report in line["parts"].values()]
    findings = [finding for holder in (*lines, *reports) for finding in holder["findings"]]
    assert {report["verdict"] for report in reports} == {"accept", "refer", "not-applicable", "reject"}
    assert {finding["field"] for finding in findings} == codes("finding", "field") == {"name", "reading", "row"}
    assert {finding["severity"] for finding in findings} == {"info", "warning", "error"}
    assert any(report["segments"] and report["evidence"] == [] for report in reports)
    assert {type(finding["span"]) for finding in findings} == {list, type(None)}
    assert {finding["span"] for finding in findings if finding["field"] == "row"} == {None}


def test_a_row_without_an_id_column_has_none(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("氏,氏カナ\n松浦,マツウラ\n", encoding="utf-8")
    assert run(["check", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.jsonl")]) == 0
    line = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert (line["id"], faults(line, "row")) == (None, [])


def test_a_person_is_a_row_without_its_place_in_a_file() -> None:
    person = kn.check_person({"family": "松浦", "family_reading": "マツウラ"}).to_dict()
    row = {field: kind for field, kind in SHAPES["row"].items() if field not in {"row", "id", "romaji"}}
    assert _field_faults(person, row, "$") == []
    assert list(PersonReport().to_dict()) == list(row)


@pytest.mark.parametrize(("name", "reading"), [("松浦", "ﾏﾂｳﾗ"), ("光宙", "ピカチュウ"), ("SMITH", "スミス")])
def test_an_explanation_is_as_documented(capsys: pytest.CaptureFixture[str], name: str, reading: str) -> None:
    run(["explain", name, reading, "--part", "given", "--format", "json"])
    explanation = json.loads(capsys.readouterr().out)
    assert faults(explanation, "explanation") == []
    assert [step["applied"] for step in explanation["steps"]].index(True) == len(explanation["steps"]) - 1


def test_a_row_with_romaji_is_as_documented(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(ROWS, encoding="utf-8")
    for command, shape in ((["check", "--romaji", "passport"], "row"), (["romanize", "--json", "--file"], "spelled")):
        run([*command, str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.jsonl")])
        rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
        assert len(rows) == len(ROWS.splitlines()) - 1
        assert [fault for row in rows for fault in faults(row, shape)] == []
        assert rows[0]["romaji"]["family"]["text"] == "MATSUURA"


def test_a_spelling_and_a_face_are_as_documented(capsys: pytest.CaptureFixture[str]) -> None:
    for *args, shape in (
        ("romanize", "マツウラ", "--name", "松浦", "romaji"),
        ("romanize", "コウネ", "--name", "小畔", "romaji"),
        ("card", "松浦 一郎", "マツウラ イチロウ", "--limit", "romaji=5", "--born", "1990-01-02", "face"),
        ("card", "松浦 一郎", "ー イチロウ", "face"),
    ):
        run([*args, "--json"])
        assert faults(json.loads(capsys.readouterr().out), shape) == []


def test_a_suggestion_is_as_documented() -> None:
    assert faults(Suggestion("マツウラ", "small-kana", 0.5).to_dict(), "suggestion") == []


def test_a_tie_is_as_documented() -> None:
    segment = kn.check("松浦", "マツウラ").segments[0]
    assert faults([[segment.to_dict()]], SHAPES["report"]["ties"]) == []


@pytest.mark.parametrize(
    ("shape", "field", "values"),
    [
        ("report", "part", set(Part)),
        ("report", "filing", set(Filing)),
        ("report", "verdict", set(Verdict)),
        ("report", "grade", set(Grade)),
        ("report", "evidence", {*PUBLICATION, *PROOF_OF_USE}),
        ("segment", "basis", set(TABLE_OF)),
        ("finding", "severity", set(Severity)),
        ("romaji", "style", set(ROMAJI_STYLES)),
        ("line", "field", set(FIELDS)),
        ("line", "rule", set(PUBLISHED)),
    ],
)
def test_the_page_lists_every_value(shape: str, field: str, values: set[str]) -> None:
    assert codes(shape, field) == {str(value) for value in values}


def test_the_page_lists_every_sound_change() -> None:
    letters = [chr(point) for point in (*range(0x30A1, 0x30FB), 0x30FC)]
    found = {
        part
        for pair in product(letters, repeat=2)
        for native in (True, False)
        for _, change, *_ in kana.forms("".join(pair), native=native)
        for part in change.split("+")
        if part
    }
    assert codes("segment", "change") == found


def test_the_page_lists_the_columns_of_a_checked_file() -> None:
    table = PAGE.partition("\n## CSV")[2].partition("\n## ")[0]
    rows = "".join(re.findall(r"^\| (`kananame_.*?) \|", table, re.MULTILINE))
    assert tuple(re.findall(r"`(kananame_\w+)`", rows)) == ADDED + ROMAJI


def test_the_page_lists_the_reasons_of_proposals_and_the_codes_of_rows() -> None:
    listed = PAGE.partition("codes in the answers of `check`")[2].partition("\n\n")[0]
    assert set(re.findall(r"`([\w-]+)`", listed)) == {*SLIP_COST, "parts-swapped", "both-in-one-field"}
    listed = PAGE.partition("codes about a row")[2].partition(".\n")[0].partition(";")[0]
    assert set(re.findall(r"`([\w-]+)`", listed)) == {
        code for code in MESSAGES if re.match("row-|cell-|name-not-split", code)
    }


def test_the_page_says_the_limits() -> None:
    for limit in (SAMPLED_LINES, BLOCK_ROWS, NOTES_MAX, CELL_MAX):
        assert re.search(rf"(?<![\d,]){limit:,}(?![\d,])", PAGE)
    assert f"{FLAWED_SHARE:.0%}" in PAGE
    assert f"{FLAWED_FEW}行までは" in PAGE


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, "string"),
        (True, "integer"),
        (None, "string"),
        ([1], "array of string"),
        ([1, 2, 3], "array of 2 integers, null"),
        ({"a": 1}, "object of strings"),
        ({"reading": "マ", "reason": "x"}, "suggestion"),
        ({"reason": "x", "reading": "マ", "score": 0.5, "count": 0}, "suggestion"),
        ([["マツ"]], "array of array of segment"),
        ("x", "shape nobody documented"),
    ],
)
def test_a_fault_is_found(value: object, kind: str) -> None:
    assert faults(value, kind)
