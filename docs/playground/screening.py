"""A file in the playground: screened in slices, so that the page stays awake, and written as the command writes it."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from time import perf_counter
from typing import TYPE_CHECKING

from docs.playground.answers import book_on
from docs.playground.pasted import with_header
from docs.playground.said import Json, Words
from kananame import messages
from kananame.io import files, formats, header
from kananame.io.annotate import added, added_cells, beside
from kananame.io.notes import notes
from kananame.io.refusals import Refusal
from kananame.io.screen import LOOKED_AT, RowReport, Summary, screen
from kananame.io.source import Asked, Source
from kananame.model import Finding, Report, Severity, Verdict
from kananame.signs import Signs

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

SHOWN = 1_000
"""So many rows to look at are shown, and so many others; the download has them all."""
READ_HERE = frozenset({formats.CSV, formats.TSV, formats.JSONL})
"""What can be read without packages that the page does not carry."""
HEADINGS_MOST, HEADING_LONGEST = 300, 60
LOOKED_EVERY = 16
"""Rows between two looks at the clock."""


class Screening:
    """One file being screened; ``begin`` and each ``step`` tell as JSON what the page shows."""

    def __init__(self, data: Buffer, question: str) -> None:
        """Take the bytes, and what the page asks: name, language, filing, day, encoding, columns, pasted or not."""
        self._data = bytes(data)
        self._asked: Json = json.loads(question)
        self._words = Words(self._asked["lang"])
        self._stack = ExitStack()
        self._output = io.BytesIO()
        self._headings: list[str] = []
        self._total, self._signs = Summary(), Signs()
        self._kept: Counter[bool] = Counter()

    def begin(self) -> str:
        """Open the file and find its columns; return headings and notes, or why it cannot be screened."""
        return self._told(self._begin)

    def step(self, seconds: float) -> str:
        """Screen rows for a while; return how far it is, rows to show, and with the last row the summary."""
        return self._told(lambda: self._step(seconds))

    def output(self) -> bytes:
        """Return the annotated file."""
        return self._output.getvalue()

    def close(self) -> None:
        """Let the file go."""
        self._stack.close()

    def _told(self, work: Callable[[], Json]) -> str:
        try:
            said = work()
        except Refusal as refusal:
            self.close()
            said = self._refused(refusal)
        return json.dumps(said, ensure_ascii=False)

    def _refused(self, refusal: Refusal) -> Json:
        params = {**refusal.params, "path": self._asked["name"]}
        return {
            "error": {
                "code": refusal.code,
                "text": self._words.text(refusal.code, **params),
                "action": messages.action(refusal.code, self._words.lang, **params),
                "form": params.get("form", ""),
            },
            "headings": heads(self._headings),
        }

    def _begin(self) -> Json:
        source = self._source = self._opened()
        self._headings = source.header
        told = self._asked.get("columns")
        columns = header.find_told(source.header, told, "") if told else header.recognise(source.header, "")
        self._columns = columns
        form = formats.TSV if source.form == formats.TSV else formats.CSV
        self._writer = formats.table_writer(form, self._output, formats.layout_of(form, source))
        self._writer.write([*source.header, *added(spelled=False)])
        book = book_on(self._asked.get("on") or "")
        self._rows = screen(source, columns, filing=self._asked["filing"], book=book)
        return {
            "headings": heads(source.header),
            "roles": columns.roles,
            "notes": list(notes(source, columns, self._words.lang)),
            "form": form,
        }

    def _opened(self) -> Source:
        data = with_header(self._data, self._words) if self._asked.get("pasted") else self._data
        asked = Asked(self._asked.get("encoding") or None)
        source = self._stack.enter_context(formats.open_source(files.STANDARD, io.BytesIO(data), asked))
        self._data = b""
        if source.form not in READ_HERE:
            raise Refusal("extra-needed", form=source.form.upper(), extra=source.form)
        return source

    def _step(self, seconds: float) -> Json:
        until = perf_counter() + seconds
        shown: list[Json] = []
        for record, report in self._rows:
            self._total.add(report)
            self._signs.add(self._columns.cells(record), report.row)
            self._writer.write(beside(record, len(self._headings), added_cells(report, self._words.lang)))
            looked_at = report.verdict in LOOKED_AT
            if self._kept[looked_at] < SHOWN:
                self._kept[looked_at] += 1
                shown.append(self._row(report))
            if report.row % LOOKED_EVERY == 0 and perf_counter() > until:
                return self._progress(shown)
        self._writer.close()
        said = {**self._progress(shown), "summary": self._summary()}
        self.close()
        return said

    def _progress(self, shown: Sequence[Json]) -> Json:
        done, total = self._source.place()
        return {"rows": self._total.rows, "share": done / total if total else 1, "shown": shown}

    def _row(self, report: RowReport) -> Json:
        """Return a row as the table shows it."""
        return {
            "row": report.row,
            "id": report.id or "",
            "verdict": self._words.verdict(report.verdict),
            "parts": [self._part(part) for part in report.parts.values()],
            "reasons": list(dict.fromkeys(self._reasons(report))),
        }

    def _part(self, part: Report) -> Json:
        return {
            "part": str(part.part),
            "name": part.name,
            "reading": part.reading,
            "explained": part.verdict is Verdict.ACCEPT,
            "segments": [[segment.kanji, segment.kana] for segment in part.segments],
            "suggestions": self._words.suggestions(part.suggestions),
        }

    def _reasons(self, report: RowReport) -> Iterator[str]:
        for part, finding in report.all_findings():
            if finding.severity is not Severity.INFO:
                yield self._sentence(part, finding)

    def _sentence(self, part: str, finding: Finding) -> str:
        said = messages.describe(finding, self._words.lang)
        if "part" in dict(finding.params) or part == "row":
            return str(self._words.finding(finding)["text"])
        return self._words.text("reason-of-part", part=self._words.text(f"part-{part}"), sentence=said)

    def _summary(self) -> Json:
        counts = self._total
        return {
            "text": self._words.text("summary-rows", rows=f"{counts.rows:,}", look=f"{counts.to_look_at:,}"),
            "verdicts": [{**self._words.verdict(each), "count": counts.verdicts[each]} for each in Verdict],
            "reasons": [
                {"code": code, "text": messages.outline(code, self._words.lang), "count": count}
                for code, count in sorted(counts.codes.items(), key=lambda pair: (-pair[1], pair[0]))
            ],
            "signs": self._words.findings(self._signs.findings()),
            "limit": SHOWN,
        }


def heads(header: Sequence[str]) -> list[str]:
    """Return headings to choose from; what has no end is no heading."""
    return [heading[:HEADING_LONGEST] for heading in header[:HEADINGS_MOST]]
