"""The stories of ``docs/stories`` are true: every block runs and says what the page shows."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "stories"
STORIES = sorted(FOLDER.glob("[0-9]*.md"))
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
LAST = "## 法が定めていること、いないこと / What the law settles, what it does not"

story = pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def session(path: Path) -> str:
    """Return the blocks of a page, each on the lines where it stands, with nothing between them."""
    text, kept, end = text_of(path), "", 0
    for block in FENCED.finditer(text):
        kept += "\n" * text.count("\n", end, block.start(2)) + block[2]
        end = block.end(2)
    return kept


def test_there_are_at_least_ten() -> None:
    assert len(STORIES) >= 10
    assert [path.stem[:2] for path in STORIES] == [f"{number:02}" for number in range(1, len(STORIES) + 1)]


@story
def test_every_block_can_run(path: Path) -> None:
    blocks = FENCED.findall(text_of(path))
    assert blocks
    assert [language for language, body in blocks if language != "python" or not body.startswith(">>> ")] == []


@story
def test_it_is_true(path: Path) -> None:
    test = doctest.DocTestParser().get_doctest(session(path), {}, path.name, str(path), 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.attempted > 0
    assert "".join(said) == ""


@story
def test_every_heading_is_in_both_languages(path: Path) -> None:
    headings = re.findall(r"^#+ .+$", FENCED.sub("", text_of(path)), re.MULTILINE)
    assert len(headings) > 2
    assert [heading for heading in headings if not re.search(r"[^ -~].* / [A-Z]", heading)] == []


@story
def test_it_shows_a_refusal_and_ends_with_what_is_open(path: Path) -> None:
    text = text_of(path)
    assert ">>> refused(" in session(path)
    last = text.split(LAST)
    assert len(last) == 2
    assert "未確認" in last[1]
    assert "unverified" in last[1]
    assert re.search(r"https?://\S+", last[1])


def test_the_index_lists_each_under_its_title() -> None:
    index = text_of(FOLDER / "index.md")
    links = re.findall(r"^\d+\. \[(.+)\]\((\d\d-[a-z-]+\.md)\)", index, re.MULTILINE)
    assert links == [(text_of(path).partition("\n")[0].partition(". ")[2], path.name) for path in STORIES]


@pytest.mark.parametrize("path", [FOLDER / "index.md", *STORIES], ids=lambda path: path.stem)
def test_every_link_into_the_project_leads_somewhere(path: Path) -> None:
    assert [link for link in LINK.findall(text_of(path)) if not (path.parent / link).exists()] == []
