"""Find the columns of a file: what each heading means, or what the caller says it means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kananame.io import headings as h
from kananame.io.refusals import Refusal

_DROPPED = re.compile(r"""[\s_\-()\[\]{}<>「」『』【】〔〕・:.*'"/\u200b\ufeff]+""")
_ROLE_OF = {stem: role for table in (h.STEMS, h.READING_STEMS) for role, stems in table.items() for stem in stems}
_WORDS = tuple(sorted(h.READING_WORDS, key=len, reverse=True))
_WHOLES = ((h.FAMILY, h.GIVEN, h.NAME), (h.FAMILY_READING, h.GIVEN_READING, h.READING))
_BARE = "bare-reading"
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Which position holds which role; ``repeated`` and ``unchecked`` are positions that were seen and left alone."""

    roles: dict[str, int]
    repeated: tuple[int, ...] = ()
    unchecked: tuple[int, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a name that have a name column and a reading column."""
        names = (h.FAMILY, h.GIVEN)
        return tuple(
            part
            for part in names
            if (part in self.roles or h.NAME in self.roles)
            and (h.READING_OF[part] in self.roles or h.READING in self.roles)
        )

    def cells(self, record: Sequence[str]) -> dict[str, str]:
        """Return the cells of a record by their roles, without its id; what a short record lacks is empty."""
        return {role: record[at] if at < len(record) else "" for role, at in self.roles.items() if role != h.ID}


def key(heading: str) -> str:
    """Return a heading without what files vary in: width, case, spaces, underscores, brackets.

    >>> key("氏＿日本人（ｶﾅ）")
    '氏日本人カナ'
    """
    return _DROPPED.sub("", unicodedata.normalize("NFKC", heading).lower())


def role_of(heading: str) -> str | None:
    """Return the role a heading stands for, ``bare-reading`` for フリガナ alone, ``None`` when it is not known.

    >>> role_of("氏_日本人_振り仮名"), role_of("カナ氏名"), role_of("住所")
    ('family-reading', 'reading', None)
    """
    whole = key(heading)
    if whole in _ROLE_OF:
        return _ROLE_OF[whole]
    stem = _without_reading_words(whole)
    if stem == whole:
        return None
    if not stem:
        return _BARE
    role = _ROLE_OF.get(stem)
    return None if role is None else h.READING_OF.get(role, role)


def _without_reading_words(text: str) -> str:
    stem = text
    while word := next((word for word in _WORDS if stem.endswith(word)), None):
        stem = stem.removesuffix(word).removesuffix("の")
    if stem == text:
        word = next((word for word in _WORDS if stem.startswith(word)), "")
        stem = stem.removeprefix(word)
    return stem


def recognise(header: Sequence[str], path: str) -> Columns:
    """Return the columns that the headings themselves tell.

    The first of several equal headings counts.  A heading フリガナ alone belongs to the name column it follows.

    Raises ``Refusal`` ``columns-unrecognised`` when no name has a reading.
    """
    seen = [role_of(heading) for heading in header]
    roles: dict[str, int] = {}
    repeated = []
    for position, role in enumerate(seen):
        if role in {None, _BARE, h.UNCHECKED}:
            continue
        if role in roles:
            repeated.append(position)
        else:
            roles[str(role)] = position
    for role, position in _bare_readings(seen, roles):
        roles.setdefault(role, position)
    unchecked = (position for position, role in enumerate(seen) if role == h.UNCHECKED)
    return _usable(Columns(roles, tuple(repeated), tuple(unchecked)), header, path)


def _bare_readings(seen: Sequence[str | None], roles: dict[str, int]) -> Iterable[tuple[str, int]]:
    bare = [position for position, role in enumerate(seen) if role == _BARE]
    if len(bare) == 1:
        lone = [role for role in (h.FAMILY, h.GIVEN) if role in roles]
        whole = h.NAME in roles or len(lone) != 1
        return [(h.READING if whole else h.READING_OF[lone[0]], bare[0])]
    if len(bare) == _PAIR and bare[0] + 1 == bare[1] and {h.FAMILY, h.GIVEN} <= roles.keys():
        return [(h.FAMILY_READING, bare[0]), (h.GIVEN_READING, bare[1])]
    before = ((seen[position - 1], position) for position in bare if position)
    return [(h.READING_OF[role], position) for role, position in before if role in {h.FAMILY, h.GIVEN, h.NAME}]


def parse_roles(text: str) -> dict[str, str]:
    """Return the ``role=column`` pairs of ``--columns``.

    Raises ``Refusal``: ``columns-form``, ``columns-role``, ``columns-repeated``.

    >>> parse_roles("family=氏,family-reading=氏カナ")
    {'family': '氏', 'family-reading': '氏カナ'}
    """
    told: dict[str, str] = {}
    for pair in text.split(","):
        role, equals, column = (piece.strip() for piece in pair.partition("="))
        if not equals or not column:
            raise Refusal("columns-form")
        if role not in h.ROLES:
            raise Refusal("columns-role", role=role, roles=", ".join(h.ROLES))
        if role in told:
            raise Refusal("columns-repeated", role=role)
        told[role] = column
    return told


def find_told(header: Sequence[str], told: dict[str, str], path: str) -> Columns:
    """Return the columns the caller names by heading, or by position as ``#3``; only the id is still recognised.

    Raises ``Refusal``: ``column-missing``, ``columns-unrecognised``.
    """
    keys = [key(heading) for heading in header]
    roles = {role: _position(header, keys, role, column) for role, column in told.items()}
    identity = next((position for position, heading in enumerate(header) if role_of(heading) == h.ID), None)
    if identity is not None and identity not in roles.values():
        roles.setdefault(h.ID, identity)
    repeated = tuple(
        position
        for position, heading in enumerate(header)
        if position not in roles.values() and heading in {header[taken] for taken in roles.values()}
    )
    return _usable(Columns(roles, repeated), header, path)


def _position(header: Sequence[str], keys: Sequence[str], role: str, column: str) -> int:
    if column in header:
        return list(header).index(column)
    if key(column) in keys and key(column):
        return keys.index(key(column))
    number = re.fullmatch(r"#([0-9]{1,6})", column)
    if number and 1 <= int(number[1]) <= len(header):
        return int(number[1]) - 1
    raise Refusal("column-missing", role=role, column=column)


def _usable(columns: Columns, header: Sequence[str], path: str) -> Columns:
    for family, given, whole in _WHOLES:
        # Half a name beside the whole one: the whole one says more.
        if whole in columns.roles and (family in columns.roles) != (given in columns.roles):
            columns.roles.pop(family, None)
            columns.roles.pop(given, None)
    if not columns.parts:
        # The headings are not repeated here: without a header row they are somebody's name.
        raise Refusal("columns-unrecognised", path=path, count=len(header))
    return columns
