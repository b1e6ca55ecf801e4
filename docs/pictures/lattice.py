"""All the ways a reading can be laid over a name, and the cheapest of them (対応付けの道筋)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from docs.pictures.drawing import Drawing, width
from kananame.align import align
from kananame.lexicon import options
from kananame.model import Alignment, Segment

STEP: Final = 112
LAYER: Final = 104
LEFT: Final = 78
TOP: Final = 74
BELOW: Final = 62
INKS: Final = ("accept", "refer", "quiet")
THICK: Final = {"accept": 4.0, "refer": 2.5, "quiet": 1.5}
LEGEND: Final = {
    "ja": ("選んだ道", "同じ費用の別の道", "終わりまで行けない読み"),
    "en": ("chosen", "another of the same cost", "a reading that leads nowhere"),
}


class Edge(NamedTuple):
    """A reading of one character that fits the kana: after which character, from which kana to which, what it costs."""

    layer: int
    start: int
    end: int
    form: str
    cost: int


def edges(name: str, kana: str, *, given: bool) -> Iterator[Edge]:
    """Yield every plain reading that fits somewhere it could be reached."""
    reached = {0}
    for layer, char in enumerate(name):
        fitting = [
            Edge(layer, start, start + len(form), form, option.cost)
            for start in sorted(reached)
            for form, option in options(char, given).items()
            if kana.startswith(form, start) and not option.change
        ]
        yield from fitting
        reached = {edge.end for edge in fitting}


def steps(segments: tuple[Segment, ...]) -> set[tuple[int, int, int]]:
    """Return the (layer, start, end) of a path."""
    found, at = set(), 0
    for layer, segment in enumerate(segments):
        found.add((layer, at, at + len(segment.kana)))
        at += len(segment.kana)
    return found


def lattice(title: str, lang: str, name: str, kana: str, part: str) -> str:
    """Return the figure of one name: kana from left to right, characters from top to bottom."""
    found = align(name, kana, part)
    if found is None:
        raise ValueError(f"{name} {kana}: a lattice shows a reading that is explained")
    size = (LEFT + STEP * len(kana) + 32, TOP + LAYER * len(name) + BELOW)
    drawing = Drawing(size, lang, title)
    for at, char in enumerate(kana):
        drawing.text(LEFT + STEP * (at + 0.5), 42, char, size=20, ink="link", anchor="middle", bold=True)
    for layer, char in enumerate(name):
        drawing.text(LEFT / 2, TOP + LAYER * (layer + 0.5) + 11, char, size=32, anchor="middle")
    drawn = [(edge, ink_of(edge, found)) for edge in edges(name, kana, given=part == "given")]
    for edge, ink in sorted(drawn, key=lambda one: -INKS.index(one[1])):
        draw(drawing, edge, ink)
    met = {(edge.layer, edge.start) for edge, _ in drawn} | {(edge.layer + 1, edge.end) for edge, _ in drawn}
    for layer in range(len(name) + 1):
        for at in range(len(kana) + 1):
            radius, ink = (6, "text") if (layer, at) in met else (3, "quiet")
            drawing.dot(LEFT + STEP * at, TOP + LAYER * layer, radius, ink)
    legend(drawing, [ink for ink in INKS if any(ink == used for _, used in drawn)])
    return drawing.svg()


def ink_of(edge: Edge, found: Alignment) -> str:
    """Return the colour of a reading: on the chosen path, on another of the same cost, or on none."""
    step = edge[:3]
    if step in steps(found.segments):
        return "accept"
    return "refer" if any(step in steps(tie) for tie in found.ties) else "quiet"


def draw(drawing: Drawing, edge: Edge, ink: str) -> None:
    """Draw one reading with its cost."""
    start = (LEFT + STEP * edge.start, TOP + LAYER * edge.layer)
    end = (LEFT + STEP * edge.end, TOP + LAYER * (edge.layer + 1))
    drawing.line((start, end), f"s-{ink}", thick=THICK[ink], dashed=ink != "accept")
    share = 0.62 if edge.end - edge.start > 1 else 0.42
    x, y = start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share
    label = f"{edge.form} {edge.cost}"
    drawing.box(x - width(label, 15) / 2 - 5, y - 14, (width(label, 15) + 10, 26), "ground")
    drawing.text(x, y + 5, label, size=15, ink=ink, anchor="middle", bold=ink == "accept")


def legend(drawing: Drawing, inks: list[str]) -> None:
    """Write what the lines mean."""
    x, y = 24.0, drawing.size[1] - 18
    for ink in inks:
        label = LEGEND[drawing.lang][INKS.index(ink)]
        drawing.line(((x, y - 5), (x + 28, y - 5)), f"s-{ink}", thick=THICK[ink], dashed=ink != "accept")
        drawing.text(x + 36, y, label, size=14, ink=ink)
        x += 36 + width(label, 14) + 22
