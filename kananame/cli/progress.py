"""How far a run is: a bar on a terminal, a plain line now and then anywhere else; numbers only."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kananame import messages
from kananame.cli.console import console
from kananame.io.screen import Summary
from kananame.io.source import Place
from kananame.model import Verdict

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

# Looking at the clock costs a part of what a row does.
ROWS_A_LOOK = 64
ON_A_TERMINAL = 0.1
IN_LINES = 5.0
_MINUTE = 60


class Meter:
    """Tells how far a run is, how fast it goes, how long it may take and what it found so far."""

    def __init__(
        self,
        lang: str,
        began: tuple[int, int] = (0, 0),
        *,
        quiet: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start the clock, which gives seconds; ``began`` is the row and the place of an interrupted run."""
        self._lang = lang
        self._began = began
        self._quiet = quiet
        self._clock = clock
        self._start = clock()
        self._out = console(err=True)
        self._bar = None if quiet or not self._out.is_terminal else _bar(self._out)
        self._every = IN_LINES if self._bar is None else ON_A_TERMINAL
        self._next = self._start + self._every
        self._looked = began[0]

    def __enter__(self) -> Self:
        """Show the bar where there is one."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def look(self, total: Summary, place: Callable[[], Place]) -> None:
        """Tell how far it is, when it is time to."""
        if self._quiet or total.rows - self._looked < ROWS_A_LOOK:
            return
        self._looked = total.rows
        now = self._clock()
        if now >= self._next:
            self._next = now + self._every
            self._tell(total, place(), now - self._start)

    def _tell(self, total: Summary, place: Place, seconds: float) -> None:
        said = line(total, place, self._began, seconds, self._lang)
        if self._bar:
            self._bar.update(self._bar.task_ids[0], completed=place.done, total=place.total or None, said=said)
            self._bar.refresh()
        else:
            self._out.print(f"kananame: {said}", soft_wrap=True)


def _bar(out: Console) -> Progress:
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415 (only a terminal shows one)

    bar = Progress(BarColumn(), TextColumn("{task.fields[said]}"), console=out, auto_refresh=False, transient=True)
    bar.add_task("", total=None, said="")
    return bar


def line(total: Summary, place: Place, began: tuple[int, int], seconds: float, lang: str) -> str:
    """Return rows, rate, time left and the counts by verdict in words; ``began`` is the row and place it began at.

    >>> line(Summary(200), Place(50, 100), (0, 0), 2.0, "en")
    '200 rows, 100 rows/s, 50 %, 0:02 left'
    """
    rows, done = began
    rate = round((total.rows - rows) / seconds)
    said = [messages.text("progress-rows", lang, rows=total.rows), messages.text("progress-rate", lang, rate=rate)]
    if place.total and place.done > done:
        left = seconds * (place.total - place.done) / (place.done - done)
        said.append(messages.text("progress-share", lang, percent=100 * place.done // place.total))
        said.append(messages.text("progress-left", lang, time=clock_time(max(left, 0))))
    for verdict in Verdict:
        if count := total.verdicts[verdict]:
            name = messages.text(f"verdict-{verdict}", lang)
            said.append(messages.text("progress-verdict", lang, verdict=name, count=count))
    return messages.COMMA[lang].join(said)


def clock_time(seconds: float) -> str:
    """Return a length of time as minutes and seconds, with hours where it takes them.

    >>> clock_time(65), clock_time(3600)
    ('1:05', '1:00:00')
    """
    minutes, rest = divmod(round(seconds), _MINUTE)
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
