"""The pages under ``docs/``: their blocks, and what it takes to run them as they stand."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from kananame.cli.app import app, run

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"
PAGES = (*sorted(DOCS.glob("*.md")), *sorted((DOCS / "stories").glob("*.md")))
FENCED = re.compile(r"^(`{3,})(\S*)[^\n]*\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
PROMPT = ">>> "
GOES_ON = " \\\n    "
"""How a command goes on with another line."""
MORE = "…"
"""A line of its own below a command: any number of lines that the page does not show."""


class Block(NamedTuple):
    """A fenced block: its language, what stands in it, and the line where that begins."""

    language: str
    body: str
    line: int


class Told(NamedTuple):
    """A command, and what the page shows below it."""

    args: list[str]
    shown: list[str]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    return [Block(found[2], found[3], text.count("\n", 0, found.start(3))) for found in FENCED.finditer(text)]


def prose(text: str) -> str:
    return FENCED.sub("", text)


def told(body: str) -> Iterator[Told]:
    """Yield the commands of a block, each with the lines shown below it."""
    for part in re.split(r"^\$ ", body.replace(GOES_ON, " "), flags=re.MULTILINE)[1:]:
        command, *shown = part.splitlines()
        yield Told(shlex.split(command), shown)


def as_shown(said: list[str], shown: list[str]) -> list[str]:
    """Return what a command said as the page shows it, if that leaves out lines at its marks and nowhere else."""
    kept: list[str] = []
    at = 0
    for number, line in enumerate(shown):
        if line != MORE:
            kept += said[at : at + 1]
            at += 1
            continue
        kept.append(MORE)
        after = shown[number + 1 : number + 2]
        at = next((place for place in range(at, len(said)) if [said[place]] == after), len(said))
    return kept + said[at:]


def run_page(page: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> int:
    """Run every block of a page, in a folder with the example files, and return how many things were tried."""
    for example in EXAMPLES.iterdir():
        if example.is_file():
            shutil.copy(example, folder)
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {"__name__": page.stem}
    tried = 0
    for block in blocks(text_of(page)):
        if block.language == "console":
            tried += run_commands(block, capsys)
        elif block.language == "python" and block.body.startswith(PROMPT):
            tried += run_session(block, names, page)
        elif block.language == "python":
            exec(compile(block.body, page.name, "exec"), names)  # noqa: S102 (the code of the page)
            tried += 1
    return tried


def run_commands(block: Block, capsys: pytest.CaptureFixture[str]) -> int:
    tried = 0
    for (program, *args), shown in told(block.body):
        assert program == "kananame"
        capsys.readouterr()
        code = run(args)
        out = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        assert as_shown([*out, f"[{code}]"] if code else out, shown) == shown, args
        tried += 1
    return tried


def run_session(block: Block, names: dict[str, Any], page: Path) -> int:
    test = doctest.DocTestParser().get_doctest(block.body, {}, page.name, str(page), block.line)
    test.globs = names
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append, clear_globs=False)
    assert "".join(said) == ""
    return result.attempted


def commands(text: str) -> Iterator[list[str]]:
    """Yield the ``kananame`` commands of the blocks that are not run, without their remarks."""
    for block in blocks(text):
        if block.language == "sh":
            for line in block.body.splitlines():
                yield from split_on(shlex.split(line, comments=True), "&&")


def split_on(words: list[str], sign: str) -> Iterator[list[str]]:
    while sign in words:
        at = words.index(sign)
        yield words[:at]
        words = words[at + 1 :]
    if words:
        yield words


def is_understood(args: list[str]) -> bool:
    """Tell whether a command would run: its name and its options are there; click raises what is wrong."""
    name, command, rest = app.resolve_command(click.Context(app), args)
    assert command is not None
    command.make_context(name, rest).close()
    return True
