"""``kananame card``: the lines of one person's card face, each with its length and the rule it follows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
from rich.table import Table

import kananame as kn
from kananame import messages
from kananame.card import FIELDS
from kananame.cli import options
from kananame.cli.console import aligned, console, put, visible
from kananame.cli.explain import finding_lines
from kananame.io.refusals import Refusal
from kananame.model import Part
from kananame.text import SPACE_RUN, SPACES

OWN = (Part.FAMILY, Part.GIVEN, Part.FORMER_FAMILY)
ALTERNATIVE = (Part.FAMILY, Part.GIVEN)
OWN_FORM = f"[{'|'.join(OWN)}]=SPELLING"
ALTERNATIVE_FORM = f"[{'|'.join(ALTERNATIVE)}]=NAME"
LIMIT_FORM = f"[{'|'.join(FIELDS)}]=NUMBER"


@click.command()
@click.argument("name")
@click.argument("reading")
@click.option("--born", metavar="DATE", help="Birth date (生年月日), YYYY-MM-DD.")
@click.option("--former", nargs=2, metavar="NAME READING", help="Former family name (旧氏) and its reading.")
@click.option(
    "--own", multiple=True, metavar=OWN_FORM, help="The holder's own spelling, as in the passport (本人のつづり)."
)
@click.option("--alternative", multiple=True, metavar=ALTERNATIVE_FORM, help="A name in brackets (別名併記).")
@click.option("--limit", multiple=True, metavar=LIMIT_FORM, help="The longest text a line may have (文字数の上限).")
@options.style_option
@options.option_option
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@options.dated
def card(**asked: Any) -> int:  # noqa: ANN401
    """Show the lines of a card face (券面) of one person.

    NAME and READING part family and given name by a space.  Nothing is cut: a line longer than its limit is said.
    What no published text on the card settles is an option, or marked.

    \b
    Example: kananame card "大野 純一" "オオノ ジュンイチ" --own family=OHNO --limit romaji=20
    """  # noqa: D301 (click's mark of lines that stay lines)
    style, lang = asked["style"], asked["lang"]
    options.check_option(style, asked["option"])
    own = dict(pairs("--own", asked["own"], OWN, OWN_FORM))
    for part, text in own.items():
        options.check_own(text, style, f"--own {part}")
    face = kn.card_face(
        person(asked["name"], asked["reading"]),
        born=None if asked["born"] is None else options.day(asked["born"], "--born"),
        former=asked["former"] or None,
        alternative=dict(pairs("--alternative", asked["alternative"], ALTERNATIVE, ALTERNATIVE_FORM)),
        own=own,
        layout=kn.CardLayout(style=style, option=asked["option"], limits=limits(asked["limit"])),
        book=options.book_on(asked["on"]),
    )
    if asked["as_json"]:
        click.echo(json.dumps(face.to_dict(), ensure_ascii=False, indent=2))
    else:
        show(face, lang)
    return options.looked_at(face.findings)


def person(name: str, reading: str) -> kn.PersonName:
    """Return the person of a full name and its reading; raise ``Refusal`` ``card-not-split`` when one has no space."""
    halves = [SPACE_RUN.split(text.strip(SPACES), maxsplit=1) for text in (name, reading)]
    if any(len(half) == 1 for half in halves):
        raise Refusal("card-not-split")
    (family, given), (family_reading, given_reading) = halves
    return kn.PersonName(family, family_reading, given, given_reading)


def pairs(option: str, texts: Sequence[str], known: Sequence[str], form: str) -> list[tuple[str, str]]:
    """Return what an option gave as ``key=value``; raise ``Refusal`` ``pair-invalid`` for anything else."""
    found = []
    for text in texts:
        key, _, value = text.partition("=")
        if key not in known or not value:
            raise Refusal("pair-invalid", option=option, pair=text, form=form)
        found.append((key, value))
    return found


def limits(texts: Sequence[str]) -> dict[str, int]:
    """Return the limits that were given; raise ``Refusal`` ``pair-invalid`` for one that is no number from 1."""
    found = {}
    for field, number in pairs("--limit", texts, FIELDS, LIMIT_FORM):
        if not number.isdecimal() or int(number) < 1:
            raise Refusal("pair-invalid", option="--limit", pair=f"{field}={number}", form=LIMIT_FORM)
        found[field] = int(number)
    return found


def show(face: kn.CardFace, lang: str) -> None:
    """Print the lines of a face, then what was noticed on the way."""
    out = console(err=False)
    put(out, _lines(face, lang))
    if not all(line.published for line in face.lines):
        out.print(messages.text("card-unpublished", lang))
    for finding in face.findings:
        out.print()
        out.print(finding_lines(finding, lang), soft_wrap=True)


def _lines(face: kn.CardFace, lang: str) -> Table:
    page = aligned()
    for code in ("card-line", "card-text"):
        page.add_column(messages.text(code, lang), overflow="fold")
    page.add_column(messages.text("card-length", lang), justify="right")
    page.add_column(messages.text("card-rule", lang), overflow="fold")
    for line in face.lines:
        size = str(len(line.text)) if line.limit is None else f"{len(line.text)}/{line.limit}"
        rule = messages.text(f"line-{line.rule}", lang) + ("" if line.published else "*")
        page.add_row(messages.text(f"field-{line.field}", lang), visible(line.text), size, rule)
    return page
