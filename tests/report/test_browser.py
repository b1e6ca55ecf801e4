"""The report in a real browser, as a person meets it: opened from the disk, without a network."""

from __future__ import annotations

import base64

import pytest
from selenium.webdriver import ActionChains

from kananame.io.screen import RowReport
from kananame.model import Suggestion, Verdict

from .conftest import HYPHEN, KYOKO, MATSUURA, REPERTOIRE, ROWS, SIGNS, UNEXPLAINED, Browser, Keys, Show, part, row

pytestmark = pytest.mark.browser
GRAVEST_FIRST = ["3", "2", "5", "4"]
MANY = 20_000


def tab(browser: Browser) -> str:
    ActionChains(browser.driver).send_keys(Keys.TAB).perform()
    return browser.focused()


def test_it_opens_from_the_disk_and_asks_for_nothing_else(show: Show) -> None:
    browser = show(findings=SIGNS)
    assert browser.driver.current_url.startswith("file:")
    assert browser.numbers() == GRAVEST_FIRST
    assert browser.complaints() == []
    assert browser.run("return performance.getEntriesByType('resource').length") == 0


def test_names_carry_their_reading(show: Show) -> None:
    browser = show()
    pieces = "[one.firstChild.data, one.querySelector('rt').textContent, one.className]"
    over = browser.run(f"return [...document.querySelectorAll('.name ruby')].map((one) => {pieces})")
    assert over == [
        ["橋本", "ハ・シモト", "unread"],
        ["松", "マツ", ""],
        ["浦", "ウラ", ""],
        ["京子", "キヨウコ", "unread"],
        ["大野", "オーノ", "unread"],
    ]


def test_a_row_says_what_is_the_matter(show: Show) -> None:
    browser = show()
    rejected, referred, *_ = browser.shown("tr.row")
    assert "認められない" in rejected
    assert rejected.count("氏：2文字目の「・」（U+30FB）は、振り仮名に使えません。") == 1
    assert "ほか1件" in rejected
    assert "名：手持ちの表では「キヨウコ」の部分を説明できません。" in referred
    assert "戸籍法第13条第2項「一般に認められている読み方」（原文未照合）" in referred.replace("\n", "")
    assert "小書きの仮名が大きく書かれている、確からしさ0.97" in referred.replace("\n", "")
    assert browser.one("tr.row .proposed b").text == "ョ"


def test_filters_narrow_the_table(show: Show) -> None:
    browser = show()
    browser.choose("verdict", "refer")
    assert (browser.numbers(), browser.one("#status").text) == (["2", "5"], "4件のうち2件が該当します。")
    browser.choose("part", "given")
    assert browser.numbers() == ["2"]
    browser.choose("verdict", "reject")
    assert (browser.numbers(), browser.one("#status").text) == ([], "条件に合う行はありません。")
    browser.one(".filters [type=reset]").click()
    assert browser.numbers() == GRAVEST_FIRST
    browser.choose("reason", "near:small-kana")
    assert browser.numbers() == ["2"]


def test_a_reason_is_a_filter(show: Show) -> None:
    browser = show()
    button = browser.one("[data-reason=folded-hyphen]")
    button.click()
    assert (browser.numbers(), button.get_attribute("aria-pressed")) == (["4"], "true")
    browser.choose("part", "given")
    assert browser.numbers() == []
    browser.choose("part", "family")
    assert browser.numbers() == ["4"]
    button.click()
    assert (browser.numbers(), button.get_attribute("aria-pressed")) == (["3", "4"], "false")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("京子", ["2"]),
        ("きよう", ["2"]),
        ("ｷﾖｳ", ["2"]),
        ("松浦京", ["2"]),
        ("松浦 きょうこ", []),
        ("松浦　ｷﾖｳｺ", ["2"]),
        ("マツウラキヨ", ["2"]),
        ("０００００４", ["4"]),
        ("no-such-name", []),
    ],
)
def test_search_does_not_mind_width_or_kind_of_kana(show: Show, text: str, numbers: list[str]) -> None:
    browser = show()
    browser.search(text)
    assert browser.numbers() == numbers


def test_variants_of_a_character_and_case_are_found(show: Show) -> None:
    browser = show(
        [row(1, Verdict.REFER, part("葛\U000e0100城", "カツラギ", Verdict.REFER, findings=(UNEXPLAINED,)), id="Ab1")]
    )
    for text in ("葛城", "ａｂ１"):
        browser.search(text)
        assert browser.numbers() == ["1"]


