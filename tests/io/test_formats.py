"""The same records come out of every kind of file, and what a file is shows in its content."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kananame.io import formats
from kananame.io.refusals import Refusal
from kananame.io.source import Asked

from .conftest import FILES, HEADER, ROWS, WHOLE, Read, as_text

Reader = Callable[..., Read]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "utf-32"]


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("name", ["-", "in", "in.csv", "in.xlsx"])
def test_every_kind_of_file_gives_the_same_records(read: Reader, tmp_path: Path, form: str, name: str) -> None:
    content: bytes | Path = FILES[form]
    if name != "-":
        content = tmp_path / name
        content.write_bytes(FILES[form])
    found = read(content)
    assert (found.form, found.header, found.records) == (form, HEADER, ROWS)
    assert found.place.done == found.place.total
    assert found.taken == (len(FILES[form]), hashlib.sha256(FILES[form]).hexdigest())


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_encoding_gives_the_same_records(read: Reader, encoding: str, delimiter: str, newline: str) -> None:
    # In EUC-JP half-width kana are rare; and a file this small needs some text to go by.
    found = read(as_text(WHOLE, delimiter, newline).encode(encoding))
    assert (found.header, found.records) == (HEADER, ROWS)
    assert [code for code, _ in found.notes] == ["note-encoding-detected"]


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        ("csv", {"sheet": "1"}),
        ("jsonl", {"sheet": "1"}),
        ("jsonl", {"delimiter": ";"}),
        ("xlsx", {"encoding": "cp932"}),
        ("xlsx", {"delimiter": ";"}),
        ("parquet", {"sheet": "1"}),
        ("parquet", {"encoding": "utf-8"}),
    ],
)
def test_an_option_that_means_nothing_is_refused(read: Reader, form: str, asked: dict[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        read(FILES[form], **asked)
    assert (refused.value.code, refused.value.params["option"]) == ("option-unfit", f"--{next(iter(asked))}")


@pytest.mark.parametrize(
    ("form", "package", "extra"),
    [("xlsx", "openpyxl", "xlsx"), ("xlsx", "xlsxwriter", "xlsx"), ("parquet", "pyarrow", "arrow")],
)
def test_a_missing_package_is_told_with_its_extra(
    read: Reader, monkeypatch: pytest.MonkeyPatch, form: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(Refusal, match=rf"pip install 'kananame\[{extra}\]'"):
        read(FILES[form])
    assert read(FILES["csv"]).records == ROWS


@pytest.mark.parametrize(
    ("output", "told", "source", "form"),
    [
        ("out.csv", None, "tsv", "csv"),
        ("out.TSV", None, "csv", "tsv"),
        ("out.ndjson", None, "csv", "jsonl"),
        ("out.xlsx", "csv", "xlsx", "csv"),
        ("out.xlsx", None, "csv", "xlsx"),
        ("out.parquet", None, "csv", "parquet"),
        ("out", None, "tsv", "tsv"),
        ("-", None, "csv", "csv"),
        ("-", None, "xlsx", "csv"),
        ("-", "jsonl", "csv", "jsonl"),
    ],
)
def test_the_form_of_an_output(output: str, told: str | None, source: str, form: str, tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(FILES[source])
    with formats.open_source(str(tmp_path / "in"), sys.stdin.buffer, Asked()) as opened:
        assert formats.output_form(output, told, opened) == form
