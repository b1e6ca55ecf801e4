"""The rules in force on a legal date, in the order they are tried (規則集)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from kananame._tables.editions import EDITIONS
from kananame._tables.settings import SETTINGS
from kananame.errors import NotInForce
from kananame.model import Filing, Part
from kananame.rules import acceptance, refusals, scope
from kananame.rules.case import NEWEST, START, Rule
from kananame.rules.provisions import PROVISIONS

GIVEN: Final = frozenset({Part.GIVEN})
ENTERED_FIRST: Final = frozenset({Filing.NEW})
RULES: Final = (
    Rule("foreign", "FOREIGN_RESIDENT", START, None, scope.foreign_name),
    Rule("missing", "KOSEKI_13_1_2", START, None, scope.missing),
    Rule("too-long", "KOSEKI_13_1_2", START, None, scope.too_long),
    Rule("alias", "FOREIGN_RESIDENT", START, None, scope.alias, frozenset({Part.ALIAS})),
    Rule("repertoire", "KISOKU_30_2_T2", START, None, scope.repertoire),
    Rule("name-characters", "KOSEKI_13_1_2", START, None, scope.name_characters),
    Rule("kanji", "KOSEKI_50", START, scope.COMPLETE_UNTIL, scope.childs_kanji, GIVEN, ENTERED_FIRST),
    Rule("kanji", "KOSEKI_50", scope.INCOMPLETE_SINCE, None, scope.perhaps_childs_kanji, GIVEN, ENTERED_FIRST),
    Rule("unfit-word", "GUIDANCE_REFUSE_ANTISOCIAL", START, None, refusals.unfit_word, GIVEN),
    Rule("other-person", "GUIDANCE_REFUSE_OTHER_PERSON", START, None, refusals.other_person, GIVEN),
    Rule("attested", "GUIDANCE_ACCEPT_DICTIONARY", START, None, acceptance.attested_pair),
    Rule("explained", "KOSEKI_13_2", START, None, acceptance.explained),
    Rule("opposite", "GUIDANCE_REFUSE_OPPOSITE", START, None, refusals.opposite_meaning, GIVEN),
    Rule("added-word", "GUIDANCE_REFUSE_ADDED", START, None, refusals.added_word, GIVEN),
    Rule("no-relation", "GUIDANCE_REFUSE_UNRELATED", START, None, refusals.no_relation, GIVEN),
    Rule("unexplained", "KOSEKI_13_2", START, None, acceptance.unexplained),
)


DEFAULTS: Final[Mapping[str, str]] = MappingProxyType({point: row[1] for point, row in SETTINGS.items()})
"""What the book does on each point that no source settles, unless its caller decides otherwise."""


class Situation(NamedTuple):
    """A part of a name and a legal situation (届出の場面), with the rules that speak of them in order."""

    part: Part
    filing: Filing
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Tables and rules frozen at a legal date.

    ``on`` is that date, ``edition`` the id of the edition in force, ``rules`` the rules in force in the order they are
    tried, ``situations`` the same by part and filing, ``settings`` what is done on the points that no source settles.
    """

    on: date
    edition: str
    rules: tuple[Rule, ...]
    situations: Mapping[tuple[str, str], Situation] = field(repr=False)
    settings: Mapping[str, str] = field(default_factory=lambda: DEFAULTS, repr=False)

    def situation(self, part: str, filing: str) -> Situation:
        """Return the rules for a part and a filing; raise ``ValueError`` naming the values that can be passed."""
        found = self.situations.get((part, filing))
        if found is None:
            if part not in list(Part):
                raise ValueError(f"part is one of {', '.join(Part)}, not {part!r}")
            raise ValueError(f"filing is one of {', '.join(Filing)}, not {filing!r}")
        return found

    def at(self, on: date) -> Rulebook:
        """Return the book of another day with the same settings; raise ``NotInForce`` before 2025-05-26."""
        book = rulebook(on)
        return book if self.settings is DEFAULTS else replace(book, settings=self.settings)

    def verified(self, provision: str) -> bool:
        """Tell whether a provision was checked against its primary text."""
        return PROVISIONS[provision].verified


def rulebook(on: date | None = None, *, settings: Mapping[str, str] | None = None) -> Rulebook:
    """Return the rulebook of a legal date; without one, that of the newest edition.

    ``on`` is a ``datetime.date``; ``settings`` decide points that no source settles, by the ids of
    ``tables/data/settings.tsv``.  Raises ``NotInForce`` before 2025-05-26, when readings entered the register
    (令和5年法律第48号), ``TypeError`` for anything but a date, and ``ValueError`` for a setting or choice that is none.

    >>> from datetime import date
    >>> rulebook(date(2026, 5, 25)).edition
    '2025-05-26'
    >>> rulebook(date(2026, 5, 26)).edition
    '2026-05-26'
    """
    if on is None:
        on = NEWEST
    elif type(on) is not date:
        raise TypeError(f"a legal date is a datetime.date, not {type(on).__name__}: pass date(2026, 5, 26)")
    return replace(_book(on), settings=_settled(settings)) if settings else _book(on)


def _settled(settings: Mapping[str, str]) -> Mapping[str, str]:
    """Return every setting, those given in place of the defaults."""
    for point, choice in settings.items():
        if point not in SETTINGS:
            raise ValueError(f"a setting is one of {', '.join(SETTINGS)}, not {point!r}")
        choices: tuple[str, ...] = SETTINGS[point][0]
        if choice not in choices and not any(_is_a(kind, choice) for kind in choices):
            raise ValueError(f"{point} is one of {', '.join(choices)}, not {choice!r}")
    return MappingProxyType({**DEFAULTS, **settings})


def _is_a(kind: str, choice: str) -> bool:
    """Tell whether a choice is of a kind that stands for many: a date, a number."""
    if kind == "number":
        return re.fullmatch("[0-9]{1,4}", choice) is not None
    try:
        return kind == "date" and date.fromisoformat(choice).isoformat() == choice
    except ValueError:
        return False


@lru_cache(maxsize=1024)
def _book(on: date) -> Rulebook:
    """Return the rulebook of a date, made once."""
    begun = [edition for edition in EDITIONS if date.fromisoformat(edition[1]) <= on]
    if not begun:
        first = EDITIONS[0][1]
        raise NotInForce(f"{on.isoformat()} lies before {first}, when readings entered the register; pass a later date")
    rules = tuple(rule for rule in RULES if rule.in_force(on))
    situations = {
        (str(part), str(filing)): Situation(part, filing, tuple(rule for rule in rules if rule.speaks_of(part, filing)))
        for part in Part
        for filing in Filing
    }
    return Rulebook(on, begun[-1][0], rules, situations)
