"""What rows ask for again and again and processes tell each other of pairs: small, quick to read and to send."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any


class Carried:
    """A dataclass with slots, two or more, that another process makes again from its fields: in half of Python's time.

    >>> from dataclasses import dataclass
    >>> @dataclass(slots=True)
    ... class Told(Carried):
    ...     verdict: str
    ...     reading: str
    >>> Told("accept", "マツウラ").__reduce__()[1]
    ('accept', 'マツウラ')
    """

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Carried], tuple[Any, ...]]:
        """Return the class and the fields."""
        return type(self), _reader(self.__slots__)(self)


@cache
def _reader(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """Return what reads the fields of these names."""
    return attrgetter(*names)
