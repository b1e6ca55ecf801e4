"""``kananame explain``: one name, one reading, and every step that led to the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kananame import messages
from kananame.cli import options
from kananame.io.screen import LOOKED_AT
from kananame.io.words import word
from kananame.model import Part, Segment

if TYPE_CHECKING:
    from kananame.explain import Candidate, Explanation, Reading, Step

WORDS = {
    "ja": {
        "pair": "名と読み",
        "folded": "正規化した読み",
        "standard": "照合に使う字体",
        "candidates": "字ごとの読みの候補",
        "none": "候補なし",
        "count": "例{count}件",
        "attested": "この組の用例がある資料",
        "path": "選んだ読み方",
        "ties": "同点の読み方",
        "rules": "試した規則",
        "applied": "適用",
        "passed": "不適用",
        "verdict": "判定",
        "grade": "確度",
        "evidence": "必要な資料",
        "findings": "所見",
        "edition": "規則の版",
    },
    "en": {
        "pair": "name and reading",
        "folded": "canonical reading",
        "standard": "forms looked up",
        "candidates": "candidate readings",
        "none": "none",
        "count": "{count} names",
        "attested": "this very pair stands in",
        "path": "chosen path",
        "ties": "equal path",
        "rules": "rules tried",
        "applied": "applied",
        "passed": "not applied",
        "verdict": "verdict",
        "grade": "grade",
        "evidence": "evidence to bring",
        "findings": "findings",
        "edition": "edition",
    },
}


@click.command()
@click.argument("name")
@click.argument("reading")
@click.option(
    "--part",
    type=click.Choice([str(part) for part in Part]),
    default=str(Part.FAMILY),
    show_default=True,
    help="Which part of the name: family (氏), given (名), former family (旧氏), alias (通称).",
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Output format."
)
@options.common
def explain(name: str, reading: str, part: str, form: str, **asked: Any) -> int:  # noqa: ANN401
    """Explain how READING (振り仮名) is judged for NAME, step by step.

    Example: kananame explain 松浦 マツウラ --part family
    """
    from kananame.explain import explain as explain_pair  # noqa: PLC0415 (the command has the same name)

    lang = asked["lang"]
    book = options.book_on(asked["on"], lang)
    explanation = explain_pair(name, reading, part=part, filing=asked["filing"], book=book)
    if form == "json":
        click.echo(json.dumps(as_dict(explanation), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{WORDS[lang]['pair']}: {name} / {reading}")
        click.echo("\n".join(lines(explanation, lang)))
    return 1 if explanation.report.verdict in LOOKED_AT else 0


def lines(explanation: Explanation, lang: str) -> Iterator[str]:
    """Yield the explanation as text, one step a line."""
    words, report = WORDS[lang], explanation.report
    yield f"{words['folded']}: {explanation.folded.kana}"
    yield from (f"  {messages.describe(note, lang)} [{note.code}]" for note in explanation.folded.notes)
    yield f"{words['standard']}: {explanation.standard}"
    yield f"{words['candidates']}:"
    yield from (_candidate(candidate, lang) for candidate in explanation.candidates)
    yield f"{words['attested']}: {', '.join(explanation.attested) or '-'}"
    yield f"{words['path']}: {path(report.segments, lang) or '-'}"
    yield from (f"{words['ties']}: {path(tie, lang)}" for tie in report.ties)
    yield f"{words['rules']}:"
    yield from (_step(step, lang) for step in explanation.steps)
    yield from _answer(explanation, lang)


def _answer(explanation: Explanation, lang: str) -> Iterator[str]:
    words, report = WORDS[lang], explanation.report
    yield f"{words['verdict']}: {word('verdict', report.verdict, lang)} ({report.verdict})"
    yield f"{words['grade']}: {report.grade or '-'}"
    yield f"{words['evidence']}: {', '.join(word('evidence', item, lang) for item in report.evidence) or '-'}"
    if report.findings:
        yield f"{words['findings']}:"
        yield from (f"  {messages.describe(finding, lang)} [{finding.code}]" for finding in report.findings)
    yield f"{words['edition']}: {report.edition}"


def path(segments: tuple[Segment, ...], lang: str) -> str:
    """Return the chosen path as 松=マツ(訓) 浦=ウラ(訓)."""
    return " ".join(f"{segment.kanji}={segment.kana}({word('basis', segment.basis, lang)})" for segment in segments)


def _candidate(candidate: Candidate, lang: str) -> str:
    readings = ", ".join(_reading(reading, lang) for reading in candidate.readings)
    return f"  {candidate.kanji}: {readings or WORDS[lang]['none']}"


def _reading(reading: Reading, lang: str) -> str:
    facts = [word("basis", reading.basis, lang)]
    if reading.change:
        facts.append(f"{reading.base}→{reading.kana} {word('change', reading.change, lang)}")
    if reading.table:
        facts.append(reading.table)
    if reading.count:
        facts.append(WORDS[lang]["count"].format(count=reading.count))
    return f"{'*' if reading.used else ''}{reading.kana}({' '.join(facts)})"


def _step(step: Step, lang: str) -> str:
    applied = WORDS[lang]["applied" if step.applied else "passed"]
    outcome = f": {word('verdict', step.outcome, lang)}" if step.outcome else ""
    return f"  {word('rule', step.rule, lang)} ({step.provision or '-'}): {applied}{outcome}"


def as_dict(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as JSON-ready data; the schema is in ``docs/schema.md``."""
    return {
        "folded": {
            "kana": explanation.folded.kana,
            "notes": [note.to_dict() for note in explanation.folded.notes],
        },
        "standard": explanation.standard,
        "candidates": [
            {"kanji": candidate.kanji, "readings": [_reading_dict(reading) for reading in candidate.readings]}
            for candidate in explanation.candidates
        ],
        "attested": list(explanation.attested),
        "steps": [
            {"rule": step.rule, "provision": step.provision, "applied": step.applied, "outcome": step.outcome}
            for step in explanation.steps
        ],
        "report": explanation.report.to_dict(),
    }


def _reading_dict(reading: Reading) -> dict[str, Any]:
    fields = ("kana", "basis", "change", "base", "table", "count", "used")
    return {name: getattr(reading, name) for name in fields}
