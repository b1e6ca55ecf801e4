"""Where a record has both parts of a name and both of its reading: in two cells, or in one with a space (欄)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Self

from kananame.io import headings as h
from kananame.io.people import parted

PARTS: Final = (h.FAMILY, h.GIVEN)
BESIDE: Final = "\0"
"""What stands between name and reading where both are one text, which is found sooner than two; in no readable cell."""
UNHALVED: Final = ("", "")
_SCRIPTS: Final = (re.compile("[ァ-ヺー]+"), re.compile("(?:[ｳｶ-ﾄﾊ-ﾎ]ﾞ|[ﾊ-ﾎ]ﾟ|[ｦ-ﾝ])+"), re.compile("[ぁ-ゖー]+"))


@dataclass(frozen=True, slots=True)
class Places:
    """The roles of the columns that hold names and readings, two of each or the one of the whole, and where they are.

    >>> places = Places.of({"name": 0, "family-reading": 1, "given-reading": 2})
    >>> [one.split(BESIDE) for part in places.pairs([["松浦　一郎", "マツウラ", "イチロウ"]]) for one in part]
    [['松浦', 'マツウラ'], ['一郎', 'イチロウ']]
    """

    names: tuple[str, ...]
    readings: tuple[str, ...]
    at: Mapping[str, int]

    @classmethod
    def of(cls, roles: Mapping[str, int]) -> Self:
        """Return the places of both parts; without any role where one has none, or one may stand in two."""
        held = roles.keys() - {h.ID}
        for names, readings in product((h.NAMES[:2], h.NAMES[2:]), (h.READINGS[:2], h.READINGS[2:])):
            if held == {*names, *readings}:
                return cls(names, readings, roles)
        return cls((), (), roles)

    def __bool__(self) -> bool:
        """Tell whether both parts have their place."""
        return bool(self.names)

    def reading_of(self, part: str) -> str:
        """Return the role of the column that holds the reading of a part."""
        return h.READING if h.READING in self.readings else h.READING_OF[part]

    def script_of(self, reading: str) -> int | None:
        """Return a number for the kana of a reading, where only halves of the same kana show together what both show.

        ``None``: the whole may show more than its halves.

        >>> places = Places.of({"name": 0, "reading": 1})
        >>> [places.script_of(reading) for reading in ("マツウラ", "ﾏﾂｳﾗ", "まつうら", "まつｳﾗ")]
        [0, 1, 2, None]
        """
        if h.READING not in self.readings:
            return 0
        return next((number for number, script in enumerate(_SCRIPTS) if script.fullmatch(reading)), None)

    def pairs(self, records: Sequence[Sequence[str]]) -> Iterator[list[str]]:
        """Yield for each part the name and the reading of every record as one text."""
        for names, readings in zip(self._cells(self.names, records), self._cells(self.readings, records), strict=True):
            yield [f"{name}{BESIDE}{reading}" for name, reading in zip(names, readings, strict=True)]

    def _cells(self, roles: Sequence[str], records: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
        """Yield the cells of each part."""
        columns = ([record[at] for record in records] for at in map(self.at.__getitem__, roles))
        if len(roles) == len(PARTS):
            yield from columns
        else:
            halves = [parted(cell) or UNHALVED for column in columns for cell in column]
            yield [family for family, _ in halves]
            yield [given for _, given in halves]
