"""A second copy of the library with other tables or without limits; the first copy is never touched."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType
from typing import NamedTuple

PACKAGE = "kananame"
NO_LIMIT = 1_000_000


class Tables(MetaPathFinder, InspectLoader):
    """Finds generated modules of the library in given texts, before the import system looks for files."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the text of each module by its name, as ``tables.emit.render`` writes it."""
        self.texts = {f"{PACKAGE}._tables.{name}": text for name, text in texts.items()}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the given modules only."""
        del path, target
        return spec_from_loader(fullname, self) if fullname in self.texts else None

    def get_source(self, fullname: str) -> str:
        """Return the text of a module."""
        return self.texts[fullname]


@contextmanager
def library(tables: Mapping[str, str] | None = None) -> Iterator[ModuleType]:
    """Import the library anew with tables in place of the generated ones; put the old library back afterwards.

    ``tables`` maps a generated module's name to its text.  Every constant and cache that the library derives from a
    table is made again from the new one, whatever it is called.
    """
    kept = {name: module for name, module in sys.modules.items() if ours(name)}
    finder = Tables(tables or {})
    sys.meta_path.insert(0, finder)
    try:
        forget()
        yield import_module(PACKAGE)
    finally:
        sys.meta_path.remove(finder)
        forget()
        sys.modules.update(kept)


def ours(name: str) -> bool:
    """Tell whether a module is part of the library."""
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


def forget() -> None:
    """Take the library out of the imported modules."""
    for name in [name for name in sys.modules if ours(name)]:
        del sys.modules[name]


def align_module(copy: ModuleType) -> ModuleType:
    """Return the module of a copy's ``align``; the copy's attribute of that name is the function."""
    return sys.modules[copy.align.__module__]


class Limits(NamedTuple):
    """The costs up to which a given name counts as explained: a base and so much a character, and two plain ones."""

    dictionary: tuple[int, int]
    witnessed: int
    loose: int

    def of(self, kind: str, size: int) -> int:
        """Return the limit of a class for a name of ``size`` characters."""
        if kind == "dictionary":
            return self.dictionary[0] + self.dictionary[1] * size
        return self.witnessed if kind == "witnessed" else self.loose

    def moved(self, kind: str, by: int) -> str:
        """Return the limit of a class, moved, as it is printed."""
        if kind == "dictionary":
            return f"{self.dictionary[0] + by} + {self.dictionary[1]} a character"
        return str(self.of(kind, 0) + by)


def lift_limits(copy: ModuleType) -> Limits:
    """Let a copy accept at any cost; return the limits it had."""
    align = align_module(copy)
    limits = Limits(align.DICTIONARY_LIMIT, align.WITNESSED_LIMIT, align.LOOSE_LIMIT)
    align.__dict__.update(DICTIONARY_LIMIT=(NO_LIMIT, 0), WITNESSED_LIMIT=NO_LIMIT, LOOSE_LIMIT=NO_LIMIT)
    return limits
