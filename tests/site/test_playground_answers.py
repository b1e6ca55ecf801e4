"""What the playground's Python says, in CPython: answers for one person, and the words they are put in."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kananame as kn
from docs.playground.answers import answer
from docs.playground.assemble import HERE
from kananame import messages
from kananame.rules.case import START

names = st.text(max_size=12) | st.text("松浦京子一郎ヶノ々髙𠮷", max_size=6)
readings = st.text(max_size=12) | st.text("アイウカキヨョッーガマツラン・ﾏﾂ゙まつ ", max_size=8)


def ask(filing: str = "existing", on: str = "", lang: str = "ja", **parts: tuple[str, str]) -> Any:  # noqa: ANN401
    named = {part.replace("_", "-"): pair for part, pair in parts.items()}
    return json.loads(answer(json.dumps({"parts": named, "filing": filing, "on": on, "lang": lang})))


def test_a_person_has_the_answers_of_check_person() -> None:
    said = ask(family=("松浦", "ﾏﾂｳﾗ"), given=("京子", "キヨウコ"))
    person = kn.check_person({"family": "松浦", "family_reading": "ﾏﾂｳﾗ", "given": "京子", "given_reading": "キヨウコ"})
    assert said["verdict"]["code"] == person.verdict
    for told, report in zip(said["parts"], person.parts.values(), strict=True):
        assert (told["name"], told["reading"], told["verdict"]["code"]) == (report.name, report.reading, report.verdict)
        assert [(one["kanji"], one["kana"]) for one in told["segments"]] == [
            (one.kanji, one.kana) for one in report.segments
        ]
        assert [one["code"] for one in told["findings"]] == [one.code for one in report.findings]
        assert [one["reading"] for one in told["suggestions"]] == [one.reading for one in report.suggestions]
    assert said["parts"][1]["provision"]["text"] == "戸籍法第13条第2項「一般に認められている読み方」"
    assert said["edition"] == kn.rulebook().edition


@pytest.mark.parametrize("part", ["former_family", "alias"])
def test_a_name_beside_the_register_stands_alone(part: str) -> None:
    (told,) = ask("existing", "", "ja", **{part: ("大野", "オオノ")})["parts"]
    assert told["part"]["code"] == part.replace("_", "-")
    assert [one["kana"] for one in told["segments"]] == ["オオ", "ノ"]


def test_what_a_person_sees_is_in_their_language() -> None:
    for lang, word in (("ja", "要確認"), ("en", "to be checked")):
        said = ask(lang=lang, family=("高橋", "タカバシ・"), given=("京子", "キヨウコ"))
        assert said["parts"][1]["verdict"]["text"] == word
    assert not re.search("[ぁ-ん]", json.dumps(said["parts"][1]["findings"], ensure_ascii=False))


def test_romaji_is_in_every_style_and_says_once_what_all_note() -> None:
    romaji = ask(family=("松浦", "マツウラ"), given=("優子", "ユウコ"))["romaji"]
    assert [style["text"] for style in romaji["styles"]] == [
        kn.romanize("マツウラ ユウコ", name="松浦 優子", style=style).text
        for style in ("passport", "cabinet2025", "ala-lc", "gif-address", "iso3602")
    ]
    assert romaji["styles"][0]["alternatives"] == list(kn.romanize("マツウラ ユウコ", name="松浦 優子").alternatives)
    assert [note["code"] for note in romaji["notes"]] == ["romaji-vowels-apart"]
    assert [style["notes"] for style in romaji["styles"]] == [[]] * 5


def test_one_part_is_spelled_as_that_part() -> None:
    assert ask(given=("優子", "ユウコ"))["romaji"]["styles"][0]["text"] == "YUKO"
    assert ask(former_family=("大野", "オオノ"))["romaji"]["styles"][0]["text"] == "ONO"


def test_the_card_face_has_the_lines_of_the_library() -> None:
    lines = ask(family=("大野", "オオノ"), given=("純一", "ジュンイチ"))["card"]["lines"]
    assert [line["text"] for line in lines] == ["大野 純一", "オオノ ジュンイチ", "ONO", "JUNICHI", "ONO JUNICHI"]
    assert ask(former_family=("大野", "オオノ"))["card"] is None


@pytest.mark.parametrize(
    "pair", [("松浦", "・"), ("松浦", ""), ("", "マツウラ"), ("SMITH", "スミス"), ("松" * 400, "マ" * 400)]
)
def test_what_cannot_be_spelled_has_no_romaji(pair: tuple[str, str]) -> None:
    said = ask(family=pair)
    assert said["verdict"]["code"] != "accept"
    assert pair[1] == "マツウラ" or said["romaji"] is None


def test_a_name_without_a_reading_has_likely_ones() -> None:
    (told,) = ask(family=("山崎", ""))["parts"]
    assert [one["reading"] for one in told["suggestions"]] == [
        one.reading for one in kn.suggest("山崎", part="family")[:6]
    ]
    assert told["suggestions"][0]["reason"] == messages.text("origin-attested")


@pytest.mark.parametrize("on", ["2024-12-31", "yesterday", "2026-02-30"])
def test_a_day_without_rules_is_told(on: str) -> None:
    assert ask(on=on, family=("松浦", "マツウラ")) == {"error": "date", "first": START.isoformat()}


def test_the_day_and_the_situation_decide() -> None:
    assert ask(on="2025-05-26", family=("松浦", "マツウラ"))["edition"] == "2025-05-26"
    verdicts = [ask(filing, given=("太郎", "ジロウ"))["verdict"]["code"] for filing in ("new", "existing")]
    assert verdicts == ["reject", "refer"]


@given(family=st.tuples(names, readings), given_name=st.tuples(names, readings), lang=st.sampled_from(["ja", "en"]))
def test_no_input_has_no_answer(family: tuple[str, str], given_name: tuple[str, str], lang: str) -> None:
    said = ask(lang=lang, family=family, given=given_name)
    assert said["verdict"]["text"]
    assert len(said["parts"]) == sum(any(pair) for pair in (family, given_name))


def words() -> dict[str, Any]:
    """The page's own words, as JavaScript has them: every function by what it says of a sample."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node")
    script = f"""
        const {{ WORDS }} = await import({json.dumps((HERE / "words.js").as_uri())});
        const sample = {{ code: "B", version: "1", pyodide: "2" }};
        const said = (_, value) => (typeof value === "function" ? `${{value(sample, 2)}}()` : value);
        console.log(JSON.stringify(WORDS, said));"""
    command = [node, "--input-type=module", "-e", script]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")  # noqa: S603 - our own script
    return dict(json.loads(done.stdout))


