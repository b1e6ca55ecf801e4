"""What a run prints: numbers for everybody, values only when asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.table import Table

from kananame import messages
from kananame.cli.console import aligned, console, put, visible
from kananame.io.annotate import reasons, segments
from kananame.io.screen import ROW, RowReport, Summary
from kananame.model import Finding, Verdict

REASONS_SHOWN = 10


def show(summary: Summary, lang: str, *, err: bool) -> None:
    """Print how many rows have which verdict, by part, and the most frequent reasons."""
    out = console(err=err)
    out.print(messages.text("summary-rows", lang, rows=summary.rows, look=summary.to_look_at))
    if summary.rows:
        out.print()
        put(out, _verdicts(summary, lang))
    show_codes(summary.codes, lang, err=err)


def show_signs(signs: Sequence[Finding], lang: str, *, err: bool) -> None:
    """Print what only all rows of the file together show, each with what to do."""
    out = console(err=err)
    for sign in signs:
        out.print()
        out.print(
            messages.text("summary-sign", lang, sentence=messages.advice(sign.code, lang, **messages.named(sign, lang)))
        )


def show_codes(codes: Counter[str], lang: str, *, err: bool) -> None:
    """Print the most frequent reasons to look at a row."""
    if not codes:
        return
    out = console(err=err)
    out.print()
    put(out, _frequent(codes, lang))
    more = len(codes) - REASONS_SHOWN
    if more > 0:
        out.print(messages.text("summary-more", lang, count=more))


def _verdicts(summary: Summary, lang: str) -> Table:
    counts = aligned()
    counts.add_column(messages.text("summary-part", lang))
    for verdict in Verdict:
        counts.add_column(messages.text(f"verdict-{verdict}", lang), justify="right")
    for part, verdicts in {ROW: summary.verdicts, **summary.by_part}.items():
        label = messages.text("summary-whole-row" if part == ROW else f"part-{part}", lang)
        counts.add_row(label, *(str(verdicts[verdict]) for verdict in Verdict))
    return counts


def _frequent(codes: Counter[str], lang: str) -> Table:
    frequent = aligned()
    frequent.add_column(messages.text("summary-count", lang), justify="right")
    frequent.add_column(messages.text("summary-code", lang), no_wrap=True)
    frequent.add_column(messages.text("summary-reason", lang), overflow="fold")
    for code, count in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))[:REASONS_SHOWN]:
        frequent.add_row(str(count), code, messages.outline(code, lang))
    return frequent


def show_row(report: RowReport, lang: str, *, err: bool) -> None:
    """Print one row to look at, with its names."""
    names = " ".join(
        f"{part.name}={part.reading} [{segments(part)}]" if part.segments else f"{part.name}={part.reading}"
        for part in report.parts.values()
    )
    verdict = messages.text(f"verdict-{report.verdict}", lang)
    found = reasons(report, lang)
    line = messages.text("summary-shown", lang, row=report.row, verdict=verdict, names=names, reasons=found)
    console(err=err).print(visible(line), soft_wrap=True)


def show_hint(lang: str, code: str = "summary-output") -> None:
    """Say how to see the answer for every row."""
    console(err=True).print(messages.text(code, lang))
