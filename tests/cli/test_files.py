"""Every kind of file in, every kind out: the columns as they came, the answers after them, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from kananame.io.annotate import ADDED

from .conftest import Command

HEADER = ["宛名番号", "氏", "名", "氏カナ", "名カナ"]
ROWS = [["00012", "松浦", "一郎", "マツウラ", "イチロウ"], ["00013", "松浦", "=1", "マツウラ", "ジロウ"]]
FORMS = ("csv", "tsv", "jsonl", "xlsx", "parquet")
Table = list[list[str]]


def delimited(table: Table, delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(table)
    return text.getvalue()


def write(path: Path, header: list[str], rows: Table) -> Path:
    """Write a table as the kind of file its ending says."""
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in [header, *rows]:
            book.active.append(row)
        for row in book.active:
            for cell in row:
                cell.data_type = "s"
        book.save(path)
    elif path.suffix == ".parquet":
        parquet.write_table(pa.table([*map(pa.array, zip(*rows, strict=True))], names=header), path)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(dict(zip(header, row, strict=True))) + "\n" for row in rows))
    else:
        path.write_text(delimited([header, *rows], "\t" if path.suffix == ".tsv" else ","), "cp932", newline="")
    return path


def read(path: Path) -> Table:
    """Return the rows of a file as text, as other programs read them."""
    if path.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).active
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    if path.suffix == ".parquet":
        table = parquet.ParquetFile(path).read()
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        return [table.schema.names, *([cell or "" for cell in row] for row in rows)]
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".tsv" else ","))


@pytest.mark.parametrize("given", FORMS)
@pytest.mark.parametrize("wanted", FORMS)
def test_every_kind_in_and_every_kind_out(command: Command, tmp_path: Path, given: str, wanted: str) -> None:
    source, target = write(tmp_path / f"in.{given}", HEADER, ROWS), tmp_path / f"out.{wanted}"
    before = source.read_bytes()
    assert command("check", source, "-o", target, "--raw")[0] == 1
    if wanted == "jsonl":
        reports = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
        assert [(line["id"], line["verdict"]) for line in reports] == [("00012", "accept"), ("00013", "refer")]
    else:
        header, *rows = read(target)
        width = len(HEADER) + len(ADDED)
        assert (header[:width], [row[:5] for row in rows]) == ([*HEADER, *ADDED], ROWS)
        assert [row[header.index("kananame_verdict")] for row in rows] == ["accept", "refer"]
    first = target.read_bytes()
    command("check", source, "-o", target, "--raw")
    assert (target.read_bytes() == first, source.read_bytes() == before) == (True, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [source.name, target.name]


@pytest.mark.parametrize("wanted", FORMS)
def test_standard_output_takes_every_kind(tmp_path: Path, capfdbinary: Any, wanted: str) -> None:  # noqa: ANN401
    source, target = write(tmp_path / "in.csv", HEADER, ROWS), tmp_path / f"out.{wanted}"
    from kananame.cli.app import run  # noqa: PLC0415

    run(["check", str(source), "-o", str(target), "--quiet"])
    run(["check", str(source), "-o", "-", "--format", wanted, "--quiet"])
    (tmp_path / f"again.{wanted}").write_bytes(capfdbinary.readouterr().out)
    if wanted == "jsonl":
        assert (tmp_path / "again.jsonl").read_bytes() == target.read_bytes()
    else:
        assert read(tmp_path / f"again.{wanted}") == read(target)


@pytest.mark.parametrize("wanted", ["csv", "tsv", "xlsx", "parquet"])
def test_short_long_and_blank_rows_keep_all_their_cells(command: Command, tmp_path: Path, wanted: str) -> None:
    source, target = tmp_path / "in.csv", tmp_path / f"out.{wanted}"
    source.write_text("氏,氏カナ,備考\n松浦\n松浦,マツウラ,x,余り,=1\n\n松浦,マツウラ,\n", encoding="utf-8")
    command("check", source, "-o", target)
    _, *rows = read(target)
    assert [row[:3] for row in rows] == [
        ["松浦", "", ""],
        ["松浦", "マツウラ", "x"],
        ["", "", ""],
        ["松浦", "マツウラ", ""],
    ]
    surplus = {"parquet": ['["余り", "=1"]'], "xlsx": ["余り", "=1"]}.get(wanted, ["余り", "'=1"])
    assert [cell for cell in rows[1][3 + len(ADDED) :] if cell] == surplus


def test_types_of_the_input_stay(command: Command, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["番号", "氏", "氏カナ"])
    book.active.append([12, "松浦", "マツウラ"])
    book.active["A2"].number_format = "00000"
    book.save(tmp_path / "in.xlsx")
    command("check", tmp_path / "in.xlsx", "-o", tmp_path / "out.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx").active["A2"]
    assert (cell.value, cell.number_format) == (12, "00000")
    command("check", tmp_path / "in.xlsx", "-o", tmp_path / "out.jsonl")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))["id"] == "00012"
    table = pa.table({"番号": [12], "氏": ["松浦"], "氏カナ": ["マツウラ"]})
    parquet.write_table(table, tmp_path / "in.parquet")
    command("check", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet")
    assert parquet.read_table(tmp_path / "out.parquet").select(table.schema.names).equals(table)


DAMAGE = {
    "a bad byte in the name": (b"\x8f\xbc\x83,x", "cell-undecodable", "松\\x83", "0x83"),
    "a bad byte elsewhere": (b"\x8f\xbc\x89\x59,\xfd", "cell-undecodable", "松浦", "0xFD"),
    "gaiji in the name": (b"\x8f\xbc\xf0\x40,x", "cell-gaiji", "松\ue000", "0xF040"),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("wanted", ["csv", "xlsx", "parquet"])
def test_a_damaged_cell_is_told_and_nothing_of_it_is_lost(
    command: Command, tmp_path: Path, wanted: str, damage: str
) -> None:
    cells, found, shown, said = DAMAGE[damage]
    source, target = tmp_path / "in.csv", tmp_path / f"out.{wanted}"
    good = "松浦,x,マツウラ\n".encode("cp932")
    source.write_bytes("氏,備考,氏カナ\n".encode("cp932") + good + cells + ",マツウラ\n".encode("cp932") + good)
    code, out, err = command("check", source, "-o", target)
    header, *rows = read(target)
    assert code == 1
    assert [row[header.index("kananame_verdict")] for row in rows] == ["accept", "refer", "accept"]
    assert [row[header.index("kananame_codes")] for row in rows] == ["", found, ""]
    assert rows[1][0] == shown
    assert said in rows[1][header.index("kananame_reasons")]
    assert "松" not in out + err


def test_gaiji_in_a_remark_are_a_note(command: Command) -> None:
    text = "氏,住所,氏カナ\n松浦,\ue000町,マツウラ\n"
    code, out, _ = command("check", "-", "-o", "-", "--format", "jsonl", stdin=text.encode())
    (finding,) = json.loads(out)["findings"]
    assert (code, finding["code"], finding["severity"]) == (0, "cell-gaiji", "info")
    assert finding["params"] == {"column": "2", "codepoint": "U+E000", "bytes": "0xEE8080"}


def test_cells_in_question_are_coloured_and_say_why(command: Command, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.xlsx"
    text = "氏,名,氏カナ,名カナ,備考\n松浦,一郎,マツウラ,ジロウ,\n松浦,一郎,マツウラ,イチロウ,\n松浦,一郎\n"
    source.write_text(text + ",,松\0浦,,,余\ue000\n", encoding="utf-8")
    command("check", source, "-o", target, "--lang", "en")
    sheet = openpyxl.load_workbook(target).active
    notes = {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}
    coloured = {cell.coordinate for row in sheet for cell in row if cell.fill.fill_type}
    assert notes["D2"].startswith("The tables do not explain the part 一郎.")
    assert "The row has 2 cells, the header 5." in notes["F4"]
    assert "NUL" in notes["C5"]
    assert coloured - notes.keys() == {"F2"}
    assert not {"D3", "F3"} & coloured


def test_nothing_is_left_in_the_temporary_folder(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    source = write(tmp_path / "in.xlsx", HEADER, ROWS)
    command("check", source, "-o", tmp_path / "out.xlsx")
    command("check", "-", "-o", tmp_path / "out.xlsx", stdin=source.read_bytes() + bytes(1 << 21))
    huge = "氏,氏カナ\n松浦,マツウラ\n" + "松" * 40_000 + ",マツウラ\n"
    code, _, err = command("check", "-", "-o", tmp_path / "out.xlsx", "--lang", "en", stdin=huge.encode())
    assert (code, "longer than a cell of a workbook" in err) == (2, True)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
@pytest.mark.parametrize("wanted", FORMS)
def test_only_the_owner_can_read_the_output(command: Command, tmp_path: Path, wanted: str) -> None:
    command("check", write(tmp_path / "in.csv", HEADER, ROWS), "-o", tmp_path / f"out.{wanted}")
    assert (tmp_path / f"out.{wanted}").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("extra", [[], ["-o", "out"]])
def test_quiet_prints_nothing(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    source = write(tmp_path / "in.csv", HEADER, ROWS)
    assert command("check", source, "--quiet", *extra) == (1, "", "")
    code, out, err = command("check", tmp_path / "none", "--quiet")
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("given", FORMS)
def test_no_message_holds_a_name(command: Command, tmp_path: Path, given: str) -> None:
    source = write(tmp_path / f"in.{given}", HEADER, ROWS)
    for content in (source.read_bytes(), source.read_bytes()[:-9], source.read_bytes()[9:]):
        source.write_bytes(content)
        _, out, err = command("check", source, "-o", tmp_path / "out.csv")
        assert [name for row in ROWS for name in row[1:] if name in out + err] == []
