"""The romaji tables: complete, sourced, and refused when they contradict themselves."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kananame._tables.repertoire import REPERTOIRE
from kananame.kana import SMALL
from tables.emit import GENERATED, Module, render
from tables.loader import TableError, load
from tables.makers import romaji

MODULES: dict[str, Module] = {module.name: module for module in romaji.make()}
MORAS = MODULES["romaji_moras"].value
STYLES = MODULES["romaji_styles"].value
TABLES = sorted(romaji.DATA.glob("romaji_*.tsv"))
LETTERS = {"passport": "[A-Z]+"}


@pytest.mark.parametrize("name", sorted(MODULES))
def test_generated_module_is_what_the_table_says(name: str) -> None:
    assert (GENERATED / f"{name}.py").read_text(encoding="utf-8") == render(MODULES[name])


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_kana_of_the_repertoire_is_spelled_in_every_style(style: str) -> None:
    assert set(REPERTOIRE) - set("ンッー") <= MORAS[style][""].keys()


@pytest.mark.parametrize("style", sorted(STYLES))
def test_spellings_are_in_the_letters_of_their_style(style: str) -> None:
    fits = re.compile(LETTERS.get(style, "[a-z]+")).fullmatch
    wrong = [kana for found in MORAS[style].values() for kana, (letters, _) in found.items() if not fits(letters)]
    assert wrong == []


def test_small_kana_on_their_own_are_never_marked_as_printed() -> None:
    printed = [kana for kana, (_, printed) in MORAS["passport"][""].items() if printed]
    assert not SMALL.intersection(printed)


def test_what_follows_a_pattern_is_not_marked_as_printed() -> None:
    for path in TABLES:
        header = next(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
        columns = tuple(header.split("\t"))
        if "source" in columns and "confidence" in columns:
            rows = load(path, columns=columns, optional=columns)
            wrong = [row.line for row in rows if (row["source"] == "pattern") != (row["confidence"] == "I")]
            assert wrong == [], path.name


def test_every_source_is_cited() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TABLES if path.name != "romaji_sources.tsv")
    sources = load(romaji.DATA / "romaji_sources.tsv", columns=("key", "url", "what"), key=("key",), optional=("url",))
    unused = [row["key"] for row in sources if not re.search(rf"[\t ]{row['key']}(\s|$)", text, re.MULTILINE)]
    assert unused == []


@pytest.mark.parametrize(
    ("name", "row", "problem"),
    [
        ("passport", "ア\t\tAH\tS\ttokyo", r"'ア ' is already in line \d+; keep one of the two"),
        ("passport", "カァ\t\tKAA\tS\ttokyo", "not every style spells カァ; give each style a row for it"),
        ("passport", "ア\tx\tAH\tS\tmemory", "source 'memory' is not in romaji_sources.tsv; add it there"),
        ("passport", "ア\tx\tAH\tsure\ttokyo", "confidence is 'sure'; write one of S, S2, M, I"),
        ("styles", "x\tlower\tn\t\t\t\t\tS\ttokyo", "case is 'lower'; write one of upper, title"),
        ("styles", "passport\tupper\tm\t\tt\t\t\tS\ttokyo", r"'passport' is already in line \d+; keep one of the two"),
        ("vowels", "ala-lc\tx\tオオ\tmiddle\to\tS\ttokyo", "place is 'middle'; write one of any, end"),
        ("vowels", "x\t\tオオ\tany\to\tS\ttokyo", "style is 'x'; write one of passport, "),
        ("vowels", "ala-lc\t\tアイ\tany\tai\tS\ttokyo", "ala-lc does not write the same pairs as passport"),
        ("vowels", "passport\t\tオオ\tany\tO\tS\ttokyo", "'passport  オオ any' is already in line"),
        ("boundaries", "x\tオウ\tany\tウ\tany\tfalse\tS\tmofa\tx", "the last row must fit every pair; write any"),
        ("boundaries", "x\tany\tany\tウ\tany\tno\tS\tmofa\tx", "long is 'no'; write one of true, false"),
        ("divisions", "河内\tコ|ウチ\tS\tmofa\tx", "河内 コウチ is already divided as コウチ; keep one of the two"),
        ("sources", "mofa\t\tx", r"'mofa' is already in line \d+; keep one of the two"),
    ],
)
def test_a_row_that_contradicts_the_tables_is_refused(
    name: str, row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in TABLES:
        shutil.copy(path, tmp_path)
    with (tmp_path / f"romaji_{name}.tsv").open("a", encoding="utf-8", newline="\n") as table:
        table.write(row + "\n")
    monkeypatch.setattr(romaji, "DATA", tmp_path)
    with pytest.raises(TableError, match=problem):
        romaji.make()
