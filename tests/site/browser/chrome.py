"""A real browser, a server that counts what it is asked, and what a person does with a page of the site."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

from tests.chromium import FLAGS

PATIENCE = 90
# Whom chromium asks of its own accord, whatever page is open.
ITS_OWN = frozenset(
    {
        "accounts.google.com",
        "clients2.google.com",
        "content-autofill.googleapis.com",
        "optimizationguide-pa.googleapis.com",
        "safebrowsing.googleapis.com",
        "start.duckduckgo.com",
        "update.googleapis.com",
        "www.google.com",
    }
)


class NoBrowserError(Exception):
    """There is no browser to look with."""


class Server:
    """Serves on this machine until it is stopped; ``asked`` are the requests it was sent."""

    def __init__(self, handler: Callable[..., BaseHTTPRequestHandler]) -> None:
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, asked=self.asked))
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}/"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Folder(SimpleHTTPRequestHandler):
    """Hands out the files of a folder."""

    def __init__(self, *args: Any, asked: list[str], **more: Any) -> None:  # noqa: ANN401
        self._asked = asked
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        self._asked.append(self.path)
        super().do_GET()

    def log_message(self, *args: object) -> None:
        """Keep the terminal of the tests as it is."""


class Elsewhere(BaseHTTPRequestHandler):
    """Stands for every other host: notes who is asked for, and gives nothing."""

    def __init__(self, *args: Any, asked: list[str]) -> None:  # noqa: ANN401
        self._asked = asked
        super().__init__(*args)

    def _refuse(self) -> None:
        host = urlsplit(self.path if "://" in self.path else f"//{self.path}").hostname
        if host not in ITS_OWN:
            self._asked.append(f"{self.command} {self.path}")
        self.send_error(403)

    # What the base class calls for each kind of request.
    do_GET = do_POST = do_HEAD = do_PUT = do_CONNECT = do_OPTIONS = _refuse  # noqa: N815

    def log_message(self, *args: object) -> None:
        """Keep the terminal of the tests as it is."""


class Page:
    """A page of the site in a browser, and what a person does with it."""

    def __init__(self, driver: Chrome, address: str) -> None:
        self.driver = driver
        self.address = address

    def open(self, path: str) -> Page:
        self.command("Emulation.clearDeviceMetricsOverride")
        self.complaints()  # those of another page are forgotten
        self.driver.get(self.address + path)
        return self

    def open_playground(self, lang: str = "ja") -> Page:
        self.open(f"{lang}/playground.html")
        self.ready()
        return self

    def ready(self) -> None:
        self.until("document.getElementById('playground')?.dataset.stage === 'ready'")

    def run(self, script: str, *args: object) -> Any:  # noqa: ANN401
        return self.driver.execute_script(script, *args)

    def command(self, name: str, **params: object) -> dict[str, Any]:
        return dict(self.driver.execute_cdp_cmd(name, params) or {})

    def until(self, condition: str) -> None:
        """Wait for a condition in JavaScript; the test fails when it does not come."""
        WebDriverWait(self.driver, PATIENCE).until(lambda _: self.run(f"return Boolean({condition})"), condition)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        return [
            str(text)
            for text in self.run(
                "return [...document.querySelectorAll(arguments[0])].map((one) => one.innerText.trim())", selector
            )
        ]

    def press(self, selector: str) -> None:
        """Click without a pointer: what the theme scrolls smoothly to is not yet where a pointer would be."""
        self.run("arguments[0].click()", self.one(selector))

    def type(self, field: str, text: str) -> None:
        """Type into a field of the form, in place of what is there."""
        box = self.one(f"#playground [name='{field}']")
        box.send_keys(Keys.CONTROL, "a")
        box.send_keys(Keys.BACKSPACE)
        if text:
            box.send_keys(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose in a list, as a person does."""
        script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))"
        self.run(script, self.one(selector), value)

    def look_at(self, **fields: str) -> None:
        """Type names and readings, and wait for the answer to the last of them."""
        self.press(".clear")
        for field, text in fields.items():
            self.type(field.replace("_", "-"), text)
        self.settled()

    def settled(self) -> None:
        """Wait until what is in the form has been answered."""
        answered = "document.querySelector('.answers .problem, .answers .overall')"
        self.until(f"{answered} && document.getElementById('playground').dataset.busy !== 'yes'")

    def verdicts(self) -> list[str]:
        """The verdict as a whole, then that of each part where there are several."""
        return self.texts(".answers .badge")

    def ruby(self) -> list[tuple[str, str]]:
        pieces = "[one.firstChild.textContent, one.querySelector('rt').textContent]"
        found = self.run(f"return [...document.querySelectorAll('.answers ruby')].map((one) => {pieces})")
        return [(str(base), str(over)) for base, over in found]

    def focused(self) -> str:
        return str(self.run("return document.activeElement.name || document.activeElement.innerText.trim()"))

    def complaints(self) -> list[str]:
        """What the browser's console holds: a file not found, an error in a script."""
        said = [str(entry["message"]) for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]
        # Asked for by the browser itself, where a page names no icon.
        return [each for each in said if "/favicon.ico" not in each]


@contextmanager
def chrome(folder: Path, *flags: str) -> Iterator[Chrome]:
    """Debian's chromium, headless; raises ``NoBrowserError`` where it is not installed."""
    binary, service = shutil.which("chromium"), shutil.which("chromedriver")
    if binary is None or service is None:
        raise NoBrowserError("no chromium and chromedriver: apt-get install chromium chromium-driver fonts-noto-cjk")
    options = ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}", *flags):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder / "saved")})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(service))
    try:
        yield driver
    finally:
        driver.quit()
