"""docs/engines.md is true: every recipe runs, and shows what it says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "engines.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^/\n]+?)(?: /[^\n]*)?\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def said_otherwise(section: str) -> str:
    """Return what the code of a section says that the page does not."""
    (code,) = BLOCK.findall(SECTIONS[section])
    session = doctest.DocTestParser().get_doctest(code, {}, section, "engines.md", 0)
    said: list[str] = []
    assert doctest.DocTestRunner().run(session, out=said.append).attempted > 2
    return "".join(said)


def test_every_section_has_a_recipe() -> None:
    assert list(SECTIONS) == ["二つのコアで", "Pythonのリスト", "Arrow", "DuckDB", "Spark"]


@pytest.mark.parametrize("section", ["Pythonのリスト", "Arrow", "DuckDB"])
def test_the_recipe_is_true(section: str) -> None:
    assert said_otherwise(section) == ""


@pytest.mark.spark
@pytest.mark.usefixtures("spark")
def test_the_recipe_for_spark_is_true() -> None:
    assert said_otherwise("Spark") == ""


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE)
    assert links
    assert [link for link in links if not (DOCS / link).exists()] == []
