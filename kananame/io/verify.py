"""Read a file of records back: against its manifest, against its layout, item by item (検証)."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Final, NamedTuple

from kananame.io import files
from kananame.io.kept import LOST, decode, lost_bytes
from kananame.io.manifest import Manifest
from kananame.io.record_findings import told
from kananame.io.record_form import Unread, headings, records
from kananame.io.refusals import Refusal
from kananame.model import Finding, Severity
from kananame.record import Layout, Options, checker, layout

SHOWN: Final = 10


class Fault(NamedTuple):
    """A finding and where it is: the number of a record, 0 for the file as a whole."""

    row: int
    finding: Finding


@dataclass(slots=True)
class Answer:
    """What reading back found: how many records and faults, which codes how often, the first faults with their places.

    ``codes`` counts the records with a finding; what is only doubtful (a kana no source settles) is no fault.
    """

    rows: int = 0
    faults: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    shown: list[Fault] = field(default_factory=list)

    def add(self, row: int, *findings: Finding) -> None:
        """Count the findings on a record, and keep a fault when it is one of the first."""
        self.codes.update({finding.code for finding in findings})
        self.faults += sum(finding.severity == Severity.ERROR for finding in findings)
        for finding in told(findings):
            if finding.severity == Severity.ERROR and len(self.shown) < SHOWN:
                self.shown.append(Fault(row, finding))


def layout_of(manifest: Manifest, path: str) -> Layout:
    """Return the layout a manifest names; raise ``Refusal`` ``manifest-layout`` when there is none."""
    try:
        return layout(manifest.key)
    except ValueError:
        raise Refusal("manifest-layout", path=path, layout=manifest.key) from None


def verify(path: str, manifest: Manifest) -> Answer:
    """Return what is wrong with a file of records.

    Raises ``Refusal``: ``file-missing``, ``file-directory``, ``file-unreadable``, ``manifest-layout``.
    """
    answer = Answer()
    made = layout_of(manifest, path)
    with files.open_source(path, io.BytesIO()) as stream:
        for finding in _bytes(stream, manifest):
            answer.add(0, finding)
        stream.seek(len(manifest.form.mark))
        _records(stream, manifest, made, answer)
    if answer.rows != manifest.rows:
        answer.add(0, _differs("manifest-rows", manifest.rows, answer.rows))
    return answer


def _differs(code: str, expected: object, found: object) -> Finding:
    return Finding(code, Severity.ERROR, "row", params=(("expected", str(expected)), ("found", str(found))))


def _bytes(stream: BinaryIO, manifest: Manifest) -> Iterator[Finding]:
    """Yield in what the bytes of a file are not those its manifest was written for."""
    digest, size = hashlib.sha256(), 0
    while block := stream.read(files.BLOCK):
        digest.update(block)
        size += len(block)
    if size != manifest.size:
        yield _differs("manifest-size", manifest.size, size)
    elif digest.hexdigest() != manifest.sha256:
        yield _differs("manifest-checksum", manifest.sha256, digest.hexdigest())


def _records(stream: BinaryIO, manifest: Manifest, made: Layout, answer: Answer) -> None:
    """Look at every record of a file."""
    form = manifest.form
    lines = (decode(line, form.encoding) for line in stream)
    rows = records(lines, made, form)
    head = headings(made, form)
    if head and next(rows, None) != head:
        answer.add(0, Finding("manifest-header", Severity.ERROR, "row", params=(("layout", made.key),)))
    check = checker(made, Options(repertoire=manifest.repertoire))
    for row, cells in enumerate(rows, start=1):
        answer.rows = row
        found = _findings(cells, made, check)
        if found:
            answer.add(row, *found)


Check = Callable[[Sequence[str]], tuple[Finding, ...]]


def _findings(cells: list[str] | Unread, made: Layout, check: Check) -> tuple[Finding, ...]:
    """Return what is wrong with a record: with its items, or why they cannot be looked at."""
    if isinstance(cells, Unread):
        return (Finding("record-unreadable", Severity.ERROR, "row"),)
    if len(cells) != len(made.items):
        return (_differs("record-cells", len(made.items), len(cells)),)
    text = "".join(cells)
    if text.isascii() or not LOST.search(text):
        return check(cells)
    return tuple(
        Finding("record-undecodable", Severity.ERROR, "item", params=(("item", item.name), ("bytes", lost_bytes(cell))))
        for item, cell in zip(made.items, cells, strict=True)
        if LOST.search(cell)
    )
