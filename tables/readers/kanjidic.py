"""Read KANJIDIC2: on, kun and nanori readings, grade, variants."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from tables.sources import read


@dataclass(slots=True)
class Kanji:
    """One character: ``readings`` as (kind, text as printed), ``variants`` as (type, value), ``codes`` by charset."""

    literal: str
    grade: int = 0
    readings: list[tuple[str, str]] = field(default_factory=list)
    variants: list[tuple[str, str]] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)


def characters() -> dict[str, Kanji]:
    """Return every character of KANJIDIC2 by its literal."""
    found: dict[str, Kanji] = {}
    for node in ET.fromstring(read("kanjidic")).iter("character"):  # noqa: S314 - checked against its sha256
        kanji = Kanji(node.findtext("literal") or "", int(node.findtext("misc/grade") or 0))
        for value in node.iter("reading"):
            if value.get("r_type") in {"ja_on", "ja_kun"}:
                kanji.readings.append((str(value.get("r_type"))[3:], value.text or ""))
        kanji.readings += [("nanori", value.text or "") for value in node.iter("nanori")]
        kanji.variants = [(str(value.get("var_type")), value.text or "") for value in node.iter("variant")]
        kanji.codes = {str(value.get("cp_type")): value.text or "" for value in node.iter("cp_value")}
        found[kanji.literal] = kanji
    return found
