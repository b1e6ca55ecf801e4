"""``kananame fix``: write a corrected copy of a file and a log that takes every change back."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import click

from kananame import messages
from kananame.cli import options
from kananame.cli.check import COLUMNS_HELP
from kananame.cli.console import aligned, console, put
from kananame.cli.progress import Meter
from kananame.io import files, header
from kananame.io.delimited import Table, parse_delimiter
from kananame.io.edit import Copy
from kananame.io.encoding import find_encoding
from kananame.io.fix import MIN_SCORE, REASONS, Accepted, Log, Tally, changes_in, undo
from kananame.io.fix import fix as fix_rows
from kananame.io.refusals import Refusal
from kananame.io.screen import RowReport, Summary, screen
from kananame.text import DOUBTFUL_FOLDS

ACCEPT_HELP = f"Reasons whose changes are made (直す理由), separated by commas: {', '.join(REASONS)}."


@dataclass(frozen=True, slots=True)
class Run:
    """What the caller asked for."""

    source: str
    output: str
    accept: str | None
    min_score: float
    log: str | None
    undo_log: str | None
    columns: str | None
    delimiter: str | None
    encoding: str | None
    filing: str
    on: str | None
    lang: str


@click.command()
@click.argument("source", metavar="FILE")
@click.option("-o", "--output", required=True, metavar="FILE", help="Write the copy here (出力先).")
@click.option("--accept", metavar="REASON,…", help=ACCEPT_HELP)
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=MIN_SCORE,
    show_default=True,
    help="Make only proposals with this score or more (確からしさの下限).",
)
@click.option("--log", metavar="LOG", help="Write every change here as CSV (変更の記録).")
@click.option("--undo", "undo_log", metavar="LOG", help="Take the changes of LOG back (変更を元に戻す).")
@click.option("--columns", metavar="ROLE=COLUMN,…", help=COLUMNS_HELP)
@click.option("--delimiter", metavar="CHAR", help="Delimiter (区切り文字), or tab; else taken from the header.")
@click.option("--encoding", metavar="NAME", help="Encoding (文字コード); else found.")
@options.common
def fix(**asked: Any) -> int:  # noqa: ANN401
    """Correct the readings of a CSV or TSV FILE (- for standard input) in a copy; FILE itself is never changed.

    \b
    kananame fix in.csv --accept small-kana,width -o out.csv --log log.csv
    kananame fix out.csv --undo log.csv -o in-again.csv

    Only the reasons named are accepted, and of the proposals only the best one of a reading, from the score on.  The
    reason width is what folding does without doubt: half-width kana, hiragana, separate voicing marks, iteration marks.
    Everything else in FILE stays as it is, byte for byte, and --undo gives back the very bytes of FILE.
    """  # noqa: D301 (the \b is for click: keep the lines apart)
    return _run(Run(**asked))


def _run(run: Run) -> int:
    if run.undo_log is not None:
        if run.accept is not None or run.log is not None:
            raise Refusal("fix-options")
        _check_target(run.output, run.source)
        _check_target(run.output, run.undo_log)
        return _said(run, _undo(run, run.undo_log), "fix-undone")
    if run.accept is None or run.log is None:
        raise Refusal("fix-options")
    accepted = Accepted.parse(run.accept, run.min_score)
    if Path(run.output).absolute() == Path(run.log).absolute():
        raise Refusal("fix-outputs")
    _check_target(run.output, run.source)
    _check_target(run.log, run.source)
    return _said(run, _fix(run, accepted, run.log), "fix-done")


def _check_target(target: str, source: str) -> None:
    if target != files.STANDARD:
        files.check_target(target, source)


@contextmanager
def _target(path: str) -> Iterator[BinaryIO]:
    with files.standard_output() if path == files.STANDARD else files.whole_file(path) as target:
        yield target


def _fix(run: Run, accepted: Accepted, log_path: str) -> Tally:
    book = options.book_on(run.on)
    told = header.parse_roles(run.columns) if run.columns is not None else None
    with ExitStack() as stack:
        stream, table = stack.enter_context(_table(run.source, run.encoding, run.delimiter))
        columns = (
            header.find_told(table.header, told, run.source) if told else header.recognise(table.header, run.source)
        )
        for code, params in table.notes:
            click.echo(f"kananame: {messages.text(code, run.lang, **params)}", err=True)
        # The log takes its place first: there is never a corrected copy without it.
        output = stack.enter_context(_target(run.output))
        log = stack.enter_context(closing(Log(stack.enter_context(_target(log_path)), table)))
        meter = stack.enter_context(Meter(run.lang))
        answers = _watched(screen(table, columns, filing=run.filing, book=book), meter, table)
        return fix_rows(answers, columns, accepted, Copy(stream, table, output), log)


def _watched(
    answers: Iterator[tuple[list[str], RowReport]], meter: Meter, table: Table
) -> Iterator[tuple[list[str], RowReport]]:
    total = Summary()
    for record, report in answers:
        total.add(report)
        meter.look(total, table.place)
        yield record, report


def _undo(run: Run, log_path: str) -> Tally:
    with ExitStack() as stack:
        log = stack.enter_context(files.open_source(log_path, sys.stdin.buffer))
        changes = stack.enter_context(closing(changes_in(log, log_path)))
        first = next(changes, None)
        if first is None:
            source = stack.enter_context(files.open_source(run.source, sys.stdin.buffer))
            shutil.copyfileobj(source, stack.enter_context(_target(run.output)))
            return Tally()
        stream, table = stack.enter_context(_table(run.source, first.encoding, first.delimiter))
        output = stack.enter_context(_target(run.output))
        return undo(table.records, chain([first], changes), Copy(stream, table, output), run.source)


@contextmanager
def _table(path: str, encoding: str | None, delimiter: str | None) -> Iterator[tuple[BinaryIO, Table]]:
    with files.open_source(path, sys.stdin.buffer) as stream:
        yield stream, Table(stream, find_encoding(stream, path, encoding), path, parse_delimiter(delimiter))


def _said(run: Run, tally: Tally, code: str) -> int:
    out = console(err=files.STANDARD in {run.output, run.log})
    out.print(messages.text(code, run.lang, rows=tally.rows, changed=tally.changed))
    if tally.held:
        out.print(messages.text("fix-held", run.lang, held=tally.held))
    if tally.reasons:
        counts = aligned()
        counts.add_column(messages.text("summary-count", run.lang), justify="right")
        counts.add_column(messages.text("summary-code", run.lang))
        counts.add_column(messages.text("summary-reason", run.lang))
        for reason, count in sorted(tally.reasons.items(), key=lambda pair: (-pair[1], pair[0])):
            counts.add_row(str(count), reason, "+".join(_word(one, run.lang) for one in reason.split("+")))
        put(out, counts)
    return 0


def _word(reason: str, lang: str) -> str:
    return messages.text(reason if reason in DOUBTFUL_FOLDS else f"near-{reason}", lang)
