"""Records leave whole and right, or stay and are listed; nothing else of them is told to anybody."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from kananame.io import manifest
from kananame.io.export import check, export
from kananame.io.portion import BATCH
from kananame.io.refusals import Refusal
from kananame.record import Facts, layout
from tests.io.sample_records import lines, resident, residents, task, written

UNWRITABLE = "髙𠮷"
SECRET = "123456789018"  # noqa: S105 (an invented 個人番号)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_csv_is_utf_8_with_every_cell_quoted_under_official_names(target: Path) -> None:
    written([resident(0)], target, name="jutogai-atena-2.0", options={"constants": OPERATOR})
    items = layout("jutogai-atena-2.0").items
    cells = {
        "atenabango": "00000", "shimei": "松浦　一郎", "uji_nihonjin": "松浦", "na_nihonjin": "一郎",
        "shimei_furigana": "マツウラ　イチロウ", "uji_nihonjin_furigana": "マツウラ",
        "na_nihonjin_furigana": "イチロウ",
        "seinengappi": "1990-04-01", "seinengappi_fushofuragu": "0", "jusho_shikuchosonkodo": "131016", **OPERATOR,
    }  # fmt: skip
    body = [cells.get(item.field, "") for item in items]
    rows = ([item.name for item in items], body)
    assert target.read_bytes() == "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows).encode()


OPERATOR = {"sosashaid": "op1", "sosanengappi": "2026-06-02", "sosajikoku": "09:00:00"}


@pytest.mark.parametrize(
    ("form", "start", "end"),
    [
        ({"header": "fields"}, b'"shikuchosonkodo","atenabango"', b"\r\n"),
        ({"header": "none"}, b'"131016","00000"', b"\r\n"),
        ({"newline": "lf"}, '"市区町村コード"'.encode(), b'"\n'),
        ({"bom": True}, b"\xef\xbb\xbf" + '"市区町村コード"'.encode(), b"\r\n"),
        ({"quoting": "minimal"}, "市区町村コード,宛名番号".encode(), b",\r\n"),
        ({"encoding": "cp932"}, '"市区町村コード"'.encode("cp932"), b"\r\n"),
    ],
    ids=str,
)
def test_the_form_of_csv_can_be_chosen(target: Path, form: dict[str, str], start: bytes, end: bytes) -> None:
    options = {"repertoire": "cp932"} if "encoding" in form else {}
    written([resident(0)], target, form=form, options=options)
    content = target.read_bytes()
    assert content.startswith(start)
    assert content.endswith(end)
    assert "松浦　一郎".encode(form.get("encoding", "utf-8")) in content


def test_json_has_the_field_names(tmp_path: Path) -> None:
    written(residents(2), tmp_path / "out.json", "json", "gif-person")
    written(residents(2), tmp_path / "out.jsonl", "jsonl", "gif-person")
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert found == lines(tmp_path / "out.jsonl")
    assert [one["FamilyNameKana"] for one in found] == ["マツウラ", "ヒダカ"]
    assert list(found[0]) == [item.field for item in layout("gif-person").items]


def test_a_certificate_is_written_for_people(tmp_path: Path) -> None:
    facts = [resident(0, **{"given-status": "provisional"}), resident(1, person="<1>")]
    assert written(facts, tmp_path / "out.txt", "text", "juminhyo").rows == 2
    written(facts, tmp_path / "out.html", "html", "juminhyo")
    assert "氏名の振り仮名：マツウラ　【名空欄】\n氏名：松浦　一郎\n" in (tmp_path / "out.txt").read_text(
        encoding="utf-8"
    )
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert (
        "<tr><th>氏名の振り仮名</th><td>マツウラ　【名空欄】</td></tr>\n<tr><th>氏名</th><td>松浦　一郎</td></tr>"
        in page
    )
    assert "<td>&lt;1&gt;</td>" in page


def test_a_record_its_layout_does_not_allow_stays_and_is_listed_without_names(target: Path) -> None:
    facts = [resident(0), resident(1, birth="1990-02-30"), resident(2, family="x" * 51), resident(3)]
    tally = written(facts, target)
    assert (tally.rows, tally.refused, tally.codes["item-date"]) == (2, 2, 1)
    assert [row.split(",")[1] for row in target.read_text(encoding="utf-8").splitlines()[1:]] == ['"00000"', '"00003"']
    audit = target.with_name("out.csv.audit.jsonl")
    first = lines(audit)[0]
    assert first["params"].pop("field") == "seinengappi"
    assert first == {
        "row": 2, "person": "00001", "event": "", "outcome": "refused", "code": "item-date",
        "params": {"item": "生年月日"},
    }  # fmt: skip
    assert {line["person"] for line in lines(audit)} == {"00001", "00002"}
    assert not any(
        name in audit.read_text(encoding="utf-8") for name in ("日高", "花子", "ハナコ", "xx", "井上", "1990")
    )
    assert (manifest.read(str(target)).refused, manifest.read(str(target)).audit) == (2, audit.name)
    assert next((held.row, held.finding.code) for held in tally.shown) == (2, "item-date")


def test_no_name_can_be_put_together_from_the_list(target: Path) -> None:
    facts = [resident(0, **{"family-reading": "まつうら", "given-reading": "いちろう"})]
    tally = written(facts, target)
    listed = lines(target.with_name("out.csv.audit.jsonl"))
    assert (tally.refused, [line["params"]["char"] for line in listed]) == (1, ["ま", "ま", "い"])
    assert len(tally.shown) == 3


def test_a_byte_that_is_no_character_is_listed_as_an_escape(target: Path) -> None:
    written([resident(0, family="松\udc83"), resident(1, person="\udc83")], target)
    content = target.with_name("out.csv.audit.jsonl").read_text(encoding="utf-8")
    assert '"codepoint": "U+DC83"' in content
    assert '"person": "\\udc83"' in content


def test_a_reading_nobody_certified_leaves_its_item_empty_and_is_noted(target: Path) -> None:
    tally = written([resident(0, **{"family-status": "provisional"})], target)
    assert (tally.rows, tally.refused) == (1, 0)
    assert "マツウラ" not in target.read_text(encoding="utf-8")
    assert [(line["outcome"], line["code"]) for line in lines(target.with_name("out.csv.audit.jsonl"))] == [
        ("noted", "reading-uncertified")
    ]


def test_what_cannot_be_encoded_is_listed_with_its_code_point_and_never_replaced(target: Path) -> None:
    facts = [resident(0, family=UNWRITABLE), resident(1)]
    options = {"repertoire": "cp932"}
    tally = written(facts, target, form={"encoding": "cp932"}, options=options)
    assert (tally.rows, tally.refused) == (1, 1)
    found = [line["params"] for line in lines(target.with_name("out.csv.audit.jsonl"))]
    assert {(one["codepoint"], one["substitute"]) for one in found} == {("U+20BB7", "吉 U+5409")}
    assert "吉" not in target.read_text(encoding="cp932")


def test_a_substitute_comes_from_the_callers_table_and_each_use_is_listed(target: Path) -> None:
    options = {"repertoire": "jisx0208-0212", "substitutes": {"髙": "高", "𠮷": "吉"}}
    tally = written([resident(0, family=UNWRITABLE), resident(1, family="髙")], target, options=options)
    assert (tally.rows, tally.refused) == (2, 0)
    assert '"高吉　一郎"' in target.read_text(encoding="utf-8")
    found = lines(target.with_name("out.csv.audit.jsonl"))
    assert {line["outcome"] for line in found} == {"substituted"}
    assert [line["params"]["codepoint"] for line in found if line["row"] == 1 and line["params"]["item"] == "氏名"] == [
        "U+9AD9", "U+20BB7",
    ]  # fmt: skip
    assert tally.substituted == len(found)


def test_numbers_pass_only_when_asked_for_and_are_listed_nowhere(target: Path) -> None:
    facts = [resident(0, **{"resident-number": SECRET}), resident(1, **{"resident-number": SECRET[:-1]})]
    written(facts, target)
    assert SECRET[:-1] not in target.read_text(encoding="utf-8")
    tally = written(facts, target, options={"numbers": True})
    assert (tally.rows, tally.refused) == (1, 1)
    assert SECRET in target.read_text(encoding="utf-8")
    for path in (target.with_name("out.csv.audit.jsonl"), manifest.beside(target)):
        assert SECRET[:6] not in path.read_text(encoding="utf-8")
    assert SECRET[:6] not in str(asdict(tally))


@pytest.mark.parametrize("kind", ["csv", "jsonl", "json"])
def test_the_same_again_is_the_same_bytes(tmp_path: Path, kind: str) -> None:
    made = []
    for _ in range(2):
        written([*residents(5), resident(9, birth="x")], tmp_path / "out", kind)
        made.append({path.name: path.read_bytes() for path in sorted(tmp_path.iterdir())})
    assert made[0] == made[1]
    assert [*made[0]] == ["out", "out.audit.jsonl", "out.manifest.json"]


def test_the_list_of_an_earlier_run_does_not_stay(target: Path) -> None:
    written([resident(0, birth="x")], target)
    assert names(target.parent) == ["out.csv", "out.csv.audit.jsonl", "out.csv.manifest.json"]
    written([resident(0)], target)
    assert names(target.parent) == ["out.csv", "out.csv.manifest.json"]


def test_the_list_can_be_put_elsewhere(target: Path) -> None:
    written([resident(0, birth="x")], target, audit=str(target.with_name("listed.jsonl")))
    assert names(target.parent) == ["listed.jsonl", "out.csv", "out.csv.manifest.json"]
    assert manifest.read(str(target)).audit == "listed.jsonl"


def test_the_order_is_kept(target: Path) -> None:
    order = [3, 1, 2, 1, 0]
    written([resident(number) for number in order], target, form={"header": "none"})
    assert [row.split(",")[1].strip('"') for row in target.read_text(encoding="utf-8").splitlines()] == [
        f"{number:05}" for number in order
    ]


class Stopped(Exception):
    """Something that goes wrong on the way."""


def test_a_run_that_fails_leaves_what_was_there(target: Path) -> None:
    written(residents(1), target)
    before = {path.name: path.read_bytes() for path in target.parent.iterdir()}

    def failing() -> Iterator[Facts]:
        yield resident(0, birth="x")
        yield from residents(2 * BATCH)
        raise Stopped

    with pytest.raises(Stopped):
        export(failing(), task(target))
    assert {path.name: path.read_bytes() for path in target.parent.iterdir()} == before


def test_the_manifest_appears_last(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    placed: list[str] = []
    replace = Path.replace

    def noting(self: Path, to: str) -> Path:
        placed.append(os.path.basename(to))  # noqa: PTH119 (a name, whatever the type)
        return replace(self, to)

    monkeypatch.setattr(Path, "replace", noting)
    written([resident(0, birth="x")], target)
    assert placed == ["out.csv.audit.jsonl", "out.csv", "out.csv.manifest.json"]


def test_records_are_written_as_they_come(target: Path) -> None:
    sizes = []

    def watched() -> Iterator[Facts]:
        for facts in residents(20 * BATCH):
            yield facts
            part = target.with_name(".out.csv.kananame-part")
            sizes.append(part.stat().st_size if part.exists() else 0)

    export(watched(), task(target))
    assert 0 < sizes[10 * BATCH] < sizes[-1]


@pytest.mark.parametrize(
    ("kind", "name", "more", "code"),
    [
        ("html", "jumin-joho", {}, "layout-form"),
        ("csv", "gif-person", {}, "layout-form"),
        ("csv", "jumin-joho", {"form": {"encoding": "cp932"}}, "encoding-repertoire"),
        ("csv", "jumin-joho", {"options": {"constants": {"sosashaid": "松"}}}, "constant-invalid"),
        (
            "csv",
            "jumin-joho",
            {"options": {"constants": {"shimei_furigana": "マツウラ　イチロウ"}}},
            "constant-invalid",
        ),
    ],
)
def test_what_could_not_be_written_is_refused_before_any_work(
    target: Path, kind: str, name: str, more: dict[str, dict[str, object]], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check(task(target, kind, name, **more), "town.csv")
    assert refused.value.code == code


def test_where_it_cannot_be_written_is_refused_before_any_work(target: Path) -> None:
    target.with_name("out.csv.manifest.json").mkdir()
    for path, source, code in (
        (Path("-"), "in.csv", "output-standard"),
        (target, "in.csv", "output-not-file"),
        (target.with_name("none") / "out.csv", "in.csv", "output-directory-missing"),
    ):
        with pytest.raises(Refusal) as refused:
            check(task(path), source)
        assert refused.value.code == code
    for source in ("out.csv", "out.csv.audit.jsonl"):
        target.with_name("other.csv").write_text("", encoding="utf-8")
        target.with_name("other.csv.audit.jsonl").write_text("", encoding="utf-8")
        with pytest.raises(Refusal, match="input"):
            check(task(target.with_name("other.csv")), str(target.with_name(source.replace("out", "other"))))


def test_the_list_has_a_file_of_its_own(target: Path) -> None:
    for audit in (target, manifest.beside(target)):
        with pytest.raises(Refusal) as refused:
            check(task(target, audit=str(audit)), "in.csv")
        assert refused.value.code == "export-audit-target"


def test_an_empty_source_is_an_empty_file(target: Path) -> None:
    assert written([], target).rows == 0
    assert target.read_text(encoding="utf-8").count("\n") == 1
    written([], target.with_suffix(".json"), "json", "gif-person")
    assert json.loads(target.with_suffix(".json").read_text(encoding="utf-8")) == []
