"""The page around the rows: totals, reasons, file findings, the words of both languages; nothing is fetched."""

from __future__ import annotations

import base64
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, BinaryIO

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kananame import messages
from kananame._tables.messages import MESSAGES
from kananame.io.screen import Summary
from kananame.model import Finding, Part, Verdict
from kananame.report.rows import as_script
from kananame.rules.provisions import PROVISIONS

# A value "x" of a report is called "verdict-x", "part-x" … in the catalogue; a finding's code is its own name.
_FAMILIES = ("verdict", "part", "severity", "grade", "rule", "basis", "change", "table", "evidence", "near")
# What the script says; the template names its own.
_SPOKEN = (
    "reason-of-part",
    "explain-evidence",
    "explain-findings",
    "explain-grade",
    "explain-graded",
    "explain-cited",
    "explain-pair",
    "explain-path",
    "explain-provision",
    "explain-tie",
    "explain-verdict",
    "summary-reason",
    "summary-whole-row",
    "report-all",
    "report-counted",
    "report-decided",
    "report-filtered",
    "report-id",
    "report-more",
    "report-names",
    "report-no-match",
    "report-open",
    "report-page",
    "report-proposals",
    "report-proposed",
    "report-row",
    "report-search-hint",
    "report-shown",
    "report-support",
    "report-title",
    "report-unverified",
)
# Reasons shown at once; the others wait behind a line that opens.
_RANKED = 6


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the page beside its rows."""

    title: str
    lang: str
    made: str
    editions: tuple[tuple[str, str], ...]
    summary: Summary
    near: Counter[str]
    findings: tuple[Finding, ...] | None
    listed: int
    left_out: int
    limit: int
    terms: tuple[str, ...]

    @property
    def verdicts(self) -> list[tuple[Verdict, list[int]]]:
        """Each verdict with its count over rows, then over each part that was screened."""
        counts = [self.summary.verdicts, *(self.summary.by_part[part] for part in self.parts)]
        return [(verdict, [count[verdict] for count in counts]) for verdict in Verdict]

    @property
    def parts(self) -> list[str]:
        """The parts that were screened, family before given."""
        return [part for part in Part if part in self.summary.by_part]

    @property
    def bars(self) -> list[tuple[Verdict, float, float]]:
        """Each verdict with where its bar begins and how wide it is, in percent."""
        found = []
        begin = 0.0
        for verdict in Verdict:
            width = 100 * self.share(self.summary.verdicts[verdict])
            found.append((verdict, begin, width))
            begin += width
        return found

    def share(self, count: int) -> float:
        """Return a count as a share of all rows."""
        return count / self.summary.rows if self.summary.rows else 0.0

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Each reason with its number of rows, the most frequent first."""
        return _by_count(self.summary.codes)

    @property
    def proposals(self) -> list[tuple[str, int]]:
        """Each kind of proposal with its number of rows, the most frequent first."""
        return _by_count(self.near)


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def write_page(page: Page, rows: Iterable[str], output: BinaryIO) -> None:
    """Write the page in UTF-8; the rows pass through one by one."""
    shell = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = shell.from_string(_resource("report.html.j2"))
    style, script = _resource("report.css"), _resource("report.js")
    text = io.TextIOWrapper(output, encoding="utf-8", errors="backslashreplace", newline="\n", write_through=True)
    pieces = template.generate(
        page=page,
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'",
        data=Markup(_data(page)),  # noqa: S704 (escaped by as_script)
        rows=(Markup(row) for row in rows),  # noqa: S704 (escaped by as_script)
        languages=messages.LANGUAGES,
        shown=_RANKED,
        says=_says,
        action=_action,
        found=_found,
        percent="{:.1%}".format,
        text=messages.text,
    )
    for piece in pieces:
        text.write(piece)
    text.flush()
    text.detach()


def _resource(name: str) -> str:
    return (files("kananame.report") / name).read_text(encoding="utf-8")


def _hash(element: str) -> str:
    """Return what a content security policy calls the one script or style it lets run."""
    digest = hashlib.sha256(element.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _both(sentences: Iterable[str]) -> Markup:
    """Return one sentence per language; the style shows the one that is switched on."""
    pair = zip(messages.LANGUAGES, sentences, strict=True)
    span = Markup('<span class="{0}" lang="{0}">{1}</span>')
    return Markup().join(span.format(lang, sentence) for lang, sentence in pair)


def _says(code: str, **params: object) -> Markup:
    """Return what a code says in both languages; its places are left open when nothing is given to fill them."""
    if params:
        return _both(messages.text(code, lang, **params) for lang in messages.LANGUAGES)
    return _both(messages.outline(code, lang) for lang in messages.LANGUAGES)


def _found(finding: Finding) -> Markup:
    return _both(messages.describe(finding, lang) for lang in messages.LANGUAGES)


def _action(finding: Finding) -> Markup:
    params = dict(finding.params)
    sentences = [messages.action(finding.code, lang, **params) for lang in messages.LANGUAGES]
    return _both(sentences) if any(sentences) else Markup()


def _data(page: Page) -> str:
    """Return the JSON before the rows: everything the script needs to put them in words."""
    head: dict[str, Any] = {
        "terms": page.terms,
        "words": {code: MESSAGES[code] for code in _codes(page.terms)},
        "provisions": {term: _provision(term) for term in page.terms if term in PROVISIONS},
    }
    return as_script(head).removesuffix("}")


def _codes(terms: Iterable[str]) -> Iterator[str]:
    """Yield every code of the catalogue that can be said of the rows."""
    yield from _SPOKEN
    for term in terms:
        named = (f"{family}-{form}" for family in _FAMILIES for form in (term, term.lower().replace(" ", "-")))
        yield from (code for code in (term, *named) if code in MESSAGES)


def _provision(cited: str) -> list[str | bool]:
    found = PROVISIONS[cited]
    return [found.article, found.title_ja, found.title_en, found.verified]
