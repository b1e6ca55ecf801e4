"""Romaji for passports, cards and catalogues (ローマ字): styles are data, long vowels are judged on kana and kanji."""

from kananame.romaji.holder import Compatible, compatible
from kananame.romaji.result import Romaji
from kananame.romaji.write import romanize

__all__ = ["Compatible", "Romaji", "compatible", "romanize"]
