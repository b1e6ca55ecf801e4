"""What only the rows of a file together show: kana a source dropped, columns taken for others (ファイル全体の兆候).

One pass, row by row; what is kept are counts and a few row numbers, no name and no reading, however long the file is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from kananame.io import headings as h
from kananame.io.people import halves
from kananame.kana import SMALL, VOICED
from kananame.lexicon import attested, standard_name
from kananame.model import Finding, Part, Report, Severity
from kananame.near import PLAIN_OF, large_kana
from kananame.person import Ask, asking
from kananame.rulebook import rulebook
from kananame.text import SPACES, fold, is_katakana_reading

Sign = tuple[str, str]
"""The role of a column, and what was seen there."""

EXAMPLES: Final = 5
FEW: Final = 3
"""A sign rests on at least so many rows."""
ENOUGH: Final = 500
"""So many readings that small kana would explain are proof; more are not looked for."""
MANY: Final = 30
"""Nearly every second reading of a name has a voicing mark; that many without any are no chance."""
NOT_KANA_SHARE: Final = 20
"""Percent of a reading column that foreign names and stray cells do not reach."""
NEITHER: Final = ("", "")
UNSURE: Final = frozenset({"JMnedict (unclassified)"})
"""A witness that does not tell family from given names."""

KINDS: Final = tuple(
    (what, re.compile(f"[{''.join(sorted(kana))}]").search)
    for what, kana in (("voiced", PLAIN_OF), ("voiceable", VOICED), ("small", SMALL))
)
_long_mark = re.compile("[ーｰ]").search
_half = re.compile("[ｦ-ﾟ]").search
_full = re.compile("[ァ-ヺーぁ-ゖ]").search


class Tally:
    """How often each of some things was seen, once a row at most, and the first rows that showed it."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.counts: Counter[str] = Counter()
        self._rows: defaultdict[str, list[int]] = defaultdict(list)

    def see(self, what: str, row: int) -> None:
        """Count one thing."""
        count = self.counts[what] = self.counts[what] + 1
        if count <= EXAMPLES:
            self._rows[what].append(row)

    def see_again(self, what: str, count: int, rows: Iterable[int]) -> None:
        """Count one thing that was seen several times, with the first of the rows that showed it."""
        self.counts[what] += count
        self._rows[what] = sorted([*self._rows[what], *rows])[:EXAMPLES]

    def add(self, other: Tally, behind: int) -> None:
        """Add what was seen in the rows behind so many others."""
        for what, count in other.counts.items():
            self.see_again(what, count, (behind + row for row in other._rows[what]))

    @property
    def lacks_small(self) -> bool:
        """Whether a column of readings has shown no small kana, and not yet enough that lost theirs."""
        return not self.counts["small"] and self.counts["large"] < ENOUGH

    def rows(self, what: str) -> str:
        """Return the first rows that showed a thing, as text."""
        return ", ".join(map(str, self._rows[what]))


