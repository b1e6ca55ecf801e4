"""Read the hand tables strictly: a fault in a table names its file, its line and the way out.

The form: UTF-8, lines ended by a line feed, cells parted by tabs, a header first.  Blank lines and lines
that begin with ``#`` are for the reader of the file and are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_DAY = date.min.isoformat()
LAST_DAY = date.max.isoformat()


class TableError(ValueError):
    """A table breaks its own form; the message reads ``file:line: what is wrong and what to do``.

    Args:
        path: the table.
        line: the line at fault, counted from 1.
        problem: what is wrong and what to do.
    """

    def __init__(self, path: Path, line: int, problem: str) -> None:
        """Keep the place apart from the wording, so that a tool can jump to it."""
        super().__init__(f"{path.name}:{line}: {problem}")
        self.path = path
        self.line = line


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, and where it stands."""

    path: Path
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the cell of a column; ``KeyError`` when the table has no such column."""
        return self.cells[column]

    def words(self, column: str) -> tuple[str, ...]:
        """Return the words of a cell, which are parted by spaces."""
        return tuple(self.cells[column].split())

    def flag(self, column: str) -> bool:
        """Return a ``true``/``false`` cell as a truth value; ``TableError`` for any other word."""
        if self.cells[column] not in {"true", "false"}:
            raise self.error(f"{column} is {self.cells[column]!r}; write true or false")
        return self.cells[column] == "true"

    def number(self, column: str) -> int:
        """Return a cell of ASCII digits as a number; ``TableError`` for anything else."""
        if not re.fullmatch(r"[0-9]+", self.cells[column]):
            raise self.error(f"{column} is {self.cells[column]!r}; write a whole number")
        return int(self.cells[column])

    def error(self, problem: str) -> TableError:
        """Return the error that points at this row."""
        return TableError(self.path, self.line, problem)


@dataclass(frozen=True, slots=True)
class _Form:
    """What one table promises, checked row by row."""

    columns: tuple[str, ...]
    key: tuple[str, ...]
    dates: frozenset[str]
    interval: tuple[str, str] | None
    optional: frozenset[str]
    choices: Mapping[str, Collection[str]] = field(default_factory=dict)


def load(  # noqa: PLR0913  every promise of a table has its own name at the call
    path: Path,
    *,
    columns: Sequence[str],
    key: Sequence[str] = (),
    dates: Sequence[str] = (),
    interval: tuple[str, str] | None = None,
    optional: Collection[str] = (),
    choices: Mapping[str, Collection[str]] | None = None,
) -> tuple[Row, ...]:
    """Return the rows of a table that keeps every promise asked of it.

    Args:
        path: the file.
        columns: the columns it must have, in any order; no other is allowed.
        key: columns whose cells together name a row once.
        dates: columns that hold ISO dates (an empty optional cell is no date).
        interval: the columns of the first and the last day, both counted in; an empty last day is open.
            Rows alike in ``key`` less these two columns must not share a day.
        optional: columns whose cells may be empty.
        choices: for a column, the words it may hold.

    Raises:
        TableError: at the first line that breaks a promise.
        OSError: when the file cannot be read.
    """
    days = (*dates, *(interval or ()))
    form = _Form(tuple(columns), tuple(key), frozenset(days), interval, frozenset(optional), choices or {})
    lines = [(number, line) for number, line in _lines(path) if line.strip() and not line.startswith("#")]
    if not lines:
        raise TableError(path, 1, "the table is empty; begin it with a header line of column names")
    header = _header(path, *lines[0], form)
    rows = tuple(_row(path, number, line, header, form) for number, line in lines[1:])
    _check_keys(rows, form)
    _check_overlaps(rows, form)
    return rows


def _lines(path: Path) -> list[tuple[int, str]]:
    """Return the numbered lines of the file; only a line feed ends a line, so no cell can be cut in two."""
    lines = []
    for number, raw in enumerate(path.read_bytes().split(b"\n"), start=1):
        try:
            line = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise TableError(path, number, "the line is not UTF-8; save the table as UTF-8") from None
        if line.startswith("\ufeff"):
            raise TableError(path, number, "the line begins with a byte order mark; save as UTF-8 without one")
        if "\r" in line:
            raise TableError(path, number, "the line holds a carriage return; end lines with a line feed alone")
        lines.append((number, line))
    return lines


def _header(path: Path, number: int, line: str, form: _Form) -> tuple[str, ...]:
    """Return the column names of the file after comparing them with those it must have."""
    header = tuple(line.split("\t"))
    for column in header:
        if column not in form.columns:
            problem = f"unknown column {column!r}; the columns are {', '.join(form.columns)}"
            raise TableError(path, number, problem)
        if header.count(column) > 1:
            raise TableError(path, number, f"column {column!r} stands twice; keep one")
    for column in form.columns:
        if column not in header:
            raise TableError(path, number, f"column {column!r} is missing; add it to the header and to every row")
    return header


def _row(path: Path, number: int, line: str, header: tuple[str, ...], form: _Form) -> Row:
    """Return one row after checking each of its cells."""
    cells = line.split("\t")
    if len(cells) != len(header):
        problem = f"{len(cells)} cells where the header has {len(header)}; part the cells with single tabs"
        raise TableError(path, number, problem)
    row = Row(path, number, dict(zip(header, cells, strict=True)))
    for column, cell in row.cells.items():
        _check_cell(row, column, cell, form)
    _check_interval(row, form)
    return row


def _check_cell(row: Row, column: str, cell: str, form: _Form) -> None:
    """Raise when a cell is empty, padded, no date or no allowed word though its column asks for it."""
    if cell != cell.strip():
        raise row.error(f"{column} has blanks around {cell.strip()!r}; remove them")
    if not cell:
        if column in form.optional:
            return
        raise row.error(f"{column} is empty; fill it in")
    if column in form.dates and not _is_date(cell):
        raise row.error(f"{column} is {cell!r}; write a day of the calendar as YYYY-MM-DD")
    if column in form.choices and cell not in form.choices[column]:
        raise row.error(f"{column} is {cell!r}; write one of {', '.join(form.choices[column])}")


def _is_date(cell: str) -> bool:
    """Return whether the cell is a day written YYYY-MM-DD; other ISO 8601 spellings do not sort as text."""
    if not ISO_DATE.fullmatch(cell):
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _span(row: Row, interval: tuple[str, str]) -> tuple[str, str]:
    """Return the first and the last day of a row; ISO dates sort as text."""
    first, last = interval
    return row[first] or FIRST_DAY, row[last] or LAST_DAY


def _check_interval(row: Row, form: _Form) -> None:
    """Raise when the last day of a row comes before its first."""
    if form.interval is None:
        return
    first, last = _span(row, form.interval)
    if last < first:
        raise row.error(f"{form.interval[1]} {last} comes before {form.interval[0]} {first}; correct one of them")


def _check_keys(rows: tuple[Row, ...], form: _Form) -> None:
    """Raise at the second row of one key."""
    seen: dict[tuple[str, ...], int] = {}
    for row in rows if form.key else ():
        name = tuple(row[column] for column in form.key)
        if name in seen:
            raise row.error(f"{' '.join(name)!r} is already in line {seen[name]}; keep one of the two")
        seen[name] = row.line


def _check_overlaps(rows: tuple[Row, ...], form: _Form) -> None:
    """Raise at a row that shares a day with an earlier version of the same thing."""
    if form.interval is None or not form.key:
        return
    versions: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        name = tuple(row[column] for column in form.key if column not in form.interval)
        first, last = _span(row, form.interval)
        for other in versions.setdefault(name, []):
            begin, end = _span(other, form.interval)
            if first <= end and begin <= last:
                raise row.error(f"{' '.join(name)!r} is also in force in line {other.line}; part their days")
        versions[name].append(row)
