"""The records a change calls for: which layouts concern it, and what they are filled with (更新レコード)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from kananame.history.changes import Change
from kananame.history.state import History
from kananame.model import Part
from kananame.record.fill import filler
from kananame.record.layout import Layout
from kananame.record.layout import layout as named
from kananame.record.record import DEFAULT, Options, Record
from kananame.record.snapshot import facts_of_change
from kananame.record.values import VALUES, Facts

OF_A_PART: Final = frozenset({"part", "before-name", "before-reading", "after-name", "after-reading"})
"""Values that are of one part of a name: of two changes of a person each is told by itself."""


def records(
    change: Change | Iterable[Change],
    layout: str | Layout = "jumin-joho",
    *,
    history: History | None = None,
    options: Options = DEFAULT,
    more: Callable[[str], Mapping[str, str]] | None = None,
) -> tuple[Record, ...]:
    """Return the records of a layout that tell of a change, or of all changes of an event.

    A change that the layout does not tell of makes none (the card's no resident record), and of two changes that make
    the same record, as when both parts of a name are new, only one does.

    Args:
        change: one of what ``changes`` returns, or several.
        layout: a layout, its id, or ``id@version``.
        history: the history after the event; by default the one a change was found in.
        options: what only the caller can decide.
        more: what the caller knows of a person by id, added to what the history knows: sex, address, a Latin name.

    Raises:
        ValueError: for an unknown layout, a change read from a file without its history, a history that does not know
            the event, options the layout cannot have, and
            what ``more`` says in the place of the history.

    >>> from datetime import date
    >>> from kananame.history import Enrolled, ExistingRegister, Filer, InitialFiling, apply, changes
    >>> head = Enrolled(person="1", given="一郎", birth=date(1970, 4, 1), municipality="131016")
    >>> before = apply(History(), ExistingRegister(
    ...     id="e1", on=date(2025, 5, 26), register="r1", municipality="131016", family="山崎", head="1",
    ...     members=(head,)))
    >>> after = apply(before, InitialFiling(
    ...     id="e2", on=date(2025, 7, 1), filers=(Filer("1"),), part="family", subject="r1", reading="ヤマザキ"))
    >>> made = records(changes(before, after), "jumin-joho")
    >>> [record.values["uji_nihonjin_furigana"] for record in made]
    ['ヤマザキ']
    """
    made = named(layout) if isinstance(layout, str) else layout
    fill = filler_of(made, options)
    changed = (change,) if isinstance(change, Change) else tuple(change)
    after = history or next((one.history for one in changed), None)
    if after is None:
        if changed:
            raise ValueError("a change that was read back does not know its history; pass history=")
        return ()
    found = []
    for facts in facts_of_changes(changed, made, after):
        if more is not None:
            facts.update(_callers(more(facts["person"])))
        found.append(fill(facts))
    return tuple(found)


def facts_of_changes(changes: Iterable[Change], made: Layout, history: History) -> Iterator[Facts]:
    """Yield what the records of a layout are filled with that tell of the changes of one event.

    A layout that does not ask which part of a name changed tells of a person once, whatever changed.

    Args:
        changes: what ``changes`` returns.
        made: the layout.
        history: the history after the event.
    """
    by_part = any(item.fill in OF_A_PART for item in made.items)
    seen = set()
    for change in changes:
        told = (change.person, (change.about, change.part, change.past) if by_part else ())
        if told not in seen and concerns(made, change, history):
            seen.add(told)
            yield facts_of_change(change, history)


def _callers(more: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a caller adds; raise ``ValueError`` for what the history tells, a reading above all."""
    for value in more:
        if value in VALUES and VALUES[value].origin in {"history", "event"}:
            raise ValueError(f"{value!r} is what the history tells; pass values that only the caller knows")
    return more


def concerns(made: Layout, change: Change, history: History) -> bool:
    """Tell whether a layout tells of a change."""
    if change.system not in made.systems or change.part not in made.parts:
        return False
    view = history.view()
    if made.once and change.part is Part.FAMILY:
        return view.members(change.register)[:1] == (change.person,)
    if not made.between:
        return True
    home = view.residence(change.person)
    return home is not None and home.municipality not in {"", view.registry(change.register)}


_FILLERS: Final[dict[object, Callable[[Facts], Record]]] = {}
_HELD: Final = 32


def filler_of(made: Layout, options: Options) -> Callable[[Facts], Record]:
    """Return the filler of a layout with some options, the same one as long as they are the same."""
    key = made.key, *(tuple(sorted(one.items())) if isinstance(one, Mapping) else one for one in options)
    found = _FILLERS.get(key)
    if found is None:
        if len(_FILLERS) >= _HELD:
            _FILLERS.clear()
        found = _FILLERS[key] = filler(made, options)
    return found
