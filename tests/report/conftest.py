"""Invented rows for the report, and a real browser to look at it with."""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome, ChromeOptions, Keys
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from kananame.io.screen import RowReport
from kananame.model import Filing, Finding, Grade, Part, Report, Segment, Severity, Suggestion, Verdict
from kananame.report import HtmlReport
from tests.chromium import FLAGS

UNEXPLAINED = Finding("unexplained", Severity.WARNING, params=(("rest", "キヨウコ"),), cite="KOSEKI_13_2")
REPERTOIRE = Finding(
    "kana-not-permitted",
    Severity.ERROR,
    params=(("char", "・"), ("codepoint", "U+30FB"), ("position", "2")),
    cite="KISOKU_30_2_T2",
)
HYPHEN = Finding("folded-hyphen", Severity.WARNING, params=(("before", "-"), ("after", "ー")))
WIDTH = Finding("folded-width", params=(("before", "ﾏﾂｳﾗ"), ("after", "マツウラ")))


def part(  # noqa: PLR0913 (what a report has)
    name: str,
    reading: str,
    verdict: Verdict = Verdict.ACCEPT,
    *,
    given: bool = False,
    segments: Sequence[Segment] = (),
    findings: Sequence[Finding] = (),
    near: Sequence[Suggestion] = (),
) -> Report:
    return Report(
        name, reading, Part.GIVEN if given else Part.FAMILY, Filing.EXISTING, verdict, "2026-06-26",
        Grade.B if verdict is Verdict.ACCEPT else None, tuple(segments), tuple(findings),
        () if verdict is Verdict.ACCEPT else ("proof-of-use",), tuple(near), "KOSEKI_13_2",
        "explained" if verdict is Verdict.ACCEPT else "unexplained",
    )  # fmt: skip


def row(number: int, verdict: Verdict, *parts: Report, findings: Sequence[Finding] = (), id: str = "") -> RowReport:  # noqa: A002 (as in RowReport)
    held = {str(report.part): report for report in parts}
    return RowReport(number, id or f"{number:06}", held, verdict, tuple(findings))


MATSUURA = part(
    "松浦",
    "マツウラ",
    segments=(Segment("松", "マツ", "kun", "", "マツ", "KANJIDIC2", 120), Segment("浦", "ウラ", "kun")),
)
KYOKO = part(
    "京子", "キヨウコ", Verdict.REFER, given=True, findings=(UNEXPLAINED,),
    near=(Suggestion("キョウコ", "small-kana", 0.97), Suggestion("キヨコ", "extra-kana", 0.31)),
)  # fmt: skip
ROWS = (
    row(1, Verdict.ACCEPT, MATSUURA, part("一郎", "イチロウ", given=True)),
    row(2, Verdict.REFER, MATSUURA, KYOKO),
    row(3, Verdict.REJECT, part("橋本", "ハ・シモト", Verdict.REJECT, findings=(REPERTOIRE, REPERTOIRE))),
    row(4, Verdict.ACCEPT, part("大野", "オーノ", findings=(HYPHEN,))),
    row(5, Verdict.REFER, findings=(Finding("name-not-split", Severity.WARNING, "name"),)),
    row(6, Verdict.ACCEPT, part("松浦", "マツウラ", findings=(WIDTH,))),
    row(7, Verdict.NOT_APPLICABLE),
)
SIGNS = (
    Finding("row-short", Severity.WARNING, "row", params=(("found", "<b>3</b>"), ("expected", "4"))),
    Finding("folded-width", params=()),
)


def page(rows: Iterable[RowReport] = ROWS, findings: Sequence[Finding] | None = None, **asked: Any) -> bytes:  # noqa: ANN401
    """Return the report of some rows."""
    with HtmlReport(asked.pop("title", "residents.csv"), **asked) as report:
        for one in rows:
            report.add(one)
        output = io.BytesIO()
        report.write(output, findings)
        return output.getvalue()


@dataclass(frozen=True, slots=True)
class Browser:
    """A page in a real browser, and what a person does with it."""

    driver: Chrome

    def run(self, script: str, *args: object) -> Any:  # noqa: ANN401
        return self.driver.execute_script(script, *args)

    def command(self, name: str, **params: object) -> dict[str, Any]:
        return dict(self.driver.execute_cdp_cmd(name, params))

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def shown(self, selector: str) -> list[str]:
        """Return what people see of the elements."""
        return [element.text for element in self.all(selector) if element.is_displayed()]

    def numbers(self) -> list[str]:
        """Return the numbers of the rows in the table."""
        return [text.strip() for text in self.shown("tr.row .opener")]

    def choose(self, field: str, value: str) -> None:
        self.one(f"#{field} option[value='{value}']").click()

    def search(self, text: str) -> None:
        field = self.one("#search")
        field.clear()
        field.send_keys(text)

    def press(self, *keys: str) -> None:
        self.driver.switch_to.active_element.send_keys(*keys)

    def focused(self) -> str:
        return str(self.run("return document.activeElement.id || document.activeElement.textContent.trim()"))

    def size(self, width: int, height: int) -> None:
        self.command(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def wait_for(self, selector: str, count: int) -> None:
        """Wait until so many elements are there: a change of the medium is told to the page a moment later."""
        WebDriverWait(self.driver, 20).until(lambda _: len(self.all(selector)) == count)

    def complaints(self) -> list[str]:
        """Return what the browser's console holds: a refused script, a file not found, an error."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]


Show = Callable[..., Browser]


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Debian's chromium; a machine without it skips these tests unless KANANAME_BROWSER=required."""
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or service is None:
        why = "no chromium and chromedriver: apt-get install chromium chromium-driver fonts-noto-cjk"
        if os.environ.get("KANANAME_BROWSER") == "required":
            pytest.fail(why)
        pytest.skip(why)
    options = ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(service))
    try:
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def show(chromium: Chrome, tmp_path: Path) -> Show:
    """Open a report from the disk, as a person would."""

    def open_page(*args: Any, **asked: Any) -> Browser:  # noqa: ANN401
        path = tmp_path / "report.html"
        path.write_bytes(page(*args, **asked))
        chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        chromium.get(path.as_uri())
        return Browser(chromium)

    return open_page


__all__ = ["Browser", "Keys", "Show"]
