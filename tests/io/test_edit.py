"""Cells changed in place: any file, any cells, and nothing else moves."""

from __future__ import annotations

import csv
import io
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from kananame.io.delimited import Table
from kananame.io.edit import Copy, Edit, byte_at, spans_of
from kananame.io.encoding import Encoding

CELLS = st.text(st.sampled_from("松マｱ\u3099𠮷 \",;\t\r\n'=x"), max_size=4)
STYLES: tuple[Literal[0, 1], ...] = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
RECORDS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


@given(
    RECORDS,
    st.sampled_from(["utf-8", "utf-16-le"]),
    st.sampled_from(",\t;"),
    st.sampled_from(STYLES),
    st.data(),
)
def test_any_cells_of_any_file(
    records: list[list[str]],
    encoding: str,
    delimiter: str,
    style: Literal[0, 1],
    data: st.DataObject,
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=style).writerows([["h"], *records])
    before = written.getvalue().encode(encoding)
    held, wanted = list(_records(before, encoding, delimiter)), []
    edits = {}
    for row, record in enumerate(held):
        columns = data.draw(st.sets(st.integers(0, max(len(record) - 1, 0)), max_size=2)) if record else set()
        edits[row] = [Edit(column, record[column], "キョウ") for column in sorted(columns)]
        wanted.append(["キョウ" if column in columns else cell for column, cell in enumerate(record)])
    after, made = _copied(before, encoding, delimiter, edits)
    assert list(_records(after, encoding, delimiter)) == [
        new if row in made else held[row] for row, new in enumerate(wanted)
    ]
    back = {row: [Edit(edit.column, edit.new, edit.old) for edit in edits[row]] for row in made}
    assert _copied(after, encoding, delimiter, back) == (before, made)


def _table(raw: bytes, encoding: str, delimiter: str) -> tuple[io.BytesIO, Table]:
    stream = io.BytesIO(raw)
    return stream, Table(stream, Encoding(encoding), "x", delimiter)


def _records(raw: bytes, encoding: str, delimiter: str) -> list[list[str]]:
    return list(_table(raw, encoding, delimiter)[1].records)


def _copied(raw: bytes, encoding: str, delimiter: str, edits: dict[int, list[Edit]]) -> tuple[bytes, list[int]]:
    stream, table = _table(raw, encoding, delimiter)
    output = io.BytesIO()
    copy = Copy(stream, table, output)
    made = [
        row for row, record in enumerate(table.records) if copy.record(record, edits.get(row, [])) and edits.get(row)
    ]
    copy.finish()
    return output.getvalue(), made


def test_a_cell_that_is_not_plain_to_see_is_left() -> None:
    assert spans_of('"a"b,c\n', ["ab", "c"], ",") is None
    assert byte_at(b"\xed\x40\x41", "纊A", 1, "cp932") == 2
    assert byte_at("é".encode(), "e\u0301", 1, "utf-8") is None
