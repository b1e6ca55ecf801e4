"""Every difference from pykakasi and cutlet on the kana table has a class, and every class its line of explanation.

Neither is an authority.  Our column is always compared; theirs where they are installed (the extra ``bench``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

import kananame as kn
from kananame._tables.romaji_moras import ROMAJI_MORAS
from kananame.errors import KananameError
from kananame.romaji.vowels import SMALL
from tables.loader import load

VECTORS = Path(__file__).parents[1] / "vectors" / "romaji_peers.tsv"
ROWS = load(
    VECTORS,
    columns=("kana", "ours", "pykakasi", "cutlet", "class", "explanation"),
    key=("kana",),
    optional=("ours", "cutlet"),
)
MORAS = tuple(ROMAJI_MORAS["passport"][""])
PLAIN = tuple(kana for kana in MORAS if len(kana) == 1 and kana not in SMALL)
IN_A_ROW = """
    カー キー クー ケー コー ンー ー ッ アッ ン アア イイ ウウ エエ エイ オウ オオ オオノ オオオカ キュウ キョウ
""".split()  # noqa: SIM905 - twenty words read better than twenty lines
UNIVERSE = (*MORAS, *(before + kana for before in "ンッ" for kana in PLAIN), *IN_A_ROW)


class Spelled(NamedTuple):
    """One kana as each of us spells it, in capitals."""

    ours: str
    pykakasi: str
    cutlet: str


KNOWN = {row["kana"]: Spelled(row["ours"], row["pykakasi"], row["cutlet"]) for row in ROWS}


def ours(kana: str) -> str:
    """Return our spelling, ``""`` for what has no sound."""
    try:
        return kn.romanize(kana).text
    except KananameError:
        return ""


def unexplained(spelled: Iterable[tuple[str, Spelled]], known: dict[str, Spelled]) -> list[str]:
    """Return each difference that is not in the table as it stands there, and each line of the table that is none."""
    found = {kana: row for kana, row in spelled if len(set(row)) > 1}
    wrong = [*(found.items() - known.items()), *((kana, known[kana]) for kana in known.keys() - found.keys())]
    return sorted("\t".join((kana, *row)) for kana, row in wrong)


@pytest.fixture(scope="module")
def peers() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """The peers' spellings: pykakasi for passports; cutlet kana by kana, as a lone kana is no word to it."""
    reason = "NOT COMPARED with the peers: install the extra bench (pykakasi, cutlet, unidic-lite)"
    kakasi = pytest.importorskip("pykakasi", reason=reason).kakasi()
    cutlet = pytest.importorskip("cutlet", reason=reason).Cutlet(use_foreign_spelling=False)
    hiragana = import_module("jaconv").kata2hira
    return (
        lambda kana: "".join(item["passport"] for item in kakasi.convert(kana)).upper(),
        lambda kana: str(cutlet.map_kana(hiragana(kana))).upper(),
    )


@pytest.mark.parametrize("kana", KNOWN)
def test_our_spelling_is_the_one_explained(kana: str) -> None:
    assert ours(kana) == KNOWN[kana].ours
    assert len(set(KNOWN[kana])) > 1


def test_every_class_has_one_line_of_explanation() -> None:
    lines = defaultdict(set)
    for row in ROWS:
        lines[row["class"]].add(row["explanation"])
    assert len(lines) > 10
    assert {kind: len(said) for kind, said in lines.items() if len(said) > 1} == {}
    assert len({said for lines_of in lines.values() for said in lines_of}) == len(lines)


def test_every_difference_from_the_peers_is_explained(
    peers: tuple[Callable[[str], str], Callable[[str], str]],
) -> None:
    pykakasi, cutlet = peers
    spelled = ((kana, Spelled(ours(kana), pykakasi(kana), cutlet(kana))) for kana in UNIVERSE)
    assert unexplained(spelled, KNOWN) == []


def test_a_new_difference_is_noticed() -> None:
    same = [("ア", Spelled("A", "A", "A"))]
    table = dict(KNOWN)
    assert unexplained([*same, *KNOWN.items()], table) == []
    assert unexplained([*same, *KNOWN.items(), ("フ", Spelled("HU", "FU", "FU"))], table) == ["フ\tHU\tFU\tFU"]
    changed = [(kana, row._replace(cutlet="X") if kana == "ファ" else row) for kana, row in KNOWN.items()]
    assert unexplained(changed, table) == ["ファ\tFUA\tFUA\tX"]
    gone = [(kana, row) for kana, row in KNOWN.items() if kana != "ファ"]
    assert unexplained(gone, table) == ["ファ\tFUA\tFUA\tFA"]
