"""What was exported reads back; whatever is changed on the way is named, with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kananame.io import manifest
from kananame.io.refusals import Refusal
from kananame.io.verify import Answer, verify
from kananame.record import VALUES, facts_of_row, layouts
from tests.io.sample_records import resident, residents, written

EVERY_KIND = [(made.id, kind) for made in {made.id: made for made in layouts()}.values() for kind in made.forms]
OF_AN_EVENT = {
    "registry": "141003", "register": "r1", "head-name": "松浦　一郎", "reason": "職権修正", "part": "氏",
    "effective": "2026-06-01", "provision": "戸籍法第13条", "operator": "op1", "operated-date": "2026-06-02",
    "operated-time": "09:00:00",
}  # fmt: skip


def verified(path: Path) -> Answer:
    return verify(str(path), manifest.read(str(path)))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out.csv"
    written(residents(3), path)
    return path


@pytest.mark.parametrize(("name", "kind"), EVERY_KIND)
def test_what_was_written_is_right(tmp_path: Path, name: str, kind: str) -> None:
    tally = written([resident(number, **OF_AN_EVENT) for number in range(3)], tmp_path / "out", kind, name)
    assert (tally.rows, tally.codes) == (3, {})
    assert verified(tmp_path / "out") == Answer(rows=3)


@pytest.mark.parametrize(
    "form",
    [{"header": "none"}, {"header": "fields"}, {"newline": "lf"}, {"bom": True}, {"quoting": "minimal"},
     {"encoding": "cp932"}],
    ids=str,
)  # fmt: skip
def test_it_is_in_every_form_of_csv(target: Path, form: dict[str, str]) -> None:
    options = {"repertoire": "cp932"} if "encoding" in form else {}
    written(residents(3), target, form=form, options=options)
    assert verified(target) == Answer(rows=3)


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("change", "codes", "rows"),
    [
        (replaced("マツウラ　イチロウ", "マツウラ　ジロウウ"), {"manifest-checksum"}, [0]),
        (replaced("マツウラ　イチロウ", "まつうら　イチロウ"), {"manifest-checksum", "item-kana"}, [0, 1]),
        (replaced("マツウラ　イチロウ", "マツウライチロウ"), {"manifest-size", "item-space"}, [0, 1]),
        (replaced('"1990-04-01"', '"1990-02-30"'), {"manifest-checksum", "item-date"}, [0, 1]),
        (replaced('"00001"', '""'), {"manifest-size", "item-missing"}, [0, 2]),
        (replaced('"00001",', ""), {"manifest-size", "record-cells"}, [0, 2]),
        (replaced("宛名番号", "宛名番数"), {"manifest-checksum", "manifest-header"}, [0, 0]),
        (replaced("\r\n", "\n"), {"manifest-size"}, [0]),
        (lambda text: text[: text.rindex('"131016"')], {"manifest-size", "manifest-rows"}, [0, 0]),
        (lambda text: text[: text.rindex("2026") + 2], {"manifest-size", "record-unreadable"}, [0, 3]),
        (lambda text: text + text.splitlines(keepends=True)[-1], {"manifest-size", "manifest-rows"}, [0, 0]),
        (lambda text: text.partition("\n")[2], {"manifest-size", "manifest-header", "manifest-rows"}, [0, 0, 0]),
        (lambda _: "", {"manifest-size", "manifest-header", "manifest-rows"}, [0, 0, 0]),
    ],
)  # fmt: skip
def test_what_was_changed_is_named_with_its_place(
    target: Path, change: Callable[[str], str], codes: set[str], rows: list[int]
) -> None:
    target.write_bytes(change(target.read_bytes().decode()).encode())
    answer = verified(target)
    assert {*answer.codes} == codes
    assert sorted({fault.row for fault in answer.shown}) == sorted({*rows})
    assert answer.faults >= len(answer.shown) > 0


def test_the_item_is_named(target: Path) -> None:
    target.write_bytes(target.read_bytes().replace(b"1990-04-01", b"1990-04-31"))
    found = [(fault.row, dict(fault.finding.params).get("item")) for fault in verified(target).shown]
    assert found == [(0, None), (1, "生年月日"), (2, "生年月日"), (3, "生年月日")]


def test_bytes_that_are_no_characters_are_named_with_their_item(target: Path) -> None:
    target.write_bytes(target.read_bytes().replace("日高".encode(), b"\xe6\x97\xa5\xff\xff\xff", 1))
    answer = verified(target)
    assert {*answer.codes} == {"manifest-checksum", "record-undecodable"}
    (finding,) = (fault.finding for fault in answer.shown if fault.row)
    assert dict(finding.params) == {"item": "氏名", "bytes": "0xFF"}


def test_a_kana_no_source_settles_is_no_fault(target: Path) -> None:
    written([resident(0, **{"given": "すゑ", "given-reading": "スヱ"})], target)
    answer = verified(target)
    assert (answer.faults, set(answer.codes)) == (0, {"item-kana"})


def test_only_the_first_faults_are_kept(target: Path) -> None:
    written(residents(100), target)
    target.write_bytes(target.read_bytes().replace(b"1990-04-01", b"1990-04-31"))
    answer = verified(target)
    assert (answer.faults, answer.codes["item-date"], len(answer.shown)) == (101, 100, 10)


def test_a_layout_nobody_knows_is_refused(target: Path) -> None:
    place = manifest.beside(target)
    place.write_bytes(place.read_bytes().replace(b'"2026-09"', b'"1999-01"'))
    with pytest.raises(Refusal) as refused:
        verified(target)
    assert (refused.value.code, refused.value.params["layout"]) == ("manifest-layout", "jumin-joho@1999-01")


def test_a_manifest_without_its_file_is_refused(target: Path) -> None:
    target.unlink()
    with pytest.raises(Refusal) as refused:
        verified(target)
    assert refused.value.code == "file-missing"


CELL = st.one_of(
    st.sampled_from(
        ["", "松浦", "マツウラ", "松浦　一郎", "ﾏﾂ", "131016", "1", "0", "x", "1990-02-29", "1992-02-29", "certified"]
    ),
    st.text(max_size=6),
)
VALUE = st.sampled_from([*VALUES, "juminshubetsu", "sosashaid"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=st.lists(st.dictionaries(VALUE, CELL, max_size=12), max_size=6), name=st.sampled_from(EVERY_KIND))
def test_nothing_leaves_that_would_not_be_verified(
    tmp_path: Path, rows: list[dict[str, str]], name: tuple[str, str]
) -> None:
    facts = [facts_of_row({**resident(number), **row}, certified=True) for number, row in enumerate(rows)]
    tally = written(facts, tmp_path / "out", name[1], name[0], options={"numbers": True})
    answer = verified(tmp_path / "out")
    assert (answer.faults, answer.rows) == (0, tally.rows)
    # Of rows that say they are of one event, two that are equal are one record.
    assert tally.rows + tally.refused <= len(rows)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data(), kind=st.sampled_from(["csv", "jsonl", "json"]))
def test_no_byte_changes_unnoticed(tmp_path: Path, data: st.DataObject, kind: str) -> None:
    path = tmp_path / "out"
    written(residents(2), path, kind)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[at]))
    path.write_bytes(content)
    assert "manifest-checksum" in verified(path).codes
