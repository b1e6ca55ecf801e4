"""The lines of a card face (券面): name, furigana, romaji, birth date, former and alternative names.

What the published material on the Individual Number Card does not settle (signs, order, lengths) is a parameter in
:class:`CardLayout`; every line says which rule it follows and whether a published text states it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kananame.errors import KananameError
from kananame.model import Finding, Part, PersonName, Severity
from kananame.romaji import Romaji, romanize
from kananame.romaji.reading import Dated
from kananame.romaji.styles import HOLDER, STANDARD

FIELDS: Final = ("name", "furigana", "family_romaji", "given_romaji", "romaji", "birth")
PUBLISHED: Final = MappingProxyType(
    {
        "registered-name": True,
        "registered-reading": True,
        "holder-spelling": False,
        "spelled": False,
        "western-date": True,
    }
)
"""Whether a published text on the card states the rule; the romaji rules are drawn from "in line with the passport"."""


class CardLayout(NamedTuple):
    """How the lines are put together, and how long each may be.

    ``between`` stands between surname and given name, ``former`` and ``alternative`` take the bracketed names,
    ``birth`` is a format of a date; ``limits`` has the longest text of each field (none: any length).
    """

    style: str = "passport"
    option: str = STANDARD
    between: str = " "
    former: str = "［{}］"
    alternative: str = " ({})"
    birth: str = "{0.year:04}-{0.month:02}-{0.day:02}"
    limits: Mapping[str, int] = MappingProxyType({})


class CardLine(NamedTuple):
    """One field of the face: its text whole, the rule it follows, whether that is published, the longest it may be."""

    field: str
    text: str
    rule: str
    published: bool
    limit: int | None = None

    @property
    def fits(self) -> bool:
        """Whether the text is within its limit."""
        return self.limit is None or len(self.text) <= self.limit


class CardFace(NamedTuple):
    """The lines of a card face, and what was noticed on the way; nothing is cut."""

    lines: tuple[CardLine, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether every line is within its limit."""
        return all(line.fits for line in self.lines)

    def text(self, name: str) -> str:
        """Return the text of a field, ``""`` when the face has none."""
        return next((line.text for line in self.lines if line.field == name), "")

    def to_dict(self) -> dict[str, Any]:
        """Return the face as JSON-ready data."""
        return {
            "lines": [{**line._asdict(), "length": len(line.text), "fits": line.fits} for line in self.lines],
            "findings": [finding.to_dict() for finding in self.findings],
        }


def card_face(  # noqa: PLR0913 - one keyword for each thing the caller may know
    person: PersonName | Mapping[str, str],
    *,
    born: date | None = None,
    former: tuple[str, str] | None = None,
    alternative: Mapping[str, str] | None = None,
    own: Mapping[str, str] | None = None,
    layout: CardLayout | None = None,
    book: Dated | None = None,
) -> CardFace:
    """Return the lines of a card face.

    The holder's own spelling, as in the passport, is used as it stands; otherwise the registered reading is spelled in
    the layout's style.  Bad data is a finding and leaves its line out; a line that is too long stays whole.

    Args:
        person: the written name and the readings.
        born: the birth date.
        former: the former family name (旧氏) and its reading.
        alternative: names in brackets (別名併記) by part, ``family`` and ``given``, in Latin letters.
        own: the holder's own spellings by part: ``family``, ``given``, ``former-family``.
        layout: what no published text settles.
        book: the rulebook whose date decides which kana are permitted.

    Raises:
        ValueError: for an unknown part, field, style or option, and a holder's spelling with letters its style has not.

    >>> person = {"family": "鈴木", "family_reading": "スズキ", "given": "華子", "given_reading": "ハナコ"}
    >>> face = card_face(person, former=("斉藤", "サイトウ"), alternative={"given": "MARIA"})
    >>> face.text("name"), face.text("romaji")
    ('鈴木［斉藤］ 華子', 'SUZUKI (SAITO) HANAKO (MARIA)')
    """
    row = person if isinstance(person, PersonName) else PersonName(**person)
    layout = layout or CardLayout()
    maker = _Face(layout, dict(own or {}), dict(alternative or {}), book)
    return maker.face(row, born, former or ("", ""))


