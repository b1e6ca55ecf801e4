"""What happens to a register, a person and their readings: one type for each kind of event (届出・職権の行為).

Every event has an id of its own, the day it has effect from, and who filed it.  Its fields name registers, persons and
households by ids that the caller chooses.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kananame.history.entry import Decision
from kananame.history.event import EntryReason, Event, Form, KeptNameReason, RemovalReason
from kananame.model import Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A reading that was recorded before this history begins (引き継ぐ記載); ``origin`` is a value of ``Origin``."""

    reading: str
    origin: str
    effective: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """A person in a register when this history begins to keep it (引き継ぐ在籍者)."""

    person: str
    given: str
    birth: date
    reading: Taken | None = None
    municipality: str = ""
    household: str = ""
    householder: bool = False
    ward: bool = False
    former: str = ""
    former_reading: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExistingRegister(Event):
    """A register as it stands when its history begins to be kept (既存の戸籍)."""

    register: str
    municipality: str
    family: str
    head: str
    members: tuple[Enrolled, ...]
    spouse: str = ""
    reading: Taken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenReading:
    """The reading of one person's given name in a notice."""

    person: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Event):
    """The municipality of register notifies the readings it intends to enter (通知); they are provisional."""

    register: str
    family: str = ""
    given: tuple[GivenReading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialFiling(Event):
    """The first filing of a reading: of a register's family name, or of a person's given name (振り仮名の届)."""

    part: Part
    subject: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFiling(InitialFiling):
    """The first filing of a reading in the "other" column of another form (婚姻届などの「その他」欄)."""

    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class ExOfficioEntry(Event):
    """The mayor enters the notified reading (職権記載); ``reading`` may repeat it, and is needed without a notice."""

    part: Part
    subject: str
    permission: Decision | None
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeChange(Event):
    """The one change without a court after an entry ex officio (職権記載後の変更の届)."""

    part: Part
    subject: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtReadingChange(Event):
    """A change of the reading alone with the family court's leave (振り仮名の変更の届)."""

    part: Part
    subject: str
    reading: str
    court: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameChange(Event):
    """A change of a name together with its reading, with the family court's leave (氏・名の変更の届)."""

    part: Part
    subject: str
    name: str
    reading: str
    court: Decision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignNameChange(Event):
    """A person takes the family name of a foreign spouse or parent, or gives it up again (107条2項から4項まで).

    ``register`` is the person's own one, or the id of the new one that is made.
    """

    person: str
    register: str
    name: str
    reading: str
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstEntry(Event):
    """A person enters a register for the first time (出生・国籍取得・帰化・就籍・棄児).

    ``register`` is an existing one, or the id of the one that is made; then ``family``, its reading and
    ``municipality`` say what it is.  A reading that is not explained yet is held.
    """

    reason: EntryReason
    person: str
    given: str
    reading: str
    birth: date
    register: str
    family: str = ""
    family_reading: str = ""
    municipality: str = ""
    residence: str = ""
    household: str = ""
    court: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(Event):
    """The reading that was held is explained, or another one is filed in its place (保留の解除)."""

    part: Part
    subject: str
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marriage(Event):
    """Two persons marry, or one marries a foreigner (婚姻); they take the name of ``head``.

    ``register`` is that of the head, if he or she heads one already, or the id of the one that is made.
    """

    persons: tuple[str, ...]
    head: str
    register: str
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(Event):
    """A person goes back to the register left, or to one that is made with the name borne before (復籍・新戸籍).

    ``register`` is the one returned to or the id of the new one; ``family`` and ``reading`` are needed where this
    history does not know the name borne before.
    """

    person: str
    register: str
    municipality: str = ""
    family: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Divorce(Return):
    """A marriage ends (離婚), or is annulled (婚姻の取消し); ``person`` is the one who took the other's name."""

    annulled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionEnd(Return):
    """An adoption ends (離縁)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptName(Event):
    """A person keeps the family name borne until a divorce, an annulment or the end of an adoption (氏の続称)."""

    reason: KeptNameReason
    person: str
    register: str
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption(Event):
    """One person is adopted, or a couple (縁組); ``register`` is the adopter's, for a couple the id of a new one."""

    persons: tuple[str, ...]
    adopter: str
    register: str
    municipality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry(Event):
    """A person enters the register of a parent and takes its name (入籍)."""

    person: str
    register: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Separation(Event):
    """A member of age leaves for a register of his or her own; the name stays (分籍)."""

    person: str
    register: str
    municipality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Event):
    """The place of register moves to another municipality; the name stays (転籍)."""

    register: str
    municipality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal(Event):
    """A person leaves every register (除籍)."""

    person: str
    reason: RemovalReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Event):
    """An entry that was wrong is put right (訂正); the wrong one stays readable.

    ``entry`` is the event the wrong entry came by.  ``filed`` says that a filing made in time had been overlooked, and
    ``since`` the day it was filed on.
    """

    part: Part
    subject: str
    entry: str
    reading: str
    permission: Decision | None = None
    filed: bool = False
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(Event):
    """A filing that was lodged is accepted (受理); it has effect from the day it was filed."""

    filing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment(Event):
    """The reading of a filing that is not accepted yet is put right by who filed it (補正)."""

    filing: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal(Event):
    """A filing that is not accepted yet is taken back (取下げ)."""

    filing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Event):
    """A person comes to live in a municipality and a household, abroad in none (住所の異動)."""

    person: str
    municipality: str
    household: str = ""
    householder: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFamilyNotice(Event):
    """The municipality of residence notifies the reading of a former family name (旧氏の通知)."""

    person: str
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFamilyFiling(Event):
    """A former family name is asked to be recorded with its reading, or the reading of one recorded is filed (旧氏)."""

    person: str
    reading: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFamilyEntry(Event):
    """The municipality of residence enters the notified reading of a former family name (旧氏の職権記載)."""

    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFamilyChange(Event):
    """A former family name or its reading is changed; the one is not asked for without the other (旧氏の変更)."""

    person: str
    name: str
    reading: str


EVENTS: dict[str, type[Event]] = {
    "existing-register": ExistingRegister,
    "notice": Notice,
    "initial-filing": InitialFiling,
    "form-filing": FormFiling,
    "ex-officio-entry": ExOfficioEntry,
    "free-change": FreeChange,
    "court-reading-change": CourtReadingChange,
    "name-change": NameChange,
    "foreign-name-change": ForeignNameChange,
    "first-entry": FirstEntry,
    "explanation": Explanation,
    "marriage": Marriage,
    "divorce": Divorce,
    "kept-name": KeptName,
    "adoption": Adoption,
    "adoption-end": AdoptionEnd,
    "register-entry": RegisterEntry,
    "separation": Separation,
    "transfer": Transfer,
    "removal": Removal,
    "correction": Correction,
    "acceptance": Acceptance,
    "amendment": Amendment,
    "withdrawal": Withdrawal,
    "move": Move,
    "former-family-notice": FormerFamilyNotice,
    "former-family-filing": FormerFamilyFiling,
    "former-family-entry": FormerFamilyEntry,
    "former-family-change": FormerFamilyChange,
}
"""Every type of event by its name in a file."""
