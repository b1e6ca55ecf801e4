"""A page that is made, written in one language: headings with their anchors, text, tables, code (作成するページ)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from docs.site.languages import Anchor, Page, slug_of

DATA: Final = Path(__file__).parents[2] / "tables" / "data"
CONTENT: Final = {
    "S": ("公表された資料にある", "a public source states it"),
    "S2": ("二次資料にある", "a secondary source states it"),
    "M": ("法令の一般的な知識による", "from general knowledge"),
    "I": ("推測による", "inferred"),
}
"""What the letters of ``confidence`` in the tables say."""


class Sheet:
    """A page while it is written."""

    def __init__(self, lang: str) -> None:
        """Begin a page in a language."""
        self.lang = lang
        self._lines: list[str] = []
        self._anchors: list[Anchor] = []
        self._seen: dict[str, int] = {}

    def of(self, ja: str, en: str) -> str:
        """Return what is for this language."""
        return ja if self.lang == "ja" else en

    def heading(self, level: int, ja: str, en: str = "") -> None:
        """Add a heading; without English it is the same in both."""
        slug = slug_of(en or ja)
        seen = self._seen[slug] = self._seen.get(slug, 0) + 1
        self._anchors.append(Anchor(f"{slug}-{seen}" if seen > 1 else slug, slug_of(f"{ja} / {en}")))
        self.add(f"{'#' * level} {self.of(ja, en or ja)}")

    def add(self, text: str) -> None:
        """Add a block of Markdown."""
        self._lines += [text, ""]

    def say(self, ja: str, en: str) -> None:
        """Add a paragraph of Markdown."""
        self.add(self.of(ja, en))

    def crumbs(self, text: str) -> None:
        """Add the way back to the list a page belongs to."""
        self.add("{.crumbs}\n" + text)

    def code(self, language: str, text: str) -> None:
        """Add a block of code."""
        mark = "`" * max(3, *(len(found) + 1 for found in re.findall("`+", text)), 3)
        self.add(f"{mark}{language}\n{text}\n{mark}")

    def table(self, heads: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> None:
        """Add a table of Markdown cells, nothing where there is no row."""
        body = [f"| {' | '.join(row)} |" for row in rows]
        if body:
            top = [f"| {' | '.join(self.of(ja, en) for ja, en in heads)} |", "|" + " --- |" * len(heads)]
            self.add("\n".join([*top, *body]))

    def facts(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Add what is known of one thing: Japanese label, English label, Markdown; empty ones are left out."""
        items = [f"{self.of(ja, en)}\n: {value}" for ja, en, value in rows if value]
        self.add("::::{container} facts\n\n" + "\n\n".join(items) + "\n\n::::")

    def unverified(self) -> str:
        """Return the mark of what was not compared with its primary text."""
        return f"[{self.of('未確認', 'unverified')}]{{.unverified}}"

    def confidence(self, letters: str) -> str:
        """Return what a confidence says."""
        return self.of(*CONTENT[letters])

    def page(self) -> Page:
        """Return the page."""
        return Page("\n".join(self._lines).rstrip("\n") + "\n", tuple(self._anchors), ())


def plain(text: str) -> str:
    r"""Return text as Markdown that shows it as it is, in a table too.

    >>> plain("a_b|c")
    'a\\_b\\|c'
    """
    return re.sub(r"([\\`*_\[\]<>|#&~{}$@])", r"\\\1", text).replace("\n", " ")


def day(text: str) -> str:
    """Return a day, with what belongs to it, that no line end parts."""
    return f"[{text}]{{.day}}"


def code(text: str) -> str:
    """Return text as a span of code, in a table too; what cannot be seen is written as an escape."""
    text = "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
    text = text.replace("|", "\\|")
    mark = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if "`" in text else ""
    return f"{mark}{pad}{text}{pad}{mark}" if text else ""


def cited(source: str) -> str:
    """Return a source as Markdown: addresses are links."""
    parts = re.split(r"(https?://[^\s、]+)", source)
    return "".join(f"<{part}>" if part.startswith("http") else plain(part) for part in parts)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a hand table; the builder of the tables has checked it."""
    lines = [line for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines() if line]
    header, *body = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(header, cells, strict=True)) for cells in body]
