"""The house: every public name is there, and what screening does not need is imported later."""

from __future__ import annotations

import subprocess
import sys

import pytest

import kananame as kn


@pytest.mark.parametrize("name", kn.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(kn, name) is not None
    assert name in dir(kn)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'sing'"):
        kn.sing  # noqa: B018


@pytest.mark.parametrize("part", ["romaji", "history"])
def test_screening_does_not_import(part: str) -> None:
    code = f"import sys, kananame as kn; kn.check('松浦', 'マツウラ'); print([m for m in sys.modules if '{part}' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
