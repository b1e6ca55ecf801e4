"""The hand-written pages of ``docs/``, each parted in two, with links that lead somewhere within the site."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from docs.site.languages import Page, page

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
FILES: Final = "files"
"""Where files of the project that a page links to are kept beside the pages."""
INSTEAD: Final[Mapping[str, str]] = {
    "README.md": "index.md",
    "README.ja.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "tables/LICENSES.md": "tables.md",
}
"""Files of the project that have a page on the site."""
LINK: Final = re.compile(r"(!?)\[((?:[^\[\]`]|`[^`]*`|\[[^\]]*\])*)\]\(<?(?!https?:|mailto:|#)([^)\s>]+)>?\)")
BESIDE: Final = ("pictures", "examples", "schemas")


def hand_pages() -> dict[str, str]:
    """Return the source of every hand-written page by its name on the site."""
    paths = sorted([*DOCS.glob("*.md"), *DOCS.glob("stories/*.md")])
    return {path.relative_to(DOCS).with_suffix("").as_posix(): path.read_text(encoding="utf-8") for path in paths}


def hand_page(name: str, source: str, lang: str, folder: Path) -> Page:
    """Return a page in one language; what it links to outside of the pages is copied beside them."""
    parted = page(source, lang)
    parted.text = LINK.sub(lambda found: _link(found, name, folder), parted.text)
    return parted


def _link(found: re.Match[str], name: str, folder: Path) -> str:
    """Return a link as the site has it: to a page, to a copy of a file, or no link where there is only a folder."""
    target, _, fragment = found[3].partition("#")
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(name), target))
    if path in INSTEAD:
        path, target = "docs/" + INSTEAD[path], ""
    if path.startswith("docs/") and path.endswith(".md"):
        return (
            f"{found[1]}[{found[2]}]({_beside(path.removeprefix('docs/'), name)}{'#' + fragment if fragment else ''})"
        )
    if (ROOT / path).is_dir():
        return found[2]
    kept = path.removeprefix("docs/") if path.startswith("docs/") else f"{FILES}/{path}"
    copy = folder / kept
    if not copy.exists():
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, copy)
    if found[1]:
        return f"![{found[2]}]({_beside(kept, name)})"
    return f"[{found[2]}](<path:{_beside(kept, name)}>)"


def _beside(path: str, name: str) -> str:
    """Return a path within the site as a page links to it."""
    return posixpath.relpath(path, posixpath.dirname(name) or ".")


def copy_beside(folder: Path) -> None:
    """Copy the pictures and files that pages show, but no programs."""
    for name in BESIDE:
        if (DOCS / name).is_dir():
            shutil.copytree(DOCS / name, folder / name, ignore=shutil.ignore_patterns("*.py", "__pycache__"))


def put(page_: Page, name: str, folder: Path) -> None:
    """Write a page where Sphinx reads it."""
    path = folder / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page_.text, encoding="utf-8", newline="\n")


def ensure_empty(folder: Path) -> None:
    """Make an empty folder of one that may be there."""
    if folder.exists():
        shutil.rmtree(folder)
    os.makedirs(folder)  # noqa: PTH103 - Path.mkdir says the same
