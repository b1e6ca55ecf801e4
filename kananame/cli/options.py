"""Options that commands share, and the language in which a command says why it could not run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any

import click

import kananame as kn
from kananame import messages
from kananame.errors import NotInForce
from kananame.io.files import reason
from kananame.io.refusals import Refusal
from kananame.model import Filing
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
on_option = click.option("--on", metavar="DATE", help="Legal date (基準日), YYYY-MM-DD; the newest rules when absent.")


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Add --filing, --on and --lang to a command, and let it fail in that language."""

    @wraps(command)
    def speaking(**asked: Any) -> int:  # noqa: ANN401 (whatever click parsed)
        try:
            return command(**asked)
        except (Refusal, OSError, KeyboardInterrupt) as failure:
            raise click.ClickException(why(failure, asked["lang"])) from None

    return filing_option(on_option(lang_option(speaking)))


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
        return kn.rulebook(None if on is None else _day(on))
    except NotInForce:
        raise Refusal("date-before-law", date=on, first=START) from None


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise Refusal("date-invalid", date=text) from None
