"""A page for every public name, and the list of all (API)."""

from __future__ import annotations

import ast
import enum
import inspect
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from textwrap import indent
from types import GenericAlias, ModuleType
from typing import Any, Final, NamedTuple

import kananame
import kananame.history
import kananame.record
from docs.site.languages import Page
from docs.site.sheet import Sheet, code, plain

MODULES: Final = (
    (kananame, "ライブラリ", "The library"),
    (kananame.history, "履歴", "Histories"),
    (kananame.record, "連携レコード", "Records"),
)
"""Whose public names have pages."""


class Name(NamedTuple):
    """A public name: the module it is imported from, the name, what it stands for, its page."""

    module: ModuleType
    name: str
    value: Any
    page: str

    @property
    def path(self) -> str:
        """The name with its module."""
        return f"{self.module.__name__}.{self.name}"

    @property
    def line(self) -> str:
        """The first sentence of its documentation."""
        alias = isinstance(self.value, GenericAlias) or not (callable(self.value) or inspect.ismodule(self.value))
        text = _described(self) if alias else inspect.getdoc(self.value)
        return (text or "").partition("\n\n")[0].replace("\n", " ").replace("``", "`")


def names() -> tuple[Name, ...]:
    """Return every public name; one that two modules share comes again, with the same page."""
    pages: dict[int, str] = {}
    taken: set[str] = set()
    found = []
    for module, _, _ in MODULES:
        for name in sorted(module.__all__, key=lambda one: (not one[0].islower(), one.lower())):
            value = getattr(module, name)
            if id(value) not in pages:
                prefix = module.__name__.removeprefix("kananame").removeprefix(".")
                page = f"api/{prefix + '.' if prefix else ''}{name}"
                page += "-class" if page.lower() in taken else ""
                taken.add(page.lower())
                pages[id(value)] = page
            found.append(Name(module, name, value, pages[id(value)]))
    return tuple(found)


def pages(lang: str) -> Iterator[tuple[str, Page]]:
    """Yield the page of every public name."""
    done: set[str] = set()
    for one in names():
        if one.page not in done:
            done.add(one.page)
            yield one.page, _page(one, lang)


def index(sheet: Sheet) -> None:
    """Add the list of all public names to a page."""
    sheet.say("名前と説明は英語です。", "Every public name, with the first sentence of its documentation.")
    for module, ja, en in MODULES:
        sheet.heading(2, f"{ja} `{module.__name__}`", f"{en} `{module.__name__}`")
        sheet.table(
            (("名前", "name"), ("説明", "what it is")),
            ((f"[`{one.name}`]({one.page}.md)", _english(one.line, sheet)) for one in names() if one.module is module),
        )


def _english(text: str, sheet: Sheet) -> str:
    """Return a sentence of the documentation, marked as English on a Japanese page."""
    parts = text.split("`")
    shown = "".join(f"`{part}`" if at % 2 else plain(part) for at, part in enumerate(parts))
    return f'<span lang="en">{shown}</span>' if sheet.lang == "ja" else shown


def _page(one: Name, lang: str) -> Page:
    """Return the page of a public name."""
    sheet = Sheet(lang)
    sheet.heading(1, f"`{one.name}`")
    sheet.crumbs(f"[{sheet.of('APIの一覧', 'All names')}](../api.md)")
    also = [other.path for other in names() if other.page == one.page]
    sheet.say(
        f"`from {one.module.__name__} import {one.name}`"
        + (f"（`{also[1]}` とも）" if len(also) > 1 else "")
        + "。説明は英語です。",
        f"`from {one.module.__name__} import {one.name}`" + (f" (also `{also[1]}`)" if len(also) > 1 else ""),
    )
    sheet.add('<div lang="en">')
    sheet.add("```{eval-rst}\n" + _directive(one) + "\n```")
    sheet.add("</div>")
    if one.value is kananame.record.VALUES:
        _add_values(sheet)
    return sheet.page()


def _directive(one: Name) -> str:
    """Return what has autodoc write the documentation of a name."""
    if inspect.isclass(one.value) and not isinstance(one.value, GenericAlias):
        kind = "autoexception" if issubclass(one.value, Exception) else "autoclass"
        options = ["   :members:"]
        if issubclass(one.value, enum.Enum):
            options.append("   :undoc-members:")
        return "\n".join([f".. {kind}:: {one.path}", *options])
    if inspect.ismodule(one.value):
        return f".. automodule:: {one.path}\n   :members:"
    if inspect.isroutine(one.value):
        return f".. autofunction:: {one.path}"
    return f".. py:data:: {one.path}\n\n   " + indent(_described(one), "   ").lstrip()


def _described(one: Name) -> str:
    """Return what stands below a constant in the module that defines it."""
    tree = ast.parse(inspect.getsource(one.module))
    found = next(
        node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and one.name in {alias.name for alias in node.names}
    )
    body = ast.parse(inspect.getsource(import_module(found))).body
    for node, below in pairwise(body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", node)]
        named = isinstance(node, ast.Assign | ast.AnnAssign) and one.name in map(ast.unparse, targets)
        if named and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            return inspect.cleandoc(str(below.value.value))
    raise LookupError(f"{one.path}: nothing describes it; write a docstring below it")


def _add_values(sheet: Sheet) -> None:
    """Add what the values are that fill items."""
    sheet.heading(2, "値", "Values")
    sheet.table(
        (("値", "value"), ("内容", "content")),
        ((code(name), plain(sheet.of(value.ja, value.en))) for name, value in kananame.record.VALUES.items()),
    )
