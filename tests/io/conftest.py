"""One table of invented and published names, written as every kind of file that is read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from kananame.io.formats import open_source
from kananame.io.source import Asked

HEADER = ["宛名番号", "氏", "名", "氏カナ", "名カナ"]
ROWS = [["00012", "松浦", "一郎", "マツウラ", "イチロウ"], ["00013", "日高", "花子", "ﾋﾀﾞｶ", ""]]
Table = list[list[str]]


def as_xlsx(table: Sequence[Sequence[Any]], *sheets: str) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for title in sheets:
        sheet = book.create_sheet(title)
    for row in table:
        sheet.append(row)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def as_parquet(header: Sequence[str], columns: Sequence[Any]) -> bytes:
    output = io.BytesIO()
    parquet.write_table(pa.table(list(columns), names=list(header)), output)
    return output.getvalue()


def as_text(table: Table, delimiter: str = ",", newline: str = "\n") -> str:
    return "".join(delimiter.join(row) + newline for row in table)


def as_jsonl(header: list[str], rows: Table) -> bytes:
    return "".join(json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False) + "\n" for row in rows).encode()


WHOLE = [HEADER, *ROWS]
FILES: dict[str, bytes] = {
    "csv": as_text(WHOLE).encode(),
    "tsv": as_text(WHOLE, "\t", "\r\n").encode("cp932"),
    "jsonl": as_jsonl(HEADER, ROWS),
    "xlsx": as_xlsx(WHOLE),
    "parquet": as_parquet(HEADER, [*zip(*ROWS, strict=True)]),
}


class Read:
    """What an input is to the program."""

    def __init__(self, content: bytes, path: str, asked: Asked) -> None:
        with open_source(path, io.BytesIO(content), asked) as source:
            self.form, self.header, self.notes = source.form, source.header, source.notes
            self.records = list(source.records)
            self.place, self.taken = source.place(), source.taken()


@pytest.fixture
def read() -> Callable[..., Read]:
    def call(content: bytes | Path, **asked: str) -> Read:
        if isinstance(content, Path):
            return Read(b"", str(content), Asked(**asked))
        return Read(content, "-", Asked(**asked))

    return call
