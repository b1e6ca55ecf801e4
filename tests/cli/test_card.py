"""``kananame card``: the lines of a face with their lengths and rules, and what does not fit."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

import kananame as kn
from kananame.cli.app import run

Spoken = Callable[..., tuple[int, str, str]]
PERSON = ("大野 純一", "オオノ ジュンイチ")
READ = kn.PersonName("大野", "オオノ", "純一", "ジュンイチ")


@pytest.fixture
def card(capsys: pytest.CaptureFixture[str]) -> Spoken:
    """The command in this process, on the real tables."""

    def call(*args: str) -> tuple[int, str, str]:
        code = run(["card", *args])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_each_line_has_its_length_and_rule(card: Spoken) -> None:
    code, out, err = card(*PERSON, "--born", "1990-01-02", "--limit", "romaji=20")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["欄", "内容", "文字数", "よりどころ"],
        ["氏名", "大野", "純一", "5", "登録された氏名"],
        ["振り仮名", "オオノ", "ジュンイチ", "9", "登録された振り仮名"],
        ["氏のローマ字", "ONO", "3", "振り仮名からのつづり*"],
        ["名のローマ字", "JUNICHI", "7", "振り仮名からのつづり*"],
        ["ローマ字", "ONO", "JUNICHI", "11/20", "振り仮名からのつづり*"],
        ["生年月日", "1990-01-02", "10", "西暦の生年月日"],
        ["（*は券面について公表された定めがなく、旅券にならったもの）"],
    ]


def test_what_does_not_fit_is_whole_and_said(card: Spoken) -> None:
    code, out, _ = card(*PERSON, "--limit", "romaji=10", "--lang", "en")
    assert (code, "ONO JUNICHI" in out, "11/10" in out) == (1, True, True)
    assert "error (card-too-long): The card line romaji has 11 characters; the limit is 10." in out


def test_a_finding_says_whose_it_is(card: Spoken) -> None:
    code, out, _ = card("松浦\u3000太郎", "マツウラ\u3000ー")
    assert code == 1
    assert "参考（romaji-vowels-apart）：氏：「松」と「浦」の間の「ツウ」は、長音とせずつづりました。" in out
    assert "誤り（romaji-not-spelled）：名：「ー」は、ローマ字につづれません。" in out


def test_json_is_what_the_library_answers(card: Spoken) -> None:
    said = ["--own", "family=OHNO", "--alternative", "given=JOHN PAUL", "--former", "東", "アズマ", "--option", "oh"]
    code, out, _ = card(*PERSON, *said, "--born", "1990-01-02", "--limit", "name=30", "--limit", "birth=10", "--json")
    face = kn.card_face(
        READ,
        born=date(1990, 1, 2),
        former=("東", "アズマ"),
        alternative={"given": "JOHN PAUL"},
        own={"family": "OHNO"},
        layout=kn.CardLayout(option="oh", limits={"name": 30, "birth": 10}),
    )
    assert (code, json.loads(out)) == (0, face.to_dict())
    assert face.text("romaji") == "OHNO (AZUMA) JUNICHI (JOHN PAUL)"


def test_a_control_character_cannot_steer_the_console(card: Spoken) -> None:
    _, out, _ = card("大\x1b野 純一", "オオノ ジュン\x1bイチ")
    assert ("\x1b" in out, "大\\x1b野" in out) == (False, True)


REFUSED = {
    "no space in the name": (("大野純一", PERSON[1]), "no space"),
    "no space in the reading": ((PERSON[0], "オオノジュンイチ"), "no space"),
    "own letters": ((*PERSON, "--own", "family=Ohno"), "--own family Ohno: a passport spelling has A-Z"),
    "own of what": (
        (*PERSON, "--own", "middle=X"),
        "--own middle=X: this is not [family|given|former-family]=SPELLING",
    ),
    "own nothing": ((*PERSON, "--own", "family"), "--own family: this is not"),
    "alternative of what": ((*PERSON, "--alternative", "former-family=X"), "[family|given]=NAME"),
    "limit of what": ((*PERSON, "--limit", "sex=1"), "[name|furigana|family_romaji|given_romaji|romaji|birth]=NUMBER"),
    "limit of none": ((*PERSON, "--limit", "name=0"), "--limit name=0"),
    "limit in words": ((*PERSON, "--limit", "name=ten"), "--limit name=ten"),
    "born never": ((*PERSON, "--born", "1990-02-30"), "--born 1990-02-30: this is not a date"),
    "option": ((*PERSON, "--option", "holder"), "it has standard"),
    "style": ((*PERSON, "--style", "x"), "'passport'"),
    "before the law": ((*PERSON, "--on", "2025-05-25"), "2025-05-26"),
    "no reading": ((PERSON[0],), "READING"),
}


@pytest.mark.parametrize(("args", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_one_line(card: Spoken, args: tuple[str, ...], said: str) -> None:
    code, out, err = card(*args, "--lang", "en")
    assert (code, out, err.count("\n"), said in err) == (2, "", 1, True), err
