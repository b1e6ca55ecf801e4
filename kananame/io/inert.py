"""Cells that a spreadsheet would run as a formula, and how they are made text."""

from __future__ import annotations

import re

# Excel in Japanese also takes the full-width signs; a tab or line end before one is dropped by some programs.
RISKY = frozenset("=+-@\t\r\n＝＋－＠")
# A number is no formula, and neither is the lone dash that stands for "nothing".
_NUMBER = re.compile(r"[+-]?((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


def runs(cell: str) -> bool:
    """Say whether a spreadsheet might run a cell.

    >>> [cell for cell in ("=1+1", "-5", "－", "松浦", "＝A1", "+81-3-0000-0000") if runs(cell)]
    ['=1+1', '＝A1', '+81-3-0000-0000']
    """
    return cell[:1] in RISKY and len(cell) > 1 and not _NUMBER.fullmatch(cell)


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet runs, with the ' that makes it text.

    >>> inert("=1+1"), inert("松(マツ)")
    ("'=1+1", '松(マツ)')
    """
    return f"'{cell}" if runs(cell) else cell
