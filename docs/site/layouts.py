"""A page for every record layout, and the list of all (連携レイアウト)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from docs.site.languages import Page
from docs.site.sheet import Sheet, cited, code, day, plain
from kananame.record import Item, Layout, layouts
from kananame.record.layout import NO_LIMIT, PROJECT
from tests.records.story import told

TYPES: Final = {
    "X": ("半角", "half-width"),
    "N": ("全角", "full-width"),
    "9": ("数字", "digits"),
    "DATE": ("日付", "date"),
    "TIME": ("時刻", "time"),
}
NEEDS: Final = {"required": ("必須", "required"), "optional": ("任意", "optional")}


def pages(lang: str) -> Iterator[tuple[str, Page]]:
    """Yield the page of every layout."""
    for one in layouts():
        yield f"layouts/{one.key}", _page(one, lang)


def index(sheet: Sheet) -> None:
    """Add the list of all layouts to a page."""
    sheet.heading(2, "レイアウトの一覧", "All layouts")
    sheet.say(
        "「文書による」は公の文書が項目を示すもの、「独自」は文書にならって決めたものです。",
        "A layout is *documented* where an official document prints its items, else it is the project's own.",
    )
    sheet.table(
        (("レイアウト", "layout"), ("内容", "content"), ("根拠", "basis"), ("項目数", "items"), ("形式", "forms")),
        (
            (
                f"[`{one.key}`](layouts/{one.key}.md)",
                plain(_title(one, sheet)),
                _basis(one, sheet),
                str(len(one.items)),
                " ".join(map(code, one.forms)),
            )
            for one in layouts()
        ),
    )


def _title(one: Layout, sheet: Sheet) -> str:
    return sheet.of(one.title_ja, one.title_en)


def _basis(one: Layout, sheet: Sheet) -> str:
    return (
        sheet.of("文書による", "documented")
        if one.documented
        else f"[{sheet.of('独自', 'project-defined')}]{{.unverified}}"
    )


def _page(one: Layout, lang: str) -> Page:
    """Return the page of a layout."""
    sheet = Sheet(lang)
    sheet.heading(1, f"{one.title_ja} `{one.key}`", f"{one.title_en} `{one.key}`")
    sheet.crumbs(f"[{sheet.of('レイアウトの一覧', 'All layouts')}](../layouts.md#all-layouts)")
    sheet.facts((
        ("根拠", "Basis", _basis(one, sheet)),
        ("ならったもの", "Modelled on", plain(one.modelled_on)),
        ("確かさ", "Confidence", f"{code(one.confidence)} {sheet.confidence(one.confidence)}"),
        ("期間", "In use", _period(one, sheet)),
        ("形式", "Forms", " ".join(map(code, one.forms))),
        ("持たないもの", "What it leaves out", plain(sheet.of(one.limits_ja, one.limits_en))),
        ("JSON Schema", "JSON Schema", f"[{plain(one.key)}.json](<../schemas/{one.key}.json>)"),
    ))  # fmt: skip
    sheet.heading(2, "項目", "Items")
    sheet.say("項目名は原文のとおり日本語です。", "The names of items are Japanese, as in the original.")
    sheet.add(":::{container} wide")
    sheet.table(
        (
            ("番号", "number"),
            ("項目名", "Japanese name"),
            ("フィールド", "field"),
            ("型", "type"),
            ("桁数", "length"),
            ("条件", "need"),
            ("値・ほかの名", "codes, other names"),
            ("出典", "source"),
        ),
        (_row(item, sheet) for item in one.items),
    )
    sheet.add(":::")
    _add_sources(sheet, one)
    _add_example(sheet, one)
    return sheet.page()


def _period(one: Layout, sheet: Sheet) -> str:
    if one.until.year == 9999:
        return day(sheet.of(f"{one.since}から", f"from {one.since}"))
    return sheet.of(f"{one.since}から{one.until}まで", f"from {one.since} until {one.until}")


def _row(item: Item, sheet: Sheet) -> tuple[str, ...]:
    length = (
        sheet.of("上限なし", "no limit") if item.length == NO_LIMIT and item.type.counted else str(item.length or "—")
    )
    certified = sheet.of(" [公証済みのみ]{.certified}", " [certified only]{.certified}") if item.certified else ""
    return (
        plain(item.number) or "—", plain(item.name) + certified, code(item.field),
        f"{code(item.type)} {sheet.of(*TYPES[item.type])}", length, _need(item, sheet), _more(item, sheet),
        sheet.of("独自", "project") if item.source == PROJECT else code(item.source),
    )  # fmt: skip


def _need(item: Item, sheet: Sheet) -> str:
    """Return when an item has to be there."""
    if item.need in NEEDS:
        return sheet.of(*NEEDS[item.need])
    clauses = dict(clause.split(":") for clause in item.need.split())
    values = {kind: " ".join(map(code, names.split(","))) for kind, names in clauses.items()}
    parts = []
    if "if" in values:
        parts.append(sheet.of(f"{values['if']} のどれかがあれば必須", f"required where there is any of {values['if']}"))
    if "unless" in values:
        parts.append(
            sheet.of(f"{values['unless']} のどれもなければ必須", f"required where there is none of {values['unless']}")
        )
    return sheet.of("、", ", ").join(parts)


def _more(item: Item, sheet: Sheet) -> str:
    """Return what values an item may hold, what it always holds, and its other names."""
    codes = sheet.of("、", ", ").join(f"{code(value)} {plain(meaning)}" for value, meaning in item.codes.items())
    constant = sheet.of(f"つねに {code(item.constant)}", f"always {code(item.constant)}") if item.constant else ""
    aliases = sheet.of("、", ", ").join(map(plain, item.aliases))
    other = sheet.of(f"別名：{aliases}", f"also {aliases}") if aliases else ""
    return "<br>".join(filter(None, (codes, constant, other))) or "—"


def _add_sources(sheet: Sheet, one: Layout) -> None:
    sheet.heading(2, "出典", "Sources")
    sheet.table(
        (("記号", "key"), ("文書", "document")),
        (
            (code(key) + (sheet.of("（主）", " (main)") if key == one.source else ""), cited(text))
            for key, text in one.sources.items()
        ),
    )
    if not one.sources:
        sheet.add(cited(one.source))


def _add_example(sheet: Sheet, one: Layout) -> None:
    sheet.heading(2, "例", "Example")
    sheet.say(
        "架空の人の物語から、このレイアウトの最初の記録です。空の項目は略しています。ライブラリが書いたものです。",
        "The first record of this layout in a story of invented persons, made by the library. Empty items are left "
        "out.",
    )
    values = {field: cell for field, cell in told(one)[0].values.items() if cell}
    sheet.code(
        "json", re.sub(r"\n\s+", "\n  ", json.dumps(values, ensure_ascii=False, indent=2)).replace("\n  }", "\n}")
    )
