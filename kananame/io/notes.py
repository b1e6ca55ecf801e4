"""What is said of a file before its answers: how it was read, and which columns were left alone."""

from __future__ import annotations

from collections.abc import Iterator

from kananame import messages
from kananame.io import headings as h
from kananame.io.header import Columns
from kananame.io.source import Source


def notes(source: Source, columns: Columns, lang: str) -> Iterator[str]:
    """Yield what the caller should know before the answers: no cell of the file is repeated."""
    for code, params in source.notes:
        yield messages.text(code, lang, **params)
    for code, positions in (("note-columns-repeated", columns.repeated), ("note-columns-unchecked", columns.unchecked)):
        if positions:
            yield messages.text(code, lang, columns=messages.COMMA[lang].join(str(at + 1) for at in positions))
    if len(columns.parts) == 1 and {h.FAMILY, h.GIVEN, h.NAME} & columns.roles.keys() - {columns.parts[0]}:
        yield messages.text("note-part-alone", lang, part=messages.text(f"part-{columns.parts[0]}", lang))
