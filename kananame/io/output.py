"""Where checked rows go: a writer of the form, the file beneath it, and the checkpoints on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from kananame.io import files, formats
from kananame.io.annotate import added
from kananame.io.journal import Checkpoint, Journal, open_journal
from kananame.io.jsonl import encoded
from kananame.io.refusals import Refusal
from kananame.io.screen import Summary
from kananame.io.screening import Screened
from kananame.io.scribe import Cells, numbered
from kananame.io.source import Source
from kananame.io.writer import NO_MARKS, TableWriter

BLOCK_ROWS = 25_000
"""How many rows are written between two checkpoints, each of which waits for the disk."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller wants to be written; ``options`` is all that decides the bytes."""

    path: str
    form: str
    lang: str
    raw: bool
    resume: bool
    options: dict[str, Any]


class Output:
    """Takes the rows of a run; ``done`` is the checkpoint of the interrupted run it goes on from."""

    def __init__(self, table: TableWriter | None, stream: BinaryIO, source: Source, journal: Journal | None) -> None:
        """Take the parts; a table only where the form has rows and columns."""
        self._table = table
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
        self._put(found.made, before)
        if self._journal and total.rows - self._safe >= BLOCK_ROWS:
            self._stream.flush()
            self._journal.checkpoint(self._source.taken(), total.rows, total.to_dict())
            self._safe = total.rows

    def _put(self, made: Any, before: int) -> None:  # noqa: ANN401 (each scribe makes what its form takes)
        """Write what a scribe made of the rows behind so many others."""
        if isinstance(made, bytes):
            self._stream.write(made)
        elif self._table and isinstance(made, Cells):
            for at, cells in enumerate(made.rows):
                self._table.write(cells, made.marks.get(at, NO_MARKS))
        elif self._table:
            self._table.put(made)
        else:
            lines = (f"{numbered(row)}{line}" for row, line in enumerate(made, start=before + 1))
            self._stream.write(encoded("".join(lines)))

    def notes(self) -> list[tuple[str, dict[str, object]]]:
        """Return what the caller should know about the output."""
        return self._table.notes() if self._table else []


def check_resume(output: str | None, form: str) -> None:
    """Refuse to go on where nothing is left to go on from.

    Raises ``Refusal``: ``resume-output``, ``resume-form``.
    """
    if output in {None, files.STANDARD}:
        raise Refusal("resume-output")
    if form not in formats.RESUMABLE:
        raise Refusal("resume-form", form=form.upper())


@contextmanager
def open_output(wanted: Wanted, source: Source) -> Iterator[Output]:
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
        table = _table(wanted, stream, source, fresh=fresh)
        if table:
            stack.callback(table.release)
            if fresh:
                table.write([*source.header, *added(spelled=bool(wanted.options.get("romaji")))])
        yield Output(table, stream, source, journal)
        if table:
            table.close()


def _table(wanted: Wanted, stream: BinaryIO, source: Source, *, fresh: bool) -> TableWriter | None:
    """Return the writer of a form that has rows and columns."""
    if wanted.form == formats.JSONL:
        return None
    return formats.table_writer(
        wanted.form, stream, formats.layout_of(wanted.form, source, raw=wanted.raw, fresh=fresh)
    )
