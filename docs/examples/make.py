"""Make the files a newcomer tries first: one of every kind of damage, as CP932 text and as a workbook; some events.

All persons are invented; what is wrong with a row stands in its last column, and of the events the last is refused.
Run it again after a change: the same rows give the same bytes.  The workbook needs the extra ``[xlsx]``.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from kananame.history import (
    Capacity,
    CourtReadingChange,
    Decision,
    Enrolled,
    Event,
    ExistingRegister,
    ExOfficioEntry,
    Filer,
    FreeChange,
    GivenReading,
    InitialFiling,
    Marriage,
    Move,
    Notice,
)
from kananame.history.wire import to_dict
from kananame.io.kept import KEEP
from kananame.io.source import Native
from kananame.io.workbook import XlsxWriter
from kananame.io.writer import Layout
from kananame.model import Part

HEADER = ("宛名番号", "世帯番号", "氏", "名", "氏_振り仮名", "名_振り仮名", "生年月日", "備考")
FIRST_DAY = datetime(1950, 1, 7)  # noqa: DTZ001 (a date of birth has no time zone)
# A character of one system only, and a character cut in two where a field of fixed width ends.
GAIJI = "\ue000"
CUT = "\udc83"


class Row(NamedTuple):
    """A household, a person, and what is wrong."""

    household: int
    family: str
    given: str
    family_reading: str
    given_reading: str
    damage: str


ROWS = (
    Row(1, "佐藤", "綾乃", "サトウ", "アヤノ", ""),
    Row(1, "佐藤", "健太", "サトウ", "ケンタ", ""),
    Row(2, "鈴木", "京子", "スズキ", "キヨウコ", "小書きの仮名が大きい"),
    Row(2, "鈴木", "翔太", "スズキ", "シヨウタ", "小書きの仮名が大きい"),
    Row(3, "服部", "亮", "ハツトリ", "リヨウ", "小書きの仮名が大きい"),
    Row(4, "柳田", "秀樹", "ヤナキタ", "ヒテキ", "濁点の抜け"),
    Row(5, "吉田", "純平", "ヨシダ", "ジュンベイ", "半濁点が濁点"),
    Row(6, "高橋", "譲二", "タカハシ", "ジョウヂ", "ジとヂ"),
    Row(7, "清水", "千鶴", "シミヅ", "チズル", "ズとヅ"),
    Row(8, "大野", "優子", "オーノ", "ユーコ", "長音記号"),
    Row(9, "加藤", "洋子", "カトウ", "ヨ-コ", "長音記号がハイフン"),
    Row(10, "松浦", "一郎", "マシウラ", "イチロウ", "形の似た仮名（ツとシ）"),
    Row(11, "園田", "直樹", "ンノダ", "ナオキ", "形の似た仮名（ソとン）"),
    Row(12, "桑原", "真一", "ワワバラ", "シンイチ", "形の似た仮名（クとワ）"),
    Row(13, "植田", "明", "ワエダ", "アキラ", "形の似た仮名（ウとワ）"),
    Row(14, "須藤", "薫", "ヌドウ", "カオル", "形の似た仮名（スとヌ）"),
    Row(15, "寺田", "恵", "チラダ", "メグミ", "形の似た仮名（テとチ）"),
    Row(16, "小林", "進", "ロバヤシ", "ススム", "形の似た仮名（コとロ）"),
    Row(17, "丸山", "晴美", "マレヤマ", "ハルミ", "形の似た仮名（ルとレ）"),
    Row(18, "山本", "和子", "ヤアモト", "カズコ", "形の似た仮名（マとア）"),
    Row(19, "中村", "美咲", "ナカラ", "ミサキ", "仮名の抜け"),
    Row(20, "田中", "結衣", "タナナカ", "ユイ", "仮名の重複"),
    Row(21, "木村", "浩", "キラム", "ヒロシ", "仮名の順序の入れ替わり"),
    Row(22, "阿波", "静香", "アハ", "シズカ", "ハとワ"),
    Row(23, "小川", "操", "ヲガワ", "ミサヲ", "ヲとオ"),
    Row(24, "井上", "末恵", "ヰノウエ", "スヱ", "ヰとヱ"),
    Row(25, "林", "誠", "マコト", "ハヤシ", "氏と名の振り仮名が逆"),
    Row(26, "マツモト", "陽菜", "松本", "ヒナ", "氏と振り仮名が逆"),
    Row(27, "斎藤　翼", "", "サイトウ　ツバサ", "", "氏と名が一つの欄"),
    Row(28, "橋本", "愛", "ﾊｼﾓﾄ", "ｱｲ", "半角"),
    Row(29, "石川", "さくら", "いしかわ", "さくら", "平仮名"),
    Row(30, "前田", "蓮", "マエ　ダ", "レン", "空白"),
    Row(31, "中島", "勇", "ナカシマ", "イサム", "同じ世帯で氏の読みが違う"),
    Row(31, "中島", "文子", "ナカジマ", "フミコ", "同じ世帯で氏の読みが違う"),
    Row(31, "中島", "歩", "ナカシマ", "アユミ", ""),
    Row(32, "岡田", "裕子", "オカダ", "ユウコ", "同じ人が二度、読みが違う"),
    Row(32, "岡田", "裕子", "オカダ", "ヒロコ", "同じ人が二度、読みが違う"),
    Row(33, f"渡{GAIJI}", "茂", "ワタナベ", "シゲル", "外字"),
    Row(34, "後藤", f"美和{CUT}", "ゴトウ", "ミワコ", "文字の途中で切れている"),
    Row(35, "=1+1", "太郎", "サトウ", "タロウ", "表計算の式"),
    Row(36, "遠藤", "", "エンドウ", "", "名がない"),
    Row(37, "青木", "拓海", "", "タクミ", "振り仮名がない"),
    Row(38, "SMITH", "JOHN", "スミス", "ジョン", "外国人住民"),
    Row(39, "太田", "悪魔", "オオタ", "アクマ", "ふさわしくない語"),
    Row(40, "藤井", "太郎", "フジイ", "ジロウ", "別人の名の読み"),
    Row(41, "西村", "高", "ニシムラ", "ヒクシ", "反対の意味"),
)

LEAVE = Decision("東京法務局", date(2026, 5, 26), "第1号")
EVENTS: tuple[Event, ...] = (
    ExistingRegister(
        id="e1",
        on=date(2025, 5, 26),
        register="r1",
        municipality="131016",
        family="山崎",
        head="p1",
        spouse="p2",
        members=(
            Enrolled(person="p1", given="一郎", birth=date(1970, 4, 1), municipality="131016", household="h1",
                     householder=True),
            Enrolled(person="p2", given="京子", birth=date(1972, 8, 9), municipality="131016", household="h1"),
            Enrolled(person="p3", given="健太", birth=date(2011, 3, 3), municipality="131016", household="h1"),
            Enrolled(person="p4", given="美咲", birth=date(1999, 12, 24), municipality="271004"),
        ),
    ),
    ExistingRegister(
        id="e2",
        on=date(2025, 5, 26),
        register="r2",
        municipality="271004",
        family="松浦",
        head="p5",
        members=(Enrolled(person="p5", given="翔太", birth=date(1998, 2, 2), municipality="271004", household="h2",
                          householder=True),),
    ),
    Notice(
        id="e3",
        on=date(2025, 8, 1),
        register="r1",
        family="ヤマサキ",
        given=(GivenReading(person="p1", reading="イチロウ"), GivenReading(person="p2", reading="キヨウコ"),
               GivenReading(person="p3", reading="ケンタ"), GivenReading(person="p4", reading="ミサキ")),
    ),
    InitialFiling(id="e4", on=date(2025, 9, 1), filers=(Filer("p2"),), part=Part.GIVEN, subject="p2",
                  reading="キョウコ"),
    InitialFiling(id="e5", on=date(2025, 9, 1), filers=(Filer("p3", Capacity.PARENT, "p1"),), part=Part.GIVEN,
                  subject="p3", reading="ケンタ"),
    InitialFiling(id="e6", on=date(2025, 10, 3), filers=(Filer("p5"),), part=Part.FAMILY, subject="r2",
                  reading="マツウラ"),
    ExOfficioEntry(id="e7", on=date(2026, 6, 1), part=Part.FAMILY, subject="r1", permission=LEAVE),
    ExOfficioEntry(id="e8", on=date(2026, 6, 1), part=Part.GIVEN, subject="p1", permission=LEAVE),
    FreeChange(id="e9", on=date(2026, 7, 6), filers=(Filer("p1"),), part=Part.FAMILY, subject="r1", reading="ヤマザキ"),
    Marriage(id="e10", on=date(2026, 11, 22), filers=(Filer("p4"), Filer("p5")), persons=("p4", "p5"), head="p5",
             register="r2"),
    Move(id="e11", on=date(2026, 11, 22), person="p4", municipality="271004", household="h2"),
    CourtReadingChange(id="e12", on=date(2027, 2, 1), filers=(Filer("p3"),), part=Part.GIVEN, subject="p3",
                       reading="タケタ", court=Decision("東京家庭裁判所", date(2027, 1, 15), "令和9年（家）第1号")),
    FreeChange(id="e13", on=date(2027, 3, 1), filers=(Filer("p1"),), part=Part.FAMILY, subject="r1",
               reading="ヤマサキ"),
)  # fmt: skip


def born(number: int) -> datetime:
    """Return a date of birth; a person who is there twice has one."""
    person = ROWS[number - 1][:3]
    first = next(at for at, row in enumerate(ROWS, start=1) if row[:3] == person)
    return FIRST_DAY + timedelta(days=601 * first)


def cells(number: int, row: Row) -> list[str]:
    """Return a row as text."""
    names = row.family, row.given, row.family_reading, row.given_reading
    return [f"{number:08}", f"{row.household:04}", *names, f"{born(number):%Y-%m-%d}", row.damage]


def text() -> bytes:
    """Return the rows as CP932; the cut character is the byte that is left of it."""
    lines = [",".join(HEADER), *(",".join(cells(number, row)) for number, row in enumerate(ROWS, start=1))]
    return "".join(f"{line}\r\n" for line in lines).encode("cp932", KEEP)


def workbook(path: Path) -> None:
    """Write the rows as a workbook: numbers shown with zeros, dates as dates; it holds no half characters."""
    with path.open("wb") as output:
        writer = XlsxWriter(output, Layout(raw=True))
        writer.write(HEADER)
        for number, row in enumerate(ROWS, start=1):
            identity, household, *names, birth, damage = (cell.replace(CUT, "") for cell in cells(number, row))
            numbers = [Native(identity, number, "0" * 8), Native(household, row.household, "0" * 4)]
            writer.write([*numbers, *names, Native(birth, born(number), "yyyy/m/d"), damage])
        writer.close()
        writer.release()


def events() -> bytes:
    """Return the events as JSON lines."""
    return "".join(f"{json.dumps(to_dict(event), ensure_ascii=False)}\n" for event in EVENTS).encode()


def make(folder: Path) -> None:
    """Write the files."""
    (folder / "events.jsonl").write_bytes(events())
    (folder / "damaged-cp932.csv").write_bytes(text())
    workbook(folder / "damaged.xlsx")


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
