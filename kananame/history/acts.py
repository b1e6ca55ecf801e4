"""What may be done, by whom, from when until when: the rows of ``tables/data/acts.tsv`` as values (行為)."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from kananame._tables.acts import ACTS as ROWS
from kananame.history.entry import Origin


class Act(NamedTuple):
    """One thing that may be done to a reading.

    ``part`` is the part of the name it sets (``""``: it moves or removes a person), ``since`` and ``until`` its first
    and last day, ``filers`` who may do it, ``needs`` what must be there whatever the reading is, ``screening`` the
    situation in which a new reading is screened, ``origin`` how its entry came to be.
    """

    id: str
    part: str
    provision: str
    since: date
    until: date
    filers: str
    needs: str
    screening: str
    origin: Origin | None
    confidence: str
    verified: bool
    source: str


def _act(name: str) -> Act:
    """Return one row as a value; an open last day is the last day there is."""
    part, provision, since, until, filers, needs, screening, origin, confidence, verified, source = ROWS[name]
    return Act(
        name, part, provision, date.fromisoformat(since), date.fromisoformat(until) if until else date.max,
        filers, needs, screening, None if origin == "carried" else Origin(origin), confidence, verified, source,
    )  # fmt: skip


ACTS: Final = {name: _act(name) for name in ROWS}
"""Every act by its id."""
