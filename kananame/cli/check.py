"""``kananame check``: screen a file of names and write it back with the answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import click

from kananame.cli import options, summary
from kananame.io import delimited, encoding, files, header
from kananame.io.annotate import ADDED, CsvWriter
from kananame.io.jsonl import JsonlWriter
from kananame.io.romaji import ROMAJI, Speller, spell_screened
from kananame.io.screen import LOOKED_AT, RowReport, Summary, screen

SHOWN = 10
COLUMNS_HELP = (
    "Which column is what, as in family=氏,given=名,family-reading=氏カナ,given-reading=名カナ, "
    "or name=氏名,reading=氏名カナ; id=… is copied into JSONL. A column is named by its heading or as #3. "
    "Headings that municipal files use are recognised without this."
)


@dataclass(frozen=True, slots=True)
class Run:
    """What the caller asked for."""

    source: str
    output: str | None
    form: str
    columns: str | None
    delimiter: str | None
    encoding: str | None
    romaji: str | None
    filing: str
    on: str | None
    lang: str
    show_values: bool


@click.command()
@click.argument("source", metavar="FILE")
@click.option("-o", "--output", metavar="FILE", help="Write the answers here (出力先); - for standard output.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    help="Output format; else by the output's ending, else csv.",
)
@click.option("--columns", metavar="ROLE=COLUMN,…", help=COLUMNS_HELP)
@click.option("--delimiter", metavar="CHAR", help="Delimiter (区切り文字), or tab; else taken from the header.")
@click.option("--encoding", metavar="NAME", help="Encoding (文字コード); else found: UTF-8, UTF-16, CP932.")
@click.option("--romaji", type=click.Choice(options.STYLES), help="Add the names in romaji (ローマ字) of this style.")
@click.option("--show-values", is_flag=True, help=f"Also print up to {SHOWN} rows to look at, with names (氏名を表示).")
@options.common
def check(**asked: Any) -> int:  # noqa: ANN401
    """Screen the names of a CSV or TSV FILE (- for standard input).

    Without --output only numbers are printed.  The output holds every row of the input in its order, with the
    verdict (判定), the canonical reading, the reasons (理由) and the alignment added; it appears whole or not at all.
    """
    return _run(Run(**{**asked, "form": asked["form"] or _form(asked["output"])}))


def _form(output: str | None) -> str:
    return "jsonl" if output and Path(output).suffix.lower() in {".jsonl", ".ndjson"} else "csv"


def _run(run: Run) -> int:
    book = options.book_on(run.on)
    delimiter = delimited.parse_delimiter(run.delimiter)
    told = header.parse_roles(run.columns) if run.columns is not None else None
    if run.output not in {None, files.STANDARD}:
        files.check_target(str(run.output), run.source)
    with files.open_source(run.source, sys.stdin.buffer) as source:
        found = encoding.find_encoding(source, run.source, run.encoding)
        with delimited.open_table(source, found, run.source, delimiter) as table:
            columns = columns_of(table.header, told, run.source)
            for note in summary.notes(found, columns, run.lang):
                click.echo(f"kananame: {note}", err=True)
            answers = screen(table, columns, filing=run.filing, book=book)
            if run.romaji:
                answers = spell_screened(answers, Speller(run.romaji, book=book))
            total, shown = _screen_all(run, answers, (table, found))
    to_stdout = run.output == files.STANDARD
    summary.show(total, run.lang, err=to_stdout)
    for report in shown:
        summary.show_row(report, run.lang, err=to_stdout)
    if run.output is None and total.to_look_at:
        summary.show_hint(run.lang)
    return 1 if total.to_look_at else 0


def columns_of(headings: list[str], told: dict[str, str] | None, path: str) -> header.Columns:
    """Return the columns the caller told, or those the headings tell."""
    return header.find_told(headings, told, path) if told else header.recognise(headings, path)


def _screen_all(
    run: Run, answers: Iterator[tuple[list[str], RowReport]], made_from: tuple[delimited.Table, encoding.Encoding]
) -> tuple[Summary, list[RowReport]]:
    total = Summary()
    shown: list[RowReport] = []
    with ExitStack() as stack:
        writer: CsvWriter | JsonlWriter | None = None
        if run.output is not None:
            output = stack.enter_context(target(run.output))
            added = (*ADDED, *(ROMAJI if run.romaji else ()))
            writer = JsonlWriter(output) if run.form == "jsonl" else CsvWriter(output, *made_from, run.lang, added)
            stack.callback(writer.close)
        for record, report in answers:
            total.add(report)
            if writer:
                writer.write(record, report)
            if run.show_values and len(shown) < SHOWN and report.verdict in LOOKED_AT:
                shown.append(report)
    return total, shown


@contextmanager
def target(output: str) -> Iterator[BinaryIO]:
    """Give the output that was asked for, standard output for ``-``."""
    with files.standard_output() if output == files.STANDARD else files.whole_file(output) as stream:
        yield stream