class Signs:
    """Gathers the signs of a whole file from the cells of its rows.

    >>> signs = Signs()
    >>> for name, reading in [("京子", "キヨウコ"), ("翔太", "シヨウタ"), ("隆一", "リユウイチ")]:
    ...     signs.add({"given": name, "given-reading": reading})
    >>> [(finding.code, dict(finding.params)["rows"]) for finding in signs.findings()]
    [('file-small-kana-lost', '1, 2, 3')]
    """

    def __init__(self) -> None:
        """Begin before the first row."""
        self._rows = 0
        self._roles: dict[str, Tally] = {}
        self._order = Tally()

    def add(self, cells: Mapping[str, str], row: int | None = None, ask: Ask | None = None) -> None:
        """Add the cells of one row.

        Args:
            cells: role of a column (``family``, ``family-reading``, ``given``, ``given-reading``, ``name``,
                ``reading``) → cell; a column that is there has a cell in every row, an empty one if need be.
            row: the number of the row, by default how many rows were added.
            ask: what screens a name, its reading and the part they are; it may remember pairs.
        """
        self._rows += 1
        row = self._rows if row is None else row
        for role, cell in cells.items():
            seen = self._role(role)
            for what in marks_of(role, cell):
                seen.see(what, row)
        names, readings = halves(cells, h.NAMES) or NEITHER, halves(cells, h.READINGS) or NEITHER
        apart = any(cells.get(role, "").strip(SPACES) for role in h.READINGS[:2])
        roles = h.READINGS[:2] if apart else (h.READING, h.READING)
        lost = {
            role
            for role, part, name, reading in zip(roles, (Part.FAMILY, Part.GIVEN), names, readings, strict=True)
            if name
            and reading
            and self._role(role).lacks_small
            and lost_small_kana(name, reading, part, ask or asking("existing", rulebook()))
        }
        for role in lost:
            self._role(role).see("large", row)
        if all(names) and all(readings):
            order = order_of(names, readings)
            if order:
                self._order.see(order, row)

    def add_straight(self, names: Iterable[str], groups: Iterable[tuple[Iterable[Sign], Sequence[int]]]) -> None:
        """Add rows whose names are there and on record in their columns.

        Args:
            names: the roles of the columns of names.
            groups: what the readings of some rows show, see :func:`signs_of`, and the numbers of these rows.
        """
        rows_of: defaultdict[Sign, list[Sequence[int]]] = defaultdict(list)
        all_rows = []
        for signs, rows in groups:
            all_rows.append(rows)
            for sign in signs:
                rows_of[sign].append(rows)
        if all_rows:
            self._rows += sum(map(len, all_rows))
            _see(self._order, "straight", all_rows)
            for role in names:
                _see(self._role(role), "filled", all_rows)
            for (role, what), lists in rows_of.items():
                _see(self._role(role), what, lists)

    def join(self, other: Signs) -> None:
        """Add the signs of the rows that follow."""
        for role, seen in other._roles.items():
            self._role(role).add(seen, self._rows)
        self._order.add(other._order, self._rows)
        self._rows += other._rows

    def _role(self, role: str) -> Tally:
        seen = self._roles.get(role)
        if seen is None:
            seen = self._roles[role] = Tally()
        return seen

    def findings(self, total: int | None = None) -> tuple[Finding, ...]:
        """Return what the rows so far show together; rows and counts are named, values never.

        Args:
            total: how many rows the file has, by default how many were added.
        """
        rows = self._rows if total is None else total
        found: list[Finding] = []
        for role in (*h.NAMES, *h.READINGS):
            seen = self._roles.get(role, Tally())
            if role in self._roles and rows >= FEW and not seen.counts["filled"]:
                params = (("column", role), ("total", str(rows)))
                field = "reading" if role in h.READINGS else "name"
                found.append(Finding("file-column-empty", Severity.WARNING, field, params=params))
        found.extend(of_order(self._order))
        for role in h.READINGS:
            found.extend(of_readings(role, self._roles.get(role, Tally())))
        return tuple(found)


def marks_of(role: str, cell: str) -> tuple[str, ...]:
    """Return what one cell of a column shows by itself.

    >>> marks_of("family-reading", "ﾔﾏｻﾞｷ"), marks_of("family", "山崎"), marks_of("family", " ")
    (('filled', 'kana', 'voiced', 'voiceable', 'half'), ('filled',), ())
    """
    if not cell.strip(SPACES):
        return ()
    return ("filled", *marks_of_reading(cell)) if role in h.READINGS else ("filled",)


@lru_cache(maxsize=1 << 14)
def marks_of_reading(cell: str) -> tuple[str, ...]:
    """Return what one cell of a reading column shows."""
    folded = fold(cell)
    if not is_katakana_reading(folded.kana):
        return ("not-kana",)
    shown = ["kana", *[what for what, seen_in in KINDS if seen_in(folded.kana)]]
    if _long_mark(cell):
        shown.append("mark")
    if folded.notes:
        if any(note.code == "folded-hyphen" for note in folded.notes):
            shown.append("dash")
        if _half(cell) and not _full(cell):
            shown.append("half")
    return tuple(shown)


