"""One provision at a time: what it catches, and the nearest names it must not catch."""

from __future__ import annotations

import pytest

import kananame as kn
from kananame._tables.provisions import PROVISIONS
from kananame.rulebook import RULES


def ruled(name: str, reading: str, part: str = "given", filing: str = "new") -> tuple[str, str | None]:
    report = kn.check(name, reading, part=part, filing=filing)
    return str(report.verdict), report.rule


@pytest.mark.parametrize(
    ("name", "reading", "rule"),
    [
        ("高", "ヒクシ", "opposite"),
        ("太郎", "ジロウ", "other-person"),
        ("太郎", "サブロウ", "other-person"),
        ("健", "ケンイチロウ", "added-word"),
        ("健", "ケンサマ", "added-word"),
        ("太郎", "マイケル", "no-relation"),
        ("太郎", "ジョージ", "no-relation"),
        ("一郎", "ハナコ", "no-relation"),
        ("亜久", "アクマ", "unfit-word"),
    ],
)
def test_official_pattern_rejects_a_new_name_and_refers_an_existing_one(name: str, reading: str, rule: str) -> None:
    assert ruled(name, reading) == ("reject", rule)
    assert ruled(name, reading, filing="change") == ("reject", rule)
    assert ruled(name, reading, filing="existing") == ("refer", rule)
    assert ruled(name, reading, filing="ex-officio") == ("refer", rule)


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        ("高", "タカシ"),
        ("低", "ヒクシ"),
        ("太郎", "タロウ"),
        ("二郎", "ジロウ"),
        ("健一郎", "ケンイチロウ"),
        ("勉", "マナブ"),  # read for its meaning: a person looks
        ("宇宙", "コスモ"),
        ("宇宙", "ギャラクシー"),
        ("真珠", "アコヤ"),
        ("美空", "ソラ"),
    ],
)
def test_near_names_are_not_caught(name: str, reading: str) -> None:
    assert ruled(name, reading)[0] in {"accept", "refer"}


@pytest.mark.parametrize("reading", ["ジロウ", "マイケル", "ヒクシ"])
def test_patterns_do_not_speak_of_family_names(reading: str) -> None:
    for part in ("family", "former-family"):
        assert ruled("高松", reading, part=part) == ("refer", "unexplained")


@pytest.mark.parametrize(
    ("filing", "evidence"),
    [("new", "publication"), ("change", "publication"), ("existing", "proof-of-use"), ("ex-officio", "proof-of-use")],
)
def test_the_filing_decides_the_evidence(filing: str, evidence: str) -> None:
    assert kn.check("松浦", "タナカ", filing=filing).evidence == (evidence,)


def test_only_new_given_names_are_held_to_the_permitted_kanji() -> None:
    assert ruled("龘", "タツ")[1] == "kanji"
    for filing in ("existing", "ex-officio", "change"):
        assert ruled("龘", "タツ", filing=filing)[1] != "kanji"
    assert ruled("龘", "タツ", part="family")[1] != "kanji"


def test_kana_and_iteration_marks_are_permitted_in_a_childs_name() -> None:
    for name, reading in (("みすゞ", "ミスズ"), ("奈々", "ナナ"), ("サーシャ", "サーシャ")):
        assert ruled(name, reading)[0] == "accept"


def test_a_variant_is_not_the_permitted_kanji_itself() -> None:
    report = kn.check("𠮷男", "ヨシオ", part="given", filing="new")
    assert report.rule == "kanji"
    assert dict(next(f for f in report.findings if f.code == "kanji-not-permitted").params)["char"] == "𠮷"


def test_every_rule_cites_a_provision_and_stands_in_the_table() -> None:
    for rule in RULES:
        assert rule.provision in PROVISIONS
        assert rule.decide.__doc__


def test_every_citation_of_a_finding_stands_in_the_table() -> None:
    pairs = "太郎 ジロウ,健 ケンサマ,高 ヒクシ,太郎 マイケル,龘 タツ,美空 ソラ,心美 ココミ,太郎 タロウ・"
    cited = {
        finding.cite
        for name, reading in map(str.split, pairs.split(","))
        for finding in kn.check(name, reading, part="given", filing="new").findings
        if finding.cite
    }
    assert len(cited) >= 7
    assert cited <= PROVISIONS.keys()
