"""``kananame export`` of a ledger: everyone, what is new, one event."""

from __future__ import annotations

from pathlib import Path

import pytest

from kananame.io import manifest

from .conftest import Command

EVENTS = Path(__file__).parents[2] / "docs" / "examples" / "events.jsonl"


@pytest.fixture
def town(tmp_path: Path, spoken: Command) -> Path:
    assert spoken("history", "apply", tmp_path / "town.ledger", EVENTS)[0] == 1
    return tmp_path / "town.ledger"


def exported(town: Path, *more: str) -> tuple[str | Path, ...]:
    return ("export", town, "--layout", "jumin-joho", "-o", town.with_name("out.csv"), "--lang", "en", *more)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), ("full", None, 5)),
        (("--full",), ("full", None, 5)),
        (("--on", "2026-06-30", "--known", "2026-06-30"), ("full", "2026-06-30", 5)),
        (("--since-seq", "8"), ("delta", None, 7)),
        (("--since-seq", "12"), ("delta", None, 0)),
        (("--event", "e9"), ("event", None, 4)),
    ],
)
def test_the_part_that_was_asked_for_is_written(
    spoken: Command, town: Path, more: tuple[str, ...], told: tuple[str, str | None, int]
) -> None:
    code, _, err = spoken(*exported(town, *more))
    found = manifest.read(str(town.with_name("out.csv")))
    assert (code, err) == (0, "")
    assert ((found.content, found.on, found.rows), found.through) == (told, 12)
    assert spoken("verify", town.with_name("out.csv"))[0] == 0


def test_a_delta_goes_on_where_the_last_one_ended(spoken: Command, town: Path) -> None:
    spoken(*exported(town))
    through = manifest.read(str(town.with_name("out.csv"))).through
    assert spoken(*exported(town, "--since-seq", str(through)))[1].startswith("jumin-joho@2026-09: 0 records written")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--full", "--event", "e9"), "only one"),
        (("--since-seq", "1", "--event", "e9"), "only one"),
        (("--event", "e9", "--on", "2026-06-30"), "--full alone"),
        (("--since-seq", "1", "--known", "2026-06-30"), "--full alone"),
        (("--on", "2026-06-31"), "--on"),
        (("--event", "e77"), "e77"),
        (("--certified",), "--certified"),
        (("--columns", "family=氏"), "--columns"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    spoken: Command, town: Path, more: tuple[str, ...], said: str
) -> None:
    code, out, err = spoken(*exported(town, *more))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not town.with_name("out.csv").exists()


def test_the_codes_of_reasons_come_from_the_callers_table(spoken: Command, town: Path) -> None:
    table = town.with_name("codes.csv")
    table.write_text("reason,code\ncorrected,33\n", encoding="utf-8")
    spoken(*exported(town, "--event", "e9", "--reasons", str(table)))
    assert town.with_name("out.csv").read_text(encoding="utf-8").count('"33","職権修正"') == 4
