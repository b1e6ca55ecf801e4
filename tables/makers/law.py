"""The provisions in scope and the days on which the rule book changes."""

from __future__ import annotations

from pathlib import Path

from tables.emit import Module
from tables.loader import Row, load

DATA = Path(__file__).parent.parent / "data"
LICENCE = "Apache-2.0; the summaries are the project's own words"
TRUTH = ("true", "false")
TEXTS = ("article", "title_ja", "title_en", "summary_ja", "summary_en", "from", "until", "modelled", "confidence")


def make() -> list[Module]:
    """Return the modules ``provisions`` and ``editions``; ``TableError`` when a table is at fault."""
    return [_provisions(), _editions()]


def provisions() -> tuple[Row, ...]:
    """Return the rows of the provisions; ``TableError`` when the table is at fault."""
    return load(
        DATA / "provisions.tsv",
        columns=("id", *TEXTS, "verified", "source"),
        key=("id",),
        interval=("from", "until"),
        optional=("from", "until"),
        choices={"modelled": ("yes", "partly", "no"), "confidence": ("S", "S2", "M", "I"), "verified": TRUTH},
    )


def _provisions() -> Module:
    """Return the provisions by id, each as a tuple in the order its module names."""
    rows = provisions()
    return Module(
        name="provisions",
        doc=f"By id: ({', '.join(TEXTS)}, verified, source).",
        value={row["id"]: (*(row[text] for text in TEXTS), row.flag("verified"), row["source"]) for row in rows},
        rows=len(rows),
        source="tables/data/provisions.tsv; each row names its own",
        licence=LICENCE,
    )


def _editions() -> Module:
    """Return the editions of the rule book, oldest first."""
    texts = ("id", "from", "note_ja", "note_en")
    rows = load(
        DATA / "editions.tsv",
        columns=(*texts, "verified", "source"),
        key=("id",),
        dates=("from",),
        choices={"verified": TRUTH},
    )
    ordered = sorted(rows, key=lambda row: row["from"])
    return Module(
        name="editions",
        doc=f"The editions of the rule book, oldest first: ({', '.join(texts)}, verified, source).",
        value=tuple((*(row[text] for text in texts), row.flag("verified"), row["source"]) for row in ordered),
        rows=len(rows),
        source="tables/data/editions.tsv; each row names its own",
        licence=LICENCE,
    )
