"""Where names in signatures and docstrings lead: to the page of a public name, else nowhere, but they must exist."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docstrings import prepare_docstring
from sphinx.util.nodes import make_refnode

import kananame
from docs.site import api

STANDARD: Final = ("builtins", "collections", "collections.abc", "datetime", "typing")
MISSING: Final = object()


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every module of the library, and those of the standard library that annotations name."""
    found = (one.name for one in pkgutil.walk_packages(kananame.__path__, "kananame."))
    own = (name for name in found if "._tables" not in name and not name.endswith("__main__"))
    return (kananame, *map(import_module, own), *map(import_module, STANDARD))


@cache
def public() -> dict[int, api.Name]:
    """Return the public names by the identity of what they stand for."""
    return {id(one.value): one for one in reversed(api.names())}


def meant(target: str) -> Iterator[Any]:
    """Yield whatever a name in a docstring may mean."""
    if target in sys.modules:
        yield sys.modules[target]
    owner, _, name = target.rpartition(".")
    for module in modules():
        if not owner or module.__name__ == owner:
            found = getattr(module, name, MISSING)
        else:
            found = getattr(getattr(module, owner.rpartition(".")[2], None), name, MISSING)
        if found is not MISSING:
            yield found


def resolve(app: Sphinx, env: Any, node: Any, content: nodes.Element) -> nodes.Element | None:  # noqa: ANN401 - Sphinx's
    """Return a link to a public name, plain text for another name that exists; ``None``, a warning, for the rest."""
    if node.get("refdomain") != "py":
        return None
    found = list(meant(node["reftarget"]))
    for value in found:
        one = public().get(id(value))
        entry = env.get_domain("py").objects.get(one.path) if one else None
        if one and entry:
            return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, content, one.path)
    return content if found else None


def unsection(_app: Sphinx, what: str, _name: str, value: Any, _options: Any, lines: list[str]) -> None:  # noqa: ANN401
    """Undo what napoleon makes of a property: its first colon parts no type from a description."""
    if what in {"property", "attribute"} and isinstance(value, property) and value.__doc__:
        lines[:] = prepare_docstring(value.__doc__)


def skip(_app: Sphinx, _what: str, _name: str, value: Any, skipped: bool, _options: Any) -> bool | None:  # noqa: ANN401, FBT001
    """Leave out the fields of a named tuple, which its own docstring describes."""
    alias = (getattr(value, "__doc__", "") or "").startswith("Alias for field number")
    return True if alias else (skipped or None)


def plain_default(
    _app: Sphinx,
    _what: str,
    _name: str,
    _value: object,
    _options: object,
    given: str | None,
    returned: str | None,
) -> tuple[str | None, str | None]:
    """Write the default of a field that a factory makes so that a signature can be read."""
    return (given.replace("<factory>", "...") if given else given), returned


def set_dashes(_app: Sphinx, doctree: nodes.document) -> None:
    """Write the dash that Sphinx puts between a parameter and what it is; codes and options keep their hyphens."""
    for text in list(doctree.findall(nodes.Text)):
        if text == " -- ":
            text.parent.replace(text, nodes.Text(" — "))


def setup(app: Sphinx) -> None:
    """Set Sphinx up."""
    app.connect("missing-reference", resolve)
    app.connect("doctree-read", set_dashes)
    app.connect("autodoc-process-docstring", unsection, priority=900)
    app.connect("autodoc-process-signature", plain_default)
    app.connect("autodoc-skip-member", skip)
