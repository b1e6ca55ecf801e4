"""The newest row of each person comes out of a file of resident records, under headings a check knows."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kananame.io import formats
from kananame.io import header as columns_of_a_check
from kananame.io.refusals import Refusal
from kananame.io.take_in import TAKEN_OVER, Taken, headings, recognise, take_in, versions
from kananame.record import layouts
from tests.io.sample_records import resident, residents, written

HEADER = "市区町村コード,宛名番号,履歴番号,最新フラグ,氏名,氏_日本人,名_日本人,氏_日本人_フリガナ,名_日本人_フリガナ"
ROWS = (
    "131016,1,1,0,松浦　一郎,松浦,一郎,マツウラ,イチロウ",
    "131016,1,2,1,中田　一郎,中田,一郎,ナカタ,イチロウ",
    "131016,2,1,1,日高　花子,日高,花子,ヒダカ,ハナコ",
)
PLAIN = ["宛名番号", "氏名", "氏_日本人", "名_日本人", "氏_日本人_振り仮名", "名_日本人_振り仮名"]


def taken(content: str | bytes, name: str = "jumin-joho") -> tuple[list[list[str]], Taken]:
    raw = content if isinstance(content, bytes) else content.encode()
    seen = Taken()
    with formats.open_source("-", io.BytesIO(raw)) as source:
        columns = recognise(source.header, versions(name), "in.csv")
        return [headings(columns, versions(name)), *take_in(source, columns, seen)], seen


def table(*rows: str, header: str = HEADER) -> str:
    return "".join(f"{line}\n" for line in (header, *rows))


def test_only_the_newest_row_of_a_person_is_taken() -> None:
    assert taken(table(*ROWS)) == (
        [
            PLAIN,
            ["1", "中田　一郎", "中田", "一郎", "ナカタ", "イチロウ"],
            ["2", "日高　花子", "日高", "花子", "ヒダカ", "ハナコ"],
        ],
        Taken(rows=3, taken=2, past=1),
    )


def test_what_it_writes_is_what_a_check_finds_by_itself() -> None:
    every = headings(dict.fromkeys(TAKEN_OVER, 0), versions("jumin-joho"))
    found = columns_of_a_check.recognise(every, "in.csv").roles
    assert found == {
        "id": 0, "name": 1, "family": 2, "given": 3, "reading": 4, "family-reading": 5, "given-reading": 6,
    }  # fmt: skip


@pytest.mark.parametrize("made", [made for made in layouts() if made.id == "jumin-joho"], ids=lambda made: made.key)
@pytest.mark.parametrize("names", ["name", "field", "aliases"])
def test_every_name_of_every_version_is_recognised(names: str, made: object) -> None:
    header = []
    for item in made.items:  # type: ignore[attr-defined]
        found = item.aliases[-1:] if names == "aliases" else (getattr(item, names),)
        header.append(found[0] if found else item.name)
    assert set(recognise(header, versions("jumin-joho"), "in.csv")) == {*TAKEN_OVER, "newest", "municipality"}


@pytest.mark.parametrize("form", [{}, {"header": "fields"}, {"encoding": "cp932"}, {"quoting": "minimal"}], ids=str)
def test_what_was_exported_is_taken_in(tmp_path: Path, form: dict[str, str]) -> None:
    path = tmp_path / "out.csv"
    options = {"repertoire": "cp932"} if "encoding" in form else {}
    written([*residents(2), resident(0, newest="0")], path, form=form, options=options)
    rows, seen = taken(path.read_bytes())
    assert rows[1:] == [
        ["00000", "松浦　一郎", "松浦", "一郎", "マツウラ　イチロウ", "マツウラ", "イチロウ"],
        ["00001", "日高　花子", "日高", "花子", "ヒダカ　ハナコ", "ヒダカ", "ハナコ"],
    ]
    assert (seen.taken, seen.past) == (2, 1)


def test_jsonl_is_taken_in_too(tmp_path: Path) -> None:
    written(residents(1), tmp_path / "out.jsonl", "jsonl")
    assert taken((tmp_path / "out.jsonl").read_bytes())[0][1][1] == "松浦　一郎"


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("最新フラグ", "最新フラグ"),
        ("宛名番号", "宛名番号"),
        ("氏名,氏_日本人,", "氏名"),
        ("氏_日本人_フリガナ", "氏名_振り仮名（フリガナ）"),
    ],
)
def test_a_column_that_is_missing_is_named(heading: str, item: str) -> None:
    with pytest.raises(Refusal) as refused:
        taken(table(header=HEADER.replace(heading, "", 1)))
    assert (refused.value.code, refused.value.params["item"]) == ("import-column", item)


def test_a_file_that_is_no_such_layout_is_refused() -> None:
    with pytest.raises(Refusal, match="official item names"):
        taken("番号,氏,名,氏カナ,名カナ\n1,松浦,一郎,マツウラ,イチロウ\n")
    with pytest.raises(Refusal, match="jumin-joho"):
        versions("jumin")


def test_a_flag_that_says_nothing_loses_nobody() -> None:
    rows, seen = taken(
        table("131016,1,1,,松浦　一郎,松浦,一郎,マツウラ,イチロウ", "131016,2,1, 1 ,日高　花子,日高,花子,,")
    )
    assert (len(rows), seen) == (3, Taken(rows=2, taken=2, unclear=1))


def test_a_person_with_two_newest_rows_is_told() -> None:
    _, seen = taken(table(ROWS[1], ROWS[1], ROWS[1].replace("131016", "141003"), ROWS[2]))
    assert seen == Taken(rows=4, taken=4, repeated=1)


def test_a_short_row_has_empty_cells() -> None:
    assert taken(table("131016,1,1,1,松浦　一郎"))[0][1] == ["1", "松浦　一郎", "", "", "", ""]
