"""The search of the site finds Japanese words, which no blank parts."""

from __future__ import annotations

import pytest

from tests.site.browser.chrome import Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("lang", "words", "found"),
    [
        ("ja", "部分音訓", "alignment.html"),
        ("ja", "閉じたネットワーク", "playground.html"),
        ("ja", "職権", "stories/"),
        ("en", "closed network", "playground.html"),
    ],
)
def test_pages_are_found(page: Page, lang: str, words: str, found: str) -> None:
    page.open(f"{lang}/index.html")
    box = page.one("input[name=q]")
    box.send_keys(words)
    box.submit()
    page.until("document.querySelectorAll('#search-results li a').length")
    links = "[...document.querySelectorAll('#search-results li a')].map((one) => one.getAttribute('href'))"
    page.until(f"{links}.some((link) => link.includes('{found}'))")
    assert page.complaints() == []
