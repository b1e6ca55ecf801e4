"""The tables of every romaji style (ローマ字の表)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docs.site.languages import Page
from docs.site.sheet import Sheet, cited, code, plain, rows
from kananame import messages

STYLES: Final = tuple(row["style"] for row in rows("romaji_styles"))
PLACES: Final = {"end": ("語の終わり", "at the end"), "any": ("どこでも", "anywhere")}
NOTE: Final = (
    (
        "確かさ：`S` 公表された資料に印刷されている、`S2` その写しにある、`M` 一般の知識による、`I` 印刷されたものの"
        "型による。出典の記号は[出典](#sources)にあります。"
    ),
    (
        "Confidence: `S` printed in a source, `S2` in a copy of one, `M` general knowledge, `I` by the pattern of what "
        "is printed. The keys are those of [the sources](#sources)."
    ),
)


def pages(lang: str) -> Iterator[tuple[str, Page]]:
    """Yield the page of every style, and that of long vowels across characters."""
    for style in STYLES:
        yield f"romaji/{style}", _page(style, lang)
    yield "romaji/boundaries", _boundaries(lang)


def index(sheet: Sheet) -> None:
    """Add the list of all styles to a page."""
    sheet.heading(2, "つづり方の表", "The tables")
    sheet.table(
        (("つづり方", "style"), ("名", "name"), ("大文字", "case"), ("BMPの前", "ン before BMP"), ("出典", "source")),
        (
            (
                f"[`{row['style']}`](romaji/{row['style']}.md)",
                plain(messages.text(f"style-{row['style']}", sheet.lang)),
                code(row["case"]), code(row["nasal"]), " ".join(map(code, row["source"].split())),
            )
            for row in rows("romaji_styles")
        ),
    )  # fmt: skip
    sheet.say(
        "文字の境目の長音は[境目の表](romaji/boundaries.md)で決まります。",
        "Whether a vowel is long across two characters is decided by [the table of boundaries](romaji/boundaries.md).",
    )


def _page(style: str, lang: str) -> Page:
    """Return the page of a style."""
    sheet = Sheet(lang)
    name = [messages.text(f"style-{style}", one) for one in ("ja", "en")]
    sheet.heading(1, f"{name[0]} `{style}`", f"{name[1]} `{style}`")
    sheet.crumbs(f"[{sheet.of('つづり方の表', 'All styles')}](../romaji.md#the-tables)")
    sheet.say(*NOTE)
    row = next(one for one in rows("romaji_styles") if one["style"] == style)
    sheet.facts((
        ("大文字", "Case", code(row["case"])),
        ("BMPの前のン", "ン before B M P", code(row["nasal"])),
        ("nと母音・yの間", "Between n and a vowel or y", code(row["divider"])),
        ("chの前のッ", "ッ before ch", code(row["geminate"])),
        ("長音でない母音の間", "Between vowels that are not long", code(row["break"])),
        ("a–z以外の文字", "Marks beside a–z", " ".join(map(code, row["marks"]))),
        ("確かさ", "Confidence", code(row["confidence"])),
    ))  # fmt: skip
    sheet.heading(2, "仮名", "Kana")
    moras = rows(f"romaji_{style.replace('-', '_')}")
    _table(
        sheet, (("仮名", "kana"), ("選択肢", "choice"), ("ローマ字", "romaji")), [("kana", "option", "romaji")], moras
    )
    sheet.heading(2, "長音", "Long vowels")
    vowels = [one for one in rows("romaji_vowels") if one["style"] == style]
    for one in vowels:
        one["place"] = sheet.of(*PLACES[one["place"]])
    heads = (("母音", "vowels"), ("選択肢", "choice"), ("位置", "place"), ("書き方", "written"))
    _table(sheet, heads, [("pair", "option", "place", "written")], vowels)
    _add_sources(sheet, {key for one in (*moras, *vowels, row) for key in one["source"].split()})
    return sheet.page()


def _table(
    sheet: Sheet, heads: tuple[tuple[str, str], ...], columns: list[tuple[str, ...]], found: list[dict[str, str]]
) -> None:
    """Add rows of a table with their confidence and source."""
    sheet.table(
        (*heads, ("確かさ", "confidence"), ("出典", "source")),
        (
            (
                *(plain(row[column]) or "—" for column in columns[0]),
                code(row["confidence"]),
                " ".join(map(code, row["source"].split())),
            )
            for row in found
        ),
    )


def _add_sources(sheet: Sheet, keys: set[str]) -> None:
    sheet.heading(2, "出典", "Sources")
    sheet.say("資料の説明は英語です。", "What each key stands for.")
    sheet.table(
        (("記号", "key"), ("資料", "what"), ("所在", "where")),
        (
            (code(row["key"]), plain(row["what"]), cited(row["url"]) or "—")
            for row in rows("romaji_sources")
            if row["key"] in keys
        ),
    )


def _boundaries(lang: str) -> Page:
    """Return the page of long vowels across characters."""
    sheet = Sheet(lang)
    sheet.heading(1, "文字の境目の長音", "Long vowels across characters")
    sheet.crumbs(f"[{sheet.of('つづり方の表', 'All styles')}](../romaji.md#the-tables)")
    sheet.say(
        "文字の読みがウかオで始まるとき、前の母音を長くするかを決める表です。当てはまる最初の行によります。公の基準"
        "は見当たらず、一つの音として発音されるかによっています。",
        "Whether ウ or オ at the beginning of a character's reading lengthens the vowel before it: the first row "
        "that fits decides. No official page gives a criterion; what counts is whether it is spoken as one.",
    )
    found = rows("romaji_boundaries")
    heads = (
        ("規則", "rule"),
        ("母音", "vowels"),
        ("前の部分", "part before"),
        ("後の部分", "part after"),
        ("位置", "place"),
        ("長音", "long"),
        ("例", "example"),
    )
    _table(sheet, heads, [("rule", "pair", "before", "after", "place", "long", "example")], found)
    sheet.heading(2, "個別の名", "Single names")
    sheet.say(
        "`|` のあるところで母音が分かれ、ないところは一つの長音です。",
        "Where `|` stands two vowels are apart; without it they are one long vowel.",
    )
    divisions = rows("romaji_divisions")
    _table(
        sheet, (("文字", "characters"), ("仮名", "kana"), ("例", "example")), [("kanji", "kana", "example")], divisions
    )
    _add_sources(sheet, {key for one in (*found, *divisions) for key in one["source"].split()})
    return sheet.page()
