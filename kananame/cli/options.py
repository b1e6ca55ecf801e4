"""Options that commands share, and the refusal click can show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import click

import kananame as kn
from kananame.errors import NotInForce
from kananame.io.refusals import Refusal
from kananame.model import Filing

BEFORE_THE_LAW = {
    "ja": "--on {on}: 氏名の振り仮名の制度は2025-05-26からです。この日以後の日付を指定してください。",
    "en": "--on {on}: the rules start on 2025-05-26; give that date or a later one.",
}
BEYOND_THE_TABLES = {
    "ja": "--on {on}: この日付の規則はありません。別の日付を指定してください。",
    "en": "--on {on}: no rules for this date; give another one.",
}


def legal_date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Return a date written YYYY-MM-DD; anything else is refused."""
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        message = f"--on: {value!r} is not a date (日付); write it as 2025-05-26."
        raise click.ClickException(message) from None


lang_option = click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    default="ja",
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
on_option = click.option(
    "--on", callback=legal_date, metavar="DATE", help="Legal date (基準日), YYYY-MM-DD; the newest rules when absent."
)


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --filing, --on and --lang to a command."""
    return filing_option(on_option(lang_option(command)))


def book_on(on: date | None, lang: str) -> kn.Rulebook:
    """Return the rulebook of a date; a date before the law is a refusal."""
    try:
        return kn.rulebook(on)
    except NotInForce:
        raise click.ClickException(BEFORE_THE_LAW[lang].format(on=on)) from None


def refused(refusal: Refusal, lang: str) -> click.ClickException:
    """Return a refusal as the exception that becomes one line."""
    return click.ClickException(refusal.text(lang))
