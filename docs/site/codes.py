"""A page for every code, and the list of all (符号)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Final

from docs.site import api, law
from docs.site.examples import GROUP_OF, GROUPS, Shown
from docs.site.languages import OTHER, Page
from docs.site.refused_runs import REFUSED_RUNS
from docs.site.sheet import Sheet, code, plain
from kananame import messages
from kananame._tables.messages import MESSAGES
from kananame.model import Severity
from tests.text.codes import FINDINGS, REFUSALS, families

CODES: Final = sorted(FINDINGS | REFUSALS)
"""Every code of the library and of the command; whatever else the catalogue holds are labels."""
HEADS: Final = (("符号", "code"), ("意味", "meaning"), ("重さ", "severity"))
VALUES: Final = "codes/values"
FAMILIES: Final = {
    "verdict": ("判定", "Verdicts"), "grade": ("確度", "Grades"), "severity": ("重さ", "Severities"),
    "part": ("氏名の部分", "Parts of a name"), "filing": ("届出の場面", "Legal situations"),
    "evidence": ("求める資料", "Evidence"), "basis": ("読みの種類", "How a character is read"),
    "change": ("音の変化", "Sound changes"), "table": ("読みの出所", "Where a reading stands"),
    "rule": ("規則", "Rules"), "near": ("候補の理由", "Reasons of proposals"), "style": ("つづり方", "Romaji styles"),
    "field": ("券面の欄", "Lines of a card"), "line": ("券面の欄のよりどころ", "Rules of those lines"),
    "role": ("列の役割", "Roles of columns"), "differs": ("違いの種類", "Kinds of difference"),
    "origin": ("候補の出所", "Where a suggestion comes from"),
    "cause": ("記載の原因", "Origins of an entry"), "capacity": ("届出人の資格", "Capacities of a filer"),
    "deed": ("行為", "Acts"), "needs": ("必要なもの", "What an act needs"), "updates": ("記録", "Records"),
    "ground": ("異動事由", "Why a resident record changes"),
}  # fmt: skip
"""The names of values, by what they are values of."""


def pages(lang: str) -> Iterator[tuple[str, Page]]:
    """Yield the page of every code, and the one of all values."""
    for name in CODES:
        yield f"codes/{name}", _page(name, lang)
    yield VALUES, _values(lang)


def index(sheet: Sheet) -> None:
    """Add the list of all codes to a page."""
    sheet.heading(2, "すべての符号", "All codes")
    sheet.say(
        f"{len(CODES)}の符号があります。開くと、意味、例、することを示します。判定や音の変化などの値の名は[値の名](values.md)にあります。".replace(
            "values.md", "codes/values.md"
        ),
        f"There are {len(CODES)}. Each opens a page with its meaning, an example and what to do.\nThe names of "
        "values, such as verdicts and sound changes, have [a page of their own](codes/values.md).",
    )
    for group in GROUPS:
        sheet.heading(3, group.ja, group.en)
        sheet.table(
            HEADS,
            (
                (f"[`{one}`](codes/{one}.md)", plain(messages.outline(one, sheet.lang)), _severity(one, sheet))
                for one in group.codes
            ),
        )


def _page(name: str, lang: str) -> Page:
    """Return the page of a code."""
    sheet = Sheet(lang)
    group = GROUP_OF[name]
    example = group.example(name, lang)
    sheet.heading(1, f"`{name}`")
    sheet.crumbs(
        f"[{sheet.of('符号の一覧', 'All codes')}](../codes.md) › "
        f"[{sheet.of(group.ja, group.en)}](../codes.md#{_slug(group.en)})"
    )
    sheet.add(f"**{plain(messages.outline(name, lang))}**")
    sheet.add(f'<p lang="{OTHER[lang]}" class="twin">{_html(messages.outline(name, OTHER[lang]))}</p>')
    sheet.facts(_facts(name, sheet, example))
    sheet.heading(2, "すること", "What to do")
    sheet.add(plain(_action(name, lang, example)) or sheet.of("することはありません。", "Nothing has to be done."))
    _add_example(sheet, name, example)
    return sheet.page()


def _facts(name: str, sheet: Sheet, example: Shown) -> Iterator[tuple[str, str, str]]:
    """Yield what is known of a code."""
    yield "重さ", "Severity", _severity(name, sheet)
    yield "種類", "Kind", sheet.of(*_kind(name))
    provision = next((one.cite for one in example.findings if one.cite), None)
    if provision:
        yield "根拠", "Provision", law.link(provision, sheet)
    yield "出すもの", "Given by", sheet.of("、", ", ").join(_givers(name))


def _givers(name: str) -> list[str]:
    """Return what gives a code: public names, which have a page, and commands."""
    if name in REFUSALS:
        return [code("kananame " + REFUSED_RUNS[name].command.split()[0])]
    pages = {one.name: one.page for one in api.names()}
    return [f"[{code(one)}](../{pages[one]}.md)" if one in pages else code(one) for one in GROUP_OF[name].givers]


def _kind(name: str) -> tuple[str, str]:
    """Return what a code is a code of, in both languages."""
    if name in REFUSALS:
        return "コマンドを実行できない（終了コード2）", "the command cannot run (exit code 2)"
    if GROUP_OF[name].key in {"events", "lines"}:
        return "断られる事件（`InvalidEvent`）", "an event that is refused (`InvalidEvent`)"
    return "所見（`Finding`）", "a finding (`Finding`)"


def _add_example(sheet: Sheet, name: str, example: Shown) -> None:
    sheet.heading(2, "例", "Example")
    if any(example.lead):
        sheet.say(*example.lead)
    sheet.code(example.language, example.text)
    for finding in example.findings[:1]:
        sheet.say("このときの文です。", "It says:")
        advice = messages.advice(name, sheet.lang, **messages.named(finding, sheet.lang))
        sheet.add(f"> {plain(advice)}")
        if finding.params:
            sheet.code("json", json.dumps(finding.to_dict(), ensure_ascii=False, indent=2))


def _action(name: str, lang: str, example: Shown) -> str:
    """Return what to do, with the places filled as in the example."""
    if example.findings:
        return messages.action(name, lang, **messages.named(example.findings[0], lang))
    text = MESSAGES[name][2 + messages.LANGUAGES.index(lang)]
    return text.format_map(_Gaps())


class _Gaps(dict[str, str]):
    """Parameters nobody has given."""

    def __missing__(self, name: str) -> str:
        """Return the mark of an open place."""
        return messages.GAP


def _severity(name: str, sheet: Sheet) -> str:
    """Return how grave a code is, in words."""
    word = messages.text(f"severity-{severity(name)}", sheet.lang)
    return code(word) if word == severity(name) else f"{word} {code(severity(name))}"


@cache
def severity(name: str) -> str:
    """Return the severity of a code: that of its example; a refusal is an error."""
    if name in REFUSALS:
        return str(Severity.ERROR)
    return str(next(one.severity for one in GROUP_OF[name].example(name, "en").findings))


def _slug(english: str) -> str:
    return english.lower().replace(" ", "-")


def _html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _values(lang: str) -> Page:
    """Return the page of the names of values."""
    sheet = Sheet(lang)
    sheet.heading(1, "値の名", "Names of values")
    sheet.say(
        "報告や台帳の値は符号です。符号は変わらず、ここに示す言い方は変わることがあります。",
        "The values of reports and ledgers are codes. The codes stay; what they are called here may change.",
    )
    for family, names in FAMILIES.items():
        sheet.heading(2, *names)
        sheet.table(
            (("値", "value"), ("意味", "meaning")),
            ((code(value), plain(messages.outline(f"{family}-{value}", lang))) for value in sorted(families()[family])),
        )
    return sheet.page()
