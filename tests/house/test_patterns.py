"""The house: every pattern means the same to every Python that is supported."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "kananame"
possessive_group = re.compile(r"\)[*+?]\+").search


def test_no_group_is_possessive() -> None:
    """Before 3.11.5 a possessive group may match otherwise (CPython issue 106052); atomic groups do not."""
    sources = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "_tables"]
    assert PACKAGE / "io" / "parts.py" in sources
    assert [path.name for path in sources if possessive_group(path.read_text(encoding="utf-8"))] == []


def test_a_possessive_group_is_seen() -> None:
    assert possessive_group(r're.compile("(?:a|b)*+")')
    assert not possessive_group(r're.compile("(?>(?:a|b)*)[ab]*+")')
