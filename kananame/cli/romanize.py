"""``kananame romanize``: one reading in Latin letters with what that rests on, or the romaji columns of a file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import click

import kananame as kn
from kananame import messages
from kananame.cli import options, summary
from kananame.cli.check import COLUMNS_HELP, columns_of
from kananame.cli.console import console, put, visible
from kananame.cli.explain import finding_lines, grid, listed
from kananame.errors import KananameError
from kananame.io import delimited, files, formats, header
from kananame.io.annotate import beside
from kananame.io.jsonl import as_json, encoded
from kananame.io.notes import notes
from kananame.io.refusals import Refusal
from kananame.io.romaji import ROMAJI, RomajiRow, Speller, spell, spelled_cells
from kananame.io.source import Asked as About
from kananame.io.source import Source
from kananame.model import Part, Severity
from kananame.romaji.styles import HOLDER, STANDARD
from kananame.text import repertoire_findings

Asked = dict[str, Any]
"""The options as click parsed them."""
OF_ONE = ("name", "part", "given")
OF_FILE = ("output", "columns", "delimiter", "encoding", "sheet")


@click.command()
@click.argument("reading", required=False)
@click.option("--name", metavar="NAME", help="The name as written (氏名の文字); it decides which vowels are long.")
@click.option("--part", type=click.Choice(list(map(str, Part))), help="Which part of the name; else each is tried.")
@options.style_option
@options.option_option
@click.option(
    "--given", metavar="SPELLING", help="The holder's own spelling (本人のつづり): checked, used as it stands."
)
@click.option("--file", "source", metavar="FILE", help="Spell the names of a file; - for standard input.")
@click.option("-o", "--output", metavar="FILE", help="With --file: write its rows and the romaji here; - for stdout.")
@click.option("--columns", metavar="ROLE=COLUMN,…", help=f"With --file. {COLUMNS_HELP}")
@click.option("--delimiter", metavar="CHAR", help="With --file: the delimiter (区切り文字), or tab.")
@click.option("--encoding", metavar="NAME", help="With --file: the encoding (文字コード).")
@click.option("--sheet", metavar="NAME", help="With --file: the sheet of a workbook (シート), or #2.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON; with --file one line a row.")
@options.dated
def romanize(**asked: Any) -> int:  # noqa: ANN401
    """Write READING (振り仮名) in Latin letters (ローマ字).

    Which kanji carries which kana decides which vowels are long, so give the name where you can; whatever was a
    judgement is said.  A full name parts surname and given name by a space, in READING and in --name.

    With --file the rows of a file get columns for the romaji; without --output only numbers are printed.

    \b
    Examples: kananame romanize マツウラ --name 松浦
              kananame romanize オオノ --name 大野 --given OHNO
              kananame romanize --file residents.csv -o romaji.csv
    """  # noqa: D301 (click's mark of lines that stay lines)
    one = asked["reading"] is not None
    unfit = OF_FILE if one else OF_ONE
    if one == (asked["source"] is not None) or any(asked[option] is not None for option in unfit):
        raise Refusal("romanize-source")
    check_choice(asked["style"], asked["option"], asked["given"])
    book = options.book_on(asked["on"])
    return _one(asked, book) if one else _file(asked, book)


def check_choice(style: str, option: str, given: str | None) -> None:
    """Raise ``Refusal`` for an option or a holder's spelling the style has not, and for one of the two alone."""
    if (given is None and option == HOLDER) or (given is not None and option not in {STANDARD, HOLDER}):
        raise Refusal("holder-alone")
    if given is None:
        options.check_option(style, option)
    else:
        options.check_own(given, style, "--given")


def _one(asked: Asked, book: kn.Rulebook) -> int:
    """Print one reading in Latin letters; return whether there is something to look at."""
    written = spelled(asked, book)
    if asked["as_json"]:
        click.echo(json.dumps(written.to_dict(), ensure_ascii=False, indent=2))
    else:
        show(written, asked["lang"])
    return options.looked_at(written.notes)


