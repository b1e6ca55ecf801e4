"""What may be done to a reading from which day to which, as the tables have it (できることと期間)."""

from __future__ import annotations

from datetime import date
from typing import Final

from docs.pictures.drawing import Drawing
from kananame import messages
from kananame._tables.acts import ACTS
from kananame._tables.editions import EDITIONS

FIRST: Final = date(2025, 4, 20)
LAST: Final = date(2027, 1, 1)
SHOWN: Final = {
    "notice": ("通知（本籍地から）", "notice by the municipality of register"),
    "initial-family": ("氏の届出（一度）", "filing the family reading, once"),
    "initial-given": ("名の届出（一度）", "filing the given reading, once"),
    "birth": ("出生などの届書に書く", "stated on entering a register, as at birth"),
    "ex-officio-family": ("職権による記載", "entry ex officio"),
    "free-change-family": ("その後の一度の変更", "the one change after it"),
    "court-family": ("家庭裁判所の許可による変更", "change by leave of the family court"),
}
WIDE: Final = 560
LEFT: Final = 18
RIGHT: Final = 18
TOP: Final = 64
ROW: Final = 58
BAR: Final = 13


def place(day: date) -> float:
    """Return where a day lies."""
    share = (day - FIRST).days / (LAST - FIRST).days
    return LEFT + (WIDE - LEFT - RIGHT) * share


def timeline(title: str, lang: str) -> str:
    """Return the figure."""
    drawing = Drawing((WIDE, TOP + ROW * len(SHOWN) + 26), lang, title)
    bottom = TOP + ROW * len(SHOWN) + 6
    for number, (_, first, *_) in enumerate(EDITIONS):
        day = date.fromisoformat(first)
        x = place(day)
        drawing.line(((x, TOP - 12), (x, bottom)), "s-quiet", thick=1, dashed=True)
        # Two of the days lie a month apart: one is written to the left of its line, the other to the right.
        anchor = ("start", "end", "start")[number]
        drawing.text(x + (0, 6, -6)[number], TOP - 22, first, size=16, anchor=anchor, bold=True)
    for number, act in enumerate(SHOWN):
        bar(drawing, TOP + ROW * number, act, lang)
    return drawing.svg()


def bar(drawing: Drawing, top: float, act: str, lang: str) -> None:
    """Draw one act: what it is, and its days."""
    since, until = days(act)
    start = place(since)
    label = SHOWN[act][messages.LANGUAGES.index(lang)]
    early = start < WIDE / 2
    if until:
        label += f"　{until}まで" if lang == "ja" else f" (to {until})"
        drawing.line(((start, top + 24 + BAR / 2), (place(until), top + 24 + BAR / 2)), "s-accept", thick=BAR)
    else:
        drawing.arrow((start, top + 24 + BAR / 2), WIDE - RIGHT, BAR, "link")
    drawing.text(start + 8 if early else WIDE - RIGHT, top + 17, label, anchor="start" if early else "end")
    drawing.rim()


def days(act: str) -> tuple[date, date | None]:
    """Return the first and the last day of an act; none where it has no end."""
    since, until = ACTS[act][2:4]
    return date.fromisoformat(since), date.fromisoformat(until) if until else None
