"""Some rows together, their text at hand: what nearly no row has is looked for once (まとまり)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, NamedTuple, Self

from kananame.io.delimited import records_of
from kananame.io.inert import RISKY
from kananame.io.kept import FIT, UNFIT
from kananame.io.lines import LINE_LIMIT
from kananame.io.parts import text_of
from kananame.io.people import CELL_MAX

BETWEEN: Final = "\x1f"
"""What stands between the cells of a line that was put together here; no file has it for a delimiter."""
Search = Callable[[str], Any]


class Batch(NamedTuple):
    """Records, and each as one line: as it stands in the file, or put together with ``BETWEEN``.

    ``between`` is what stands between the cells of a line.
    """

    records: Sequence[list[str]]
    lines: Sequence[str]
    between: str = BETWEEN

    @classmethod
    def of(cls, records: Sequence[list[str]]) -> Self:
        """Return records of any file as a batch."""
        return cls(records, [*map(BETWEEN.join, records)])

    @classmethod
    def read(cls, part: bytes, codec: str, delimiter: str) -> Self:
        r"""Return the records of a part of a file; raise ``Unreadable`` for one that is none.

        >>> Batch.read(b"1,a\n2,b\n", "utf-8", ",").records
        [['1', 'a'], ['2', 'b']]
        """
        plain = plain_lines(text_of(part, codec)) if len(part) <= LINE_LIMIT else None
        if plain is None:
            return cls.of([*records_of(part, codec, delimiter)])
        return cls([line.split(delimiter) for line in plain], plain, delimiter)

    @property
    def risky(self) -> bool:
        """Whether there is a cell that a spreadsheet might run."""
        # With a delimiter before the first cell too, one character is looked for and not one of two places.
        return _risky(self.between)(self.between + self._whole()) is not None

    def fits(self) -> bool | list[bool]:
        """Return whether all cells of every row can be looked at; if not, then of which rows."""
        if max(map(len, self.lines), default=0) <= CELL_MAX and FIT.fullmatch(self._whole()):
            return True
        return [len(line) <= CELL_MAX and not UNFIT.search(line) for line in self.lines]

    def _whole(self) -> str:
        return self.between.join(self.lines)


def risk(between: str) -> str:
    """Return the pattern of what stands before a cell that a spreadsheet might run, and of its first character."""
    return f"{re.escape(between)}[{re.escape(''.join(sorted(RISKY - {between})))}]"


@cache
def _risky(between: str) -> Search:
    return re.compile(risk(between)).search


def plain_lines(text: str) -> list[str] | None:
    r"""Return the lines of a text each of which is a record as it stands; ``None`` where quotes or line ends differ.

    >>> plain_lines("1,a\r\n2,b"), plain_lines('1,"a"\n'), plain_lines("1,a\r2,b\n")
    (['1,a', '2,b'], None, None)
    """
    returns = text.count("\r")
    found = text.split("\r\n" if returns else "\n")
    if '"' in text or (returns and not returns == text.count("\n") == len(found) - 1):
        return None
    if not found[-1]:
        found.pop()
    return found if all(found) else None
