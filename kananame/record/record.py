"""A record, and what its caller decides of it (レコード)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from kananame.model import Finding, Severity
from kananame.record.layout import layout
from kananame.rules.case import NEWEST

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Options(NamedTuple):
    """What only the caller can decide.

    ``constants`` are cells that are the same in every record, by the field of their item (an operator, say).
    ``reasons`` are codes of 異動事由, by the kind of event (``ex-officio-entry``) or by the reason (``corrected``): no
    code is known here.  ``repertoire`` is what the receiver can hold, ``substitutes`` what stands for a character it
    cannot, and every use is told.  ``numbers`` lets 個人番号 and 住民票コード pass.  ``variation_counts_one`` counts a
    character with its variation selector as one.  ``on`` is the day whose permitted kana count.
    """

    constants: Mapping[str, str] = NOTHING
    reasons: Mapping[str, str] = NOTHING
    repertoire: str = "mj-plus"
    substitutes: Mapping[str, str] = NOTHING
    numbers: bool = False
    variation_counts_one: bool = True
    on: date = NEWEST

    def plain(self) -> Options:
        """Return the same in types that another process can be told."""
        return self._replace(
            constants=dict(self.constants), reasons=dict(self.reasons), substitutes=dict(self.substitutes)
        )


DEFAULT: Final = Options()


class Record(NamedTuple):
    """One record of a layout: a cell for each item, in the order of the items.

    ``layout`` is its key (``id@version``), ``person`` and ``event`` tell whose it is and why.  ``findings`` say what is
    wrong, each naming its item; ``used`` has one finding for each character that was substituted.
    """

    layout: str
    person: str
    event: str
    cells: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    used: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it may leave: no item breaks the layout."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    @property
    def values(self) -> dict[str, str]:
        """The cells by the fields of their items."""
        return {item.field: cell for item, cell in zip(layout(self.layout).items, self.cells, strict=True)}

    def __repr__(self) -> str:
        """Return whose record it is without what stands in it: a log is no place for names and numbers."""
        counts = f"{len(self.cells)} cells, {len(self.findings)} findings"
        return f"<Record {self.layout} person={self.person!r} event={self.event!r}: {counts}>"
