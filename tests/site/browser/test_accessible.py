"""axe-core finds nothing serious: playground and pages of the site, in both languages, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.site.browser.chrome import Page
from tests.site.browser.conftest import missing
from tests.site.browser.test_files import CP932, drop

pytestmark = pytest.mark.browser
AXE = Path(__file__).parents[3] / "docs" / "playground" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
PAGES = (
    "index",
    "start",
    "law/KOSEKI_13_2",
    "codes",
    "codes/unexplained",
    "romaji",
    "stories/02-marriage-of-two-readings",
    "schema",
    "api/check",
    "search",
)


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        missing("no axe-core: run npm ci in docs/playground")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(params=["light", "dark"])
def scheme(page: Page, request: pytest.FixtureRequest) -> Iterator[str]:
    page.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": request.param}])
    yield request.param
    page.command("Emulation.setEmulatedMedia", media="", features=[])


def grave(page: Page, axe: str) -> list[str]:
    """Return what axe finds that keeps somebody from using the page."""
    page.driver.set_script_timeout(90)
    page.run(axe)
    found = page.driver.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then((all) => arguments[0](all.violations))"
    )
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_pages(page: Page, axe: str, scheme: str, lang: str, name: str) -> None:
    page.open(f"{lang}/{name}.html")
    assert page.all("h1") != []
    assert grave(page, axe) == [], scheme


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_playground(page: Page, axe: str, scheme: str, lang: str) -> None:
    page.open_playground(lang)
    assert grave(page, axe) == [], scheme
    page.look_at(family="高橋", family_reading="タカハシ・", given="京子", given_reading="キヨウコ")
    drop(page, CP932.name, CP932.read_bytes())
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert {"accept", "refer", "reject"} <= {
        str(one) for one in page.run("return [...document.querySelectorAll('.badge')].map((one) => one.classList[1])")
    }
    assert grave(page, axe) == [], scheme
    drop(page, "empty.csv", b"")
    assert grave(page, axe) == [], scheme
