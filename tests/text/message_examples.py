"""An input for every code that findings have: what the tests of the messages are filled with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import kananame as kn
from kananame.history.wire import MalformedEvent, read_event
from kananame.io.header import Columns
from kananame.io.people import CELL_MAX, person_of
from kananame.model import Finding, Grade, PersonName, Segment
from kananame.romaji.styles import spelling_of
from kananame.romaji.write import tied
from kananame.signs import Signs
from tests.history.refused import REFUSED
from tests.io.changed_files import CHANGED, faults
from tests.records.examples import ITEMS

Given = tuple[str, str, str, str]
PAIRS: dict[str, Given] = {
    "folded-width": ("松浦", "ﾏﾂｳﾗ", "family", "existing"),
    "folded-hiragana": ("松浦", "まつうら", "family", "existing"),
    "folded-composition": ("山田", "ヤマタ\u3099", "family", "existing"),
    "folded-iteration": ("佐々木", "サヽキ", "family", "existing"),
    "folded-hyphen": ("大野", "オ-ノ", "family", "existing"),
    "folded-space": ("松浦", "マツ ウラ", "family", "existing"),
    "folded-invisible": ("松浦", "マツ\u200bウラ", "family", "existing"),
    "folded-small-kana": ("松浦", "マツウラ\U0001b164", "family", "existing"),
    "folded-compatibility": ("松浦", "㋮ツウラ", "family", "existing"),
    "kana-unverified": ("すゑ", "スヱ", "given", "existing"),
    "kana-not-permitted": ("松浦", "マツ・ウラ", "family", "existing"),
    "name-control-character": ("松\x07浦", "マツウラ", "family", "existing"),
    "kanji-not-permitted": ("曌", "アキラ", "given", "new"),
    "variant-character": ("髙橋", "タカハシ", "family", "existing"),
    "reading-missing": ("松浦", "", "family", "existing"),
    "name-missing": ("", "マツウラ", "family", "existing"),
    "too-long": ("松" * 51, "マツ" * 51, "family", "existing"),
    "name-not-japanese": ("SMITH", "スミス", "family", "existing"),
    "alias-outside-register": ("松浦", "マツウラ", "alias", "existing"),
    "voicing-varies": ("山崎", "ヤマサキ", "family", "existing"),
    "kana-name-differs": ("さくら", "ハナコ", "given", "existing"),
    "unexplained": ("光宙", "ピカチュウ", "given", "existing"),
    "no-relation": ("太郎", "マイケル", "given", "new"),
    "opposite-meaning": ("高", "ヒクシ", "given", "new"),
    "other-person": ("太郎", "ジロウ", "given", "new"),
    "added-word": ("健", "ケンサマ", "given", "new"),
    "unfit-word": ("悪魔", "アクマ", "given", "new"),
    "partial-reading": ("桜良", "サクラ", "given", "existing"),
    "silent-character": ("美空", "ソラ", "given", "existing"),
    "mined-reading": ("日下部", "クサカヒ", "family", "existing"),
    "ambiguous-alignment": ("寅司郎", "トラジロウ", "given", "existing"),
}
PEOPLE = {
    "name-reading-swapped": {"family": "マツウラ", "family_reading": "松浦"},
    "parts-swapped": {"family": "松浦", "family_reading": "タロウ", "given": "太郎", "given_reading": "マツウラ"},
    "both-in-one-field": {"family": "松浦 一郎", "family_reading": "マツウラ イチロウ"},
}
WHOLE = Columns({"name": 0, "reading": 1})
HALVES = Columns({"family": 0, "family-reading": 1})
RECORDS: dict[str, tuple[list[str], Columns]] = {
    "name-not-split": (["松浦一郎", "マツウライチロウ"], WHOLE),
    "row-short": (["松浦"], HALVES),
    "row-long": (["松浦", "マツウラ", "余り"], HALVES),
    "row-empty": (["", ""], HALVES),
    "cell-nul": (["松\0浦", "マツウラ"], HALVES),
    "cell-too-long": (["松" * (CELL_MAX + 1), "マツウラ"], HALVES),
    "cell-undecodable": (["松\udc83", "マツウラ"], HALVES),
    "cell-gaiji": (["松\ue000", "マツウラ"], HALVES),
}
REGISTERS: dict[str, list[dict[str, str]]] = {
    "family-name-differs": [{"family": "山崎"}, {"family": "松浦"}],
    "family-reading-differs": [{"family_reading": "ヤマサキ"}, {"family_reading": "ヤマザキ"}],
    "person-reading-differs": [{"given": "健", "given_reading": kana, "id": "1"} for kana in ("ケン", "タケシ")],
}
# Rows of a file: household and reading of 山崎.
HOUSEHOLDS = {
    "registers-differ": [("1", "ヤマサキ"), ("1", "ヤマザキ")],
    "registers-not-compared": [(key, "ヤマサキ") for key in "12134567"],
}
FILES: dict[str, list[dict[str, str]]] = {
    "file-column-empty": [{"family": "", "family-reading": "マツウラ"}] * 3,
    "file-reading-not-kana": [{"family-reading": "松浦"}] * 3,
    "file-parts-swapped": [
        {"family": "太郎", "family-reading": "タロウ", "given": "松浦", "given-reading": "マツウラ"},
    ]
    * 3,
    "file-readings-swapped": [
        {"family": "松浦", "family-reading": "タロウ", "given": "太郎", "given-reading": "マツウラ"},
    ]
    * 3,
    "file-small-kana-lost": [{"given": "京子", "given-reading": "キヨウコ"}] * 3,
    "file-voicing-lost": [{"family-reading": "ヤマサキ"}] * 30,
    "file-long-mark-dash": [{"family-reading": "オ-ノ"}] * 3,
    "file-half-width": [{"family-reading": "ﾏﾂｳﾗ"}] * 3,
}


def of_households(rows: list[tuple[str, str]]) -> tuple[Finding, ...]:
    """Return the findings of a file of households, of which four are held at a time."""
    registers = kn.Registers(limit=4)
    for row, (key, reading) in enumerate(rows, start=1):
        registers.add(key, row, PersonName("山崎", reading))
    return registers.findings()


def of_file(rows: list[dict[str, str]]) -> tuple[Finding, ...]:
    """Return the signs of a file of such rows."""
    signs = Signs()
    for cells in rows:
        signs.add(cells)
    return signs.findings()


LONG = "ABCDEFGHIJKLMNOPQ"
TIED = kn.Alignment((), 0, Grade.B, ((Segment("古", "フ", "kun"), Segment("内", "ルウチ", "kun")),))
SPELLED: dict[str, tuple[Finding, ...]] = {
    "romaji-kana-alone": kn.romanize("マツウラ").notes,
    "romaji-not-aligned": kn.romanize("ブンブン", name="松浦").notes,
    "romaji-character-unread": kn.romanize("コウネ", name="小畔").notes,
    "romaji-ambiguous-alignment": tied(TIED, "フル'ウチ", spelling_of("passport", "standard")),
    "romaji-whole-word": kn.romanize("ヒュウガ", segments=(Segment("日向", "ヒュウガ", "word"),)).notes,
    "romaji-kana-written": kn.romanize("ユウ", name="ゆう").notes,
    "romaji-vowels-apart": kn.romanize("マツウラ", name="松浦").notes,
    "romaji-vowel-long": kn.romanize("ミソノウ", name="御園生").notes,
    "romaji-no-printed-rule": kn.romanize("トゥ").notes,
    "romaji-kana-dropped": kn.romanize("アッ").notes,
    "romaji-holder-fits": kn.romanize("オオノ", name="大野", option="holder", given="OHNO").notes,
    "romaji-needs-proof": kn.romanize("スミス", option="holder", given="SMITH").notes,
    "romaji-long-vowels-unproven": kn.compatible("ONO", "オオノ").unproven,
    "romaji-kana-unproven": kn.compatible("JIRO", "ジロウ").unproven,
    "card-too-long": kn.card_face(
        {"family": "松浦", "family_reading": "マツウラ"}, layout=kn.CardLayout(limits={"romaji": 7})
    ).findings,
    "romaji-not-spelled": kn.card_face({"family": "松浦", "family_reading": "ー"}).findings,
    "mrz-truncated": kn.mrz_name(LONG, LONG).notes,
    "mrz-full": kn.mrz_name(LONG, LONG[: 30 - len(LONG) - 2]).notes,
}


UNREADABLE: dict[str, str] = {
    "event-not-json": "[]",
    "event-type-unknown": '{"type": "wedding", "id": "e1"}',
    "event-field-missing": '{"type": "withdrawal", "id": "e1", "on": "2026-01-05"}',
    "event-field-unknown": '{"type": "withdrawal", "id": "e1", "file": "e0"}',
    "event-field-wrong": '{"type": "withdrawal", "id": "e1", "on": "2026-13-05"}',
}


def unreadable(line: str) -> tuple[Finding, ...]:
    """Return what is wrong with a line that is no event."""
    with pytest.raises(MalformedEvent) as malformed:
        read_event(line)
    return (malformed.value.finding,)


EXAMPLES = {*PAIRS, *PEOPLE, *RECORDS, *REGISTERS, *HOUSEHOLDS, *FILES, *SPELLED, *REFUSED, *UNREADABLE}


def example(code: str) -> tuple[Finding, ...]:
    """Return the findings of an input that shows a code."""
    if code in PAIRS:
        name, reading, part, filing = PAIRS[code]
        return kn.check(name, reading, part=part, filing=filing).findings
    if code in RECORDS:
        record, columns = RECORDS[code]
        return person_of(record, 2, columns)[1]
    return next(find(given[code]) for given, find in OTHERS if code in given)


# Examples by code, and what finds them in an input.
OTHERS: tuple[tuple[dict[str, Any], Callable[[Any], tuple[Finding, ...]]], ...] = (
    (PEOPLE, lambda person: kn.check_person(person).findings),
    (REGISTERS, lambda persons: kn.check_register(persons).findings),
    (HOUSEHOLDS, of_households),
    (FILES, of_file),
    (SPELLED, lambda notes: notes),
    (UNREADABLE, unreadable),
    (REFUSED, lambda row: (row.error().finding,)),
)
EXAMPLES.update(ITEMS, CHANGED)
OTHERS += ((ITEMS, lambda findings: findings), (CHANGED, faults))
