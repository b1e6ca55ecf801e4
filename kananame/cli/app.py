"""The group of commands, and how every failure becomes one line and exit code 2."""

from __future__ import annotations

from collections.abc import Sequence

import click

import kananame as kn
from kananame import messages
from kananame.cli.card import card
from kananame.cli.check import check
from kananame.cli.explain import explain
from kananame.cli.export import export
from kananame.cli.fix import fix
from kananame.cli.history import history
from kananame.cli.options import why
from kananame.cli.romanize import romanize
from kananame.cli.suggest import suggest
from kananame.cli.take_in import import_records
from kananame.cli.verify import verify

COULD_NOT_RUN = 2


def one_line(text: str) -> str:
    r"""Return a message on one line, whatever a file name in it holds.

    >>> one_line("a\nb")
    'a b'
    """
    return " ".join(text.split())


@click.group(no_args_is_help=False, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(kn.__version__, prog_name="kananame")
def app() -> None:
    """Screen how Japanese names are read (氏名の振り仮名), and write them in Latin letters (ローマ字).

    Exit codes: 0 all accepted, 1 something to look at, 2 could not run.  Nothing leaves this machine.
    """


app.add_command(check)
app.add_command(explain)
app.add_command(fix)
app.add_command(suggest)
app.add_command(romanize)
app.add_command(card)
app.add_command(export)
app.add_command(verify)
app.add_command(import_records)
app.add_command(history)


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
