"""Columns are answered as their rows are, each distinct pair once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from kananame import columns
from kananame.columns import Checker, Memo

NAMES = st.one_of(
    st.sampled_from(["松浦", "太郎", "山崎", "髙橋", "心愛", "Smith", "", "々", "松\x07浦"]), st.text(max_size=6)
)
READINGS = st.one_of(
    st.sampled_from(["マツウラ", "ﾏﾂｳﾗ", "タロウ", "ジロウ", "ヤマサキ", "ヤマザキ", "キヨウコ", "ココア", ""]),
    st.text(max_size=8),
)
ROWS = st.lists(st.tuples(NAMES, READINGS, st.sampled_from([str(part) for part in kn.Part])), max_size=12)


@given(ROWS, st.sampled_from([str(filing) for filing in kn.Filing]))
def test_columns_are_the_map_of_rows(rows: list[tuple[str, str, str]], filing: str) -> None:
    names, readings, parts = ([row[at] for row in rows] for at in range(3))
    one_by_one = [kn.check(name, reading, part=part, filing=filing) for name, reading, part in rows]
    assert columns.check(names, readings, parts, filing=filing) == one_by_one


@given(ROWS, st.integers(1, 4))
def test_a_checker_that_forgets_answers_the_same(rows: list[tuple[str, str, str]], keep: int) -> None:
    checker = Checker(keep=keep)
    names, readings, parts = ([row[at] for row in rows] for at in range(3))
    assert [checker.check(names, readings, parts) for _ in range(2)] == [columns.check(names, readings, parts)] * 2


def test_rows_with_one_pair_share_one_report() -> None:
    first, second, third = kn.columns.check(["松浦", "山崎", "松浦"], ["マツウラ", "ヤマザキ", "マツウラ"])
    assert first is third
    assert second is not first


def test_every_distinct_question_is_asked_once() -> None:
    asked: list[str] = []

    def answers(questions: Sequence[tuple[str]]) -> list[str]:
        asked.extend(one for (one,) in questions)
        return [one * 2 for (one,) in questions]

    memo: Memo[tuple[str], str] = Memo(answers, 4)
    assert [memo[one,] for one in "abab"] == ["aa", "bb", "aa", "bb"]
    assert asked == ["a", "b"]
    assert memo.several([(one,) for one in "cabca"]) == ["cc", "aa", "bb", "cc", "aa"]
    assert asked == ["a", "b", "c"]


def test_several_questions_are_answered_also_when_more_than_are_kept() -> None:
    memo: Memo[tuple[int], int] = Memo(lambda questions: [one for (one,) in questions], 3)
    memo.several([(0,), (1,), (2,), (3,)])
    assert memo.several([(one % 10,) for one in range(40)]) == [*range(10)] * 4
    assert len(memo) <= 3


def test_a_memo_keeps_what_is_asked_for_and_stays_small() -> None:
    asked: list[int] = []

    def answers(questions: Sequence[tuple[int]]) -> list[int]:
        asked.extend(one for (one,) in questions)
        return [one for (one,) in questions]

    memo: Memo[tuple[int], int] = Memo(answers, 10)
    for number in range(100):
        assert memo[0,] == 0
        assert memo[number,] == number
        assert len(memo) <= 10
    assert asked.count(0) == 1
    assert asked == [*range(100)]


@pytest.mark.parametrize(
    ("args", "error", "said"),
    [
        ((["松浦"], []), ValueError, "1, 0 rows"),
        ((["松浦"], ["マツウラ"], ["family", "given"]), ValueError, "1, 1, 2 rows"),
        (("松浦", ["マツウラ", "a"]), TypeError, "pass lists of strings"),
        ((["松浦"], [None]), TypeError, "not NoneType"),
        (([["松浦"]], ["マツウラ"]), TypeError, "not list"),
        ((["松浦"], ["マツウラ"], "first"), ValueError, "first"),
        ((["松浦"], ["マツウラ"], ["first"]), ValueError, "first"),
    ],
)
def test_wrong_use_says_what_to_pass(args: tuple[Any, ...], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        columns.check(*args)


def test_an_unknown_filing_is_told_before_any_row() -> None:
    with pytest.raises(ValueError, match="filing"):
        columns.check([], [], filing="never")
