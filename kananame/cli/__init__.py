"""The command ``kananame``; click and rich are needed here and nowhere else (the extra ``[cli]``)."""

from __future__ import annotations

import sys

_NEEDED = {"click", "rich"}


def main() -> None:
    """Run the command; exit 0 when all is accepted, 1 when there is something to look at, 2 when it could not run."""
    try:
        from kananame.cli.app import run  # noqa: PLC0415 (the extra may be missing)
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        sys.stderr.write('kananame: the command needs click and rich; install them with: pip install "kananame[cli]"\n')
        raise SystemExit(2) from None
    raise SystemExit(run())
