"""Records come as they stand in the file, in constant memory, and nothing is swallowed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io.delimited import CELL_LIMIT, CsvWriter, Table, parse_delimiter
from kananame.io.encoding import Encoding
from kananame.io.files import BLOCK
from kananame.io.refusals import Refusal
from kananame.io.writer import Layout

UTF_8 = Encoding("utf-8")
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x1a\x02\x03"), max_size=8)
RECORDS = st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5)
WIDE = ["utf-16-le", "utf-16-be", "utf-32-le"]


def read(content: bytes, delimiter: str | None = None, codec: str = "utf-8") -> list[list[str]]:
    table = Table(io.BytesIO(content), Encoding(codec), "x", delimiter)
    return [table.header, *table.records]


@given(RECORDS, st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8", *WIDE]))
def test_what_the_csv_module_writes_is_read_back(records: list[list[str]], newline: str, codec: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator=newline).writerows([["氏", "名"], *records])
    assert read(written.getvalue().encode(codec), codec=codec)[1:] == records


@given(RECORDS, st.sampled_from(["\n", "\r\n"]), st.sampled_from([",", "\t", ";"]))
def test_what_is_written_is_read_back(records: list[list[str]], newline: str, delimiter: str) -> None:
    output = io.BytesIO()
    writer = CsvWriter(output, Layout(delimiter, newline, raw=True))
    for record in [["氏", "名"], *records]:
        writer.write(record)
    assert read(output.getvalue(), delimiter)[1:] == records


@pytest.mark.parametrize("codec", ["utf-8", *WIDE])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_found_where_blocks_meet(codec: str, end: str) -> None:
    width = len("\n".encode(codec))
    # 上 (U+4E0A) and ਍ (U+0A0D) hold the bytes of line ends.
    for length in range(BLOCK // width - 4, BLOCK // width + 4):
        row = "上\u0a0d\u0d0a" + "x" * (length - 9)
        assert read(f"氏,名{end}{row},1{end}下,2{end}".encode(codec), ",", codec) == [
            ["氏", "名"],
            [row, "1"],
            ["下", "2"],
        ]


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


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("opening", ["", '"'])
def test_a_cell_without_end_is_refused_before_memory_is(opening: str, codec: str) -> None:
    text = "氏,名\n松,一\n" + opening + ("a" * 999 + "\n" * bool(opening)) * (CELL_LIMIT // 900)
    with pytest.raises(Refusal) as refused:
        read(text.encode(codec), codec=codec)
    assert (refused.value.code, refused.value.params["row"]) == ("record-too-large", 2)


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "utf-16-le"])
def test_reading_can_go_on_behind_any_record(codec: str) -> None:
    content = '氏,名\r\n松浦,一郎\r\n"二\r\n行",三\r\n高橋,花子\r\n'.encode(codec)
    whole = Table(io.BytesIO(content), Encoding(codec), "x")
    records = list(Table(io.BytesIO(content), Encoding(codec), "x").records)
    for row in range(len(records)):
        again = Table(io.BytesIO(content), Encoding(codec), "x")
        again.skip(row, whole.taken()[0])
        assert (again.taken(), list(again.records)) == (whole.taken(), records[row:])
        next(whole.records)
    assert whole.place() == (len(content), len(content))


@pytest.mark.parametrize("row", [1, 2])
def test_a_row_is_told_by_its_number_after_going_on(row: int) -> None:
    content = '氏,名\n松,一\n松,一\n"松,一\n'.encode()
    first = Table(io.BytesIO(content), UTF_8, "x")
    for _ in range(row):
        next(first.records)
    again = Table(io.BytesIO(content), UTF_8, "x")
    again.skip(row, first.taken()[0])
    with pytest.raises(Refusal) as refused:
        list(again.records)
    assert refused.value.params["row"] == 3
