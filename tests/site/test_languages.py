"""One page becomes two: what goes to whom, and that no section is left without one of the languages."""

from __future__ import annotations

import doctest
import importlib

import pytest

from docs.site.languages import Anchor, cells, lopsided, page, side, slug_of
from docs.site.sources import hand_pages

PAGES = hand_pages()


def both(source: str) -> tuple[str, str]:
    """Return a page in Japanese and in English, without the line end."""
    return page(source, "ja").text.strip("\n"), page(source, "en").text.strip("\n")


@pytest.mark.parametrize(
    ("source", "ja", "en"),
    [
        ("# 判定 / Verdict", "# 判定", "# Verdict"),
        ("# API", "# API", "# API"),
        ("# 1. 審査する / Check", "# 1. 審査する", "# 1. Check"),
        ("# 行 / `row` / more", "# 行", "# `row` / more"),
        ("# `a / b` と c / and c", "# `a / b` と c", "# and c"),
        ("文です。\nA sentence.", "文です。", "A sentence."),
        ("A sentence.\n\n文です。", "文です。", "A sentence."),
        ("`ひ` is kana.", "", "`ひ` is kana."),
        ("[ひらがな](a.md) is a link.\nThis too.", "[ひらがな](a.md) is a link.", "This too."),
        ("[kana](ひらがな.md) it is.", "", "[kana](ひらがな.md) it is."),
        ("長い文が\n次の行に続きます。\nOne line.", "長い文が次の行に続きます。", "One line."),
        ("終わり。\n`check` です。", "終わり。`check` です。", ""),
        ("CSVと\nTSV", "CSVと\nTSV", ""),
        ("Words and\n`code`,\nand words.", "", "Words and\n`code`,\nand words."),
        ("戸籍、住民票、\n附票です。", "戸籍、住民票、附票です。", ""),
        ("文 佐藤 keeps 松浦.", "", "文 佐藤 keeps 松浦."),
        ("UTF-8", "UTF-8", "UTF-8"),
        ("符号 / codes: `a`, `b`,\n`c`;", "符号：`a`, `b`,\n`c`;", "codes: `a`, `b`,\n`c`;"),
        ("資料 / sources: https://a.example/x ,\nhttps://b.example", "資料：https://a.example/x ,\nhttps://b.example",
         "sources: https://a.example/x ,\nhttps://b.example"),
        ("`a` では出ない / with `a` none", "`a` では出ない", "with `a` none"),
        ("1. [題 / Title](a.md)", "1. [題](a.md)", "1. [Title](a.md)"),
        ("- 一つ。\n  One.\n- 二つ。\n  Two.", "- 一つ。\n- 二つ。", "- One.\n- Two."),
        ("- 一つ。\n- One.", "- 一つ。", "- One."),
        ("- `code`\n- 松浦", "- `code`\n- 松浦", "- `code`\n- 松浦"),
        ("10. 長い項目が\n    続きます。\n    A long item\n    goes on.", "10. 長い項目が続きます。",
         "10. A long item\n    goes on."),
        ("```py\nx = 'ひ'  # a word\n```", "```py\nx = 'ひ'  # a word\n```", "```py\nx = 'ひ'  # a word\n```"),
        ("````md\n```\nひ\n```\n````", "````md\n```\nひ\n```\n````", "````md\n```\nひ\n```\n````"),
        (":::{ja}\n図です。 Words\n:::\n:::{en}\nA figure ひ\n:::", "図です。 Words", "A figure ひ"),
        (":::{note}\n注意です。\nMind this.\n:::", ":::{note}\n注意です。\n:::", ":::{note}\nMind this.\n:::"),
        ('<div id="x">\nひ words\n</div>', '<div id="x">\nひ words\n</div>', '<div id="x">\nひ words\n</div>'),
        ("![図 / figure](a.svg)", "![図](a.svg)", "![figure](a.svg)"),
    ],
)  # fmt: skip
def test_what_goes_to_whom(source: str, ja: str, en: str) -> None:
    assert both(source) == (ja, en)


TABLE = """
| 項目 / field | `x` | 意味 | meaning |
| --- | --- | --- | --- |
| `a|b` | 1 | 意味です / ね | what / it is |
| 氏 / family | \\| | 氏です | name |
"""


def test_a_table_keeps_the_columns_of_one_language() -> None:
    ja, en = both(TABLE.strip())
    assert ja.splitlines() == [
        "| 項目 | `x` | 意味 |", "| --- | --- | --- |", "| `a|b` | 1 | 意味です / ね |", "| 氏 | \\| | 氏です |",
    ]  # fmt: skip
    assert en.splitlines() == [
        "| field | `x` | meaning |", "| --- | --- | --- |", "| `a|b` | 1 | what / it is |", "| family | \\| | name |",
    ]  # fmt: skip


@pytest.mark.parametrize("heads", ["| CSV | XLSX |", "| 読み | 氏 |", "| held out | true |"])
def test_a_table_of_one_kind_of_heads_is_for_both(heads: str) -> None:
    source = f"{heads}\n| --- | --- |\n| a | b |"
    assert both(source) == (source, source)


def test_a_bar_in_code_parts_no_cells() -> None:
    assert cells("| `a|b` | ``c|`d`` | e\\|f |") == ["`a|b`", "``c|`d``", "e\\|f"]


def test_anchors_are_alike_in_both_languages_and_in_the_source() -> None:
    source = "# 判定 / Verdict\n\n## 例 / Example\n\n## 別の例 / Example\n\n## `a` の表 / Table of `a`\n"
    ja, en = page(source, "ja").anchors, page(source, "en").anchors
    assert ja == en
    assert ja[0] == Anchor("verdict", slug_of("判定 / Verdict"))
    assert [one.slug for one in ja] == ["verdict", "example", "example-2", "table-of-a"]


def test_levels_have_no_gaps() -> None:
    made = page("# a\n\n## b\n\n#### c\n\n#### d\n\n## e\n", "ja").text
    assert [line.partition(" ")[0] for line in made.split("\n\n")] == [
        "#", "##", "###", "###", "##",
    ]  # fmt: skip


def test_only_one_language_below_a_heading_is_seen() -> None:
    assert lopsided("# 題 / T\n\n文です。\n\n## 次 / N\n\n文です。\nOne.\n") == ["題 / T"]
    assert lopsided("# 題 / T\n\n文です。\n\nOne.\n\n## 次 / N\n\n```\nx\n```\n") == []


@pytest.mark.parametrize("name", PAGES)
def test_prose_stands_in_both_languages_in_every_section(name: str) -> None:
    assert lopsided(PAGES[name]) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_a_title_in_both_languages(name: str) -> None:
    first = PAGES[name].partition("\n")[0].removeprefix("# ")
    assert PAGES[name].startswith("# ")
    assert side(first, "ja") != side(first, "en")


@pytest.mark.parametrize("name", ["languages", "search", "sheet"])
def test_the_examples_of_the_builder_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"docs.site.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
