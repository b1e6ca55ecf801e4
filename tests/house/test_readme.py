"""The house: what the READMEs show works, and the demo and the tests come first."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.docs.pages import commands, is_understood

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.ja.md")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [body for name, body in BLOCK.findall(text) if name == language]


@pytest.mark.parametrize("readme", READMES)
def test_the_demo_and_the_tests_come_first(readme: str) -> None:
    assert blocks(readme, "sh")[:2] == ["make demo\n", "make test\n"]


@pytest.mark.parametrize("readme", READMES)
def test_the_session_is_true(readme: str) -> None:
    session = doctest.DocTestParser().get_doctest("".join(blocks(readme, "python")), {}, readme, readme, 0)
    said: list[str] = []
    result = doctest.DocTestRunner().run(session, out=said.append)
    assert result.attempted > 0
    assert "".join(said) == ""


def test_both_languages_show_the_same_session() -> None:
    first, second = (blocks(readme, "python") for readme in READMES)
    assert first == second


@pytest.mark.parametrize("readme", READMES)
def test_every_link_into_the_project_leads_somewhere(readme: str) -> None:
    links = LINK.findall((ROOT / readme).read_text(encoding="utf-8"))
    assert len(links) > 10
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_command_would_run(readme: str) -> None:
    shown = [words for words in commands((ROOT / readme).read_text(encoding="utf-8")) if words[0] == "kananame"]
    assert len(shown) > 3
    assert all(is_understood(words[1:]) for words in shown)


def test_both_languages_show_the_same_commands_and_lead_to_the_same_pages() -> None:
    first, second = ((ROOT / readme).read_text(encoding="utf-8") for readme in READMES)
    assert [*commands(first)] == [*commands(second)]
    assert len(re.findall("^#+ ", first, re.MULTILINE)) == len(re.findall("^#+ ", second, re.MULTILINE))
    places = [sorted(re.sub(r"\.(?:en|ja)\.", ".", link) for link in LINK.findall(text)) for text in (first, second)]
    assert places[0] == places[1]
