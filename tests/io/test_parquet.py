"""Parquet keeps the types of its columns, whatever they are, and gains text columns."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal

import pyarrow as pa
import pytest
from pyarrow import parquet

from kananame.io import parquet as ours
from kananame.io.formats import layout_of, open_source, table_writer
from kananame.io.refusals import Refusal
from kananame.io.source import Native

from .conftest import FILES, Read, as_parquet

COLUMNS: dict[str, pa.Array] = {
    "text": pa.array(["松浦", "", None]),
    "large": pa.array(["松浦", "", None], pa.large_string()),
    "coded": pa.array(["松浦", "松浦", None]).dictionary_encode(),
    "number": pa.array([12, -1, None], pa.int32()),
    "real": pa.array([1.5, 2.0, None]),
    "exact": pa.array([Decimal("1.10"), Decimal("2.00"), None]),
    "truth": pa.array([True, False, None]),
    "day": pa.array([dt.date(1980, 4, 1), dt.date(1, 1, 1), None]),
    "moment": pa.array([1, 2, None], pa.timestamp("ns", "Asia/Tokyo")),
    "bytes": pa.array(["松".encode(), b"\x83", None]),
    "many": pa.array([["松", None], [], None], pa.list_(pa.string())),
    "pairs": pa.array([{"a": 1}, {"a": None}, None]),
    "nothing": pa.nulls(3),
}
TEXTS = {
    "text": "松浦",
    "large": "松浦",
    "coded": "松浦",
    "number": "12",
    "real": "1.5",
    "exact": "1.10",
    "truth": "true",
    "day": "1980-04-01",
    "bytes": "松",
    "many": '["松", null]',
    "pairs": '{"a": 1}',
    "nothing": "",
}


def copied(content: bytes) -> pa.Table:
    """Return what our writer makes of what our reader reads, with one column more."""
    output = io.BytesIO()
    with open_source("-", io.BytesIO(content)) as source:
        writer = table_writer("parquet", output, layout_of("parquet", source))
        writer.write([*source.header, "more"])
        for record in source.records:
            writer.write([*record, "松\udc83"])
        writer.close()
        writer.release()
    output.seek(0)
    return parquet.read_table(output)


def test_every_type_is_read_as_text_and_written_as_it_was(read: Callable[..., Read]) -> None:
    content = as_parquet(list(COLUMNS), list(COLUMNS.values()))
    found = read(content)
    first, last = dict(zip(COLUMNS, found.records[0], strict=True)), found.records[2]
    assert {name: first[name] for name in TEXTS} == TEXTS
    assert first["moment"].startswith("1970-01-01 09:00:00.000000001")
    assert last == [""] * len(COLUMNS)
    assert found.records[1][list(COLUMNS).index("bytes")] == "\udc83"
    table = copied(content)
    assert table.drop_columns(["more"]).equals(parquet.read_table(io.BytesIO(content)))
    assert table.column("more").to_pylist() == ["松\\x83"] * 3


@pytest.mark.parametrize("rows", [0, 1, ours.BATCH - 1, ours.BATCH, ours.BATCH + 1])
def test_any_number_of_rows_goes_through(rows: int) -> None:
    assert copied(as_parquet(["n"], [pa.array(range(rows))])).column("n").to_pylist() == list(range(rows))


def test_columns_may_share_a_name(read: Callable[..., Read]) -> None:
    content = as_parquet(["氏", "カナ", "名", "カナ"], [["松浦"], ["マツウラ"], ["一郎"], ["イチロウ"]])
    assert read(content).header == ["氏", "カナ", "名", "カナ"]
    assert names_of("カナ,カナ,カナ_2,カナ\n1,2,3,4\n".encode()) == ["カナ", "カナ_2", "カナ_2_2", "カナ_3", "more"]


def names_of(content: bytes) -> list[str]:
    names: list[str] = copied(content).schema.names
    return [name for name in names if name != ours.SURPLUS]


def test_other_inputs_give_text_and_a_place_for_surplus() -> None:
    output = io.BytesIO()
    with open_source("-", io.BytesIO(FILES["xlsx"])) as source:
        writer = table_writer("parquet", output, layout_of("parquet", source))
        for record in (
            ["氏", "値"],
            ["松浦", Native("12", 12)],
            ["松浦", "", "余り", "=1"],
            ["松浦", Native("", None)],
        ):
            writer.write(record)
        writer.close()
    output.seek(0)
    table = parquet.read_table(output)
    assert table.schema.types == [pa.string()] * 3
    assert table.column("値").to_pylist() == ["12", "", None]
    assert table.column(ours.SURPLUS).to_pylist() == [None, '["余り", "=1"]', None]


def test_a_file_cut_off_is_refused(read: Callable[..., Read]) -> None:
    with pytest.raises(Refusal, match=r"\(Parquet\)"):
        read(FILES["parquet"][:-10])


def test_a_damaged_file_is_told_by_the_row(read: Callable[..., Read]) -> None:
    content = bytearray(FILES["parquet"])
    content[4:40] = bytes(36)
    with pytest.raises(Refusal) as refused:
        read(bytes(content))
    assert (refused.value.code, refused.value.params["row"]) == ("file-broken", 1)
