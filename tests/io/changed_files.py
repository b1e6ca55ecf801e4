"""A file of records changed on its way, for every code that reading it back has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from kananame.io import manifest
from kananame.io.verify import verify
from kananame.model import Finding
from tests.io.sample_records import residents, written

Change = Callable[[bytes], bytes]
CHANGED: dict[str, Change] = {
    "manifest-size": lambda content: content + b"\r\n",
    "manifest-checksum": lambda content: content.replace(b"1990-04-01", b"1991-04-01"),
    "manifest-rows": lambda content: content[: content.rindex(b'"131016"')],
    "manifest-header": lambda content: content.replace("宛名番号".encode(), "宛名番数".encode()),
    "record-unreadable": lambda content: content[: content.rindex(b"2026") + 2],
    "record-cells": lambda content: content.replace(b'"00001",', b""),
    "record-undecodable": lambda content: content.replace("日高".encode(), b"\xff" * 6),
}


def faults(change: Change) -> tuple[Finding, ...]:
    """Return what reading a changed file back finds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        written(residents(3), path)
        path.write_bytes(change(path.read_bytes()))
        return tuple(fault.finding for fault in verify(str(path), manifest.read(str(path))).shown)
