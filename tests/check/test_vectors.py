"""The published examples, and the probes that are never accepted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import kananame as kn

SCREENING = Path(__file__).parents[1] / "vectors" / "screening.tsv"
with SCREENING.open(encoding="utf-8", newline="") as file:
    VECTORS = list(csv.DictReader(file, delimiter="\t"))

PROBES = [
    ("given", "太郎", "ジロウ"),
    ("given", "太郎", "マイケル"),
    ("given", "健", "ケンサマ"),
    ("given", "高", "ヒクシ"),
    ("given", "一郎", "ハナコ"),
    ("family", "松浦", "タナカ"),
]


@pytest.mark.parametrize("row", VECTORS, ids=[f"{row['kanji']}-{row['kana']}" for row in VECTORS])
def test_published_examples_come_out_as_published(row: dict[str, str]) -> None:
    report = kn.check(row["kanji"], row["kana"], part=row["part"], filing="new")
    assert report.verdict == row["verdict"], report
    assert row["source"].startswith("https://")


def test_every_published_example_is_there() -> None:
    assert len(VECTORS) == 25


@pytest.mark.parametrize("filing", list(kn.Filing))
@pytest.mark.parametrize(("part", "name", "reading"), PROBES)
def test_probes_are_never_accepted(part: str, name: str, reading: str, filing: str) -> None:
    assert kn.check(name, reading, part=part, filing=filing).verdict in {"refer", "reject"}


@pytest.mark.parametrize("reading", ["ジロウ", "マイケル", "ジョージ"])
def test_a_person_in_the_register_may_prove_the_use_of_a_reading(reading: str) -> None:
    report = kn.check("太郎", reading, part="given", filing="existing")
    assert (report.verdict, report.evidence) == ("refer", ("proof-of-use",))


def test_a_family_name_is_referred_never_rejected_for_want_of_a_relation() -> None:
    for filing in kn.Filing:
        report = kn.check("松浦", "マイケル", part="family", filing=filing)
        assert report.verdict == "refer"
