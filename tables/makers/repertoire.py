"""Make the table of permitted kana: how sure we are of each, and from when until when."""

from __future__ import annotations

from pathlib import Path

from tables.emit import Module
from tables.loader import load

DATA = Path(__file__).parents[1] / "data" / "repertoire.tsv"
COLUMNS = ("char", "confidence", "from", "until", "source")
CONFIDENCE = ("settled", "unverified")

Period = tuple[str, str, str]
"""Confidence, first day, last day (``""``: still open)."""


def make() -> list[Module]:
    """Return the module ``repertoire``: for each character its periods, oldest first.

    Raises:
        tables.loader.TableError: when a row breaks the form of the table, or holds more than one character.
    """
    rows = load(
        DATA,
        columns=COLUMNS,
        key=("char", "from"),
        interval=("from", "until"),
        optional=("until",),
        choices={"confidence": CONFIDENCE},
    )
    periods: dict[str, list[Period]] = {}
    for row in rows:
        if len(row["char"]) != 1:
            raise row.error(f"char is {row['char']!r}; write one character")
        periods.setdefault(row["char"], []).append((row["confidence"], row["from"], row["until"]))
    value = {char: tuple(sorted(found, key=lambda period: period[1])) for char, found in sorted(periods.items())}
    return [
        Module(
            name="repertoire",
            doc="Kana a reading may be written with: char -> periods of (confidence, first day, last day or empty).",
            value=value,
            rows=len(rows),
            source="tables/data/repertoire.tsv",
            licence="Apache-2.0",
        )
    ]
