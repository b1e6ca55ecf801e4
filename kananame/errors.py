"""What can go wrong in the use of the library; bad data is never an exception."""

from __future__ import annotations

from kananame.model import Finding


class KananameError(ValueError):
    """Base of every error the library raises on wrong use.

    ``code`` is stable and machine-readable; the wording of the message is not.
    """

    code = "kananame-error"


class NotInForce(KananameError):
    """A legal date lies before the first edition of the rules (2025-05-26)."""

    code = "not-in-force"


class InvalidEvent(KananameError):
    """An event that the law does not allow: the history stays as it was.

    ``finding`` holds the code, its parameters and the provision the event breaks; ``event`` is the id of the event, and
    ``verified`` tells whether that provision was checked against its primary text.
    """

    def __init__(self, message: str, finding: Finding, event: str, *, verified: bool) -> None:
        """Take what was found; ``message`` is its sentence in English."""
        super().__init__(message)
        self.finding = finding
        self.event = event
        self.verified = verified
        self.code = finding.code

    @property
    def provision(self) -> str:
        """The id of the provision the event breaks."""
        return self.finding.cite or ""
