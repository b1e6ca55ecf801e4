"""Commands that are refused, run when the site is built, and what they say (断られるコマンド)."""

from __future__ import annotations

import io
import os
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple
from unittest.mock import patch

from kananame.cli.app import run

DOCS: Final = Path(__file__).parents[1]
HEADER: Final = "氏,名,氏カナ,名カナ\n"
ROW: Final = "松浦,一郎,マツウラ,イチロウ\n"
RESIDENTS: Final = HEADER + ROW

Break = Callable[[ExitStack], object]
"""What makes a run fail that would not fail by itself."""


class Run(NamedTuple):
    """A command that is refused: its arguments, the files it finds beside ``residents.csv``, what was run before it.

    ``change`` alters a file after that, ``breaking`` stands for what the world outside does: a full disk, another
    program, somebody who interrupts.
    """

    command: str
    files: Mapping[str, str | bytes] = {}
    before: tuple[str, ...] = ()
    change: Callable[[], object] | None = None
    breaking: Break | None = None
    first_breaking: Break | None = None


class Told(NamedTuple):
    """What a refused command said: the command line, and its last line."""

    command: str
    said: str


def tell(example: Run, lang: str) -> Told:
    """Run a command in a folder of its own and return what it said.

    Args:
        example: the command.
        lang: ``"ja"`` or ``"en"``.
    """
    with TemporaryDirectory() as folder, _inside(folder):
        Path("residents.csv").write_text(RESIDENTS, encoding="utf-8")
        Path("events.jsonl").write_bytes((DOCS / "examples" / "events.jsonl").read_bytes())
        for name, content in example.files.items():
            Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        for command in example.before:
            _said(command, lang, example.first_breaking)
        if example.change:
            example.change()
        said = _said(example.command, lang, example.breaking)
    english = " --lang en" if lang == "en" else ""
    return Told(f"kananame {example.command}{english}", said.splitlines()[-1].removeprefix("kananame: "))


def _said(command: str, lang: str, breaking: Break | None) -> str:
    """Return what a command says on standard error."""
    said = io.StringIO()
    with ExitStack() as stack, redirect_stderr(said), redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        stack.enter_context(patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO())))
        if breaking:
            breaking(stack)
        run([*shlex.split(command), "--lang", lang])
    return said.getvalue()


@contextmanager
def _inside(folder: str) -> Iterator[None]:
    """Work in a folder."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
