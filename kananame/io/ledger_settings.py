"""What a ledger decides on points that no source settles: checked when it is made, kept with it (設定)."""

from __future__ import annotations

from collections.abc import Mapping

from kananame._tables.settings import SETTINGS
from kananame.io.refusals import Refusal
from kananame.rulebook import DEFAULTS, Rulebook, rulebook


def book_of(settings: Mapping[str, str], path: str) -> Rulebook:
    """Return the rulebook of a ledger; raise ``Refusal`` ``ledger-newer`` for settings nobody knows here."""
    try:
        # A book with the settings of everybody is made once for all.
        return rulebook(settings={point: choice for point, choice in settings.items() if DEFAULTS[point] != choice})
    except (ValueError, LookupError, AttributeError):
        raise Refusal("ledger-newer", path=path) from None


def check_settings(settings: Mapping[str, str]) -> None:
    """Raise ``Refusal`` ``setting-unknown``, ``setting-choice`` for a setting or a choice that is none."""
    for point, choice in settings.items():
        if point not in SETTINGS:
            raise Refusal("setting-unknown", point=point, points=", ".join(SETTINGS))
        try:
            rulebook(settings={point: choice})
        except ValueError:
            choices = ", ".join(SETTINGS[point][0])
            raise Refusal("setting-choice", point=point, choice=choice, choices=choices) from None
