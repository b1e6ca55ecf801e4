"""The same answers over columns: every distinct pair is looked at once, then each row takes its answer (列の審査).

A town has a few thousand family names and its people share most of their given names, so that the cost of a row falls
as the column grows.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import compress, repeat
from operator import is_
from typing import Any, Final, TypeVar

from kananame.check import check as check_pair
from kananame.check import not_text
from kananame.model import Report
from kananame.rulebook import Rulebook, rulebook

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
KEPT: Final = 1 << 16
"""How many distinct pairs stay in memory, and at most twice as many."""


class Memo(dict[K, V]):
    """Answers by question, each worked out when it is first asked for; of too many, those asked for longest ago go.

    >>> asked = Memo(lambda questions: [one + other for one, other in questions])
    >>> asked["松", "浦"], asked.several([("松", "浦"), ("大", "野")]), len(asked)
    ('松浦', ['松浦', '大野'], 2)
    """

    def __init__(self, answers: Callable[[Sequence[K]], Iterable[V]], keep: int = KEPT) -> None:
        """Take what answers questions, none of them with ``None``, and how many answers to keep."""
        super().__init__()
        self._answers = answers
        self._keep = keep
        self._before: dict[K, V] = {}

    def __missing__(self, question: K) -> V:
        """Return the answer to a question that was not asked lately."""
        if question in self._before:
            answer = self._before[question]
        else:
            (answer,) = self._answers([question])
        self.know(question, answer)
        return answer

    def several(self, questions: Sequence[K]) -> list[V]:
        """Return the answers to several questions; those that were never asked are worked out together."""
        found: list[Any] = [*map(self.get, questions)]
        unanswered = [*compress(range(len(found)), map(is_, found, repeat(None)))]
        if unanswered:
            before, lacking = self._before, dict.fromkeys(questions[at] for at in unanswered)
            known = {question: before[question] for question in lacking if question in before}
            new = [question for question in lacking if question not in known]
            known.update(zip(new, self._answers(new), strict=True))
            for question, answer in known.items():
                self.know(question, answer)
            for at in unanswered:
                found[at] = known[questions[at]]
        return found

    def know(self, question: K, answer: V) -> None:
        """Keep an answer, also one that somebody else has worked out."""
        if len(self) >= self._keep:
            self._before = dict(self)
            self.clear()
        self[question] = answer


class Checker:
    """Screens columns one after the other and remembers the pairs it has seen.

    >>> checker = Checker(filing="new")
    >>> [str(report.verdict) for report in checker.check(["松浦", "松浦"], ["マツウラ", "マツウラ"])]
    ['accept', 'accept']
    """

    def __init__(self, *, filing: str = "existing", book: Rulebook | None = None, keep: int = KEPT) -> None:
        """Take the legal situation, as :func:`kananame.check` does, and how many pairs to remember.

        Raises:
            ValueError: for a filing that is none.
        """
        self.filing, self.book = filing, book or rulebook()
        self.book.situation("family", filing)
        self._answers: Memo[tuple[str, str, str], Report] = Memo(self._reports, keep)

    def check(
        self, names: Sequence[str], readings: Sequence[str], parts: str | Sequence[str] = "family"
    ) -> list[Report]:
        """Return the report of each pair, as :func:`check` does."""
        answers = self._answers
        return [answers[triple] for triple in _triples(names, readings, parts)]

    def pair(self, name: str, reading: str, part: str) -> Report:
        """Return the report of one pair."""
        return self._answers[name, reading, part]

    def _reports(self, triples: Iterable[tuple[str, str, str]]) -> Iterable[Report]:
        filing, book = self.filing, self.book
        return [check_pair(name, reading, part=part, filing=filing, book=book) for name, reading, part in triples]


def _triples(
    names: Sequence[str], readings: Sequence[str], parts: str | Sequence[str]
) -> Iterable[tuple[str, str, str]]:
    """Return name, reading and part of each row; raise ``ValueError`` for columns of different lengths."""
    columns = (names, readings) if isinstance(parts, str) else (names, readings, parts)
    for column in (names, readings):
        if isinstance(column, str):
            raise TypeError("names and readings are columns; pass lists of strings, or use kananame.check for one pair")
    lengths = {len(column) for column in columns}
    if len(lengths) > 1:
        told = ", ".join(str(len(column)) for column in columns)
        raise ValueError(f"the columns have {told} rows; pass columns of one length")
    return zip(names, readings, repeat(parts) if isinstance(parts, str) else parts, strict=False)


def check(
    names: Sequence[str],
    readings: Sequence[str],
    parts: str | Sequence[str] = "family",
    *,
    filing: str = "existing",
    book: Rulebook | None = None,
) -> list[Report]:
    """Screen a column of readings against a column of written names, with the answers of :func:`kananame.check`.

    Rows with the same pair share one report.  For columns that come in batches keep a :class:`Checker`.

    Args:
        names: the names as written, ``""`` for an empty cell.
        readings: their kana in any form, as many.
        parts: the part of every name, or a column of as many parts.
        filing: the legal situation, as in :func:`kananame.check`.
        book: a rulebook, by default the newest edition.

    Raises:
        TypeError: for a cell that is no string.
        ValueError: for columns of different lengths, and an unknown part or filing.

    >>> names, readings = ["松浦", "太郎"], ["ﾏﾂｳﾗ", "ジロウ"]
    >>> [str(report.verdict) for report in check(names, readings, ["family", "given"], filing="new")]
    ['accept', 'reject']
    """
    try:
        return Checker(filing=filing, book=book).check(names, readings, parts)
    except TypeError:
        for cell in (*names, *readings):
            if not isinstance(cell, str):
                raise not_text(cell) from None
        raise