def leaves(value: Any, path: str = "") -> dict[str, str]:  # noqa: ANN401
    if isinstance(value, dict):
        return {key: text for name, inner in value.items() for key, text in leaves(inner, f"{path}.{name}").items()}
    return {path: str(value)}


def test_the_page_has_the_same_words_in_both_languages() -> None:
    both = words()
    ja, en = leaves(both["ja"]), leaves(both["en"])
    assert ja.keys() == en.keys()
    assert [path for path, text in en.items() if re.search("[ぁ-んァ-ヶ一-龠]", text)] == []
    assert [path for path, text in ja.items() if not re.search("[ぁ-んァ-ヶ一-龠]", text) and path != ".rows"] == []


def test_the_page_says_how_much_it_loads() -> None:
    loaded = sum(path.stat().st_size for path in (HERE / "node_modules" / "pyodide").glob("*") if path.name in LOADED)
    if not loaded:
        pytest.skip("no Pyodide: run npm ci in docs/playground")
    wheel = 3_200_000
    assert f"{round((loaded + wheel) / 1e6)}MB" in words()["ja"]["loading"]


LOADED = {"pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"}


def test_the_page_offers_what_the_library_knows() -> None:
    said = words()["ja"]
    assert said["filings"].keys() == {str(filing) for filing in kn.Filing}
    assert {"family", "given", *said["alone"]} == {str(part) for part in kn.Part}
    assert f'min: "{START}"' in (Path(HERE) / "app.js").read_text(encoding="utf-8")
