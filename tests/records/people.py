"""A resident everybody can make records of."""

from __future__ import annotations

from kananame.record import Facts, Layout, Options, facts_of_row, filler
from kananame.record.record import Record
from tests.records.story import OPERATOR

ROW = {
    "id": "123456789012345", "name": "佐藤　一郎", "reading": "サトウ　イチロウ", "birth": "1964-07-01", "sex": "1",
    "municipality": "131016", "registry": "131016", "register": "r1", "head-name": "佐藤　一郎", "household": "h1",
    "history-number": "2", "branch": "0", "newest": "1", "householder-name": "佐藤　一郎",
    "householder-reading": "サトウ　イチロウ", "event": "e1", "act": "ex-officio-entry", "ground": "corrected",
    "reason": "職権修正", "effective": "2026-06-01", "recorded": "2026-06-02", "provision": "戸籍法第107条",
    "part": "氏", "before-name": "佐藤", "after-name": "佐藤", "after-reading": "サトウ",
}  # fmt: skip


def resident(*, certified: bool = True, **more: str) -> Facts:
    """Return the facts of a resident, some of them others."""
    return facts_of_row({**ROW, **{name.replace("_", "-"): value for name, value in more.items()}}, certified=certified)


def operated(made: Layout, **chosen: object) -> Options:
    """Return options with the operator a layout asks for."""
    fields = {item.field for item in made.items}
    constants = {field: cell for field, cell in OPERATOR.items() if field in fields}
    return Options(**{"constants": constants, **chosen})  # type: ignore[arg-type]


def record(made: Layout, facts: Facts | None = None, **chosen: object) -> Record:
    """Return the record of a resident."""
    return filler(made, operated(made, **chosen))(resident() if facts is None else facts)
