"""Where checked rows go: a writer of the form, the file beneath it, and the checkpoints on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from kananame.io import files, formats
from kananame.io.annotate import Annotator
from kananame.io.header import Columns
from kananame.io.journal import Checkpoint, Journal, open_journal
from kananame.io.jsonl import ReportWriter
from kananame.io.refusals import Refusal
from kananame.io.screen import RowReport, Summary
from kananame.io.screening import Screened
from kananame.io.source import Source

BLOCK_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller wants to be written; ``options`` is all that decides the bytes."""

    path: str
    form: str
    lang: str
    raw: bool
    resume: bool
    options: dict[str, Any]


class RowWriter(Protocol):
    """Writes records with their reports."""

    def begin(self) -> None:
        """Write what comes before the first row."""

    def write(self, record: Sequence[str], report: RowReport) -> None:
        """Write one row."""

    def flush(self) -> None:
        """Hand what is written so far to the output."""

    def close(self) -> None:
        """Write what comes after the last row."""

    def notes(self) -> list[tuple[str, dict[str, object]]]:
        """Return what the caller should know."""

    def release(self) -> None:
        """Remove what is kept outside the output."""


class Output:
    """Takes the rows of a run; ``done`` is the checkpoint of the interrupted run it goes on from."""

    def __init__(self, writer: RowWriter, stream: BinaryIO, source: Source, journal: Journal | None) -> None:
        """Take the parts."""
        self._writer = writer
        self._stream = stream
        self._source = source
        self._journal = journal
        self.done: Checkpoint | None = journal.done if journal else None
        self._safe = self.done.rows if self.done else 0

    def go_on(self) -> Summary:
        """Bring the input to where the interrupted run stood, and return its counts.

        A caller who needs the reports of the earlier rows as well leaves this out, and begins at the first row.

        Raises ``Refusal`` ``resume-input`` when the input is not the same.
        """
        if self.done is None:
            return Summary()
        self._source.skip(self.done.rows, self.done.taken)
        self._compare(self.done)
        return Summary.from_dict(self.done.summary or {})

    def _compare(self, done: Checkpoint) -> None:
        if self._source.taken() != (done.taken, done.sha256):
            raise Refusal("resume-input", path=self._source.path)

    def write(self, found: Screened, total: Summary) -> None:
        """Write what came of some rows, if the interrupted run has not; ``total`` counts them already.

        Raises ``Refusal`` ``resume-input`` when the rows before turn out not to be the same.
        """
        before = total.rows - found.rows
        if self.done and before < self.done.rows:
            if total.rows > self.done.rows:
                raise Refusal("resume-input", path=self._source.path)
            if total.rows == self.done.rows:
                self._compare(self.done)
            return
        self._stream.write(found.text)
        for record, report in () if found.text else found.behind(before):
            self._writer.write(record, report)
        if self._journal and total.rows - self._safe >= BLOCK_ROWS:
            self._writer.flush()
            self._journal.checkpoint(self._source.taken(), total.rows, total.to_dict())
            self._safe = total.rows

    def notes(self) -> list[tuple[str, dict[str, object]]]:
        """Return what the caller should know about the output."""
        return self._writer.notes()


def check_resume(output: str | None, form: str) -> None:
    """Refuse to go on where nothing is left to go on from.

    Raises ``Refusal``: ``resume-output``, ``resume-form``.
    """
    if output in {None, files.STANDARD}:
        raise Refusal("resume-output")
    if form not in formats.RESUMABLE:
        raise Refusal("resume-form", form=form.upper())


@contextmanager
def open_output(wanted: Wanted, source: Source, columns: Columns) -> Iterator[Output]:
    """Give where the rows go; it appears whole at the end or not at all.

    Raises ``Refusal``: ``extra-needed`` and those of the files and writers beneath.
    """
    with ExitStack() as stack:
        journal: Journal | None = None
        if wanted.path == files.STANDARD:
            stream = stack.enter_context(files.standard_output())
        elif wanted.form in formats.RESUMABLE:
            size = source.size
            journal = stack.enter_context(open_journal(wanted.path, wanted.options, size, resume=wanted.resume))
            stream = journal.output
        else:
            stream = stack.enter_context(files.whole_file(wanted.path))
        fresh = journal is None or journal.done is None
        writer = _writer(wanted, stream, source, columns, fresh=fresh)
        stack.callback(writer.release)
        if fresh:
            writer.begin()
        yield Output(writer, stream, source, journal)
        writer.close()


def _writer(wanted: Wanted, stream: BinaryIO, source: Source, columns: Columns, *, fresh: bool) -> RowWriter:
    if wanted.form == formats.JSONL:
        return ReportWriter(stream)
    layout = formats.layout_of(wanted.form, source, raw=wanted.raw, fresh=fresh)
    table = formats.table_writer(wanted.form, stream, layout)
    spelled = bool(wanted.options.get("romaji"))
    return Annotator(table, source.header, columns, wanted.lang, spelled=spelled)
