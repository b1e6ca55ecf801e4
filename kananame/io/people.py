"""From a record to a person: the cells that matter, a full name split at its space, and what is wrong with the row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kananame.io import headings as h
from kananame.io.header import Columns
from kananame.io.kept import UNFIT, gaiji, lost_bytes
from kananame.model import Finding, PersonName, Severity
from kananame.text import SPACE_RUN, SPACES

CELL_MAX = 1000


def person_of(
    record: Sequence[str], width: int, columns: Columns, codec: str = "utf-8"
) -> tuple[PersonName, tuple[Finding, ...]]:
    """Return the person of a record, and the findings about the row itself.

    A cell that cannot be looked at, or a full name without a space, leaves the person's part empty: it is not screened.
    ``codec`` is the encoding whose bytes are told of a character that only one system knows (外字).
    """
    # Nearly every record is sound: one search for all of it.
    sound = not UNFIT.search("".join(record)) and max(map(len, record), default=0) <= CELL_MAX
    findings = [*_row_findings(record, width), *(() if sound else _cell_findings(record, columns, codec))]
    cells = {role: cell.strip(SPACES) for role, cell in columns.cells(record).items()}
    if not sound:
        cells = {role: "" if _unfit(cell) else cell for role, cell in cells.items()}
    if not any(cells.values()) and not any(finding.code.startswith("cell-") for finding in findings):
        blank = not any(cell.strip() for cell in record)
        # A blank line hides nobody; a row with an address and no name may.
        return PersonName(), (Finding("row-empty", Severity.INFO if blank else Severity.WARNING, "row"),)
    names, readings = halves(cells, h.NAMES), halves(cells, h.READINGS)
    for pair, field in ((names, "name"), (readings, "reading")):
        if pair is None:
            findings.append(Finding("name-not-split", Severity.WARNING, field))
    if names is None or readings is None:
        return PersonName(), tuple(findings)
    parts = columns.parts if sound else _screened(record, columns)
    return _person(names, readings, parts), tuple(findings)


def _person(names: tuple[str, str], readings: tuple[str, str], parts: Sequence[str]) -> PersonName:
    family, given = h.FAMILY in parts, h.GIVEN in parts
    return PersonName(
        family=names[0] if family else "",
        family_reading=readings[0] if family else "",
        given=names[1] if given else "",
        given_reading=readings[1] if given else "",
    )


def halves(cells: Mapping[str, str], roles: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the cells of family and given name, from their own columns or else from the whole; ``None``: no space."""
    family, given, whole = (cells.get(role, "").strip(SPACES) for role in roles)
    if family or given or not whole:
        return family, given
    return parted(whole)


def parted(whole: str) -> tuple[str, str] | None:
    """Return both parts of a whole name or reading, parted at its first space; ``None``: no space.

    >>> parted("松浦　一郎 "), parted("松浦一郎")
    (('松浦', '一郎'), None)
    """
    text = whole.strip(SPACES)
    # Nearly every cell has one space.
    parts = text.replace("\u3000", " ").split(" ")
    if len(parts) > 2:
        parts = SPACE_RUN.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 else None


def _unfit(cell: str) -> bool:
    return len(cell) > CELL_MAX or UNFIT.search(cell) is not None


def _screened(record: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """Return the parts none of whose cells is unfit."""
    roles = columns.roles
    bad = {role for role, at in roles.items() if at < len(record) and _unfit(record[at].strip(SPACES))}
    if bad & {h.NAME, h.READING}:
        return ()
    return tuple(part for part in columns.parts if not bad & {part, h.READING_OF[part]})


def _row_findings(record: Sequence[str], width: int) -> Iterator[Finding]:
    params = (("expected", str(width)), ("found", str(len(record))))
    if len(record) < width:
        yield Finding("row-short", Severity.WARNING, "row", params=params)
    elif len(record) > width:
        yield Finding("row-long", Severity.WARNING, "row", params=params)


def _cell_findings(record: Sequence[str], columns: Columns, codec: str) -> Iterator[Finding]:
    role_at = {position: role for role, position in columns.roles.items() if role != h.ID}
    for position, cell in enumerate(record):
        role = role_at.get(position)
        field = "row" if role is None else "reading" if role in h.READINGS else "name"
        yield from _flaws(cell, field, ("column", str(position + 1)), codec)


def _flaws(cell: str, field: str, column: tuple[str, str], codec: str) -> Iterator[Finding]:
    """Yield what is wrong with a cell; what it takes to be looked at is more in a remark than in a name."""
    named = field != "row"
    if "\0" in cell:
        yield Finding("cell-nul", Severity.ERROR, field, params=(column,))
    if lost := lost_bytes(cell):
        # Anywhere: such a byte may have swallowed what came after it.
        severity = Severity.ERROR if named else Severity.WARNING
        yield Finding("cell-undecodable", severity, field, params=(column, ("bytes", lost)))
    points, written = gaiji(cell, codec)
    if points:
        severity = Severity.WARNING if named else Severity.INFO
        yield Finding("cell-gaiji", severity, field, params=(column, ("codepoint", points), ("bytes", written)))
    if len(cell) > CELL_MAX and len(cell.strip(SPACES)) > CELL_MAX:
        severity = Severity.ERROR if named else Severity.INFO
        params = (column, ("limit", str(CELL_MAX)), ("length", str(len(cell))))
        yield Finding("cell-too-long", severity, field, params=params)
