"""What is put into the site: the same wheel, every file listed with its checksum, and nothing from elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path

import pytest

import kananame
from docs.playground import assemble

ADDRESS = re.compile(r"https?://[^\s\"'`)<]+")
OURS = [path for path in sorted(assemble.HERE.iterdir()) if path.suffix in {".js", ".css", ".py", ".json"}]

ASKED_FOR = {"index.html", "ja/index.html", "ja/playground.html", "ja/codes/index.html", "en/_static/styles/a.css"}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of a few pages."""
    for name in (*ASKED_FOR, "sw.js", "ja/_sources/index.md", "ja/objects.inv", "ja/.buildinfo"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def listed(code: str, name: str) -> object:
    found = re.search(rf"^const {name} = (.+?);$", code, re.MULTILINE | re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_service_worker_lists_what_a_browser_may_ask_for(small: Path) -> None:
    code = assemble.service_worker(small)
    files = listed(code, "FILES")
    assert files == {name: hashlib.sha256(name.encode()).hexdigest()[:16] for name in ASKED_FOR}
    assert listed(code, "FIRST") == sorted(ASKED_FOR - {"ja/codes/index.html"})


def test_another_page_is_another_version(small: Path) -> None:
    before = assemble.service_worker(small)
    assert assemble.service_worker(small) == before
    (small / "ja" / "index.html").write_text("new", encoding="utf-8")
    assert assemble.service_worker(small) != before


def test_without_npm_it_says_what_to_do(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assemble, "PACKAGES", small / "nowhere")
    with pytest.raises(assemble.NotInstalled, match="npm ci"):
        assemble.install(small)


def test_the_site_has_the_wheel_that_users_install(small: Path) -> None:
    if not (assemble.PACKAGES / "pyodide").is_dir():
        pytest.skip("no Pyodide: run npm ci in docs/playground")
    assemble.install(small)
    place = small / "_play"
    made = json.loads((place / "playground.json").read_text(encoding="utf-8"))
    assert made["version"] == kananame.__version__
    assert made["sha256"] == hashlib.sha256((place / made["wheel"]).read_bytes()).hexdigest()
    with zipfile.ZipFile(place / made["wheel"]) as wheel:
        names = wheel.namelist()
        source = wheel.read("kananame/check.py")
    assert source == Path(kananame.__file__).with_name("check.py").read_bytes()
    assert [
        name for name in names if not name.startswith(("kananame/", f"kananame-{kananame.__version__}.dist-info/"))
    ] == []
    files = listed((small / "sw.js").read_text(encoding="utf-8"), "FILES")
    assert isinstance(files, dict)
    assert {f"_play/{path.relative_to(place).as_posix()}" for path in place.rglob("*") if path.is_file()} == {
        name for name in files if name.startswith("_play/")
    }


def test_versions_are_exact_and_the_lock_names_no_host() -> None:
    package = json.loads((assemble.HERE / "package.json").read_text(encoding="utf-8"))
    lock = (assemble.HERE / "package-lock.json").read_text(encoding="utf-8")
    assert package["private"] is True
    pinned = {**package["dependencies"], **package["devDependencies"]}
    assert pinned
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())
    packages = json.loads(lock)["packages"]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in pinned} == pinned
    assert all("integrity" in each for name, each in packages.items() if name)
    assert ADDRESS.findall(lock) == []
    assert "resolved" not in lock


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_file_names_another_host(path: Path) -> None:
    assert ADDRESS.findall(path.read_text(encoding="utf-8")) == []


def test_every_file_is_either_served_or_a_tool() -> None:
    tools = {"__init__.py", "assemble.py", "sw.js", "package.json", "package-lock.json"}
    assert {path.name for path in OURS} == {*assemble.OWN, *assemble.PYTHON, *tools}
    imported = {name for path in OURS for name in re.findall(r'from "\./([\w.]+)"', path.read_text(encoding="utf-8"))}
    assert imported <= set(assemble.OWN)
