"""Files in the playground, in CPython: the command's own bytes, slices, refusals in words, pasted columns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docs.playground import screening
from docs.playground.pasted import with_header
from docs.playground.said import Words
from docs.playground.screening import Screening
from kananame.cli.app import run

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
RESIDENTS = EXAMPLES / "residents.csv"


def question(name: str = "residents.csv", lang: str = "ja", **more: Any) -> str:  # noqa: ANN401
    return json.dumps({"name": name, "lang": lang, "filing": "existing", "on": "", **more})


def screened(data: bytes, asked: str, slices: float = 60) -> tuple[dict[str, Any], list[dict[str, Any]], bytes]:
    """Screen a file and return how it began, what each slice told, and the output."""
    work = Screening(data, asked)
    begun = json.loads(work.begin())
    told: list[dict[str, Any]] = []
    while "error" not in begun and not (told and {"summary", "error"} & told[-1].keys()):
        told.append(json.loads(work.step(slices)))
    return begun, told, work.output()


def by_command(source: Path, target: Path, *options: str) -> bytes:
    assert run(["check", str(source), "-o", str(target), "--quiet", *options]) in {0, 1}
    return target.read_bytes()


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("filing", ["existing", "new"])
@pytest.mark.parametrize("name", ["residents.csv", "damaged-cp932.csv"])
def test_the_output_is_that_of_the_command(name: str, filing: str, lang: str, tmp_path: Path) -> None:
    source = EXAMPLES / name
    _, told, output = screened(source.read_bytes(), question(name, lang, filing=filing))
    assert output == by_command(source, tmp_path / "out.csv", "--filing", filing, "--lang", lang)
    assert told[-1]["summary"]["text"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc-jp", "utf-16", "utf-16-le"])
@pytest.mark.parametrize(
    ("delimiter", "ending", "newline"), [(",", "csv", "\n"), ("\t", "tsv", "\r\n"), (";", "csv", "\n")]
)
def test_every_encoding_and_delimiter(codec: str, delimiter: str, ending: str, newline: str, tmp_path: Path) -> None:
    rows = [("氏", "氏カナ", "備考"), ("松浦", "ﾏﾂｳﾗ", "=1+1"), ("高橋", "タカバシ", 'a "b"'), ("大野", "オオノ", "")]
    source = tmp_path / f"in.{ending}"
    source.write_bytes("".join(delimiter.join(row) + newline for row in rows).encode(codec))
    begun, _, output = screened(source.read_bytes(), question(encoding=codec if codec == "utf-16-le" else ""))
    options = ["--encoding", codec] if codec == "utf-16-le" else []
    assert output == by_command(source, tmp_path / f"out.{ending}", *options)
    assert begun["form"] == ending
    assert begun["roles"] == {"family": 0, "family-reading": 1}


def test_records_of_json_are_read_too(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"氏": "松浦", "氏カナ": "マツウラ"}\n{"氏": "大野", "氏カナ": "オーノ"}\n', encoding="utf-8")
    begun, _, output = screened(source.read_bytes(), question("in.jsonl"))
    assert output == by_command(source, tmp_path / "out.csv")
    assert begun["form"] == "csv"


def test_slices_make_the_same_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "LOOKED_EVERY", 10)
    data = RESIDENTS.read_bytes()
    _, whole, output = screened(data, question())
    _, parts, sliced = screened(data, question(), slices=0)
    assert len(whole) == 1
    assert len(parts) == 1 + 313 // 10
    assert sliced == output
    assert [row for told in parts for row in told["shown"]] == whole[0]["shown"]
    assert [told["rows"] for told in parts[:2]] == [10, 20]
    assert 0 < parts[0]["share"] <= parts[-1]["share"] == 1
    assert parts[-1]["summary"] == whole[0]["summary"]


def test_the_table_has_a_limit_and_the_download_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(screening, "SHOWN", 7)
    _, (told,), output = screened(RESIDENTS.read_bytes(), question())
    looked = [row["verdict"]["code"] in {"refer", "reject"} for row in told["shown"]]
    assert (len(looked), sum(looked)) == (14, 7)
    assert told["summary"]["limit"] == 7
    assert told["rows"] == 313
    assert output == by_command(RESIDENTS, tmp_path / "out.csv")


def test_counts_are_those_of_the_rows() -> None:
    _, (told,), _ = screened(RESIDENTS.read_bytes(), question(lang="en"))
    counts = {each["code"]: each["count"] for each in told["summary"]["verdicts"]}
    seen = [row["verdict"]["code"] for row in told["shown"]]
    assert counts == {code: seen.count(code) for code in ("accept", "refer", "reject", "not-applicable")}
    reasons = told["summary"]["reasons"]
    assert reasons == sorted(reasons, key=lambda each: -each["count"])
    assert "…" in reasons[0]["text"]


def test_columns_told_by_hand(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("A,B\n松浦,マツウラ\n", encoding="utf-8")
    begun, _, _ = screened(source.read_bytes(), question("in.csv"))
    assert (begun["error"]["code"], begun["headings"]) == ("columns-unrecognised", ["A", "B"])
    assert begun["error"]["text"].startswith("in.csv：")
    _, _, output = screened(source.read_bytes(), question(columns={"family": "#1", "family-reading": "#2"}))
    assert output == by_command(source, tmp_path / "out.csv", "--columns", "family=#1,family-reading=#2")


def test_what_the_command_notes_is_noted() -> None:
    data = "氏,氏カナ,名,旧氏,氏\n松浦,マツウラ,一郎,,\n".encode("cp932")
    begun, _, _ = screened(data, question(lang="en"))
    assert begun["notes"] == [
        "encoding detected: CP932.",
        "headings of one meaning occur twice; not used: columns 5.",
        "not screened: columns 4 (former family names, aliases and the like).",
        "only the family name is screened; the other has no name column or no reading column.",
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b",\n1,2\n", "header-missing"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "file-binary"),
        ((EXAMPLES / "damaged.xlsx").read_bytes(), "extra-needed"),
        ("氏,氏カナ\n".encode() + b"\xff\xff,\xff\n" * 30, "byte-undecodable"),
    ],
)
def test_what_cannot_be_read(data: bytes, code: str) -> None:
    begun, told, output = screened(data, question())
    assert begun["error"]["code"] == code
    assert begun["error"]["text"]
    assert (told, output) == ([], b"")


def test_what_turns_out_to_be_broken_on_the_way() -> None:
    _, told, _ = screened('氏,氏カナ\n松浦,マツウラ\n"大野,オオノ\n'.encode(), question())
    assert told[-1]["error"]["code"] == "quote-unclosed"


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_break_it(data: bytes, pasted: bool) -> None:  # noqa: FBT001
    begun, told, _ = screened(data, question(pasted=pasted))
    assert "error" in begun or {"summary", "error"} & told[-1].keys()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("松浦\tマツウラ\n佐藤\tサトウ", "氏\t氏の振り仮名"),
        ("タロウ,太郎\nハナコ,花子", "名の振り仮名,名"),
        ("1\t松浦　一郎\tまつうら いちろう", "#1\t氏名\t氏名の振り仮名"),
        ("松浦\tﾏﾂｳﾗ\t一郎\tｲﾁﾛｳ", "氏\t氏の振り仮名\t名\t名の振り仮名"),
        ("氏名\t氏名カナ\n松浦 一郎\tマツウラ イチロウ", "氏名\t氏名カナ"),
        ("松浦", "松浦"),
        ("マツウラ\tタナカ", "マツウラ\tタナカ"),
        ("松浦\t佐藤\tマツウラ", "松浦\t佐藤\tマツウラ"),
        ("", ""),
    ],
)
def test_pasted_columns_are_told_apart(text: str, first: str) -> None:
    made = with_header(text.encode(), Words("ja")).decode()
    assert made.partition("\n")[0] == first
    assert made.endswith(text)


def test_pasted_columns_are_named_in_english_too() -> None:
    begun, told, _ = screened("松浦 一郎\tマツウラ イチロウ\n".encode(), question(lang="en", pasted=True))
    assert begun["headings"] == ["full name", "full name reading"]
    assert told[-1]["rows"] == 1