class _Face:
    """One face in the making."""

    def __init__(
        self, layout: CardLayout, own: dict[str, str], alternative: dict[str, str], book: Dated | None
    ) -> None:
        """Refuse what the face has no place for."""
        _known("limits", layout.limits, FIELDS)
        _known("own", own, (Part.FAMILY, Part.GIVEN, Part.FORMER_FAMILY))
        _known("alternative", alternative, (Part.FAMILY, Part.GIVEN))
        self.layout, self.own, self.alternative, self.book = layout, own, alternative, book
        self.findings: list[Finding] = []
        self.lines: list[CardLine] = []

    def face(self, row: PersonName, born: date | None, former: tuple[str, str]) -> CardFace:
        """Return the face."""
        bracket, between = self.layout.former, self.layout.between
        for name, first, old, last, rule in (
            ("name", row.family, former[0], row.given, "registered-name"),
            ("furigana", row.family_reading, former[1], row.given_reading, "registered-reading"),
        ):
            self._line(name, between.join(filter(None, (first + (bracket.format(old) if old else ""), last))), rule)
        self._romaji(row, former)
        if born is not None:
            self._line("birth", self.layout.birth.format(born), "western-date")
        return CardFace(tuple(self.lines), tuple(self.findings))

    def _romaji(self, row: PersonName, former: tuple[str, str]) -> None:
        """Add the lines in Latin letters."""
        family = self._spelled(Part.FAMILY, row.family, row.family_reading)
        old = self._spelled(Part.FORMER_FAMILY, *former)
        given = self._spelled(Part.GIVEN, row.given, row.given_reading)
        whole = []
        for part, spelled, others in ((Part.FAMILY, family, (old,)), (Part.GIVEN, given, ())):
            if spelled is None:
                continue
            inside = [other.text for other in others if other] + list(filter(None, [self.alternative.get(part)]))
            text = spelled.text + "".join(self.layout.alternative.format(name) for name in inside)
            self._line(f"{part}_romaji", text, _rule(spelled))
            whole.append(text)
        if whole:
            rules = {_rule(spelled) for spelled in (family, given) if spelled}
            self._line("romaji", self.layout.between.join(whole), rules.pop() if len(rules) == 1 else "holder-spelling")

    def _spelled(self, part: Part, name: str, reading: str) -> Romaji | None:
        """Return a part in Latin letters; without a reading that can be spelled there is none, but a finding."""
        own = self.own.get(part)
        if not name and not reading:
            return None
        option = self.layout.option if own is None else HOLDER
        of_part = ("part", str(part))
        romanize("ア", style=self.layout.style, option=option, given=own)  # wrong use is raised, whatever the data
        try:
            spelled = romanize(
                reading, name=name, part=part, style=self.layout.style, option=option, given=own, book=self.book
            )
        except KananameError:
            missing = Finding("reading-missing", Severity.WARNING, params=(of_part,))
            wrong = Finding("romaji-not-spelled", Severity.ERROR, params=(of_part, ("reading", reading)))
            self.findings.append(wrong if reading else missing)
            return None
        self.findings.extend(replace(note, params=(*note.params, of_part)) for note in spelled.notes)
        return spelled

    def _line(self, name: str, text: str, rule: str) -> None:
        """Add a line, with a finding when it is longer than it may be."""
        if not text:
            return
        line = CardLine(name, text, rule, PUBLISHED[rule], self.layout.limits.get(name))
        self.lines.append(line)
        if not line.fits:
            params = (("field", name), ("limit", str(line.limit)), ("length", str(len(text))))
            self.findings.append(Finding("card-too-long", Severity.ERROR, name, params=params))


def _rule(spelled: Romaji) -> str:
    """Return the rule a spelling follows."""
    return "holder-spelling" if spelled.option == HOLDER else "spelled"


def _known(what: str, given: Mapping[str, object], known: tuple[str, ...]) -> None:
    """Raise ``KananameError`` for a key that is not known."""
    for key in given:
        if key not in known:
            raise KananameError(f"{what} has {', '.join(known)}, not {key!r}")
