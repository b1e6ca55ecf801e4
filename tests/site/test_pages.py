"""What the site has a page for: every public name, code, provision and layout, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import pytest

import kananame
import kananame.history
import kananame.record
from docs.site import api
from docs.site.examples import GROUP_OF, GROUPS
from docs.site.languages import LANGUAGES, OTHER
from docs.site.links import read
from docs.site.refused_runs import REFUSED_RUNS
from docs.site.runs import tell
from docs.site.sheet import rows
from docs.site.sources import hand_pages
from kananame import messages
from kananame._tables.messages import MESSAGES
from kananame.record import layouts
from tables.makers.messages import placeholders
from tests.text.codes import FINDINGS, REFUSALS

PUBLIC = [(module, name) for module, _, _ in api.MODULES for name in module.__all__]
lang = pytest.mark.parametrize("lang", LANGUAGES)


def names_of(site: Path, lang: str) -> set[str]:
    """Return the names of the pages of a language."""
    folder = site / lang
    return {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.html")}


def text_of(site: Path, lang: str, name: str) -> str:
    """Return a page, or fail for one that is missing."""
    return (site / lang / f"{name}.html").read_text(encoding="utf-8")


def test_names_of_three_packages_are_public() -> None:
    assert [module for module, _, _ in api.MODULES] == [kananame, kananame.history, kananame.record]
    assert {(one.module, one.name) for one in api.names()} == set(PUBLIC)


@lang
def test_every_public_name_has_a_page(site: Path, lang: str) -> None:
    for one in api.names():
        text = text_of(site, lang, one.page)
        assert "<h1><code" in text
        paths = [other.path for other in api.names() if other.page == one.page]
        assert any(f'id="{prefix}{path}"' in text for path in paths for prefix in ("", "module-"))
        assert f"from {one.module.__name__} import {one.name}" in text or f"{one.path}" in text
        assert re.search(rf'href="{re.escape(one.page)}\.html"', text_of(site, lang, "api"))


@lang
def test_every_code_has_a_page_with_its_meaning_in_both_languages(site: Path, lang: str) -> None:
    listed = text_of(site, lang, "codes")
    for code in FINDINGS | REFUSALS:
        text = plain(text_of(site, lang, f"codes/{code}"))
        for other in LANGUAGES:
            assert messages.outline(code, other) in text, (code, other)
        assert f'href="codes/{code}.html"' in listed


def plain(page: str) -> str:
    """Return the text of a page."""
    text = re.sub(r"<[^>]+>", "", page)
    for entity, char in (
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ):
        text = text.replace(entity, char)
    return text


def test_every_code_has_an_example_in_one_group() -> None:
    assert set(GROUP_OF) == FINDINGS | REFUSALS
    assert [
        code for code, times in Counter(chain.from_iterable(one.codes for one in GROUPS)).items() if times > 1
    ] == []
    assert set(REFUSED_RUNS) == REFUSALS


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_the_example_of_a_finding_gives_it(code: str) -> None:
    shown = GROUP_OF[code].example(code, "ja")
    assert shown.text
    assert {one.code for one in shown.findings} == {code}


@pytest.mark.parametrize("code", sorted(REFUSALS))
@lang
def test_the_example_of_a_refusal_is_refused_for_it(code: str, lang: str) -> None:
    places = dict.fromkeys(placeholders(MESSAGES[code][0]), "\0")
    sentence = re.escape(messages.text(code, lang, **places)).replace("\0", ".*")
    assert re.match(sentence, tell(REFUSED_RUNS[code], lang).said)


@lang
def test_every_provision_has_a_page_that_says_whether_it_was_compared(site: Path, lang: str) -> None:
    for row in rows("provisions"):
        text = text_of(site, lang, f"law/{row['id']}")
        assert row["article"] in plain(text)
        assert row[f"summary_{lang}"] in plain(text)
        assert ("unverified-note" in text) == (row["verified"] != "true")


@lang
def test_every_layout_has_a_page_with_all_its_items(site: Path, lang: str) -> None:
    for one in layouts():
        text = text_of(site, lang, f"layouts/{one.key}")
        found = plain(text)
        assert [item.field for item in one.items if item.field not in found or item.name not in found] == []
        assert any(
            unquote(target).endswith(f"/{one.key}.json")
            for target in read(site / lang / "layouts" / f"{one.key}.html").links
        )


@lang
def test_every_row_of_a_romaji_style_is_shown(site: Path, lang: str) -> None:
    for style in (row["style"] for row in rows("romaji_styles")):
        found = plain(text_of(site, lang, f"romaji/{style}"))
        moras = rows(f"romaji_{style.replace('-', '_')}")
        assert len(moras) > 100
        assert [row for row in moras if not re.search(rf"^{re.escape(row['kana'])}$", found, re.MULTILINE)] == []


@lang
def test_every_hand_page_is_there_and_in_the_navigation(site: Path, lang: str) -> None:
    first = set(read(site / lang / "index.html").links)
    for name in hand_pages():
        assert (site / lang / f"{name}.html").is_file()
        assert name == "index" or f"{name}.html" in first


def test_both_languages_have_the_same_pages(site: Path) -> None:
    ja, en = (names_of(site, lang) for lang in LANGUAGES)
    assert ja == en
    assert len(ja) > len(FINDINGS | REFUSALS) + len(PUBLIC) // 2


def test_no_two_names_of_pages_differ_in_case_alone(site: Path) -> None:
    names = names_of(site, "ja")
    assert len({name.casefold() for name in names}) == len(names)


@lang
def test_each_page_leads_to_its_twin_and_says_its_language(site: Path, lang: str) -> None:
    for name in names_of(site, lang):
        text = text_of(site, lang, name)
        up = "../" * (name.count("/") + 1)
        twin = f"{up}{OTHER[lang]}/{name}.html"
        links = re.findall(r'<a class="language[^"]*" href="([^"]+)" hreflang="(\w+)"', text)
        assert links, name
        assert {(re.sub(r"^\./", "", target), other) for target, other in links} == {(twin, OTHER[lang])}, name
        assert f'<html class="no-js" lang="{lang}"' in text


def test_the_first_page_leads_to_both(site: Path) -> None:
    assert set(read(site / "index.html").links) == {f"{lang}/index.html" for lang in LANGUAGES}


def test_the_footer_says_edition_and_version(site: Path) -> None:
    for lang in LANGUAGES:
        foot = plain(text_of(site, lang, "index")).rpartition("kananame ")[2]
        assert foot.startswith(kananame.__version__)
        assert kananame.rulebook().edition in foot
