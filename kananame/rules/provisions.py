"""What a rule or an act rests on: the rows of ``tables/data/provisions.tsv`` as values (規定)."""

from __future__ import annotations

from typing import Final, NamedTuple

from kananame._tables.provisions import PROVISIONS as ROWS


class Provision(NamedTuple):
    """One provision in scope.

    ``article`` names it, ``since`` and ``until`` are the first and last day on which it matters here (``""``: not
    known, or open), ``modelled`` says how far it counts, ``verified`` whether it was compared with its primary text.
    """

    article: str
    title_ja: str
    title_en: str
    summary_ja: str
    summary_en: str
    since: str
    until: str
    modelled: str
    confidence: str
    verified: bool
    source: str

    def title(self, lang: str) -> str:
        """Return what it is about, in ``ja`` or ``en``."""
        return self.title_ja if lang == "ja" else self.title_en


PROVISIONS: Final = {name: Provision(*row) for name, row in ROWS.items()}
"""Every provision by its id."""
