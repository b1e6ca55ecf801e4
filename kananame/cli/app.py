"""The group of commands, and how every failure becomes one line and exit code 2."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Final

import click

import kananame as kn
from kananame import messages
from kananame.cli.options import why

COULD_NOT_RUN = 2
COMMANDS: Final = {
    "card": "card:card",
    "check": "check:check",
    "explain": "explain:explain",
    "export": "export:export",
    "fix": "fix:fix",
    "history": "history:history",
    "import": "take_in:import_records",
    "romanize": "romanize:romanize",
    "suggest": "suggest:suggest",
    "verify": "verify:verify",
}
"""The module and the name of every command: it is imported when it is asked for, and nobody waits for another one."""


class Later(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (the shape of a group)
        """Return the names of the commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (as above)
        """Return a command, ``None`` for a name that is none."""
        module, _, name = COMMANDS.get(cmd_name, "").partition(":")
        command: click.Command | None = getattr(import_module(f"kananame.cli.{module}"), name) if module else None
        return command


def one_line(text: str) -> str:
    r"""Return a message on one line, whatever a file name in it holds.

    >>> one_line("a\nb")
    'a b'
    """
    return " ".join(text.split())


@click.group(cls=Later, no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kn.__version__, prog_name="kananame")
def app() -> None:
    """Screen how Japanese names are read (氏名の振り仮名), and write them in Latin letters (ローマ字).

    Exit codes: 0 all accepted, 1 something to look at, 2 could not run.  Nothing leaves this machine.
    """


def run(args: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; a failure is one line on standard error, never a traceback."""
    try:
        code = app.main(args, prog_name="kananame", standalone_mode=False)
    except click.ClickException as error:
        return failed(error.format_message())
    except (click.Abort, KeyboardInterrupt, OSError) as failure:
        # Outside a command, where no language is known: both.
        return failed(" / ".join(why(failure, lang) for lang in messages.LANGUAGES))
    return code if isinstance(code, int) else 0


def failed(message: str) -> int:
    """Say in one line why it could not run."""
    click.echo(f"kananame: {one_line(message)}", err=True)
    return COULD_NOT_RUN
