"""``kananame export``: records of a layout from a ledger or a cleansed file, with a manifest beside them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

import click

from kananame import messages
from kananame.cli import summary
from kananame.cli.card import pairs
from kananame.cli.console import console
from kananame.cli.options import day, jobs_option, spoken
from kananame.cli.records import layout_named, place, show_findings, tell_notes
from kananame.io import formats
from kananame.io.export import Tally, check, export_portions
from kananame.io.export import export as write
from kananame.io.jobs import jobs_for
from kananame.io.manifest import CSV, ENCODINGS, ENDINGS, HEADERS, KINDS, NEWLINES, QUOTINGS, Form, form_of
from kananame.io.pairs import read_pairs
from kananame.io.portion import Task
from kananame.io.record_ledger import FULL, Slice, is_ledger, of_ledger
from kananame.io.record_rows import columns_of, parse_columns, portions
from kananame.io.refusals import Refusal
from kananame.record import PROFILES, Layout, Options, layouts

Asked = dict[str, Any]
"""The options as click parsed them."""
SET_FORM: Final = "FIELD=VALUE"
FILE: Final = "file"
OF_LEDGER: Final = {"full": "--full", "since": "--since-seq", "event": "--event", "on": "--on", "known": "--known"}
OF_FILE: Final = {"certified": "--certified", "columns": "--columns", "jobs": "--jobs"}
FORM: Final = ("encoding", "bom", "newline", "quoting", "header")
LAYOUT_HELP = f"Which records (レイアウト): {', '.join(dict.fromkeys(one.id for one in layouts()))}; or ID@VERSION."
COLUMNS_HELP = "Of a file: which column holds what, as family=氏,person=#1; the usual headings need no mention."


@click.command()
@click.argument("source", metavar="SOURCE")
@click.option("--layout", "layout_id", metavar="ID", required=True, help=LAYOUT_HELP)
@click.option("-o", "--output", metavar="FILE", required=True, help="Write the records here (出力先).")
@click.option("--full", is_flag=True, default=None, help="Of a ledger: everyone (全件); so without another choice.")
@click.option("--since-seq", "since", metavar="N", type=click.IntRange(0), help="What followed the N-th event (差分).")
@click.option("--event", metavar="ID", help="What followed one event (事件の番号).")
@click.option("--on", metavar="DATE", help="With --full: what held on this day (効力の日), YYYY-MM-DD.")
@click.option("--known", metavar="DATE", help="With --full: as far as it was known on this day (知った日).")
@click.option("--certified", is_flag=True, default=None, help="Of a file: its readings are the register's (公証済み).")
@click.option("--columns", metavar="VALUE=COLUMN,…", help=COLUMNS_HELP)
@click.option("--set", "constants", multiple=True, metavar=SET_FORM, help="What an item holds in all records (固定値).")
@click.option("--reasons", metavar="TABLE", help="Your codes of 異動事由: a file with the columns reason,code.")
@click.option("--repertoire", type=click.Choice(tuple(PROFILES)), help="Characters the receiver can hold (文字集合).")
@click.option("--substitutes", metavar="TABLE", help="Your substitutes (代替文字): with the columns char,substitute.")
@click.option("--audit", metavar="FILE", help="List what did not simply leave here (監査); else FILE.audit.jsonl.")
@click.option("--numbers", is_flag=True, help="Let 個人番号 and 住民票コード pass.")
@click.option("--format", "kind", type=click.Choice(KINDS), help="Kind of file; else by the output's ending.")
@click.option("--header", type=click.Choice(HEADERS), help="Of CSV: official names, field names or none (見出し).")
@click.option("--encoding", type=click.Choice(tuple(ENCODINGS)), help="Encoding (文字コード); else utf-8.")
@click.option("--newline", type=click.Choice(tuple(NEWLINES)), help="Line ends (改行).")
@click.option("--quoting", type=click.Choice(QUOTINGS), help="Of CSV: which cells are quoted (引用符); else all.")
@click.option("--bom", is_flag=True, default=None, help="Begin with a byte order mark.")
@jobs_option
@click.option("--generated", metavar="TIME", help="Write this time into the manifest (作成日時); else none.")
@spoken
def export(**asked: Any) -> int:  # noqa: ANN401
    """Write the records that other systems receive, from SOURCE: a ledger, or a file of names.

    A record with an item that its layout does not allow stays and is listed; the exit code is then 1.  The manifest
    (FILE.manifest.json) appears last: `kananame verify FILE` holds both against each other.  The same source gives the
    same bytes.

    \b
    Examples: kananame export town.ledger --layout jumin-joho --since-seq 120 -o delta.csv
              kananame export residents.csv --layout gif-person --certified -o persons.jsonl
    """  # noqa: D301 (click's mark of lines that stay lines)
    source, ledger = asked["source"], is_ledger(asked["source"])
    for name, option in (OF_FILE if ledger else OF_LEDGER).items():
        if asked[name] is not None:
            raise Refusal("export-option", option=option, source=source)
    task = task_of(asked)
    check(task, source)
    tally = _of_ledger(asked, task) if ledger else _of_file(asked, task)
    show(tally, task, asked["lang"])
    return int(tally.refused > 0)


def task_of(asked: Asked) -> Task:
    """Return what is to be written, as far as the options tell."""
    kind = asked["kind"] or ENDINGS.get(Path(asked["output"]).suffix.lower(), CSV)
    form = form_of(kind, **{name: asked[name] for name in FORM})
    made = layout_named(asked["layout_id"])
    chosen = options_of(asked, made, form)
    return Task(made, chosen, form, asked["output"], FILE, asked["audit"] or "", generated=asked["generated"])


def options_of(asked: Asked, made: Layout, form: Form) -> Options:
    """Return what the caller decides of the records.

    Raises ``Refusal``: ``pair-invalid``, ``constant-unknown``, ``constant-invalid`` and those of ``read_pairs``.
    """
    constants = {}
    for text in asked["constants"]:
        name = text.partition("=")[0]
        value = pairs("--set", [text], [name] if name else [], SET_FORM)[0][1]
        constants[field_of(name, made)] = value
    return Options(
        constants=constants,
        reasons=read_pairs(asked["reasons"], ("reason", "code")),
        repertoire=asked["repertoire"] or ENCODINGS[form.encoding] or Options().repertoire,
        substitutes=read_pairs(asked["substitutes"], ("char", "substitute")),
        numbers=asked["numbers"],
    )


def field_of(name: str, made: Layout) -> str:
    """Return the field of an item, whatever of its names it is called by; raise ``Refusal`` ``constant-unknown``."""
    try:
        return made.item(name).field
    except ValueError:
        raise Refusal("constant-unknown", field=name, layout=made.key) from None


def _of_ledger(asked: Asked, task: Task) -> Tally:
    if sum(asked[name] is not None for name in ("full", "since", "event")) > 1:
        raise Refusal("export-choice")
    days = {name: asked[name] and day(asked[name], f"--{name}") for name in ("on", "known")}
    wanted = Slice(asked["since"], asked["event"], **days)
    if wanted.content != FULL and any(days.values()):
        raise Refusal("export-days")
    with of_ledger(asked["source"], task.layout, wanted) as (through, facts):
        return write(facts, task._replace(content=wanted.content, on=asked["on"], through=through))


def _of_file(asked: Asked, task: Task) -> Tally:
    told = parse_columns(asked["columns"], task.layout)
    with formats.open_source(asked["source"], sys.stdin.buffer) as source:
        tell_notes(source, asked["lang"])
        columns = columns_of(source.header, told, task.layout, asked["source"])
        jobs = jobs_for(source.size, asked["jobs"])
        return export_portions(portions(source, columns, task, certified=bool(asked["certified"]), jobs=jobs), task)


def show(tally: Tally, task: Task, lang: str) -> None:
    """Print what was written and what stayed."""
    out = console(err=False)
    out.print(messages.text("export-done", lang, layout=task.layout.key, rows=tally.rows, refused=tally.refused))
    if tally.substituted:
        out.print(messages.text("export-substituted", lang, count=tally.substituted))
    summary.show_codes(tally.codes, lang, err=False)
    show_findings(((place(held.row, held.person, lang), held.finding) for held in tally.shown), lang)
    if tally.listed:
        out.print(messages.text("export-audit", lang, path=task.audited))
