"""``kananame suggest``: the readings a written name is likely to have, with what stands behind each."""

from __future__ import annotations

import json

import click

import kananame as kn
from kananame import messages
from kananame.cli.console import aligned, console, put, visible
from kananame.model import Part
from kananame.opinions import Opinion, second_opinions


@click.command()
@click.argument("name")
@click.option(
    "--part",
    type=click.Choice([str(Part.FAMILY), str(Part.GIVEN)]),
    default=str(Part.FAMILY),
    show_default=True,
    help="Which part of the name: family (氏), given (名).",
)
@click.option("--most", type=click.IntRange(1, 100), default=10, show_default=True, help="How many readings at most.")
@click.option("--opinions", is_flag=True, help="Also ask other programs (参考), if kananame[suggest] is installed.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.option("--lang", type=click.Choice(messages.LANGUAGES), default="ja", show_default=True)
def suggest(  # noqa: PLR0913 - click passes each option by its name
    name: str, part: str, most: int, lang: str, *, opinions: bool, as_json: bool
) -> int:
    """List the likely readings of NAME (氏または名), best first.

    Readings that dictionaries have for the very name come with the number of dictionaries, those put together from
    the readings of the characters with the number of names that show the rarest of them.

    Example: kananame suggest 松浦 --part family
    """
    found = kn.suggest(name, part, most=most)
    heard = second_opinions(name, part) if opinions else ()
    if as_json:
        answer = {"name": name, "part": part, "suggestions": [one.to_dict() for one in found]}
        if opinions:
            answer["opinions"] = [one.to_dict() for one in heard]
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        _show(name, found, heard, lang)
    return 0 if found else 1


def _show(name: str, found: tuple[kn.Suggestion, ...], heard: tuple[Opinion, ...], lang: str) -> None:
    """Print the readings as a table, and what other programs read below it."""
    out = console(err=False)
    if not found:
        out.print(messages.text("suggest-none", lang, name=visible(name)))
    else:
        table = aligned()
        for code, justify in (("reading", "left"), ("origin", "left"), ("count", "right"), ("score", "right")):
            table.add_column(messages.text(f"suggest-{code}", lang), justify=justify)  # type: ignore[arg-type]
        for one in found:
            origin = messages.text(f"origin-{one.reason}", lang)
            table.add_row(one.reading, origin, str(one.count), f"{one.score:.2f}")
        put(out, table)
    for opinion in heard:
        source = opinion.source
        said = messages.text("suggest-opinion", lang, source=source, reading=opinion.reading)
        out.print(said if opinion.reading else messages.text(opinion.note, lang, source=source))
