"""A mapping that keeps its old versions: putting something in it costs the same however much it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Generic, TypeVar

T = TypeVar("T")
BITS: Final = 4
WIDTH: Final = 1 << BITS
LEAF: Final = 24
DEEPEST: Final = 40
Node = dict[str, T] | tuple["Node[T]", ...]


class Shelf(Mapping[str, T], Generic[T]):
    """What is known of subjects by id; ``put`` returns a new shelf and leaves this one as it was.

    A tree of 16 branches by the bits of the key's hash, with small dictionaries as leaves: a new version shares all but
    one path with the old one.

    >>> old = Shelf().put("r1", "松浦")
    >>> new = old.put("r1", "中田").put("r2", "山崎")
    >>> dict(old), dict(new)
    ({'r1': '松浦'}, {'r1': '中田', 'r2': '山崎'})
    """

    __slots__ = ("_node", "_size")

    def __init__(self, items: Mapping[str, T] | None = None) -> None:
        """Begin with what a mapping holds."""
        self._node: Node[T] = {}
        self._size = 0
        for key, value in (items or {}).items():
            self._node = _put(self._node, key, value, hash(key), 0)
            self._size += 1

    def put(self, key: str, value: T) -> Shelf[T]:
        """Return a shelf that holds the value under the key."""
        new: Shelf[T] = Shelf.__new__(type(self))
        new._size = self._size + (key not in self)
        new._node = _put(self._node, key, value, hash(key), 0)
        return new

    def __getitem__(self, key: str) -> T:
        """Return what stands under a key; ``KeyError`` when nothing does."""
        node, bits = self._node, hash(key)
        while isinstance(node, tuple):
            node = node[bits & (WIDTH - 1)]
            bits >>= BITS
        return node[key]

    def __iter__(self) -> Iterator[str]:
        """Return the keys in the order of text, the same in every run."""
        return iter(sorted(_keys(self._node)))

    def __len__(self) -> int:
        """Return how many keys there are."""
        return self._size


def _put(node: Node[T], key: str, value: T, bits: int, depth: int) -> Node[T]:
    """Return a node with the value under the key."""
    if isinstance(node, tuple):
        at = bits & (WIDTH - 1)
        return (*node[:at], _put(node[at], key, value, bits >> BITS, depth + BITS), *node[at + 1 :])
    grown = {**node, key: value}
    # Keys of one hash cannot be told apart by its bits: their leaf grows instead.
    return grown if len(grown) <= LEAF or depth >= DEEPEST else _split(grown, depth)


def _split(leaf: dict[str, T], depth: int) -> Node[T]:
    """Return the branches that a leaf grown too large becomes."""
    leaves: tuple[dict[str, T], ...] = tuple({} for _ in range(WIDTH))
    for key, value in leaf.items():
        leaves[(hash(key) >> depth) & (WIDTH - 1)][key] = value
    return leaves


def _keys(node: Node[T]) -> Iterator[str]:
    """Yield the keys of a node."""
    if isinstance(node, tuple):
        for branch in node:
            yield from _keys(branch)
    else:
        yield from node
