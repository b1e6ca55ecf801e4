"""Rows read together are the records of the file, and their lines what those records are written as."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io.batch import Batch, plain_lines
from kananame.io.delimited import Unreadable, liner, records
from kananame.io.inert import RISKY, runs
from kananame.io.kept import UNFIT
from kananame.io.parts import ASCII_WITHIN, lines
from kananame.io.people import CELL_MAX
from kananame.io.writer import Layout

TEXT = st.text(alphabet='a,;\t"=-\r\n松髙ー\x1a\0\x1c\u2028', max_size=60)
CELLS = st.text(alphabet='a,=-＋\r\n松\0\udc83\ue000"', max_size=4)
delimiters = pytest.mark.parametrize("delimiter", [",", ";", "\t"])


def outcome(read: Callable[[], Sequence[list[str]]]) -> object:
    """Return the records that are read, or which one cannot be and why."""
    try:
        return [*read()]
    except Unreadable as broken:
        return broken.row, broken.unclosed


@delimiters
@pytest.mark.parametrize("codec", sorted(ASCII_WITHIN))
@given(
    text=TEXT,
    broken=st.lists(st.tuples(st.integers(0, 80), st.sampled_from([b"\x83", b"\x8f", b"\xe6\x9d"])), max_size=3),
)
def test_a_batch_has_the_records_of_its_text(
    delimiter: str, codec: str, text: str, broken: list[tuple[int, bytes]]
) -> None:
    part = text.encode(codec, "replace")
    for at, flaw in broken:
        part = part[:at] + flaw + part[at:]
    assert outcome(lambda: Batch.read(part, codec, delimiter).records) == outcome(
        lambda: [*records(lines(part, codec), delimiter)]
    )


@delimiters
@given(text=TEXT)
def test_plain_lines_are_what_their_records_are_written_as(delimiter: str, text: str) -> None:
    found = plain_lines(text)
    if found is not None:
        written = liner(Layout(delimiter, "\n"))(line.split(delimiter) for line in found)
        assert written == [f"{line}\n" for line in found]


def test_most_files_have_plain_lines() -> None:
    for text in ("1,松浦\r\n2,大野\r\n", "1,松浦\n2,大野"):
        assert plain_lines(text) == ["1,松浦", "2,大野"]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), max_size=5))
def test_what_a_batch_says_of_its_cells(rows: list[list[str]]) -> None:
    batch = Batch.of(rows)
    assert batch.risky >= any(runs(cell) for row in rows for cell in row)
    assert batch.risky <= any(cell[:1] in RISKY for row in rows for cell in row)
    unfit = [any(map(UNFIT.search, row)) for row in rows]
    fits = batch.fits()
    assert ([fits] * len(rows) if isinstance(fits, bool) else fits) == [not one for one in unfit]


def test_a_long_row_is_looked_at_by_itself() -> None:
    assert Batch.of([["a"], ["x" * (CELL_MAX + 1)]]).fits() == [True, False]
