"""Records come as they stand in the file, in constant memory, and nothing is swallowed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io.annotate import ADDED, CsvWriter
from kananame.io.delimited import CELL_LIMIT, open_table, parse_delimiter
from kananame.io.encoding import Encoding
from kananame.io.refusals import Refusal
from kananame.io.screen import RowReport
from kananame.model import Verdict

UTF_8 = Encoding("utf-8")
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x1a\x02\x03"), max_size=8)


def read(content: bytes, delimiter: str | None = None) -> list[list[str]]:
    with open_table(io.BytesIO(content), UTF_8, "x", delimiter) as table:
        return [table.header, *table.records]


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5))
def test_what_the_csv_module_writes_is_read_back_and_passed_on(records: list[list[str]]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written).writerows([["氏", "名"], *records])
    source, output = io.BytesIO(written.getvalue().encode()), io.BytesIO()
    answer = RowReport(1, None, {}, Verdict.ACCEPT, ())
    with open_table(source, UTF_8, "x") as table:
        writer = CsvWriter(output, table, UTF_8, "ja")
        seen = list(table.records)
        for record in seen:
            writer.write(record, answer)
        writer.close()
    assert seen == records
    passed_on = list(csv.reader(io.StringIO(output.getvalue().decode(), newline="")))[1:]
    assert [row[:2] + row[2 + len(ADDED) :] for row in passed_on] == records


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_the_delimiter_is_taken_from_the_header(delimiter: str) -> None:
    assert read(f"氏{delimiter}名\n松{delimiter}一".encode()) == [["氏", "名"], ["松", "一"]]


def test_a_told_delimiter_counts() -> None:
    assert read("氏,x|名\n".encode(), "|") == [["氏,x", "名"]]


@pytest.mark.parametrize("text", ["", ",,", '"', "\n", "\x03"])
def test_a_delimiter_is_one_character(text: str) -> None:
    with pytest.raises(Refusal):
        parse_delimiter(text)


def test_the_dos_end_mark_is_no_row() -> None:
    assert read("氏,名\r\n松,一\r\n\x1a".encode()) == [["氏", "名"], ["松", "一"]]


@pytest.mark.parametrize(
    ("content", "row"), [('氏,名\n"松,一\n二,三\n', 1), ('氏,名\n松,一\n二,"三""', 2), ('"氏,名', 0)]
)
def test_an_unclosed_quote_is_told_by_its_row(content: str, row: int) -> None:
    with pytest.raises(Refusal) as refused:
        read(content.encode())
    assert (refused.value.code, refused.value.params["row"]) == ("quote-unclosed", row)


@pytest.mark.parametrize("opening", [b"", b'"'])
def test_a_cell_without_end_is_refused_before_memory_is(opening: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read("氏,名\n松,一\n".encode() + opening + (b"a" * 999 + b"\n" * bool(opening)) * (CELL_LIMIT // 900))
    assert (refused.value.code, refused.value.params["row"]) == ("record-too-large", 2)
