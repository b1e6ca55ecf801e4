"""Open what is read, and let what is written appear whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, cast

from kananame.io.refusals import Refusal

STANDARD = "-"
SPOOLED_IN_MEMORY = 1 << 20
BLOCK = 1 << 18
# Also for Windows, where a file is text until it is told to be none.
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NAME_MAX = 60


def spool(stream: IO[bytes]) -> BinaryIO:
    """Return a seekable copy of a stream that cannot be read twice.

    Beyond 1 MiB it lies in a temporary file that only its owner can read and that goes away when it is closed.
    """
    copy = tempfile.SpooledTemporaryFile(max_size=SPOOLED_IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return cast("BinaryIO", copy)


def open_source(path: str, stdin: IO[bytes]) -> BinaryIO:
    """Open a file, or standard input for ``-``, as seekable bytes.

    Raises ``Refusal``: ``file-missing``, ``file-directory``, ``file-unreadable``.
    """
    if path == STANDARD:
        return spool(stdin)
    try:
        mode = Path(path).stat().st_mode
        if stat.S_ISDIR(mode):
            raise Refusal("file-directory", path=path)
        source = Path(path).open("rb")  # noqa: SIM115 (the caller closes it)
        if stat.S_ISREG(mode):
            return source
        with source:
            return spool(source)
    except FileNotFoundError:
        raise Refusal("file-missing", path=path) from None
    except (OSError, ValueError) as error:
        if isinstance(error, Refusal):
            raise
        raise Refusal("file-unreadable", path=path, why=reason(error)) from None


def start_of(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """Yield the first bytes of a seekable stream in blocks; it then stands behind them."""
    stream.seek(0)
    while size > 0 and (block := stream.read(min(BLOCK, size))):
        size -= len(block)
        yield block


def reason(error: Exception) -> str:
    """Return the system's own words for an error, without the path it repeats."""
    return getattr(error, "strerror", None) or str(error)


def check_target(target: str, source: str) -> None:
    """Refuse, before any work, an output that could not appear at the end.

    Raises ``Refusal``: ``output-directory-missing``, ``output-not-file``, ``output-is-input``.
    """
    path = Path(target)
    if not path.parent.is_dir():
        raise Refusal("output-directory-missing", path=path.parent)
    if not path.exists():
        return
    if not path.is_file():
        raise Refusal("output-not-file", path=target)
    if source != STANDARD and Path(source).exists() and path.samefile(source):
        raise Refusal("output-is-input", path=target)


def beside(target: str, kind: str) -> Path:
    """Return the name of a file of ours beside an output: hidden, and always the same.

    >>> beside("out.csv", "part").name
    '.out.csv.kananame-part'
    """
    name = Path(target).name
    # A file name has 255 bytes at most, and a character of Japanese takes three.
    if len(name) > _NAME_MAX:
        name = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(target).with_name(f".{name}.kananame-{kind}")


def new_file(path: Path) -> io.FileIO:
    """Open a new file that only its owner can read, in place of what a killed run may have left there."""
    path.unlink(missing_ok=True)
    return io.FileIO(os.open(path, _NEW, 0o600), "r+")


def take_place(output: IO[bytes], part: Path, target: str) -> None:
    """Let a file that is complete take the place of the output.

    Raises ``OSError``, also when another run has begun to write the same output.
    """
    output.flush()
    os.fsync(output.fileno())
    if not _is(output, part):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
    output.close()
    part.replace(target)


@contextmanager
def whole_file(target: str) -> Iterator[BinaryIO]:
    """Give a private file beside ``target``: it takes its place at the end, or is removed on any failure.

    Raises ``Refusal`` ``output-unwritable`` when the directory, the disk or the target does not let it.
    """
    part = beside(target, "part")
    try:
        with io.BufferedWriter(new_file(part)) as output:
            try:
                yield output
                take_place(output, part, target)
            except BaseException:
                give_up(output, part)
                raise
    except OSError as error:
        raise Refusal("output-unwritable", path=target, why=reason(error)) from None


@contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Give standard output as bytes.

    Raises ``Refusal`` ``output-unwritable`` when whoever reads it has gone, or its disk is full.
    """
    try:
        yield sys.stdout.buffer
    except OSError as error:
        # What is still buffered would fail once more when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Refusal("output-unwritable", path=STANDARD, why=reason(error)) from None


def give_up(output: IO[bytes], part: Path) -> bool:
    """Remove a file that will not be complete, if it is still ours and not that of another run; say whether it was."""
    # Closed: it was ours a moment ago, when it should have taken its place.
    ours = output.closed or _is(output, part)
    with suppress(OSError):
        output.close()
    if ours:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return ours


def _is(output: IO[bytes], path: Path) -> bool:
    return path.exists() and os.path.samestat(os.fstat(output.fileno()), path.stat())
