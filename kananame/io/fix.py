"""Put accepted proposals into a copy of a file, write down every change, and take the changes back again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import BinaryIO, Final, NamedTuple

from kananame.io import headings as h
from kananame.io.delimited import NAMED, Table
from kananame.io.edit import Copy, Edit
from kananame.io.header import Columns
from kananame.io.inert import runs
from kananame.io.refusals import Refusal
from kananame.io.screen import RowReport
from kananame.model import Report
from kananame.near import SLIP_COST
from kananame.text import DOUBTFUL_FOLDS, SPACE_RUN, SPACES, fold, is_katakana_reading

WIDTH: Final = "width"
"""Everything folding does without doubt: half-width kana, hiragana, separate voicing marks, iteration marks."""
JOINT: Final = ("parts-swapped", "both-in-one-field")
"""Reasons that change both readings of a person or neither."""
REASONS: Final = (WIDTH, *sorted(DOUBTFUL_FOLDS), *SLIP_COST, *JOINT)
MIN_SCORE: Final = 0.9
HEADINGS: Final = (
    "row", "column", "heading", "field", "old", "new", "reason", "score", "edition", "encoding", "delimiter",
)  # fmt: skip
_NAME_OF = {mark: name for name, mark in NAMED.items() if name.isalpha()}


class Step(NamedTuple):
    """One change for one reason: the cell before and after, the role of its column, and how sure it is."""

    column: int
    field: str
    old: str
    new: str
    reason: str
    score: float
    edition: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """Which reasons are accepted, from which score on."""

    reasons: frozenset[str]
    score: float = MIN_SCORE

    @classmethod
    def parse(cls, text: str, score: float) -> Accepted:
        """Return what a caller accepts, the reasons separated by commas.

        Raises ``Refusal`` ``fix-reason``.
        """
        named = [reason.strip() for reason in text.split(",") if reason.strip()]
        unknown = [reason for reason in named if reason not in REASONS]
        if unknown or not named:
            raise Refusal("fix-reason", reason=", ".join(unknown), reasons=", ".join(REASONS))
        return cls(frozenset(named), score)


@dataclass(slots=True)
class Tally:
    """What a run changed, in numbers only; ``held`` counts rows where an accepted change could not be made."""

    rows: int = 0
    changed: int = 0
    held: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


class Place(NamedTuple):
    """Where the reading of a part stands: its column, the role of that, the cell, and the reading's span in it."""

    column: int
    role: str
    cell: str
    start: int
    end: int

    @property
    def reading(self) -> str:
        """The reading as it is written."""
        return self.cell[self.start : self.end]


def places_of(record: Sequence[str], columns: Columns) -> dict[str, Place]:
    """Return where the reading of each part stands, as ``people`` reads a record."""
    at = {role: columns.roles[role] for role in (h.FAMILY_READING, h.GIVEN_READING, h.READING) if role in columns.roles}
    cells = {role: record[position] for role, position in at.items() if position < len(record)}
    halves = {part: h.READING_OF[part] for part in (h.FAMILY, h.GIVEN) if h.READING_OF[part] in cells}
    whole = cells.get(h.READING, "").strip(SPACES)
    if whole and not any(cells[role].strip(SPACES) for role in halves.values()):
        return _in_one(whole, cells[h.READING], at[h.READING])
    places = {}
    for part, role in halves.items():
        cell = cells[role]
        start = len(cell) - len(cell.lstrip(SPACES)) if cell.strip(SPACES) else 0
        places[part] = Place(at[role], role, cell, start, start + len(cell.strip(SPACES)))
    return places


def _in_one(whole: str, cell: str, column: int) -> dict[str, Place]:
    start = cell.index(whole)
    gap = SPACE_RUN.search(whole)
    if gap is None:
        return {}
    return {
        h.FAMILY: Place(column, h.READING, cell, start, start + gap.start()),
        h.GIVEN: Place(column, h.READING, cell, start + gap.end(), start + len(whole)),
    }


def steps_of(report: RowReport, places: dict[str, Place], accepted: Accepted) -> tuple[list[Step], bool]:
    """Return the accepted changes of a row in the order they are made, and whether one had to be held back."""
    wanted = {part: _wanted(part, report, places, accepted) for part in report.parts}
    joint = {reason for changes in wanted.values() if changes for _, reason, _ in changes} & set(JOINT)
    if joint and not all(changes and changes[-1][1] in joint for changes in wanted.values()):
        return [], True
    steps: list[Step] = []
    # The text behind a change moves: the part that stands last comes first.
    for part in sorted(wanted, key=lambda part: places[part].start if part in places else 0, reverse=True):
        changes = wanted[part]
        if changes:
            steps += _steps(changes, places[part], report.parts[part].edition, steps)
    return steps, any(changes is None for changes in wanted.values())


Change = tuple[str, str, float]
"""A new reading, the reason and the score."""


def _wanted(part: str, report: RowReport, places: dict[str, Place], accepted: Accepted) -> list[Change] | None:
    """Return the changes of one reading, ``None`` when one is accepted that cannot be made without one that is not."""
    answer = report.parts[part]
    proposed = _proposed(answer, accepted)
    place = places.get(part)
    folded = fold(place.reading) if place else None
    if place is None or folded is None or folded.kana != answer.reading:
        return None if proposed else []
    changes: list[Change] = []
    reasons = sorted({note.code if note.code in DOUBTFUL_FOLDS else WIDTH for note in folded.notes})
    if reasons:
        if not accepted.reasons.issuperset(reasons) or not is_katakana_reading(folded.kana):
            return None if proposed or accepted.reasons.intersection(reasons) else []
        changes.append((folded.kana, "+".join(reasons), 1.0))
    return changes + proposed


