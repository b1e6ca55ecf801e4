"""What shows a code: an input, and what the library says of it, run when the site is built (符号の例)."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import kananame as kn
from docs.site.refused_runs import REFUSED_RUNS
from docs.site.runs import tell
from kananame.history.wire import to_dict
from kananame.model import Finding
from tests.history.refused import REFUSED
from tests.io import changed_files
from tests.io.changed_files import CHANGED
from tests.records import examples as items
from tests.records.examples import ITEMS
from tests.text import message_examples as given

SHORT: Final = 40
JOINING: Final = "\u3099\u309a\u200b\U0001b164"


class Shown(NamedTuple):
    """An example: what goes before it in words, code with its language, the findings of the code or what was said."""

    lead: tuple[str, str]
    language: str
    text: str
    findings: tuple[Finding, ...] = ()


class Group(NamedTuple):
    """Codes that come from one place: what they are about, what writes an example of one down, and what gives them.

    ``givers`` are public names and commands; of refusals it is the command of the example.
    """

    key: str
    ja: str
    en: str
    codes: tuple[str, ...]
    shown: Callable[[str, str], Shown]
    givers: tuple[str, ...] = ()

    def example(self, code: str, lang: str) -> Shown:
        """Return the example of a code.

        Args:
            code: one of ``codes``.
            lang: ``"ja"`` or ``"en"``.
        """
        shown = self.shown(code, lang)
        if code in REFUSED_RUNS:
            return shown
        return shown._replace(findings=tuple(one for one in given.example(code) if one.code == code))


NOTHING: Final = ("", "")
ROW_OF_FILE: Final = ("見出しと行です。", "A header and a row.")
FILE: Final = ("ファイルの行です。", "Rows of a file.")
HEADINGS: Final = {
    "family": "氏", "family-reading": "氏カナ", "given": "名", "given-reading": "名カナ", "name": "氏名",
    "reading": "氏名カナ",
}  # fmt: skip


def _session(call: str, *also: str) -> Shown:
    """Return calls of the library with their answers, which are worked out here."""
    names: dict[str, Any] = {"kn": kn}
    exec(f"report = {call}", names)  # noqa: S102 - written by this module
    lines = [">>> import kananame as kn", f">>> report = {call}"]
    for line in (*also, "[finding.code for finding in report.findings]"):
        lines += [f">>> {line}", repr(eval(line, names))]  # noqa: S307 - written by this module
    return Shown(NOTHING, "python", "\n".join(lines))


def _pair(code: str, _lang: str) -> Shown:
    name, reading, part, filing = given.PAIRS[code]
    return _session(f'kn.check({_text(name)}, {_text(reading)}, part="{part}", filing="{filing}")', "report.verdict")


def _person(code: str, _lang: str) -> Shown:
    return _session(f"kn.check_person({json.dumps(given.PEOPLE[code], ensure_ascii=False)})", "report.verdict")


def _register(code: str, _lang: str) -> Shown:
    return _session(f"kn.check_register({json.dumps(given.REGISTERS[code], ensure_ascii=False)})")


def _text(text: str) -> str:
    """Return a literal that can be read: what cannot be seen as an escape, one that is all repetition as such."""
    for part in (2, 1):
        unit = text[:part]
        if len(text) > SHORT and unit * (len(text) // part) == text:
            return f'"{unit}" * {len(text) // part}'
    return '"' + visible(text) + '"'


def visible(text: str) -> str:
    """Return a text with what cannot be seen, or joins the character before it, written as an escape."""
    seen = text.isascii() or kn.fold(text).kana == text
    return "".join(char if char.isprintable() and (seen or char not in JOINING) else _escape(char) for char in text)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode()


def _cell(cell: str) -> str:
    return visible(cell) if len(cell) <= SHORT else f"{cell[:10]}… ({len(cell)})"


def _row(code: str, _lang: str) -> Shown:
    record, columns = given.RECORDS[code]
    heads = ",".join(HEADINGS[role] for role in columns.roles)
    return Shown(ROW_OF_FILE, "text", f"{heads}\n{','.join(map(_cell, record))}")


def _file(code: str, _lang: str) -> Shown:
    rows = given.FILES[code]
    heads = ",".join(HEADINGS[role] for role in rows[0])
    lines = [",".join(row.values()) for row in rows]
    return Shown(FILE, "text", "\n".join([heads, *lines[:3], *(["…"] if len(lines) > 3 else [])]))


def _households(code: str, _lang: str) -> Shown:
    lines = [f"{key},山崎,{reading}" for key, reading in given.HOUSEHOLDS[code]]
    return Shown(FILE, "text", "\n".join(["世帯番号,氏,氏カナ", *lines]))


def _members(code: str, lang: str) -> Shown:
    return (_register if code in given.REGISTERS else _households)(code, lang)


def _spelled(code: str, _lang: str) -> Shown:
    return Shown(NOTHING, "python", _sources(given.__file__, "SPELLED")[code])


def _item(code: str, _lang: str) -> Shown:
    text = _sources(items.__file__, "ITEMS")[code].replace("RESIDENT", 'layout("jumin-joho")')
    text = re.sub(r"^wrong\((\".*?\"), ", r'look(layout("jumin-joho").item(\1), ', text)
    lead = (
        "`resident` は架空の住民の値を作り、`record` はその記録を作ります。",
        "`resident` gives the values of an invented resident, `record` makes a record of them.",
    )
    return Shown(lead if "resident(" in text else NOTHING, "python", text)


def _changed(code: str, _lang: str) -> Shown:
    lead = (
        "送付票とともに書き出したファイルの内容 `content` が、次のように変わっていたとき。",
        "The `content` of a file that was exported with a manifest is found changed like this.",
    )
    return Shown(lead, "python", _sources(changed_files.__file__, "CHANGED")[code].removeprefix("lambda content: "))


@cache
def _sources(path: str, table: str) -> dict[str, str]:
    """Return how each value of a dictionary is written in a module."""
    text = Path(path).read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == table and isinstance(node.value, ast.Dict):
            pairs = zip(node.value.keys, node.value.values, strict=True)
            return {ast.literal_eval(key): ast.get_source_segment(text, value) or "" for key, value in pairs if key}
    raise LookupError(f"{path}: no {table} is written out there")


def _line(code: str, _lang: str) -> Shown:
    return Shown(("次の1行です。", "This line."), "json", given.UNREADABLE[code])


def _event(code: str, _lang: str) -> Shown:
    row = REFUSED[code]
    settings = "".join(f" `{point}={choice}`" for point, choice in row.settings.items())
    lead = (
        (
            "山崎家の戸籍 `r1`（筆頭者 `p1`、配偶者 `p2`、子 `p3` `p4` `p5`）と佐藤家の戸籍 `r2`（筆頭者 `p6`、子 "
            f"`p7`）に、次の事件が順にあり、最後の事件が断られます。{'設定：' + settings if settings else ''}"
        ),
        (
            "To the registers `r1` (head `p1`, spouse `p2`, children `p3` `p4` `p5`) and `r2` (head `p6`, child `p7`) "
            f"these events come in order; the last is refused.{' Setting:' + settings if settings else ''}"
        ),
    )
    events = (*row.before, row.event)
    return Shown(lead, "json", "\n".join(json.dumps(to_dict(event), ensure_ascii=False) for event in events))


def _refusal(code: str, lang: str) -> Shown:
    told = tell(REFUSED_RUNS[code], lang)
    return Shown(NOTHING, "console", f"$ {told.command}\nkananame: {told.said}")


GROUPS: Final = (
    Group(
        "readings",
        "氏名と読み",
        "A name and its reading",
        tuple(given.PAIRS),
        _pair,
        ("check", "check_person", "kananame check"),
    ),
    Group(
        "persons",
        "氏と名を合わせて分かること",
        "Both parts together",
        tuple(given.PEOPLE),
        _person,
        ("check_person", "kananame check"),
    ),
    Group(
        "registers",
        "同じ戸籍や世帯の人",
        "Members of a household",
        (*given.REGISTERS, *given.HOUSEHOLDS),
        _members,
        ("check_register", "Registers", "kananame check"),
    ),
    Group(
        "rows",
        "ファイルの行",
        "A row of a file",
        tuple(given.RECORDS),
        _row,
        ("kananame check", "kananame romanize --file"),
    ),
    Group("files", "ファイル全体", "A file as a whole", tuple(given.FILES), _file, ("kananame check",)),
    Group(
        "romaji",
        "ローマ字と券面",
        "Romaji and card faces",
        tuple(given.SPELLED),
        _spelled,
        ("romanize", "compatible", "card_face", "mrz_name", "kananame romanize", "kananame card"),
    ),
    Group(
        "events", "断られる事件", "Events that are refused", tuple(REFUSED), _event, ("apply", "kananame history apply")
    ),
    Group(
        "lines",
        "事件として読めないもの",
        "What is no event",
        tuple(given.UNREADABLE),
        _line,
        ("kananame history apply",),
    ),
    Group(
        "items",
        "連携レコードの項目",
        "Items of records",
        tuple(ITEMS),
        _item,
        ("records", "kananame export", "kananame verify"),
    ),
    Group(
        "transfers",
        "受け取った連携ファイル",
        "Records that were received",
        tuple(CHANGED),
        _changed,
        ("kananame verify",),
    ),
    Group("refusals", "実行できないとき", "A command that cannot run", tuple(REFUSED_RUNS), _refusal),
)
GROUP_OF: Final = {code: group for group in GROUPS for code in group.codes}
