"""The letters and signs a machine readable zone writes otherwise."""

from __future__ import annotations

import re
from pathlib import Path

from tables.emit import Module
from tables.loader import load

DATA = Path(__file__).parent.parent / "data" / "mrz_letters.tsv"
CONFIDENCE = ("S", "S2", "M")


def make() -> list[Module]:
    """Return the module ``mrz_letters``: letter or sign -> what stands for it.

    Raises:
        TableError: when a row breaks the form of the table, or leads to what the zone does not have.
    """
    rows = load(
        DATA,
        columns=("letter", "to", "confidence", "source"),
        key=("letter",),
        optional=("to",),
        choices={"confidence": CONFIDENCE},
    )
    for row in rows:
        if len(row["letter"]) != 1 or not re.fullmatch("[A-Z]*|<", row["to"]):
            raise row.error(f"{row['letter']!r} leads to {row['to']!r}; write one sign, and A-Z or < or nothing for it")
    return [
        Module(
            name="mrz_letters",
            doc="Letters and signs that the machine readable zone writes otherwise.",
            value={row["letter"]: row["to"] for row in rows},
            rows=len(rows),
            source="tables/data/mrz_letters.tsv; each row names its own",
            licence="Apache-2.0",
        )
    ]
