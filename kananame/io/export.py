"""Write records to a file that appears whole, with a manifest beside it and a line for each that had to stay (連携)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

import kananame as kn
from kananame.io import files
from kananame.io.manifest import ENCODINGS, Form, Manifest, beside
from kananame.io.record_findings import params, told
from kananame.io.record_form import Shape, shape
from kananame.io.refusals import Refusal
from kananame.model import Finding, Severity
from kananame.record import Facts, Layout, Options, Record, filler

BATCH: Final = 512
"""Records that are encoded and written at a time."""
SHOWN: Final = 10
AUDIT: Final = ".audit.jsonl"
REFUSED, NOTED, SUBSTITUTED = "refused", "noted", "substituted"
SURROGATES: Final = "backslashreplace"
"""How a byte that no encoding explains is listed: JSON has the same escape."""


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


@dataclass(slots=True)
class Tally:
    """What a run wrote, in numbers: records, refused ones, substituted characters; whether anything was listed.

    ``codes`` counts the records with a finding, ``shown`` are the first that kept a record from leaving.
    """

    rows: int = 0
    refused: int = 0
    substituted: int = 0
    listed: bool = False
    codes: Counter[str] = field(default_factory=Counter)
    shown: list[Held] = field(default_factory=list)


def check(task: Task, source: str) -> None:
    """Refuse, before any work, what could not be written.

    Raises ``Refusal``: ``layout-form``, ``encoding-repertoire``, ``constant-invalid``, ``output-standard``,
    ``export-audit-target`` and those of ``files.check_target``.
    """
    kind, forms = task.form.kind, task.layout.forms
    if kind not in forms:
        raise Refusal("layout-form", layout=task.layout.key, form=kind, forms=", ".join(forms))
    needed = ENCODINGS[task.form.encoding]
    if needed and task.options.repertoire != needed:
        raise Refusal("encoding-repertoire", encoding=task.form.encoding, repertoire=needed)
    for name, value in task.options.constants.items():
        try:
            filler(task.layout, Options(constants={name: value}))
        except ValueError:
            raise Refusal("constant-invalid", field=name, layout=task.layout.key) from None
    if task.target == files.STANDARD:
        raise Refusal("output-standard")
    targets = (task.target, task.audited, str(beside(task.target)))
    for target in targets:
        files.check_target(target, source)
    if len({Path(target).absolute() for target in targets}) < len(targets):
        raise Refusal("export-audit-target", path=task.audited)


def export(source: Iterable[Facts], task: Task) -> Tally:
    """Write a record for each set of facts, those left out that their own layout does not allow.

    The manifest appears last: who waits for it never reads half a file.

    Raises ``Refusal`` ``output-unwritable``.
    """
    tally = Tally()
    with ExitStack() as stack:
        manifest = stack.enter_context(files.whole_file(str(beside(task.target))))
        sink = Sink(stack.enter_context(files.whole_file(task.target)), shape(task.layout, task.form), task.form)
        audit = Audit(stack, task.audited)
        tally.rows = sink.write(_left(map(filler(task.layout, task.options), source), tally, audit))
        manifest.write(_manifest(task, tally, sink, audit).written())
    if not audit.used:
        # What an earlier run had to list is not true of this one.
        Path(task.audited).unlink(missing_ok=True)
    return tally


def _left(records: Iterable[Record], tally: Tally, audit: Audit) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the records that may leave, and list what is to be said of any."""
    last, made = "", set[tuple[str, ...]]()
    for row, record in enumerate(records, start=1):
        _, _, event, cells, findings, used = record
        if event:
            if event != last:
                last = event
                made.clear()
            # Both parts of a name are new by one event, and the householder's row changes twice: one record tells it.
            if cells in made:
                continue
            made.add(cells)
        if findings or used:
            refused = not record.ok
            _listed(row, record, tally, audit, refused=refused)
            if refused:
                continue
        yield cells


def _listed(row: int, record: Record, tally: Tally, audit: Audit, *, refused: bool) -> None:
    """List the findings on a record, and what was substituted in one that leaves."""
    tally.refused += refused
    tally.codes.update({finding.code for finding in record.findings})
    for finding in told(record.findings):
        held = Held(row, record.person, record.event, finding)
        wrong = finding.severity == Severity.ERROR
        audit.write(held, REFUSED if wrong else NOTED)
        if wrong and len(tally.shown) < SHOWN:
            tally.shown.append(held)
    used = () if refused else record.used
    for finding in used:
        audit.write(Held(row, record.person, record.event, finding), SUBSTITUTED)
    tally.substituted += len(used)
    tally.listed = True


class Sink:
    """Writes records in batches, and knows the size and the checksum of what it wrote."""

    def __init__(self, output: BinaryIO, made: Shape, form: Form) -> None:
        """Take the output, which stays open."""
        self._output = output
        self._made = made
        self._form = form
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The checksum of all that was written."""
        return self._digest.hexdigest()

    def write(self, records: Iterable[tuple[str, ...]]) -> int:
        """Write the cells of all records, with what stands before, between and after them; return how many."""
        head, written, between, tail = self._made
        left, rows = iter(records), 0
        self._output.write(self._form.mark)
        self._digest.update(self._form.mark)
        self.size = len(self._form.mark)
        self._put(head)
        while batch := list(islice(left, BATCH)):
            self._put((between if rows else "") + written(batch))
            rows += len(batch)
        self._put(tail)
        return rows

    def _put(self, text: str) -> None:
        block = text.encode(self._form.encoding)
        self._digest.update(block)
        self.size += len(block)
        self._output.write(block)


class Audit:
    """Lists what became of records that did not simply leave, as JSON lines without names; no line, no file."""

    def __init__(self, stack: ExitStack, target: str) -> None:
        """Take what closes the file when there is one."""
        self._stack = stack
        self._target = target
        self._output: BinaryIO | None = None

    @property
    def used(self) -> bool:
        """Whether anything was listed."""
        return self._output is not None

    @property
    def name(self) -> str | None:
        """The name of the file, for the manifest."""
        return Path(self._target).name if self.used else None

    def write(self, held: Held, outcome: str) -> None:
        """List one finding on a record."""
        if self._output is None:
            self._output = self._stack.enter_context(files.whole_file(self._target))
        self._output.write(json.dumps(_line(held, outcome), ensure_ascii=False).encode("utf-8", SURROGATES) + b"\n")


def _line(held: Held, outcome: str) -> dict[str, Any]:
    finding = held.finding
    return {
        "row": held.row,
        "person": held.person,
        "event": held.event,
        "outcome": outcome,
        "code": finding.code,
        "params": params(finding),
    }


def _manifest(task: Task, tally: Tally, sink: Sink, audit: Audit) -> Manifest:
    layout = task.layout
    return Manifest(
        file=Path(task.target).name,
        layout=layout.id,
        version=layout.version,
        documented=layout.documented,
        form=task.form,
        repertoire=task.options.repertoire,
        content=task.content,
        rows=tally.rows,
        refused=tally.refused,
        size=sink.size,
        sha256=sink.sha256,
        audit=audit.name,
        on=task.on,
        through=task.through,
        edition=kn.rulebook().edition,
        library=kn.__version__,
        generated=task.generated,
    )
