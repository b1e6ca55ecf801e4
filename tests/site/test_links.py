"""Every link of the built site leads somewhere, and no page fetches anything from another host."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.site.links import faults

PAGE = '<html lang="ja"><body id="top">{}</body></html>'


def made(folder: Path, body: str, style: str = "") -> list[str]:
    """Return the faults of a site of two pages."""
    (folder / "sub").mkdir()
    (folder / "a.html").write_text(PAGE.format(body), encoding="utf-8")
    (folder / "sub" / "b.html").write_text(
        PAGE.format('<p id="振り">b</p><a href="../a.html#top">a</a>'), encoding="utf-8"
    )
    (folder / "site.css").write_text(style, encoding="utf-8")
    return list(faults(folder))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="sub/b.html">b</a>',
        '<a href="sub/b.html#%E6%8C%AF%E3%82%8A">b</a>',
        '<a href="#top">top</a>',
        '<a href="https://elsewhere.example/x">an address is no fetch</a>',
        '<a href="mailto:a@b.example">a letter</a>',
        '<link rel="alternate" hreflang="en" href="sub/b.html">',
        '<link rel="stylesheet" href="site.css?v=1">',
        '<img src="data:image/png;base64,AA==">',
    ],
)
def test_what_is_right_passes(tmp_path: Path, body: str) -> None:
    assert made(tmp_path, body) == []


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<a href="sub/c.html">c</a>', "leads nowhere"),
        ('<a href="../c.html">c</a>', "leads nowhere"),
        ('<a href="sub/b.html#none">b</a>', "names no place"),
        ('<a href="#none">none</a>', "names no place"),
        ('<a href="sub/">folder</a>', "is a folder"),
        ('<img src="sub/c.png">', "leads nowhere"),
        ('<img src="https://elsewhere.example/c.png">', "fetches"),
        ('<img srcset="a.html 1x, //elsewhere.example/c.png 2x">', "fetches"),
        ('<script src="//elsewhere.example/c.js"></script>', "fetches"),
        ('<link rel="stylesheet" href="https://elsewhere.example/c.css">', "fetches"),
        ('<p style="background: url(https://elsewhere.example/c.png)">c</p>', "fetches"),
        ("<style>@import 'https://elsewhere.example/c.css'</style>", "fetches"),
        ('<link rel="alternate" hreflang="en" href="en/a.html">', "leads nowhere"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, body: str, said: str) -> None:
    found = made(tmp_path, body)
    assert len(found) == 1
    assert found[0].startswith("a.html: ")
    assert said in found[0]


def test_a_style_that_fetches_is_told(tmp_path: Path) -> None:
    assert made(tmp_path, "", '@font-face { src: url("https://elsewhere.example/f.woff2") }') == [
        "site.css: fetches https://elsewhere.example/f.woff2"
    ]


def test_the_site_has_no_fault(site: Path) -> None:
    absent = not (site / "_play").is_dir()
    assert [one for one in faults(site) if not (absent and "_play/" in one)] == []
    assert len(list(site.glob("*/*.html"))) > 20
