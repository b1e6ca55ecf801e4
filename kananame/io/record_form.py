"""How records become text and text becomes records, for every kind of file: nothing is said twice of a kind."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Final, NamedTuple

from kananame.io.manifest import CSV, HTML, JSON, JSONL, TEXT, Form
from kananame.record.layout import Layout

COLON: Final = "："
QUOTE: Final = '"'
_ESCAPED = re.compile('[\0-\x1f"\\\\\x7f]')
Cells = Sequence[str]


class Shape(NamedTuple):
    """A file of records as text: what it begins with, some records (one or more), what parts two, what it ends with."""

    head: str
    records: Callable[[Sequence[Cells]], str]
    between: str
    tail: str


class Unread(NamedTuple):
    """What stands in the place of a record that is not in the form of its file."""

    why: str


def shape(layout: Layout, form: Form) -> Shape:
    """Return how the records of a layout are written in a form."""
    return {CSV: _csv, JSONL: _jsonl, JSON: _json, TEXT: _text, HTML: _html}[form.kind](layout, form)


def headings(layout: Layout, form: Form) -> list[str]:
    """Return the header of a file: the official names, the field names, or nothing."""
    if form.kind != CSV or form.header == "none":
        return []
    return [item.field if form.header == "fields" else item.name for item in layout.items]


def _csv(layout: Layout, form: Form) -> Shape:
    written = _quoted(len(layout.items), form.end) if form.quoting == "all" else _minimal(form.end)
    head = headings(layout, form)
    return Shape(written([head]) if head else "", written, "", "")


def _quoted(width: int, end: str) -> Callable[[Sequence[Cells]], str]:
    # Gluing takes a fifth of what the module does, and nearly no cell has a quote of its own.
    glued = '","'.join
    ended = f'"{end}"'.join

    def written(records: Sequence[Cells]) -> str:
        text = f'"{ended(map(glued, records))}"{end}'
        if text.count('"') != 2 * width * len(records):
            text = f'"{ended(glued([cell.replace(QUOTE, QUOTE * 2) for cell in cells]) for cells in records)}"{end}'
        return text

    return written


def _minimal(end: str) -> Callable[[Sequence[Cells]], str]:
    def written(records: Sequence[Cells]) -> str:
        lines: list[str] = []
        csv.writer(SimpleNamespace(write=lines.append), lineterminator=end).writerows(records)
        return "".join(lines)

    return written


def _object(layout: Layout, end: str) -> Callable[[Cells], str]:
    keys = [json.dumps(item.field) for item in layout.items]
    # A field name is made of letters and digits; no cell is read as a pattern.
    pattern = "{" + ",".join(f'{key}:"%s"' for key in keys) + "}" + end

    def line(cells: Cells) -> str:
        if _ESCAPED.search("".join(cells)):
            pairs = zip(keys, cells, strict=True)
            return "{" + ",".join(f"{key}:{json.dumps(cell, ensure_ascii=False)}" for key, cell in pairs) + "}" + end
        return pattern % tuple(cells)

    return line


def _jsonl(layout: Layout, form: Form) -> Shape:
    return Shape("", _joined(_object(layout, form.end), ""), "", "")


def _json(layout: Layout, form: Form) -> Shape:
    between = f",{form.end}"
    return Shape(f"[{form.end}", _joined(_object(layout, ""), between), between, f"{form.end}]{form.end}")


def _joined(one: Callable[[Cells], str], between: str) -> Callable[[Sequence[Cells]], str]:
    return lambda records: between.join(map(one, records))


def _text(layout: Layout, form: Form) -> Shape:
    names = [item.name for item in layout.items]

    def block(cells: Cells) -> str:
        return "".join(f"{name}{COLON}{cell}{form.end}" for name, cell in zip(names, cells, strict=True))

    return Shape("", _joined(block, form.end), form.end, "")


def _html(layout: Layout, form: Form) -> Shape:
    names = [html.escape(item.name) for item in layout.items]

    def table(cells: Cells) -> str:
        rows = (
            f"<tr><th>{name}</th><td>{html.escape(cell)}</td></tr>" for name, cell in zip(names, cells, strict=True)
        )
        return form.end.join(("<table>", *rows, "</table>", ""))

    title = html.escape(layout.title_ja)
    head = f'<!doctype html>{form.end}<html lang="ja">{form.end}<meta charset="utf-8">{form.end}<title>{title}</title>'
    return Shape(f"{head}{form.end}", _joined(table, ""), "", f"</html>{form.end}")


def records(lines: Iterable[str], layout: Layout, form: Form) -> Iterator[list[str] | Unread]:
    """Yield the records of a file, its header (CSV) too; in the place of one that cannot be read, what is wrong.

    ``lines`` are those of the file with their ends.
    """
    reading = {CSV: _read_csv, JSONL: _read_jsonl, JSON: _read_json, TEXT: _read_text, HTML: _read_html}
    return reading[form.kind](lines, layout)


def _read_csv(lines: Iterable[str], _layout: Layout) -> Iterator[list[str] | Unread]:
    rows = csv.reader(lines, strict=True)
    while True:
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Unread(str(error))


def _read_jsonl(lines: Iterable[str], layout: Layout) -> Iterator[list[str] | Unread]:
    fields = [item.field for item in layout.items]
    for line in lines:
        yield _cells(line, fields)


def _cells(line: str, fields: list[str]) -> list[str] | Unread:
    try:
        one = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Unread(str(error))
    if not isinstance(one, dict) or list(one) != fields or not all(isinstance(cell, str) for cell in one.values()):
        return Unread("fields")
    return list(one.values())


def _read_json(lines: Iterable[str], layout: Layout) -> Iterator[list[str] | Unread]:
    objects = (line.rstrip().removesuffix(",") for line in lines)
    yield from _read_jsonl((line for line in objects if line not in {"[", "]", ""}), layout)


def _read_text(lines: Iterable[str], layout: Layout) -> Iterator[list[str] | Unread]:
    names = [item.name for item in layout.items]
    block: list[str] = []
    for line in lines:
        if line.strip("\r\n"):
            block.append(line.rstrip("\r\n"))
        if len(block) == len(names):
            found = [line.partition(COLON) for line in block]
            yield [cell for *_, cell in found] if [name for name, *_ in found] == names else Unread("names")
            block = []
    if block:
        yield Unread("names")


class _Page(HTMLParser):
    """Collects the cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[tuple[str, str]]] = []
        self._open = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 (the parser's shape)
        self._open = tag
        if tag == "table":
            self.tables.append([])
        elif tag in {"th", "td"} and self.tables:
            self.tables[-1].append((tag, ""))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser's shape)
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in {"th", "td"} and self.tables:
            tag, text = self.tables[-1].pop()
            self.tables[-1].append((tag, text + data))


def _read_html(lines: Iterable[str], layout: Layout) -> Iterator[list[str] | Unread]:
    names = [item.name for item in layout.items]
    page = _Page()
    for line in lines:
        page.feed(line)
        if "</table>" in line:
            for table in page.tables:
                heads = [text for tag, text in table if tag == "th"]
                yield [text for tag, text in table if tag == "td"] if heads == names else Unread("names")
            page.tables.clear()
