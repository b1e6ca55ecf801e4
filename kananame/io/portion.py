"""Records made of facts, some at a time: as text, with what is to be said of any of them (連携レコードの組)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from kananame.io.manifest import Form
from kananame.io.record_findings import told
from kananame.io.record_form import shape
from kananame.model import Finding, Severity
from kananame.record import Facts, Layout, Options, Record, filler

REFUSED, NOTED, SUBSTITUTED = "refused", "noted", "substituted"
BATCH: Final = 512
"""Sets of facts that are done at a time."""


AUDIT: Final = ".audit.jsonl"


class Task(NamedTuple):
    """What is written where: a layout with its options, in a form, to a file; the rest is for the manifest."""

    layout: Layout
    options: Options
    form: Form
    target: str
    content: str
    audit: str = ""
    on: str | None = None
    through: int | None = None
    generated: str | None = None

    @property
    def audited(self) -> str:
        """Where each record that stayed, and each character that was substituted, is listed."""
        return self.audit or f"{self.target}{AUDIT}"


class Held(NamedTuple):
    """A finding on a record, and which it was: its place among those that were to be written, whose it is."""

    row: int
    person: str
    event: str
    finding: Finding


class Listed(NamedTuple):
    """A finding on a record that is listed, and what became of the record because of it."""

    held: Held
    outcome: str

    def behind(self, rows: int) -> Listed:
        """Return the same of a record that has so many before it."""
        return self._replace(held=self.held._replace(row=self.held.row + rows)) if rows else self


class Portion(NamedTuple):
    """What came of some sets of facts: records in bytes, how many, of how many; what is to be said of any.

    ``codes`` counts the records with a finding; the rows in ``listed`` count from 1 in this portion.
    """

    block: bytes
    rows: int
    seen: int
    refused: int
    substituted: int
    codes: Counter[str]
    listed: tuple[Listed, ...]


def batches(facts: Iterable[Facts]) -> Iterator[list[Facts]]:
    """Yield some sets of facts at a time."""
    left = iter(facts)
    while batch := list(islice(left, BATCH)):
        yield batch


class Portions:
    """Makes portions, one after the other."""

    def __init__(self, layout: Layout, options: Options, form: Form) -> None:
        """Compile what fills the layout and what writes its records."""
        self._fill = filler(layout, options)
        self._shape = shape(layout, form)
        self._encoding = form.encoding
        self._event = ""
        self._made: set[tuple[str, ...]] = set()

    def of(self, facts: Iterable[Facts]) -> Portion:
        """Return what comes of some sets of facts."""
        codes: Counter[str] = Counter()
        left: list[tuple[str, ...]] = []
        listed: list[Listed] = []
        row = refused = substituted = 0
        for row, record in enumerate(map(self._fill, facts), start=1):
            _, _, event, cells, findings, used = record
            if event and self._told(event, cells):
                continue
            if findings or used:
                codes.update({finding.code for finding in findings})
                listed += _listed(row, record)
                if not record.ok:
                    refused += 1
                    continue
                substituted += len(used)
            left.append(cells)
        block = self._shape.records(left).encode(self._encoding) if left else b""
        return Portion(block, len(left), row, refused, substituted, codes, tuple(listed))

    def _told(self, event: str, cells: tuple[str, ...]) -> bool:
        """Tell whether an event has told this already.

        Both parts of a name are new by one event, and the householder's row changes twice: one record tells it.
        """
        if event != self._event:
            self._event = event
            self._made.clear()
        if cells in self._made:
            return True
        self._made.add(cells)
        return False


def _listed(row: int, record: Record) -> Iterator[Listed]:
    """Yield the findings on a record, and what was substituted in one that leaves."""
    for finding in told(record.findings):
        outcome = REFUSED if finding.severity == Severity.ERROR else NOTED
        yield Listed(Held(row, record.person, record.event, finding), outcome)
    for finding in record.used if record.ok else ():
        yield Listed(Held(row, record.person, record.event, finding), SUBSTITUTED)
