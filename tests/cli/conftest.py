"""A screening core of three known pairs: what the command does with answers does not depend on the tables."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import kananame as kn
from kananame.cli.app import run
from kananame.errors import NotInForce
from kananame.io import screening
from kananame.model import (
    Filing,
    Finding,
    Grade,
    Part,
    PersonName,
    PersonReport,
    Report,
    Segment,
    Severity,
    Verdict,
)

FIRST_DAY = date(2025, 5, 26)
KNOWN = {
    ("松浦", "マツウラ"): (Segment("松", "マツ", "kun"), Segment("浦", "ウラ", "kun")),
    ("一郎", "イチロウ"): (Segment("一", "イチ", "on"), Segment("郎", "ロウ", "on")),
    ("=1", "イチ"): (Segment("=1", "イチ", "on"),),
}
Command = Callable[..., tuple[int, str, str]]


def fake_report(name: str, reading: str, part: Part, filing: Filing) -> Report:
    segments = KNOWN.get((name, reading), ())
    finding = Finding("unexplained", Severity.WARNING, params=(("rest", name),))
    return Report(
        name,
        reading,
        part,
        filing,
        Verdict.ACCEPT if segments else Verdict.REFER,
        "2025-05-26",
        grade=Grade.B if segments else None,
        segments=segments,
        findings=() if segments else (finding,),
        provision="KOSEKI_13_2",
        rule="explained" if segments else "unexplained",
    )


def fake_check_person(person: PersonName, *, filing: str, book: object, ask: object = None) -> PersonReport:  # noqa: ARG001
    assert book == "book"
    pairs = (
        (Part.FAMILY, person.family, person.family_reading),
        (Part.GIVEN, person.given, person.given_reading),
    )
    parts = {str(part): fake_report(name, kana, part, Filing(filing)) for part, name, kana in pairs if name or kana}
    accepted = all(report.verdict == Verdict.ACCEPT for report in parts.values())
    return PersonReport(parts, Verdict.ACCEPT if accepted else Verdict.REFER)


def fake_check(name: str, reading: str, *, part: str, filing: str, book: object) -> Report:
    assert book == "book"
    return fake_report(name, reading, Part(part), Filing(filing))


class FakeBook(str):
    """A rulebook that is told from others by its name."""

    __slots__ = ()
    edition = "2025-05-26"

    def situation(self, part: str, filing: str) -> None:
        """Know every situation."""


def fake_rulebook(on: date | None) -> FakeBook:
    if on is not None and on < FIRST_DAY:
        raise NotInForce(on)
    return FakeBook("book")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in this process: arguments and standard input in, exit code, stdout and stderr out."""

    def call(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, spoken: Command) -> Command:
    """The same on the screening core of known pairs."""
    monkeypatch.setattr(kn, "check_person", fake_check_person, raising=False)
    monkeypatch.setattr(screening, "check_pair", fake_check)
    monkeypatch.setattr(kn, "rulebook", fake_rulebook, raising=False)
    return spoken
