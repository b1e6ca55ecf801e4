"""Why a run could not start or finish; the wording is in the catalogue of messages."""

from __future__ import annotations

from kananame import messages
from kananame.errors import KananameError


class Refusal(KananameError):
    """A run that cannot be done; ``code`` and ``params`` say why, ``str()`` says it in English."""

    def __init__(self, code: str, **params: object) -> None:
        """Take a code of the catalogue and what its sentence needs."""
        self.code = code
        self.params = params
        super().__init__(self.text("en"))

    def text(self, lang: str) -> str:
        """Return in ``ja`` or ``en`` what was wrong and what to do.

        >>> Refusal("file-missing", path="a.csv").text("en")
        'a.csv: no such file. Check the path.'
        """
        return messages.advice(self.code, lang, **self.params)
