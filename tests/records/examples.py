"""A finding for every code that items of records have."""

from __future__ import annotations

from kananame.model import Finding
from kananame.record import layout, look
from tests.records.people import record, resident

RESIDENT = layout("jumin-joho")


def wrong(field: str, cell: str) -> tuple[Finding, ...]:
    """Return what is wrong with a cell of an item."""
    return look(RESIDENT.item(field), cell)


ITEMS: dict[str, tuple[Finding, ...]] = {
    "item-missing": record(RESIDENT, resident(birth="")).findings,
    "item-type": wrong("shimei", "佐藤 一郎"),
    "item-length": wrong("uji_nihonjin", "藤" * 51),
    "item-digits": wrong("shikuchosonkodo", "13101"),
    "item-date": wrong("seinengappi", "1964-07-32"),
    "item-time": wrong("sosajikoku", "24:00"),
    "item-form": wrong("na_nihonjin", "み\u3099"),
    "item-space": wrong("shimei", "佐藤一郎"),
    "item-kana": wrong("uji_nihonjin_furigana", "さとう"),
    "item-romaji": wrong("shimei_gaikokujinromaji", "１２３"),
    "item-code": wrong("seibetsu", "3"),
    "item-unencodable": wrong("na_nihonjin", "\ue000"),
    "item-substituted": record(
        RESIDENT, resident(name="髙橋　一郎"), repertoire="jisx0208-0212", substitutes={"髙": "高"}
    ).used,
    "reading-uncertified": record(RESIDENT, resident(certified=False)).findings,
}
