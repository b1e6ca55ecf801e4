"""The table of tolerances: complete, in order, and strict about its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from kananame._tables.folding import FOLDING
from kananame._tables.tolerances import TOLERANCES as STEPS
from tables.emit import GENERATED, render
from tables.loader import TableError
from tables.makers import tolerances

HEADER = "\t".join(tolerances.COLUMNS)


def test_the_generated_module_is_what_the_table_says() -> None:
    (module,) = tolerances.make()
    assert (GENERATED / "tolerances.py").read_text(encoding="utf-8") == render(module)


def test_every_kind_of_folding_belongs_to_a_step() -> None:
    taken = {code for _, kind, rows in STEPS.values() if kind == "fold" for code, _, _ in rows}
    assert taken == {code for _, code in FOLDING.values()}


def test_voicing_leads_every_voiced_kana_to_a_plain_one() -> None:
    voiced = {to for pair, (to, _) in FOLDING.items() if pair[1:] in {"\u3099", "\u309a"} and "カ" <= to <= "ポ"}
    rows = {kana: to for kana, to, _ in STEPS["voicing"][2]}
    assert rows.keys() == voiced
    assert all(
        FOLDING[to + mark][0] == kana
        for kana, to in rows.items()
        for mark in ("\u3099", "\u309a")[kana in "パピプペポ" :][:1]
    )


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            ["a\tspelling\tkana\tア\tイ\t\tI\tx", "b\twidth\tkana\tウ\tエ\t\tI\tx"],
            "3: width is narrower than spelling above; move the row up",
        ),
        (
            [
                "a\tspelling\tkana\tア\tイ\t\tI\tx",
                "b\tspelling\tkana\tウ\tエ\t\tI\tx",
                "a\tspelling\tkana\tカ\tキ\t\tI\tx",
            ],
            "4: the step a has rows further up; keep them together",
        ),
        (
            ["a\twidth\tfold\tfolded-width\t\t\tI\tx", "a\twidth\tkana\tア\tイ\t\tI\tx"],
            "3: the step a is width fold above; keep to one profile and kind",
        ),
        (
            ["a\twidth\tfold\tfolded-width\tア\t\tI\tx"],
            "2: a fold has its rows in folding.tsv; leave to and after empty",
        ),
        (["a\twidth\tkana\tア\tイウ\tカ\tI\tx"], "2: 'イウ' takes the place of one kana; write one or none"),
        (
            ["a\twidth\tkana\tアイ\tウ\t\tI\tx", "a\twidth\tkana\tア\tイ\tカ\tI\tx"],
            "2: 'アイ' stands in a step that asks what comes before; write one kana",
        ),
        (["a\texact\tkana\tア\tイ\t\tI\tx"], "2: profile is 'exact'; write one of width, spelling, resident"),
    ],
)
def test_a_table_out_of_order_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rows: list[str], problem: str
) -> None:
    path = tmp_path / "tolerances.tsv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    monkeypatch.setattr(tolerances, "DATA", path)
    with pytest.raises(TableError) as caught:
        tolerances.make()
    assert str(caught.value) == f"tolerances.tsv:{problem}"
