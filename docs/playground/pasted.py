"""Columns pasted from a sheet without their headings: which holds names and which readings is seen in the cells."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from itertools import zip_longest

from docs.playground.said import Words
from kananame.io import header
from kananame.io import headings as h
from kananame.io.refusals import Refusal
from kananame.lexicon import standard_name
from kananame.model import Part
from kananame.signs import on_record
from kananame.text import SPACES, fold, is_kanji, is_katakana_reading

LOOKED_AT = 100
"""So many rows tell what a column is."""
MOST = 0.5
PAIRS = ((h.FAMILY, h.FAMILY_READING), (h.GIVEN, h.GIVEN_READING))
WHOLE = (h.NAME, h.READING)

Column = tuple[str, ...]


def with_header(data: bytes, words: Words) -> bytes:
    r"""Return pasted text with a first line that names its columns, as it is when it has one or none can be told.

    >>> with_header("松浦\tマツウラ\n".encode(), Words("ja")).decode()
    '氏\t氏の振り仮名\n松浦\tマツウラ\n'
    """
    text = data.decode("utf-8", "replace").lstrip("\ufeff")
    first = text.partition("\n")[0]
    delimiter = "\t" if "\t" in first else ","
    rows = [row for row in csv.reader(text.splitlines()[:LOOKED_AT], delimiter=delimiter) if any(row)]
    if not rows or headed(rows[0]):
        return data
    columns = [tuple(cell.strip(SPACES) for cell in column) for column in zip_longest(*rows, fillvalue="")]
    roles = told(columns)
    if roles is None:
        return data
    headings = [words.text(f"role-{role}") if role else f"#{at}" for at, role in enumerate(roles, start=1)]
    return f"{delimiter.join(headings)}\n{text}".encode()


def headed(row: Sequence[str]) -> bool:
    """Tell whether a row is a header that can be recognised."""
    try:
        header.recognise(row, "")
    except Refusal:
        return False
    return True


def told(columns: Sequence[Column]) -> list[str] | None:
    """Return the role of each column, ``""`` for none; ``None`` when names and readings do not pair up."""
    names = [at for at, column in enumerate(columns) if share(column, has_kanji) > MOST]
    readings = [at for at, column in enumerate(columns) if share(column, is_reading) > MOST]
    if not names or len(names) != len(readings) or len(names) > len(PAIRS):
        return None
    kinds = PAIRS if len(names) > 1 else (kind(columns[names[0]], columns[readings[0]]),)
    roles = [""] * len(columns)
    for name, reading, (named, read) in zip(names, readings, kinds, strict=True):
        roles[name], roles[reading] = named, read
    return roles


def kind(names: Column, readings: Column) -> tuple[str, str]:
    """Return what a pair of columns holds: full names, or the part of a name that more of them are on record as."""
    if share(names, lambda name: len(name.replace("\u3000", " ").split()) > 1) > MOST:
        return WHOLE
    pairs = [(standard_name(name), fold(reading).kana) for name, reading in zip(names, readings, strict=True)]
    family, given = (sum(on_record(*pair, part) for pair in pairs) for part in (Part.FAMILY, Part.GIVEN))
    return PAIRS[given > family]


def share(column: Column, is_one: Callable[[str], bool]) -> float:
    """Return the share of the cells with anything in them that are of a kind."""
    filled = [cell for cell in column if cell]
    return sum(map(is_one, filled)) / len(filled) if filled else 0.0


def has_kanji(cell: str) -> bool:
    """Tell whether a cell holds a kanji."""
    return any(map(is_kanji, cell))


def is_reading(cell: str) -> bool:
    """Tell whether a cell is a reading in any kind of kana."""
    return not has_kanji(cell) and is_katakana_reading(fold(cell).kana)
