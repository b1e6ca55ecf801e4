"""An output that appears whole, and what an interrupted run leaves beside it to go on from.

Beside ``out.csv`` lie, while it is written, ``.out.csv.kananame-part`` (the rows so far) and
``.out.csv.kananame-state`` (how far they are made from which bytes of the input: checksums and counts, no cell).  Only
their owner can read them.  Both are gone when the output is there.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kananame.io.files import beside, give_up, new_file, reason, start_of, take_place
from kananame.io.refusals import Refusal

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

VERSION = 1


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is true at the end of a block of rows.

    ``options`` is what the caller asked for, as far as it decides the bytes; ``size`` is the length of the input,
    ``taken`` and ``sha256`` tell the part of it that the rows are made from, ``written`` and ``output`` the bytes of
    the output; ``summary`` holds the counts so far.
    """

    options: dict[str, Any]
    size: int
    taken: int = 0
    sha256: str = ""
    rows: int = 0
    summary: dict[str, Any] | None = None
    written: int = 0
    output: str = ""
    version: int = VERSION


class Part(io.BufferedWriter):
    """The bytes so far, in a private file; counts them and sums them up."""

    def __init__(self, path: Path, keep: int) -> None:
        """Open the file and go on behind its first bytes; with none to keep, it is a new file."""
        super().__init__(io.FileIO(path, "r+") if keep else new_file(path))
        self.written = keep
        self.digest = digest_of(path, keep)
        self.truncate(keep)
        self.seek(keep)

    def write(self, data: ReadableBuffer) -> int:
        """Write bytes."""
        self.digest.update(data)
        count = super().write(data)
        self.written += count
        return count

    def safe(self) -> None:
        """Come back when the bytes are on the disk."""
        self.flush()
        os.fsync(self.fileno())


def digest_of(path: Path, size: int) -> hashlib._Hash:
    """Return the checksum of the first bytes of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in start_of(file, size):
            digest.update(block)
    return digest


class Journal:
    """The files beside an output; ``done`` is the last checkpoint, of this run or of the one it goes on from."""

    def __init__(self, target: str, options: dict[str, Any], size: int, *, resume: bool) -> None:
        """Open the part.

        Raises ``Refusal``: ``resume-options`` and ``resume-input`` when the interrupted run was another one.
        """
        self._target = target
        self._part, self._state, self._new_state = (beside(target, kind) for kind in ("part", "state", "new-state"))
        self._begun = Checkpoint(json.loads(json.dumps(options)), size)
        self.done = self._found() if resume else None
        if self.done is None:
            self._state.unlink(missing_ok=True)
        self.output = Part(self._part, self.done.written if self.done else 0)

    def _found(self) -> Checkpoint | None:
        """Return the checkpoint an interrupted run left, if it left one that holds."""
        try:
            found = Checkpoint(**json.loads(self._state.read_text(encoding="utf-8")))
            digest = digest_of(self._part, found.written)
        except (OSError, ValueError, TypeError):
            return None
        if found.version != VERSION or digest.hexdigest() != found.output:
            return None
        if found.options != self._begun.options:
            raise Refusal("resume-options", path=self._target)
        if found.size != self._begun.size:
            raise Refusal("resume-input", path=self._target)
        return found

    def checkpoint(self, taken: tuple[int, str], rows: int, summary: dict[str, Any]) -> None:
        """Make what is written so far something to go on from."""
        self.output.safe()
        done = replace(self._begun, taken=taken[0], sha256=taken[1], rows=rows, summary=summary,
                       written=self.output.written, output=self.output.digest.hexdigest())  # fmt: skip
        with new_file(self._new_state) as state:
            state.write(json.dumps(asdict(done)).encode())
        self._new_state.replace(self._state)
        self.done = done

    def commit(self) -> None:
        """Let the output take its place."""
        take_place(self.output, self._part, self._target)
        self._state.unlink(missing_ok=True)

    def discard(self) -> None:
        """Leave nothing."""
        if give_up(self.output, self._part):
            for path in (self._state, self._new_state):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let the part go as it is."""
        with suppress(OSError):
            self.output.close()


@contextmanager
def open_journal(target: str, options: dict[str, Any], size: int, *, resume: bool) -> Iterator[Journal]:
    """Give the journal of an output: the output takes its place at the end; on a failure the old one stays.

    What can be gone on with after an interruption or a failure of the system is left for that; after a refusal nothing
    is, except where going on was refused.

    Raises ``Refusal``: ``output-unwritable``, ``interrupted-resumable``, ``resume-options``, ``resume-input``.
    """
    journal: Journal | None = None
    try:
        journal = Journal(target, options, size, resume=resume)
        yield journal
        journal.commit()
    except (OSError, KeyboardInterrupt) as failure:
        _leave(journal)
        if isinstance(failure, OSError):
            raise Refusal("output-unwritable", path=target, why=reason(failure)) from None
        if journal is not None and journal.done:
            raise Refusal("interrupted-resumable", rows=journal.done.rows) from None
        raise
    except Refusal as refusal:
        if journal is not None:
            (journal.close if refusal.code.startswith("resume-") else journal.discard)()
        raise
    except BaseException:
        if journal is not None:
            journal.discard()
        raise


def _leave(journal: Journal | None) -> None:
    if journal is not None:
        (journal.close if journal.done else journal.discard)()
