"""The playground in Debian's chromium: the first answer of a browser that never saw it, a pair after that, a file."""

from __future__ import annotations

import csv
import os
import tempfile
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from tests.benchmarks.text import machine, table

ROOT = Path(__file__).parents[2]
SITE = Path(os.environ.get("KANANAME_SITE", ROOT / "build" / "site"))
RESIDENTS = ROOT / "docs" / "examples" / "residents.csv"
LOADS, QUICK_LOADS = 7, 3
TIMES = 40
"""So often the rows of the example file stand in the one that is screened."""
FILL = """
    for (const [name, value] of Object.entries(arguments[0])) {
        const box = document.querySelector(`#playground [name="${name}"]`);
        box.value = value;
        box.dispatchEvent(new Event("input", {bubbles: true}));
    }
"""
MEASURED = "performance.getEntriesByName('kananame-answer')"


def run(*, quick: bool) -> None:
    """Print the figures; without browser or site, what is missing."""
    try:
        from tests.site.browser.chrome import NoBrowserError  # noqa: PLC0415 - the extra ``dev`` has what it needs
    except ImportError as missing:
        print(f"playground: not measured, {missing}: install the extra dev")
        return
    if not (SITE / "_play").is_dir():
        print(f"playground: not measured, no playground in {SITE}: run make docs")
        return
    loads = QUICK_LOADS if quick else LOADS
    print(f"playground: {machine()}; chromium headless, {loads} loads, each with a new profile and a new server")
    try:
        found = [loaded() for _ in range(loads)]
    except NoBrowserError as missing:
        print(f"playground: not measured, {missing}")
        return
    firsts, pairs, files = zip(*found, strict=True)
    show(firsts, [taken for each in pairs for taken in each], files)


def show(firsts: tuple[float, ...], pairs: list[float], files: tuple[tuple[int, float], ...]) -> None:
    """Print the table."""
    slow = quantiles(pairs, n=10)[-1]
    rates = [rows / seconds for rows, seconds in files]
    table(
        "Times as the page has them",
        ["", "median", "90 % under", "slowest", "target"],
        [
            ["first answer after a cold load, s", f"{median(firsts):.2f}", "-", f"{max(firsts):.2f}", "<= 10"],
            [
                f"a pair after that, ms ({len(pairs)})",
                f"{median(pairs):.1f}",
                f"{slow:.1f}",
                f"{max(pairs):.1f}",
                "<= 50",
            ],
            [f"a file of {files[0][0]:,} rows, rows/s", f"{median(rates):,.0f}", "-", f"{min(rates):,.0f}", ""],
        ],
    )


def loaded() -> tuple[float, list[float], tuple[int, float]]:
    """Return the seconds to the first answer, the milliseconds of every pair after it, rows and seconds of a file."""
    from tests.site.browser.chrome import Folder, Page, Server, chrome  # noqa: PLC0415

    server = Server(partial(Folder, directory=str(SITE)))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, chrome(Path(folder)) as driver:
        page = Page(driver, server.address).open("ja/playground.html")
        names = cells()
        answered(page, names[0])
        first = page.run(f"return {MEASURED}[0].startTime + {MEASURED}[0].duration") / 1000
        for row in names[1:]:
            answered(page, row)
        pairs = page.run(f"return {MEASURED}.slice(1).map((one) => one.duration)")
        file = screened(page, Path(folder))
    server.stop()
    return first, pairs, file


def answered(page: Any, row: dict[str, str]) -> None:  # noqa: ANN401 - a page, whose module is imported late
    """Put a name into the form, and wait until the answer to it stands there."""
    before = page.run(f"return {MEASURED}.length")
    page.run(FILL, row)
    page.until(f"{MEASURED}.length > {before} && document.getElementById('playground').dataset.busy === 'no'")


def cells() -> list[dict[str, str]]:
    """Return the first names of the example file, as the fields of the form."""
    with RESIDENTS.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))[1:41]
    fields = ("family", "given", "family-reading", "given-reading")
    return [dict(zip(fields, row[1:], strict=False)) for row in rows]


def screened(page: Any, folder: Path) -> tuple[int, float]:  # noqa: ANN401
    """Return the rows of a file and the seconds from choosing it to its table."""
    head, *rows = RESIDENTS.read_text(encoding="utf-8-sig").splitlines()
    source = folder / "long.csv"
    source.write_text("\n".join([head, *(rows * TIMES)]) + "\n", encoding="utf-8")
    page.one("#file").send_keys(str(source))
    page.until("performance.getEntriesByName('kananame-file').length")
    return len(rows) * TIMES, page.run("return performance.getEntriesByName('kananame-file')[0].duration") / 1000
