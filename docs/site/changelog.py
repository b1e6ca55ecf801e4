"""The changelog (変更履歴)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docs.site.languages import Page
from docs.site.sheet import Sheet
from docs.site.tables import english

CHANGELOG: Final = Path(__file__).parents[2] / "CHANGELOG.md"


def pages(lang: str) -> Iterator[tuple[str, Page]]:
    """Yield the changelog."""
    sheet = Sheet(lang)
    sheet.heading(1, "変更履歴", "Changelog")
    sheet.say(
        "版ごとに、判定を変えるもの（法と表、Law and tables）と、呼び出し方を変えるもの（コード、Code）に分けていま"
        "す。本文は英語です。",
        "For each release what changes a verdict, and what changes for whoever calls the library.",
    )
    english(sheet, CHANGELOG.read_text(encoding="utf-8"))
    yield "changelog", sheet.page()
