"""Write a workbook (XLSX) row by row, cells in question coloured and with a note; needs the extra ``[xlsx]``."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from kananame.io.inert import runs
from kananame.io.kept import shown
from kananame.io.refusals import Refusal
from kananame.io.source import Native
from kananame.io.writer import NO_MARKS, Layout, Mark, TableWriter
from kananame.io.xlsx import GENERAL
from kananame.model import Severity

ROWS_MAX = 1 << 20
CELL_MAX = 32_767
# A spreadsheet counts in floating point: beyond this a whole number would become another one.
EXACT = 10**15
# The library holds notes in memory until the end, about 1 KB each, and Excel is very slow to open more of them.
NOTES_MAX = 100_000
COLOURS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFEB9C", Severity.INFO: "#DDEBF7"}
# Fixed, so that a second run gives the same bytes.
MADE = datetime(2025, 5, 26)  # noqa: DTZ001 (a workbook knows no time zone)
COLUMN_WIDTH = 14
NOTE_WIDTH, NOTE_CHARACTERS, NOTE_LINE = 320, 24, 17
_DATES = (date, time, timedelta)


class _Sink:
    """The output until a first failure, which is kept: a broken ZIP file would complain again when it goes."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self.failure: OSError | None = None

    def write(self, data: bytes) -> int:
        if self.failure is None:
            try:
                return self._output.write(data)
            except OSError as error:
                self.failure = error
        return len(data)

    def flush(self) -> None:
        """Leave it to who owns the output."""

    def tell(self) -> int:
        return 0 if self.failure else self._output.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self.failure else self._output.seek(offset, whence)


class XlsxWriter(TableWriter):
    """Writes one sheet in constant memory, its header fixed and with a filter.

    Text is written as text, never as a formula; a cell that would become one when somebody edits it is marked as text
    the way Excel does it (Excel shows a ``'`` before it, the value is the same), unless the cells are wanted ``raw``.
    Numbers and dates of a workbook stay numbers and dates.
    """

    def __init__(self, output: BinaryIO, layout: Layout) -> None:
        """Begin a workbook in a private temporary folder; the output gets it at the end."""
        from xlsxwriter import Workbook  # noqa: PLC0415 (the extra may be missing)

        self._folder = tempfile.TemporaryDirectory(prefix="kananame-")
        self._sink = _Sink(output)
        self._book = Workbook(self._sink, {"constant_memory": True, "tmpdir": self._folder.name})
        self._book.set_properties({"created": MADE})
        self._sheet = self._book.add_worksheet()
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_comments_author("kananame")
        self._raw = layout.raw
        self._formats: dict[tuple[Severity | None, str, bool], Any] = {(None, GENERAL, False): None}
        self._row = self._width = self._notes = self._unnoted = 0

    def write(self, cells: Sequence[str], marks: Mapping[int, Mark] = NO_MARKS) -> None:
        """Write one row.

        Raises ``Refusal``: ``xlsx-too-many-rows``, ``xlsx-cell-too-long``.
        """
        if self._row >= ROWS_MAX:
            raise Refusal("xlsx-too-many-rows", limit=ROWS_MAX - 1)
        for at, cell in enumerate(cells):
            mark = marks.get(at)
            severity = mark.severity if mark else None
            if not (isinstance(cell, Native) and self._put_native(at, cell, severity)):
                self._put_text(at, cell, severity)
            if mark and mark.text:
                self._put_note(at, mark.text)
        self._width = self._width or len(cells)
        self._row += 1

    def _put_text(self, at: int, cell: str, severity: Severity | None) -> None:
        text = shown(cell)
        if len(text) > CELL_MAX // 2 and len(text.encode("utf-16-le")) > 2 * CELL_MAX:
            raise Refusal("xlsx-cell-too-long", row=self._row, column=at + 1, limit=CELL_MAX)
        form = self._format(severity, quoted=not self._raw and runs(text))
        if text:
            self._sheet.write_string(self._row, at, text, form)
        elif form:
            self._sheet.write_blank(self._row, at, None, form)

    def _put_native(self, at: int, cell: Native, severity: Severity | None) -> bool:
        """Write a number, a date or a truth value as such, and say whether it is one."""
        form = self._format(severity, cell.form or GENERAL)
        if isinstance(cell.value, bool):
            self._sheet.write_boolean(self._row, at, cell.value, form)
        elif isinstance(cell.value, int | float) and abs(cell.value) < EXACT:
            self._sheet.write_number(self._row, at, cell.value, form)
        elif isinstance(cell.value, _DATES):
            self._sheet.write_datetime(self._row, at, cell.value, form)
        else:
            return False
        return True

    def _put_note(self, at: int, text: str) -> None:
        if self._notes >= NOTES_MAX:
            self._unnoted += 1
            return
        self._notes += 1
        lines = sum(1 + len(line) // NOTE_CHARACTERS for line in text.split("\n"))
        size = {"width": NOTE_WIDTH, "height": NOTE_LINE * (lines + 1)}
        self._sheet.write_comment(self._row, at, shown(text), size)

    def _format(self, severity: Severity | None, form: str = GENERAL, *, quoted: bool = False) -> Any:  # noqa: ANN401
        key = (severity, form, quoted)
        if key not in self._formats:
            wanted: dict[str, object] = {"quote_prefix": quoted}
            if severity:
                wanted["bg_color"] = COLOURS[severity]
            if form != GENERAL:
                wanted["num_format"] = form
            self._formats[key] = self._book.add_format(wanted)
        return self._formats[key]

    def close(self) -> None:
        """Put the workbook together.

        Raises ``OSError`` when the output takes no more.
        """
        last = max(self._width - 1, 0)
        self._sheet.autofilter(0, 0, max(self._row - 1, 0), last)
        self._sheet.set_column(0, last, COLUMN_WIDTH)
        self._book.close()
        if self._sink.failure:
            raise self._sink.failure

    def notes(self) -> list[tuple[str, dict[str, object]]]:
        """Return what the caller should know about the file: notes that were left out."""
        if not self._unnoted:
            return []
        return [("note-unnoted", {"count": self._unnoted, "limit": NOTES_MAX})]

    def release(self) -> None:
        """Remove the temporary folder."""
        with suppress(OSError):
            self._sheet._opt_close()  # noqa: SLF001 (the library has no other way to give up)
        self._folder.cleanup()
