"""What the commands on records print: counts, and where something is wrong; ids and places, never a name."""

from __future__ import annotations

from collections.abc import Iterable

import click

from kananame import messages
from kananame.cli.console import console, visible
from kananame.io.refusals import Refusal
from kananame.io.source import Source
from kananame.model import Finding
from kananame.record import Layout, layout, layouts


def layout_named(name: str) -> Layout:
    """Return a layout; raise ``Refusal`` ``layout-unknown`` with those there are."""
    try:
        return layout(name)
    except ValueError:
        known = ", ".join(one.key for one in layouts())
        raise Refusal("layout-unknown", layout=name, layouts=known) from None


def tell_notes(source: Source, lang: str) -> None:
    """Say on standard error how a file was read."""
    for code, params in source.notes:
        click.echo(f"kananame: {messages.text(code, lang, **params)}", err=True)


def place(row: int, person: str, lang: str) -> str:
    """Return which record is spoken of."""
    if not row:
        return messages.text("place-file", lang)
    return messages.text("place-record" if person else "place-row", lang, row=row, person=visible(person))


def show_findings(found: Iterable[tuple[str, Finding]], lang: str) -> None:
    """Print findings with their places on standard error."""
    out = console(err=True)
    for where, finding in found:
        sentence = messages.advice(finding.code, lang, **messages.named(finding, lang))
        out.print(visible(messages.text("place-finding", lang, place=where, sentence=sentence)), soft_wrap=True)
