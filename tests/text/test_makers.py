"""The makers: what is in the repository is what they make, and a faulty row is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kananame._tables.folding import FOLDING
from kananame._tables.repertoire import REPERTOIRE
from tables.loader import TableError
from tables.makers import folding, repertoire


def test_the_generated_modules_are_current() -> None:
    assert folding.make()[0].value == FOLDING
    assert repertoire.make()[0].value == REPERTOIRE


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("U+30\t\tfolded-space\tx\ty", "'U\\+30' is no code point"),
        ("U+0020\tx\tfolded-space\tx\ty", "'x' is no code point"),
        ("U+0020\t\tfolded-blank\tx\ty", "code is 'folded-blank'"),
    ],
)
def test_a_faulty_folding_row_is_refused(
    row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "folding.tsv"
    table.write_text("characters\tto\tcode\tsource\tnote\n" + row + "\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(folding, "DATA", table)
    with pytest.raises(TableError, match=f"folding.tsv:2: {problem}"):
        folding.make()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("キャ\tsettled\t2025-05-26\t\tx", "write one character"),
        ("ア\tsure\t2025-05-26\t\tx", "confidence is 'sure'"),
        ("ア\tsettled\t2025-05-26\t2025-05-25\tx", "comes before"),
    ],
)
def test_a_faulty_repertoire_row_is_refused(
    row: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "repertoire.tsv"
    table.write_text("char\tconfidence\tfrom\tuntil\tsource\n" + row + "\n", encoding="utf-8", newline="\n")
    monkeypatch.setattr(repertoire, "DATA", table)
    with pytest.raises(TableError, match=problem):
        repertoire.make()
