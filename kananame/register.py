"""Screen the persons of one register together: it has one family name with one reading (戸籍ごとの点検)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from kananame import messages
from kananame.lexicon import standard_name
from kananame.model import Finding, PersonName, PersonReport, Severity, Verdict
from kananame.person import check_person, worst
from kananame.rulebook import Rulebook, rulebook
from kananame.search import TOLERANCE_STEPS, same_reading
from kananame.text import SPACES, fold

OTHER: Final = "other"
KINDS: Final = (*(step for step in TOLERANCE_STEPS["resident"] if step != "shi-chi"), OTHER)
"""What two readings can differ in: a step of the tolerance ``resident`` that looks past it, or anything else."""
EXAMPLES: Final = 5
_SHOWN: Final = {"voicing": "voicing", "small-kana": "small", "long-mark": "long", "length": "long"}
SHOWN: Final = (*dict.fromkeys(_SHOWN.values()), OTHER)
"""The kinds a file is counted by; a long vowel is one, whether it is spelled or missing."""
_ONE_PROVISION: Final = "KOSEKI_13_1_2"


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """The reports of the persons of one register in their order, and what only all of them together show.

    ``verdict`` is the worst of the persons; a finding makes it at least ``refer``.
    """

    persons: tuple[PersonReport, ...] = ()
    verdict: Verdict = Verdict.NOT_APPLICABLE
    findings: tuple[Finding, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the register's reports as JSON-ready data."""
        return {
            "persons": [person.to_dict() for person in self.persons],
            "verdict": str(self.verdict),
            "findings": [finding.to_dict() for finding in self.findings],
        }


class Member(NamedTuple):
    """A person of a register: position from 1, names in standard characters, folded readings, id and birth date."""

    position: int
    name: PersonName
    family: str
    given: str
    family_kana: str
    given_kana: str
    id: str
    birth: str


def check_register(
    persons: Iterable[PersonName | Mapping[str, str]], *, filing: str = "existing", book: Rulebook | None = None
) -> RegisterReport:
    """Screen the persons of one register (戸籍), and compare their readings with one another.

    The family name of a register has one reading, so every difference is a finding; its parameter ``kind`` says whether
    it is one of voicing, small kana, a long vowel or another (:data:`KINDS`).  Variant characters (髙橋, 高橋) are one
    name.  One person entered twice, the same name with the same id or birth date, has one reading too.

    Args:
        persons: each a ``PersonName`` or a mapping with its fields and, if known, ``id`` and ``birth``.
        filing: ``new``, ``existing``, ``ex-officio`` or ``change``.
        book: a rulebook, by default the newest edition.

    Raises:
        TypeError: for one person in place of several, or for what is no person.
        ValueError: when there is no such filing.

    Source: 戸籍法13条1項2号; 令和5年法律第48号附則6条, one filing for the register.

    >>> father = {"family": "山崎", "family_reading": "ヤマザキ", "given": "健太", "given_reading": "ケンタ"}
    >>> son = {"family": "山崎", "family_reading": "ヤマサキ", "given": "翔太", "given_reading": "ショウタ"}
    >>> report = check_register([father, son])
    >>> report.verdict, report.findings[0].code, dict(report.findings[0].params)["kind"]
    (<Verdict.REFER: 'refer'>, 'family-reading-differs', 'voicing')
    """
    if isinstance(persons, PersonName | Mapping):
        raise TypeError("a register is a sequence of persons; pass [person] for one")
    if book is None:
        book = rulebook()
    members = [member(position, person) for position, person in enumerate(persons, start=1)]
    reports = tuple(check_person(one.name, filing=filing, book=book) for one in members)
    found = (*family_names(members), *family_readings(members), *person_readings(members))
    verdict = worst({report.verdict for report in reports}, flawed=bool(found))
    return RegisterReport(reports, verdict, found)


def member(position: int, person: PersonName | Mapping[str, str]) -> Member:
    """Return a person as a member of a register."""
    identity = birth = ""
    if not isinstance(person, PersonName):
        cells = dict(person)
        identity, birth = cells.pop("id", ""), cells.pop("birth", "")
        person = PersonName(**cells)
    return Member(
        position,
        person,
        standard_name(person.family.strip(SPACES)),
        standard_name(person.given.strip(SPACES)),
        fold(person.family_reading).kana,
        fold(person.given_reading).kana,
        identity,
        birth,
    )


