"""Update records for the systems that hold a reading: layouts as data, filled, checked, written (連携データ)."""

from kananame.record.fill import filler
from kananame.record.layout import Item, Layout, layout, layouts
from kananame.record.make import facts_of_changes, records
from kananame.record.parse import facts_of_record, parse, parser
from kananame.record.record import Options, Record
from kananame.record.repertoires import PROFILES
from kananame.record.schema import json_schema
from kananame.record.snapshot import facts_of_change, facts_of_person
from kananame.record.validate import checker, look
from kananame.record.values import VALUES, Facts, facts_of_row

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
    "json_schema",
    "layout",
    "layouts",
    "look",
    "parse",
    "parser",
    "records",
]
