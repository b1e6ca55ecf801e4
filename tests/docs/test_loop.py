"""docs/loop.md goes once around: file, check, fix, history, export, verify, and the check of what came back."""

from __future__ import annotations

from tests.docs.pages import DOCS, blocks, text_of, told

LOOP = DOCS / "loop.md"


def test_it_goes_once_around() -> None:
    shown = blocks(text_of(LOOP))
    assert {block.language for block in shown} == {"console", "python"}
    named = [args[1] for block in shown if block.language == "console" for args, _ in told(block.body)]
    assert list(dict.fromkeys(named)) == ["check", "fix", "history", "export", "verify", "import"]
    assert named[-1] == "check"
