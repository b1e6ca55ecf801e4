"""What only the rows of a file together show: kana a source dropped, columns taken for others (ファイル全体の兆候).

One pass, row by row; what is kept are counts and a few row numbers, no name and no reading, however long the file is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import kananame as kn
from kananame.io import headings as h
from kananame.io.people import halves
from kananame.kana import SMALL, VOICED
from kananame.lexicon import attested, standard_name
from kananame.model import Finding, Part, Severity
from kananame.near import PLAIN_OF, may_be_small
from kananame.text import SPACES, fold, is_katakana_reading

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
VOICEABLE: Final = frozenset(VOICED)
MARKED: Final = frozenset(PLAIN_OF)

_half = re.compile("[ｦ-ﾟ]").search
_full = re.compile("[ァ-ヺーぁ-ゖ]").search
_long_mark = re.compile("[ーｰ]").search


class Tally:
    """How often each of some things was seen, and the first rows that showed it."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        self.counts: Counter[str] = Counter()
        self._rows: dict[str, dict[int, None]] = {}

    def see(self, what: str, row: int) -> None:
        """Count one thing."""
        count = self.counts[what] = self.counts[what] + 1
        # A whole name shows a thing twice at most, so its first rows are among the first times.
        if count <= 2 * EXAMPLES:
            self._rows.setdefault(what, {})[row] = None

    def rows(self, what: str) -> str:
        """Return the first rows that showed a thing, as text."""
        return ", ".join(map(str, list(self._rows.get(what, ()))[:EXAMPLES]))


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

    def add(self, cells: Mapping[str, str], row: int | None = None) -> None:
        """Add the cells of one row.

        Args:
            cells: role of a column (``family``, ``family-reading``, ``given``, ``given-reading``, ``name``,
                ``reading``) → cell; a column that is there has a cell in every row, an empty one if need be.
            row: the number of the row, by default how many rows were added.
        """
        self._rows += 1
        row = self._rows if row is None else row
        for role, cell in cells.items():
            seen = self._roles.get(role)
            if seen is None:
                seen = self._roles[role] = Tally()
            if cell.strip(SPACES):
                seen.see("filled", row)
                if role in h.READINGS:
                    look_at_reading(cell, seen, row)
        names, readings = halves(cells, h.NAMES) or NEITHER, halves(cells, h.READINGS) or NEITHER
        apart = any(cells.get(role, "").strip(SPACES) for role in h.READINGS[:2])
        roles = h.READINGS[:2] if apart else (h.READING, h.READING)
        for role, part, name, reading in zip(roles, (Part.FAMILY, Part.GIVEN), names, readings, strict=True):
            if name and reading:
                look_for_small_kana(part, name, reading, self._roles[role], row)
        if all(names) and all(readings):
            look_at_order(names, readings, self._order, row)

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


def look_at_reading(cell: str, seen: Tally, row: int) -> None:
    """Count what one cell of a reading column shows by itself."""
    folded = fold(cell)
    if not is_katakana_reading(folded.kana):
        seen.see("not-kana", row)
        return
    letters = frozenset(folded.kana)
    seen.see("kana", row)
    if not letters.isdisjoint(MARKED):
        seen.see("voiced", row)
    if not letters.isdisjoint(VOICEABLE):
        seen.see("voiceable", row)
    if not letters.isdisjoint(SMALL):
        seen.see("small", row)
    if _long_mark(cell):
        seen.see("mark", row)
    if folded.notes:
        if any(note.code == "folded-hyphen" for note in folded.notes):
            seen.see("dash", row)
        if _half(cell) and not _full(cell):
            seen.see("half", row)


def look_for_small_kana(part: Part, name: str, reading: str, seen: Tally, row: int) -> None:
    """Count a reading that small kana would explain, as long as the column has shown none."""
    if seen.counts["small"] or seen.counts["large"] >= ENOUGH:
        return
    kana = fold(reading).kana
    if any(may_be_small(kana, at) for at in range(len(kana))):
        best = kn.check(name, kana, part=part).suggestions[:1]
        if best and best[0].reason == "small-kana":
            seen.see("large", row)


def look_at_order(names: tuple[str, str], readings: tuple[str, str], seen: Tally, row: int) -> None:
    """Count a row whose names and readings are on record in their columns, or in those of each other."""
    family, given = (standard_name(name) for name in names)
    family_kana, given_kana = (fold(reading).kana for reading in readings)
    if on_record(family, family_kana, Part.FAMILY) or on_record(given, given_kana, Part.GIVEN):
        seen.see("straight", row)
    elif on_record(family, family_kana, Part.GIVEN) and on_record(given, given_kana, Part.FAMILY):
        seen.see("parts", row)
    elif on_record(family, given_kana, Part.FAMILY) and on_record(given, family_kana, Part.GIVEN):
        seen.see("readings", row)


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
        yield Finding("file-small-kana-lost", Severity.WARNING, params=said("large", total), cite="LARGE_SMALL_KANA")
    if counts["voiceable"] >= MANY and not counts["voiced"]:
        yield Finding("file-voicing-lost", Severity.WARNING, params=said("voiceable", total))
    if counts["dash"] >= FEW and not counts["mark"]:
        yield Finding("file-long-mark-dash", Severity.WARNING, params=said("dash", total))
    if counts["half"] >= FEW and counts["half"] == total:
        yield Finding("file-half-width", Severity.INFO, params=said("half", total))
