"""A workbook that is written: text stays text, cells in question are coloured, notes say why."""

from __future__ import annotations

import gc
import io
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io import workbook
from kananame.io.formats import table_writer
from kananame.io.refusals import Refusal
from kananame.io.source import Native
from kananame.io.workbook import COLOURS, XlsxWriter
from kananame.io.writer import Layout, Mark
from kananame.model import Severity

from .conftest import Read

HEADER = ["氏", "名"]


def written(*rows: tuple[list[str], dict[int, Mark]], raw: bool = False) -> bytes:
    output = io.BytesIO()
    writer = table_writer("xlsx", output, Layout(raw=raw))
    try:
        writer.write(HEADER)
        for cells, marks in rows:
            writer.write(cells, marks)
        writer.close()
    finally:
        writer.release()
    return output.getvalue()


# XML has no other control characters, and a workbook writes a carriage return as one line end.
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff"), max_size=8)


@given(st.lists(CELLS, min_size=2, max_size=2).filter(any))
def test_what_is_written_is_read_back(cells: list[str]) -> None:
    from kananame.io.xlsx import Sheet  # noqa: PLC0415

    source = Sheet(io.BytesIO(written((cells, {}))), "x")
    try:
        assert (source.header, list(source.records)) == (HEADER, [cells])
    finally:
        source.close()


def test_a_number_stays_a_number_and_a_date_a_date(read: Callable[..., Read]) -> None:
    born = datetime(1980, 4, 1)  # noqa: DTZ001
    cells: list[str] = [Native("00012", 12, "00000"), Native("1980-04-01", born, "yyyy/m/d")]
    for marks in ({}, {0: Mark(Severity.ERROR, "x"), 1: Mark(Severity.WARNING, "y")}):
        (row,) = read(written((cells, marks))).records
        assert row == cells
        assert [(cell.value, cell.form) for cell in row if isinstance(cell, Native)] == [
            (12, "00000"),
            (born, "yyyy/m/d"),
        ]


@pytest.mark.parametrize("value", [10**15 + 1, object()])
def test_what_a_spreadsheet_would_change_is_text(value: object) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(([Native("値", value), ""], {})))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("値", "s")


@pytest.mark.parametrize("raw", [False, True])
def test_no_cell_is_a_formula(*, raw: bool) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written((["=1+1", "＝A1"], {}), (["-5", "松浦"], {}), raw=raw)))
    cells = [cell for row in book.active["A2:B3"] for cell in row]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in ("=1+1", "＝A1", "-5", "松浦")]
    assert [bool(cell.quotePrefix) for cell in cells] == [not raw, not raw, False, False]


@pytest.mark.parametrize("severity", Severity)
def test_a_cell_in_question_has_its_colour_and_its_note(severity: Severity) -> None:
    content = written((["=1+1", ""], {0: Mark(severity, "一行目\n二行目"), 1: Mark(severity, "")}))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [sheet[at].fill.fgColor.rgb for at in ("A2", "B2")] == [f"FF{COLOURS[severity][1:]}"] * 2
    assert [sheet[at].fill.fgColor.rgb for at in ("A1", "B1")] == ["00000000"] * 2
    assert (sheet["A2"].comment.text, sheet["B2"].comment, sheet["A1"].comment) == ("一行目\n二行目", None, None)
    assert (sheet["A2"].value, sheet["B2"].value, sheet["A2"].quotePrefix) == ("=1+1", None, True)


def test_the_header_is_fixed_and_has_a_filter() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written((["松浦", "一郎"], {})))).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")


def test_a_lost_byte_is_shown() -> None:
    assert openpyxl.load_workbook(io.BytesIO(written((["松\udc83", ""], {})))).active["A2"].value == "松\\x83"


def test_notes_have_a_limit_and_colours_have_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "NOTES_MAX", 2)
    output = io.BytesIO()
    writer = XlsxWriter(output, Layout())
    for _ in range(4):
        writer.write(["松浦"], {0: Mark(Severity.ERROR, "x")})
    writer.close()
    writer.release()
    sheet = openpyxl.load_workbook(io.BytesIO(output.getvalue())).active
    assert [cell.comment is not None for (cell,) in sheet["A1:A4"]] == [True, True, False, False]
    assert {cell.fill.fgColor.rgb for (cell,) in sheet["A1:A4"]} == {"FFFFC7CE"}
    assert writer.notes() == [("note-unnoted", {"count": 2, "limit": 2})]


def test_what_a_sheet_cannot_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for cell, fits in (("松" * 32_767, True), ("松" * 32_768, False), ("𠮷" * 16_384, False)):
        if fits:
            written(([cell, ""], {}))
        else:
            with pytest.raises(Refusal, match="data row 1, column 1: longer than a cell"):
                written(([cell, ""], {}))
    monkeypatch.setattr(workbook, "ROWS_MAX", 2)
    with pytest.raises(Refusal, match="holds 1 rows at most"):
        written((["松浦", ""], {}), (["松浦", ""], {}))


@pytest.mark.parametrize("finished", [False, True])
def test_nothing_is_left_beside_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, finished: bool) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    writer = XlsxWriter(io.BytesIO(), Layout())
    writer.write(HEADER)
    assert list(tmp_path.iterdir())
    if finished:
        writer.close()
    writer.release()
    assert list(tmp_path.iterdir()) == []


def test_the_same_rows_give_the_same_bytes() -> None:
    rows = (["松浦", "一郎"], {1: Mark(Severity.ERROR, "x")})
    assert written(rows) == written(rows)


class Full(io.BytesIO):
    """A disk that is full after some bytes."""

    def write(self, data: Any) -> int:  # noqa: ANN401 (whatever bytes are)
        if self.tell() + len(data) > 2000:
            raise OSError(28, "No space left on device")
        return super().write(data)


def test_a_full_disk_is_one_failure_and_no_more(capfd: pytest.CaptureFixture[str]) -> None:
    writer = XlsxWriter(Full(), Layout())
    writer.write(HEADER)
    with pytest.raises(OSError, match="No space left"):
        writer.close()
    writer.release()
    del writer
    gc.collect()
    assert capfd.readouterr().err == ""
