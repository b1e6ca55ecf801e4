"""Build every generated module: ``python -m tables.build``; ``--check`` rebuilds and fails on any difference.

Where a source package stays unreachable, ``--check`` says so loudly and holds the committed dictionary tables to the
checksums in their headers and in the manifest instead.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from tables.emit import GENERATED, Module, fingerprint, render
from tables.loader import TableError
from tables.makers import folding, hand, histories, law, layouts, messages, mrz, names, repertoire, romaji, tolerances
from tables.sources import HERE, SourceChanged, SourceUnreachable, registry

MANIFEST = HERE / "manifest.json"
HAND_MAKERS = (law, histories, hand, messages, folding, repertoire, romaji, mrz, tolerances, layouts)


def hand_modules() -> list[Module]:
    """Return the modules made from hand tables and Unicode data."""
    return [module for maker in HAND_MAKERS for module in maker.make()]


def texts(modules: Sequence[Module]) -> dict[str, str]:
    """Return module name → file text."""
    return {module.name: render(module) for module in modules}


def entry(module: Module, text: str) -> dict[str, object]:
    """Return what the manifest says of one module."""
    return {"rows": module.rows, "sha256": fingerprint(text), "source": module.source, "licence": module.licence}


def manifest(modules: Sequence[Module]) -> str:
    """Return the manifest: the source packages with their sha256, and each module's rows and sha256."""
    made = texts(modules)
    tables = {module.name: entry(module, made[module.name]) for module in modules}
    listed = {"sources": packages(), "tables": dict(sorted(tables.items()))}
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def packages() -> dict[str, dict[str, str]]:
    """Return what the manifest says of the source packages."""
    return {
        source.key: {
            "package": source.package, "version": source.version, "file": source.file,
            "sha256": source.sha256, "licence": source.licence, "holds": source.holds,
        }
        for source in registry().values()
    }  # fmt: skip


def write(modules: Sequence[Module]) -> None:
    """Write every module and the manifest."""
    for name, text in texts(modules).items():
        (GENERATED / f"{name}.py").write_text(text, encoding="utf-8", newline="\n")
    MANIFEST.write_text(manifest(modules), encoding="utf-8", newline="\n")


def differences(modules: Sequence[Module]) -> set[str]:
    """Return the files of these modules that are not what the builder makes of their sources."""
    made = texts(modules)
    return {f"_tables/{name}.py" for name, text in made.items() if fingerprint(committed(name)) != fingerprint(text)}


def committed(name: str) -> str:
    """Return the committed text of a module with its line ends as they are, none when it is missing."""
    path = GENERATED / f"{name}.py"
    return path.read_bytes().decode() if path.exists() else ""


def unheld() -> set[str]:
    """Return the committed modules whose sha256 is not the one in the manifest, and a manifest of other packages."""
    held = json.loads(MANIFEST.read_text(encoding="utf-8"))
    found = {
        f"_tables/{name}.py" for name, row in held["tables"].items() if fingerprint(committed(name)) != row["sha256"]
    }
    return found if held["sources"] == packages() else found | {"tables/manifest.json"}


def check() -> int:
    """Rebuild and compare; return the exit code."""
    modules = hand_modules()
    try:
        modules += names.make()
    except SourceUnreachable as error:
        print(f"WARNING: {error}.", file=sys.stderr)
        print("WARNING: dictionary tables NOT rebuilt; held to their checksums instead.", file=sys.stderr)
        wrong = differences(modules) | unheld()
    else:
        print("tables: rebuilt from their sources and compared")
        wrong = differences(modules)
        if MANIFEST.read_text(encoding="utf-8") != manifest(modules):
            wrong.add("tables/manifest.json")
    for name in sorted(wrong):
        print(f"{name} is not what the builder makes: rebuild with python -m tables.build, review it", file=sys.stderr)
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