def _proposed(answer: Report, accepted: Accepted) -> list[Change]:
    """Return the best proposal if it is accepted, and better than any other."""
    if not answer.suggestions:
        return []
    best, *others = answer.suggestions
    rivals = [near for near in others if near.score >= best.score and near.reading != best.reading]
    if best.reason not in accepted.reasons or best.score < accepted.score or rivals or best.reading == answer.reading:
        return []
    return [(best.reading, best.reason, best.score)]


def _steps(changes: Sequence[Change], place: Place, edition: str, before: Sequence[Step]) -> Iterator[Step]:
    """Yield the steps of one reading; its cell may have been changed for the other part."""
    cell = next((step.new for step in reversed(before) if step.column == place.column), place.cell)
    head, tail = cell[: place.start], cell[place.end :]
    for reading, reason, score in changes:
        new = head + reading + tail
        yield Step(place.column, place.role, cell, new, reason, score, edition)
        cell = new


def fix(
    answers: Iterator[tuple[list[str], RowReport]], columns: Columns, accepted: Accepted, copy: Copy, log: Log
) -> Tally:
    """Copy a file with the accepted changes made, and log each."""
    tally = Tally()
    for record, report in answers:
        steps, held = steps_of(report, places_of(record, columns), accepted)
        made = copy.record(record, [Edit(step.column, step.old, step.new) for step in steps])
        tally.rows += 1
        tally.held += held or not made
        if made and steps:
            tally.changed += 1
            for step in steps:
                tally.reasons[step.reason] += 1
                log.write(report.row, step)
    copy.finish()
    return tally


class Log:
    """Writes the changes of a run as CSV that a spreadsheet opens and ``changes_in`` reads back exactly."""

    def __init__(self, output: BinaryIO, table: Table) -> None:
        """Write the headings; encoding and delimiter are what it takes to read the copy as the file was read."""
        self._table = table
        self._text = io.TextIOWrapper(output, encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._text)
        self._rows.writerow(HEADINGS)

    def write(self, row: int, step: Step) -> None:
        """Write one change."""
        table = self._table
        heading = table.header[step.column] if step.column < len(table.header) else ""
        texts = [_safe(text) for text in (heading, step.field, step.old, step.new)]
        delimiter = _NAME_OF.get(table.delimiter, table.delimiter)
        self._rows.writerow(
            [row, step.column + 1, *texts, step.reason, step.score, step.edition, table.codec, delimiter]
        )

    def close(self) -> None:
        """Hand everything to the output, which stays open."""
        self._text.flush()
        self._text.detach()


def _safe(text: str) -> str:
    """Return a text that no spreadsheet runs and ``_plain`` turns back."""
    return f"'{text}" if runs(text) or text.startswith("'") else text


def _plain(text: str) -> str:
    return text.removeprefix("'")


class Logged(NamedTuple):
    """One change read back: its row, the edit that was made, and how the file was read."""

    row: int
    edit: Edit
    encoding: str
    delimiter: str


def changes_in(log: BinaryIO, path: str) -> Generator[Logged, None, None]:
    """Yield the changes of a log.

    Raises ``Refusal`` ``log-invalid`` where it is not one, or not in the order it was written in.
    """
    text = io.TextIOWrapper(log, encoding="utf-8-sig", newline="")
    records = csv.reader(text, strict=True)
    last = 1
    try:
        _expect(tuple(next(records, ())) == HEADINGS)
        for record in records:
            change = _logged(record)
            _expect(change.row >= last and change.edit.column >= 0)
            last = change.row
            yield change
    except (csv.Error, ValueError):
        raise Refusal("log-invalid", path=path, line=max(records.line_num, 1)) from None
    finally:
        text.detach()


def _expect(truth: bool) -> None:  # noqa: FBT001 (a statement)
    if not truth:
        raise ValueError


def _logged(record: list[str]) -> Logged:
    row, column, _, _, old, new, _, _, _, encoding, delimiter = record
    return Logged(int(row), Edit(int(column) - 1, _plain(old), _plain(new)), encoding, delimiter)


def undo(records: Iterator[list[str]], changes: Iterator[Logged], copy: Copy, path: str) -> Tally:
    """Copy a corrected file with the changes of its log taken back.

    Raises ``Refusal`` ``log-mismatch`` where a cell no longer holds what the log says.
    """
    tally = Tally()
    by_row = groupby(changes, key=lambda change: change.row)
    wanted, group = next(by_row, (0, iter(())))
    for row, record in enumerate(records, start=1):
        edits: list[Edit] = []
        if row == wanted:
            edits = [Edit(edit.column, edit.new, edit.old) for _, edit, _, _ in reversed(list(group))]
            tally.changed += 1
            wanted, group = next(by_row, (0, iter(())))
        if not _fits(record, edits) or not copy.record(record, edits):
            raise Refusal("log-mismatch", path=path, row=row)
        tally.rows += 1
    if wanted:
        raise Refusal("log-mismatch", path=path, row=wanted)
    copy.finish()
    return tally


def _fits(record: Sequence[str], edits: Sequence[Edit]) -> bool:
    """Say whether the cells of a record hold what the edits begin with."""
    cells = dict(enumerate(record))
    for edit in edits:
        if cells.get(edit.column) != edit.old:
            return False
        cells[edit.column] = edit.new
    return True
