"""The small hand tables behind the patterns the guideline refuses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from tables.emit import Module
from tables.loader import Row, load

DATA = Path(__file__).parent.parent / "data"
CONFIDENCE = ("S", "S2", "M", "I")
LICENCE = "Apache-2.0"
# Some opposites quote an antonym mark of JMdict as their source.
LICENCE_OPPOSITES = "Apache-2.0; antonym marks quoted from JMdict: CC BY-SA 4.0"
KATAKANA = re.compile("[ァ-ヴー]+")


def make() -> list[Module]:
    """Return the modules ``opposites``, ``ordinals``, ``added_words``, ``unfit_words`` and ``permitted_marks``.

    Raises:
        TableError: when a table breaks its form, or two rows contradict each other.
    """
    return [_opposites(), _ordinals(), _added_words(), _unfit_words(), _permitted_marks()]


def _opposites() -> Module:
    """Return, for each character, the readings that mean its opposite and the character they belong to."""
    rows = load(
        DATA / "opposites.tsv",
        columns=("kanji", "opposite", "readings", "confidence", "source"),
        key=("kanji", "opposite"),
        choices={"confidence": CONFIDENCE},
    )
    value: dict[str, dict[str, str]] = {}
    for row in rows:
        readings = value.setdefault(row["kanji"], {})
        for reading in _readings(row, "readings"):
            if reading in readings:
                raise row.error(f"{reading} already stands for {readings[reading]}; keep it in one row")
            readings[reading] = row["opposite"]
    _check_own_readings(rows, value)
    return _module(
        "opposites",
        "For a character, the readings that mean its opposite and whose they are.",
        value,
        LICENCE_OPPOSITES,
    )


def _check_own_readings(rows: tuple[Row, ...], value: Mapping[str, Mapping[str, str]]) -> None:
    """Raise when a reading refused for a character is given elsewhere as that character's own."""
    own = {(kanji, reading) for readings in value.values() for reading, kanji in readings.items()}
    for row in rows:
        for reading in row.words("readings"):
            if (row["kanji"], reading) in own:
                raise row.error(f"{reading} is also a reading of {row['kanji']} itself; remove it")


def _ordinals() -> Module:
    """Return the number each birth-order name tells, by its kanji and by its reading."""
    rows = load(
        DATA / "ordinals.tsv",
        columns=("kind", "form", "ordinal", "confidence", "source"),
        key=("kind", "form"),
        choices={"kind": ("kanji", "reading"), "confidence": CONFIDENCE},
    )
    value: dict[str, dict[str, int]] = {"kanji": {}, "reading": {}}
    for row in rows:
        if row["kind"] == "reading":
            _readings(row, "form")
        value[row["kind"]][row["form"]] = row.number("ordinal")
    return _module("ordinals", "The number a birth-order name tells, by kanji and by reading.", value)


def _added_words() -> Module:
    """Return the words added after a name, each with its kind and how sure it is."""
    return _words("added_words", "kind", ("honorific", "name"), "Words added after a reading: (kind, confidence).")


def _unfit_words() -> Module:
    """Return the words unfit as a name, each with its category and how sure it is."""
    categories = ("antisocial", "discriminatory")
    return _words("unfit_words", "category", categories, "Words unfit as a name: (category, confidence).")


def _permitted_marks() -> Module:
    """Return the marks a child's name may hold, each with where it may stand and how sure it is."""
    rows = load(
        DATA / "permitted_marks.tsv",
        columns=("mark", "where", "confidence", "source"),
        key=("mark",),
        choices={"confidence": CONFIDENCE},
    )
    value = {row["mark"]: (row["where"], row["confidence"]) for row in rows}
    return _module("permitted_marks", "Marks a child's name may hold: (where, confidence).", value)


def _words(name: str, column: str, choices: tuple[str, ...], doc: str) -> Module:
    """Return a table of katakana words with one column that sorts them."""
    rows = load(
        DATA / f"{name}.tsv",
        columns=("word", column, "confidence", "source"),
        key=("word",),
        choices={column: choices, "confidence": CONFIDENCE},
    )
    value = {word: (row[column], row["confidence"]) for row in rows for word in _readings(row, "word")}
    return _module(name, doc, value)


def _readings(row: Row, column: str) -> tuple[str, ...]:
    """Return the readings of a cell, all of them katakana, which is what a folded reading is compared with."""
    words = row.words(column)
    for word in words:
        if not KATAKANA.fullmatch(word):
            raise row.error(f"{column} holds {word!r}; write readings in katakana")
    return words


def _module(name: str, doc: str, value: Mapping[str, object], licence: str = LICENCE) -> Module:
    """Return a module of this file, its rows counted as facts."""
    rows = sum(len(item) if isinstance(item, dict) else 1 for item in value.values())
    return Module(name, doc, value, rows, f"tables/data/{name}.tsv; each row names its own", licence)
