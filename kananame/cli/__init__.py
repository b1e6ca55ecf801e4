"""The command ``kananame``; click and rich are needed here and nowhere else (the extra ``[cli]``)."""

from __future__ import annotations

import io
import os
import sys

from kananame import messages

_NEEDED = {"click", "rich"}


def main() -> None:
    """Run the command; exit 0 when all is accepted, 1 when there is something to look at, 2 when it could not run."""
    any_console()
    try:
        from kananame.cli.app import run  # noqa: PLC0415 (the extra may be missing)

        # A command is imported, and rich with it, when it is asked for.
        code = written_out(run())
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        # Nobody has been asked yet for a language.
        both = " / ".join(messages.advice("extra-missing", lang) for lang in messages.LANGUAGES)
        sys.stderr.write(f"kananame: {both}\n")
        raise SystemExit(2) from None
    raise SystemExit(code)


def written_out(code: int) -> int:
    """Write out what is left; return the exit code, 1 where whoever reads has seen enough (``| head``)."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def any_console() -> None:
    """Let every character be written, also where the console is CP932 or ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
