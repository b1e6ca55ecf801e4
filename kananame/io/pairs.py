"""A table of two columns that a caller gives: codes by reason, substitutes by character."""

from __future__ import annotations

import sys

from kananame.io import formats
from kananame.io.refusals import Refusal


def read_pairs(path: str | None, columns: tuple[str, str]) -> dict[str, str]:
    """Return the pairs of a file with a header, which names its two columns; without a file there are none.

    Raises ``Refusal``: ``pairs-columns`` for another header, ``pairs-row`` naming a row where one of the two is empty
    or that contradicts another; those of ``formats.open_source``.
    """
    found: dict[str, str] = {}
    if path is None:
        return found
    with formats.open_source(path, sys.stdin.buffer) as source:
        if tuple(heading.strip().lower() for heading in source.header) != columns:
            raise Refusal("pairs-columns", path=path, columns=", ".join(columns))
        for row, record in enumerate(source.records, start=1):
            if not any(record):
                continue
            key, value, *rest = (*record, "", "")
            if not key or not value or any(rest) or found.get(key, value) != value:
                raise Refusal("pairs-row", path=path, row=row)
            found[key] = value
    return found
