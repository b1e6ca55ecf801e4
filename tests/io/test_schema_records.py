"""docs/schema.md on records: layouts, the form of CSV, manifest and audit file, held against what is written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kananame.io import manifest as m
from kananame.io.portion import NOTED, REFUSED, SUBSTITUTED
from kananame.io.record_ledger import DELTA, EVENT, FULL
from kananame.record import PROFILES, VALUES, layouts
from tests.io.sample_records import lines, resident, written
from tests.io.test_schema import PAGE, faults

ROW = re.compile(r"^\| ((?:`\w+`(?:, )?)+) \| (.+?) \| (.+?) \|", re.MULTILINE)


def table(heading: str) -> dict[str, tuple[str, str]]:
    """Return the rows of the table under a heading of the page: type and meaning by field."""
    found: dict[str, tuple[str, str]] = {}
    for names, kinds, said in ROW.findall(PAGE.partition(f"\n#### {heading}")[2].partition("\n##")[0]):
        fields, several = re.findall(r"\w+", names), kinds.split(", ")
        # Two fields of a row have one type each, or both the same.
        each = several if len(fields) == len(several) == 2 else [kinds] * len(fields)
        found.update({field: (kind, said) for field, kind in zip(fields, each, strict=True)})
    return found


def codes(heading: str, field: str) -> set[str]:
    return set(re.findall(r"`([\w-]+)`", table(heading)[field][1]))


def test_a_manifest_is_as_documented(tmp_path: Path) -> None:
    written([resident(0), resident(1, birth="x")], tmp_path / "out.csv")
    found = json.loads(m.beside(tmp_path / "out.csv").read_text(encoding="utf-8"))
    assert set(table("送付票")) == set(found)
    assert [fault for field, (kind, _) in table("送付票").items() for fault in faults(found[field], kind, field)] == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("kind", set(m.KINDS)),
        ("encoding", set(m.ENCODINGS)),
        ("newline", set(m.NEWLINES)),
        ("repertoire", set(PROFILES)),
        ("content", {FULL, DELTA, EVENT, "file"}),
    ],
)
def test_the_page_lists_every_value_of_a_manifest(field: str, values: set[str]) -> None:
    assert codes("送付票", field) == values


def test_an_audit_file_is_as_documented(tmp_path: Path) -> None:
    facts = [resident(0, **{"family-status": "provisional"}), resident(1, family="𠮷"), resident(2, birth="x")]
    options = {"repertoire": "cp932", "substitutes": {"𠮷": "吉"}}
    written(facts, tmp_path / "out.csv", options=options)
    found = lines(tmp_path / "out.csv.audit.jsonl")
    assert {line["outcome"] for line in found} == codes("一覧", "outcome") == {REFUSED, NOTED, SUBSTITUTED}
    for line in found:
        assert [*line] == [*table("一覧")]
        assert [fault for field, (kind, _) in table("一覧").items() for fault in faults(line[field], kind, field)] == []


def test_the_page_lists_every_layout() -> None:
    rows = re.findall(r"^\| `([\w.@-]+@[\w.-]+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    assert rows == [
        (made.key, made.title_ja, made.title_en, "documented" if made.documented else "project",
         " ".join(f"`{form}`" for form in made.forms))
        for made in layouts()
    ]  # fmt: skip


def test_the_page_lists_the_form_of_csv() -> None:
    rows = re.findall(r"^\| `--(\w+)` \| (\S+).*? \| (.+?) \|", PAGE, re.MULTILINE)
    found = {name: (default, set(re.findall(r"`(\S+)`", others))) for name, default, others in rows}
    usual = m.form_of("csv")
    for name, values in (
        ("encoding", m.ENCODINGS),
        ("newline", m.NEWLINES),
        ("quoting", m.QUOTINGS),
        ("header", m.HEADERS),
    ):
        default, others = found[name]
        assert default == f"`{getattr(usual, name)}`"
        assert others | {getattr(usual, name)} == set(values)
    assert not usual.bom


def test_the_page_lists_every_value() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (history|event|derived|caller) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
    assert rows == [(name, value.origin, value.ja, value.en) for name, value in VALUES.items()]
