"""Options that commands share, and the language in which a command says why it could not run."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

import click

import kananame as kn
from kananame import messages
from kananame._tables.romaji_styles import ROMAJI_STYLES
from kananame.errors import KananameError, NotInForce
from kananame.io.files import reason
from kananame.io.refusals import Refusal
from kananame.model import Filing, Finding, Severity
from kananame.romaji.holder import letters_of
from kananame.romaji.styles import HOLDER, STANDARD, single_options, spelling_of
from kananame.rules.case import START

lang_option = click.option(
    "--lang",
    type=click.Choice(messages.LANGUAGES),
    default=messages.LANGUAGES[0],
    show_default=True,
    help="Language of the messages (表示言語).",
)
filing_option = click.option(
    "--filing",
    type=click.Choice([str(filing) for filing in Filing]),
    default=str(Filing.EXISTING),
    show_default=True,
    help="Legal situation: new entry (新たな記載), already in a register (既存), ex officio (職権), change (変更).",
)
STYLES = tuple(ROMAJI_STYLES)
style_option = click.option(
    "--style",
    type=click.Choice(STYLES),
    default=STYLES[0],
    show_default=True,
    help="How romaji is spelled (つづり方).",
)
option_option = click.option(
    "--option",
    metavar="CHOICE",
    default=STANDARD,
    show_default=True,
    help="A choice of the style (長音の表記など), as oh, ou or uu; several joined by +.",
)
on_option = click.option("--on", metavar="DATE", help="Legal date (基準日), YYYY-MM-DD; the newest rules when absent.")

jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="Processes at work (並列数); else one for each core where the file is large. The output is the same.",
)


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Add --filing, --on and --lang to a command, and let it fail in that language."""
    return filing_option(dated(command))


def dated(command: Callable[..., int]) -> Callable[..., int]:
    """Add --on and --lang to a command, and let it fail in that language."""
    return on_option(spoken(command))


def spoken(command: Callable[..., int]) -> Callable[..., int]:
    """Add --lang to a command, and let it fail in that language."""

    @wraps(command)
    def speaking(**asked: Any) -> int:  # noqa: ANN401 (whatever click parsed)
        try:
            return command(**asked)
        except BrokenPipeError:
            # Whoever reads has seen enough (``| head``): click ends without a word.
            raise
        except (Refusal, OSError, KeyboardInterrupt) as failure:
            raise click.ClickException(why(failure, asked["lang"])) from None

    return lang_option(speaking)


def why(failure: BaseException, lang: str) -> str:
    """Return in words why a command could not run, and what to do."""
    if isinstance(failure, Refusal):
        return failure.text(lang)
    if isinstance(failure, OSError):
        return messages.advice("system-refused", lang, why=reason(failure))
    return messages.advice("interrupted", lang)


def book_on(on: str | None) -> kn.Rulebook:
    """Return the rulebook of a date written YYYY-MM-DD.

    Raises ``Refusal``: ``date-invalid``, ``date-before-law``.
    """
    try:
        return kn.rulebook(None if on is None else day(on, "--on"))
    except NotInForce:
        raise Refusal("date-before-law", date=on, first=START) from None


def day(text: str, option: str) -> date:
    """Return a date written YYYY-MM-DD; raise ``Refusal`` ``date-invalid`` for anything else."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise Refusal("date-invalid", option=option, date=text) from None


def check_option(style: str, option: str) -> None:
    """Raise ``Refusal`` ``option-unknown`` for an option the style has not."""
    try:
        spelling_of(style, option)
    except KananameError:
        known = ", ".join((STANDARD, *single_options(style)))
        raise Refusal("option-unknown", option=option, style=style, options=known) from None


def check_own(own: str, style: str, option: str) -> None:
    """Raise ``Refusal`` ``letters-unknown`` for a holder's spelling that has letters the style has not, or none."""
    try:
        kn.romanize("ア", style=style, option=HOLDER, given=own)
    except KananameError:
        letters = letters_of(style)
        raise Refusal("letters-unknown", option=option, given=own, style=style, letters=letters) from None


def looked_at(findings: Iterable[Finding]) -> int:
    """Return the exit code that findings ask for: 1 when one is more than a note."""
    return int(any(finding.severity != Severity.INFO for finding in findings))
