"""What a run prints: numbers for everybody, values only when asked for."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from kananame.io import headings as h
from kananame.io.annotate import reasons, segments
from kananame.io.encoding import Encoding
from kananame.io.header import Columns
from kananame.io.screen import ROW, RowReport, Summary
from kananame.io.words import word
from kananame.model import Verdict

REASONS_SHOWN = 10
WIDTH = 100

WORDS = {
    "ja": {
        "rows": "{rows}件を判定しました。確認が必要な行は{look}件です。",
        ROW: "行全体",
        "part": "部分",
        "code": "理由",
        "count": "件数",
        "detected": "文字コードは{name}と判断しました。",
        "told": "文字コードは指定された{name}です。",
        "repeated": "同じ意味の見出しが複数あります。{columns}列目は使いません。",
        "unchecked": "{columns}列目(旧氏・通称など)は判定しません。",
        "half": "{part}の列だけを判定します(もう一方は氏名か振り仮名の列がありません)。",
        "at": "{row}件目",
    },
    "en": {
        "rows": "{rows} rows screened; {look} to look at.",
        ROW: "whole row",
        "part": "part",
        "code": "reason",
        "count": "rows",
        "detected": "encoding detected: {name}.",
        "told": "encoding as told: {name}.",
        "repeated": "headings of one meaning occur twice; columns {columns} are not used.",
        "unchecked": "columns {columns} (旧氏, 通称 and the like) are not screened.",
        "half": "only the {part} part is screened; the other has no name column or no reading column.",
        "at": "row {row}",
    },
}


def notes(encoding: Encoding, columns: Columns, lang: str) -> Iterator[str]:
    """Yield what the caller should know before the answers: no cell of the file is repeated."""
    words = WORDS[lang]
    name = encoding.name.upper() + (" (BOM)" if encoding.bom else "")
    yield words["detected" if encoding.detected else "told"].format(name=name)
    for label, positions in (("repeated", columns.repeated), ("unchecked", columns.unchecked)):
        if positions:
            yield words[label].format(columns=", ".join(str(position + 1) for position in positions))
    if len(columns.parts) == 1 and {h.FAMILY, h.GIVEN, h.NAME} & columns.roles.keys() - {columns.parts[0]}:
        yield words["half"].format(part=word("part", columns.parts[0], lang))


def show(summary: Summary, lang: str, *, err: bool) -> None:
    """Print how many rows have which verdict, by part, and the most frequent reasons."""
    words = WORDS[lang]
    console = _console(err=err)
    console.print(words["rows"].format(rows=summary.rows, look=summary.to_look_at), highlight=False)
    counts = Table(words["part"], *(word("verdict", verdict, lang) for verdict in Verdict))
    for part, verdicts in {ROW: summary.verdicts, **summary.by_part}.items():
        label = words[ROW] if part == ROW else word("part", part, lang)
        counts.add_row(label, *(str(verdicts[verdict]) for verdict in Verdict))
    console.print(counts)
    if summary.codes:
        frequent = Table(words["code"], words["count"])
        for code, count in summary.codes.most_common(REASONS_SHOWN):
            frequent.add_row(code, str(count))
        console.print(frequent)


def show_row(report: RowReport, lang: str, *, err: bool) -> None:
    """Print one row to look at, with its names."""
    label = WORDS[lang]["at"].format(row=report.row)
    names = " ".join(
        f"{part.name}={part.reading} [{segments(part)}]" if part.segments else f"{part.name}={part.reading}"
        for part in report.parts.values()
    )
    verdict = word("verdict", report.verdict, lang)
    line = f"{label}: {verdict}: {names}: {reasons(report, lang)}"
    _console(err=err).print(line, markup=False, highlight=False, soft_wrap=True)


def _console(*, err: bool) -> Console:
    console = Console(stderr=err)
    # Into a file or a pipe the width must not depend on who looks.
    return console if console.is_terminal else Console(stderr=err, width=WIDTH)
