"""The differences a search looks past, as steps, and the tolerances that take them."""

from __future__ import annotations

from pathlib import Path

from tables.emit import Module
from tables.loader import Row, load

DATA = Path(__file__).parent.parent / "data" / "tolerances.tsv"
COLUMNS = ("step", "profile", "kind", "from", "to", "after", "confidence", "source")
PROFILES = ("exact", "width", "spelling", "resident")
"""From the narrowest to the widest; each takes the steps of those before it, then its own."""

Steps = dict[str, tuple[str, str, tuple[tuple[str, str, str], ...]]]


def make() -> list[Module]:
    """Return the module ``tolerances``: each step with its narrowest tolerance, its kind and its rows.

    Raises:
        TableError: when a row breaks the form, or stands apart from the other rows of its step or profile.
    """
    rows = load(
        DATA,
        columns=COLUMNS,
        key=("step", "from", "to"),
        optional=("to", "after"),
        choices={"profile": PROFILES[1:], "kind": ("fold", "kana"), "confidence": ("S2", "I")},
    )
    _check_order(rows)
    return [
        Module(
            name="tolerances",
            doc="In order: step -> (narrowest tolerance that takes it, kind, rows of (from, to, kana it must follow)).",
            value=_steps(rows),
            rows=len(rows),
            source="tables/data/tolerances.tsv; each row names its own",
            licence="Apache-2.0",
        )
    ]


def _steps(rows: tuple[Row, ...]) -> Steps:
    """Return the narrowest tolerance, the kind and the rows of each step, in the order of the table."""
    found: Steps = {}
    for row in rows:
        profile, kind, held = found.get(row["step"], (row["profile"], row["kind"], ()))
        if (profile, kind) != (row["profile"], row["kind"]):
            raise row.error(f"the step {row['step']} is {profile} {kind} above; keep to one profile and kind")
        _check_size(row)
        found[row["step"]] = profile, kind, (*held, (row["from"], row["to"], row["after"]))
    contextual = {step for step, (_, _, held) in found.items() if any(after for *_, after in held)}
    for row in rows:
        if row["step"] in contextual and len(row["from"]) > 1:
            raise row.error(f"{row['from']!r} stands in a step that asks what comes before; write one kana")
    return found


def _check_size(row: Row) -> None:
    """Raise when a row of codes names kana, or a row that asks what comes before leads to more than one kana."""
    if row["kind"] == "fold" and (row["to"] or row["after"]):
        raise row.error("a fold has its rows in folding.tsv; leave to and after empty")
    if row["after"] and len(row["to"]) > 1:
        raise row.error(f"{row['to']!r} takes the place of one kana; write one or none")


def _check_order(rows: tuple[Row, ...]) -> None:
    """Raise when a step is parted in two, or a narrower profile stands below a wider one."""
    seen: list[str] = []
    widest = 0
    for row in rows:
        if row["step"] in seen[:-1]:
            raise row.error(f"the step {row['step']} has rows further up; keep them together")
        if row["step"] not in seen:
            seen.append(row["step"])
        width = PROFILES.index(row["profile"])
        if width < widest:
            raise row.error(f"{row['profile']} is narrower than {PROFILES[widest]} above; move the row up")
        widest = width
