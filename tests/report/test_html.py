"""The report as bytes: what is kept, what is counted, what can never run."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tracemalloc
from importlib.resources import files
from typing import Any

import pytest

from kananame import messages
from kananame._tables.messages import MESSAGES
from kananame.model import Finding, Severity, Suggestion, Verdict
from kananame.near import SLIP_COST
from kananame.report import HtmlReport
from kananame.report.page import _SPOKEN
from kananame.report.rows import as_script

from .conftest import KYOKO, MATSUURA, ROWS, SIGNS, UNEXPLAINED, page, part, row

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
SENTENCE = re.compile("[ぁ-ゖァ-ヺ一-龥]{2}|[A-Za-z]+ [a-z]+ [a-z]+")


def resource(name: str) -> str:
    return (files("kananame.report") / name).read_text(encoding="utf-8")


def data(html: bytes) -> dict[str, Any]:
    found = DATA.search(html.decode("utf-8"))
    assert found
    held: dict[str, Any] = json.loads(found[1])
    return held


def numbers(html: bytes) -> list[int]:
    return [line[0] for line in data(html)["rows"]]


def test_the_same_rows_give_the_same_bytes() -> None:
    assert page(findings=SIGNS) == page(findings=SIGNS)


def test_equal_counts_are_ordered_by_code() -> None:
    found = [Finding(code, Severity.WARNING) for code in ("row-long", "cell-nul", "row-empty")]
    html = page([row(1, Verdict.REFER, findings=found)]).decode("utf-8")
    assert re.findall('data-reason="([^"]+)"', html) == ["cell-nul", "row-empty", "row-long"]


def test_no_date_stands_on_it_unless_one_is_given() -> None:
    assert "作成日" not in re.sub(DATA, "", page().decode("utf-8"))
    assert "2026-11-23" in page(made="2026-11-23").decode("utf-8")


def test_only_rows_worth_a_look_are_kept() -> None:
    html = page()
    assert numbers(html) == [2, 3, 4, 5]
    assert "7件を判定しました。確認が必要な行は3件です。" in html.decode("utf-8")


def test_a_proposal_alone_is_worth_a_look() -> None:
    proposed = part("大井", "オイ", near=(Suggestion("オオイ", "missing-kana", 0.7),))
    assert numbers(page([row(1, Verdict.ACCEPT, proposed), row(2, Verdict.ACCEPT, MATSUURA)])) == [1]


def test_of_too_many_rows_the_gravest_are_kept_and_all_are_counted() -> None:
    rows = [row(n, (Verdict.REFER, Verdict.REJECT)[n % 2], KYOKO) for n in range(1, 9)]
    html = page(rows, limit=5)
    assert numbers(html) == [1, 2, 3, 5, 7]
    assert "8件を判定しました。" in html.decode("utf-8")
    assert messages.text("report-left-out", "ja", limit="5", rest="3") in html.decode("utf-8")
    assert messages.text("report-left-out", "ja", limit="8", rest="0") not in page(rows, limit=8).decode("utf-8")


def test_rows_wait_on_disk() -> None:
    with HtmlReport("") as report:
        tracemalloc.start()
        for number in range(8_000):
            report.add(row(number, Verdict.REFER, MATSUURA, KYOKO))
        grown = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        spooled = report._rows.tell()  # noqa: SLF001 (how much was written)
    assert spooled > 1_200_000
    assert grown < 300_000


HOSTILE = "</script><script>document.title='x'</script><!--\u2028"


def test_a_name_cannot_leave_its_string() -> None:
    near = Suggestion(HOSTILE, "dakuten", 0.5)
    html = page([row(1, Verdict.REFER, part(HOSTILE, HOSTILE, near=(near,)), id=HOSTILE)], title=HOSTILE)
    assert data(html)["rows"][0][1] == HOSTILE
    assert html.count(b"<script") == 2
    assert html.count(b"</script") == 2
    assert b"\xe2\x80\xa8" not in html.replace(b"<title>", b"</title>").split(b"</title>")[-1].split(b'id="data"')[1]


def test_what_a_sign_says_is_text() -> None:
    html = page(findings=SIGNS).decode("utf-8")
    assert "この行は&lt;b&gt;3&lt;/b&gt;列で、見出しの4列に足りません。" in html
    assert "区切り文字を確認してください。" in html


def test_of_the_whole_file_it_says_only_what_was_looked_for() -> None:
    good = messages.text("report-whole-file-good")
    assert [good in page(findings=found).decode("utf-8") for found in (None, (), SIGNS)] == [False, True, False]


def test_what_utf_8_cannot_hold_is_an_escape() -> None:
    html = page([row(1, Verdict.REFER, KYOKO, id="7\udc83")])
    assert data(html)["rows"][0][1] == "7\udc83"


def test_the_policy_lets_nothing_run_but_our_own_and_nothing_be_fetched() -> None:
    html = page().decode("utf-8")
    policy = re.search('Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    for element in ("style", "script"):
        (body,) = re.findall(f"<{element}>(.*?)</{element}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode("utf-8")).digest()).decode("ascii")
        assert f"{element}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert not re.search(r"https?:|\bsrc=|\bon[a-z]+=|\bstyle=|@import|url\((?!#)", re.sub(DATA, "", html))
    assert set(re.findall('href="([^"]*)"', html)) == {"#rows"}


def test_it_is_a_page_of_its_own_without_a_row() -> None:
    html = page([]).decode("utf-8")
    assert "0件を判定しました。" in html
    assert messages.text("report-nothing") in html
    assert data(html.encode())["rows"] == []


def test_every_word_comes_from_the_catalogue() -> None:
    template = re.sub(
        r"{{.*?}}|{%.*?%}|<style>.*?</style>|<script.*?</script>|<[^>]+>",
        "",
        resource("report.html.j2"),
        flags=re.DOTALL,
    )
    assert not re.search(r"\w", template)
    script = resource("report.js")
    assert [text for text in re.findall(r'"([^"\n]*)"|`([^`\n]*)`', script) if SENTENCE.search("".join(text))] == []
    assert "innerHTML" not in script


def test_the_page_holds_every_word_its_script_says() -> None:
    script = resource("report.js")
    assert set(re.findall(r'"((?:explain|reason|report|summary)-[a-z-]+)"', script)) == set(_SPOKEN)
    held = data(page([*ROWS, row(8, Verdict.REFER, part("髙", "タカ", findings=(UNEXPLAINED,)))]))
    assert held["words"]["unexplained"] == list(MESSAGES["unexplained"])
    assert {"verdict-refer", "part-given", "basis-kun", "near-small-kana", "grade-B", "rule-explained"} <= held[
        "words"
    ].keys()
    assert held["provisions"]["KOSEKI_13_2"][3] is False


@pytest.mark.parametrize("reason", [*SLIP_COST, "parts-swapped", "both-in-one-field"])
def test_every_kind_of_proposal_has_words(reason: str) -> None:
    assert all(MESSAGES[f"near-{reason}"][:2])


def test_markup_is_written_out() -> None:
    assert as_script({"a": "<&>\u2028\u2029"}) == '{"a":"\\u003c\\u0026\\u003e\\u2028\\u2029"}'


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("scheme", "theme"), [*enumerate(("light", "dark", "print"))])
@pytest.mark.parametrize("colour", ["text", "quiet", "link", "accept", "refer", "reject", "none"])
@pytest.mark.parametrize("ground", ["ground", "raised"])
def test_contrast_is_enough(scheme: int, theme: str, colour: str, ground: str) -> None:
    schemes = re.findall(r":root \{([^}]*)\}", resource("report.css"))
    held: dict[str, str] = {}
    for declared in (schemes[0], schemes[scheme]):
        held |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+);", declared))
    low, high = sorted((luminance(held[colour]), luminance(held[ground])))
    assert (high + 0.05) / (low + 0.05) >= 4.5, theme
