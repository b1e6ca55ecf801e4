"""What may be told of a record that is wrong: items, codes and single characters, never what spells a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kananame.model import Finding

EACH: Final = "item-unencodable"
"""Listed character by character: a table of substitutes is made from that."""
TELLS_A_NAME: Final = frozenset({"value", "name", "reading"})
"""Parameters of a finding that would hold more than one character."""


def told(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings on a record that are listed: of each item the first of a code.

    >>> one, two = (Finding("item-kana", params=(("item", "氏名"), ("char", char))) for char in "まつ")
    >>> list(told([one, two])) == [one]
    True
    """
    seen: set[tuple[str, str]] = set()
    for finding in findings:
        place = finding.code, dict(finding.params).get("item", "")
        if place not in seen or finding.code == EACH:
            seen.add(place)
            yield finding


def params(finding: Finding) -> dict[str, str]:
    """Return the parameters of a finding that may be listed."""
    return {key: value for key, value in finding.params if key not in TELLS_A_NAME}
