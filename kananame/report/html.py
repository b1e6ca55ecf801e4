"""Gather a run row by row, then write it as one page; only the rows to look at are kept, and those on disk."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import BinaryIO, Self

from kananame.io.screen import RowReport, Summary
from kananame.model import Finding, Verdict
from kananame.report.page import Page, write_page
from kananame.report.rows import Terms, as_script, row_data

LIMIT = 20_000
IN_MEMORY = 1 << 20
# The rows that matter most are kept when there are more than a page can show.
_FIRST = (Verdict.REJECT, Verdict.REFER, Verdict.ACCEPT, Verdict.NOT_APPLICABLE)


class HtmlReport:
    """The report of one run (審査結果の報告書), a context manager that removes what it put on disk.

    ``title`` is shown as it is (a file name, say), ``lang`` is the language shown first, ``made`` a date to print if
    there is one, ``limit`` the number of rows the table holds at most.  The same input gives the same bytes.
    """

    def __init__(self, title: str, lang: str = "ja", *, made: str = "", limit: int = LIMIT) -> None:
        """Open the private temporary file the rows wait in."""
        self._title, self._lang, self._made, self._limit = title, lang, made, limit
        self._summary = Summary()
        self._near: Counter[str] = Counter()
        self._listed: Counter[Verdict] = Counter()
        self._editions: dict[tuple[str, str], None] = {}
        self._number = Terms()
        self._rows = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (closed by close)

    def __enter__(self) -> Self:
        """Return the report."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Remove the temporary file."""
        self.close()

    def close(self) -> None:
        """Remove the temporary file."""
        self._rows.close()

    def add(self, report: RowReport) -> None:
        """Count one row, and keep it if a person should look at it."""
        summary = Summary()
        summary.add(report)
        self.count(summary, [(str(answer.edition), str(answer.filing)) for answer in report.parts.values()])
        self.keep(report)

    def count(self, summary: Summary, rules: Iterable[tuple[str, str]]) -> None:
        """Count some rows, which were screened under rules: an edition and a legal situation."""
        self._summary.join(summary)
        self._editions.update(dict.fromkeys(rules))

    def keep(self, report: RowReport) -> None:
        """Keep a row if a person should look at it."""
        if not report.worth_a_line:
            return
        self._near.update({near.reason for answer in report.parts.values() for near in answer.suggestions[:1]})
        rank = _FIRST.index(report.verdict)
        self._listed[report.verdict] += 1
        line = f"{rank}{as_script(row_data(report, self._number))}\n"
        self._rows.write(line.encode("utf-8", "backslashreplace"))

    def write(self, output: BinaryIO, findings: Sequence[Finding] | None = None) -> None:
        """Write the page in UTF-8 to ``output``, which stays open.

        ``findings`` are those about the file as a whole; without them (``None``: nobody looked) nothing is said of it.
        """
        page = Page(
            title=self._title,
            lang=self._lang,
            made=self._made,
            editions=tuple(self._editions),
            summary=self._summary,
            near=self._near,
            findings=None if findings is None else tuple(findings),
            listed=self._listed.total(),
            left_out=max(0, self._listed.total() - self._limit),
            limit=self._limit,
            terms=tuple(self._number.numbers),
        )
        write_page(page, self._chosen(), output)

    def _chosen(self) -> Iterator[str]:
        """Yield the rows of the table as JSON in their order, the gravest when there are too many."""
        room = self._limit
        left: list[int] = []
        for verdict in _FIRST:
            left.append(min(room, self._listed[verdict]))
            room -= left[-1]
        self._rows.seek(0)
        between = ""
        for line in self._rows:
            rank = line[0] - ord("0")
            if left[rank]:
                left[rank] -= 1
                yield between + line[1:-1].decode("utf-8")
                between = ",\n"
