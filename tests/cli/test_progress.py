"""Progress says rows, rate, time left and counts, and no name: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from functools import partial

import pytest
from rich.console import Console

from kananame.cli import progress
from kananame.cli.progress import IN_LINES, ROWS_A_LOOK, Meter, clock_time, line
from kananame.io.screen import Summary
from kananame.io.source import Place
from kananame.model import Verdict

from .conftest import Command

FOUND = Counter({Verdict.ACCEPT: 90, Verdict.REFER: 10})


def seconds(step: float) -> Iterator[float]:
    now = 0.0
    while True:
        yield now
        now += step


def shown(monkeypatch: pytest.MonkeyPatch, step: float, *, terminal: bool, quiet: bool = False) -> str:
    """Return what is shown of a run of 20 looks, each of which takes a time."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, width=100, color_system=None)
    monkeypatch.setattr(progress, "console", lambda **_: console)
    clock = seconds(step)
    with Meter("en", quiet=quiet, clock=lambda: next(clock)) as meter:
        for place in (Place(done, 100) for done in range(5, 105, 5)):
            meter.look(Summary(rows=place.done // 5 * ROWS_A_LOOK, verdicts=FOUND), partial(Place, *place))
    return out.getvalue()


def test_a_line_says_how_far_it_is() -> None:
    total = Summary(rows=3000, verdicts=FOUND)
    assert line(total, Place(50, 200), (0, 0), 10.0, "en") == (
        "3000 rows, 300 rows/s, 25 %, 0:30 left, 90 accepted, 10 to be checked"
    )
    assert line(total, Place(50, 200), (0, 0), 10.0, "ja") == (
        "3000件、毎秒300件、25%、残り0:30、認められる90、要確認10"
    )


def test_a_run_that_goes_on_counts_its_own_rate() -> None:
    said = line(Summary(rows=3000), Place(100, 200), (2000, 50), 10.0, "en")
    assert said == "3000 rows, 100 rows/s, 50 %, 0:20 left"


@pytest.mark.parametrize("place", [Place(5, 0), Place(0, 100)])
def test_what_nobody_knows_is_not_said(place: Place) -> None:
    assert line(Summary(rows=30), place, (0, 0), 10.0, "en") == "30 rows, 3 rows/s"


def test_a_place_beyond_the_end_is_the_end() -> None:
    assert "0:00 left" in line(Summary(rows=30), Place(120, 100), (0, 0), 10.0, "en")


@pytest.mark.parametrize(("length", "text"), [(0, "0:00"), (59.6, "1:00"), (3599, "59:59"), (7322, "2:02:02")])
def test_a_length_of_time(length: float, text: str) -> None:
    assert clock_time(length) == text


def test_a_short_run_says_nothing_in_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, IN_LINES / 25, terminal=False) == ""


def test_a_long_run_says_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(monkeypatch, IN_LINES / 2, terminal=False).splitlines()
    assert len(lines) == 10
    assert lines[0] == "kananame: 128 rows, 26 rows/s, 10 %, 0:45 left, 90 accepted, 10 to be checked"


def test_a_terminal_has_a_bar_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, 1.0, terminal=True)
    assert "━" in text
    assert "1280 rows" in text
    assert text.endswith("\x1b[2K") or "\x1b[?25h" in text.splitlines()[-1]


@pytest.mark.parametrize("terminal", [False, True])
def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch, *, terminal: bool) -> None:
    assert shown(monkeypatch, IN_LINES, terminal=terminal, quiet=True) == ""


def test_a_run_tells_its_progress_on_standard_error(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "IN_LINES", 0.0)
    text = "氏,氏カナ\n" + "松浦,マツウラ\n" * ROWS_A_LOOK
    code, out, err = command("check", "-", "-o", "-", "--lang", "en", stdin=text.encode())
    assert (code, f"{ROWS_A_LOOK} rows" in err, "rows/s" in out) == (0, True, False)
    assert "松浦" not in err
