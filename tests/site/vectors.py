"""All that the vectors of ``tests/vectors`` ask, answered as JSON: in CPython and, by ``vectors.mjs``, in Pyodide."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kananame as kn
from docs.playground.answers import answer
from docs.playground.screening import Screening
from kananame.errors import KananameError

Row = dict[str, str]
SITUATIONS = [str(filing) for filing in kn.Filing]


def results(vectors: Path, examples: Path) -> str:
    """Return the answers to every row of every file, and to the example files, as JSON."""
    found = {path.stem: [ANSWERS[path.stem](row) for row in rows(path)] for path in sorted(vectors.glob("*.tsv"))}
    found["files"] = [screened(path, lang) for path in sorted(examples.glob("*.csv")) for lang in ("ja", "en")]
    return json.dumps(found, ensure_ascii=False)


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a file."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")


def screening(row: Row) -> list[Any]:
    """Return the report in every situation, and what the playground says of it in both languages."""
    asked = [kn.check(row["kanji"], row["kana"], part=row["part"], filing=filing).to_dict() for filing in SITUATIONS]
    said = [json.loads(answer(question(row, filing, lang))) for filing in SITUATIONS for lang in ("ja", "en")]
    return [asked, said]


def question(row: Row, filing: str, lang: str) -> str:
    """Return a row as the page asks it."""
    parts = {row["part"]: [row["kanji"], row["kana"]]}
    return json.dumps({"parts": parts, "filing": filing, "on": "", "lang": lang})


def romaji(row: Row) -> Any:  # noqa: ANN401 - JSON
    """Return the spelling of a row."""
    part = row["part"] if row["part"] in {"family", "given"} else None
    own = row["romaji"] if row["option"] == "holder" else None
    return kn.romanize(
        row["kana"], name=row["kanji"] or None, part=part, style=row["style"], option=row["option"], given=own
    ).to_dict()


def romaji_alias(row: Row) -> Any:  # noqa: ANN401 - JSON
    """Return the card face of a row."""
    names, kana = (row[column].split(" ") for column in ("kanji", "kana"))
    parts = ("family", "given") if row["part"] == "full" else (row["part"],)
    person = dict(zip(parts, names, strict=True))
    person |= {f"{part}_reading": reading for part, reading in zip(parts, kana, strict=True)}
    alternative = {part: row[part] for part in ("family", "given") if row[part]}
    own = {"given": row["own"]} if row["own"] else None
    former = ("", row["former"]) if row["former"] else None
    return kn.card_face(person, former=former, alternative=alternative, own=own).to_dict()


def romaji_peers(row: Row) -> Any:  # noqa: ANN401 - JSON
    """Return the spelling of a kana alone, or why there is none."""
    try:
        return kn.romanize(row["kana"]).to_dict()
    except KananameError as none:
        return str(none)


def mrz(row: Row) -> Any:  # noqa: ANN401 - JSON
    """Return the machine readable zone of a row."""
    shortened = {"truncation": row["truncation"]} if row["truncation"] else {}
    zone = kn.mrz_name(row["family"], row["given"], row["document"], letters=int(row["letters"] or 6), **shortened)
    return [zone.text, zone.truncated, [note.to_dict() for note in zone.notes]]


ANSWERS = {
    "screening": screening,
    "romaji": romaji,
    "romaji_alias": romaji_alias,
    "romaji_peers": romaji_peers,
    "mrz": mrz,
}


def screened(path: Path, lang: str) -> list[Any]:
    """Return what the playground says of a file, and the checksum of what it lets one save."""
    asked = {"name": path.name, "lang": lang, "filing": "existing", "on": ""}
    work = Screening(path.read_bytes(), json.dumps(asked))
    said = [json.loads(work.begin()), json.loads(work.step(60))]
    return [*said, hashlib.sha256(work.output()).hexdigest()]
