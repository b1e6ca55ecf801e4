"""The rows of a file screened some at a time, in this process or in others; distinct pairs are looked at once (審査).

Most rows of a real file are plain: both parts accepted, nothing that a person should look at.  Such a row takes the
answers of its two pairs.  Every other row is looked at by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple

import kananame as kn
from kananame.columns import Checker, Memo
from kananame.io import headings as h
from kananame.io.annotate import NOTHING, Told, added_cells, beside, row_cells, told
from kananame.io.delimited import Table, dumper, records_of
from kananame.io.header import Columns
from kananame.io.inert import RISKY, inert
from kananame.io.kept import UNFIT
from kananame.io.people import CELL_MAX
from kananame.io.romaji import Speller, spelled
from kananame.io.screen import RowReport, Summary, answer
from kananame.io.source import Source
from kananame.io.writer import Layout
from kananame.lexicon import standard_name
from kananame.model import Part, PersonName, Verdict
from kananame.signs import EXAMPLES, Signs, marks_of, on_record
from kananame.text import SPACES

BATCH: Final = 500
"""Rows that are screened at a time where they come one by one."""
KEPT: Final = 1 << 15
"""Distinct pairs of each part that are remembered, and at most twice as many."""
KEPT_REPORTS: Final = 1 << 13
"""Whole reports that are remembered for the rows that are not plain."""
BETWEEN: Final = "\x1f"
ROLES: Final = {Part.FAMILY: (h.FAMILY, h.FAMILY_READING), Part.GIVEN: (h.GIVEN, h.GIVEN_READING)}
ACCEPTED: Final = str(Verdict.ACCEPT)
_risky: Final = re.compile(f"(?:^|{BETWEEN})[{re.escape(''.join(sorted(RISKY)))}]").search
"""What finds a cell that a spreadsheet might run."""
Row = tuple[list[str], RowReport]


class Setup(NamedTuple):
    """All that decides the answers, in types that another process can be told.

    ``layout`` is how rows become text (``None``: they do not), ``kept`` tells which reports are wanted: all of them,
    those that are worth a line, or none.
    """

    header: Sequence[str]
    columns: Columns
    codec: str
    filing: str
    on: date | None
    romaji: str | None
    lang: str
    layout: Layout | None = None
    kept: str = "none"


class Screened(NamedTuple):
    """What came of some rows: how many there were, their counts and signs, their text, the reports that are wanted.

    Rows are numbered from 1 here.
    """

    rows: int
    summary: Summary
    signs: Signs
    text: bytes
    kept: list[Row]

    def behind(self, rows: int) -> Iterator[Row]:
        """Yield the reports, each with its record, numbered behind so many rows."""
        for record, report in self.kept:
            yield record, replace(report, row=report.row + rows) if rows else report


class Known(NamedTuple):
    """What is known of a pair of cells: whether its row may be plain, what the row is told, what the cells show.

    ``shown`` is the number of what they show as signs, ``straight`` tells whether they are on record in their columns.
    """

    plain: bool
    told: Told = NOTHING
    shown: int = 0
    straight: bool = False


class Screening:
    """Screens rows, and remembers the pairs it has seen."""

    def __init__(self, setup: Setup) -> None:
        """Open the rulebook."""
        self._setup = setup
        self._book = kn.rulebook(setup.on)
        self._ask = Checker(filing=setup.filing, book=self._book, keep=KEPT_REPORTS).pair
        self._speller = Speller(setup.romaji, book=self._book) if setup.romaji else None
        self._dumped = dumper(setup.layout) if setup.layout else None
        self._shown: dict[object, int] = {}
        self._family, self._given = (Memo[tuple[str, str], Known](partial(self._know, part), KEPT) for part in ROLES)
        roles = setup.columns.roles
        # A whole name may stand beside the parts: then a row shows more than its pairs do.
        self._apart = roles.keys() - {h.ID} == {role for pair in ROLES.values() for role in pair}
        self._at = [roles[role] for pair in ROLES.values() for role in pair] if self._apart else []

    def of(self, rows: Sequence[list[str]]) -> Screened:
        """Return what comes of some rows."""
        setup, batch = self._setup, _Batch(rows, self._setup)
        found = Screened(len(rows), Summary(), Signs(), b"", [])
        out: list[Sequence[str]] = []
        plain = self._plain(rows, batch) if self._apart and setup.kept != "all" else [None] * len(rows)
        for row, (record, pair) in enumerate(zip(rows, plain, strict=True), start=1):
            if pair is None:
                report = self._look(row, record, found)
                if self._dumped:
                    cells = beside(record, batch.width, added_cells(report, setup.lang))
                    out.append([*map(inert, cells)] if batch.tamed else cells)
            elif self._dumped:
                own = [*map(inert, record)] if batch.risky else record
                cells = row_cells(ACCEPTED, NOTHING, pair[0].told, pair[1].told, spelled=batch.spelled)
                out.append([*own, *cells])
        self._count(rows, plain, found)
        return found._replace(text=self._dumped(out)) if self._dumped else found

    def _plain(self, rows: Sequence[list[str]], batch: _Batch) -> list[tuple[Known, Known] | None]:
        """Return the answers of every row that is plain."""
        family, given, width = self._family, self._given, batch.width
        one, two, three, four = self._at
        found: list[tuple[Known, Known] | None] = []
        for at, record in enumerate(rows):
            pair = None
            if len(record) == width and (batch.fit or batch.fits(at)):
                first, second = family[record[one], record[two]], given[record[three], record[four]]
                if first.plain and second.plain and (first.straight or second.straight):
                    pair = first, second
            found.append(pair)
        return found

    def _look(self, row: int, record: list[str], found: Screened) -> RowReport:
        """Look at one row by itself."""
        setup = self._setup
        report = answer(row, record, len(setup.header), setup.columns, setup.codec, setup.filing, self._book, self._ask)
        if self._speller:
            report = spelled(report, self._speller)
        found.summary.add(report)
        found.signs.add(setup.columns.cells(record), row)
        if setup.kept == "all" or (setup.kept == "worth" and report.worth_a_line):
            found.kept.append((record, report))
        return report

    def _count(self, rows: Sequence[list[str]], plain: Sequence[tuple[Known, Known] | None], found: Screened) -> None:
        """Count the plain rows, those together that show the same."""
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for row, pair in enumerate(plain, start=1):
            if pair is not None:
                alike[pair[0].shown, pair[1].shown].append(row)
        for same in alike.values():
            found.signs.add_alike(self._setup.columns.cells(rows[same[0] - 1]), len(same), same[: 2 * EXAMPLES])
        found.summary.add_accepted(sum(map(len, alike.values())), map(str, ROLES))

    def _know(self, part: Part, name: str, reading: str) -> Known:
        """Look at one pair of cells."""
        name, reading = name.strip(SPACES), reading.strip(SPACES)
        if not name or not reading:
            return Known(plain=False)
        person = PersonName(**{str(part): name, f"{part}_reading": reading})
        row = RowReport.of(
            0, None, kn.check_person(person, filing=self._setup.filing, book=self._book, ask=self._ask), ()
        )
        if self._speller:
            row = spelled(row, self._speller)
        if row.verdict is not Verdict.ACCEPT or row.findings or row.worth_a_line:
            return Known(plain=False)
        report = row.parts[part]
        answered = told(part, report, self._setup.lang, (row.romaji or {}).get(part))
        shown = tuple(marks_of(role, cell) for role, cell in zip(ROLES[part], (name, reading), strict=True))
        return Known(
            not _risky(BETWEEN.join((answered.reading, answered.segments, answered.romaji))),
            answered,
            self._shown.setdefault(shown, len(self._shown)),
            on_record(standard_name(name), report.reading, part),
        )


class _Batch:
    """Some rows as one text: what nearly no row has is looked for once."""

    def __init__(self, rows: Sequence[list[str]], setup: Setup) -> None:
        """Put the cells of every row together."""
        self.width = len(setup.header)
        self.spelled = setup.romaji is not None
        self._texts = [*map(BETWEEN.join, rows)]
        whole = BETWEEN.join(self._texts)
        self.fit = not UNFIT.search(whole) and max(map(len, self._texts), default=0) <= CELL_MAX
        self.tamed = setup.layout is not None and not setup.layout.raw
        self.risky = self.tamed and _risky(whole) is not None

    def fits(self, at: int) -> bool:
        """Tell whether all cells of a row can be looked at."""
        text = self._texts[at]
        return len(text) <= CELL_MAX and not UNFIT.search(text)


def screened(source: Source, setup: Setup, jobs: int = 1) -> Iterator[Screened]:
    """Yield what comes of the rows of a file that are left, whatever number of processes is at work.

    The source stands behind the rows that were given last.

    Raises ``Refusal``: ``job-lost``, and what reading the file raises.
    """
    if isinstance(source, Table) and source.divisible and setup.kept != "all":
        yield from source.in_parts(_worker, (setup, source.delimiter), jobs, attrgetter("rows"))
        return
    screening, left = Screening(setup), iter(source.records)
    while batch := list(islice(left, BATCH)):
        yield screening.of(batch)


def _worker(setup: Setup, delimiter: str) -> Callable[[bytes], Screened]:
    """Return what screens a part of a file."""
    screening = Screening(setup)
    return lambda part: screening.of([*records_of(part, setup.codec, delimiter)])