def spelled(asked: Asked, book: kn.Rulebook) -> kn.Romaji:
    """Return a reading as it was asked for.

    Raises ``Refusal``: ``reading-characters``, ``reading-soundless``.
    """
    reading, given = asked["reading"], asked["given"]
    option = asked["option"] if given is None else HOLDER
    try:
        return kn.romanize(
            reading, name=asked["name"], part=asked["part"], style=asked["style"], option=option, given=given, book=book
        )
    except KananameError:
        shown = visible(reading)
        for wrong in repertoire_findings(kn.fold(reading).kana, book.on):
            if wrong.code == "kana-not-permitted":
                found = dict(wrong.params)
                char, codepoint = visible(found["char"]), found["codepoint"]
                raise Refusal("reading-characters", reading=shown, char=char, codepoint=codepoint) from None
        raise Refusal("reading-soundless", reading=shown) from None


def show(written: kn.Romaji, lang: str) -> None:
    """Print a spelling, the answer first and what it rests on below."""
    page = grid(2)
    for code, value in _lines(written, lang):
        page.add_row(messages.text(code, lang), value)
    put(console(err=False), page)


def _lines(written: kn.Romaji, lang: str) -> Iterator[tuple[str, str]]:
    yield "romanize-spelling", written.text
    yield "romanize-reading", visible(written.reading)
    division = " ".join("=".join(filter(None, (part.kanji, part.kana))) for part in written.segments)
    yield "romanize-division", listed([visible(division)], lang)
    style = messages.text(f"style-{written.style}", lang)
    yield (
        "romanize-style",
        messages.text("romanize-styled", lang, style=style, code=written.style, option=written.option),
    )
    yield "romanize-others", listed(written.alternatives, lang)
    yield "explain-findings", "\n".join(finding_lines(note, lang) for note in written.notes) or listed((), lang)


def _file(asked: Asked, book: kn.Rulebook) -> int:
    """Spell the rows of a file; return whether there is something to look at."""
    path, output, lang = asked["source"], asked["output"], asked["lang"]
    delimited.parse_delimiter(asked["delimiter"])
    told = header.parse_roles(asked["columns"]) if asked["columns"] is not None else None
    if output not in {None, files.STANDARD}:
        files.check_target(output, path)
    total = Total()
    read = About(asked["encoding"], asked["delimiter"], asked["sheet"])
    with formats.open_source(path, sys.stdin.buffer, read) as source, ExitStack() as stack:
        columns = columns_of(source.header, told, path)
        for note in notes(source, columns, lang):
            click.echo(f"kananame: {note}", err=True)
        write = _writer(stack, asked, source)
        for record, row in spell(source, columns, Speller(asked["style"], asked["option"], book)):
            total.add(row)
            write(record, row)
    _show_total(total, output, lang)
    return 1 if total.to_look_at else 0


def _writer(stack: ExitStack, asked: Asked, source: Source) -> Callable[[list[str], RomajiRow], object]:
    """Return what writes a row as it was asked for, and closes with the stack."""
    output = asked["output"]
    if output is None:
        return lambda _record, _row: None
    stream = stack.enter_context(files.standard_output() if output == files.STANDARD else files.whole_file(output))
    if asked["as_json"]:
        return lambda _record, row: stream.write(encoded(f"{as_json(row.to_dict())}\n"))
    form = formats.output_form(output, None, source)
    table = formats.table_writer(form, stream, formats.layout_of(form, source))
    stack.callback(table.release)
    stack.callback(table.close)
    table.write([*source.header, *ROMAJI])
    width = len(source.header)
    return lambda record, row: table.write(beside(record, width, spelled_cells(row)))


@dataclass(slots=True)
class Total:
    """What a run saw, in numbers only."""

    rows: int = 0
    to_look_at: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, row: RomajiRow) -> None:
        """Count one row; a code counts once a row."""
        codes = {finding.code for finding in row.all_findings() if finding.severity != Severity.INFO}
        self.rows += 1
        self.to_look_at += bool(codes)
        self.codes.update(codes)


def _show_total(total: Total, output: str | None, lang: str) -> None:
    """Print the numbers of a run."""
    err = output == files.STANDARD
    console(err=err).print(messages.text("romanize-rows", lang, rows=total.rows, look=total.to_look_at))
    summary.show_codes(total.codes, lang, err=err)
    if output is None and total.rows:
        summary.show_hint(lang, "romanize-output")
