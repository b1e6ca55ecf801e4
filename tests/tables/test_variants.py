"""Variants lead to their standard form in one step, and only where the dictionary or a hand row says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import unicodedata2

from kananame._tables.variants import VARIANTS
from kananame.lexicon import standard_name
from tables import variants
from tables.loader import TableError
from tables.readers.kanjidic import Kanji

PAIRS = ("髙高", "﨑崎", "濵浜", "濱浜", "𠮷吉", "邉辺", "邊辺", "齋斎", "齊斉", "德徳", "櫻桜", "靑青", "澤沢", "廣広")
COMPATIBILITY = [
    chr(code)
    for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
    if unicodedata2.decomposition(chr(code)) and len(unicodedata2.normalize("NFKC", chr(code))) == 1
]


@pytest.mark.parametrize("pair", PAIRS)
def test_a_common_variant_has_its_standard_form(pair: str) -> None:
    variant, standard = tuple(pair)
    assert VARIANTS[variant] == standard
    assert standard_name(f"{variant}田") == f"{standard}田"


@pytest.mark.parametrize("pair", ["斎斉", "崎埼", "亨享", "祐裕", "郎朗"])
def test_different_characters_are_not_taken_for_variants(pair: str) -> None:
    assert standard_name(pair) == pair


def test_a_standard_form_is_never_itself_a_variant() -> None:
    assert VARIANTS.keys() & set(VARIANTS.values()) == set(), "a chain or a cycle"


def test_every_entry_is_one_character_for_one() -> None:
    assert [pair for pair in VARIANTS.items() if (len(pair[0]), len(pair[1])) != (1, 1)] == []


def test_every_compatibility_ideograph_is_read_as_what_it_decomposes_to() -> None:
    assert len(COMPATIBILITY) > 900
    assert [char for char in COMPATIBILITY if char not in VARIANTS] == []
    for char in COMPATIBILITY:
        assert standard_name(char) == standard_name(unicodedata2.normalize("NFKC", char))


@pytest.mark.parametrize("selector", ["\ufe00", "\ufe0f", "\U000e0100", "\U000e0101", "\U000e01ef"])
def test_a_variation_selector_is_not_part_of_the_name(selector: str) -> None:
    assert standard_name(f"葛{selector}城") == "葛城"
    assert standard_name(f"渡邉{selector}") == "渡辺"


def test_the_hand_rows_stand_in_the_committed_table() -> None:
    rows = variants.hand_rows()
    assert rows["﨑"] == "崎"
    assert {variant: VARIANTS[variant] for variant in rows} == rows


def kanji(literal: str, grade: int, on: str, links: str = "") -> Kanji:
    """Return an invented entry that names other characters as its variants by their code points."""
    return Kanji(
        literal,
        grade,
        readings=[("on", reading) for reading in on.split()],
        variants=[("ucs", f"{ord(other):X}") for other in links],
        codes={"ucs": f"{ord(literal):x}"},
    )


def standard_of(*entries: Kanji) -> dict[str, str]:
    """Return the standard forms that invented entries have."""
    characters = {entry.literal: entry for entry in entries}
    found = variants.standard_forms(characters)
    return {char: found[char] for char in characters if char in found}


@pytest.fixture
def no_hand_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "variants.tsv"
    path.write_text("variant\tstandard\tsource\n", encoding="utf-8")
    monkeypatch.setattr(variants, "HAND", path)
    return path


@pytest.mark.usefixtures("no_hand_rows")
def test_a_linked_character_that_shares_an_on_goes_to_the_better_known_one() -> None:
    assert standard_of(kanji("甲", 8, "コウ"), kanji("乙", 0, "コウ", "甲")) == {"乙": "甲"}
    assert standard_of(kanji("甲", 8, "コウ", "乙"), kanji("乙", 0, "コウ")) == {"乙": "甲"}, (
        "the link may stand on either"
    )
    assert standard_of(kanji("甲", 9, "コウ"), kanji("乙", 10, "コウ", "甲")) == {"乙": "甲"}, (
        "an old form listed for names"
    )
    assert standard_of(kanji("甲", 1, "コウ"), kanji("乙", 0, "", "甲")) == {"乙": "甲"}, "no on of its own"


@pytest.mark.usefixtures("no_hand_rows")
def test_a_linked_character_stays_itself_without_a_better_known_one_of_its_sound() -> None:
    assert standard_of(kanji("甲", 8, "コウ"), kanji("乙", 0, "オツ", "甲")) == {}
    assert standard_of(kanji("甲", 8, "コウ"), kanji("乙", 1, "コウ", "甲")) == {}
    assert standard_of(kanji("甲", 0, "コウ"), kanji("乙", 0, "コウ", "甲")) == {}
    assert standard_of(kanji("甲", 8, "コウ"), kanji("乙", 0, "コウ")) == {}


@pytest.mark.usefixtures("no_hand_rows")
def test_of_two_standard_forms_the_closer_one_is_taken() -> None:
    one, both, other = kanji("甲", 8, "コウ"), kanji("丁", 8, "コウ オツ"), kanji("丙", 9, "コウ オツ ヘイ")
    assert standard_of(one, both, other, kanji("乙", 0, "コウ オツ ヘイ", "甲丁丙")) == {"乙": "丁"}


def test_hand_rows_win_and_every_chain_ends_in_one_step(no_hand_rows: Path) -> None:
    no_hand_rows.write_text("variant\tstandard\tsource\n丁\t乙\tx\n神\t申\tx\n丙\t戊\tx\n", encoding="utf-8")
    entries = kanji("甲", 8, "コウ"), kanji("乙", 0, "コウ", "甲"), kanji("丁", 0, "テイ"), kanji("丙", 0, "コウ", "甲")
    assert standard_of(*entries) == {"乙": "甲", "丁": "甲", "丙": "戊"}
    assert variants.standard_forms({})["\ufa19"] == "申", "a compatibility ideograph of 神"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("髙\t高\tx\n髙\t鷹\tx\n", "variants.tsv:3: '髙' is already in line 2; keep one of the two"),
        ("髙\t高\n", "variants.tsv:2: 2 cells where the header has 3; part the cells with single tabs"),
        ("髙\t\tx\n", "variants.tsv:2: standard is empty; fill it in"),
    ],
)
def test_a_faulty_hand_row_is_an_error(no_hand_rows: Path, rows: str, problem: str) -> None:
    no_hand_rows.write_text(f"variant\tstandard\tsource\n{rows}", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        variants.standard_forms({})
    assert str(caught.value) == problem
