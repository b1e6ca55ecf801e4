"""A mapping that keeps its old versions: putting something in it costs the same however much it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")
MISSING: Final[Any] = object()


class Shelf(Mapping[str, T], Generic[T]):
    """What is known of subjects by id; ``put`` returns a new shelf and leaves what this one shows as it was.

    The newest version holds all in one dictionary; an older one remembers what the next put in the place of what, and
    asks that one for the rest.  Putting to an older version begins a dictionary of its own.  Versions that nobody
    holds any more cost nothing.  Two threads do not put to one shelf at the same time.

    >>> old = Shelf().put("r1", "松浦")
    >>> new = old.put("r1", "中田").put("r2", "山崎")
    >>> dict(old), dict(new), dict(old.put("r3", "井上"))
    ({'r1': '松浦'}, {'r1': '中田', 'r2': '山崎'}, {'r1': '松浦', 'r3': '井上'})
    """

    __slots__ = ("_items", "_key", "_next", "_was")

    def __init__(self, items: Mapping[str, T] | None = None) -> None:
        """Begin with what a mapping holds."""
        self._items: dict[str, T] = dict(items or {})
        self._next: Shelf[T] | None = None
        self._key = ""
        self._was: T = MISSING

    def put(self, key: str, value: T) -> Shelf[T]:
        """Return a shelf that holds the value under the key."""
        new: Shelf[T] = Shelf.__new__(Shelf)
        new._next = None
        if self._next is not None:
            new._items = {**self, key: value}
            return new
        new._items = items = self._items
        self._key, self._was, self._next = key, items.get(key, MISSING), new
        items[key] = value
        return new

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - as every mapping has it
        """Return what stands under a key, the default when nothing does."""
        node = self
        while node._next is not None:
            if node._key == key:
                return default if node._was is MISSING else node._was
            node = node._next
        # Every version shares the dictionary of the newest.
        return self._items.get(key, default)

    def __getitem__(self, key: str) -> T:
        """Return what stands under a key; ``KeyError`` when nothing does."""
        found: T = self.get(key, MISSING)
        if found is MISSING:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        """Return the keys in the order of text, the same in every run."""
        return iter(sorted(key for key in self._items if self._next is None or key in self))

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self._items) if self._next is None else sum(1 for _ in self)
