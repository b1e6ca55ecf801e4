"""``kananame check``: screen a file of names and write it back with the answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import kananame as kn
from kananame import messages
from kananame.cli import options, summary
from kananame.cli.progress import Meter
from kananame.io import delimited, files, formats, header
from kananame.io.jobs import jobs_for
from kananame.io.notes import notes
from kananame.io.output import Wanted, check_resume, open_output
from kananame.io.refusals import Refusal
from kananame.io.screen import LOOKED_AT, RowReport, Summary
from kananame.io.screening import Setup, screened
from kananame.io.source import Asked, Source
from kananame.model import Finding
from kananame.signs import Signs

if TYPE_CHECKING:
    from kananame.report import HtmlReport

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
    form: str | None
    columns: str | None
    delimiter: str | None
    encoding: str | None
    sheet: str | None
    romaji: str | None
    filing: str
    on: str | None
    lang: str
    raw: bool
    report: str | None
    resume: bool
    quiet: bool
    show_values: bool
    jobs: int | None


@click.command()
@click.argument("source", metavar="FILE")
@click.option("-o", "--output", metavar="FILE", help="Write the answers here (出力先); - for standard output.")
@click.option(
    "--format",
    "form",
    type=click.Choice(formats.FORMS),
    help="Output format; else by the output's ending, else as the input.",
)
@click.option("--columns", metavar="ROLE=COLUMN,…", help=COLUMNS_HELP)
@click.option("--delimiter", metavar="CHAR", help="Delimiter (区切り文字), or tab; else taken from the header.")
@click.option("--encoding", metavar="NAME", help="Encoding (文字コード); else found: UTF-8, UTF-16, CP932, EUC-JP.")
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook (シート), or #2; else the first with data.")
@click.option("--romaji", type=click.Choice(options.STYLES), help="Add the names in romaji (ローマ字) of this style.")
@click.option("--raw", is_flag=True, help="Keep cells that a spreadsheet would run as a formula (式を無害化しない).")
@click.option("--report", metavar="FILE", help="Write a page for people (報告書), HTML that opens offline.")
@click.option("--resume", is_flag=True, help="Go on where an interrupted run stopped (中断した処理の再開).")
@click.option("--quiet", is_flag=True, help="Print nothing but failures (表示を省く).")
@click.option("--show-values", is_flag=True, help=f"Also print up to {SHOWN} rows to look at, with names (氏名を表示).")
@options.jobs_option
@options.common
def check(**asked: Any) -> int:  # noqa: ANN401
    """Screen the names of FILE: CSV, TSV, XLSX, JSONL or Parquet (- for standard input).

    Without --output only numbers are printed.  The output (csv, tsv, xlsx, parquet) holds every row of the input in
    its order, with the verdict (判定), the canonical reading, the reasons (理由), the alignment and proposals added; in
    XLSX the cells in question are coloured and have a note.  JSONL holds the reports.  The output appears whole or not
    at all.
    """
    return _run(Run(**asked))


def _run(run: Run) -> int:
    book = options.book_on(run.on)
    delimited.parse_delimiter(run.delimiter)
    told = header.parse_roles(run.columns) if run.columns is not None else None
    if run.output is None and run.resume:
        check_resume(None, formats.CSV)
    if run.output not in {None, files.STANDARD}:
        files.check_target(str(run.output), run.source)
    if run.report is not None:
        check_page(run)
    asked = Asked(run.encoding, run.delimiter, run.sheet)
    with formats.open_source(run.source, sys.stdin.buffer, asked) as source:
        columns = columns_of(source.header, told, run.source)
        _note(run, notes(source, columns, run.lang))
        total, shown, signs = _screen_all(run, source, columns, book)
    _show(run, total, shown, signs)
    return 1 if total.to_look_at else 0


def check_page(run: Run) -> None:
    """Refuse, before any work, a page that could not be written.

    Raises ``Refusal``: those of ``files.check_target``, and ``report-target``.
    """
    path = str(run.report)
    if path == files.STANDARD or (run.output is not None and Path(path).absolute() == Path(run.output).absolute()):
        raise Refusal("report-target", path=path)
    files.check_target(path, run.source)


def columns_of(headings: list[str], told: dict[str, str] | None, path: str) -> header.Columns:
    """Return the columns the caller told, or those the headings tell."""
    return header.find_told(headings, told, path) if told else header.recognise(headings, path)


def _screen_all(
    run: Run, source: Source, columns: header.Columns, book: kn.Rulebook
) -> tuple[Summary, list[RowReport], tuple[Finding, ...]]:
    shown: list[RowReport] = []
    signs = Signs()
    with ExitStack() as stack:
        page = stack.enter_context(_page(run)) if run.report else None
        output = stack.enter_context(open_output(_wanted(run, source, book), source)) if run.output else None
        # Rows that are shown are screened again where an interrupted run has written them.
        total = output.go_on() if output and not (run.show_values or page) else Summary()
        whole = not total.rows
        if run.resume and output and not output.done:
            _note(run, [messages.text("note-resume-nothing", run.lang)])
        meter = stack.enter_context(Meter(run.lang, (total.rows, source.place().done), quiet=run.quiet))
        setup = _setup(run, source, columns)
        for found in screened(source, setup, jobs_for(source.bulk, run.jobs)):
            before = total.rows
            total.join(found.summary)
            signs.join(found.signs)
            if page:
                page.count(found.summary, [(book.edition, run.filing)] if found.summary.by_part else ())
            for report in found.behind(before):
                if page:
                    page.keep(report)
                if run.show_values and len(shown) < SHOWN and report.verdict in LOOKED_AT:
                    shown.append(report)
            if output:
                output.write(found, total)
            meter.look(total, source.place)
        # What only all rows together show: of a run that goes on, the earlier ones were not seen.
        file_wide = signs.findings() if whole else ()
        if page:
            with files.whole_file(str(run.report)) as stream:
                page.write(stream, file_wide)
    if output:
        _note(run, (messages.text(code, run.lang, **params) for code, params in output.notes()))
    return total, shown, file_wide


def _page(run: Run) -> HtmlReport:
    """Return the page for people; who wants none does not wait for its templates."""
    from kananame.report import HtmlReport  # noqa: PLC0415

    return HtmlReport(Path(run.source).name, run.lang)


def _setup(run: Run, source: Source, columns: header.Columns) -> Setup:
    """Return what decides the answers and what is written of them."""
    form = formats.output_form(str(run.output), run.form, source) if run.output else None
    layout = replace(formats.layout_of(form or formats.CSV, source, raw=run.raw), like=None)
    on = options.day(run.on, "--on") if run.on else None
    kept = run.report is not None or run.show_values
    return Setup(
        source.header, columns, source.codec, run.filing, on, run.romaji, run.lang, source.form, form, layout, kept
    )


def _wanted(run: Run, source: Source, book: kn.Rulebook) -> Wanted:
    """Return what is to be written, with everything that decides its bytes."""
    path = str(run.output)
    form = formats.output_form(path, run.form, source)
    if run.resume:
        check_resume(path, form)
    decides = ("columns", "delimiter", "encoding", "sheet", "romaji", "filing", "on", "lang", "raw")
    asked = {name: getattr(run, name) for name in decides}
    options = {**asked, "form": form, "version": kn.__version__, "edition": book.edition}
    return Wanted(path, form, run.lang, run.raw, run.resume, options)


def _note(run: Run, notes: Iterable[str]) -> None:
    for note in notes:
        if not run.quiet:
            click.echo(f"kananame: {note}", err=True)


def _show(run: Run, total: Summary, shown: list[RowReport], signs: tuple[Finding, ...]) -> None:
    to_stdout = run.output == files.STANDARD
    if not run.quiet:
        summary.show(total, run.lang, err=to_stdout)
        summary.show_signs(signs, run.lang, err=to_stdout)
    for report in shown:
        summary.show_row(report, run.lang, err=to_stdout)
    if run.output is None and total.to_look_at and not run.quiet:
        summary.show_hint(run.lang)
