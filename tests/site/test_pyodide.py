"""The vectors in Pyodide, under Node, have the same answers as in CPython, to the last letter."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from docs.playground.assemble import PACKAGES, build_wheel
from tests.site.vectors import ANSWERS, SITUATIONS, results, rows

ROOT = Path(__file__).parents[2]
VECTORS, EXAMPLES = ROOT / "tests" / "vectors", ROOT / "docs" / "examples"


@pytest.fixture(scope="module")
def in_cpython() -> str:
    return results(VECTORS, EXAMPLES)


@pytest.fixture(scope="module")
def in_pyodide(tmp_path_factory: pytest.TempPathFactory) -> str:
    node, pyodide = shutil.which("node"), PACKAGES / "pyodide"
    if node is None or not pyodide.is_dir():
        why = "no node, or no Pyodide: install Node.js and run npm ci in docs/playground"
        if os.environ.get("KANANAME_BROWSER") == "required":
            pytest.fail(why)
        pytest.skip(why)
    wheel = build_wheel(tmp_path_factory.mktemp("wheel"))
    command = [node, *map(str, (Path(__file__).with_name("vectors.mjs"), pyodide, wheel, ROOT))]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")  # noqa: S603
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_every_vector_is_answered(in_cpython: str) -> None:
    found = json.loads(in_cpython)
    assert {path.stem for path in VECTORS.glob("*.tsv")} == ANSWERS.keys()
    for name in ANSWERS:
        assert len(found[name]) == len(list(rows(VECTORS / f"{name}.tsv"))) > 0
    first, row = found["screening"][0], next(rows(VECTORS / "screening.tsv"))
    assert first[0][SITUATIONS.index("new")]["verdict"] == row["verdict"]
    assert first[1][0]["parts"][0]["name"] == row["kanji"]


def test_pyodide_says_the_same(in_cpython: str, in_pyodide: str) -> None:
    theirs, ours = json.loads(in_pyodide), json.loads(in_cpython)
    assert theirs.keys() == ours.keys()
    for name in ours:
        assert theirs[name] == ours[name], name
    assert in_pyodide == in_cpython
