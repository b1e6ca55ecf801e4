"""Every code with which an event is refused: under which provision, and nothing changes."""

from __future__ import annotations

import pytest

from kananame import messages
from kananame._tables.provisions import PROVISIONS
from tests.history.refused import REFUSED


@pytest.mark.parametrize("code", REFUSED)
def test_a_refusal_names_its_provision_and_changes_nothing(code: str) -> None:
    row = REFUSED[code]
    error = row.error()
    assert (error.code, error.provision) == (code, row.provision)
    assert error.verified is PROVISIONS[row.provision][9]
    sentence = messages.advice(code, "en", **dict(error.finding.params))
    assert str(error) == f"{row.event.id}: {sentence} ({PROVISIONS[row.provision][0]})"
