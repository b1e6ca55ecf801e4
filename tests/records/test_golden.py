"""Each layout as it was: the records of the story, byte by byte.

Written again by ``python -m tests.records.test_golden`` when a layout or a rule changes on purpose.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kananame.record import Layout, layouts
from tests.records.story import told

GOLDEN = Path(__file__).parent / "golden"


def golden(made: Layout) -> bytes:
    """Return the records of the story in a layout: their cells, and the codes of what was found."""
    rows = [
        {
            "person": record.person,
            "event": record.event,
            "values": {field: cell for field, cell in record.values.items() if cell},
            "findings": [f"{one.code} {dict(one.params).get('field', '')}".strip() for one in record.findings],
            "used": [f"{dict(one.params)['codepoint']} {dict(one.params)['substitute']}" for one in record.used],
        }
        for record in told(made)
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def path(made: Layout) -> Path:
    return GOLDEN / f"{made.id}-{made.version}.json"


@pytest.mark.parametrize("made", layouts(), ids=lambda made: made.key)
def test_the_records_of_the_story(made: Layout) -> None:
    assert golden(made) == path(made).read_bytes()


def test_there_is_a_file_for_each_layout_and_no_other() -> None:
    assert {one.name for one in GOLDEN.iterdir()} == {path(made).name for made in layouts()}


if __name__ == "__main__":
    for one in layouts():
        path(one).write_bytes(golden(one))
