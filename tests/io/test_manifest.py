"""A manifest says what a file of records is; one that is not whole is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

import kananame as kn
from kananame.io import manifest as m
from kananame.io.refusals import Refusal
from tests.io.sample_records import residents, written


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out.csv"
    written(residents(3), path)
    return path


def told(target: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(m.beside(target).read_text(encoding="utf-8"))
    return found


def test_it_says_what_the_file_is(target: Path) -> None:
    content = target.read_bytes()
    assert told(target) == {
        "format": 1, "file": "out.csv", "layout": "jumin-joho", "version": "2026-09", "documented": False,
        "kind": "csv", "encoding": "utf-8", "bom": False, "newline": "crlf", "quoting": "all", "header": "names",
        "repertoire": "mj-plus", "content": "file", "rows": 3, "refused": 0, "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(), "audit": None, "on": None, "through": None,
        "edition": kn.rulebook().edition, "library": kn.__version__, "generated": None,
    }  # fmt: skip


def test_it_comes_back_as_it_was(target: Path) -> None:
    found = m.read(str(target))
    assert (found.key, found.rows, found.form) == ("jumin-joho@2026-09", 3, m.form_of("csv"))
    assert found.written() == m.beside(target).read_bytes()


def test_no_clock_is_read_but_a_time_may_be_given(tmp_path: Path) -> None:
    written(residents(1), tmp_path / "out.csv", generated="2026-06-02T09:00:00+09:00")
    assert told(tmp_path / "out.csv")["generated"] == "2026-06-02T09:00:00+09:00"


@pytest.mark.parametrize("field", [*m.TYPES.keys() - {"form"}])
def test_a_field_that_is_missing_or_of_another_type_is_named(target: Path, field: str) -> None:
    whole = told(target)
    for wrong in ({key: value for key, value in whole.items() if key != field}, {**whole, field: ["?"]}):
        m.beside(target).write_text(json.dumps(wrong), encoding="utf-8")
        with pytest.raises(Refusal) as refused:
            m.read(str(target))
        assert (refused.value.code, refused.value.params["field"]) == ("manifest-invalid", field)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"format": 2}', b'{"format": true}'])
def test_what_is_no_manifest_is_refused(target: Path, content: bytes) -> None:
    m.beside(target).write_bytes(content)
    with pytest.raises(Refusal) as refused:
        m.read(str(target))
    assert refused.value.code == "manifest-invalid"


def test_a_file_without_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        m.read(str(tmp_path / "out.csv"))
    assert (refused.value.code, refused.value.params["manifest"]) == ("manifest-missing", "out.csv.manifest.json")
    m.beside(tmp_path / "out.csv").mkdir()
    with pytest.raises(Refusal) as refused:
        m.read(str(tmp_path / "out.csv"))
    assert refused.value.code == "file-unreadable"


@pytest.mark.parametrize("value", ["shift_jis", "UTF-8", "../x"])
def test_an_encoding_nobody_writes_is_refused(target: Path, value: str) -> None:
    m.beside(target).write_text(json.dumps({**told(target), "encoding": value}), encoding="utf-8")
    with pytest.raises(Refusal, match="encoding"):
        m.read(str(target))


def test_each_kind_has_its_usual_form() -> None:
    assert m.form_of("csv") == m.Form("csv", "utf-8", bom=False, newline="crlf", quoting="all", header="names")
    for kind in set(m.KINDS) - {"csv"}:
        assert m.form_of(kind) == m.Form(kind, "utf-8", bom=False, newline="lf", quoting="", header="")
    assert (m.form_of("csv", bom=True).mark, m.form_of("csv").mark) == (b"\xef\xbb\xbf", b"")


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        ("jsonl", {"encoding": "cp932"}),
        ("json", {"newline": "crlf"}),
        ("html", {"bom": True}),
        ("text", {"header": "none"}),
        ("text", {"quoting": "minimal"}),
        ("csv", {"encoding": "cp932", "bom": True}),
        ("text", {"bom": True, "encoding": "cp932"}),
    ],
)
def test_a_choice_the_kind_has_not_is_refused(kind: str, chosen: dict[str, str | bool]) -> None:
    with pytest.raises(Refusal) as refused:
        m.form_of(kind, **chosen)
    assert refused.value.code == "form-option"


def test_a_choice_that_is_the_usual_one_is_no_choice() -> None:
    assert m.form_of("jsonl", encoding="utf-8", newline="lf", bom=False, header=None) == m.form_of("jsonl")
