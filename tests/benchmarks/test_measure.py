"""The benchmarks: what they count is what they say they count."""

from __future__ import annotations

import sys
from collections import Counter
from types import ModuleType, SimpleNamespace

import pytest

import kananame
from tables.sources import registry as sources_registry
from tests.benchmarks.curve import Score, curve, share
from tests.benchmarks.held_out import without
from tests.benchmarks.inject import Limits, library, lift_limits
from tests.benchmarks.judges import registry as judges_registry
from tests.benchmarks.measure import Tally, grade, hold_out, near_misses, shuffled, tally, wrong

PAIRS = [
    ("松浦", "マツウラ"),
    ("三浦", "ミウラ"),
    ("杉浦", "スギウラ"),
    ("松田", "マツダ"),
    ("三田", "ミタ"),
    ("三田", "サンダ"),
    ("高橋", "タカハシ"),
]
SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_shuffling_keeps_every_name_and_every_reading(seed: int) -> None:
    made = shuffled(PAIRS, seed)
    assert [name for name, _ in made] == [name for name, _ in PAIRS]
    assert Counter(kana for _, kana in made) == Counter(kana for _, kana in PAIRS)
    assert made == shuffled(PAIRS, seed)


def test_shuffling_moves_the_readings() -> None:
    assert len({tuple(shuffled(PAIRS, seed)) for seed in SEEDS}) > len(SEEDS) / 2


@pytest.mark.parametrize("seed", SEEDS)
def test_wrong_pairs_are_not_true(seed: int) -> None:
    known = {*PAIRS, ("松田", "マツウラ")}
    made = wrong(PAIRS, known, seed)
    assert set(made) == {"shuffled", "near miss"}
    assert all(pairs and known.isdisjoint(pairs) for pairs in made.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_near_miss_has_the_reading_of_a_name_with_the_same_end(seed: int) -> None:
    made = near_misses(PAIRS, seed)
    assert "高橋" not in {name for name, _ in made}
    assert {"松浦", "三浦", "杉浦", "松田"} <= {name for name, _ in made}
    for name, kana in made:
        assert any(kana == reading and name != other and name[-1] == other[-1] for other, reading in PAIRS)


def test_what_is_held_out_is_seeded() -> None:
    pairs = [(f"名{number}", "ナ") for number in range(100)]
    out = hold_out(pairs, seed=1)
    assert len(out) == 10
    assert out < set(pairs)
    assert out == hold_out(reversed(pairs), seed=1) != hold_out(pairs, seed=2)


def test_what_is_held_out_is_in_no_source() -> None:
    raw = [
        ("高松", "タカマツ", "family", "jmnedict"),
        ("髙松", "タカマツ", "given", "sudachi"),
        ("高松", "コウショウ", "given", "unidic"),
    ]
    assert without(raw, {("高松", "タカマツ")}, {"髙": "高"}) == raw[2:]


def stub(answers: dict[str, tuple[str, str | None]]) -> ModuleType:
    """Return a library that answers by reading."""
    made = ModuleType("stub")

    def check(_name: str, kana: str, **_options: str) -> SimpleNamespace:
        return SimpleNamespace(verdict=answers[kana][0], grade=answers[kana][1])

    made.__dict__["check"] = check
    return made


def test_grades_add_up() -> None:
    grades = {
        "ア": ("accept", "A"),
        "イ": ("accept", "B"),
        "ウ": ("accept", "C"),
        "エ": ("refer", None),
        "オ": ("reject", "A"),
    }
    found = tally(stub(grades), [("松", kana) for kana in "アアアイイウエオ"], "given")
    assert found == Tally(n=8, a=3, b=2, c=1)
    assert found.a + found.b + found.c + found.refused == found.n
    assert found.cells() == ["8", "75.00", "37.50", "25.00", "12.50", "62.50"]


def test_nothing_asked_is_nothing_accepted() -> None:
    assert tally(stub({}), [], "family").accepted == 0


def test_a_curve_adds_up_what_each_limit_lets_in() -> None:
    scored: dict[str, list[Score | None]] = {
        "true": [("loose", -1), ("loose", 0), ("loose", 30), ("witnessed", 0), None],
        "shuffled": [None, None],
        "near miss": [("loose", 4), None, None, None],
    }
    rows = {row[0]: row[1:] for row in curve(scored, "loose", Limits((6, 12), 18, 56))}
    assert rows["52"] == ["0.00", "0.00", "0.00", "-"]
    assert rows["56 (now)"] == ["40.00", "0.00", "0.00", "-"]
    assert rows["60"] == ["40.00", "0.00", "25.00", "0.0"]
    assert rows["no limit"] == ["60.00", "0.00", "25.00", "-"]
    assert share(scored["true"], "witnessed", None) == 20


def test_a_copy_has_other_tables_and_the_library_keeps_its_own() -> None:
    modules = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "kananame"}
    assert grade(kananame, "松浦", "マツウラ", "family") == "A"
    with library({"attested": "ATTESTED = {}"}) as copy:
        assert copy is not kananame
        assert grade(copy, "松浦", "マツウラ", "family") == "B"
        assert grade(kananame, "松浦", "マツウラ", "family") == "A"
    assert {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "kananame"} == modules
    assert grade(kananame, "松浦", "マツウラ", "family") == "A"


def test_the_library_comes_back_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), library({"readings": "READINGS = {}"}):
        raise ZeroDivisionError
    assert sys.modules["kananame"] is kananame


def test_limits_are_lifted_in_the_copy_alone() -> None:
    far = ("智恵美", "ヒトミ")
    with library() as copy:
        assert grade(copy, *far, "given") == ""
        lift_limits(copy)
        assert grade(copy, *far, "given") == "C"
    assert grade(kananame, *far, "given") == ""


def test_judges_are_no_sources() -> None:
    judges = {source.package for source in judges_registry().values()}
    assert judges
    assert judges.isdisjoint(source.package for source in sources_registry().values())
