"""Read a sheet of a workbook (XLSX) row by row; needs the extra ``[xlsx]``."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime, time
from typing import Any, BinaryIO
from zipfile import BadZipFile

from kananame.io.refusals import Refusal
from kananame.io.source import Native, PackedSource, Place

# What openpyxl raises on a file that is a ZIP and no workbook, or a broken one.
BROKEN = (
    BadZipFile,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    SyntaxError,
    OSError,
    EOFError,
    RuntimeError,
    zlib.error,
)
GENERAL = "General"
_CHUNK = 1 << 20
_OVERLAP = 1 << 13
_ZEROS = re.compile("0+")
_MIDNIGHT = time()
# How a workbook writes the characters that XML has not.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_FORMULA = re.compile(rb"<c([^<>]*)>\s*<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


class Sheet(PackedSource):
    """One sheet: its first row with anything in it is the header, and blank rows at its end are none.

    Cells are read as text, as a clerk sees them; numbers and dates remember their value.
    """

    form = "xlsx"
    marked = True

    def __init__(self, stream: BinaryIO, path: str, wanted: str | None = None) -> None:
        """Open a sheet by its title or, as ``#2``, by its number; else the first one shown that holds anything.

        Raises ``Refusal``: ``file-binary``, ``file-empty``, ``sheet-missing``, ``sheet-uncalculated`` here;
        ``file-broken`` also while the records are read.
        """
        super().__init__(stream, path)
        self._open = ExitStack()
        try:
            self._begin(wanted)
        except BaseException:
            self.close()
            raise

    def _begin(self, wanted: str | None) -> None:
        sheets = self._sheets()
        sizes = [sheet.max_row or 0 for sheet in sheets]
        number = self._number(sheets, wanted)
        sheet = sheets[number - 1]
        self._rows = sizes[number - 1]
        if _uncalculated(sheet):
            raise Refusal("sheet-uncalculated", path=self.path)
        self._row = 0
        self._records = self._read(sheet)
        self.header = next(self._records, [])
        if not self.header:
            raise Refusal("file-empty", path=self.path)
        if len(sheets) > 1:
            self.notes.append(("note-sheet", {"number": number, "count": len(sheets)}))

    def _sheets(self) -> Sequence[Any]:
        from openpyxl import load_workbook  # noqa: PLC0415 (the extra may be missing)

        # openpyxl warns of everything that it would not write back; nothing is written back.
        self._open.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(self._stream, read_only=True, data_only=True, keep_links=False)
        except BROKEN:
            raise Refusal("file-binary", path=self.path, kind="Excel/ZIP") from None
        self._open.callback(book.close)
        return tuple(book.worksheets)

    def _number(self, sheets: Sequence[Any], wanted: str | None) -> int:
        if wanted is None:
            return next((at for at, sheet in enumerate(sheets, 1) if self._begun(sheet)), 1)
        titles = [sheet.title for sheet in sheets]
        if wanted in titles:
            return titles.index(wanted) + 1
        told = re.fullmatch("#([0-9]{1,4})", wanted)
        if told and 1 <= int(told[1]) <= len(sheets):
            return int(told[1])
        raise Refusal("sheet-missing", sheet=wanted, count=len(sheets))

    def _begun(self, sheet: Any) -> bool:  # noqa: ANN401 (openpyxl has no types)
        return sheet.sheet_state == "visible" and next(self._read(sheet), None) is not None

    def _read(self, sheet: Any) -> Iterator[list[str]]:  # noqa: ANN401
        width = blank = 0
        # Some programs write another size than the sheet has.
        sheet.reset_dimensions()
        try:
            for cells in sheet.iter_rows():
                record = _record(cells)
                if not record:
                    blank += bool(width)
                    continue
                yield from ([""] * width for _ in range(blank))
                self._row += blank + 1
                width, blank = width or len(record), 0
                yield record + [""] * (width - len(record))
        except BROKEN:
            raise Refusal("file-broken", path=self.path, row=self._row) from None

    @property
    def records(self) -> Iterator[list[str]]:
        """The records that are left, none shorter than the header."""
        return self._records

    def place(self) -> Place:
        """Return where reading stands, in rows."""
        return Place(self._row, self._rows)

    def close(self) -> None:
        """Let the workbook go."""
        self._open.close()


def _record(cells: Sequence[Any]) -> list[str]:
    """Return a row as text, without the empty cells at its end."""
    texts = [_text(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: Any) -> str:  # noqa: ANN401
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
    form = cell.number_format or GENERAL
    return Native(as_text(value, form), value, form)


def as_text(value: object, form: str = GENERAL) -> str:
    """Return a value of a workbook as text; a number that is shown with leading zeros has them.

    >>> as_text(12.0, "00000"), as_text(datetime(1980, 4, 1)), as_text(True)
    ('00012', '1980-04-01', 'TRUE')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int):
        return str(value).zfill(len(form)) if _ZEROS.fullmatch(form) else str(value)
    if isinstance(value, datetime):
        return str(value.date() if value.time() == _MIDNIGHT else value)
    return str(value)


def _uncalculated(sheet: Any) -> bool:  # noqa: ANN401
    """Say whether a sheet has a formula without a result: the programs that write such a file leave that to Excel."""
    with sheet._get_source() as source:  # noqa: SLF001 (the only way to the sheet as it is written)
        before = b""
        while block := source.read(_CHUNK):
            text = before + block
            if b"<f" in text and any(b't="str"' not in found[1] for found in _FORMULA.finditer(text)):
                return True
            before = text[-_OVERLAP:]
    return False
