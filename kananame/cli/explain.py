"""``kananame explain``: one name, one reading, and every step that led to the answer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click
from rich.console import Group, RenderableType
from rich.table import Table

from kananame import messages
from kananame.cli import options
from kananame.cli.console import aligned, console, put, visible
from kananame.io.screen import LOOKED_AT
from kananame.model import Finding, Part, Report, Segment
from kananame.rules.provisions import PROVISIONS

if TYPE_CHECKING:
    from kananame.explain import Candidate, Explanation, Reading, Step


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

    book = options.book_on(asked["on"])
    explanation = explain_pair(name, reading, part=part, filing=asked["filing"], book=book)
    if form == "json":
        click.echo(json.dumps(as_dict(explanation), ensure_ascii=False, indent=2))
    else:
        show(explanation, (name, reading), asked["lang"])
    return 1 if explanation.report.verdict in LOOKED_AT else 0


def show(explanation: Explanation, given: tuple[str, str], lang: str) -> None:
    """Print the explanation, what was looked at first and the answer last."""
    page = grid(2)
    for code, value in (*_looked_at(explanation, given, lang), *_answer(explanation.report, lang)):
        page.add_row(messages.text(code, lang), value)
    put(console(err=False), page)


def _looked_at(explanation: Explanation, given: tuple[str, str], lang: str) -> Iterator[tuple[str, RenderableType]]:
    report = explanation.report
    name, reading = (visible(text) or messages.text("explain-none", lang) for text in given)
    part, filing = (messages.text(code, lang) for code in (f"part-{report.part}", f"filing-{report.filing}"))
    yield "explain-pair", messages.text("explain-asked", lang, name=name, reading=reading, part=part, filing=filing)
    yield "explain-folded", listed([visible(explanation.folded.kana)], lang)
    yield "explain-standard", listed([visible(explanation.standard)], lang)
    yield "explain-candidates", _candidates(explanation.candidates, lang)
    yield "explain-attested", listed(explanation.attested, lang)
    yield "explain-path", path(report.segments, lang) or messages.text("explain-none", lang)
    yield from (("explain-tie", path(tie, lang)) for tie in report.ties)
    yield "explain-rules", _steps(explanation.steps, lang)


def _answer(report: Report, lang: str) -> Iterator[tuple[str, RenderableType]]:
    answer = messages.text("explain-answer", lang, verdict=_verdict(report.verdict, lang), code=report.verdict)
    action = messages.action(f"verdict-{report.verdict}", lang)
    yield "explain-verdict", answer + (f"\n→ {action}" if action else "")
    if report.grade:
        sentence = messages.text(f"grade-{report.grade}", lang)
        yield "explain-grade", messages.text("explain-graded", lang, grade=report.grade, sentence=sentence)
    yield "explain-provision", _provision(report.provision, lang)
    yield "explain-evidence", listed([messages.text(f"evidence-{item}", lang) for item in report.evidence], lang)
    yield "explain-findings", "\n".join(finding_lines(found, lang) for found in report.findings) or listed((), lang)
    yield "explain-edition", report.edition


def grid(count: int) -> Table:
    """Return an empty table without a heading whose last column takes what room there is."""
    found = aligned(heading=False)
    for _ in range(count - 1):
        found.add_column(no_wrap=True)
    # Nothing is cut off: Japanese text has no spaces to break a line at.
    found.add_column(overflow="fold")
    return found


def listed(items: Iterable[str], lang: str) -> str:
    """Return the items in a row, or the word for none."""
    return messages.COMMA[lang].join(filter(None, items)) or messages.text("explain-none", lang)


def path(segments: tuple[Segment, ...], lang: str) -> str:
    """Return the chosen path as 松=マツ(訓) 浦=ウラ(訓); a linking sound or a silent character stands alone.

    >>> path((Segment("一", "イチ", "on"), Segment("", "ノ", "link"), Segment("瀬", "セ", "kun", "rendaku")), "ja")
    '一=イチ(音) ノ(つなぎの音) 瀬=セ(訓、連濁)'
    """
    pairs = (("=".join(filter(None, (segment.kanji, segment.kana))), _how(segment, lang)) for segment in segments)
    return " ".join(f"{pair}({how})" for pair, how in pairs)


def _how(segment: Segment, lang: str) -> str:
    return messages.COMMA[lang].join([messages.text(f"basis-{segment.basis}", lang), *changes(segment.change, lang)])


def changes(change: str, lang: str) -> list[str]:
    """Return the names of sound changes that met in one reading, as in ``rendaku+sokuon``.

    >>> changes("rendaku+sokuon", "ja"), changes("", "ja")
    (['連濁', '促音化'], [])
    """
    return [messages.text(f"change-{part}", lang) for part in change.split("+") if part]


def _candidates(candidates: tuple[Candidate, ...], lang: str) -> RenderableType:
    if not candidates:
        return messages.text("explain-none", lang)
    rows = grid(4)
    for candidate in candidates:
        kinds: dict[tuple[str, str], list[str]] = {}
        for reading in candidate.readings:
            kinds.setdefault((reading.basis, reading.table), []).append(_reading(reading, lang))
        shown = visible(candidate.kanji)
        for (basis, table), readings in kinds.items():
            source = messages.text(f"table-{table.lower().replace(' ', '-')}", lang) if table else ""
            rows.add_row(shown, messages.text(f"basis-{basis}", lang), source, " ".join(readings))
            shown = ""
        if not kinds:
            rows.add_row(shown, messages.text("explain-none", lang))
    return Group(messages.text("explain-legend", lang), rows)


def _reading(reading: Reading, lang: str) -> str:
    facts = [f"{reading.base}→{reading.kana}", *changes(reading.change, lang)] if reading.change else []
    if reading.count:
        facts.append(str(reading.count))
    mark = "*" if reading.used else ""
    return f"{mark}{reading.kana}({messages.COMMA[lang].join(facts)})" if facts else f"{mark}{reading.kana}"


def _steps(steps: tuple[Step, ...], lang: str) -> Table:
    rows = grid(2)
    for step in steps:
        outcome = messages.text("explain-passed", lang)
        if step.applied:
            outcome = messages.text("explain-applied", lang, verdict=_verdict(step.outcome, lang))
        rows.add_row(messages.text(f"rule-{step.rule}", lang), outcome)
    return rows


def _verdict(verdict: str, lang: str) -> str:
    return messages.text(f"verdict-{verdict}", lang)


def _provision(cited: str | None, lang: str) -> str:
    if cited is None:
        return messages.text("explain-none", lang)
    found = PROVISIONS[cited]
    title = found.title(lang)
    state = cited if found.verified else messages.text("explain-unverified", lang, id=cited)
    return f"{messages.text('explain-cited', lang, article=found.article, title=title)}\n{state}"


def finding_lines(finding: Finding, lang: str) -> str:
    """Return a finding in words, with the part it is about where it says so, and below it what to do."""
    severity = messages.text(f"severity-{finding.severity}", lang)
    sentence = messages.describe(finding, lang)
    part = dict(finding.params).get("part")
    if part is not None:
        sentence = messages.text("reason-of-part", lang, part=messages.text(f"part-{part}", lang), sentence=sentence)
    action = messages.action(finding.code, lang, **messages.named(finding, lang))
    line = messages.text("explain-finding", lang, severity=severity, sentence=sentence, code=finding.code)
    return visible(line) + (f"\n→ {action}" if action else "")


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
