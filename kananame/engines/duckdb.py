"""The answers as functions of SQL: ``kn_check``, ``kn_romaji`` and ``kn_suggest`` in DuckDB; extra ``[duckdb]``."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from threading import Lock
from typing import Final

import duckdb
import pyarrow as pa

import kananame as kn
from kananame.io import arrow
from kananame.io.romaji import Speller
from kananame.model import Part

VARCHAR: Final = "VARCHAR"


def register(
    con: duckdb.DuckDBPyConnection, *, filing: str = "existing", on: date | None = None, style: str = "passport"
) -> None:
    """Give a connection the functions ``kn_check``, ``kn_romaji`` and ``kn_suggest``; those it has are replaced.

    ``kn_check(name, reading, part)`` is a ``STRUCT`` with the fields of :data:`kananame.io.arrow.SCHEMA`.
    ``kn_romaji(reading, name, part)`` is the reading in Latin letters, ``NULL`` where it cannot be spelled.
    ``kn_suggest(name, part)`` is the list of likely readings, best first.  A name or reading that is ``NULL`` is an
    empty cell; where the part is ``NULL``, so is the answer.  Any other part than those of
    :class:`kananame.model.Part` ends the query with an error.

    Args:
        con: a connection; every thread of its queries shares the answers.
        filing: the legal situation, as in :func:`kananame.check`.
        on: a legal date, by default that of the newest edition.
        style: how a reading is written in Latin letters, as in :func:`kananame.romanize`.

    Raises:
        ValueError: for a filing or style that is none, and a date before the law.

    >>> with duckdb.connect() as con:
    ...     register(con, filing="new")
    ...     con.sql("SELECT kn_check('太郎', 'ジロウ', 'given').verdict, kn_suggest('太郎', 'given')[1]").fetchall()
    [('reject', 'タロウ')]
    """
    functions = Functions(filing, kn.rulebook(on), style)
    answer = duckdb_type(arrow.ANSWER)
    for name, function, takes, gives in (
        ("kn_check", functions.check, 3, answer),
        ("kn_romaji", functions.romaji, 3, VARCHAR),
        ("kn_suggest", functions.suggest, 2, f"{VARCHAR}[]"),
    ):
        with suppress(duckdb.InvalidInputException):
            con.remove_function(name)
        # Special: DuckDB would leave every row with a NULL unasked.  Choices by name, since their module moves.
        con.create_function(  # type: ignore[call-overload]
            name, function, [VARCHAR] * takes, gives, type="arrow", null_handling="special"
        )


class Functions:
    """What DuckDB calls from its threads; one is at work at a time, for Python runs one of them anyway."""

    def __init__(self, filing: str, book: kn.Rulebook, style: str) -> None:
        """Take what decides the answers, as :func:`register` does."""
        self._lock = Lock()
        self._checker = arrow.Checker(filing=filing, book=book, style=style)
        self._speller = Speller(style, book=book)
        self._spelled = arrow.Shelf(arrow.each(self._spell, pa.string()), pa.string())
        self._suggested = arrow.Shelf(arrow.each(_suggest, arrow.TEXTS), arrow.TEXTS)

    def check(self, names: arrow.Column, readings: arrow.Column, parts: arrow.Column) -> pa.Array:
        """Return the answers."""
        with self._lock:
            return self._checker.structs(names, readings, parts)

    def romaji(self, readings: arrow.Column, names: arrow.Column, parts: arrow.Column) -> pa.Array:
        """Return the readings in Latin letters."""
        with self._lock:
            return self._spelled.gather((readings, names, parts))

    def suggest(self, names: arrow.Column, parts: arrow.Column) -> pa.Array:
        """Return the likely readings."""
        with self._lock:
            return self._suggested.gather((names, parts))

    def _spell(self, reading: str, name: str, part: str) -> str | None:
        made = self._speller.spell(_part(part), name, reading)
        return made.text if isinstance(made, kn.Romaji) else None


def duckdb_type(kind: pa.DataType) -> str:
    """Return the type of an answer in SQL.

    >>> duckdb_type(pa.list_(pa.struct([("kanji", pa.string())])))
    'STRUCT("kanji" VARCHAR)[]'
    """
    if pa.types.is_list(kind):
        return f"{duckdb_type(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        fields = (f'"{field.name}" {duckdb_type(field.type)}' for field in kind)
        return f"STRUCT({', '.join(fields)})"
    return VARCHAR


def _suggest(name: str, part: str) -> list[str]:
    return [found.reading for found in kn.suggest(name, _part(part))]


def _part(part: str) -> Part:
    """Return a part; raise ``ValueError`` for anything else."""
    if part not in arrow.PARTS:
        raise ValueError(f"part is one of {', '.join(Part)}, not {part!r}")
    return Part(part)
