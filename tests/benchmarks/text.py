"""Plain text tables, and the line that says where they were measured."""

from __future__ import annotations

import os
import platform
import unicodedata
from collections.abc import Sequence


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table: the first column to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(columns(line[index]) for line in lines) for index in range(len(head))]
    print(f"\n{title}")
    for line in (head, ["-" * width for width in widths], *rows):
        pads = [" " * (width - columns(cell)) for cell, width in zip(line, widths, strict=True)]
        print(
            "  ".join([line[0] + pads[0], *(pad + cell for pad, cell in zip(pads[1:], line[1:], strict=True))]).rstrip()
        )


def columns(text: str) -> int:
    """Return how wide a text stands on a screen: kanji and kana take two columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def machine() -> str:
    """Return the kind of machine, and how busy it is where the system tells."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}, "
        f"{os.cpu_count()} cores{load}"
    )
