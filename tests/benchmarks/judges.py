"""Name lists that judge the tables and are no source of them: IPADIC, and a list of personal names."""

from __future__ import annotations

import csv
import hashlib
import io
import struct
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from kananame.text import is_kanji
from tables.loader import load
from tables.names import READING
from tables.readers.names import MECAB_PARTS, katakana
from tables.sources import Source, SourceChanged, download, unpack
from tests.benchmarks.measure import PARTS, Pair

REGISTRY = Path(__file__).parent / "judges.tsv"


def registry() -> dict[str, Source]:
    """Return the packages of the lists by key."""
    rows = load(REGISTRY, columns=tuple(field.name for field in fields(Source)), key=("key",))
    return {row["key"]: Source(**row.cells) for row in rows}


def titles() -> dict[str, str]:
    """Return what each list is called, by key."""
    return {key: f"{source.package} {source.version} ({source.holds})" for key, source in registry().items()}


def fetch(source: Source) -> Path:
    """Return the package file, from the tables' cache or fetched into it, held to its sha256."""
    target = download(source)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise SourceChanged(f"{target.name}: sha256 {digest} is not the {source.sha256} of {REGISTRY.name}")
    return target


def contents(key: str) -> bytes:
    """Return the file that is read in the package of a list."""
    source = registry()[key]
    return unpack(fetch(source), source.member)


def feature_rows(data: bytes) -> Iterator[list[str]]:
    """Yield the cells of the feature rows of MeCab's binary dictionary, NUL-ended text."""
    double_array, tokens, features = struct.unpack_from("<3I", data, 24)
    start = 72 + double_array + tokens
    for row in sorted(set(data[start : start + features].split(b"\0"))):
        yield row.decode().split(",")


def ipadic() -> Iterator[tuple[str, str, str]]:
    """Yield (part, name, reading) of IPADIC."""
    for cells in feature_rows(contents("ipadic")):
        if len(cells) > 7 and cells[2] == "人名" and cells[3] in MECAB_PARTS:
            yield MECAB_PARTS[cells[3]], cells[6], cells[7]


def personal_names() -> Iterator[tuple[str, str, str]]:
    """Yield (part, name, reading): family names one a row with their frequency, given names by reading."""
    source = registry()["personal-names"]
    path = fetch(source)

    def rows(name: str) -> Iterator[list[str]]:
        yield from csv.reader(io.StringIO(unpack(path, f"{source.member}/{name}.csv").decode()))

    for name, _, reading, *_ in rows("last_name_org"):
        yield "family", name, katakana(reading)
    for file in ("first_name_man_org", "first_name_woman_org"):
        for reading, _, *names in rows(file):
            yield from (("given", name, katakana(reading)) for name in names)


READERS = {"ipadic": ipadic, "personal-names": personal_names}


def judge(key: str) -> dict[str, list[Pair]]:
    """Return the sorted pairs of a list by part: names with a kanji, readings in katakana."""
    found: dict[str, set[Pair]] = {part: set() for part in PARTS}
    for part, name, reading in READERS[key]():
        if any(is_kanji(char) for char in name) and READING.fullmatch(reading):
            found[part].add((name, reading))
    return {part: sorted(pairs) for part, pairs in found.items()}
