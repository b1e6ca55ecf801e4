"""``kananame explain`` prints every step of an explanation, as text and as JSON."""

from __future__ import annotations

import json
import re
import sys
from types import ModuleType, SimpleNamespace

import pytest
from rich.cells import cell_len

from kananame.model import Filing, Finding, Folded, Part

from .conftest import Command, fake_report


def reading(kana: str, *, used: bool, change: str = "", base: str = "", count: int = 0) -> SimpleNamespace:
    return SimpleNamespace(kana=kana, basis="kun", change=change, base=base, table="KANJIDIC2", count=count, used=used)


def fake_explain(name: str, kana: str, *, part: str, filing: str, book: str) -> SimpleNamespace:
    assert book == "book"
    candidates = (
        SimpleNamespace(kanji="松", readings=(reading("マツ", used=True, count=12), reading("ショウ", used=False))),
        SimpleNamespace(kanji="浦", readings=(reading("ブラ", used=False, change="rendaku+sokuon", base="ウラ"),)),
        SimpleNamespace(kanji="〇", readings=()),
    )
    return SimpleNamespace(
        folded=Folded("マツウラ", (Finding("folded-width"),)),
        standard=name,
        candidates=candidates,
        attested=("JMnedict",),
        report=fake_report(name, kana, Part(part), Filing(filing)),
        steps=(
            SimpleNamespace(rule="missing", provision="KOSEKI_13_1_2", applied=False, outcome=""),
            SimpleNamespace(rule="explained", provision="KOSEKI_13_2", applied=True, outcome="accept"),
        ),
    )


@pytest.fixture
def explain(command: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    module = ModuleType("kananame.explain")
    module.explain = fake_explain  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "kananame.explain", module)
    return lambda *args: command("explain", *args)


def test_text_says_every_step(explain: Command) -> None:
    code, out, err = explain("松浦", "マツウラ", "--part", "family")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["氏名と読み", "松浦／マツウラ（氏、既に戸籍にある者の届出）"],
        ["正規化した読み", "マツウラ"],
        ["照合に使う字体", "松浦"],
        ["読みの候補", "（*は選んだ読み、数は用例の件数）"],
        ["松", "訓", "KANJIDIC2", "*マツ(12)", "ショウ"],
        ["浦", "訓", "KANJIDIC2", "ブラ(ウラ→ブラ、連濁、促音化)"],
        ["〇", "なし"],
        ["この組のある資料", "JMnedict"],
        ["選んだ読み方", "松=マツ(訓)", "浦=ウラ(訓)"],
        ["試した規則", "記入漏れの確認", "該当せず"],
        ["文字ごとの読みの確認", "該当：認められる"],
        ["判定", "認められる（accept）"],
        ["確度", "B：すべての文字の読みを説明できます。"],
        ["根拠", "戸籍法第13条第2項「一般に認められている読み方」"],
        ["KOSEKI_13_2（原文とはまだ照合していません）"],
        ["求める資料", "なし"],
        ["所見", "なし"],
        ["規則の版", "2025-05-26"],
    ]


def test_the_columns_are_straight(explain: Command) -> None:
    _, out, _ = explain("松浦", "マツウラ")
    kinds = [line for line in out.splitlines() if "KANJIDIC2" in line]
    assert {cell_len(line[: line.index("KANJIDIC2")]) for line in kinds} == {cell_len(kinds[0].partition("KANJI")[0])}
    assert {cell_len(line) - cell_len(line.lstrip()) for line in kinds} == {cell_len("この組のある資料") + 2}


def test_what_is_long_is_folded_and_not_cut(explain: Command) -> None:
    _, out, _ = explain("松" * 80, "マツ" * 80)
    said = "".join(out.split())
    assert ("…" in out, "松" * 80 in said, "マツ" * 80 in said) == (False, True, True)


def test_a_control_character_cannot_steer_the_console(explain: Command) -> None:
    _, out, _ = explain("松\x1b[2J浦", "マツ\u202eウラ")
    assert ("\x1b" in out, "\u202e" in out, "松\\x1b[2J浦／マツ\\u202eウラ" in out) == (False, False, True)


def test_english(explain: Command) -> None:
    code, out, _ = explain("松浦", "ショウラ", "--lang", "en")
    assert code == 1
    for piece in (
        "松浦 / ショウラ (family name, filing by a person already in a register)",
        "to be checked (refer)",
        "→ Ask for an explanation or documents, then decide.",
        "warning (unexplained): The tables do not explain the part 松浦.",
    ):
        assert piece in out
    assert not re.search("[ぁ-ん]", out)


def test_json_is_whole(explain: Command) -> None:
    code, out, _ = explain("松浦", "マツウラ", "--format", "json", "--filing", "new")
    data = json.loads(out)
    assert (code, data["report"]["filing"], data["candidates"][0]["readings"][0]["used"]) == (0, "new", True)
    assert list(data) == ["folded", "standard", "candidates", "attested", "steps", "report"]


@pytest.mark.parametrize(
    "args", [("松浦",), ("松浦", "マツウラ", "--part", "x"), ("松浦", "マツウラ", "--on", "2024-01-01")]
)
def test_wrong_use_is_one_line(explain: Command, args: tuple[str, ...]) -> None:
    code, out, err = explain(*args)
    assert (code, out, err.count("\n")) == (2, "", 1)
