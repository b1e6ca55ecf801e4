"""``kananame import``: the newest rows of a file of resident records as the input of ``kananame check``."""

from __future__ import annotations

import sys

import click

from kananame import messages
from kananame.cli.console import console
from kananame.cli.options import spoken
from kananame.cli.records import tell_notes
from kananame.io import files, formats
from kananame.io.delimited import CsvWriter
from kananame.io.take_in import Taken, headings, recognise, take_in, versions
from kananame.io.writer import Layout


@click.command("import")
@click.argument("path", metavar="FILE")
@click.option(
    "--layout", "name", metavar="ID", default="jumin-joho", show_default=True, help="Its layout (レイアウト)."
)
@click.option(
    "-o", "--output", metavar="FILE", required=True, help="Write the rows here (出力先); - for standard output."
)
@spoken
def import_records(path: str, name: str, output: str, lang: str) -> int:
    """Take the newest row of each person (最新フラグ) out of FILE, under headings that `kananame check` knows.

    Official names, field names and their older forms are recognised.  Nothing else of FILE is taken over.
    """
    known = versions(name)
    standard = output == files.STANDARD
    if not standard:
        files.check_target(output, path)
    taken = Taken()
    with formats.open_source(path, sys.stdin.buffer) as source:
        tell_notes(source, lang)
        columns = recognise(source.header, known, path)
        with files.standard_output() if standard else files.whole_file(output) as target:
            rows = CsvWriter(target, Layout(raw=True))
            rows.write(headings(columns, known))
            for cells in take_in(source, columns, taken):
                rows.write(cells)
            rows.close()
    out = console(err=standard)
    out.print(messages.text("import-done", lang, taken=taken.taken, past=taken.past))
    for code, count in (("import-unclear", taken.unclear), ("import-repeated", taken.repeated)):
        if count:
            out.print(messages.advice(code, lang, count=count))
    return int(taken.unclear + taken.repeated > 0)
