"""Which figures there are, each in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docs.pictures.lattice import lattice
from docs.pictures.rows import Row, rows
from docs.pictures.timeline import timeline
from kananame import messages

GLANCE: Final = (
    Row("松浦", "マツウラ"),
    Row("彩夢", "ユメ", "given", "new"),
    Row("京子", "キヨウコ", "given"),
    Row("太郎", "ジョージ", "given", "new"),
)
KINDS: Final = (
    Row("松浦", "マツウラ", say="kinds"),
    Row("山崎", "ヤマザキ", say="kinds"),
    Row("一平", "イッペイ", "given", say="kinds"),
    Row("木下", "キノシタ", say="kinds"),
    Row("五十嵐", "イガラシ", say="kinds"),
    Row("心花", "ココカ", "given", say="kinds"),
    Row("彩夢", "ユメ", "given", say="kinds"),
)
ROMAJI: Final = (
    Row("佐藤", "サトウ", say="romaji"),
    Row("松浦", "マツウラ", say="romaji"),
    Row("大岡", "オオオカ", say="romaji"),
    Row("結馬", "ユウマ", "given", say="romaji"),
)
TITLES: Final = {
    "ruby": ("読みを文字の上に示した四つの例", "Four readings over their characters"),
    "kinds": ("文字ごとの読みの種類", "How each character is read"),
    "romaji": ("長音は文字の境目で決まる", "The boundaries of the characters decide the long vowels"),
    "lattice-matsuura": ("松浦をマツウラと読む道筋", "The paths of 松浦 read マツウラ"),
    "lattice-yuma": ("結馬をユウマと読む二つの道筋", "The two paths of 結馬 read ユウマ"),
    "timeline": ("できることと期間", "What may be done, and when"),
}
DRAWN: Final[dict[str, Callable[[str, str], str]]] = {
    "ruby": lambda title, lang: rows(title, lang, GLANCE),
    "kinds": lambda title, lang: rows(title, lang, KINDS),
    "romaji": lambda title, lang: rows(title, lang, ROMAJI),
    "lattice-matsuura": lambda title, lang: lattice(title, lang, "松浦", "マツウラ", "family"),
    "lattice-yuma": lambda title, lang: lattice(title, lang, "結馬", "ユウマ", "given"),
    "timeline": timeline,
}


def figures() -> dict[str, str]:
    """Return every figure by the name of its file."""
    return {
        f"{name}.{lang}.svg": draw(TITLES[name][at], lang)
        for name, draw in DRAWN.items()
        for at, lang in enumerate(messages.LANGUAGES)
    }
