"""Large tables, packed small: blocks of rows that are opened when first asked for.

Half a million rows as a literal would cost more to load than all answers of a day at the counter.  A packed table is a
sequence of blocks, each a first key and compressed rows; importing it costs next to nothing, and one answer opens only
the blocks it needs.
"""

from __future__ import annotations

import zlib
from binascii import a2b_base64, b2a_base64
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

ROW_END = "\0"
BLOCK_SIZE = 1 << 16
"""Characters of rows in a block before it is compressed."""

Blocks = Sequence[tuple[str, str]]


class Packed(Mapping[str, str]):
    """A packed table: one-character key → text, opened block by block.

    >>> table = Packed(pack({"松": "マツ", "浦": "ウラ"}))
    >>> table["浦"], table.get("山", "")
    ('ウラ', '')
    """

    __slots__ = ("_blocks", "_opened", "_starts")

    def __init__(self, blocks: Blocks) -> None:
        """Take the blocks in the order of their keys."""
        self._starts = [start for start, _ in blocks]
        self._blocks = [packed for _, packed in blocks]
        self._opened: dict[int, dict[str, str]] = {}

    def __getitem__(self, key: str) -> str:
        """Return the text of a key; raise ``KeyError`` when there is none."""
        return self._open(bisect_right(self._starts, key) - 1)[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in order."""
        for index in range(len(self._blocks)):
            yield from self._open(index)

    def __len__(self) -> int:
        """Return the number of keys."""
        return sum(len(self._open(index)) for index in range(len(self._blocks)))

    def _open(self, index: int) -> dict[str, str]:
        """Return the rows of a block, empty before the first one."""
        if index < 0:
            return {}
        rows = self._opened.get(index)
        if rows is None:
            text = zlib.decompress(a2b_base64(self._blocks[index])).decode()
            rows = self._opened[index] = {row[0]: row[1:] for row in text.split(ROW_END)}
        return rows


def pack(rows: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return rows of one-character keys as blocks, in the order of the keys.

    Raises ``ValueError`` for a key that is not one character or a text that holds a row's end.
    """
    blocks: list[list[str]] = []
    size = BLOCK_SIZE
    for key, text in sorted(rows.items()):
        if len(key) != 1 or ROW_END in text:
            raise ValueError(f"a packed table has keys of one character and texts without NUL, not {key!r}")
        if size >= BLOCK_SIZE:
            blocks.append([])
            size = 0
        blocks[-1].append(key + text)
        size += 1 + len(text)
    return tuple((block[0][0], compressed(ROW_END.join(block))) for block in blocks)


def compressed(text: str) -> str:
    """Return a text compressed, as base64."""
    return b2a_base64(zlib.compress(text.encode(), 9), newline=False).decode()
