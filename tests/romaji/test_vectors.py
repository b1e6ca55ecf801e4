"""Every published example is spelled as it was published."""

from __future__ import annotations

from pathlib import Path

import pytest

import kananame as kn
from tables.loader import Row, load

VECTORS = Path(__file__).parents[1] / "vectors" / "romaji.tsv"
COLUMNS = ("style", "option", "part", "kanji", "kana", "romaji", "note", "source")
ROWS = load(VECTORS, columns=COLUMNS, optional=("kanji", "note"))
LEAST = 260


def label(row: Row) -> str:
    """Return what a row is called in a test report."""
    return f"{row.line}-{row['style']}-{row['option']}-{row['romaji']}"


def spelled(row: Row) -> str:
    """Return our spelling of a row."""
    part = row["part"] if row["part"] in {"family", "given"} else None
    given = row["romaji"] if row["option"] == "holder" else None
    answer = kn.romanize(
        row["kana"], name=row["kanji"] or None, part=part, style=row["style"], option=row["option"], given=given
    )
    return answer.text.lower() if row["part"] == "word" else answer.text


def test_there_are_vectors() -> None:
    assert len(ROWS) >= LEAST


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_published_spelling(row: Row) -> None:
    expected = row["romaji"].lower() if row["part"] == "word" else row["romaji"]
    assert spelled(row) == expected


@pytest.mark.parametrize("row", [row for row in ROWS if row["option"] not in {"holder", "standard"}], ids=label)
def test_a_published_choice_is_among_the_alternatives(row: Row) -> None:
    answer = kn.romanize(row["kana"], name=row["kanji"] or None, style=row["style"])
    texts = {text.lower() for text in (answer.text, *answer.alternatives)}
    assert row["romaji"].lower() in texts


@pytest.mark.parametrize("row", [row for row in ROWS if row["style"] == "passport"], ids=label)
def test_a_published_passport_spelling_can_stand_for_its_reading(row: Row) -> None:
    foreign = row["option"] == "holder"
    assert bool(kn.compatible(row["romaji"], row["kana"])) is not foreign
