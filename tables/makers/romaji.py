"""The romaji styles: how each kana is spelled, how long vowels are written, and where two vowels stay apart."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tables.emit import Module
from tables.loader import Row, load

DATA = Path(__file__).parent.parent / "data"
CONFIDENCE = ("S", "S2", "M", "I")
PRINTED = frozenset({"S", "S2"})
CASES = ("upper", "title")
NASALS = ("m", "n")
PLACES = ("any", "end")
TRUTH = ("true", "false")
APART = "|"
LICENCE = "Apache-2.0"
LICENCE_UNIDIC = "Apache-2.0; pronunciations quoted from UniDic: BSD-3-Clause, see tables/LICENSES.md"

Spellings = dict[str, tuple[str, bool]]
"""Kana -> letters, and whether a source prints them."""


def make() -> list[Module]:
    """Return the modules ``romaji_styles``, ``_moras``, ``_vowels``, ``_boundaries`` and ``_divisions``.

    Raises:
        TableError: when a table breaks its form, cites an unknown source, or a style leaves out what another has.
    """
    sources = frozenset(row["key"] for row in _rows("sources", ("key", "url", "what"), key=("key",), optional=("url",)))
    styles = _styles(sources)
    names = tuple(styles.value)
    return [
        styles,
        _moras(names, sources),
        _vowels(names, sources),
        _boundaries(sources),
        _divisions(sources),
    ]


def _rows(  # noqa: PLR0913 - what the loader is promised
    name: str,
    columns: tuple[str, ...],
    *,
    key: tuple[str, ...],
    optional: tuple[str, ...] = (),
    choices: Mapping[str, tuple[str, ...]] | None = None,
    sources: frozenset[str] | None = None,
) -> tuple[Row, ...]:
    """Return the rows of one romaji table after looking up every source they cite."""
    path = DATA / f"romaji_{name.replace('-', '_')}.tsv"
    rows = load(path, columns=columns, key=key, optional=optional, choices=choices)
    for row in rows if "source" in columns else ():
        for source in row.words("source"):
            if sources is not None and source not in sources:
                raise row.error(f"source {source!r} is not in romaji_sources.tsv; add it there")
    return rows


def _styles(sources: frozenset[str]) -> Module:
    """Return style -> (case, nasal, divider, geminate, break, marks)."""
    facts = ("case", "nasal", "divider", "geminate", "break", "marks")
    rows = _rows(
        "styles",
        ("style", *facts, "confidence", "source"),
        key=("style",),
        optional=("divider", "geminate", "break", "marks"),
        choices={"case": CASES, "nasal": NASALS, "confidence": CONFIDENCE},
        sources=sources,
    )
    value = {row["style"]: tuple(row[fact] for fact in facts) for row in rows}
    return _module("styles", f"By romaji style: ({', '.join(facts)}).", value, len(rows))


def _moras(styles: tuple[str, ...], sources: frozenset[str]) -> Module:
    """Return style -> option -> kana -> (letters, whether a source prints them); every style spells the same kana."""
    value: dict[str, dict[str, Spellings]] = {}
    count = 0
    expected: frozenset[str] = frozenset()
    for style in styles:
        rows = _rows(
            style,
            ("kana", "option", "romaji", "confidence", "source"),
            key=("kana", "option"),
            optional=("option",),
            choices={"confidence": CONFIDENCE},
            sources=sources,
        )
        options: dict[str, Spellings] = {"": {}}
        for row in rows:
            options.setdefault(row["option"], {})[row["kana"]] = (row["romaji"], row["confidence"] in PRINTED)
        expected = expected or frozenset(options[""])
        if expected != options[""].keys():
            odd = " ".join(sorted(expected ^ options[""].keys()))
            raise rows[0].error(f"not every style spells {odd}; give each style a row for it")
        value[style] = options
        count += len(rows)
    doc = "By romaji style and option: kana -> (letters, whether a source prints them)."
    return _module("moras", doc, value, count)


def _vowels(styles: tuple[str, ...], sources: frozenset[str]) -> Module:
    """Return style -> option -> (pair, place) -> what is written for the last vowel and what lengthens it."""
    rows = _rows(
        "vowels",
        ("style", "option", "pair", "place", "written", "confidence", "source"),
        key=("style", "option", "pair", "place"),
        optional=("option",),
        choices={"style": styles, "place": PLACES, "confidence": CONFIDENCE},
        sources=sources,
    )
    value: dict[str, dict[str, dict[str, dict[str, str]]]] = {style: {} for style in styles}
    for row in rows:
        places = value[row["style"]].setdefault(row["option"], {})
        places.setdefault(row["place"], {})[row["pair"]] = row["written"]
    first = value[styles[0]][""]["any"].keys()
    for style in styles:
        if value[style].get("", {}).get("any", {}).keys() != first:
            raise rows[0].error(f"{style} does not write the same pairs as {styles[0]}; give each style a row for each")
    return _module("vowels", "By romaji style and option: place -> long vowel -> what is written.", value, len(rows))


def _boundaries(sources: frozenset[str]) -> Module:
    """Return the rules for a vowel at the start of a reading, in order: (rule, pair, befores, after, place, long)."""
    columns = ("rule", "pair", "before", "after", "place", "long", "confidence", "source", "example")
    rows = _rows(
        "boundaries",
        columns,
        key=("rule", "pair"),
        choices={
            "after": ("any", "ウ", "okurigana"),
            "place": ("any", "end"),
            "long": TRUTH,
            "confidence": CONFIDENCE,
        },
        sources=sources,
    )
    if not rows or rows[-1]["pair"] != "any":
        raise rows[-1].error("the last row must fit every pair; write any")
    value = tuple(
        (row["rule"], row["pair"], frozenset(row.words("before")), row["after"], row["place"], row.flag("long"))
        for row in rows
    )
    doc = f"In order, the first that fits: ({', '.join(columns[:6])})."
    return _module("boundaries", doc, value, len(rows), LICENCE_UNIDIC)


def _divisions(sources: frozenset[str]) -> Module:
    """Return (kanji, kana) -> the kana with ``|`` where two vowels stay apart."""
    rows = _rows(
        "divisions",
        ("kanji", "kana", "confidence", "source", "example"),
        key=("kanji", "kana"),
        choices={"confidence": CONFIDENCE},
        sources=sources,
    )
    value: dict[tuple[str, str], str] = {}
    for row in rows:
        name = (row["kanji"], row["kana"].replace(APART, ""))
        if name in value:
            raise row.error(f"{' '.join(name)} is already divided as {value[name]}; keep one of the two")
        value[name] = row["kana"]
    doc = "(kanji, kana) -> the kana, with | where two vowels stay apart."
    return _module("divisions", doc, value, len(rows), LICENCE_UNIDIC)


def _module(name: str, doc: str, value: object, rows: int, licence: str = LICENCE) -> Module:
    """Return a module of this file."""
    return Module(f"romaji_{name}", doc, value, rows, "tables/data/romaji_*.tsv; each row names its own", licence)
