"""The service worker: a site seen once opens without its server, and of a new version only what changed is fetched."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from docs.playground.assemble import comes_first, service_worker
from tests.site.browser.chrome import Folder, Page, Server

pytestmark = pytest.mark.browser


@pytest.fixture
def copied(playable: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change: a file is replaced, never written into."""
    return Path(shutil.copytree(playable, tmp_path / "site", copy_function=os.link))


@pytest.fixture
def own(copied: Path) -> Iterator[Server]:
    """A server of its own, which the browser has not met before."""
    found = Server(partial(Folder, directory=str(copied)))
    yield found
    found.stop()


def kept(page: Page) -> int:
    """How many files the browser keeps."""
    return int(
        page.driver.execute_async_script(
            "caches.open('kananame').then((all) => all.keys()).then((keys) => arguments[0](keys.length))"
        )
    )


def wait_until_kept(page: Page, files: int) -> None:
    page.driver.set_script_timeout(60)
    page.until("document.getElementById('playground').dataset.kept === 'yes'")
    for _ in range(600):
        if kept(page) >= files:
            return
        page.driver.execute_async_script("setTimeout(arguments[0], 100)")
    pytest.fail(f"{kept(page)} files of {files} were kept")


def listed(site: Path) -> int:
    """How many files the Japanese pages need: the playground, what all pages share, every page of the language."""
    paths = re.findall(r'^"(.+)": "', service_worker(site), re.MULTILINE)
    first = {name for name in paths if comes_first(Path(name))}
    return len(first | {name for name in paths if name.startswith("ja/")})


def test_it_answers_without_its_server(driver: Chrome, own: Server, copied: Path) -> None:
    page = Page(driver, own.address).open_playground()
    wait_until_kept(page, listed(copied))
    own.stop()
    page.driver.refresh()
    page.ready()
    page.look_at(family="松浦", family_reading="マツウラ")
    assert page.verdicts() == ["認められる"]
    # A page that was never looked at, and the playground in the other language.
    page.open("ja/codes/unexplained.html")
    assert "unexplained" in page.one("h1").text
    page.open_playground("en").look_at(given="太郎", given_reading="タロウ")
    assert page.verdicts() == ["accepted"]


def test_of_a_new_version_only_what_changed_is_fetched(driver: Chrome, own: Server, copied: Path) -> None:
    page = Page(driver, own.address).open_playground()
    wait_until_kept(page, listed(copied))
    view = copied / "_play" / "words.js"
    text = view.read_text(encoding="utf-8").replace('one: "一人を調べる"', 'one: "新しい版で調べる"')
    view.unlink()
    view.write_text(text, encoding="utf-8")
    worker = copied / "sw.js"
    worker.unlink()
    worker.write_text(service_worker(copied), encoding="utf-8")
    own.asked.clear()
    page.open_playground()
    page.until("document.getElementById('playground').dataset.kept === 'yes'")
    for _ in range(100):
        if page.open_playground().texts(".one h2") == ["新しい版で調べる"]:
            break
    assert page.texts(".one h2") == ["新しい版で調べる"]
    fetched = {path.partition("?")[0] for path in own.asked}
    assert fetched <= {"/sw.js", "/_play/words.js", "/favicon.ico"}


@pytest.mark.parametrize("name", ["playground.json", "pyodide/pyodide.mjs", "pyodide/pyodide.asm.wasm"])
def test_what_cannot_be_loaded_is_told(driver: Chrome, own: Server, copied: Path, name: str) -> None:
    (copied / "_play" / name).unlink()
    page = Page(driver, own.address).open("ja/playground.html")
    page.until("document.getElementById('playground').dataset.stage === 'failed'")
    assert "読み込めませんでした" in page.one(".status .problem").text
    assert page.one(".status button").text == "読み込み直す"
