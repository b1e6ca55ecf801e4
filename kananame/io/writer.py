"""What every output with rows and columns is to the rest of the program."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NamedTuple

from kananame.io.source import Source
from kananame.model import Severity


class Mark(NamedTuple):
    """A cell in question: how grave, and why in words."""

    severity: Severity
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is written, as far as its kind of file has a choice.

    ``raw`` leaves cells as they are that a spreadsheet would run; ``fresh`` is false where an output is gone on with;
    ``like`` is the input, for a kind of file that has types.
    """

    delimiter: str = ","
    newline: str = "\r\n"
    marked: bool = False
    raw: bool = False
    fresh: bool = True
    like: Source | None = None


NO_MARKS: Mapping[int, Mark] = MappingProxyType({})


class TableWriter(ABC):
    """Writes rows of cells to an output it does not close; the header is the first row.

    ``marks`` says by position which cells are in question; a kind of file that has no place for it leaves it out.
    """

    @abstractmethod
    def write(self, cells: Sequence[str], marks: Mapping[int, Mark] = NO_MARKS) -> None:
        """Write one row."""

    def put(self, made: Any) -> None:  # noqa: ANN401
        """Write several rows in the form this kind of file has for them, made elsewhere; only few kinds have one."""
        raise NotImplementedError

    def flush(self) -> None:  # noqa: B027 (most writers hold nothing back)
        """Hand what is written so far to the output."""

    def close(self) -> None:
        """Write what the kind of file needs at its end."""
        self.flush()

    def notes(self) -> list[tuple[str, dict[str, object]]]:
        """Return what the caller should know about the file, each a code of the catalogue with its parameters."""
        return []

    def release(self) -> None:  # noqa: B027
        """Remove what the writer keeps outside the output, whether it came to its end or not."""
