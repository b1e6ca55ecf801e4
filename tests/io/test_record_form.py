"""Records come back from every kind of file as they went in, whatever their cells hold."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame.io.manifest import Form, form_of
from kananame.io.record_form import Unread, headings, records, shape
from kananame.record import Layout, layout, layouts

FORMS = [
    *(form_of("csv", header=header, quoting=quoting, newline=newline)
      for header in ("names", "fields", "none") for quoting in ("all", "minimal") for newline in ("crlf", "lf")),
    *(form_of(kind) for kind in ("jsonl", "json", "text", "html")),
    form_of("text", newline="crlf"),
]  # fmt: skip
CELL = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from(list("\"'\\,：<>&{}%;　 ")), max_size=8)
SMALL = layout("juminhyo")


def text(cells: list[list[str]], made: Layout, form: Form) -> str:
    head, several, between, tail = shape(made, form)
    # The last one apart: what a file holds does not depend on how many are written at a time.
    apart = [several(part) for part in (cells[:-1], cells[-1:]) if part]
    return head + between.join(apart) + tail


def back(content: str, made: Layout, form: Form) -> list[list[str] | Unread]:
    lines = [line.decode() for line in io.BytesIO(content.encode())]
    found = list(records(lines, made, form))
    head = headings(made, form)
    return found[1:] if head and found[:1] == [head] else found


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(filter(None, map(str, form))))
@given(rows=st.lists(st.lists(CELL, min_size=10, max_size=10), max_size=3))
def test_whatever_cells_hold_comes_back(form: Form, rows: list[list[str]]) -> None:
    assert back(text(rows, SMALL, form), SMALL, form) == rows


@pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)
def test_every_layout_has_its_forms(made: Layout) -> None:
    rows = [[f"{number}{item.field}" for item in made.items] for number in range(2)]
    for kind in made.forms:
        assert back(text(rows, made, form_of(kind)), made, form_of(kind)) == rows


@given(rows=st.lists(st.lists(CELL, min_size=10, max_size=10), min_size=1, max_size=3))
def test_csv_is_what_the_module_writes(rows: list[list[str]]) -> None:
    for quoting, mode in (("all", csv.QUOTE_ALL), ("minimal", csv.QUOTE_MINIMAL)):
        wanted = io.StringIO()
        writer = csv.writer(wanted, quoting=mode, lineterminator="\r\n")  # type: ignore[arg-type]
        writer.writerows([[item.name for item in SMALL.items], *rows])
        assert text(rows, SMALL, form_of("csv", quoting=quoting)) == wanted.getvalue()


@given(rows=st.lists(st.lists(CELL, min_size=10, max_size=10), max_size=3))
def test_json_is_json(rows: list[list[str]]) -> None:
    fields = [item.field for item in SMALL.items]
    wanted = [dict(zip(fields, row, strict=True)) for row in rows]
    assert json.loads(text(rows, SMALL, form_of("json"))) == wanted
    assert [json.loads(line) for line in text(rows, SMALL, form_of("jsonl")).split("\n")[:-1]] == wanted


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("csv", '"a","b\n'),
        ("csv", '"a"b","c"\n'),
        ("jsonl", "[]\n"),
        ("jsonl", '{"chuki": "x"}\n'),
        ("jsonl", "{" * 100_000 + "\n"),
        ("json", "[\n{]\n]\n"),
        ("text", "注記：x\n"),
        ("text", "".join(f"{number}：x\n" for number in range(10))),
        ("html", "<table><tr><th>注記</th><td>x</td></tr></table>\n"),
        ("html", "<table><td>x</td></table>\n"),
    ],
)
def test_what_is_no_record_is_told(kind: str, content: str) -> None:
    found = list(records(content.splitlines(keepends=True), SMALL, form_of(kind)))
    assert [type(one) for one in found] == [Unread]


def test_a_broken_line_hides_no_other() -> None:
    row = [str(number) for number in range(10)]
    one = shape(SMALL, form_of("jsonl")).records([row])
    found = list(records([one, "{\n", one], SMALL, form_of("jsonl")))
    assert [found[0], type(found[1]), found[2]] == [row, Unread, row]
