"""What every input is to the rest of the program: a header, and records of text read once in order."""

from __future__ import annotations

import hashlib
import io
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, BinaryIO, NamedTuple, Self, TypeVar

from kananame.io.files import start_of
from kananame.io.refusals import Refusal

R = TypeVar("R")


class Native(str):
    """A cell that was no text in its file (a number, a date, nothing): its text, and the value it had there.

    ``form`` is how a spreadsheet shows the value.  A writer of the same kind of file gives the value back.
    """

    __slots__ = ("form", "value")
    value: object
    form: str

    def __new__(cls, text: str, value: object, form: str = "") -> Self:
        """Return the text of a value that remembers the value."""
        self = super().__new__(cls, text)
        self.value, self.form = value, form
        return self

    def __reduce__(self) -> tuple[type[Self], tuple[str, object, str]]:
        """Return how another process makes it again."""
        return type(self), (str(self), self.value, self.form)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a caller says about an input: its encoding, its delimiter, the sheet to read."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None

    def refuse(self, form: str, *names: str) -> None:
        """Refuse options that mean nothing for a form of file.

        Raises ``Refusal`` ``option-unfit``.
        """
        for name in names:
            if getattr(self, name) is not None:
                raise Refusal("option-unfit", option=f"--{name}", form=form)


class Place(NamedTuple):
    """Where reading stands: how far, of how much (0: nobody knows), in any unit."""

    done: int
    total: int


class Source(ABC):
    """An input that is open: its header, its records, and where reading stands.

    ``size`` is its length in bytes, ``codec`` the encoding whose bytes are told where a character cannot be; ``notes``
    are messages for the caller, each a code of the catalogue with its parameters; ``marked`` says whether text made of
    it gets the byte order mark that Excel needs.
    """

    form: str
    codec: str = "utf-8"
    delimiter: str = ","
    newline: str = "\r\n"
    marked: bool = False

    def __init__(self, stream: BinaryIO, path: str) -> None:
        """Take the open input, and its name for messages."""
        self.path = path
        self.size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        self.header: list[str] = []
        self.notes: list[tuple[str, dict[str, object]]] = []

    @property
    def bulk(self) -> int:
        """About how many bytes its rows are when nothing is compressed."""
        return self.size

    @property
    @abstractmethod
    def records(self) -> Iterator[list[str]]:
        """The records that are left, each as long as the header or, where the file says so, shorter or longer."""

    @property
    def divisible(self) -> bool:
        """Whether parts of it can be read by themselves."""
        return False

    def in_parts(
        self, make: Callable[..., Callable[[Any], R]], told: tuple[object, ...], jobs: int, rows: Callable[[R], int]
    ) -> Iterator[R]:
        """Yield what comes of the records that are left, part by part; reading stands behind the part given last.

        Args:
            make: as in :func:`kananame.io.jobs.in_order`; what it returns takes a part as this kind of file has them.
            told: its arguments.
            jobs: how many processes are at work.
            rows: tells of an answer in how many records it was found.

        Raises ``Refusal``: ``job-lost``, and what reading the records raises.
        """
        raise NotImplementedError

    @abstractmethod
    def place(self) -> Place:
        """Return where reading stands."""

    @abstractmethod
    def taken(self) -> tuple[int, str]:
        """Return how many bytes of the file the records so far depend on, and their checksum."""

    @abstractmethod
    def skip(self, rows: int, taken: int) -> None:
        """Go on behind the first records; ``taken`` is what ``taken()`` told there."""

    def close(self) -> None:  # noqa: B027 (most inputs hold nothing)
        """Let go what the input holds besides its stream."""


class PackedSource(Source):
    """An input any row of which may depend on any byte: it is always read from its beginning."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        """Take the open input."""
        super().__init__(stream, path)
        self._stream = stream
        self._row = 0

    def taken(self) -> tuple[int, str]:
        """Return the size and the checksum of the file."""
        return self.size, self._sha256

    @cached_property
    def _sha256(self) -> str:
        at, digest = self._stream.tell(), hashlib.sha256()
        for block in start_of(self._stream, self.size):
            digest.update(block)
        self._stream.seek(at)
        return digest.hexdigest()

    def skip(self, rows: int, taken: int) -> None:  # noqa: ARG002 (all of it is taken)
        """Go on behind the first records."""
        deque(islice(self.records, rows), maxlen=0)
