"""The rows of a file screened some at a time, in this process or in others; distinct pairs are looked at once (審査).

Nearly every row of a real file is plain: both parts are there and one of them is accepted, so that the row shows
nothing that its two pairs do not, and takes their answers.  Every other row is looked at by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice, repeat
from operator import attrgetter
from typing import Any, Final, Generic, NamedTuple, TypeVar

import kananame as kn
from kananame.check import check as check_pair
from kananame.columns import Memo
from kananame.io import formats
from kananame.io.batch import Batch
from kananame.io.carried import Carried, Many
from kananame.io.header import Columns
from kananame.io.places import BESIDE, PARTS, Places
from kananame.io.romaji import Speller, spelled
from kananame.io.screen import RowReport, Summary, answer, worth_a_line
from kananame.io.scribe import ACCEPTED, CellScribe, JsonScribe, Nothing, Scribe, TextScribe
from kananame.io.source import Source
from kananame.io.writer import Layout
from kananame.lexicon import standard_name
from kananame.model import Finding, Report, Severity, Verdict
from kananame.person import swapped
from kananame.signs import Sign, Signs, on_record, signs_of
from kananame.text import SPACES

T = TypeVar("T")
ROWS: Final = 1_000
"""Rows that are screened at a time where they come one by one."""
KEPT: Final = 1 << 16
"""Distinct pairs of each part that are remembered, and at most twice as many."""
KEPT_REPORTS: Final = 1 << 13
"""Whole reports that are remembered for rows that are looked at by themselves, and at most twice as many."""
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
    """What is counted of a pair: its verdict, its codes that count, what its reading shows of its column."""

    verdict: Verdict
    codes: tuple[str, ...]
    signs: tuple[Sign, ...]


class Numbers(Generic[T]):
    """Numbers for a few things that many pairs have in common.

    >>> numbers = Numbers()
    >>> numbers.of("accept"), numbers.of("refer"), numbers.of("accept"), numbers.things
    (0, 1, 0, ['accept', 'refer'])
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.things: list[T] = []
        self._numbers: dict[T, int] = {}

    def of(self, thing: T) -> int:
        """Return the number of a thing."""
        number = self._numbers.setdefault(thing, len(self.things))
        if number == len(self.things):
            self.things.append(thing)
        return number


@dataclass(slots=True, eq=False)
class Known(Carried):
    """What is known of a pair of cells.

    ``plain`` tells whether its row may be, ``script`` in what kana it is read where it is half of a cell, ``straight``
    whether the cells are on record in their columns; ``told`` is what the scribe keeps of it, ``kind`` the number of
    its ``Kind``.
    """

    plain: bool
    script: int = 0
    straight: bool = False
    verdict: str = ""
    told: Any = None
    kind: int = 0


ALONE: Final = Known(plain=False)


@dataclass(slots=True, eq=False)
class New(Carried):
    """A pair that another process may be told of: what is known of it, and the kind that it has a number of."""

    part: str
    pair: str
    known: Known
    kind: Kind


