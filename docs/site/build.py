"""Build the site: pages parted by language, pages made from the tables, Sphinx, the playground, the links."""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatch
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.playground.assemble import install
from docs.site import api, changelog, codes, contents, law, layouts, romaji, sources, tables
from docs.site.extension import ANCHORS
from docs.site.languages import LANGUAGES, Page
from docs.site.links import faults
from docs.site.settings import TITLE, settings
from docs.site.sheet import Sheet

THEME = Path(__file__).parent / "theme"


INDEXES = {
    "codes": (codes.index, "符号", "Codes"),
    "law": (law.index, "法", "The law"),
    "layouts": (layouts.index, "連携レイアウト", "Record layouts"),
    "romaji": (romaji.index, "ローマ字", "Romaji"),
    "tables": (tables.index, "表と出典", "Tables and sources"),
    "api": (api.index, "API", "API"),
}
"""Pages that end with a list that is made, below what is written by hand, and their titles if nothing is."""


class Faulty(Exception):
    """The site has a fault; the message says which."""


def build(target: Path, *, quick: bool = False) -> None:
    """Write the site.

    It appears whole: an earlier one stays until the new one is complete.

    Args:
        target: the folder it comes to stand in.
        quick: leave out the playground's programs.

    Raises:
        Faulty: for a warning of Sphinx, a link that leads nowhere, or anything fetched from elsewhere.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".site-") as made:
        out, work = Path(made, "site"), Path(made, "work")
        out.mkdir()
        for lang in LANGUAGES:
            write_sources(work / lang, lang)
        with ProcessPoolExecutor(len(LANGUAGES), get_context("spawn")) as pool:
            said = list(
                pool.map(run_sphinx, [work / lang for lang in LANGUAGES], [out / lang for lang in LANGUAGES], LANGUAGES)
            )
        if any(said):
            raise Faulty("\n".join(filter(None, said)))
        shutil.copyfile(THEME / "index.html", out / "index.html")
        if not quick:
            install(out)
        found = list(faults(out))
        if quick:
            found = [one for one in found if "_play/" not in one]
        if found:
            raise Faulty("\n".join(found))
        _replace(target, out)


def write_sources(folder: Path, lang: str) -> None:
    """Write what Sphinx reads for one language."""
    folder.mkdir(parents=True)
    sources.copy_beside(folder)
    pages = {name: sources.hand_page(name, text, lang, folder) for name, text in sources.hand_pages().items()}
    pages.setdefault(contents.INDEX, Page(f"# {TITLE[lang]}\n", (), ()))
    for name, made in INDEXES.items():
        pages[name] = _with_index(pages.get(name), made, lang)
    for maker in (codes, law, layouts, romaji, tables, api, changelog):
        pages.update(maker.pages(lang))
    _add_navigation(pages, lang)
    for name, page in pages.items():
        sources.put(page, name, folder)
    anchors = {name: [(one.slug, one.alias) for one in page.anchors] for name, page in pages.items() if page.anchors}
    (folder / ANCHORS).write_text(json.dumps(anchors), encoding="utf-8")


def _with_index(written: Page | None, made: tuple[Callable[[Sheet], None], str, str], lang: str) -> Page:
    """Return a page with the list that is made below what is written."""
    sheet = Sheet(lang)
    add, *title = made
    if written is None:
        sheet.heading(1, *title)
    add(sheet)
    below = sheet.page()
    above = written or Page("", (), ())
    return Page(f"{above.text}\n{below.text}".lstrip(), above.anchors + below.anchors, above.sections)


def _add_navigation(pages: dict[str, Page], lang: str) -> None:
    """Add the table of contents to the first page and to those with pages below them; all others are on their own."""
    placed = {contents.INDEX}
    for part in contents.PARTS:
        there = [name for name in part.pages if name in pages]
        placed.update(there)
        pages[contents.INDEX].text += _toctree(there, part.caption(lang)) if there else ""
    for above, names in contents.BELOW.items():
        there = [name for name in pages if any(fnmatch(name, one) for one in names) and name != above]
        placed.update(there)
        pages[above].text += _toctree(
            [posixpath.relpath(name, posixpath.dirname(above) or ".") for name in sorted(there)]
        )
    for name in pages.keys() - placed:
        pages[name].text = "---\norphan: true\n---\n\n" + pages[name].text


def _toctree(names: list[str], caption: str = "") -> str:
    """Return a hidden table of contents."""
    options = ":hidden:\n" + (f":caption: {caption}\n" if caption else "")
    return f"\n```{{toctree}}\n{options}\n" + "\n".join(names) + "\n```\n"


def run_sphinx(folder: Path, out: Path, lang: str) -> str:
    """Run Sphinx for one language and return what it warned of."""
    from io import StringIO  # noqa: PLC0415 - this runs in a process of its own

    from sphinx.application import Sphinx  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    warned = StringIO()
    doctrees = folder.with_name(f"{lang}-doctrees")
    with patch_docutils(), docutils_namespace():
        app = Sphinx(folder, None, out, doctrees, "html", settings(lang), status=None, warning=warned)
        app.build()
    for name in (".doctrees", "_sources"):
        shutil.rmtree(out / name, ignore_errors=True)
    return warned.getvalue()


def _replace(target: Path, out: Path) -> None:
    """Put the new site where the old one was."""
    with _aside(target):
        out.rename(target)


@contextmanager
def _aside(target: Path) -> Iterator[None]:
    """Move what stands at a place out of the way, back when what follows fails, else away for good."""
    old = target.with_name(f".{target.name}-old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    try:
        yield
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
