"""What the page shows, put in words: codes of reports become sentences of the message catalogue, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kananame import messages
from kananame.model import Finding, Report, Segment, Suggestion
from kananame.rules.provisions import PROVISIONS

Json = dict[str, Any]


class Words:
    """Puts the values of reports in words of one language; what it returns is JSON-ready."""

    def __init__(self, lang: str) -> None:
        """Take the language, ``ja`` or ``en``; raise ``KananameError`` for another."""
        self.lang = lang
        messages.text("verdict-accept", lang)

    def text(self, code: str, **params: object) -> str:
        """Return the sentence of a code."""
        return messages.text(code, self.lang, **params)

    def verdict(self, verdict: str) -> Json:
        """Return a verdict with its word and what to do."""
        code = f"verdict-{verdict}"
        return {"code": str(verdict), "text": self.text(code), "action": messages.action(code, self.lang)}

    def finding(self, finding: Finding) -> Json:
        """Return a finding as a sentence, with what to do and the provision it rests on."""
        severity = str(finding.severity)
        return {
            "code": finding.code,
            "severity": {"code": severity, "text": self.text(f"severity-{severity}")},
            "text": self._of_part(finding, messages.describe(finding, self.lang)),
            "action": messages.action(finding.code, self.lang, **messages.named(finding, self.lang)),
            "cite": self.provision(finding.cite),
        }

    def findings(self, findings: Iterable[Finding]) -> list[Json]:
        """Return findings, those once that say the same."""
        return [self.finding(finding) for finding in dict.fromkeys(findings)]

    def _of_part(self, finding: Finding, sentence: str) -> str:
        part = dict(finding.params).get("part")
        if part is None:
            return sentence
        return self.text("reason-of-part", part=self.text(f"part-{part}"), sentence=sentence)

    def provision(self, cited: str | None) -> Json | None:
        """Return a provision with its article and title, and whether it was compared with the primary text."""
        if cited is None:
            return None
        found = PROVISIONS[cited]
        text = self.text("explain-cited", article=found.article, title=found.title(self.lang))
        return {"id": cited, "text": text, "verified": found.verified}

    def segment(self, segment: Segment) -> Json:
        """Return a run of characters, its kana, how it is read and what supports that."""
        changes = [self.text(f"change-{change}") for change in segment.change.split("+") if change]
        facts = [self.text(f"table-{segment.table.lower().replace(' ', '-')}")] if segment.table else []
        facts += [self.text("report-names", count=segment.count)] if segment.count else []
        return {
            "kanji": segment.kanji,
            "kana": segment.kana,
            "basis": segment.basis,
            "how": messages.COMMA[self.lang].join([self.text(f"basis-{segment.basis}"), *changes]),
            "support": messages.COMMA[self.lang].join(facts),
        }

    def segments(self, segments: Sequence[Segment]) -> list[Json]:
        """Return an alignment."""
        return [self.segment(segment) for segment in segments]

    def suggestions(self, near: Iterable[Suggestion]) -> list[Json]:
        """Return proposed readings, each with its reason, or where a likely reading comes from."""
        return [{"reading": each.reading, "reason": self._reason(each.reason)} for each in near]

    def _reason(self, reason: str) -> str:
        family = "origin" if reason in {"attested", "composed"} else "near"
        return self.text(f"{family}-{reason}")

    def report(self, report: Report) -> Json:
        """Return the answer for one part of a name."""
        grade = report.grade and {"code": str(report.grade), "text": self.text(f"grade-{report.grade}")}
        return {
            "part": {"code": str(report.part), "text": self.text(f"part-{report.part}")},
            "name": report.name,
            "reading": report.reading,
            "verdict": self.verdict(report.verdict),
            "grade": grade,
            "rule": report.rule and self.text(f"rule-{report.rule}"),
            "provision": self.provision(report.provision),
            "segments": self.segments(report.segments),
            "ties": [self.segments(tie) for tie in report.ties],
            "findings": self.findings(report.findings),
            "evidence": [self.text(f"evidence-{item}") for item in report.evidence],
            "suggestions": self.suggestions(report.suggestions),
        }
