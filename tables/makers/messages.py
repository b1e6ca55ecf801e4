"""The catalogue of messages, checked so that both languages can be filled alike."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

from tables.emit import Module
from tables.loader import Row, load

DATA = Path(__file__).parent.parent / "data" / "messages.tsv"
COLUMNS = ("code", "ja", "en", "action_ja", "action_en")


def make() -> list[Module]:
    """Return the module ``messages``: code to (ja, en, action ja, action en).

    Raises:
        TableError: when the two languages of a row differ in their placeholders, or only one has an action.
    """
    rows = load(DATA, columns=COLUMNS, key=("code",), optional=("action_ja", "action_en"))
    return [
        Module(
            name="messages",
            doc="What each code says: Japanese, English, then what to do in both.",
            value={row["code"]: _sentences(row) for row in rows},
            rows=len(rows),
            source="tables/data/messages.tsv",
            licence="Apache-2.0",
        )
    ]


def _sentences(row: Row) -> tuple[str, str, str, str]:
    """Return the four sentences of a row after comparing what they ask to be filled with."""
    for column in COLUMNS[1:]:
        _check_places(row, column)
    if bool(row["action_ja"]) != bool(row["action_en"]):
        raise row.error("the action stands in one language only; write it in both or in none")
    for ja, en in (("ja", "en"), ("action_ja", "action_en")):
        if placeholders(row[ja]) != placeholders(row[en]):
            raise row.error(f"{ja} and {en} hold different placeholders; use the same in both")
    if not placeholders(row["action_ja"]) <= placeholders(row["ja"]):
        raise row.error("the action holds a placeholder the message has not; use those of the message")
    return row["ja"], row["en"], row["action_ja"], row["action_en"]


def _check_places(row: Row, column: str) -> None:
    """Raise when a sentence has a brace without its fellow, or a place without a name."""
    try:
        names = placeholders(row[column])
    except ValueError as fault:
        raise row.error(f"{column}: {fault}; write a place as {{name}}") from None
    if not all(name.isidentifier() for name in names):
        raise row.error(f"{column} has a place without a plain name; write it as {{name}}")


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names of the places to be filled in a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
