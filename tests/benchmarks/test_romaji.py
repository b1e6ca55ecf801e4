"""The romaji benchmark: a pronunciation asks for one spelling, and what is counted is what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tables.loader import Row
from tests.benchmarks.romaji import (
    ALIGNED,
    INSIDE,
    PEER,
    WHOLE,
    aligned,
    bare,
    kind,
    measure,
    spell_aligned,
    timed,
    told,
)
from tests.benchmarks.romaji_accuracy import Judged, accuracy, disputed, expected, long_places, misses, ours

MATSUURA = Judged("松浦", "マツウラ", "マツウラ", "family")
SATO = Judged("佐藤", "サトウ", "サトー", "family")
TANAKA = Judged("田中", "タナカ", "タナカ", "family")
OUCHI = Judged("大内", "オオウチ", "オーウチ", "family")


@pytest.mark.parametrize(
    ("one", "asked"),
    [
        (MATSUURA, ("vowels apart", "MATSUURA")),
        (SATO, ("long vowel", "SATO")),
        (TANAKA, ("plain", "TANAKA")),
        (OUCHI, ("vowels apart", "OUCHI")),
        (Judged("妹尾", "セノオ", "セノー", "family"), ("long vowel", "SENOO")),
        (Judged("三浦", "ミウラ", "ミウラ", "family"), ("plain", "MIURA")),
    ],
)
def test_a_pronunciation_asks_for_a_spelling(one: Judged, asked: tuple[str, str]) -> None:
    assert expected(one) == asked
    assert ours(one) == asked[1]


def test_a_name_is_disputed_when_every_other_pronunciation_differs() -> None:
    other = SATO._replace(pronunciation="サトウ")
    assert disputed([SATO, MATSUURA], [other]) == {SATO}
    assert disputed([SATO], [other, SATO]) == disputed([SATO], []) == frozenset()
    assert (long_places(SATO), long_places(other)) == ((2,), ())


def test_a_miss_is_named() -> None:
    wrong = SATO._replace(pronunciation="サトウ")
    assert list(misses([SATO, TANAKA], ())) == []
    assert list(misses([wrong], {wrong})) == [
        "family 佐藤 サトウ: SATO, pronounced SATOU; 佐サ|藤トウ (disputed)",
    ]


def test_shares_are_of_each_class(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = SATO._replace(pronunciation="サトウ")
    accuracy("Title", [MATSUURA, wrong, TANAKA], {"ours": ours, "none": lambda _: ""}, {wrong})
    printed = [line.split() for line in capsys.readouterr().out.splitlines() if line]
    assert printed[1][2:] == ["plain", "(1)", "long", "vowel", "(0)", "vowels", "apart", "(2)"]
    assert printed[3:] == [
        ["ours", "100.00", "-", "50.00"],
        [">=", "99.9", ">=", "99.5", ">=", "94.0"],
        ["ours,", "undisputed", "100.00", "-", "100.00"],
        ["none", "0.00", "-", "0.00"],
    ]


def row(style: str, option: str, part: str, kana: str, romaji: str) -> Row:
    cells = {"style": style, "option": option, "part": part, "kana": kana, "romaji": romaji}
    return Row(Path("romaji.tsv"), 1, cells)


@pytest.mark.parametrize(
    ("example", "name"),
    [
        (row("passport", "standard", "family", "マツウラ", "MATSUURA"), "written"),
        (row("passport", "standard", "family", "サトウ", "SATO"), "dropped"),
        (row("passport", "standard", "full", "ヤマダ ハナコ", "YAMADA HANAKO"), "plain"),
        (row("passport", "standard", "mora", "ファ", "FUA"), "kana"),
        (row("passport", "oh", "family", "オオノ", "OHNO"), "choices"),
        (row("cabinet2025", "standard", "word", "トウホク", "Tōhoku"), "cabinet2025"),
        (row("cabinet2025", "i-macron", "word", "オジイサン", "ojīsan"), "cabinet2025"),
        (row("cabinet2025", "doubled", "word", "トウホク", "Touhoku"), "doubled"),
        (row("iso3602", "standard", "word", "コウシ", "kôsi"), "iso3602"),
    ],
)
def test_each_published_spelling_is_of_one_kind(example: Row, name: str) -> None:
    assert kind(example) == name


def test_a_peer_hears_the_reading_and_is_free_in_spaces_and_case() -> None:
    assert told(lambda kana: {"サトウ": "Sa to"}[kana])(SATO) == "SATO"
    assert bare("Ōno Jun'ichi") == "ōnojun'ichi"


def test_what_is_timed_is_asked_once() -> None:
    seen: list[str] = []
    assert timed(seen.append, ["ア"] * 1000) > 0
    assert seen == ["ア"] * 1000


def test_no_name_is_asked_twice_of_us() -> None:
    names = [SATO._replace(name=f"{number}") for number in range(20)]
    asked: list[str] = []
    found = {PEER: asked.append, "other": asked.append}
    assert set(measure(names, found)) >= {PEER, WHOLE, INSIDE, ALIGNED, "other"}  # type: ignore[arg-type]
    assert asked == ["サトウ"] * 20 + [f"{number}" for number in range(0, 20, 2)]


def test_what_does_not_align_is_not_timed_as_aligned() -> None:
    pairs = aligned([MATSUURA, MATSUURA._replace(reading="ブンブン")])
    assert list(map(spell_aligned, pairs)) == ["MATSUURA"]
