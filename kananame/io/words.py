"""Short names of codes for people, from the catalogue; a code it does not know yet stands for itself."""

from __future__ import annotations

from kananame import messages
from kananame.errors import KananameError


def word(kind: str, code: str, lang: str) -> str:
    """Return what the catalogue calls a code of a kind.

    >>> word("part", "family", "ja"), word("rule", "not-there", "ja")
    ('氏', 'not-there')

    Args:
        kind: ``verdict``, ``part``, ``basis``, ``change``, ``rule`` …
        code: the code, as the reports carry it.
        lang: ``"ja"`` or ``"en"``.
    """
    try:
        return messages.text(f"{kind}-{code}", lang)
    except KananameError:
        return code
