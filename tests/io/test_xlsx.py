"""Workbooks as offices have them: numbers, dates, blank rows, several sheets, wrong sizes, broken files."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest

from kananame.io.refusals import Refusal
from kananame.io.source import Native

from .conftest import FILES, HEADER, ROWS, WHOLE, Read, as_xlsx

Reader = Callable[..., Read]


def rewritten(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with one of its parts changed."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(output, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == part else text)
    return output.getvalue()


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (12, "General", "12"),
        (12, "00000", "00012"),
        (12.0, "General", "12"),
        (123456789012, "General", "123456789012"),
        (1.5, "0.00", "1.5"),
        (-0.1, "General", "-0.1"),
        (True, "General", "TRUE"),
        (date(1980, 4, 1), "yyyy/m/d", "1980-04-01"),
        (datetime(1980, 4, 1, 12, 30), "yyyy/m/d h:mm", "1980-04-01 12:30:00"),  # noqa: DTZ001
        (time(9, 5), "h:mm", "09:05:00"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
    ],
)
def test_a_cell_that_is_no_text_is_read_as_text(read: Reader, value: object, form: str, text: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["氏", "値"])
    book.active.append(["松浦", value])
    book.active["B2"].number_format = form
    output = io.BytesIO()
    book.save(output)
    (record,) = read(output.getvalue()).records
    cell = record[1]
    assert record == ["松浦", text]
    assert isinstance(cell, Native)
    assert cell.form == form
    assert cell.value == (datetime.combine(value, time()) if type(value) is date else value)


def test_an_error_and_a_formula_are_read_as_what_they_show(read: Reader) -> None:
    content = as_xlsx([["氏", "値", "式"], ["松浦", "#N/A", "X"]])
    cell = re.compile('<c r="C2"[^>]*>.*?</c>')
    changed = rewritten(
        content, "xl/worksheets/sheet1.xml", lambda text: cell.sub('<c r="C2"><f>1+1</f><v>2</v></c>', text)
    )
    assert read(changed).records == [["松浦", "#N/A", "2"]]


@pytest.mark.parametrize("formula", ["<f>A2</f>", "<f>A2</f><v></v>", "<f>A2</f><v/>", '<f t="shared" si="0"/>'])
def test_a_formula_without_a_result_is_refused(read: Reader, formula: str) -> None:
    content = as_xlsx([["氏", "式"], ["松浦", 5]])
    cell = re.compile('<c r="B2"[^>]*>.*?</c>')
    with pytest.raises(Refusal) as refused:
        read(rewritten(content, "xl/worksheets/sheet1.xml", lambda text: cell.sub(f'<c r="B2">{formula}</c>', text)))
    assert refused.value.code == "sheet-uncalculated"
    empty = f'<c r="B2" t="str">{formula}</c>'
    found = read(rewritten(content, "xl/worksheets/sheet1.xml", lambda text: cell.sub(empty, text)))
    assert found.records == [["松浦", ""]]


def test_control_characters_come_back_as_they_were(read: Reader) -> None:
    content = as_xlsx([["氏", "備考"], ["松浦", "一行目_x000D_\n二行目_x005F_x0041_"]])
    assert read(content).records[0][1].startswith("一行目\r\n二行目")


def test_blank_rows_within_are_rows_and_those_at_the_end_are_not(read: Reader) -> None:
    blank: list[Any] = [None] * 5
    found = read(as_xlsx([blank, HEADER, ROWS[0], blank, blank, ROWS[1], ["", "", ""], blank]))
    assert (found.header, found.records) == (HEADER, [ROWS[0], [""] * 5, [""] * 5, ROWS[1]])


def test_what_is_written_beside_the_table_is_surplus(read: Reader) -> None:
    assert read(as_xlsx([["氏", "名"], ["松浦"], ["日高", "花子", "", "確認"]])).records == [
        ["松浦", ""],
        ["日高", "花子", "", "確認"],
    ]


@pytest.mark.parametrize("size", ["A1", "A1:A1", "B2:C3"])
def test_a_wrong_size_of_the_sheet_hides_nothing(read: Reader, size: str) -> None:
    told = re.compile('<dimension ref="[^"]*"')
    changed = rewritten(
        FILES["xlsx"], "xl/worksheets/sheet1.xml", lambda text: told.sub(f'<dimension ref="{size}"', text)
    )
    assert (read(changed).header, read(changed).records) == (HEADER, ROWS)


@pytest.mark.parametrize(("wanted", "number"), [(None, 3), ("住民", 3), ("#3", 3)])
def test_a_sheet_is_the_first_with_data_or_the_one_told(read: Reader, wanted: str | None, number: int) -> None:
    found = read(as_xlsx(WHOLE, "説明", "住民"), **({"sheet": wanted} if wanted else {}))
    assert (found.records, found.notes) == (ROWS, [("note-sheet", {"number": number, "count": 3})])


def test_a_hidden_sheet_is_read_only_when_told(read: Reader) -> None:
    book = openpyxl.Workbook()
    book.active.append(["控え", "x"])
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet()
    for row in WHOLE:
        sheet.append(row)
    output = io.BytesIO()
    book.save(output)
    assert read(output.getvalue()).header == HEADER
    assert read(output.getvalue(), sheet="#1").header == ["控え", "x"]


@pytest.mark.parametrize(
    ("content", "asked", "code"),
    [
        (as_xlsx([]), {}, "file-empty"),
        (as_xlsx(WHOLE, "空"), {"sheet": "#1"}, "file-empty"),
        (FILES["xlsx"], {"sheet": "松"}, "sheet-missing"),
        (FILES["xlsx"], {"sheet": "#2"}, "sheet-missing"),
        (FILES["xlsx"], {"sheet": "#0"}, "sheet-missing"),
        (FILES["xlsx"][:-200], {}, "file-binary"),
        (rewritten(FILES["xlsx"], "xl/workbook.xml", lambda text: text[:80]), {}, "file-binary"),
        (rewritten(FILES["xlsx"], "xl/worksheets/sheet1.xml", lambda text: text[:-60]), {}, "file-broken"),
    ],
)
def test_what_is_no_sheet_is_refused(read: Reader, content: bytes, asked: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(content, **asked)
    assert refused.value.code == code


def test_a_damaged_file_is_told_by_the_row(read: Reader) -> None:
    content = as_xlsx([HEADER, *[[str(number), *ROWS[0][1:]] for number in range(50)]])
    broken = rewritten(content, "xl/worksheets/sheet1.xml", lambda text: text.replace('r="B31"', 'r="31"'))
    with pytest.raises(Refusal) as refused:
        read(broken)
    assert (refused.value.code, refused.value.params["row"]) == ("file-broken", 30)
