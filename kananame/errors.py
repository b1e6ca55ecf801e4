"""What can go wrong in the use of the library; bad data is never an exception."""

from __future__ import annotations


class KananameError(ValueError):
    """Base of every error the library raises on wrong use.

    ``code`` is stable and machine-readable; the wording of the message is not.
    """

    code = "kananame-error"


class NotInForce(KananameError):
    """A legal date lies before the first edition of the rules (2025-05-26)."""

    code = "not-in-force"