def family_names(members: list[Member]) -> Iterator[Finding]:
    """Yield a finding for each family name but the most frequent one."""
    written = {one.family: one.name.family.strip(SPACES) for one in reversed(members)}
    for odd, most in odd_ones({one.position: one.family for one in members if one.family}):
        params = (("name", written[odd.value]), ("other", written[most.value]), *places(odd, most))
        yield Finding("family-name-differs", Severity.WARNING, "name", params=params, cite=_ONE_PROVISION)


def family_readings(members: list[Member]) -> Iterator[Finding]:
    """Yield a finding for each reading of a family name but the most frequent one."""
    families = list(dict.fromkeys(one.family for one in members if one.family)) or [""]
    for family in families:
        # A row of a source often leaves out the name that its register has only once.
        alike = {family, ""} if len(families) == 1 else {family}
        kana = {one.position: one.family_kana for one in members if one.family in alike and one.family_kana}
        for odd, most in odd_ones(kana):
            params = (*read(odd.value, most.value), *places(odd, most))
            yield Finding("family-reading-differs", Severity.WARNING, params=params, cite=_ONE_PROVISION)


def person_readings(members: list[Member]) -> Iterator[Finding]:
    """Yield a finding for each reading of the given name of one person entered more than once."""
    entries: dict[tuple[str, ...], dict[int, str]] = {}
    for one in members:
        for label, value in (("id", one.id), ("birth", one.birth)):
            if value and one.given and one.given_kana:
                entries.setdefault((one.family, one.given, label, value), {})[one.position] = one.given_kana
    found: dict[Finding, None] = {}
    for kana in entries.values():
        for odd, most in odd_ones(kana):
            params = (*read(odd.value, most.value), *places(odd, most))
            found[Finding("person-reading-differs", Severity.WARNING, params=params)] = None
    yield from found


class Group(NamedTuple):
    """A value and the positions that hold it."""

    value: str
    positions: list[int]


def odd_ones(values: Mapping[int, str]) -> Iterator[tuple[Group, Group]]:
    """Yield each value that is not the most frequent one, with that one; of equals the first is the most frequent.

    >>> [(odd.value, most.value) for odd, most in odd_ones({1: "ア", 2: "イ", 3: "イ", 4: "ウ"})]
    [('ア', 'イ'), ('ウ', 'イ')]
    """
    positions: dict[str, list[int]] = {}
    for position, value in values.items():
        positions.setdefault(value, []).append(position)
    if len(positions) < 2:
        return
    groups = [Group(value, at) for value, at in positions.items()]
    most = max(groups, key=lambda group: len(group.positions))
    yield from ((group, most) for group in groups if group is not most)


def places(odd: Group, most: Group) -> tuple[tuple[str, str], ...]:
    """Return the parameters of a finding that say who differs from whom."""
    return (
        ("positions", listed(odd.positions)),
        ("count", str(len(odd.positions))),
        ("elsewhere", listed(most.positions)),
        ("others", str(len(most.positions))),
    )


def read(reading: str, other: str) -> tuple[tuple[str, str], ...]:
    """Return the parameters of a finding that say what differs and how."""
    return ("reading", reading), ("other", other), ("kind", difference(reading, other))


def listed(positions: Iterable[int]) -> str:
    """Return positions as text."""
    return ", ".join(map(str, positions))


def difference(reading: str, other: str) -> str:
    """Return in what two folded readings differ: one of :data:`KINDS`, or several joined by ``+``.

    >>> difference("ヤマサキ", "ヤマザキ"), difference("キヨウコ", "キョーコ"), difference("マツウラ", "ナカタ")
    ('voicing', 'small-kana+long-mark', 'other')
    """
    steps = same_reading(reading, other).steps
    return "+".join(steps) if steps and set(steps) <= set(KINDS) else OTHER


def difference_in_words(kind: str, lang: str = "ja") -> str:
    """Return what a kind of difference is called.

    >>> difference_in_words("small-kana+long-mark", "en")
    'small kana, spelling of a long vowel'
    """
    return messages.COMMA[lang].join(messages.text(f"differs-{step}", lang) for step in kind.split("+"))


class Read(NamedTuple):
    """A reading of a family name in one register: how often it was met, and in which row first."""

    kana: str
    times: int
    row: int


