"""The house: imports point one way, and the core touches nothing outside itself."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = "kananame"

# Lowest first. A layer is a module or a package; it may import its own layer and those below, never those above.
# FACADE is kananame/__init__.py: the core's public names, for readers outside the core.
FACADE = "__init__"
LAYERS = (
    ("errors", "model"),
    ("_tables",),
    ("messages", "text", "kana", "near", "packed", "lexicon", "search"),
    ("align",),
    ("rules", "romaji", "suggest"),
    ("rulebook",),
    ("check", "explain", "card", "mrz"),
    ("person",),
    ("register",),
    ("history",),
    ("record",),
    ("columns",),
    (FACADE,),
    ("io", "signs", "opinions"),
    ("engines",),
    ("report",),
    ("cli", "__main__"),
)
RANK = {layer: rank for rank, layers in enumerate(LAYERS) for layer in layers}
LAST_OF_CORE = RANK[FACADE]

# Files, clock, environment, locale, network, chance, and the Unicode data of the running Python.
WORLD = frozenset(
    """
    asyncio ctypes getpass glob http io locale logging mmap multiprocessing os pathlib platform random secrets
    shutil signal socket sqlite3 ssl subprocess sys tempfile threading time unicodedata urllib uuid zoneinfo
    """.split()  # noqa: SIM905 - thirty words read better than thirty lines
)
WORLD_CALLS = frozenset({"print", "input", "open", "breakpoint"})
CLOCK_CALLS = frozenset({"today", "now", "utcnow"})


def module_name(path: Path) -> str:
    """Return ``a.b`` for ``kananame/a/b.py`` and ``a.__init__`` for ``kananame/a/__init__.py``."""
    return ".".join(path.relative_to(ROOT / PACKAGE).with_suffix("").parts)


SOURCES = {module_name(path): path.read_text(encoding="utf-8") for path in sorted((ROOT / PACKAGE).rglob("*.py"))}
KNOWN = frozenset(SOURCES)


def layer(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def imports(module: str, source: str) -> Iterator[str]:
    """Yield the absolute name of everything a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = [PACKAGE, *module.split(".")][: -node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def target(name: str, known: frozenset[str]) -> str | None:
    """Return the module of ours that an imported name lies in, ``None`` for somebody else's."""
    head, *parts = name.split(".")
    if head != PACKAGE:
        return None
    for length in range(len(parts), 0, -1):
        inner = ".".join(parts[:length])
        found = {inner, f"{inner}.{FACADE}"} & known
        if found:
            return found.pop()
    return FACADE


def wrong_imports(module: str, source: str, known: frozenset[str]) -> Iterator[str]:
    core = RANK[layer(module)] <= LAST_OF_CORE
    for name in imports(module, source):
        inner = target(name, known)
        if inner is not None and RANK[layer(inner)] > RANK[layer(module)]:
            yield f"{module} imports {name}, which lies above it"
        if inner is None and core and name.split(".", maxsplit=1)[0] in WORLD:
            yield f"{module} imports {name}, which reaches outside the core"
        if inner is None and core and name.split(".", maxsplit=1)[0] not in sys.stdlib_module_names:
            yield f"{module} imports {name}, which is not in the standard library"


def wrong_calls(module: str, source: str) -> Iterator[str]:
    if RANK[layer(module)] > LAST_OF_CORE:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORLD_CALLS:
            yield f"{module} calls {node.func.id}()"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS:
            yield f"{module} reads the clock with .{node.func.attr}()"


def problems(module: str, source: str, known: frozenset[str] = KNOWN) -> list[str]:
    return [*wrong_imports(module, source, known), *wrong_calls(module, source)]


def test_every_module_has_a_layer() -> None:
    assert {"errors", "model"} <= KNOWN
    assert sorted(module for module in KNOWN if layer(module) not in RANK) == []


@pytest.mark.parametrize("module", sorted(KNOWN))
def test_module_keeps_to_its_layer(module: str) -> None:
    assert problems(module, SOURCES[module]) == []


def test_no_module_imports_itself_through_others() -> None:
    graph = {
        module: {inner for name in imports(module, source) if (inner := target(name, KNOWN)) not in (None, module)}
        for module, source in SOURCES.items()
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


FIXTURE = frozenset(
    {"model", "text", "align", "rules.patterns", "rules.__init__", "check", "io.csv", "cli.main", FACADE}
)


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        ("text", "from kananame.align import align", "above"),
        ("text", "from kananame import check", "above"),
        ("text", "from . import check", "above"),
        ("text", "import kananame", "above"),
        ("align", "from .rules.patterns import opposite", "above"),
        ("rules.patterns", "from ..check import check", "above"),
        ("io.csv", "def f():\n    from kananame.cli import main", "above"),
        ("check", "import unicodedata", "outside the core"),
        ("check", "from os.path import join", "outside the core"),
        (FACADE, "import time as clock", "outside the core"),
        ("check", "from io import StringIO", "outside the core"),
        ("check", "import click", "not in the standard library"),
        ("check", "def f():\n    print(1)", "calls print()"),
        ("check", "def f(path):\n    return open(path)", "calls open()"),
        ("check", "from datetime import date\nDAY = date.today()", "reads the clock"),
    ],
)
def test_a_wrong_module_is_caught(module: str, source: str, said: str) -> None:
    found = problems(module, source, FIXTURE)
    assert len(found) == 1
    assert said in found[0]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("align", "from kananame.text import fold\nfrom .model import Segment"),
        ("rules.patterns", "from ..align import align\nfrom . import __name__"),
        ("check", "from datetime import date\nfrom kananame import rules"),
        (FACADE, "from kananame.check import check"),
        ("io.csv", "import io\nimport os\nfrom kananame import check"),
        ("cli.main", "import click\nimport kananame\nfrom kananame.io.csv import read\nprint(1)"),
    ],
)
def test_a_right_module_passes(module: str, source: str) -> None:
    assert problems(module, source, FIXTURE) == []
