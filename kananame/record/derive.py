"""Values that follow from others: romaji, the code of a reason, what a certificate cannot hold (派生する値).

What facts already have is left as it is: the holder's own spelling, say.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from kananame.errors import KananameError
from kananame.model import Finding, Part, Severity
from kananame.record.record import Options
from kananame.record.repertoires import code_points, outside
from kananame.record.values import BLANK, CERTIFIED, Facts
from kananame.romaji import romanize

CERTIFICATE: Final = "jisx0208-0212"
"""What the signature certificate can hold (署名用証明書)."""
ROMAJI: Final = {f"romaji-{part}": str(part) for part in (Part.FAMILY, Part.GIVEN, Part.FORMER_FAMILY)}
Notes = list[Finding]


def deriver(wanted: AbstractSet[str], options: Options) -> Callable[[Facts, Notes], Facts] | None:
    """Return what adds the values that follow from others, ``None`` where no item wants one."""
    steps = [step for values, step in STEPS if values & wanted]
    if not options.reasons and _reason in steps:
        steps.remove(_reason)
    if not steps:
        return None

    def derive(facts: Facts, notes: Notes) -> Facts:
        facts = {**BLANK, **facts}
        for step in steps:
            step(facts, options, notes)
        return facts

    return derive


def _romaji(facts: Facts, _options: Options, notes: Notes) -> None:
    """Spell certified readings; the Latin name of a foreign resident is copied, never made."""
    if facts["foreign-name-latin"]:
        facts["romaji"] = facts["romaji"] or facts["foreign-name-latin"]
        return
    for value, part in ROMAJI.items():
        if not facts[value] and facts[f"{part}-status"] == CERTIFIED:
            facts[value], found = spelled(facts[f"{part}-reading"], facts[part], part)
            notes += found
    if not facts["romaji"] and facts["romaji-family"] and facts["romaji-given"]:
        facts["romaji"] = f"{facts['romaji-family']} {facts['romaji-given']}"


@lru_cache(maxsize=1 << 15)
def spelled(reading: str, name: str, part: str) -> tuple[str, tuple[Finding, ...]]:
    """Return a reading in Latin letters as passports have them, with what is doubtful about it.

    >>> spelled("マツウラ", "松浦", "family")
    ('MATSUURA', ())
    """
    try:
        made = romanize(reading, name=name, part=part)
    except KananameError:
        # No reading at all: its own item says what is wrong with it.
        return "", ()
    return made.text, tuple(note for note in made.notes if note.severity is not Severity.INFO)


def _reason(facts: Facts, options: Options, _notes: Notes) -> None:
    """Look a reason up in the caller's table, by what was done or by why."""
    if not facts["reason-code"]:
        codes = options.reasons
        facts["reason-code"] = codes.get(facts["act"]) or codes.get(facts["ground"], "")


def _certificate(facts: Facts, options: Options, _notes: Notes) -> None:
    """Tell what of a name the certificate cannot hold, and how the caller's table writes it."""
    name = facts["name"]
    if facts["substitute-needed"] or not name:
        return
    beyond = [(unit, options.substitutes.get(unit, "")) for _, unit, _ in outside(name, CERTIFICATE)]
    if not beyond:
        return
    facts["substitute-needed"] = "1"
    facts["substitute-characters"] = " ".join(code_points(unit).replace(" ", "+") for unit, _ in beyond)
    if all(other for _, other in beyond):
        for unit, other in beyond:
            name = name.replace(unit, other)
        facts["name-substitute"] = name


STEPS: Final = (
    (frozenset({"romaji", *ROMAJI}), _romaji),
    (frozenset({"reason-code"}), _reason),
    (frozenset({"name-substitute", "substitute-needed", "substitute-characters"}), _certificate),
)
"""The values that follow from others, and how."""
