"""``kananame history``: a ledger of events, what it holds, who may do what, and which records have to follow."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, BinaryIO, cast

import click

import kananame as kn
from kananame import messages
from kananame.cli import ledger_tables as tables
from kananame.cli import options
from kananame.cli.card import pairs
from kananame.errors import NotInForce
from kananame.history import Change, History, wire
from kananame.io import files
from kananame.io.events import Readable, batches
from kananame.io.ledger import ACCEPTED, REFUSED, REPEATED, Ledger, Outcome, open_ledger
from kananame.io.ledger_verify import verify as verified
from kananame.io.refusals import Refusal
from kananame.rules.case import START

SETTING_FORM = "POINT=CHOICE"
json_option = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
ledger_argument = click.argument("path", metavar="LEDGER")
person_option = click.option("--person", metavar="ID", required=True, help="Whose (人の番号).")


def spoken(command: Callable[..., int]) -> Callable[..., int]:
    """Add --json and --lang to a command on a ledger, and let it fail in that language."""
    return json_option(options.spoken(command))


@click.group()
def history() -> None:
    """Keep the history of readings in a ledger (振り仮名の履歴の台帳).

    A ledger is one file.  Events go in as JSON lines (docs/schema.md); each is recorded once, in its order, and is on
    the disk before the command says so.
    """


@history.command("apply")
@ledger_argument
@click.argument("source", metavar="EVENTS")
@click.option(
    "--setting",
    multiple=True,
    metavar=SETTING_FORM,
    help="What a new ledger does on an open point (確認できていない点).",
)
@spoken
def apply_events(path: str, source: str, setting: Sequence[str], lang: str, *, as_json: bool) -> int:
    """Apply EVENTS (JSON lines; - for standard input) to LEDGER, which is made where there is none.

    Prints the id of each event that is recorded now, when it is on the disk; what is refused is said on standard error,
    and the others are applied.  Sent again, an event changes nothing: after an interruption, run the same again.
    """
    settings = dict(setting_pair(text) for text in setting)
    counts: Counter[str] = Counter()
    try:
        with (
            opened(source) as stream,
            files.standard_output() as out,
            open_ledger(path, settings, create=True) as ledger,
        ):
            for batch in batches(stream, source):
                outcomes = ledger.apply(event for _, event in batch)
                numbered = [(line, outcome) for (line, _), outcome in zip(batch, outcomes, strict=True)]
                tell(out, numbered, lang, as_json=as_json)
                counts.update(outcome.state for outcome in outcomes)
    except KeyboardInterrupt:
        raise Refusal("ledger-interrupted") from None
    total = {state: counts[state] for state in (ACCEPTED, REPEATED, REFUSED)}
    click.echo(f"kananame: {messages.text('history-applied', lang, **total)}", err=True)
    return int(counts[REFUSED] > 0)


def setting_pair(text: str) -> tuple[str, str]:
    """Return a setting as it is given; raise ``Refusal`` ``pair-invalid`` for what has another form."""
    point = text.partition("=")[0]
    return pairs("--setting", [text], [point] if point else [], SETTING_FORM)[0]


@contextmanager
def opened(source: str) -> Iterator[Readable]:
    """Give a file as bytes that are read as they come, standard input for ``-``.

    Raises ``Refusal``: ``file-missing``, ``file-directory``, ``file-unreadable``.
    """
    if source == files.STANDARD:
        yield cast("Readable", sys.stdin.buffer)
        return
    with files.open_source(source, sys.stdin.buffer) as stream:
        yield cast("Readable", stream)


def tell(out: BinaryIO, outcomes: Sequence[tuple[int, Outcome]], lang: str, *, as_json: bool) -> None:
    """Say what became of the events of a batch: accepted ones on standard output, refused ones on standard error."""
    for line, outcome in outcomes:
        if as_json:
            out.write(f"{json.dumps(outcome_dict(line, outcome, lang), ensure_ascii=False)}\n".encode())
        elif outcome.state == ACCEPTED:
            out.write(f"{outcome.event}\n".encode())
        if outcome.refusal is not None:
            click.echo(tables.refusal_line(line, outcome.refusal, lang), err=True)
    out.flush()


def outcome_dict(line: int, outcome: Outcome, lang: str) -> dict[str, Any]:
    """Return what became of an event as JSON-ready data; the schema is in ``docs/schema.md``."""
    refusal = outcome.refusal
    return {
        "line": line,
        "event": outcome.event,
        "state": outcome.state,
        "finding": None if refusal is None else refusal.finding.to_dict(),
        "verified": None if refusal is None else refusal.verified,
        "message": None if refusal is None else tables.sentence(refusal.finding, lang),
    }


@history.command()
@ledger_argument
@click.option("--person", metavar="ID", help="Of a person (人の番号).")
@click.option("--register", metavar="ID", help="Of a register and its members (戸籍の番号).")
@click.option("--on", metavar="DATE", help="What held on this day (効力の日), YYYY-MM-DD; without it, the newest.")
@click.option("--known", metavar="DATE", help="As far as it was known on this day (知った日), YYYY-MM-DD.")
@spoken
def show(path: str, lang: str, *, as_json: bool, **asked: str | None) -> int:
    """Show which names and readings hold, since when and on what basis."""
    person, register = asked["person"], asked["register"]
    if (person is None) == (register is None):
        raise Refusal("history-whose")
    on, known = (
        date.max if asked[name] is None else options.day(str(asked[name]), f"--{name}") for name in ("on", "known")
    )
    with open_ledger(path) as ledger, ledger.snapshot() as held:
        check(ledger, held, person=person, register=register)
        found = tables.standing(held.as_of(on, known), person=person, register=register)
    if as_json:
        days = {name: asked[name] for name in ("on", "known")}
        dump({"person": person, "register": register, **days, **wire.to_dict(found)})
    else:
        tables.show(found, lang)
    return 0


@history.command()
@ledger_argument
@person_option
@click.option("--on", metavar="DATE", help="On this day (基準日), YYYY-MM-DD; without it, today.")
@spoken
def rights(path: str, person: str, on: str | None, lang: str, *, as_json: bool) -> int:
    """Show who may do what to the readings of a person, with what, until when, and what is not possible and why."""
    today = date.today() if on is None else options.day(on, "--on")  # noqa: DTZ011 (the day where the office is)
    with open_ledger(path) as ledger, ledger.snapshot() as held:
        check(ledger, held, person=person)
        try:
            found = kn.rights(held, person, today, ledger.book)
        except NotInForce:
            raise Refusal("date-before-law", date=today, first=START) from None
    if as_json:
        dump([wire.to_dict(right) for right in found])
    else:
        tables.show_rights(found, lang)
    return 0


@history.command()
@ledger_argument
@person_option
@spoken
def timeline(path: str, person: str, lang: str, *, as_json: bool) -> int:
    """Show all that was ever recorded of a person and of the registers he or she was in, with its sources."""
    with open_ledger(path) as ledger, ledger.snapshot() as held:
        check(ledger, held, person=person)
        found = kn.timeline(held, person)
    if as_json:
        dump([wire.to_dict(line) for line in found])
    else:
        tables.show_timeline(found, lang)
    return 0


@history.command()
@ledger_argument
@click.option("--event", metavar="ID", help="Those of one event (事件の番号).")
@click.option(
    "--since-seq", "since", metavar="N", type=click.IntRange(0), default=0, help="Those after the N-th event."
)
@spoken
def changes(path: str, event: str | None, since: int, lang: str, *, as_json: bool) -> int:
    """Show which records of which systems have to be updated, for whom, from when.

    With --json one line each, with the number of its event: give the last one as --since-seq to get what is new.
    """
    with open_ledger(path) as ledger:
        found = ledger.changes(event=event, since=since)
        if as_json:
            dump_changes(found)
        else:
            tables.show_changes([change for _, change in found], lang)
    return 0


@history.command()
@ledger_argument
@spoken
def verify(path: str, lang: str, *, as_json: bool) -> int:
    """Check that LEDGER is whole: the file, the chain of its events, and all that follows from them made once more."""
    with open_ledger(path) as ledger:
        counts = verified(ledger)
    if as_json:
        dump(counts._asdict())
    else:
        click.echo(messages.text("history-verified", lang, **counts._asdict()))
    return 0


def check(ledger: Ledger, held: History, *, person: str | None = None, register: str | None = None) -> None:
    """Raise ``Refusal`` ``ledger-person-unknown``, ``ledger-register-unknown`` for an id the ledger has not."""
    if person is not None and held.persons.get(person) is None:
        raise Refusal("ledger-person-unknown", path=ledger.path, person=person)
    if register is not None and held.registers.get(register) is None:
        raise Refusal("ledger-register-unknown", path=ledger.path, register=register)


def dump(data: object) -> None:
    """Print one answer as JSON."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def dump_changes(found: Iterator[tuple[int, Change]]) -> None:
    """Print changes as JSON lines, as they are read."""
    with files.standard_output() as out:
        for seq, change in found:
            out.write(f"{json.dumps({'seq': seq, **wire.to_dict(change)}, ensure_ascii=False)}\n".encode())
        out.flush()