class Screening:
    """Screens rows, and remembers the pairs it has seen."""

    def __init__(self, setup: Setup) -> None:
        """Open the rulebook."""
        self._setup = setup
        self._book = kn.rulebook(setup.on)
        self._reports = Memo[tuple[str, str, str], Report](
            lambda asked: [self._check(*one) for one in asked], KEPT_REPORTS
        )
        self._speller = Speller(setup.romaji, book=self._book) if setup.romaji else None
        self._scribe = setup.scribe()
        self._kinds = Numbers[Kind]()
        self._known = {part: Memo[str, Known](partial(self._first, part), KEPT) for part in PARTS}
        self._news: Many[New] | None = None
        # A whole name may stand beside the parts: then a row shows more than its pairs do.
        self._places = Places.of(setup.columns.roles)

    def of(self, batch: Batch) -> Screened:
        """Return what comes of some rows."""
        found = Screened(len(batch.records), Summary(), Signs(), None, [])
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        records, plain, looked_at = batch.records, self._scribe.begin(batch), self._scribe.row
        for row, (family, given) in enumerate(self._pairs(batch), start=1):
            # Parts or columns that were exchanged are shown by no pair: one is accepted, one on record where it stands.
            if (
                family.plain
                and given.plain
                and family.script == given.script
                and (family.straight or given.straight)
                and (family.verdict == ACCEPTED or given.verdict == ACCEPTED)  # noqa: PLR1714 (asked of every row)
            ):
                # The verdict is that of the other.
                plain(row - 1, given.verdict if family.verdict == ACCEPTED else family.verdict, family.told, given.told)
                alike[family.kind, given.kind].append(row)
            else:
                looked_at(row - 1, self._look(row, records[row - 1], found))
        self._count(alike, found)
        return found._replace(made=self._scribe.made())

    def _pairs(self, batch: Batch) -> Iterable[tuple[Known, Known]]:
        """Return what is known of the pairs of each row."""
        if not self._places or not batch.records:
            return repeat((ALONE, ALONE), len(batch.records))
        pairs = self._places.pairs(self._readable(batch))
        return zip(*(self._known[part].several(some) for part, some in zip(PARTS, pairs, strict=True)), strict=True)

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

    def _count(self, alike: Mapping[tuple[int, int], list[int]], found: Screened) -> None:
        """Count the plain rows, by the kinds of their pairs."""
        answers, shown = Counter[tuple[Verdict, Verdict, tuple[str, ...]]](), []
        for numbers, rows in alike.items():
            family, given = (self._kinds.things[number] for number in numbers)
            answers[family.verdict, given.verdict, family.codes + given.codes] += len(rows)
            shown.append((dict.fromkeys(family.signs + given.signs), rows))
        for (*verdicts, codes), count in answers.items():
            found.summary.add_alike(count, dict(zip(PARTS, verdicts, strict=True)), codes)
        found.signs.add_straight(self._places.names, shown)

    def learned(self) -> Many[New]:
        """Return the pairs looked at for the first time since this was asked last; none when it never was."""
        news, self._news = self._news, Many()
        return news or Many()

    def learn(self, news: Many[New]) -> None:
        """Take what another process knows of pairs."""
        for one in news:
            known = one.known
            known.kind = self._kinds.of(one.kind)
            self._known[one.part].know(one.pair, known)

    def _first(self, part: str, pairs: Sequence[str]) -> list[Known]:
        """Look at pairs for the first time.

        One step for all of them and then the next: what a step needs stays near the processor, which waits less for it.
        """
        cells = [[cell.strip(SPACES) for cell in pair.split(BESIDE)] for pair in pairs]
        reports = [self._report(part, *both) for both in cells]
        spelled = [self._speller and report and self._speller.screened(report) for report in reports]
        known = [
            ALONE if report is None or isinstance(romaji, Finding) else self._know(part, reading, report, romaji)
            for (_, reading), report, romaji in zip(cells, reports, spelled, strict=True)
        ]
        if self._news is not None:
            kinds = self._kinds.things
            self._news += [
                New(part, pair, one, kinds[one.kind]) for pair, one in zip(pairs, known, strict=True) if one.plain
            ]
        return known

    def _report(self, part: str, name: str, reading: str) -> Report | None:
        """Return the report of a pair, ``None`` where its row is to be looked at by itself."""
        if not name or not reading or swapped(name, reading):
            return None
        report = self._check(name, reading, part)
        worth = worth_a_line(report)
        if worth:
            self._reports.know((name, reading, part), report)
        if not report.reading or report.verdict is Verdict.NOT_APPLICABLE or (worth and self._setup.shows_reports):
            return None
        return report

    def _check(self, name: str, reading: str, part: str) -> Report:
        return check_pair(name, reading, part=part, filing=self._setup.filing, book=self._book)

    def _ask(self, name: str, reading: str, part: str) -> Report:
        """Return a report that may be remembered."""
        return self._reports[name, reading, part]

    def _know(self, part: str, reading: str, report: Report, romaji: kn.Romaji | None) -> Known:
        """Return what is known of a pair by its report and its romaji."""
        script = self._places.script_of(reading)
        if script is None:
            return ALONE
        codes = tuple(dict.fromkeys([one.code for one in report.findings if one.severity is not Severity.INFO]))
        signs = signs_of(self._places.reading_of(part), reading, report)
        return Known(
            plain=True,
            script=script,
            straight=on_record(standard_name(report.name), report.reading, report.part),
            verdict=str(report.verdict),
            told=self._scribe.of_pair(part, report, romaji),
            kind=self._kinds.of(Kind(report.verdict, codes, signs)),
        )


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
