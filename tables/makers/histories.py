"""What may be done to a reading, which points are open, and which records hold it: the tables behind histories."""

from __future__ import annotations

import re

from tables.emit import Module
from tables.loader import Row, load
from tables.makers.law import DATA, LICENCE, TRUTH, provisions

CONFIDENCE = ("S", "S2", "M", "I")
FILERS = ("mayor", "first-filers", "couple", "self", "self-or-parent", "either", "reporter", "anyone")
PARTS = ("family", "given", "former-family")
KINDS = {"date": re.compile(r"\d{4}-\d{2}-\d{2}"), "number": re.compile(r"[0-9]+")}


def make() -> list[Module]:
    """Return the modules ``acts``, ``settings`` and ``systems``.

    Raises:
        TableError: when a table breaks its form or cites a provision that is none.
    """
    known = {row["id"] for row in provisions()}
    return [_acts(known), _settings(known), _systems(known)]


def _check_provisions(rows: tuple[Row, ...], known: set[str]) -> None:
    """Raise when a row rests on what is no provision."""
    for row in rows:
        if row["provision"] not in known:
            raise row.error(f"no provision {row['provision']}; add it to provisions.tsv")


def _acts(known: set[str]) -> Module:
    """Return the acts by id."""
    texts = ("part", "provision", "from", "until", "filers", "needs", "screening", "origin", "confidence")
    rows = load(
        DATA / "acts.tsv",
        columns=("id", *texts, "verified", "source"),
        key=("id",),
        interval=("from", "until"),
        optional=("part", "until", "needs", "screening"),
        choices={
            "part": PARTS,
            "filers": FILERS,
            "needs": ("court", "permission"),
            "screening": ("new", "existing", "ex-officio", "change"),
            "origin": ("none", "notice", "filing", "ex-officio", "free-change", "court", "name-change", "first-entry",
                       "carried"),
            "confidence": CONFIDENCE,
            "verified": TRUTH,
        },
    )  # fmt: skip
    _check_provisions(rows, known)
    return Module(
        name="acts",
        doc=f"By id: ({', '.join(texts)}, verified, source).",
        value={row["id"]: (*(row[text] for text in texts), row.flag("verified"), row["source"]) for row in rows},
        rows=len(rows),
        source="tables/data/acts.tsv; each row names its own",
        licence=LICENCE,
    )


def _settings(known: set[str]) -> Module:
    """Return the open points by id."""
    texts = ("default", "provision", "summary_ja", "summary_en", "confidence", "source")
    rows = load(
        DATA / "settings.tsv",
        columns=("id", "choices", *texts),
        key=("id",),
        choices={"confidence": CONFIDENCE},
    )
    _check_provisions(rows, known)
    for row in rows:
        choices = row.words("choices")
        if not any(row["default"] == choice or _is_a(choice, row["default"]) for choice in choices):
            raise row.error(f"the default {row['default']!r} is none of the choices; write one of them")
    return Module(
        name="settings",
        doc=f"By id: (choices, {', '.join(texts)}).",
        value={row["id"]: (row.words("choices"), *(row[text] for text in texts)) for row in rows},
        rows=len(rows),
        source="tables/data/settings.tsv; each row names its own",
        licence=LICENCE,
    )


def _is_a(kind: str, text: str) -> bool:
    """Tell whether a text is of a kind that stands for many."""
    return kind in KINDS and KINDS[kind].fullmatch(text) is not None


def _systems(known: set[str]) -> Module:
    """Return the records that hold a reading, by id."""
    rows = load(
        DATA / "systems.tsv",
        columns=("id", "keeper", "parts", "of", "provision", "confidence", "verified", "source"),
        key=("id",),
        choices={
            "keeper": ("registry", "residence"),
            "of": ("own", "householder"),
            "confidence": CONFIDENCE,
            "verified": TRUTH,
        },
    )
    _check_provisions(rows, known)
    for row in rows:
        if not set(row.words("parts")) <= set(PARTS):
            raise row.error(f"parts is {row['parts']!r}; write some of {', '.join(PARTS)}")
    return Module(
        name="systems",
        doc="By id: (keeper, parts, of, provision, confidence, verified, source).",
        value={
            row["id"]: (row["keeper"], row.words("parts"), row["of"], row["provision"], row["confidence"],
                        row.flag("verified"), row["source"])
            for row in rows
        },
        rows=len(rows),
        source="tables/data/systems.tsv; each row names its own",
        licence=LICENCE,
    )  # fmt: skip