def _see(seen: Tally, what: str, rows: Sequence[Sequence[int]]) -> None:
    """Count one thing that several lists of rows showed, each in order; so many are kept as a tally keeps."""
    seen.see_again(what, sum(map(len, rows)), (row for some in rows for row in some[:EXAMPLES]))


def signs_of(role: str, reading: str, report: Report) -> tuple[Sign, ...]:
    """Return what a reading shows of its column, small kana too that it lost by its report."""
    shown = marks_of(role, reading)
    if small_are_better(report) and large_kana.search(report.reading):
        shown = (*shown, "large")
    return tuple([(role, what) for what in shown])


def lost_small_kana(name: str, reading: str, part: Part, ask: Ask) -> bool:
    """Tell whether small kana would explain a reading better."""
    kana = fold(reading).kana
    return large_kana.search(kana) is not None and small_are_better(ask(name, kana, part))


def small_are_better(report: Report) -> bool:
    """Tell whether the best proposal for a reading is one with small kana."""
    return bool(report.suggestions) and report.suggestions[0].reason == "small-kana"


def order_of(names: tuple[str, str], readings: tuple[str, str]) -> str:
    """Return whether names and readings are on record in their columns, or in those of each other; ``""``: neither."""
    family, given = (standard_name(name) for name in names)
    family_kana, given_kana = (fold(reading).kana for reading in readings)
    if on_record(family, family_kana, Part.FAMILY) or on_record(given, given_kana, Part.GIVEN):
        return "straight"
    if on_record(family, family_kana, Part.GIVEN) and on_record(given, given_kana, Part.FAMILY):
        return "parts"
    if on_record(family, given_kana, Part.FAMILY) and on_record(given, family_kana, Part.GIVEN):
        return "readings"
    return ""


def on_record(standard: str, kana: str, part: Part) -> bool:
    """Tell whether a pair is on record as a name of this part."""
    return not UNSURE.issuperset(attested(standard, kana, part is Part.GIVEN))


def of_order(seen: Tally) -> Iterator[Finding]:
    """Yield the sign that columns were exchanged, when most rows that tell say so."""
    told = seen.counts.total()
    for what in ("parts", "readings"):
        count = seen.counts[what]
        if count >= FEW and 2 * count > told:
            params = (("count", str(count)), ("total", str(told)), ("rows", seen.rows(what)))
            if what == "parts":
                yield Finding("file-parts-swapped", Severity.ERROR, "name", params=params)
            else:
                yield Finding("file-readings-swapped", Severity.ERROR, params=params)


def of_readings(role: str, seen: Tally) -> Iterator[Finding]:
    """Yield the signs of one column of readings."""
    counts = seen.counts
    total = counts["kana"]
    column = ("column", role)

    def said(what: str, of: int) -> tuple[tuple[str, str], ...]:
        return column, ("count", str(counts[what])), ("total", str(of)), ("rows", seen.rows(what))

    share = 100 * counts["not-kana"] // max(1, counts["filled"])
    if counts["not-kana"] >= FEW and share >= NOT_KANA_SHARE:
        severity = Severity.ERROR if share >= 50 else Severity.WARNING
        params = (*said("not-kana", counts["filled"]), ("share", str(share)))
        yield Finding("file-reading-not-kana", severity, params=params)
    if counts["large"] >= FEW and not counts["small"]:
        # Each part of a file stops looking when it has enough.
        counts["large"] = min(counts["large"], ENOUGH)
        yield Finding("file-small-kana-lost", Severity.WARNING, params=said("large", total), cite="LARGE_SMALL_KANA")
    if counts["voiceable"] >= MANY and not counts["voiced"]:
        yield Finding("file-voicing-lost", Severity.WARNING, params=said("voiceable", total))
    if counts["dash"] >= FEW and not counts["mark"]:
        yield Finding("file-long-mark-dash", Severity.WARNING, params=said("dash", total))
    if counts["half"] >= FEW and counts["half"] == total:
        yield Finding("file-half-width", Severity.INFO, params=said("half", total))
