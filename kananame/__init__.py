"""kananame: how a Japanese name is read, screened under the register law (氏名の振り仮名).

>>> import kananame as kn
>>> kn.check("松浦", "マツウラ", part="family").verdict
<Verdict.ACCEPT: 'accept'>
"""

from kananame.align import align
from kananame.card import CardFace, CardLayout, CardLine, card_face
from kananame.check import check
from kananame.errors import KananameError, NotInForce
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
from kananame.mrz import MrzName, mrz_name
from kananame.person import check_person
from kananame.register import RegisterReport, Registers, check_register, difference_in_words
from kananame.romaji import Compatible, Romaji, compatible, romanize
from kananame.rulebook import Rulebook, rulebook
from kananame.search import Sameness, same_reading, search_key
from kananame.suggest import suggest
from kananame.text import fold

__all__ = [
    "Alignment",
    "CardFace",
    "CardLayout",
    "CardLine",
    "Compatible",
    "Filing",
    "Finding",
    "Folded",
    "Grade",
    "KananameError",
    "MrzName",
    "NotInForce",
    "Part",
    "PersonName",
    "PersonReport",
    "RegisterReport",
    "Registers",
    "Report",
    "Romaji",
    "Rulebook",
    "Sameness",
    "Segment",
    "Severity",
    "Suggestion",
    "Verdict",
    "align",
    "card_face",
    "check",
    "check_person",
    "check_register",
    "compatible",
    "difference_in_words",
    "explain",
    "fold",
    "mrz_name",
    "romanize",
    "rulebook",
    "same_reading",
    "search_key",
    "suggest",
]
__version__ = "0.1.0"
