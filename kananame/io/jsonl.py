"""Write reports as JSON lines, one record a line; the schema is in ``docs/schema.md``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO, Protocol


class Row(Protocol):
    """What was found out about a record."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""


class JsonlWriter:
    """Writes the report of each record; the record itself stays in the input."""

    def __init__(self, output: BinaryIO) -> None:
        """Take the output, which stays open."""
        self._output = output

    def write(self, record: Sequence[str], report: Row) -> None:  # noqa: ARG002 (the shape of a writer)
        """Write one line of UTF-8; a lone surrogate, which UTF-8 has not, is written as its escape."""
        line = json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":"))
        self._output.write(line.encode("utf-8", "backslashreplace") + b"\n")

    def close(self) -> None:
        """Hand everything to the output."""
        self._output.flush()
