"""The group of commands, and how every failure becomes one line and exit code 2."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from importlib import metadata

import click

from kananame.cli.check import check
from kananame.cli.explain import explain

COULD_NOT_RUN = 2


def one_line(text: str) -> str:
    r"""Return a message on one line, whatever a file name in it holds.

    >>> one_line("a\nb")
    'a b'
    """
    return " ".join(text.split())


def any_console() -> None:
    """Let every character be written, also where the console is CP932 or ASCII."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def version() -> str:
    """Return the installed version, or say that there is none (a checkout on the path)."""
    try:
        return metadata.version("kananame")
    except metadata.PackageNotFoundError:
        return "not installed"


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version(), prog_name="kananame")
def app() -> None:
    """Screen how Japanese names are read (氏名の振り仮名).

    Exit codes: 0 all accepted, 1 something to look at, 2 could not run.  Nothing leaves this machine.
    """


app.add_command(check)
app.add_command(explain)


def run(args: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; a failure is one line on standard error, never a traceback."""
    any_console()
    try:
        code = app.main(args, prog_name="kananame", standalone_mode=False)
    except click.ClickException as error:
        return failed(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        return failed("interrupted; no output was made.")
    except OSError as error:
        return failed(f"the system refused: {error.strerror or error}; try again.")
    return code if isinstance(code, int) else 0


def failed(message: str) -> int:
    """Say in one line why it could not run."""
    click.echo(f"kananame: {one_line(message)}", err=True)
    return COULD_NOT_RUN
