"""Update records for the systems that hold a reading: layouts as data, filled, checked, written (連携データ).

The package may be called: ``kn.records`` is :func:`records`, whether or not this package was imported before.
"""

from importlib import import_module
from types import ModuleType
from typing import Any

from kananame.records.fill import filler
from kananame.records.layout import Item, Layout, layout, layouts
from kananame.records.make import facts_of_changes, records
from kananame.records.parse import facts_of_record, parse, parser
from kananame.records.record import Options, Record
from kananame.records.repertoires import PROFILES
from kananame.records.snapshot import facts_of_change, facts_of_person
from kananame.records.validate import checker, look
from kananame.records.values import VALUES, Facts, facts_of_row

__all__ = [
    "PROFILES",
    "VALUES",
    "Facts",
    "Item",
    "Layout",
    "Options",
    "Record",
    "checker",
    "facts_of_change",
    "facts_of_changes",
    "facts_of_person",
    "facts_of_record",
    "facts_of_row",
    "filler",
    "layout",
    "layouts",
    "look",
    "parse",
    "parser",
    "records",
]


class _Package(ModuleType):
    """This package; importing it puts it where ``kananame.records`` is the function for those who did not."""

    def __call__(self, *args: Any, **kwargs: Any) -> tuple[Record, ...]:  # noqa: ANN401 - as the function has them
        """Return what :func:`records` returns."""
        return records(*args, **kwargs)


import_module(__name__).__class__ = _Package
