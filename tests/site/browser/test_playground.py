"""Names typed into the playground: verdict, ruby, reasons, proposals, romaji, card face."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.site.browser.chrome import Page, Server

pytestmark = pytest.mark.browser


def test_the_verdict_and_the_ruby_come_as_one_types(playground: Page) -> None:
    playground.look_at(family="松浦", family_reading="マツウラ")
    assert playground.verdicts() == ["認められる"]
    assert playground.ruby() == [("松", "マツ"), ("浦", "ウラ")]
    assert playground.texts(".segment small") == ["訓", "訓"]
    playground.type("family-reading", "タナカ")
    playground.settled()
    assert playground.verdicts() == ["要確認"]
    assert playground.ruby() == [("松浦", "タナカ")]
    assert "unexplained" in playground.texts(".findings .code")


def test_both_parts_of_a_name_have_an_answer(playground: Page) -> None:
    playground.look_at(family="一ノ瀬", family_reading="いちのせ", given="心愛", given_reading="ココア")
    assert playground.texts(".part h3") == ["氏 認められる", "名 認められる"]
    assert playground.ruby() == [("一", "イチ"), ("ノ", "ノ"), ("瀬", "セ"), ("心愛", "ココア")]
    assert playground.texts(".romaji tbody tr:first-child td b") == ["ICHINOSE KOKOA"]
    assert len(playground.all(".romaji tbody tr")) == 5
    assert playground.texts(".face dd b")[0] == "一ノ瀬 心愛"


def test_the_situation_decides(playground: Page) -> None:
    playground.look_at(given="太郎", given_reading="ジロウ")
    assert playground.verdicts() == ["要確認"]
    playground.choose("[name=filing]", "new")
    playground.until("document.querySelector('.overall.reject')")
    playground.choose("[name=filing]", "existing")
    playground.until("document.querySelector('.overall.refer')")
    assert "旅券" in playground.one(".evidence").text


@pytest.mark.parametrize(("kind", "heading"), [("former-family", "旧氏"), ("alias", "通称")])
def test_a_name_that_stands_alone(playground: Page, kind: str, heading: str) -> None:
    playground.choose("[name=kind]", kind)
    playground.type(kind, "大野")
    playground.type(f"{kind}-reading", "オオノ")
    playground.settled()
    assert playground.texts(".part h3") == [heading]
    assert playground.ruby() == [("大", "オオ"), ("野", "ノ")]
    playground.choose("[name=kind]", "name")


def test_an_early_day_is_told_of(playground: Page) -> None:
    playground.look_at(family="松浦", family_reading="マツウラ")
    day = """const day = document.querySelector("[name=on]");
        day.value = arguments[0]; day.dispatchEvent(new Event("input", {bubbles: true}))"""
    playground.run(day, "2024-01-01")
    playground.until("document.querySelector('.answers .problem')")
    assert "2025-05-26" in playground.one(".answers .problem").text
    playground.run(day, "2026-05-25")
    playground.until("document.querySelector('.answers .overall')")
    assert playground.one(".answers > .small").text == "2025-05-26の規則と表による答えです。"
    playground.run(day, "")


def test_a_proposal_is_taken_by_keyboard(playground: Page) -> None:
    playground.look_at(given="京子", given_reading="キヨウコ")
    assert playground.texts(".use")[0] == "キョウコ"
    assert "小書き" in str(playground.one(".use").get_attribute("aria-label"))
    # From the reading, over the example buttons and the links of the reasons, to the first proposal.
    for _ in range(30):
        ActionChains(playground.driver).send_keys(Keys.TAB).perform()
        if playground.focused() == "キョウコ":
            break
    ring = playground.run("return getComputedStyle(document.activeElement).outlineStyle")
    assert (playground.focused(), ring) == ("キョウコ", "solid")
    ActionChains(playground.driver).send_keys(Keys.ENTER).perform()
    playground.until("document.querySelector('.overall.accept')")
    assert playground.focused() == "given-reading"
    assert playground.one("[name=given-reading]").get_attribute("value") == "キョウコ"


def test_a_name_without_a_reading_has_likely_ones(playground: Page) -> None:
    playground.look_at(family="山崎")
    assert playground.texts(".part h4") == ["求める資料", "この字の読みの例"]
    assert {"ヤマサキ", "ヤマザキ"} <= set(playground.texts(".use"))


def test_every_answer_leads_to_its_law_and_code(playground: Page, site: Path) -> None:
    playground.look_at(family="高橋", family_reading="タカハシ・", given="健", given_reading="ケンサマ")
    links = playground.run("return [...document.querySelectorAll('.answers a')].map((one) => one.getAttribute('href'))")
    assert {"law", "codes"} == {str(link).split("/")[0] for link in links}
    assert [link for link in links if not (site / "ja" / link).is_file()] == []


def test_a_screen_reader_is_told_once_typing_rests(playground: Page) -> None:
    playground.look_at(family="松浦", family_reading="マツウラ")
    playground.until("document.querySelector('[aria-live=polite]').textContent === '氏 松浦 マツウラ: 認められる'")
    controls = playground.command("Accessibility.getFullAXTree")["nodes"]
    named = {"textbox", "combobox", "button", "link", "searchbox", "Date"}
    assert [
        node
        for node in controls
        if node["role"]["value"] in named
        and not node.get("ignored")
        and not node.get("name", {}).get("value", "").strip()
    ] == []


def test_a_full_name_pasted_goes_into_both_fields(playground: Page) -> None:
    paste = """const data = new DataTransfer(); data.setData("text", arguments[1]);
        document.querySelector(`[name=${arguments[0]}]`).dispatchEvent(
            new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}))"""
    playground.run(paste, "family", "松浦　一郎")
    playground.run(paste, "family-reading", "ﾏﾂｳﾗ ｲﾁﾛｳ")
    playground.settled()
    assert playground.one("[name=given]").get_attribute("value") == "一郎"
    playground.until("document.querySelector('.overall.accept')")


SCRIPT = "<img src=x onerror=window.ran=1>"
DAMAGED = {
    "spaces": (" ", "　"),
    "controls": ("松\x01浦\u202e", "マ\x07ツ"),
    "markup": (SCRIPT, SCRIPT),
    "lone marks": ("゛゜", "ーーッ"),
    "beyond the first plane": ("𠮷野家👨\u200d👩\u200d👧", "ヨシノヤ🙂"),
    "a lone half of a pair": ("松\ud842", "マ\udfb7"),
    "very long": ("松" * 5_000, "マツ" * 5_000),
    "numbers": ("0", "-1"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damaged_input_never_breaks_the_page(playground: Page, kind: str) -> None:
    name, reading = DAMAGED[kind]
    fill = """for (const [name, value] of Object.entries(JSON.parse(arguments[0]))) {
        const box = document.querySelector(`[name=${name}]`);
        box.value = value; box.dispatchEvent(new Event("input", {bubbles: true})); }"""
    playground.run(
        fill, json.dumps({"family": name, "family-reading": reading, "given": reading, "given-reading": name})
    )
    if kind != "spaces":
        playground.settled()
        assert playground.texts(".answers .problem") == []
    assert playground.run("return window.ran === undefined && document.querySelectorAll('.answers img').length === 0")
    assert playground.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    playground.look_at(family="松浦", family_reading="マツウラ")
    assert playground.verdicts() == ["認められる"]


def test_the_other_language_goes_on_with_what_was_typed(playground: Page) -> None:
    playground.look_at(family="大野", family_reading="オオノ", given="美空", given_reading="ソラ")
    playground.press("a[hreflang=en]")
    playground.until("document.documentElement.lang === 'en'")
    playground.ready()
    playground.until("document.querySelector('.answers .overall')")
    assert playground.verdicts() == ["accepted"] * 3
    assert playground.ruby()[:2] == [("大", "オオ"), ("野", "ノ")]
    assert "character not read" in playground.one(".answers").text
    assert not {"認められる", "要確認", "置き字"} & set(playground.one("#playground").text.split())


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("width", [320, 390])
def test_a_telephone_is_wide_enough(page: Page, lang: str, width: int) -> None:
    page.open_playground(lang)
    page.command("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=True)
    page.look_at(family="勘解由小路" * 6, family_reading="カデノコウジ" * 6, given="京子", given_reading="キヨウコ")
    assert page.run("return document.documentElement.scrollWidth") == width
    page.command("Emulation.clearDeviceMetricsOverride")


def test_nothing_is_asked_of_another_host(page: Page, server: Server, elsewhere: Server) -> None:
    page.driver.get_log("performance")  # type: ignore[no-untyped-call] # that of other pages is forgotten
    playground = page.open_playground()
    playground.look_at(family="松浦", family_reading="マツウラ")
    assert [path for path in server.asked if path.endswith(".whl")] != []
    assert elsewhere.asked == []
    assert playground.complaints() == []
    events = [json.loads(entry["message"])["message"] for entry in playground.driver.get_log("performance")]  # type: ignore[no-untyped-call]
    urls = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    assert urls != []
    assert [url for url in urls if not url.startswith((server.address, "data:", "blob:", "chrome:"))] == []


def test_from_a_folder_it_says_what_to_do(page: Page, site: Path) -> None:
    page.driver.get((site / "ja" / "playground.html").as_uri())
    page.until("document.querySelector('#playground').textContent.trim()")
    assert "python -m http.server" in page.one("#playground").text
