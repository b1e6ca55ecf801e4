"""docs/loop.md is true: file, check, fix, history, export, verify, and the check of what came back, from end to end."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from kananame.cli.app import run

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "loop.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
MORE = "…"


def told(block: str) -> list[tuple[list[str], list[str]]]:
    """Return the commands of a block, each with the lines shown below it."""
    found: list[tuple[list[str], list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((shlex.split(line[2:]), []))
        else:
            found[-1][1].append(line)
    return found


def test_the_page_can_run() -> None:
    assert {language for language, _ in BLOCKS} == {"console", "python"}
    named = [args[1] for language, body in BLOCKS if language == "console" for args, _ in told(body)]
    assert list(dict.fromkeys(named)) == ["check", "fix", "history", "export", "verify", "import"]


def test_it_goes_once_around(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(DOCS / "examples" / "damaged-cp932.csv", tmp_path)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for language, body in BLOCKS:
        if language == "python":
            exec(compile(body, "loop.md", "exec"), names)  # noqa: S102 (the code of the page)
            continue
        for (program, *args), shown in told(body):
            assert program == "kananame"
            code = run(args)
            out = capsys.readouterr().out.splitlines()
            said = [*out, f"[{code}]"] if code else out
            if shown[-1:] == [MORE]:
                said = [*said[: len(shown) - 1], MORE]
            assert said == shown, args


def test_it_speaks_both_languages() -> None:
    headings = re.findall(r"^#+ .+$", re.sub(r"^```.*?^```$", "", PAGE, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    assert len(headings) == 7
    assert [heading for heading in headings if not re.search(r"[^ -~].* / [A-Z]", heading)] == []
    assert [link for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGE) if not (DOCS / link).exists()] == []