@dataclass(slots=True)
class Differing:
    """How many registers have more than one reading of a name, by kind of difference, with a few pairs of rows."""

    kinds: Counter[str] = field(default_factory=Counter)
    rows: list[str] = field(default_factory=list)

    def add(self, held: tuple[Read, ...]) -> None:
        """Count a register if its readings differ."""
        if len(held) < 2:
            return
        most = max(held, key=lambda read: read.times)
        odd = [read for read in held if read is not most]
        kinds = {difference(read.kana, most.kana) for read in odd}
        self.kinds[_SHOWN.get(kinds.pop(), OTHER) if len(kinds) == 1 else OTHER] += 1
        if len(self.rows) < EXAMPLES:
            self.rows.append(f"{most.row}/{odd[0].row}")

    def finding(self, registers: int) -> Finding:
        """Return what was counted, with the number of all registers."""
        counts = (
            ("registers", registers),
            ("count", self.kinds.total()),
            *((kind, self.kinds[kind]) for kind in SHOWN),
        )
        params = (*((name, str(count)) for name, count in counts), ("rows", ", ".join(self.rows)))
        return Finding("registers-differ", Severity.WARNING, params=params, cite=_ONE_PROVISION)


class Registers:
    """The readings of family names in the registers of a whole file, row by row (戸籍・世帯ごとの氏の振り仮名).

    For each register and family name are kept its readings, how often each was met and in which row first.  ``limit``
    registers at most are held, about 350 bytes each; beyond it those met longest ago are dropped, so a file in the
    order of its keys is compared whole at any size.
    """

    def __init__(self, limit: int = 400_000) -> None:
        """Begin without any register; raise ``ValueError`` when fewer than two could be held."""
        if limit < 2:
            raise ValueError(f"limit is {limit}; let at least 2 registers be held")
        self._half = limit // 2
        self._met: dict[str, tuple[Read, ...]] = {}
        self._met_before: dict[str, tuple[Read, ...]] = {}
        self._kana: dict[str, str] = {}
        self._differing = Differing()
        self._last_key = ""
        self._registers = 0
        self._dropped = False
        self._rising = {"as text": True, "as number": True}

    def add(self, key: str, row: int, person: PersonName) -> None:
        """Add the person of a row; ``key`` names the register or household.

        A row without a key, a family name or its reading adds nothing.
        """
        family, kana = standard_name(person.family.strip(SPACES)), fold(person.family_reading).kana
        if not (key and family and kana):
            return
        register = f"{key}\0{family}"
        held = self._met.get(register) or self._met_before.pop(register, ())
        if not held:
            self._registers += 1
        self._follow(key)
        # One string for one reading, however many registers have it.
        self._met[register] = with_reading(held, self._kana.setdefault(kana, kana), row)
        if len(self._met) >= self._half:
            self._drop()

    def _follow(self, key: str) -> None:
        """Notice whether the keys rise from row to row, as text or, of any length, as numbers."""
        last = self._last_key
        if key != last:
            self._rising["as text"] &= last < key
            self._rising["as number"] &= (len(last), last) < (len(key), key)
            self._last_key = key

    def _drop(self) -> None:
        """Let go of the registers that were not met since the last time, after counting those that differ."""
        for held in self._met_before.values():
            self._differing.add(held)
        self._dropped = self._dropped or bool(self._met_before)
        self._met_before, self._met, self._kana = self._met, {}, {}

    def findings(self) -> tuple[Finding, ...]:
        """Return what the rows so far show together: in how many registers one name is read in more than one way.

        The findings name rows and never values: ``registers-differ``, and ``registers-not-compared`` when registers
        were dropped and the keys do not rise, so that a register may have come back unknown.
        """
        differing = deepcopy(self._differing)
        for held in (*self._met_before.values(), *self._met.values()):
            differing.add(held)
        found = [differing.finding(self._registers)] if differing.kinds else []
        if self._dropped and not any(self._rising.values()):
            limit = ("limit", str(2 * self._half))
            found.append(Finding("registers-not-compared", Severity.WARNING, "row", params=(limit,)))
        return tuple(found)


def with_reading(held: tuple[Read, ...], kana: str, row: int) -> tuple[Read, ...]:
    """Return the readings of a register with one more row."""
    for at, read in enumerate(held):
        if read.kana == kana:
            return (*held[:at], Read(kana, read.times + 1, read.row), *held[at + 1 :])
    return (*held, Read(kana, 1, row))
