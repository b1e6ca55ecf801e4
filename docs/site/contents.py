"""What stands where in the navigation (目次)."""

from __future__ import annotations

from typing import Final, NamedTuple


class Part(NamedTuple):
    """A part of the navigation: its caption in both languages and its pages in order."""

    ja: str
    en: str
    pages: tuple[str, ...]

    def caption(self, lang: str) -> str:
        """Return the caption in a language."""
        return self.ja if lang == "ja" else self.en


PARTS: Final = (
    Part("はじめる", "Begin", ("start", "playground")),
    Part("判定する", "Screening", ("law", "alignment", "limits")),
    Part("使う", "At work", ("cleansing", "loop", "engines", "romaji", "stories/index")),
    Part("調べる", "Reference", ("codes", "schema", "layouts", "api")),
    Part("確かめる", "Trust", ("privacy", "tables", "benchmarks", "changelog")),
)
BELOW: Final = {
    "stories/index": ("stories/*",),
    "law": ("law/acts", "law/settings", "law/systems"),
    "codes": ("codes/values",),
    "romaji": ("romaji/*",),
    "tables": ("tables/licences",),
}
"""Pages with others below them in the navigation; the hundreds of single codes and names are reached from lists."""
INDEX: Final = "index"