def test_the_language_switches_whole(show: Show) -> None:
    browser = show(findings=SIGNS)
    browser.choose("reason", "unexplained")
    browser.one(".opener").click()
    browser.one("[data-lang=en]").click()
    assert browser.run("return document.documentElement.lang") == "en"
    assert browser.driver.title == "Screening of name readings – residents.csv"
    assert browser.shown("h1, h2") == [
        "Screening of name readings",
        "Outcome",
        "The file as a whole",
        "Reasons and proposals",
        "Rows to look at",
    ]
    assert browser.one("#search").get_attribute("placeholder") == "Name, reading or ID"
    assert browser.shown("#head th")[:2] == ["Row", "ID"]
    assert "given name: The tables do not explain the part キヨウコ." in browser.one("tr.row").text
    assert "a document that shows the reading in use" in browser.one("tr.details").text
    assert browser.run("return [...document.querySelectorAll('select option:checked')].map((one) => one.value)") == [
        "",
        "",
        "unexplained",
    ]
    said = browser.one("body").text.replace("日本語", "")
    kept = {"京子", "キヨウコ", "戸籍法第"}
    assert [name for name in kept if name not in said] == []
    assert not {"要確認", "理由", "件目", "すべて"} & set(said.split())
    browser.one("[data-lang=ja]").click()
    assert browser.shown("#head th")[:2] == ["件目", "番号"]


def test_a_report_may_begin_in_english(show: Show) -> None:
    browser = show(lang="en")
    assert browser.shown("h1") == ["Screening of name readings"]
    assert browser.one("[data-lang=en]").get_attribute("aria-pressed") == "true"


def test_a_row_opens_for_its_details(show: Show) -> None:
    browser = show()
    browser.choose("part", "given")
    assert browser.shown("tr.details") == []
    browser.one("tr.row .why").click()
    (details,) = browser.shown("tr.details")
    for said in (
        "訓、KANJIDIC2、用例120件",
        "文字ごとの読みの確認",
        "B：すべての文字の読みを説明できます。",
        "旅券、預貯金通帳",
        "由来の説明または資料を求めてください。",
        "余分な仮名、確からしさ0.31",
    ):
        assert said in details
    assert browser.one(".opener").get_attribute("aria-expanded") == "true"
    browser.one("tr.row .why").click()
    assert browser.shown("tr.details") == []


def test_the_keyboard_is_enough(show: Show) -> None:
    browser = show()
    assert tab(browser) == "確認する行へ移動Go to the rows to look at"
    ActionChains(browser.driver).send_keys("/").perform()
    assert browser.focused() == "search"
    ActionChains(browser.driver).send_keys("/").perform()
    assert browser.one("#search").get_attribute("value") == "/"
    ActionChains(browser.driver).send_keys(Keys.BACKSPACE).perform()
    assert [tab(browser) for _ in range(5)][:3] == ["verdict", "part", "reason"]
    assert browser.focused() == "3"
    assert browser.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.press(Keys.ARROW_DOWN)
    browser.press(Keys.ENTER)
    assert (browser.focused(), len(browser.shown("tr.details"))) == ("2", 1)
    browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert browser.focused() == "4"
    browser.press(Keys.ARROW_UP)
    assert browser.focused() == "5"


def test_everything_has_a_name_for_a_screen_reader(show: Show) -> None:
    browser = show(findings=SIGNS)
    nodes = browser.command("Accessibility.getFullAXTree")["nodes"]
    controls = [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored")
        and node["role"]["value"] in {"button", "combobox", "searchbox", "image", "table", "columnheader", "region"}
    ]
    assert [role for role, name in controls if not name.strip()] == []
    assert ("image", "判定の内訳") in controls
    assert ("button", "3件目の詳細") in controls
    assert ("combobox", "判定") in controls
    assert browser.one("#status").get_attribute("aria-live") == "polite"


SCRIPT = "<script>window.ran=1</script>"
IMAGE = "<img src=x onerror=window.ran=1>"


