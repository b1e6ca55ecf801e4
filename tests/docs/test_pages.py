"""The pages are true: every block runs and says what its page shows, and every link leads somewhere."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from kananame._tables.messages import MESSAGES
from kananame._tables.provisions import PROVISIONS
from kananame._tables.romaji_styles import ROMAJI_STYLES
from tests.docs.pages import DOCS, PAGES, ROOT, as_shown, blocks, commands, is_understood, run_page, text_of

LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)")
RUN = {"python", "console"}
SHOWN = {"sh", "text", "json"}
MADE = {
    "law": set(PROVISIONS),
    "codes": set(MESSAGES),
    "romaji": set(ROMAJI_STYLES),
    "layouts": {path.name.partition("@")[0] for path in (DOCS / "schemas").glob("*.json")},
}
"""What the builder of the site makes from the tables: folder → the pages in it."""
WHOLE = {"api.md", "changelog.md", "playground.md"}
page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())


# Spark needs a cluster: tests/engines/test_recipes.py runs that page.
@pytest.mark.parametrize("path", [path for path in PAGES if path.stem != "engines"], ids=lambda path: path.stem)
def test_it_is_true(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    there = sum(block.language in RUN for block in blocks(text_of(path)))
    assert run_page(path, tmp_path, monkeypatch, capsys) >= there


@page
def test_a_block_runs_or_is_there_to_be_read(path: Path) -> None:
    languages = {block.language for block in blocks(text_of(path))}
    assert {language for language in languages if not language.startswith("{")} <= RUN | SHOWN


@page
def test_what_is_not_run_would_run(path: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for program, *args in commands(text_of(path)):
        if program == "kananame":
            assert is_understood(args)
        elif program == "make":
            assert set(args) <= set(targets)
        elif "pip" in args or program == "pip":
            assert {extra for word in args for extra in re.findall(r"[\[,]([a-z]+)", word)} <= set(extras)
        else:
            assert Path(program).name.startswith("python")


@page
def test_every_link_into_the_project_leads_somewhere(path: Path) -> None:
    assert [link for link in LINK.findall(text_of(path)) if not leads_somewhere(path.parent, link)] == []


def leads_somewhere(folder: Path, link: str) -> bool:
    target = folder / link
    try:
        inside = target.resolve().relative_to(DOCS)
    except ValueError:
        return target.exists()
    return target.exists() or str(inside) in WHOLE or (inside.stem in MADE.get(str(inside.parent), ()))


def test_what_is_left_out_is_left_out_at_the_mark_only() -> None:
    said = ["a", "b", "c", "d"]
    assert as_shown(said, said) == said
    for shown in (["a", "…"], ["…", "d"], ["a", "…", "c", "d"], ["a", "b", "…", "c", "d"]):
        assert as_shown(said, shown) == shown
    for shown in (["a", "b", "c"], ["b", "…"], ["a", "…", "c"], ["…", "x"], [*said, "e"]):
        assert as_shown(said, shown) != shown


def test_a_command_that_would_not_run_is_found() -> None:
    assert is_understood(["check", "a.csv", "-o", "b.csv"])
    for wrong in (["chek"], ["check", "a.csv", "--ouput", "b.csv"], ["check"]):
        with pytest.raises(click.UsageError):
            is_understood(wrong)
