"""The builder writes tables and manifest, and its check finds any file that is not what it would write."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tables import build
from tables.emit import Module
from tables.loader import TableError
from tables.makers import names
from tables.sources import HERE, SourceChanged, SourceUnreachable

HAND = Module("by_hand", "A hand table.", {"サマ": "S"}, rows=1, source="tables/data/by_hand.tsv", licence="Apache-2.0")
READINGS = Module("readings", "Readings.", {"松": "kマツ1/2"}, rows=1, source="invented", licence="CC BY-SA 4.0")
WORDS = Module("words", "Words.", {"大和": "ヤマト2"}, rows=1, source="invented", licence="CC BY-SA 4.0")
CHECK = ["--check"]
UNREACHABLE = SourceUnreachable("sample 1.0 could not be fetched with pip (no route to host)")


def making(*modules: Module, error: Exception | None = None) -> Callable[[], list[Module]]:
    """Return a maker of these modules, or one that fails."""

    def make() -> list[Module]:
        if error is not None:
            raise error
        return list(modules)

    return make


@pytest.fixture
def tree(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return a folder with the tables of three invented modules and their manifest, as the builder wrote them."""
    (tmp_path / "_tables").mkdir()
    monkeypatch.setattr(build, "GENERATED", tmp_path / "_tables")
    monkeypatch.setattr(build, "MANIFEST", tmp_path / "manifest.json")
    monkeypatch.setattr(build, "HAND_MAKERS", (SimpleNamespace(make=making(HAND)),))
    monkeypatch.setattr(names, "make", making(READINGS, WORDS))
    assert build.main([]) == 0
    return tmp_path


def contents(tree: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in tree.rglob("*") if path.is_file()}


def named(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the files the check says are not what the builder makes."""
    return re.findall(r"^(\S+) is not what", capsys.readouterr().err, re.MULTILINE)


def tamper(path: Path) -> None:
    """Change one reading below the header of a module."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("(?s)(.*)[ァ-ヴ]", r"\1ヌ", text), encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") != text


def test_building_writes_every_module_and_says_how_many_rows(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "_tables" / "readings.py").unlink()
    capsys.readouterr()
    assert build.main([]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        [name, "1", "rows"] for name in ("by_hand", "readings", "words")
    ]
    assert sorted(path.name for path in (tree / "_tables").iterdir()) == ["by_hand.py", "readings.py", "words.py"]
    assert "'kマツ1/2'" in (tree / "_tables" / "readings.py").read_text(encoding="utf-8")


