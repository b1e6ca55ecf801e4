"""Build every generated module: ``python -m tables.build``; ``--check`` rebuilds and fails on any difference.

Where a source package stays unreachable, ``--check`` says so loudly and holds the committed dictionary tables to the
checksums in their headers and in the manifest instead.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence

from tables.emit import GENERATED, Module, render
from tables.loader import TableError
from tables.makers import folding, hand, law, messages, mrz, names, repertoire, romaji
from tables.sources import HERE, SourceChanged, SourceUnreachable, registry

MANIFEST = HERE / "manifest.json"
HAND_MAKERS = (law, hand, messages, folding, repertoire, romaji, mrz)


def hand_modules() -> list[Module]:
    """Return the modules made from hand tables and Unicode data."""
    return [module for maker in HAND_MAKERS for module in maker.make()]


def texts(modules: Sequence[Module]) -> dict[str, str]:
    """Return module name → file text."""
    return {module.name: render(module) for module in modules}


def entry(module: Module, text: str) -> dict[str, object]:
    """Return what the manifest says of one module."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"rows": module.rows, "sha256": digest, "source": module.source, "licence": module.licence}


def manifest(modules: Sequence[Module]) -> str:
    """Return the manifest: the source packages with their sha256, and each module's rows and sha256."""
    made = texts(modules)
    sources = {
        source.key: {
            "package": source.package, "version": source.version, "file": source.file,
            "sha256": source.sha256, "licence": source.licence, "holds": source.holds,
        }
        for source in registry().values()
    }  # fmt: skip
    tables = {module.name: entry(module, made[module.name]) for module in sorted(modules, key=lambda module: module.name)}
    return json.dumps({"sources": sources, "tables": tables}, ensure_ascii=False, indent=2) + "\n"


def write(modules: Sequence[Module]) -> None:
    """Write every module and the manifest."""
    for name, text in texts(modules).items():
        (GENERATED / f"{name}.py").write_text(text, encoding="utf-8", newline="\n")
    MANIFEST.write_text(manifest(modules), encoding="utf-8", newline="\n")


def differences(modules: Sequence[Module]) -> list[str]:
    """Return the files that are not what the builder makes of its sources."""
    found = [f"_tables/{name}.py" for name, text in sorted(texts(modules).items()) if committed(name) != text]
    if MANIFEST.read_text(encoding="utf-8") != manifest(modules):
        found.append("tables/manifest.json")
    return found


def committed(name: str) -> str:
    """Return the committed text of a module, ``""`` when it is missing."""
    path = GENERATED / f"{name}.py"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def unheld() -> list[str]:
    """Return the committed modules whose sha256 is not the one in the manifest."""
    held = json.loads(MANIFEST.read_text(encoding="utf-8"))["tables"]
    return [
        f"_tables/{name}.py"
        for name, row in held.items()
        if hashlib.sha256(committed(name).encode()).hexdigest() != row["sha256"]
    ]


def check() -> int:
    """Rebuild and compare; return the exit code."""
    modules = hand_modules()
    made = texts(modules)
    wrong = [f"_tables/{name}.py" for name, text in sorted(made.items()) if committed(name) != text]
    try:
        wrong = differences([*modules, *names.make()])
        print("tables: rebuilt from their sources and compared")
    except SourceUnreachable as error:
        print(f"WARNING: {error}.\nWARNING: dictionary tables NOT rebuilt; held to their checksums instead.", file=sys.stderr)
        wrong += unheld()
    for name in wrong:
        print(f"{name} is not what the builder makes: run python -m tables.build and review the change", file=sys.stderr)
    return 1 if wrong else 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the builder; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tables.build", description="Build the generated tables.")
    parser.add_argument("--check", action="store_true", help="compare with the committed tables instead of writing")
    options = parser.parse_args(arguments)
    try:
        if options.check:
            return check()
        modules = [*hand_modules(), *names.make()]
    except (TableError, SourceChanged, SourceUnreachable) as error:
        print(f"tables: {error}", file=sys.stderr)
        return 2
    write(modules)
    for module in modules:
        print(f"{module.name:16} {module.rows:>8,} rows")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
