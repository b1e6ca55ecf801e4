"""What each repertoire holds: as much as its standard prints, marks that vary, selectors, private characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kananame._tables.variants import VARIANTS
from kananame.record.repertoires import PROFILES, characters, fits, outside, proposed

PLANES = (*range(0x80, 0xD800), *range(0xE000, 0x10000), *range(0x20000, 0x30000))
"""Where any standard has a character; the other planes are of the tests below."""
HALF_KANA = 63
PAIRS_IN_0213 = 25
"""Characters of JIS X 0213 that are two code points (か゚)."""


@pytest.mark.parametrize(
    ("repertoire", "size"),
    [
        # Every Python answers alike: these are the sizes of the standards themselves.
        ("jisx0213", 11_233 - PAIRS_IN_0213),
        ("jisx0208-0212", 6_879 + 6_067),
        ("cp932", 7_326 + HALF_KANA),
    ],
)
def test_a_repertoire_is_as_large_as_its_standard(repertoire: str, size: int) -> None:
    assert sum(fits(chr(code), repertoire) for code in PLANES) == size


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("佐藤　一郎ー々ヶ〆", {"mj-plus", "jisx0213", "jisx0208-0212", "cp932"}),
        ("SATO 1-2", {"mj-plus", "jisx0213", "jisx0208-0212", "cp932"}),
        ("ＳＡＴＯ", {"mj-plus", "jisx0213", "jisx0208-0212", "cp932"}),
        ("髙", {"mj-plus", "cp932"}),
        ("﨑", {"mj-plus", "jisx0213", "cp932"}),
        ("𠮷", {"mj-plus"}),
        ("𠀋", {"mj-plus", "jisx0213"}),
        ("丂", {"mj-plus", "jisx0213", "jisx0208-0212"}),
        ("ヷ", {"mj-plus", "jisx0213"}),
        ("ㇰ", {"mj-plus", "jisx0213"}),
        ("Ō", {"mj-plus", "jisx0213", "jisx0208-0212"}),
        ("\ufa19", {"mj-plus", "jisx0213", "cp932"}),
        ("\U0010de92", {"mj-plus"}),
        ("\ue000", set()),
        ("葛\U000e0100", {"mj-plus"}),
        ("々\U000e0100", {"mj-plus"}),
        ("\U000e0100", set()),
        ("ア\U000e0100", set()),
        ("葛\ufe00", set()),
        ("ｱ", {"cp932"}),
        ("〜", {"mj-plus", "jisx0213", "jisx0208-0212"}),
        ("～", {"mj-plus", "jisx0213", "jisx0208-0212", "cp932"}),
        ("−", {"mj-plus", "jisx0213", "jisx0208-0212"}),
        ("－", {"mj-plus", "jisx0213", "cp932"}),
        ("¥", {"mj-plus"}),
        ("\x00", set()),
        ("\ud800", set()),
    ],
)
def test_what_is_held(text: str, held: set[str]) -> None:
    assert {repertoire for repertoire in PROFILES if fits(text, repertoire)} == held


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("髙𣘺", [(0, "髙", "高"), (1, "𣘺", "橋")]),
        ("葛\U000e0100城", [(0, "葛\U000e0100", "葛")]),
        ("−1", [(0, "−", "－")]),
        ("ヷ", [(0, "ヷ", "")]),
        ("\ue000", [(0, "\ue000", "")]),
    ],
)
def test_what_cannot_be_held_is_listed_with_a_proposal(text: str, found: list[tuple[int, str, str]]) -> None:
    repertoire = "jisx0208-0212" if "髙" in text else "cp932"
    assert [*outside(text, repertoire)] == found


@given(char=st.sampled_from(sorted(VARIANTS)), repertoire=st.sampled_from([*PROFILES]))
def test_a_proposal_can_be_held(char: str, repertoire: str) -> None:
    assert fits(proposed(char, repertoire), repertoire)


@given(text=st.text(st.sampled_from("佐髙𠮷葛々アｱ\U000e0100\ue000 〜－")), repertoire=st.sampled_from([*PROFILES]))
def test_a_text_fits_when_nothing_of_it_lies_outside(text: str, repertoire: str) -> None:
    assert fits(text, repertoire) == (not [*outside(text, repertoire)])


def test_selectors_count_only_without_an_ideograph() -> None:
    assert characters("葛\U000e0100城\U000e0101") == 2
    assert characters("ア\U000e0100") == 2
    assert characters("\U000e0100") == 1
