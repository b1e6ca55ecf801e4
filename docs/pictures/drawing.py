"""A small canvas: text, lines and boxes as SVG that can be read on light and on dark ground (図の部品)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

FONT: Final = (
    "'Hiragino Sans','Hiragino Kaku Gothic ProN','Yu Gothic UI',Meiryo,'Noto Sans JP','Noto Sans CJK JP',"
    "system-ui,sans-serif"
)
INKS: Final = {
    "light": {"text": "#1b1f24", "quiet": "#535b65", "link": "#0b57d0",
              "accept": "#1b6b3a", "refer": "#7d4b00", "reject": "#b3261e"},
    "dark": {"text": "#e7eaed", "quiet": "#aab3bd", "link": "#a8c7fa",
             "accept": "#8fd8a8", "refer": "#ffcb80", "reject": "#ffb4ab"},
}  # fmt: skip
"""What is read; its contrast with the grounds is tested."""
GROUNDS: Final = {
    "light": {"ground": "#ffffff", "raised": "#f0f2f5", "rule": "#cfd4da",
              "accept": "#e3f3e9", "refer": "#ffefd1", "reject": "#fbe4e2"},
    "dark": {"ground": "#14171a", "raised": "#1e2328", "rule": "#3d454e",
             "accept": "#1d3a29", "refer": "#3f2d0a", "reject": "#4f1d19"},
}  # fmt: skip
RADIUS: Final = 10
LINE: Final = 1.5


def width(text: str, size: float) -> float:
    """Return how wide a text is, near enough to lay it out: full-width characters one em, others a little over half."""
    return size * sum(1 if east_asian_width(char) in "WFA" else 0.56 for char in text)


def style(scheme: str) -> str:
    """Return the rules of a colour scheme."""
    inks = (f".{name}{{fill:{color}}}.s-{name}{{stroke:{color}}}" for name, color in INKS[scheme].items())
    grounds = (f".g-{name}{{fill:{color}}}.r-{name}{{stroke:{color}}}" for name, color in GROUNDS[scheme].items())
    rim = f".rim{{paint-order:stroke;stroke:{GROUNDS[scheme]['ground']};stroke-width:6px;stroke-linejoin:round}}"
    return "".join((*inks, *grounds, rim))


class Drawing:
    """A figure in the making; places and sizes are in pixels."""

    def __init__(self, size: tuple[float, float], lang: str, title: str) -> None:
        """Begin with an empty card."""
        self.size, self.lang, self.title = size, lang, title
        self.parts: list[str] = []

    def text(  # noqa: PLR0913 - a place, a size, a colour and a side
        self, x: float, y: float, text: str, *, size: float = 16, ink: str = "text", anchor: str = "start",
        bold: bool = False,
    ) -> None:  # fmt: skip
        """Write a line; ``y`` is its base line."""
        weight = ' font-weight="600"' if bold else ""
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self.parts.append(
            f'<text class="{ink}" x="{x:g}" y="{y:g}" font-size="{size:g}"{at}{weight}>{escape(text)}</text>'
        )

    def rim(self) -> None:
        """Give the text written last a rim in the colour of the ground, which lines pass behind."""
        self.parts[-1] = self.parts[-1].replace('<text class="', '<text class="rim ', 1)

    def arrow(self, start: tuple[float, float], end: float, thick: float, ink: str) -> None:
        """Draw a bar to the right that goes on: its end is a tip."""
        x, y = start
        half, neck = thick / 2, end - thick
        points = ((x, y - half), (neck, y - half), (neck, y - thick), (end, y), (neck, y + thick), (neck, y + half),
                  (x, y + half))  # fmt: skip
        self.parts.append(f'<path class="{ink}" d="M{"L".join(f"{at:g} {of:g}" for at, of in points)}Z"/>')

    def box(self, x: float, y: float, size: tuple[float, float], ground: str, *, radius: float = 6) -> None:
        """Fill a box."""
        self.parts.append(
            f'<rect class="g-{ground}" x="{x:g}" y="{y:g}" width="{size[0]:g}" height="{size[1]:g}" rx="{radius:g}"/>'
        )

    def line(
        self, points: Iterable[tuple[float, float]], ink: str, *, thick: float = LINE, dashed: bool = False
    ) -> None:
        """Draw a line through points."""
        path = "M" + "L".join(f"{x:g} {y:g}" for x, y in points)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        self.parts.append(f'<path class="{ink}" d="{path}" fill="none" stroke-width="{thick:g}"{dash}/>')

    def dot(self, x: float, y: float, radius: float, ink: str) -> None:
        """Draw a dot."""
        self.parts.append(f'<circle class="{ink}" cx="{x:g}" cy="{y:g}" r="{radius:g}"/>')

    def svg(self) -> str:
        """Return the figure: a card of its own, so that it can be read on whatever ground the page has."""
        wide, high = self.size
        card = (
            f'<rect class="g-ground r-rule" x=".75" y=".75" width="{wide - 1.5:g}" height="{high - 1.5:g}" '
            f'rx="{RADIUS}" stroke-width="{LINE}"/>'
        )
        dark = f"@media (prefers-color-scheme:dark){{{style('dark')}}}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" '
            f'height="{high:g}" xml:lang={quoteattr(self.lang)} role="img" font-family="{FONT}">\n'
            f"<title>{escape(self.title)}</title>\n<style>{style('light')}{dark}</style>\n"
            + "\n".join((card, *self.parts))
            + "\n</svg>\n"
        )
