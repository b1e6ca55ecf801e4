"""The stories of ``docs/stories`` are stories: a refusal in each, what is open at its end, all of them in the index."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, PROMPT, blocks, prose, text_of

FOLDER = DOCS / "stories"
STORIES = sorted(FOLDER.glob("[0-9]*.md"))
LAST = "## 法が定めていること、いないこと / What the law settles, what it does not"

story = pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)


def test_there_are_at_least_ten() -> None:
    assert len(STORIES) >= 10
    assert [path.stem[:2] for path in STORIES] == [f"{number:02}" for number in range(1, len(STORIES) + 1)]


@story
def test_every_block_is_a_session(path: Path) -> None:
    shown = blocks(text_of(path))
    assert shown
    assert [block for block in shown if block.language != "python" or not block.body.startswith(PROMPT)] == []


@story
def test_every_heading_is_in_both_languages(path: Path) -> None:
    headings = re.findall(r"^#+ .+$", prose(text_of(path)), re.MULTILINE)
    assert len(headings) > 2
    assert [heading for heading in headings if not re.search(r"[^ -~].* / [A-Z]", heading)] == []


@story
def test_it_shows_a_refusal_and_ends_with_what_is_open(path: Path) -> None:
    text = text_of(path)
    assert any(">>> refused(" in block.body for block in blocks(text))
    last = text.split(LAST)
    assert len(last) == 2
    assert "未確認" in last[1]
    assert "unverified" in last[1]
    assert re.search(r"https?://\S+", last[1])


def test_the_index_lists_each_under_its_title() -> None:
    index = text_of(FOLDER / "index.md")
    links = re.findall(r"^\d+\. \[(.+)\]\((\d\d-[a-z-]+\.md)\)", index, re.MULTILINE)
    assert links == [(text_of(path).partition("\n")[0].partition(". ")[2], path.name) for path in STORIES]
