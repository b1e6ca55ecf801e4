"""What a spreadsheet would run is made text; numbers and signs that stand alone are left as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io.inert import inert

RUN = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)", "--5", "+81-3-1"]
RUN += ["-5-5", "=cmd|' /C calc'!A0", "-A1", "-1.2.3", "-１", "+e5"]
LEFT = ["", "松浦", "-5", "+5", "-0.5", "-.5", "-1,234,567.8", "-1e-5", "+12E+3", "-", "－", "+", "=", "1=1", " =1"]


@pytest.mark.parametrize("cell", RUN)
def test_a_formula_gets_a_mark(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", LEFT)
def test_anything_else_is_left(cell: str) -> None:
    assert inert(cell) == cell


@given(st.text())
def test_nothing_is_lost_and_nothing_is_marked_twice(cell: str) -> None:
    assert inert(cell).removeprefix("'") == cell.removeprefix("'")
    assert inert(inert(cell)) == inert(cell)
