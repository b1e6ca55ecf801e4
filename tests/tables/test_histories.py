"""The tables behind histories: dates in order, every provision known, every open point marked as one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kananame._tables.provisions import PROVISIONS
from tables.emit import GENERATED, render
from tables.loader import TableError
from tables.makers import histories, law

MODULES = {module.name: module for module in histories.make()}
ACTS, SETTINGS, SYSTEMS = (MODULES[name].value for name in ("acts", "settings", "systems"))


@pytest.mark.parametrize("name", sorted(MODULES))
def test_generated_module_is_what_the_table_says(name: str) -> None:
    assert (GENERATED / f"{name}.py").read_text(encoding="utf-8") == render(MODULES[name])


def test_no_act_is_older_than_the_law() -> None:
    for _, _, since, until, *_ in ACTS.values():
        assert date.fromisoformat(since) >= date(2025, 5, 26)
        assert not until or date.fromisoformat(until) >= date.fromisoformat(since)


def test_the_year_of_filing_ends_the_day_before_the_wave_begins() -> None:
    assert {ACTS[act][3] for act in ACTS if act.startswith(("initial-", "form-"))} == {"2026-05-25"}
    assert {ACTS[act][2] for act in ACTS if act.startswith(("ex-officio-", "free-change-"))} == {"2026-05-26"}


def test_what_a_court_decides_needs_the_court() -> None:
    for act in ("court-family", "court-given", "name-family", "name-given"):
        assert ACTS[act][5] == "court"
    assert {ACTS[act][5] for act in ("ex-officio-family", "ex-officio-given")} == {"permission"}


def test_every_row_rests_on_a_provision_that_is_modelled() -> None:
    cited = (
        {row[1] for row in ACTS.values()} | {row[2] for row in SETTINGS.values()} | {row[3] for row in SYSTEMS.values()}
    )
    assert cited <= PROVISIONS.keys()
    assert [name for name in sorted(cited) if PROVISIONS[name][7] == "no"] == []


def test_nothing_is_marked_verified_that_no_source_states() -> None:
    assert not [act for act, row in ACTS.items() if row[9] and row[8] != "S"]
    assert not [system for system, row in SYSTEMS.items() if row[5] and row[4] != "S"]


def test_an_open_point_names_where_it_was_looked_for() -> None:
    for row in SETTINGS.values():
        assert row[5] in {"S2", "M", "I"}
        assert re.match(r"https?://\S+$", row[-1])


FAULTS = {
    "acts.tsv": [
        ("\tFUSOKU_6\t", "\tFUSOKU_99\t", "no provision FUSOKU_99"),
        ("\tfirst-filers\t", "\tanybody\t", "filers"),
        ("\t2025-05-26\t2026-05-25\t", "\t2026-05-26\t2026-05-25\t", "2026-05-25"),
    ],
    "settings.tsv": [
        ("\tkept\tkept lost\t", "\tsold\tkept lost\t", "none of the choices"),
        ("\t3\tnumber\t", "\tthree\tnumber\t", "none of the choices"),
    ],
    "systems.tsv": [("\tregistry\tfamily given\t", "\tregistry\tfamily middle\t", "parts")],
}


@pytest.mark.parametrize(("table", "fault"), [(table, fault) for table, faults in FAULTS.items() for fault in faults])
def test_a_fault_names_its_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, table: str, fault: tuple[str, str, str]
) -> None:
    old, new, said = fault
    for path in law.DATA.glob("*.tsv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (tmp_path / table).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / table).write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    monkeypatch.setattr(histories, "DATA", tmp_path)
    with pytest.raises(TableError, match=rf"{re.escape(table)}:\d+: .*{re.escape(said)}"):
        histories.make()