def test_the_manifest_lists_packages_and_tables(tree: Path) -> None:
    manifest = json.loads((tree / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(manifest) == ["sources", "tables"]
    assert manifest["sources"]["kanjidic"]["package"] == "kanjidic-xml"
    assert list(manifest["tables"]) == ["by_hand", "readings", "words"]
    row = manifest["tables"]["readings"]
    assert (row["rows"], row["source"], row["licence"]) == (1, "invented", "CC BY-SA 4.0")


def test_check_passes_what_was_just_built(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(tree)
    capsys.readouterr()
    assert build.main(CHECK) == 0
    assert capsys.readouterr() == ("tables: rebuilt from their sources and compared\n", "")
    assert contents(tree) == before


@pytest.mark.parametrize("name", ["by_hand", "readings", "words"])
@pytest.mark.parametrize("reachable", [True, False])
def test_check_names_a_module_that_was_edited(
    tree: Path, name: str, *, reachable: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(tree / "_tables" / f"{name}.py")
    if not reachable:
        monkeypatch.setattr(names, "make", making(error=UNREACHABLE))
    assert build.main(CHECK) == 1
    assert named(capsys) == [f"_tables/{name}.py"]


@pytest.mark.parametrize("reachable", [True, False])
def test_check_names_a_module_that_is_missing_or_has_other_line_ends(
    tree: Path, *, reachable: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "_tables" / "words.py").unlink()
    path = tree / "_tables" / "readings.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    if not reachable:
        monkeypatch.setattr(names, "make", making(error=UNREACHABLE))
    assert build.main(CHECK) == 1
    wrong = named(capsys)
    assert wrong == ["_tables/readings.py", "_tables/words.py"]


@pytest.mark.usefixtures("tree")
def test_check_names_a_module_whose_source_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(names, "make", making(READINGS, replace(WORDS, value={"大和": "ヤマト3"})))
    assert build.main(CHECK) == 1
    assert named(capsys) == ["_tables/words.py", "tables/manifest.json"]


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("reachable", "wrong"), [(True, ["_tables/by_hand.py", "tables/manifest.json"]), (False, ["_tables/by_hand.py"])]
)
def test_check_names_a_module_whose_hand_table_changed(
    wrong: list[str], *, reachable: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = replace(HAND, value={"サマ": "S", "クン": "S"}, rows=2)
    monkeypatch.setattr(build, "HAND_MAKERS", (SimpleNamespace(make=making(other)),))
    if not reachable:
        monkeypatch.setattr(names, "make", making(error=UNREACHABLE))
    assert build.main(CHECK) == 1
    assert named(capsys) == wrong


def test_an_edited_manifest_is_found(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tree / "manifest.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace('"rows": 1', '"rows": 2', 1), encoding="utf-8", newline="\n"
    )
    assert build.main(CHECK) == 1
    assert "tables/manifest.json is not what" in capsys.readouterr().err


@pytest.mark.usefixtures("tree")
def test_without_sources_check_warns_loudly_and_holds_the_checksums(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(names, "make", making(error=UNREACHABLE))
    capsys.readouterr()
    assert build.main(CHECK) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == [
        "WARNING: sample 1.0 could not be fetched with pip (no route to host).",
        "WARNING: dictionary tables NOT rebuilt; held to their checksums instead.",
    ]


def test_without_sources_other_packages_than_the_manifest_names_are_found(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tree / "manifest.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace("2022.08.23", "2023.01.01"), encoding="utf-8", newline="\n"
    )
    monkeypatch.setattr(names, "make", making(error=UNREACHABLE))
    assert build.main(CHECK) == 1
    assert named(capsys) == ["tables/manifest.json"]


@pytest.mark.parametrize("arguments", [[], CHECK])
@pytest.mark.parametrize(
    "error",
    [
        TableError(Path("words.tsv"), 3, "the line is not UTF-8; save the table as UTF-8"),
        SourceChanged("sample-1.0.tar.gz: sha256 0 is not the 1 of tables/data/sources.tsv"),
    ],
)
def test_a_faulty_table_or_source_could_not_run(
    tree: Path,
    error: Exception,
    arguments: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = contents(tree)
    capsys.readouterr()
    monkeypatch.setattr(names, "make", making(error=error))
    assert build.main(arguments) == 2
    assert capsys.readouterr() == ("", f"tables: {error}\n")
    monkeypatch.setattr(build, "HAND_MAKERS", (SimpleNamespace(make=making(error=error)),))
    assert build.main(arguments) == 2
    assert contents(tree) == before


def test_without_sources_nothing_is_built(
    tree: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(tree)
    monkeypatch.setattr(names, "make", making(error=UNREACHABLE))
    assert build.main([]) == 2
    assert "tables: sample 1.0 could not be fetched" in capsys.readouterr().err
    assert contents(tree) == before


def test_the_committed_tables_hold_on_a_machine_without_sources(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(names, "make", making(error=UNREACHABLE))
    assert (build.main(CHECK), named(capsys)) == (0, [])


def test_the_licences_of_the_tables_are_listed_as_their_headers_say() -> None:
    text = (HERE / "LICENSES.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    listed = {name: licence for modules, _, licence in rows for name in re.findall("`([a-z_]+)`", modules)}
    tables = json.loads(build.MANIFEST.read_text(encoding="utf-8"))["tables"]
    assert listed == {name: row["licence"].removesuffix(", see tables/LICENSES.md") for name, row in tables.items()}


def test_the_dictionary_behind_the_antonym_marks_is_attributed() -> None:
    cited = "JMdict antonym mark" in (HERE / "data" / "opposites.tsv").read_text(encoding="utf-8")
    text = (HERE / "LICENSES.md").read_text(encoding="utf-8")
    assert cited is ("Of JMdict only antonym marks are used" in text)
