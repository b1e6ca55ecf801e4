"""The figures are those the library draws now, can be read on both grounds, and stand on some page."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from docs.pictures.drawing import GROUNDS, INKS, width
from docs.pictures.figures import figures
from docs.pictures.lattice import edges, lattice
from docs.pictures.rows import broken
from docs.pictures.timeline import days
from kananame.history.acts import ACTS
from tests.docs.pages import DOCS, PAGES, ROOT, text_of

FOLDER = DOCS / "pictures"
READABLE = 4.5
"""The least contrast of text with its ground: Web Content Accessibility Guidelines, AA."""
SVG = "{http://www.w3.org/2000/svg}"


def luminance(color: str) -> float:
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_figure_is_as_it_is_drawn_now() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")} == figures()


@pytest.mark.parametrize("name", [f"{name}.svg" for name in sorted({path.stem for path in FOLDER.glob("*.svg")})])
def test_a_figure_is_whole_and_has_a_name(name: str) -> None:
    drawn = ET.fromstring((FOLDER / name).read_text(encoding="utf-8"))  # noqa: S314 (our own)
    title = drawn.find(f"{SVG}title")
    assert title is not None
    assert title.text
    wide = float(drawn.attrib["width"])
    for text in drawn.iter(f"{SVG}text"):
        size = width(text.text or "", float(text.attrib["font-size"]))
        left = float(text.attrib["x"]) - {"middle": size / 2, "end": size}.get(text.attrib.get("text-anchor", ""), 0)
        assert left > 0, text.text
        assert left + size < wide, text.text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_its_ground(scheme: str) -> None:
    grounds = GROUNDS[scheme]
    pairs = [
        *product(INKS[scheme], ("ground", "raised")),
        *((verdict, verdict) for verdict in ("accept", "refer", "reject")),
    ]
    assert [pair for pair in pairs if contrast(INKS[scheme][pair[0]], grounds[pair[1]]) < READABLE] == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < READABLE < contrast("#767676", "#ffffff")


def test_every_figure_stands_on_a_page() -> None:
    pages = [*PAGES, ROOT / "README.md", ROOT / "README.ja.md"]
    used = {Path(found).name for page in pages for found in re.findall(r"\]\(([^)]*pictures/[^)]+)\)", text_of(page))}
    assert used == {path.name for path in FOLDER.iterdir() if path.suffix in {".svg", ".png"}}


def test_a_lattice_has_what_fits_and_nothing_else() -> None:
    assert [(edge.form, edge.start) for edge in edges("松浦", "マツウラ", given=False)] == [
        ("マ", 0),
        ("マツ", 0),
        ("ウラ", 2),
    ]
    with pytest.raises(ValueError, match="explained"):
        lattice("", "ja", "松浦", "タナカ", "family")


def test_the_timeline_is_that_of_the_acts() -> None:
    for name in ("initial-family", "court-family"):
        since, until = days(name)
        assert since == ACTS[name].since
        assert (until or ACTS[name].until) == ACTS[name].until


def test_a_sentence_is_broken_where_it_may_be() -> None:
    assert broken("分け方が二通りあり、もう一方です。", 150, "ja") == ["分け方が二通りあり、", "もう一方です。"]
    assert broken("ながいながいながい文", 80, "ja") == ["ながいなが", "いながい文"]
    assert broken("one two three", 70, "en") == ["one two", "three"]
