"""``kananame romanize`` and ``kananame check --romaji``: one spelling with what it rests on, or columns of them."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import kananame as kn
from kananame.cli.app import run
from kananame.io.annotate import ADDED
from kananame.io.romaji import ROMAJI, division
from kananame.model import Segment

Spoken = Callable[..., tuple[int, str, str]]
HEADER = "番号,氏,名,氏カナ,名カナ\n"
GOOD = HEADER + "1,松浦,優子,ﾏﾂｳﾗ,ユウコ\n2,大野,一郎,オオノ,イチロウ\n"
BAD = GOOD + "3,松浦,花子,マツ・ウラ,ハナコ\n4,SMITH,JOHN,スミス,ジョン\n5,松浦,花子,,ハナコ\n6,松浦\n"


@pytest.fixture
def spoken(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Spoken:
    """The command in this process, on the real tables."""

    def call(*args: str | Path, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = run([str(arg) for arg in args])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_answer_comes_first_and_what_it_rests_on_below(spoken: Spoken) -> None:
    code, out, err = spoken("romanize", "ﾏﾂｳﾗ", "--name", "松浦")
    assert (code, err) == (0, "")
    assert [line.split()[:2] for line in out.splitlines()][:6] == [
        ["ローマ字", "MATSUURA"],
        ["読み", "マツウラ"],
        ["文字ごとの読み", "松=マツ"],
        ["つづり方", "旅券のヘボン式（passport、standard）"],
        ["ほかに選べるつづり", "なし"],
        ["所見", "参考（folded-width）：半角の文字を全角に直しました。"],
    ]
    assert "romaji-vowels-apart" in out


def test_english(spoken: Spoken) -> None:
    _, out, _ = spoken("romanize", "サトウ", "--name", "佐藤", "--lang", "en")
    assert out.splitlines()[0].split() == ["Romaji", "SATO"]
    assert "Other choices  SATOH, SATOU" in out


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("マツウラ", "--name", "松浦"), 0),
        (("マツダ",), 0),
        (("マツウラ",), 1),
        (("トゥ",), 1),
        (("オオノ", "--given", "OHNO"), 1),
        (("オオノ", "--name", "大野", "--given", "OHNO"), 0),
        (("スミス", "--option", "holder", "--given", "SMITH"), 1),
    ],
)
def test_the_exit_code_says_whether_to_look(spoken: Spoken, args: tuple[str, ...], code: int) -> None:
    assert spoken("romanize", *args)[0] == code


def test_json_is_what_the_library_answers(spoken: Spoken) -> None:
    args = ("--name", "大野 純一", "--style", "cabinet2025", "--option", "doubled", "--json")
    code, out, _ = spoken("romanize", "オオノ ジュンイチ", *args)
    answer = kn.romanize("オオノ ジュンイチ", name="大野 純一", style="cabinet2025", option="doubled")
    assert (code, json.loads(out)) == (0, answer.to_dict())
    _, out, _ = spoken("romanize", "オオノ", "--part", "given", "--given", "OHNO", "--json")
    assert json.loads(out)["text"] == "OHNO"


REFUSED = {
    "style": (("ア", "--style", "wapuro"), "'passport', 'cabinet2025'"),
    "option": (("ア", "--option", "macron"), "it has standard, oh, oo, ou, uu, v-as-b"),
    "letters": (("オオノ", "--given", "Ohno"), "--given Ohno: a passport spelling has A-Z"),
    "holder without a spelling": (("ア", "--option", "holder"), "go together"),
    "a spelling and a choice": (("ア", "--option", "oh", "--given", "A"), "go together"),
    "characters": (("マツ・ウラ",), "マツ・ウラ holds ・ (U+30FB)"),
    "kanji": (("松浦",), "松浦 holds 松 (U+677E)"),
    "a control character": (("マ\x1bウ",), "マ\\x1bウ holds \\x1b (U+001B)"),
    "no sound": (("ッー",), "ッー holds no sound"),
    "nothing": (("",), "holds no sound"),
    "neither a reading nor a file": ((), "give one reading or --file"),
    "both": (("ア", "--file", "-"), "give one reading or --file"),
    "an output for one reading": (("ア", "-o", "x"), "give one reading or --file"),
    "a name for a file": (("--file", "-", "--name", "松浦"), "give one reading or --file"),
    "before the law": (("ア", "--on", "2025-05-25"), "2025-05-26"),
    "no date": (("ア", "--on", "x"), "--on x"),
    "no such file": (("--file", "none.csv"), "no such file"),
    "style of a file": (("--file", "-", "--style", "wapuro"), "'passport', 'cabinet2025'"),
    "option of a file": (("--file", "-", "--option", "macron"), "it has standard"),
}


@pytest.mark.parametrize(("args", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_done_is_one_line(spoken: Spoken, args: tuple[str, ...], said: str) -> None:
    code, out, err = spoken("romanize", *args, "--lang", "en", stdin=GOOD)
    assert (code, out, err.count("\n"), said in err) == (2, "", 1, True), err


def test_a_file_gets_its_columns(spoken: Spoken, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text(GOOD, encoding="utf-8")
    code, out, _ = spoken("romanize", "--file", source, "-o", target, "--lang", "en")
    first, second = rows(target.read_text(encoding="utf-8"))
    assert (code, out) == (0, "Rows spelled: 2. To look at: 0.\n")
    assert tuple(first) == (*HEADER.strip().split(","), *ROMAJI)
    assert [first[column] for column in ROMAJI] == ["MATSUURA", "YUKO", "folded-width romaji-vowels-apart"]
    assert [second[column] for column in ROMAJI] == ["ONO", "ICHIRO", ""]


def test_what_cannot_be_spelled_is_found_on_its_row(spoken: Spoken) -> None:
    code, out, err = spoken("romanize", "--file", "-", "-o", "-", stdin=BAD)
    answers = [[row[column] for column in ROMAJI] for row in rows(out)[2:]]
    assert code == 1
    assert answers == [
        ["", "HANAKO", "romaji-not-spelled"],
        ["", "", "name-not-japanese"],
        ["", "HANAKO", "reading-missing"],
        ["", "", "row-short reading-missing"],
    ]
    assert "確認が必要な行は3件です。" in err


def test_without_an_output_only_numbers_are_printed(spoken: Spoken) -> None:
    code, out, err = spoken("romanize", "--file", "-", stdin=BAD)
    assert (code, "romaji-not-spelled" in out, "--output" in err) == (1, True, True)
    assert not any(name in out + err for name in ("松浦", "マツ", "MATSUURA", "花子", "HANAKO"))


def test_a_choice_counts_for_the_whole_file(spoken: Spoken) -> None:
    _, out, _ = spoken("romanize", "--file", "-", "-o", "-", "--option", "oh", stdin=GOOD)
    assert [row["kananame_family_romaji"] for row in rows(out)] == ["MATSUURA", "OHNO"]
    _, out, _ = spoken("romanize", "--file", "-", "-o", "-", "--style", "cabinet2025", stdin=GOOD)
    assert [row["kananame_given_romaji"] for row in rows(out)] == ["Yūko", "Ichirō"]


def test_a_file_in_json_has_a_line_a_row(spoken: Spoken) -> None:
    _, out, _ = spoken("romanize", "--file", "-", "-o", "-", "--json", stdin=BAD)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3", "4", "5", "6"]
    assert [sorted(line["romaji"]) for line in lines[2:]] == [["given"], [], ["given"], []]
    assert lines[0]["romaji"]["family"] == kn.romanize("ﾏﾂｳﾗ", name="松浦", part="family").to_dict()


def test_a_checked_file_gets_its_columns_when_asked_for(spoken: Spoken) -> None:
    code, out, _ = spoken("check", "-", "-o", "-", "--romaji", "passport", stdin=BAD)
    answers = rows(out)
    assert code == 1
    assert tuple(answers[0]) == (*HEADER.strip().split(","), *ADDED, *ROMAJI)
    assert [[row[column] for column in ROMAJI] for row in answers] == [
        ["MATSUURA", "YUKO", "romaji-vowels-apart"],
        ["ONO", "ICHIRO", ""],
        ["", "HANAKO", "romaji-not-spelled"],
        ["", "", ""],
        ["", "HANAKO", ""],
        ["", "", ""],
    ]
    assert "氏：「マツ・ウラ」は、ローマ字につづれません。" in answers[2]["kananame_reasons"]
    _, out, _ = spoken("check", "-", "-o", "-", stdin=BAD)
    assert tuple(rows(out)[0]) == (*HEADER.strip().split(","), *ADDED)


def test_a_reading_without_a_sound_is_looked_at(spoken: Spoken) -> None:
    text = HEADER + "1,松浦,ーッ,マツウラ,ーッ\n"
    code, out, _ = spoken("check", "-", "-o", "-", "--romaji", "passport", "--format", "jsonl", stdin=text)
    line = json.loads(out)
    assert (code, line["verdict"], list(line["romaji"])) == (1, "refer", ["family"])
    assert [finding["code"] for finding in line["findings"]] == ["romaji-not-spelled"]


def test_a_checked_line_has_romaji_only_when_asked_for(spoken: Spoken) -> None:
    _, out, _ = spoken("check", "-", "-o", "-", "--format", "jsonl", stdin=GOOD)
    assert {line["romaji"] for line in map(json.loads, out.splitlines())} == {None}


@pytest.mark.parametrize(
    ("name", "reading"),
    [("松浦", "マツウラ"), ("日向", "ヒュウガ"), ("興梠", "コオロギ"), ("小団扇", "コウチワ"), ("御園生", "ミソノウ")],
)
def test_a_checked_name_is_spelled_as_alone(spoken: Spoken, name: str, reading: str) -> None:
    _, out, _ = spoken("check", "-", "-o", "-", "--romaji", "passport", stdin=f"氏,氏カナ\n{name},{reading}\n")
    assert rows(out)[0]["kananame_family_romaji"] == kn.romanize(reading, name=name, part="family").text


def test_a_tie_is_looked_at_again() -> None:
    report = kn.check("松浦", "マツウラ")
    assert division(report) == report.segments
    assert division(report._replace(ties=(report.segments,))) is None
    assert division(report._replace(segments=(Segment("松浦", "マツウラ", "word"),))) is None
    assert division(report._replace(segments=())) is None
