"""Write records to a file that appears whole, with a manifest beside it and a line for each that had to stay (連携)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final

import kananame as kn
from kananame.io import files
from kananame.io.manifest import ENCODINGS, Manifest, beside
from kananame.io.portion import REFUSED, Held, Listed, Portion, Portions, Task, batches
from kananame.io.record_findings import params
from kananame.io.record_form import shape
from kananame.io.refusals import Refusal
from kananame.record import Facts, Options, filler

SHOWN: Final = 10
SURROGATES: Final = "backslashreplace"
"""How a byte that no encoding explains is listed: JSON has the same escape."""


@dataclass(slots=True)
class Tally:
    """What a run wrote, in numbers: records, refused ones, substituted characters; whether anything was listed.

    ``seen`` counts the sets of facts there were, those too that told again what an event had told.
    ``codes`` counts the records with a finding, ``shown`` are the first that kept a record from leaving.
    """

    rows: int = 0
    seen: int = 0
    refused: int = 0
    substituted: int = 0
    listed: bool = False
    codes: Counter[str] = field(default_factory=Counter)
    shown: list[Held] = field(default_factory=list)

    def add(self, portion: Portion) -> None:
        """Count what was made."""
        for listed in portion.listed:
            if listed.outcome == REFUSED and len(self.shown) < SHOWN:
                self.shown.append(listed.behind(self.seen).held)
        self.rows += portion.rows
        self.seen += portion.seen
        self.refused += portion.refused
        self.substituted += portion.substituted
        self.listed = self.listed or bool(portion.listed)
        self.codes.update(portion.codes)


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

    Raises ``Refusal`` ``output-unwritable``.
    """
    return export_portions(map(Portions(task.layout, task.options, task.form).of, batches(source)), task)


def export_portions(portions: Iterable[Portion], task: Task) -> Tally:
    """Write what was made in portions.

    The manifest appears last: who waits for it never reads half a file.

    Raises ``Refusal`` ``output-unwritable``.
    """
    tally = Tally()
    with ExitStack() as stack:
        manifest = stack.enter_context(files.whole_file(str(beside(task.target))))
        sink = Sink(stack.enter_context(files.whole_file(task.target)))
        audit = Audit(stack, task.audited)
        head, _, between, tail = shape(task.layout, task.form)
        sink.write(task.form.mark + head.encode(task.form.encoding))
        for portion in portions:
            if portion.rows and tally.rows:
                sink.write(between.encode(task.form.encoding))
            sink.write(portion.block)
            for listed in portion.listed:
                audit.write(listed.behind(tally.seen))
            tally.add(portion)
        sink.write(tail.encode(task.form.encoding))
        manifest.write(_manifest(task, tally, sink, audit).written())
    if not audit.used:
        # What an earlier run had to list is not true of this one.
        Path(task.audited).unlink(missing_ok=True)
    return tally


class Sink:
    """Writes bytes, and knows the size and the checksum of what it wrote."""

    def __init__(self, output: BinaryIO) -> None:
        """Take the output, which stays open."""
        self._output = output
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The checksum of all that was written."""
        return self._digest.hexdigest()

    def write(self, block: bytes) -> None:
        """Write some bytes."""
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

    def write(self, listed: Listed) -> None:
        """List one finding on a record."""
        if self._output is None:
            self._output = self._stack.enter_context(files.whole_file(self._target))
        self._output.write(json.dumps(_line(listed), ensure_ascii=False).encode("utf-8", SURROGATES) + b"\n")


def _line(listed: Listed) -> dict[str, Any]:
    held, outcome = listed
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
