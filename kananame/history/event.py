"""What every event has, and the words that events share (届出・職権の行為)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kananame.history.entry import Evidence, Filer


class Channel(StrEnum):
    """How a filing came in (届出の方法)."""

    COUNTER = "counter"
    MAIL = "mail"
    PORTAL = "portal"
    CONSULATE = "consulate"


class Form(StrEnum):
    """A filing whose "other" column can carry a reading (「その他」欄のある届)."""

    MARRIAGE = "marriage"
    DIVORCE = "divorce"
    KEPT_NAME = "kept-name"
    TRANSFER = "transfer"


class EntryReason(StrEnum):
    """Why a person enters a register for the first time (初めて戸籍に記載される事由)."""

    BIRTH = "birth"
    NATIONALITY = "nationality"
    NATURALISATION = "naturalisation"
    REGISTRATION = "registration"
    FOUNDLING = "foundling"


class KeptNameReason(StrEnum):
    """After what a family name is kept (続称の事由)."""

    DIVORCE = "divorce"
    ANNULMENT = "annulment"
    ADOPTION = "adoption"


class RemovalReason(StrEnum):
    """Why a person leaves every register (除籍の事由)."""

    DEATH = "death"
    LOSS_OF_NATIONALITY = "loss-of-nationality"
    DISAPPEARANCE = "disappearance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What every event has.

    ``on`` is the day it has effect from: of a filing the day it was filed, of an entry the day it was made.
    ``recorded`` is the day the register came to know it, by default the same.  ``lodged`` marks a filing that is not
    accepted yet: nothing changes until an :class:`Acceptance` names it.  ``place`` is the municipality it was filed at.
    """

    id: str
    on: date
    recorded: date | None = None
    filers: tuple[Filer, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    channel: Channel = Channel.COUNTER
    place: str = ""
    lodged: bool = False

    @property
    def known(self) -> date:
        """The day the register came to know it."""
        return self.recorded or self.on
