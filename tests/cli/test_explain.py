"""``kananame explain`` prints every step of an explanation, as text and as JSON."""

from __future__ import annotations

import json
import sys
from types import ModuleType, SimpleNamespace

import pytest

from kananame.model import Filing, Finding, Folded, Part

from .conftest import Command, fake_report


def reading(kana: str, *, used: bool, change: str = "", base: str = "", count: int = 0) -> SimpleNamespace:
    return SimpleNamespace(kana=kana, basis="kun", change=change, base=base, table="kanjidic2", count=count, used=used)


def fake_explain(name: str, kana: str, *, part: str, filing: str, book: str) -> SimpleNamespace:
    assert book == "book"
    candidates = (
        SimpleNamespace(kanji="松", readings=(reading("マツ", used=True, count=12), reading("ショウ", used=False))),
        SimpleNamespace(kanji="浦", readings=(reading("ブラ", used=False, change="rendaku", base="ウラ"),)),
        SimpleNamespace(kanji="〇", readings=()),
    )
    return SimpleNamespace(
        folded=Folded("マツウラ", (Finding("folded-width"),)),
        standard=name,
        candidates=candidates,
        attested=("jmnedict",),
        report=fake_report(name, kana, Part(part), Filing(filing)),
        steps=(SimpleNamespace(rule="explained", provision="law-13-2", applied=True, outcome="accept"),),
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
    for piece in (
        "[folded-width]",
        "松: *マツ(訓 kanjidic2 例12件), ショウ(訓 kanjidic2)",
        "浦: ブラ(訓 ウラ→ブラ 連濁 kanjidic2)",
        "〇: 候補なし",
        "松=マツ(訓) 浦=ウラ(訓)",
        "(law-13-2): 適用: 認められる",
        "(accept)",
        "2025-05-26",
    ):
        assert piece in out


def test_english(explain: Command) -> None:
    code, out, _ = explain("松浦", "ショウラ", "--lang", "en")
    assert code == 1
    assert "verdict: refer (refer)" in out
    assert "The tables do not explain the part 松浦. [unexplained]" in out


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