def test_markup_as_a_name_stays_text(show: Show) -> None:
    hostile = part(SCRIPT, IMAGE, Verdict.REFER, findings=(UNEXPLAINED,), near=(Suggestion(SCRIPT, "dakuten", 0.5),))
    browser = show([row(1, Verdict.REFER, hostile, id=IMAGE)], title=SCRIPT)
    browser.one(".opener").click()
    assert SCRIPT in browser.one("tr.row").text
    assert browser.one("tr.row .id").text == IMAGE
    assert browser.one("#file-name").text == SCRIPT
    assert browser.run("return window.ran === undefined")
    assert browser.all("table script, table img") == []
    assert browser.complaints() == []


def test_what_cannot_be_seen_is_written_out(show: Show) -> None:
    browser = show([row(1, Verdict.REFER, part("松\u202e浦\x07", "", Verdict.REFER, findings=(UNEXPLAINED,)))])
    assert browser.one("tr.row .name").text == "松U+202E浦U+0007"


def many(count: int) -> list[RowReport]:
    return [row(n, Verdict.REFER, MATSUURA, KYOKO) for n in range(1, count)] + [
        row(count, Verdict.REJECT, part("橋本", "ハ・シモト", Verdict.REJECT, findings=(REPERTOIRE,)))
    ]


def test_print_shows_every_matching_row_and_no_control(show: Show) -> None:
    browser = show(many(120))
    browser.choose("verdict", "refer")
    assert len(browser.all("tr.row")) == 50
    browser.command("Emulation.setEmulatedMedia", media="print")
    browser.wait_for("tr.row", 119)
    assert browser.shown("button:not(.opener, [data-reason]), input, select") == []
    assert browser.one("#filtered").text == "絞り込み：要確認（119件）"
    assert browser.run("return getComputedStyle(document.querySelector('.list thead')).display") == "table-header-group"
    browser.command("Emulation.setEmulatedMedia", media="")
    browser.wait_for("tr.row", 50)
    pdf = base64.b64decode(browser.command("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") > 12  # fifty rows need eight
    browser.wait_for("tr.row", 50)


def test_twenty_thousand_rows_are_a_page_at_a_time(show: Show) -> None:
    browser = show(many(MANY))
    assert browser.one("#status").text == "20,000件のうち20,000件が該当します。"
    assert len(browser.all("tr.row")) == 50
    assert browser.numbers()[0] == "20,000"
    browser.one("#next").click()
    assert (browser.numbers()[0], browser.one("#page").text) == ("50", "2／400ページ")
    browser.search("012345")
    assert (browser.numbers(), browser.all("#pages")[0].is_displayed()) == (["12,345"], False)
    browser.search("はしもと")
    assert browser.numbers() == []
    browser.search("は・しもと")
    assert browser.numbers() == ["20,000"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_telephone_is_wide_enough(show: Show, lang: str) -> None:
    long = part("松" * 40, "マツ" * 40, Verdict.REFER, findings=(UNEXPLAINED,))
    browser = show([*ROWS, row(9, Verdict.REFER, long)], findings=SIGNS, lang=lang)
    browser.size(390, 844)
    for opener in browser.all(".opener"):
        browser.run("arguments[0].click()", opener)
    assert browser.run("return document.documentElement.scrollWidth") == 390
    assert browser.run("return getComputedStyle(document.querySelector('tr.row')).display") == "grid"
    label = {"ja": "理由", "en": "Reason"}[lang]
    assert browser.run("return document.querySelector('tr.row .why').dataset.label") == label


def test_it_is_dark_where_the_desk_is_dark(show: Show) -> None:
    browser = show()
    ground = "return getComputedStyle(document.documentElement).backgroundColor"
    assert browser.run(ground) == "rgb(255, 255, 255)"
    browser.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    assert browser.run(ground) == "rgb(20, 23, 26)"


def test_a_clean_file_says_so(show: Show) -> None:
    browser = show([row(1, Verdict.ACCEPT, MATSUURA)], findings=())
    assert browser.shown(".good") == ["確認する行はありません。"]
    browser.one("[data-lang=en]").click()
    assert browser.shown(".good") == ["There is nothing to look at."]
    assert browser.complaints() == []


def test_without_an_id_there_is_no_column_for_it(show: Show) -> None:
    held = row(1, Verdict.ACCEPT, part("大野", "オーノ", findings=(HYPHEN,)))
    browser = show([type(held)(held.row, None, held.parts, held.verdict, held.findings)])
    assert browser.shown("#head th")[:2] == ["件目", "氏名と読み"]
