"""The sources and licences of the tables, and the small hand tables with what they cite (表と出典)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docs.site.languages import Page
from docs.site.sheet import Sheet, cited, code, plain, rows

TABLES: Final = Path(__file__).parents[2] / "tables"
SMALL: Final = {
    "editions": ("規則の版", "Editions of the rules"),
    "repertoire": ("振り仮名に使う仮名と記号", "Kana and symbols of a reading"),
    "opposites": ("反対の意味の読み", "Readings of the opposite meaning"),
    "ordinals": ("生まれた順を示す名", "Names of the order of birth"),
    "added_words": ("加えられた語", "Added words"),
    "unfit_words": ("名としてふさわしくない語", "Words unfit as a name"),
    "permitted_marks": ("子の名に使える符号", "Marks of a child's name"),
    "variants": ("異体字", "Variant characters"),
    "folding": ("正規化する文字", "Characters that are folded"),
    "tolerances": ("検索で見分けない違い", "Differences a search looks past"),
    "mrz_letters": ("機械読取領域の文字", "Letters of the machine readable zone"),
}
HEADS: Final = {
    "kanji": ("文字", "character"), "opposite": ("反対の字", "opposite"), "readings": ("読み", "readings"),
    "confidence": ("確かさ", "confidence"), "source": ("出典", "source"), "kind": ("種類", "kind"),
    "form": ("形", "form"),
    "ordinal": ("順", "order"), "word": ("語", "word"), "category": ("分類", "kind"), "mark": ("符号", "mark"),
    "where": ("位置", "where"), "variant": ("異体字", "variant"), "standard": ("標準の字", "standard"),
    "char": ("文字", "character"), "from": ("から", "from"), "until": ("まで", "until"), "id": ("版", "edition"),
    "verified": ("照合", "compared"), "letter": ("文字", "letter"), "to": ("直した形", "becomes"),
    "characters": ("文字", "characters"),
    "code": ("符号", "code"), "note": ("説明", "note"), "profile": ("段階", "step"),
    "note_ja": ("内容", "what"), "note_en": ("内容", "what"),
}  # fmt: skip
ALIKE: Final = {"confidence", "code", "kind", "profile", "id"}


def pages(lang: str) -> Iterator[tuple[str, Page]]:
    """Yield the page of every small table, and that of the licences."""
    for name in SMALL:
        yield f"tables/{name}", _page(name, lang)
    yield "tables/licences", _licences(lang)


def index(sheet: Sheet) -> None:
    """Add the sources, the tables and their licences to a page."""
    manifest = json.loads((TABLES / "manifest.json").read_text(encoding="utf-8"))
    sheet.heading(2, "辞書の版", "Editions of the dictionaries")
    sheet.table(
        (
            ("内容", "holds"),
            ("パッケージ", "package"),
            ("版", "version"),
            ("ライセンス", "licence"),
            ("sha256", "sha256"),
        ),
        (
            (
                plain(one["holds"]),
                code(one["package"]),
                code(one["version"]),
                plain(one["licence"]),
                code(one["sha256"][:16] + "…"),
            )
            for one in manifest["sources"].values()
        ),
    )
    sheet.heading(2, "作られた表", "Generated tables")
    sheet.say(
        "配布物に入る表です。[ライセンスの全文](tables/licences.md)。",
        "The tables in the distribution. [The licences in full](tables/licences.md).",
    )
    sheet.table(
        (("表", "table"), ("行数", "rows"), ("作った元", "made from"), ("ライセンス", "licence")),
        (
            (code(name), f"{one['rows']:,}", plain(one["source"]), plain(one["licence"]))
            for name, one in manifest["tables"].items()
        ),
    )
    sheet.heading(2, "手で作った小さな表", "Small tables made by hand")
    sheet.say("行ごとに出典を示しています。", "Each row with its source.")
    sheet.add(
        "\n".join(
            f"- [{plain(sheet.of(*titles))}](tables/{name}.md) {code('tables/data/' + name + '.tsv')}"
            for name, titles in SMALL.items()
        )
    )


def _page(name: str, lang: str) -> Page:
    """Return the page of a small table."""
    sheet, found = Sheet(lang), rows(name)
    sheet.heading(1, *SMALL[name])
    sheet.crumbs(f"[{sheet.of('表と出典', 'Tables and sources')}](../tables.md#small-tables-made-by-hand)")
    sheet.say(
        f"`tables/data/{name}.tsv` の{len(found)}行です。表の中の説明は英語のものがあります。",
        f"The {len(found)} rows of `tables/data/{name}.tsv`.",
    )
    columns = [column for column in found[0] if not column.endswith(f"_{'en' if lang == 'ja' else 'ja'}")]
    sheet.table(
        [HEADS.get(column, (column, column)) for column in columns],
        ([_cell(column, row[column], sheet) for column in columns] for row in found),
    )
    return sheet.page()


def _cell(column: str, text: str, sheet: Sheet) -> str:
    if column == "verified":
        return sheet.of("済み", "done") if text == "true" else sheet.unverified()
    if column == "source":
        return cited(text) or "—"
    return (code(text) if column in ALIKE else plain(text)) or "—"


def _licences(lang: str) -> Page:
    """Return the page of the licences, which are English."""
    sheet = Sheet(lang)
    sheet.heading(1, "表のライセンス", "Licences of the tables")
    sheet.say("`tables/LICENSES.md` の写しです。英語です。", "A copy of `tables/LICENSES.md`.")
    english(sheet, (TABLES / "LICENSES.md").read_text(encoding="utf-8"))
    return sheet.page()


def english(sheet: Sheet, text: str) -> None:
    """Add a file that is written in English, without its title, marked as English on a Japanese page."""
    if sheet.lang == "ja":
        sheet.add('<div lang="en">')
    for part in text.partition("\n")[2].strip().split("\n\n"):
        if part.startswith("#"):
            marks, _, title = part.partition("\n")[0].partition(" ")
            sheet.heading(len(marks), title, title)
            part = part.partition("\n")[2].strip()  # noqa: PLW2901 - what is below the heading
        if part:
            sheet.add(part)
    if sheet.lang == "ja":
        sheet.add("</div>")
