"""What must hold of the hand tables: honest marks, no contradictions, both languages alike."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from kananame import messages as catalogue
from kananame._tables.messages import MESSAGES
from kananame.errors import KananameError
from kananame.model import Filing, Finding, Grade, Part, Severity, Verdict
from tables.emit import GENERATED, Module, render
from tables.loader import TableError
from tables.makers import hand, law, messages

MODULES: dict[str, Module] = {module.name: module for module in [*law.make(), *hand.make(), *messages.make()]}
PROVISIONS = MODULES["provisions"].value
EDITIONS = MODULES["editions"].value
OPPOSITES = MODULES["opposites"].value
ORDINALS = MODULES["ordinals"].value


@pytest.mark.parametrize("name", sorted(MODULES))
def test_generated_module_is_what_the_table_says(name: str) -> None:
    assert (GENERATED / f"{name}.py").read_text(encoding="utf-8") == render(MODULES[name])


@pytest.mark.parametrize(
    "provision",
    [
        *("KOSEKI_13_1_2", "KOSEKI_13_2", "KOSEKI_13_3", "KOSEKI_29", "KOSEKI_50", "KOSEKI_57"),
        *("KOSEKI_107", "KOSEKI_107_2", "KOSEKI_107_3", "KOSEKI_107_4", "KISOKU_30_2_T2", "KISOKU_60"),
        *(f"FUSOKU_{number}" for number in range(6, 14)),
        *("JUKI_7", "JUKI_17", "JUKI_REI_30", "FOREIGN_RESIDENT", "GUIDANCE_2025_02"),
        *("GUIDANCE_ACCEPT_DICTIONARY", "GUIDANCE_ACCEPT_RELATED", "GUIDANCE_ACCEPT_PARTIAL"),
        *("GUIDANCE_ACCEPT_JUKUJIKUN", "GUIDANCE_ACCEPT_OKIJI", "GUIDANCE_REFUSE_UNRELATED"),
        *("GUIDANCE_REFUSE_ADDED", "GUIDANCE_REFUSE_OPPOSITE", "GUIDANCE_REFUSE_OTHER_PERSON"),
        *("GUIDANCE_REFUSE_DISCRIMINATORY", "GUIDANCE_REFUSE_ANTISOCIAL"),
        *("GUIDANCE_PUBLICATION", "GUIDANCE_PROOF_OF_USE"),
    ],
)
def test_every_provision_in_scope_has_a_row(provision: str) -> None:
    assert provision in PROVISIONS


def test_provisions_name_a_public_source() -> None:
    for row in PROVISIONS.values():
        assert re.match(r"https://\S+$", row[-1])


def test_only_what_a_public_source_states_can_be_marked_verified() -> None:
    confidence, verified = 8, 9
    assert not [name for name, row in PROVISIONS.items() if row[verified] and row[confidence] != "S"]


def test_editions_begin_with_the_enforcement_and_rise() -> None:
    days = [date.fromisoformat(row[1]) for row in EDITIONS]
    assert days == [date(2025, 5, 26), date(2026, 5, 26), date(2026, 6, 26)]


def test_the_official_opposite_is_there_and_its_mirror_too() -> None:
    assert OPPOSITES["高"]["ヒクシ"] == "低"
    assert OPPOSITES["低"]["タカシ"] == "高"


def test_an_opposite_reading_of_a_character_is_never_its_own_reading() -> None:
    own = {(kanji, reading) for readings in OPPOSITES.values() for reading, kanji in readings.items()}
    refused = {(kanji, reading) for kanji, readings in OPPOSITES.items() for reading in readings}
    assert not own & refused


def test_each_birth_order_kanji_has_a_reading_of_its_number() -> None:
    assert set(ORDINALS["kanji"].values()) <= set(ORDINALS["reading"].values())
    assert ORDINALS["kanji"]["太郎"] == ORDINALS["reading"]["イチロウ"] != ORDINALS["reading"]["ジロウ"]


def test_the_official_added_words_are_sure() -> None:
    added = MODULES["added_words"].value
    assert added["サマ"] == ("honorific", "S")
    assert added["イチロウ"] == ("name", "S")


def test_unfit_words_stay_few_and_sorted_by_kind() -> None:
    unfit = MODULES["unfit_words"].value
    assert unfit["アクマ"] == ("antisocial", "S2")
    assert len(unfit) < 20, "a long list would be a judgement no source makes"


def test_a_reading_given_twice_for_one_character_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    header = "kanji\topposite\treadings\tconfidence\tsource\n"
    (tmp_path / "opposites.tsv").write_text(f"{header}甲\t乙\tア\tM\tx\n甲\t丙\tア\tM\tx\n", encoding="utf-8")
    monkeypatch.setattr(hand, "DATA", tmp_path)
    with pytest.raises(TableError, match=r"^opposites\.tsv:3: ア already stands for 乙; keep it in one row$"):
        hand.make()


def test_a_reading_of_the_character_itself_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    header = "kanji\topposite\treadings\tconfidence\tsource\n"
    (tmp_path / "opposites.tsv").write_text(f"{header}甲\t乙\tア\tM\tx\n乙\t甲\tア\tM\tx\n", encoding="utf-8")
    monkeypatch.setattr(hand, "DATA", tmp_path)
    with pytest.raises(TableError, match=r"^opposites\.tsv:2: ア is also a reading of 甲 itself; remove it$"):
        hand.make()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a\t{x}\t{y}\t\t", "ja and en hold different placeholders; use the same in both"),
        ("a\tx\ty\tz\t", "the action stands in one language only; write it in both or in none"),
        ("a\t{x\ty\t\t", "ja: expected '}' before end of string; write a place as {name}"),
        ("a\t{}\t{}\t\t", "ja has a place without a plain name; write it as {name}"),
        ("a\tx\ty\t{z}\t{z}", "the action holds a placeholder the message has not; use those of the message"),
    ],
)
def test_a_message_that_cannot_be_filled_alike_is_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, row: str, problem: str
) -> None:
    path = tmp_path / "messages.tsv"
    path.write_text(f"code\tja\ten\taction_ja\taction_en\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(messages, "DATA", path)
    with pytest.raises(TableError) as caught:
        messages.make()
    assert str(caught.value) == f"messages.tsv:2: {problem}"


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_hold_the_same_placeholders(code: str) -> None:
    ja, en, action_ja, action_en = ({field[1] for field in Formatter().parse(part)} - {None} for part in MESSAGES[code])
    assert ja == en
    assert action_ja == action_en


@pytest.mark.parametrize(
    "code",
    [
        *(f"verdict-{value}" for value in Verdict),
        *(f"grade-{value}" for value in Grade),
        *(f"severity-{value}" for value in Severity),
        *(f"part-{value}" for value in Part),
        *(f"filing-{value}" for value in Filing),
        *("evidence-publication", "evidence-proof-of-use"),
    ],
)
def test_every_value_of_the_model_has_a_name_in_both_languages(code: str) -> None:
    assert catalogue.text(code, "ja")
    assert catalogue.text(code, "en")


@pytest.mark.parametrize(
    ("code", "params"),
    [
        ("kana-unverified", {"char", "codepoint"}),
        ("kana-not-permitted", {"char", "codepoint", "position"}),
        ("too-long", {"limit", "length"}),
        ("name-control-character", {"codepoint", "position"}),
        ("kanji-not-permitted", {"char", "codepoint"}),
        ("unexplained", {"rest"}),
        ("no-relation", {"reading"}),
        ("opposite-meaning", {"char", "meaning"}),
        ("other-person", {"reading"}),
        ("added-word", {"word"}),
        ("unfit-word", {"word"}),
        ("partial-reading", {"kanji", "kana", "base"}),
        ("silent-character", {"kanji"}),
        ("mined-reading", {"kanji", "kana", "count"}),
        ("variant-character", {"char", "standard"}),
        ("voicing-varies", {"other"}),
    ],
)
def test_a_finding_is_filled_from_the_parameters_its_rule_gives(code: str, params: set[str]) -> None:
    assert messages.placeholders(MESSAGES[code][0]) == params


def test_describe_fills_a_finding() -> None:
    finding = Finding("added-word", Severity.ERROR, params=(("word", "サマ"),))
    assert catalogue.describe(finding) == "文字の読みにない語「サマ」が加わっています。"
    assert catalogue.describe(finding, "en") == "The word サマ, which no character carries, is added."


def test_values_with_braces_are_shown_as_they_are() -> None:
    finding = Finding("unexplained", params=(("rest", "{word}"),))
    assert "{word}" in catalogue.describe(finding)


def test_action_is_empty_when_there_is_nothing_to_do() -> None:
    assert catalogue.action("folded-width") == ""
    assert catalogue.action("reading-missing", "en") == "Supply the reading."


@pytest.mark.parametrize(
    ("code", "lang", "problem"),
    [
        ("verdict-accept", "fr", "no messages in 'fr'; pass 'ja' or 'en'"),
        ("no-such-code", "ja", "no message has the code 'no-such-code'; pass a code of tables/data/messages.tsv"),
        ("added-word", "en", "the message 'added-word' needs the parameter 'word'; pass it"),
    ],
)
def test_wrong_use_says_what_to_pass(code: str, lang: str, problem: str) -> None:
    with pytest.raises(KananameError) as caught:
        catalogue.text(code, lang)
    assert str(caught.value) == problem
