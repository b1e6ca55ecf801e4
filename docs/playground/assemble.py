"""Put the playground into a built site: its own files, the wheel of this checkout, Pyodide, and the service worker."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLACE = "_play"
WORKER = "sw.js"
OWN = ("app.js", "dom.js", "files.js", "view.js", "words.js", "worker.js", "playground.css")
PYTHON = ("__init__.py", "said.py", "answers.py", "pasted.py", "screening.py")
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PACKAGES = HERE / "node_modules"
DIGITS = 16
# Of a site, what its pages never ask for.
UNREAD = frozenset({".map", ".inv", ".buildinfo", ".doctree", ".pickle", ".txt"})
# Kept before the page says that it can do without a network: the playground, and what every page of the site shows.
FIRST_FOLDERS = frozenset({PLACE, "_static"})
FIRST_PAGES = frozenset({"index.html", "playground.html"})


class NotInstalled(RuntimeError):
    """The packages of ``package-lock.json`` are not there."""


def install(site: Path) -> None:
    """Copy the playground into a site as ``_play/`` and ``sw.js``; the last step of a build, when all pages are there.

    The service worker lists every file of the site with its checksum, so it has to come after the others.

    Raises ``NotInstalled`` without ``npm ci`` in ``docs/playground``.
    """
    if not (PACKAGES / "pyodide" / PYODIDE[0]).is_file():
        raise NotInstalled(f"no Pyodide in {PACKAGES}: run npm ci in {HERE}")
    target = site / PLACE
    shutil.rmtree(target, ignore_errors=True)
    (target / "pyodide").mkdir(parents=True)
    for name in (*OWN, *PYTHON):
        shutil.copyfile(HERE / name, target / name)
    for name in PYODIDE:
        shutil.copyfile(PACKAGES / "pyodide" / name, target / "pyodide" / name)
    made = {"wheel": build_wheel(target).name, "python": PYTHON, **versions(target)}
    (target / "playground.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    (site / WORKER).write_text(service_worker(site), encoding="utf-8", newline="\n")


def build_wheel(target: Path) -> Path:
    """Build the wheel of this checkout into a folder: the one that users install."""
    options = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(target), str(ROOT)], check=True)  # noqa: S603
    (wheel,) = target.glob("kananame-*.whl")
    return wheel


def versions(target: Path) -> dict[str, str]:
    """Return what the page says it is made of."""
    (wheel,) = target.glob("kananame-*.whl")
    pyodide = json.loads((PACKAGES / "pyodide" / "package.json").read_text(encoding="utf-8"))["version"]
    return {"version": wheel.name.split("-")[1], "pyodide": str(pyodide), "sha256": checksum(wheel)}


def service_worker(site: Path) -> str:
    """Return the service worker with the list of the site's files."""
    files = [path for path in sorted(site.rglob("*")) if is_page_or_part(path, site)]
    inside = {path: path.relative_to(site) for path in files}
    listed = {inside[path].as_posix(): checksum(path)[:DIGITS] for path in files}
    first = [name.as_posix() for name in inside.values() if comes_first(name)]
    code = (HERE / WORKER).read_text(encoding="utf-8")
    for blank, value in (("const FILES = {};", listed), ("const FIRST = [];", first)):
        if blank not in code:
            raise ValueError(f"{WORKER} has no line {blank}")
        code = code.replace(blank, f"{blank[:-3]}{json.dumps(value, ensure_ascii=False, indent=0)};")
    return code


def comes_first(name: Path) -> bool:
    """Tell whether a file is one without which the playground does not open."""
    page = len(name.parts) <= len(("ja", "playground.html")) and name.name in FIRST_PAGES
    return page or not FIRST_FOLDERS.isdisjoint(name.parts[:2])


def is_page_or_part(path: Path, site: Path) -> bool:
    """Tell whether a file of the site is one that a browser may ask for."""
    inside = path.relative_to(site)
    hidden = any(part.startswith((".", "_sources")) for part in inside.parts)
    return path.is_file() and not hidden and path.name != WORKER and path.suffix not in UNREAD


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
