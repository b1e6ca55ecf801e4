"""Files and pasted columns in the playground: the table, the download, what is said of a file that cannot be read."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from selenium.webdriver.support.ui import WebDriverWait

from kananame.cli.app import run
from tests.site.browser.chrome import PATIENCE, Page

pytestmark = pytest.mark.browser
EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"
CP932 = EXAMPLES / "damaged-cp932.csv"
DROP = """
    const bytes = Uint8Array.from(atob(arguments[1]), (char) => char.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], arguments[0]));
    const zone = document.querySelector(".drop");
    for (const type of ["dragover", "drop"])
      zone.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
"""


def forget(page: Page) -> None:
    """Take away what was said of the file before."""
    page.run("document.querySelectorAll('.outcome, .trouble').forEach((one) => one.replaceChildren())")


def drop(page: Page, name: str, data: bytes) -> None:
    """Drop a file on the page, and wait for its table or for what is said of it."""
    forget(page)
    page.run(DROP, name, base64.b64encode(data).decode("ascii"))
    page.until("document.querySelector('.outcome .table, .trouble .problem')")


def paste(page: Page, text: str) -> None:
    forget(page)
    script = (
        "const box = document.getElementById('paste'); box.value = arguments[0]; box.dispatchEvent(new Event('input'))"
    )
    page.run(script, text)
    page.until("document.querySelector('.outcome .table, .trouble .problem')")


def saved(page: Page, folder: Path) -> bytes:
    """Save the annotated file as a person does, and return its bytes."""
    page.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
    link = page.one("a.save")
    path = folder / str(link.get_attribute("download"))
    page.press("a.save")
    WebDriverWait(page.driver, PATIENCE).until(lambda _: path.is_file())
    return path.read_bytes()


def by_command(source: Path, target: Path) -> bytes:
    assert run(["check", str(source), "-o", str(target), "--quiet"]) in {0, 1}
    return target.read_bytes()


@pytest.fixture
def files(playground: Page) -> Page:
    """The playground without a file: nothing pasted takes away what was there."""
    playground.run(
        "const box = document.getElementById('paste'); box.value = ''; box.dispatchEvent(new Event('input'))"
    )
    playground.until("!document.querySelector('.outcome').children.length")
    return playground


def test_a_dropped_file_gives_a_table_and_the_commands_own_bytes(files: Page, tmp_path: Path) -> None:
    drop(files, CP932.name, CP932.read_bytes())
    assert files.one(".said").text == "46件を判定しました。確認が必要な行は27件です。"
    assert "CP932" in files.one(".notes").text
    assert sum(map(int, files.texts(".counts dd"))) == 46
    assert len(files.all(".rows tbody tr")) == 27
    kana = "return [...document.querySelectorAll('.rows tr:first-child rt')].map((one) => one.textContent)"
    assert files.run(kana) == ["スズ", "キ", "キヨウコ"]
    files.choose("#show", "all")
    assert len(files.all(".rows tbody tr")) == 46
    assert saved(files, tmp_path) == by_command(CP932, tmp_path / "command.csv")


@pytest.mark.parametrize("codec", ["utf-8-sig", "euc-jp", "utf-16"])
def test_a_chosen_file_in_any_encoding(files: Page, tmp_path: Path, codec: str) -> None:
    source = tmp_path / "names.tsv"
    source.write_bytes("氏\t氏カナ\r\n松浦\tﾏﾂｳﾗ\r\n京子\tキョウコ\r\n大野\t=1+1\r\n".encode(codec))
    files.one("#file").send_keys(str(source))
    files.until("document.querySelector('.outcome .table')")
    assert files.one(".save").get_attribute("download") == "names-判定済み.tsv"
    assert saved(files, tmp_path) == by_command(source, tmp_path / "command.tsv")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("松浦\tマツウラ\n佐藤\tサトウ", {"family": "#1", "family-reading": "#2"}),
        ("タロウ\t太郎\nハナコ\t花子", {"given": "#2", "given-reading": "#1"}),
        ("1\t松浦 一郎\tﾏﾂｳﾗ ｲﾁﾛｳ\n2\t佐藤 花子\tｻﾄｳ ﾊﾅｺ", {"name": "#2", "reading": "#3"}),
        ("松浦,一郎,まつうら,いちろう", {"family": "#1", "given": "#2", "family-reading": "#3", "given-reading": "#4"}),
        ("氏カナ\t氏\nマツウラ\t松浦", {"family": "#2", "family-reading": "#1"}),
    ],
)
def test_pasted_columns_need_no_heading(files: Page, text: str, roles: dict[str, str]) -> None:
    paste(files, text)
    chosen = """return Object.fromEntries([...document.querySelectorAll("[data-role]")]
        .filter((one) => one.value).map((one) => [one.dataset.role, one.value]))"""
    assert files.run(chosen) == roles
    assert files.texts(".trouble .problem") == []
    assert files.texts(".counts dd")[1:] == ["0", "0", "0"]


def test_columns_that_are_not_found_are_chosen_by_hand(files: Page, tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text("A,B\n松浦,マツウラ\n太郎,ハナコ\n", encoding="utf-8")
    drop(files, source.name, source.read_bytes())
    assert files.one(".trouble .problem").text.startswith("people.csv：2列の見出しから")
    assert "下の欄で列を選んでください" in files.one(".trouble .problem").text
    files.choose("[data-role=family]", "#1")
    files.choose("[data-role=family-reading]", "#2")
    files.until("document.querySelector('.outcome .table')")
    assert files.texts(".counts dd")[:2] == ["1", "1"]
    assert (
        run(
            [
                "check",
                str(source),
                "-o",
                str(tmp_path / "told.csv"),
                "--columns",
                "family=#1,family-reading=#2",
                "--quiet",
            ]
        )
        == 1
    )
    assert saved(files, tmp_path) == (tmp_path / "told.csv").read_bytes()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.csv", b"", "空のファイルです"),
        ("book.xlsx", (EXAMPLES / "damaged.xlsx").read_bytes(), "XLSXの形式は、このページでは読めません"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64), "CSV（UTF-8）で保存し直して"),
        ("flawed.csv", "氏,氏カナ\n松浦,マツウラ\n".encode() * 9 + b"\xff,\xff\n" * 20, "文字コード"),
        ("open.csv", '氏,氏カナ\n"松浦,マツウラ\n'.encode(), "引用符が閉じていません"),
        ("<img src=x>.csv", b"\n", "<img src=x>.csv"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(files: Page, name: str, data: bytes, said: str) -> None:
    drop(files, name, data)
    told = files.one(".trouble .problem").text
    assert said in told
    assert "--" not in told
    drop(files, CP932.name, CP932.read_bytes())
    assert len(files.all(".rows tbody tr")) == 27


def test_a_row_opens_in_the_fields(files: Page) -> None:
    drop(files, CP932.name, CP932.read_bytes())
    files.press(".rows tbody button")
    files.settled()
    assert files.one("[name=family]").get_attribute("value") == "鈴木"
    assert files.focused() == "family"
    assert files.texts(".part h3") == ["氏 認められる", "名 要確認"]


def test_a_large_file_leaves_the_page_awake(files: Page, tmp_path: Path) -> None:
    lines = (EXAMPLES / "residents.csv").read_text(encoding="utf-8").splitlines()
    rows = [line for at in range(40) for line in lines[1:]]
    source = tmp_path / "large.csv"
    source.write_text("\n".join([lines[0], *rows]) + "\n", encoding="utf-8")
    forget(files)
    files.one("#file").send_keys(str(source))
    files.until("document.querySelector('.outcome progress')")
    files.look_at(family="松浦", family_reading="マツウラ")
    assert files.verdicts() == ["認められる"]
    assert files.all(".outcome progress") != []  # still at it: the name was answered in between
    files.until("document.querySelector('.outcome .table')")
    assert f"{len(rows):,}" in files.one(".said").text
    assert len(files.all(".rows tbody tr")) == 50
    files.press(".table > button")
    assert len(files.all(".rows tbody tr")) == 100
    assert "最初の1,000件まで" in files.one(".table .small").text
    assert saved(files, tmp_path) == by_command(source, tmp_path / "command.csv")


def test_a_run_is_stopped(files: Page) -> None:
    data = (EXAMPLES / "residents.csv").read_bytes()
    head, _, rest = data.partition(b"\n")
    forget(files)
    files.run(DROP, "long.csv", base64.b64encode(head + b"\n" + rest * 40).decode("ascii"))
    files.until("document.querySelector('.going button')")
    files.press(".going button")
    assert "やめました" in files.one(".said").text
    drop(files, CP932.name, CP932.read_bytes())
    assert len(files.all(".rows tbody tr")) == 27
