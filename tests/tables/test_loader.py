"""The loader accepts a table that keeps its promises and names the line of one that does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tables.loader import Row, TableError, load

HERE = Path(__file__).parent
BAD = {
    "carriage_return.tsv": (2, "the line holds a carriage return; end lines with a line feed alone"),
    "bom.tsv": (1, "the line begins with a byte order mark; save as UTF-8 without one"),
    "not_utf8.tsv": (3, "the line is not UTF-8; save the table as UTF-8"),
    "empty.tsv": (1, "the table is empty; begin it with a header line of column names"),
    "unknown_column.tsv": (1, "unknown column 'colour'; the columns are id, from, until, kind, note"),
    "doubled_column.tsv": (1, "column 'id' stands twice; keep one"),
    "missing_column.tsv": (1, "column 'note' is missing; add it to the header and to every row"),
    "too_few_cells.tsv": (3, "4 cells where the header has 5; part the cells with single tabs"),
    "too_many_cells.tsv": (2, "6 cells where the header has 5; part the cells with single tabs"),
    "padded_cell.tsv": (2, "note has blanks around 'first'; remove them"),
    "empty_cell.tsv": (4, "kind is empty; fill it in"),
    "no_such_day.tsv": (2, "from is '2025-02-30'; write a day of the calendar as YYYY-MM-DD"),
    "compact_date.tsv": (2, "until is '20260525'; write a day of the calendar as YYYY-MM-DD"),
    "unknown_choice.tsv": (2, "kind is 'third'; write one of law, rule"),
    "until_before_from.tsv": (2, "until 2025-05-25 comes before from 2025-05-26; correct one of them"),
    "duplicate_key.tsv": (3, "'a 2025-05-26' is already in line 2; keep one of the two"),
    "overlap.tsv": (4, "'a' is also in force in line 2; part their days"),
    "overlap_open.tsv": (3, "'a' is also in force in line 2; part their days"),
}


def load_sample(path: Path) -> tuple[Row, ...]:
    """Load a fixture with the promises all fixtures share."""
    return load(
        path,
        columns=("id", "from", "until", "kind", "note"),
        key=("id", "from"),
        interval=("from", "until"),
        optional=("until", "note"),
        choices={"kind": ("law", "rule")},
    )


def test_good_table_is_read_in_order() -> None:
    rows = load_sample(HERE / "good.tsv")
    assert [(row.line, row["id"], row["until"]) for row in rows] == [
        (3, "a", "2026-05-25"),
        (4, "a", ""),
        (6, "b", "2025-05-26"),
    ]
    assert rows[0].words("note") == ("one", "two")


def test_a_line_separator_inside_a_cell_does_not_cut_the_row() -> None:
    assert load_sample(HERE / "good.tsv")[2]["note"] == "one\u2028row"


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_table_names_file_line_and_way_out(name: str) -> None:
    path = HERE / "bad" / name
    line, problem = BAD[name]
    with pytest.raises(TableError) as caught:
        load_sample(path)
    assert str(caught.value) == f"{name}:{line}: {problem}"
    assert (caught.value.path, caught.value.line) == (path, line)


def test_every_bad_fixture_is_asserted() -> None:
    assert {path.name for path in (HERE / "bad").iterdir()} == set(BAD)


def test_a_table_without_a_key_may_repeat_a_row(tmp_path: Path) -> None:
    path = tmp_path / "plain.tsv"
    path.write_bytes(b"word\na\na\n")
    assert [row["word"] for row in load(path, columns=("word",))] == ["a", "a"]


@pytest.mark.parametrize(("cell", "value"), [("true", True), ("false", False)])
def test_flag_reads_a_truth_value(tmp_path: Path, cell: str, value: bool) -> None:  # noqa: FBT001
    path = tmp_path / "flag.tsv"
    path.write_text(f"word\n{cell}\n", encoding="utf-8")
    assert load(path, columns=("word",))[0].flag("word") is value


def test_flag_and_number_refuse_other_words(tmp_path: Path) -> None:
    path = tmp_path / "cells.tsv"
    path.write_bytes("word\n７\n".encode())
    row = load(path, columns=("word",))[0]
    with pytest.raises(TableError, match=r"^cells\.tsv:2: word is '７'; write true or false$"):
        row.flag("word")
    with pytest.raises(TableError, match=r"^cells\.tsv:2: word is '７'; write a whole number$"):
        row.number("word")
