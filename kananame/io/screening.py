"""The rows of a file screened some at a time, in this process or in others; distinct pairs are looked at once (審査).

Nearly every row of a real file is plain: both parts are there and one of them is accepted, so that the row shows
nothing that its two pairs do not, and takes their answers.  Every other row is looked at by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import Any, Final, NamedTuple

import kananame as kn
from kananame.columns import Checker, Memo
from kananame.io import formats
from kananame.io import headings as h
from kananame.io.batch import Batch
from kananame.io.header import Columns
from kananame.io.romaji import Speller, spelled
from kananame.io.screen import RowReport, Summary, answer
from kananame.io.scribe import ACCEPTED, CellScribe, JsonScribe, Nothing, Scribe, TextScribe
from kananame.io.source import Source
from kananame.io.writer import Layout
from kananame.lexicon import standard_name
from kananame.model import Finding, Severity, Verdict
from kananame.person import swapped
from kananame.signs import Signs, on_record, signs_of
from kananame.text import SPACES

ROWS: Final = 1_000
"""Rows that are screened at a time where they come one by one."""
KEPT: Final = 1 << 15
"""Distinct pairs of each part that are remembered, and at most twice as many."""
KEPT_REPORTS: Final = 1 << 11
"""Whole reports that are remembered for rows that are not plain: those are looked at right after their pairs."""
ROLES: Final = {"family": (h.FAMILY, h.FAMILY_READING), "given": (h.GIVEN, h.GIVEN_READING)}
"""The columns of a name and its reading, by part."""
AnyScribe = Scribe[Any, Any]


class Setup(NamedTuple):
    """All that decides the answers and what is written of them, in types that another process can be told.

    ``source`` is the form of the input, ``form`` that of the output (``None``: only numbers are wanted), ``layout`` how
    a text is laid out; ``kept`` tells whether the reports that are worth a line are wanted besides.
    """

    header: Sequence[str]
    columns: Columns
    codec: str
    filing: str
    on: date | None
    romaji: str | None
    lang: str
    source: str = formats.CSV
    form: str | None = None
    layout: Layout = Layout()
    kept: bool = False

    @property
    def shows_reports(self) -> bool:
        """Whether the whole report of each row is wanted that is worth a line."""
        return self.kept or self.form == formats.XLSX

    def scribe(self) -> AnyScribe:
        """Return who writes the rows."""
        width, spells = len(self.header), self.romaji is not None
        if self.form is None:
            return Nothing()
        if self.form == formats.JSONL:
            return JsonScribe(self.columns, spelled=spells)
        if self.form in formats.DELIMITED:
            return TextScribe(self.layout, width, self.lang, spelled=spells)
        if self.form == formats.PARQUET:
            from kananame.io.parquet import ColumnScribe  # noqa: PLC0415 (the extra may be missing)

            return ColumnScribe(self.columns, width, self.lang, spelled=spells, source=self.source)
        return CellScribe(self.columns, width, self.lang, spelled=spells, marked=True)


class Screened(NamedTuple):
    """What came of some rows: how many, their counts and signs, what the scribe made of them, the reports wanted.

    Rows are numbered from 1 here.
    """

    rows: int
    summary: Summary
    signs: Signs
    made: Any
    kept: list[RowReport]

    def behind(self, rows: int) -> Iterator[RowReport]:
        """Yield the reports, numbered behind so many rows."""
        for report in self.kept:
            yield replace(report, row=report.row + rows) if rows else report


class Kind(NamedTuple):
    """What pairs that are counted together have in common: verdict, codes that count, signs of the reading."""

    verdict: Verdict
    codes: tuple[str, ...]
    signs: tuple[str, ...]


class Known(NamedTuple):
    """What is known of a pair of cells.

    ``plain`` tells whether its row may be, ``told`` is what the scribe keeps of it, ``kind`` the number of its kind;
    ``straight`` tells whether the cells are on record in their columns.
    """

    plain: bool
    verdict: str = ""
    told: Any = None
    kind: int = 0
    straight: bool = False


ALONE: Final = Known(plain=False)
News = list[tuple[str, tuple[str, str], Known, Kind | None]]
"""Pairs that another process may be told of: part, cells, what is known of them, and the kind it has a number for."""
Pair = tuple[Known, Known]


class Screening:
    """Screens rows, and remembers the pairs it has seen."""

    def __init__(self, setup: Setup) -> None:
        """Open the rulebook."""
        self._setup = setup
        self._book = kn.rulebook(setup.on)
        self._ask = Checker(filing=setup.filing, book=self._book, keep=KEPT_REPORTS).pair
        self._speller = Speller(setup.romaji, book=self._book) if setup.romaji else None
        self._scribe = setup.scribe()
        self._numbers: dict[Kind, int] = {}
        self._kinds: list[Kind] = []
        self._known = {part: Memo[tuple[str, str], Known](partial(self._first, part), KEPT) for part in ROLES}
        self._news: News | None = None
        roles = setup.columns.roles
        # A whole name may stand beside the parts: then a row shows more than its pairs do.
        self._apart = roles.keys() - {h.ID} == {role for pair in ROLES.values() for role in pair}

    def of(self, batch: Batch) -> Screened:
        """Return what comes of some rows."""
        scribe, records = self._scribe, batch.records
        found = Screened(len(records), Summary(), Signs(), None, [])
        pairs = self._plain(batch) if self._apart and records else [None] * len(records)
        scribe.begin(batch)
        plain, looked_at = scribe.plain, scribe.row
        for at, pair in enumerate(pairs):
            if pair:
                family, given = pair
                # One of them is accepted: the verdict is that of the other.
                plain(at, given.verdict if family.verdict == ACCEPTED else family.verdict, family.told, given.told)
            else:
                looked_at(at, self._look(at + 1, records[at], found))
        self._count(pairs, found)
        return found._replace(made=scribe.made())

    def _plain(self, batch: Batch) -> list[Pair | None]:
        """Return the answers of every row that is plain."""
        columns = [*zip(*self._readable(batch), strict=True)]
        roles = self._setup.columns.roles
        families, givens = (
            map(known.__getitem__, zip(*(columns[roles[role]] for role in ROLES[part]), strict=True))
            for part, known in self._known.items()
        )
        # Parts or columns that were exchanged are shown by no pair: one is accepted, one on record where it stands.
        return [
            (one, two)
            if one.plain
            and two.plain
            and (one.straight or two.straight)
            and (one.verdict == ACCEPTED or two.verdict == ACCEPTED)  # noqa: PLR1714 (asked of every row)
            else None
            for one, two in zip(families, givens, strict=True)
        ]

    def _readable(self, batch: Batch) -> Sequence[Sequence[str]]:
        """Return the records, an empty one for each that has another length than the header or cannot be looked at."""
        width, fits = len(self._setup.header), batch.fits()
        if fits is True and {*map(len, batch.records)} == {width}:
            return batch.records
        fit = [True] * len(batch.records) if isinstance(fits, bool) else fits
        empty = [""] * width
        return [
            record if fine and len(record) == width else empty for record, fine in zip(batch.records, fit, strict=True)
        ]

    def _look(self, row: int, record: list[str], found: Screened) -> RowReport:
        """Look at one row by itself."""
        setup = self._setup
        report = answer(row, record, len(setup.header), setup.columns, setup.codec, setup.filing, self._book, self._ask)
        if self._speller:
            report = spelled(report, self._speller)
        found.summary.add(report)
        found.signs.add(setup.columns.cells(record), row, self._ask)
        if setup.kept and report.worth_a_line:
            found.kept.append(report)
        return report

    def _count(self, pairs: Sequence[Pair | None], found: Screened) -> None:
        """Count the plain rows, those of the same kinds together."""
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for row, pair in enumerate(pairs, start=1):
            if pair:
                alike[pair[0].kind, pair[1].kind].append(row)
        shown: defaultdict[tuple[str, int], list[Sequence[int]]] = defaultdict(list)
        for numbers, rows in alike.items():
            kinds = [self._kinds[number] for number in numbers]
            verdicts = {part: kind.verdict for part, kind in zip(ROLES, kinds, strict=True)}
            found.summary.add_alike(len(rows), verdicts, [code for kind in kinds for code in kind.codes])
            for part, number in zip(ROLES, numbers, strict=True):
                shown[part, number].append(rows)
        found.signs.add_straight([*alike.values()])
        for (part, number), lists in shown.items():
            found.signs.add_shown(ROLES[part][1], self._kinds[number].signs, lists)

    def learned(self) -> News:
        """Return the pairs looked at for the first time since this was asked last; none when it never was."""
        news, self._news = self._news, []
        return news or []

    def learn(self, news: News) -> None:
        """Take what another process knows of pairs."""
        for part, cells, known, kind in news:
            self._known[part].know(cells, known._replace(kind=self._number(kind)) if kind else known)

    def _first(self, part: str, name: str, reading: str) -> Known:
        """Look at one pair of cells for the first time."""
        known = self._know(part, name, reading)
        if self._news is not None:
            self._news.append((part, (name, reading), known, self._kinds[known.kind] if known.plain else None))
        return known

    def _know(self, part: str, name: str, reading: str) -> Known:
        name, reading = name.strip(SPACES), reading.strip(SPACES)
        if not name or not reading or swapped(name, reading):
            return ALONE
        report = self._ask(name, reading, part)
        if not report.reading or report.verdict is Verdict.NOT_APPLICABLE:
            return ALONE
        codes = tuple(dict.fromkeys([one.code for one in report.findings if one.severity is not Severity.INFO]))
        worth = codes or report.suggestions or report.verdict is not Verdict.ACCEPT
        romaji = self._speller.screened(report) if self._speller else None
        if isinstance(romaji, Finding) or (worth and self._setup.shows_reports):
            return ALONE
        return Known(
            plain=True,
            verdict=str(report.verdict),
            told=self._scribe.of_pair(part, report, romaji),
            kind=self._number(Kind(report.verdict, codes, signs_of(ROLES[part][1], reading, report))),
            straight=on_record(standard_name(name), report.reading, report.part),
        )

    def _number(self, kind: Kind) -> int:
        """Return the number of a kind; there are few."""
        number = self._numbers.setdefault(kind, len(self._kinds))
        if number == len(self._kinds):
            self._kinds.append(kind)
        return number


def screened(source: Source, setup: Setup, jobs: int = 1) -> Iterator[Screened]:
    """Yield what comes of the rows of a file that are left, whatever number of processes is at work.

    The source stands behind the rows that were given last.

    Raises ``Refusal``: ``job-lost``, and what reading the file raises.
    """
    if source.divisible:
        yield from source.in_parts(_Worker, (setup, _reader(source)), jobs, attrgetter("rows"))
        return
    screening, left = Screening(setup), iter(source.records)
    while rows := list(islice(left, ROWS)):
        yield screening.of(Batch.of(rows))


def _reader(source: Source) -> Callable[[Any], Batch]:
    """Return what reads a part of a file."""
    if source.form == formats.PARQUET:
        from kananame.io.parquet import batch_of  # noqa: PLC0415 (the extra may be missing)

        return batch_of
    return partial(Batch.read, codec=source.codec, delimiter=source.delimiter)


class _Worker(Screening):
    """Screens parts of a file."""

    def __init__(self, setup: Setup, read: Callable[[Any], Batch]) -> None:
        """Take what reads a part."""
        super().__init__(setup)
        self._read = read

    def __call__(self, part: object) -> Screened:
        """Return what comes of a part."""
        return self.of(self._read(part))
