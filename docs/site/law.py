"""A page for every provision, and what rests on it; the acts, the open points, the records (法と制度)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import kananame as kn
from docs.site.languages import Page
from docs.site.sheet import Sheet, cited, code, day, plain, rows
from kananame import messages
from kananame.model import Report
from kananame.rulebook import RULES
from tests.history.refused import REFUSED

VECTORS: Final = Path(__file__).parents[2] / "tests" / "vectors" / "screening.tsv"
MODELLED: Final = {"yes": ("はい", "yes"), "partly": ("一部", "in part"), "no": ("いいえ", "no")}
FILERS: Final = {
    "mayor": ("市区町村長", "the mayor"),
    "first-filers": (
        "筆頭者、次に配偶者、次に在籍者（先の届出が優先）",
        "the head, then the spouse, then any member; the first filing wins",
    ),
    "couple": ("筆頭者と配偶者が一緒に", "head and spouse together"),
    "self": ("本人", "the person"),
    "self-or-parent": ("本人。15歳から17歳は親権者も", "the person; from 15 to 17 a parent too"),
    "either": ("当事者の一方", "one of those concerned"),
    "reporter": ("法の定める届出人", "whoever the law has report it"),
    "anyone": ("だれでも", "anyone"),
}  # fmt: skip
KEEPERS: Final = {
    "registry": ("本籍地", "the municipality of register"),
    "residence": ("住所地", "the municipality of residence"),
}
OF: Final = {"own": ("本人", "the person's own"), "householder": ("世帯主", "the householder's")}
UNVERIFIED: Final = (
    (
        "原文（法令、附則、通達）と照合していない規定には{mark}を付けています。要約は私たちの言葉で、法律上の助言ではあ"
        "りません。"
    ),
    (
        "What was not compared with its primary text (act, supplementary provisions, circular) is marked {mark}. The "
        "summaries are in our words. None of this is legal advice."
    ),
)


def provisions() -> dict[str, dict[str, str]]:
    """Return the provisions by id."""
    return {row["id"]: row for row in rows("provisions")}


def link(provision: str, sheet: Sheet, folder: str = "../law/") -> str:
    """Return a link to a provision, marked when it was not verified."""
    row = provisions()[provision]
    return f"[{plain(row['article'])}]({folder}{provision}.md)" + _mark(row, sheet)


def _mark(row: dict[str, str], sheet: Sheet) -> str:
    return "" if row["verified"] == "true" else " " + sheet.unverified()


def pages(lang: str) -> Iterator[tuple[str, Page]]:
    """Yield the page of every provision, and those of the acts, the open points and the records."""
    for name in provisions():
        yield f"law/{name}", _page(name, lang)
    yield "law/acts", _acts(lang)
    yield "law/settings", _settings(lang)
    yield "law/systems", _systems(lang)


def index(sheet: Sheet) -> None:
    """Add the list of all provisions to a page."""
    sheet.heading(2, "規定の一覧", "All provisions")
    sheet.say(*(text.format(mark=sheet.unverified()) for text in UNVERIFIED))
    sheet.say(
        "ほかに、[行為と届出人](law/acts.md)、[資料で定まらない点](law/settings.md)、"
        "[振り仮名を持つ記録](law/systems.md)の表があります。",
        "There are also tables of [acts and filers](law/acts.md), of "
        "[points that no source settles](law/settings.md) and of [records that hold a reading](law/systems.md).",
    )
    sheet.table(
        (("規定", "provision"), ("内容", "subject"), ("実装", "modelled"), ("照合", "compared")),
        (
            (
                f"[{plain(row['article'])}](law/{name}.md)", plain(row[f"title_{sheet.lang}"]),
                sheet.of(*MODELLED[row["modelled"]]),
                _compared(row, sheet),
            )
            for name, row in provisions().items()
        ),
    )  # fmt: skip


def _page(name: str, lang: str) -> Page:
    """Return the page of a provision."""
    sheet, row = Sheet(lang), provisions()[name]
    sheet.heading(1, row["title_ja"], row["title_en"])
    sheet.crumbs(f"[{sheet.of('規定の一覧', 'All provisions')}](../law.md#all-provisions)")
    if row["verified"] != "true":
        sheet.add(
            ":::{container} unverified-note\n"
            + sheet.of(
                "**未確認。** 原文とまだ照合していません。",
                "**Unverified.** It was not compared with its primary text yet.",
            )
            + "\n:::"
        )
    sheet.add(plain(row[f"summary_{lang}"]))
    sheet.facts((
        ("規定", "Provision", plain(row["article"])),
        ("符号", "Id", code(name)),
        ("期間", "In force", _period(row, sheet)),
        ("実装", "Modelled", sheet.of(*MODELLED[row["modelled"]])),
        ("確かさ", "Confidence", f"{code(row['confidence'])} {sheet.confidence(row['confidence'])}"),
        ("照合", "Compared with the text", _compared(row, sheet)),
        ("出典", "Source", cited(row["source"])),
    ))  # fmt: skip
    _add_rules(sheet, name)
    _add_acts(sheet, name)
    _add_refusals(sheet, name)
    _add_settings(sheet, [one for one in rows("settings") if one["provision"] == name], 2)
    _add_systems(sheet, [one for one in rows("systems") if one["provision"] == name], 2)
    _add_vectors(sheet, name)
    return sheet.page()


def _period(row: dict[str, str], sheet: Sheet) -> str:
    """Return from when until when a row counts."""
    if not (row["from"] or row["until"]):
        return sheet.of("確認できていない", "not known")
    if sheet.lang == "ja":
        return day(f"{row['from']}から") + (day(f"{row['until']}まで") if row["until"] else "")
    return day(f"from {row['from']}") + (" " + day(f"until {row['until']}") if row["until"] else "")


def _compared(row: dict[str, str], sheet: Sheet) -> str:
    """Return whether a row was compared with its primary text."""
    return sheet.of("済み", "done") if row["verified"] == "true" else sheet.unverified()


def _choices(row: dict[str, str]) -> str:
    return " ".join(map(code, row["choices"].split()))


def _parts(row: dict[str, str], sheet: Sheet) -> str:
    return sheet.of("、", ", ").join(plain(messages.text(f"part-{one}", sheet.lang)) for one in row["parts"].split())


def _add_rules(sheet: Sheet, name: str) -> None:
    found = [rule for rule in RULES if rule.provision == name]
    if not found:
        return
    sheet.heading(2, "この規定による規則", "Rules that rest on it")
    sheet.table(
        (("規則", "rule"), ("見るもの", "looks at"), ("部分", "parts"), ("場面", "situations"), ("期間", "in force")),
        (
            (
                code(rule.id), plain(messages.text(f"rule-{rule.id}", sheet.lang)), _names("part", rule.parts, sheet),
                _names("filing", rule.filings, sheet),
                _period({"from": str(rule.since), "until": str(rule.until or "")}, sheet),
            )
            for rule in found
        ),
    )  # fmt: skip


def _names(family: str, values: Iterable[str], sheet: Sheet) -> str:
    """Return values by their names, in words."""
    every = {"part": 4, "filing": 4}[family]
    known = sorted(map(str, values))
    if len(known) == every:
        return sheet.of("すべて", "all")
    return sheet.of("、", ", ").join(plain(messages.text(f"{family}-{value}", sheet.lang)) for value in known)


def _add_acts(sheet: Sheet, name: str) -> None:
    found = [row for row in rows("acts") if row["provision"] == name]
    if found:
        sheet.heading(2, "この規定による行為", "Acts that rest on it")
        _act_table(sheet, found)


def _act_table(sheet: Sheet, found: list[dict[str, str]], *, cite: bool = False) -> None:
    sheet.add(":::{container} wide")
    heads = (("行為", "act"), ("届出人", "who files"), ("期間", "when"), ("必要なもの", "needs"), ("照合", "compared"))
    sheet.table(
        (*heads, ("根拠", "provision")) if cite else heads,
        (
            (
                f"{plain(messages.text('deed-' + row['id'], sheet.lang))} {code(row['id'])}",
                sheet.of(*FILERS[row["filers"]]),
                _period(row, sheet), plain(messages.text(f"needs-{row['needs']}", sheet.lang)) if row["needs"] else "—",
                _compared(row, sheet),
                *([link(row["provision"], sheet, "")] if cite else []),
            )
            for row in found
        ),
    )  # fmt: skip
    sheet.add(":::")


def _add_refusals(sheet: Sheet, name: str) -> None:
    found = [one for one, row in REFUSED.items() if row.provision == name]
    if not found:
        return
    sheet.heading(2, "この規定により断られる事件", "Events refused under it")
    sheet.say(
        "符号ごとの例による対応です。同じ符号がほかの規定によることもあります。",
        "By the example of each code; a code may rest on other provisions too.",
    )
    sheet.table(
        (("符号", "code"), ("意味", "meaning")),
        ((f"[`{one}`](../codes/{one}.md)", plain(messages.outline(one, sheet.lang))) for one in found),
    )


def _add_settings(sheet: Sheet, found: list[dict[str, str]], level: int, *, cite: bool = False) -> None:
    if not found:
        return
    if level:
        sheet.heading(level, "資料で定まらない点", "Points that no source settles")
    heads = (
        ("設定", "setting"),
        ("定まらない点", "open point"),
        ("選べる値", "choices"),
        ("既定", "default"),
        ("出典", "source"),
    )
    sheet.table(
        (*heads, ("根拠", "provision")) if cite else heads,
        (
            (
                code(row["id"]), plain(row[f"summary_{sheet.lang}"]), _choices(row), code(row["default"]),
                cited(row["source"]), *([link(row["provision"], sheet, "")] if cite else []),
            )
            for row in found
        ),
    )  # fmt: skip


def _add_systems(sheet: Sheet, found: list[dict[str, str]], level: int, *, cite: bool = False) -> None:
    if not found:
        return
    if level:
        sheet.heading(level, "振り仮名を持つ記録", "Records that hold a reading")
    heads = (
        ("記録", "record"),
        ("所管", "kept by"),
        ("氏名の部分", "parts of a name"),
        ("誰の", "whose"),
        ("照合", "compared"),
        ("出典", "source"),
    )
    sheet.table(
        (*heads, ("根拠", "provision")) if cite else heads,
        (
            (
                f"{plain(messages.text('updates-' + row['id'], sheet.lang))} {code(row['id'])}",
                sheet.of(*KEEPERS[row["keeper"]]), _parts(row, sheet),
                sheet.of(*OF[row["of"]]), _compared(row, sheet), cited(row["source"]),
                *([link(row["provision"], sheet, "")] if cite else []),
            )
            for row in found
        ),
    )  # fmt: skip


@cache
def _vectors() -> tuple[tuple[dict[str, str], Report], ...]:
    """Return every published example with what the library says of it: the test of the vectors asks the same."""
    with VECTORS.open(encoding="utf-8", newline="") as file:
        found = tuple(csv.DictReader(file, delimiter="\t"))
    return tuple((row, kn.check(row["kanji"], row["kana"], part=row["part"], filing="new")) for row in found)


def _add_vectors(sheet: Sheet, name: str) -> None:
    found = [(row, report) for row, report in _vectors() if report.provision == name]
    if not found:
        return
    sheet.heading(2, "テストベクトル", "Test vectors")
    sheet.say(
        f"公表された例のうち、この規定で判定が決まるものは{len(found)}件です（`tests/vectors/screening.tsv`）。",
        f"{len(found)} published examples are decided by this provision (`tests/vectors/screening.tsv`).",
    )
    sheet.table(
        (("氏名", "name"), ("読み", "reading"), ("部分", "part"), ("判定", "verdict"), ("出典", "source")),
        (
            (
                plain(row["kanji"]), plain(row["kana"]), plain(messages.text(f"part-{row['part']}", sheet.lang)),
                plain(messages.text(f"verdict-{report.verdict}", sheet.lang)), cited(row["source"]),
            )
            for row, report in found
        ),
    )  # fmt: skip


def _acts(lang: str) -> Page:
    sheet = Sheet(lang)
    sheet.heading(1, "行為と届出人", "Acts and filers")
    sheet.crumbs(f"[{sheet.of('法のあらまし', 'The law')}](../law.md)")
    sheet.say(
        "振り仮名について何を、誰が、いつからいつまでできるかの表です（`tables/data/acts.tsv`）。",
        "What may be done to a reading, by whom, from when until when (`tables/data/acts.tsv`).",
    )
    _act_table(sheet, rows("acts"), cite=True)
    return sheet.page()


def _settings(lang: str) -> Page:
    sheet = Sheet(lang)
    sheet.heading(1, "資料で定まらない点", "Points that no source settles")
    sheet.crumbs(f"[{sheet.of('法のあらまし', 'The law')}](../law.md)")
    sheet.say(
        "読んだ資料では定まらない点と、規則集がすることです。`kn.rulebook(settings={…})` で変えられ、台帳は自分の設"
        "定を覚えています。どれも未確認です。",
        "Points that no source we read settles, and what the rulebook does. `kn.rulebook(settings={…})` decides "
        "otherwise; a ledger keeps its own. None is verified.",
    )
    _add_settings(sheet, rows("settings"), 0, cite=True)
    return sheet.page()


def _systems(lang: str) -> Page:
    sheet = Sheet(lang)
    sheet.heading(1, "振り仮名を持つ記録", "Records that hold a reading")
    sheet.crumbs(f"[{sheet.of('法のあらまし', 'The law')}](../law.md)")
    sheet.say(
        "どの記録が、どこにあり、氏名のどの部分の振り仮名を示すかの表です。",
        "Which record is kept where, and which parts of a name it shows with their reading.",
    )
    _add_systems(sheet, rows("systems"), 0, cite=True)
    return sheet.page()
