"""kananame: how a Japanese name is read, screened under the register law (氏名の振り仮名).

>>> import kananame as kn
>>> kn.check("松浦", "マツウラ", part="family").verdict
<Verdict.ACCEPT: 'accept'>
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kananame.align import align
from kananame.check import check
from kananame.errors import InvalidEvent, KananameError, NotInForce
from kananame.explain import explain
from kananame.model import (
    Alignment,
    Filing,
    Finding,
    Folded,
    Grade,
    Part,
    PersonName,
    PersonReport,
    Report,
    Segment,
    Severity,
    Suggestion,
    Verdict,
)
from kananame.person import check_person
from kananame.rulebook import Rulebook, rulebook
from kananame.suggest import suggest
from kananame.text import fold

if TYPE_CHECKING:
    from kananame import columns
    from kananame.card import CardFace, CardLayout, CardLine, card_face
    from kananame.history.apply import apply
    from kananame.history.changes import Change, changes
    from kananame.history.entry import Entry
    from kananame.history.event import Event
    from kananame.history.rights import Right, rights
    from kananame.history.state import FormerFamilyName, History, Person, Register
    from kananame.history.timeline import timeline
    from kananame.mrz import MrzName, mrz_name
    from kananame.record import Layout, Record, records
    from kananame.register import RegisterReport, Registers, check_register, difference_in_words
    from kananame.romaji import Compatible, Romaji, compatible, romanize
    from kananame.search import Sameness, same_reading, search_key

__all__ = [
    "Alignment",
    "CardFace",
    "CardLayout",
    "CardLine",
    "Change",
    "Compatible",
    "Entry",
    "Event",
    "Filing",
    "Finding",
    "Folded",
    "FormerFamilyName",
    "Grade",
    "History",
    "InvalidEvent",
    "KananameError",
    "Layout",
    "MrzName",
    "NotInForce",
    "Part",
    "Person",
    "PersonName",
    "PersonReport",
    "Record",
    "Register",
    "RegisterReport",
    "Registers",
    "Report",
    "Right",
    "Romaji",
    "Rulebook",
    "Sameness",
    "Segment",
    "Severity",
    "Suggestion",
    "Verdict",
    "align",
    "apply",
    "card_face",
    "changes",
    "check",
    "check_person",
    "check_register",
    "columns",
    "compatible",
    "difference_in_words",
    "explain",
    "fold",
    "mrz_name",
    "records",
    "rights",
    "romanize",
    "rulebook",
    "same_reading",
    "search_key",
    "suggest",
    "timeline",
]
__version__ = "0.1.0"

# Whoever only screens does not wait for these: they are imported when first asked for.
_LATER = {
    **dict.fromkeys(("CardFace", "CardLayout", "CardLine", "card_face"), "kananame.card"),
    **dict.fromkeys(
        (
            "Change",
            "Entry",
            "Event",
            "FormerFamilyName",
            "History",
            "Person",
            "Register",
            "Right",
            "apply",
            "changes",
            "rights",
            "timeline",
        ),
        "kananame.history",
    ),
    "columns": "kananame.columns",
    **dict.fromkeys(("MrzName", "mrz_name"), "kananame.mrz"),
    **dict.fromkeys(("Layout", "Record", "records"), "kananame.record"),
    **dict.fromkeys(("RegisterReport", "Registers", "check_register", "difference_in_words"), "kananame.register"),
    **dict.fromkeys(("Sameness", "same_reading", "search_key"), "kananame.search"),
    **dict.fromkeys(("Compatible", "Romaji", "compatible", "romanize"), "kananame.romaji"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module has under the name
    """Import what is not needed to screen a name when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'kananame' has no attribute {name!r}")
    module = import_module(_LATER[name])
    found = globals()[name] = module if module.__name__ == f"kananame.{name}" else getattr(module, name)
    return found


def __dir__() -> list[str]:
    """Return the public names, those not imported yet included."""
    return [*__all__, "__version__"]
