"""The JSON Schemas in the docs are those of the layouts."""

from __future__ import annotations

import runpy
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "schemas"


def test_every_layout_has_its_schema_and_no_other_is_there() -> None:
    made = runpy.run_path(str(FOLDER / "make.py"))["texts"]()
    assert len(made) >= 12
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")} == made
