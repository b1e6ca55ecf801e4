"""The built site as people meet it: a server that counts, a browser that cannot reach any other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

import pytest
from selenium.webdriver import Chrome

from tests.site.browser.chrome import Elsewhere, Folder, NoBrowserError, Page, Server, chrome


def missing(what: str) -> NoReturn:
    """Skip for want of something, unless KANANAME_BROWSER=required: then its absence is a failure."""
    if os.environ.get("KANANAME_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Server]:
    """Every host that is not the site's."""
    server = Server(Elsewhere)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the browser keeps its profile, and what it saves."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="session")
def driver(elsewhere: Server, folder: Path) -> Iterator[Chrome]:
    """A browser for which every other host is the one that notes who is asked for."""
    try:
        with chrome(folder, f"--proxy-server=127.0.0.1:{elsewhere.port}") as found:
            yield found
    except NoBrowserError as why:
        missing(str(why))


@pytest.fixture(scope="session")
def playable(site: Path) -> Path:
    """The site with its playground."""
    if not (site / "_play").is_dir():
        missing("the site was built without the playground: run npm ci in docs/playground")
    return site


@pytest.fixture(scope="session")
def server(playable: Path) -> Iterator[Server]:
    """The site, served."""
    found = Server(partial(Folder, directory=str(playable)))
    yield found
    found.stop()


@pytest.fixture
def page(driver: Chrome, server: Server) -> Page:
    """A page of the served site."""
    return Page(driver, server.address)


@pytest.fixture
def playground(page: Page) -> Page:
    """The playground in Japanese, ready and empty; it stays open from test to test."""
    if page.driver.current_url != f"{page.address}ja/playground.html":
        page.open_playground()
    page.press(".clear")
    return page
