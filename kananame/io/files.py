"""Open what is read, and let what is written appear whole or not at all."""

from __future__ import annotations

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


@contextmanager
def whole_file(target: str) -> Iterator[BinaryIO]:
    """Give a private temporary file beside ``target``: it takes its place at the end, or is removed on any failure.

    Raises ``Refusal`` ``output-unwritable`` when the directory, the disk or the target does not let it.
    """
    temporary: str | None = None
    try:
        # mkstemp makes the file readable by its owner alone, and the same directory keeps the rename atomic.
        handle, temporary = tempfile.mkstemp(prefix=".kananame-", suffix=".part", dir=Path(target).parent)
        with os.fdopen(handle, "wb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        Path(temporary).replace(target)
    except OSError as error:
        _remove(temporary)
        raise Refusal("output-unwritable", path=target, why=reason(error)) from None
    except BaseException:
        _remove(temporary)
        raise


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


def _remove(temporary: str | None) -> None:
    if temporary is not None:
        with suppress(OSError):
            Path(temporary).unlink()
