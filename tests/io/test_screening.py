"""Rows screened together are answered as each of them is by itself, by any number of processes."""

from __future__ import annotations

import io
import itertools
import json
import pickle
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyarrow import parquet as pq

import kananame as kn
from kananame.cli.app import run
from kananame.io import parquet as ours
from kananame.io import parts, screening
from kananame.io.annotate import added_cells, beside, marks
from kananame.io.batch import Batch
from kananame.io.delimited import CsvWriter
from kananame.io.header import recognise
from kananame.io.jsonl import as_json
from kananame.io.kept import shown
from kananame.io.romaji import Speller, spelled
from kananame.io.screen import RowReport, Summary, answer
from kananame.io.screening import Screening, Setup
from kananame.io.scribe import numbered
from kananame.io.writer import Layout
from kananame.signs import Signs

HEADER = ["番号", "氏", "氏カナ", "名", "名カナ", "備考"]
WIDE = [*HEADER, "氏名", "氏名カナ"]
COLUMNS = recognise(HEADER, "in.csv")
PAIRS = {
    "family": [
        ("松浦", "マツウラ"), ("大野", "ｵｵﾉ"), ("山崎", "ヤマサキ"), ("髙橋", "タカハシ"), ("松浦", "タロウ"), ("", ""),
        ("佐藤 一郎", "サトウ"), ("=松", "マツ"), ("\ue000藤", "サイトウ"), ("服部", "ハツトリ"),
    ],
    "given": [
        ("一郎", "イチロウ"), ("花子", "ハナコ"), ("太郎", "マツウラ"), ("京子", "キヨウコ"), ("心愛", "ココア"),
        ("優子", ""), ("Smith", "スミス"), ("健", "ケンサマ"), ("すゑ", "スヱ"),
    ],
}  # fmt: skip
REMARKS = st.sampled_from(["", "=1+1", "-", "備考", "\0", "\udc83", '"x"', "a,b", "\r\n", "x" * 1001, "\x1f＝"])
ROWS = st.lists(
    st.builds(
        lambda family, given, remark, cut: [*"7", *family, *given, remark, "余り"][: 6 + cut],
        st.sampled_from(PAIRS["family"]), st.sampled_from(PAIRS["given"]), REMARKS,
        st.sampled_from([0, 0, 0, 0, 1, -1, -4]),
    ),
    max_size=30,
)  # fmt: skip

SPACE = st.sampled_from([" ", " ", "\u3000", "  ", "", "\u00a0", " \u3000"])
ODD = st.sampled_from(["", "", "", "ﾊﾟﾞ", "ﾀﾞ", "マツ-", "-ウラ", "ﾞタ", "ｰ", "ー", "ゝ", "マツ ウラ"])
HALF = str.maketrans("マツウラオノタカハシイチロココ", "ﾏﾂｳﾗｵﾉﾀｶﾊｼｲﾁﾛｺｺ")
HIRAGANA = str.maketrans("マツウラオノタカハシイチロココ", "まつうらおのたかはしいちろここ")
SCRIPT = st.sampled_from([{}, {}, HALF, HIRAGANA])


@st.composite
def whole(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Return a header with names, readings or both in one column, and rows under it."""
    names, readings = draw(st.sampled_from([(True, True), (True, False), (False, True)]))
    header = [*(["氏名"] if names else ["氏", "名"]), *(["氏名カナ"] if readings else ["氏カナ", "名カナ"]), "備考"]
    rows = []
    for _ in range(draw(st.integers(0, 12))):
        family, given = draw(st.sampled_from(PAIRS["family"])), draw(st.sampled_from(PAIRS["given"]))
        written = [family[0], given[0]]
        read = [(reading + draw(ODD)).translate(draw(SCRIPT)) for reading in (family[1], given[1])]
        columns = [[draw(SPACE).join(written)] if names else written, [draw(SPACE).join(read)] if readings else read]
        rows.append([*columns[0], *columns[1], draw(st.sampled_from(["", "=1", "\0"]))])
    return header, rows


WHOLE = whole()


def setup(**more: Any) -> Setup:  # noqa: ANN401
    usual = {"filing": "existing", "romaji": "passport", "form": "csv", "kept": True}
    return Setup(HEADER, COLUMNS, "utf-8", on=None, lang="ja", **{**usual, **more})


def one_by_one(rows: list[list[str]], told: Setup) -> tuple[bytes, Summary, Signs]:
    """Return what comes of rows that are looked at one after the other."""
    book, total, signs, out = kn.rulebook(), Summary(), Signs(), io.BytesIO()
    writer = CsvWriter(out, told.layout)
    for row, record in enumerate(rows, start=1):
        report = answer(row, record, len(told.header), told.columns, "utf-8", told.filing, book)
        if told.romaji:
            report = spelled(report, Speller(told.romaji, book=book))
        total.add(report)
        signs.add(told.columns.cells(record), row)
        writer.write(beside(record, len(told.header), added_cells(report, "ja")))
    return out.getvalue(), total, signs


def seen(signs: Signs) -> dict[str, dict[str, tuple[int, str]]]:
    """Return how often each sign was seen and where; lost small kana are looked for only until some stand there."""
    tallies = {"order": signs._order, **signs._roles}  # noqa: SLF001 (findings tell of far more rows)
    found = {
        role: {what: (count, tally.rows(what)) for what, count in tally.counts.items() if count and what != "large"}
        for role, tally in tallies.items()
    }
    return {role: shown for role, shown in found.items() if shown}


@settings(deadline=None)
@given(ROWS, st.sampled_from(["existing", "new"]), st.sampled_from([None, "passport"]), st.booleans())
def test_rows_together_are_answered_as_one_by_one(
    rows: list[list[str]],
    filing: str,
    romaji: str | None,
    raw: bool,  # noqa: FBT001
) -> None:
    told = setup(filing=filing, romaji=romaji, layout=Layout(newline="\n", raw=raw))
    text, total, signs = one_by_one([[*row] for row in rows], told)
    found = Screening(told).of(Batch.of(rows))
    assert found.made == text
    assert (found.summary, found.rows) == (total, len(rows))
    assert seen(found.signs) == seen(signs)
    assert found.signs.findings() == signs.findings()
    worth = [report.row for report in found.kept]
    assert worth == [row for row, record in enumerate(rows, 1) if _alone(row, record, told).worth_a_line]


@settings(deadline=None)
@given(ROWS, st.sampled_from([None, "passport"]))
def test_rows_together_are_reported_as_one_by_one(rows: list[list[str]], romaji: str | None) -> None:
    told = setup(form="jsonl", romaji=romaji)
    made = Screening(told).of(Batch.of(rows)).made
    alone = [as_json(_alone(row, record, told).to_dict()) for row, record in enumerate(rows, start=1)]
    assert [f"{numbered(row)}{line}" for row, line in enumerate(made, start=1)] == [f"{line}\n" for line in alone]


@settings(deadline=None)
@given(ROWS)
def test_rows_together_have_the_cells_they_have_one_by_one(rows: list[list[str]]) -> None:
    told = setup(form="xlsx")
    made = Screening(told).of(Batch.of(rows)).made
    reports = [_alone(row, record, told) for row, record in enumerate(rows, start=1)]
    cells = [
        beside(record, len(told.header), added_cells(one, "ja")) for record, one in zip(rows, reports, strict=True)
    ]
    assert [[*row] for row in made.rows] == cells
    said = {at: marks(one, rows[at], told.columns, len(told.header), "ja") for at, one in enumerate(reports)}
    assert {at: found for at, found in made.marks.items() if found} == {
        at: found for at, found in said.items() if found
    }
    columns = Screening(told._replace(form="parquet")).of(Batch.of(rows)).made.columns
    assert [column.to_pylist() for column in columns[:-1]] == [
        [shown(row[at]) for row in cells] for at in range(len(columns) - 1)
    ]
    surplus = [[shown(cell) for cell in row[len(columns) - 1 :]] for row in cells]
    assert [json.loads(one or "[]") for one in columns[-1].to_pylist()] == surplus


def _alone(row: int, record: list[str], told: Setup) -> RowReport:
    report = answer(row, record, len(told.header), told.columns, "utf-8", told.filing, kn.rulebook())
    return spelled(report, Speller(told.romaji)) if told.romaji else report


@settings(deadline=None)
@given(ROWS, st.integers(0, 30))
def test_portions_join_to_the_whole(rows: list[list[str]], cut: int) -> None:
    told, together = setup(), Signs()
    whole, total = Screening(told).of(Batch.of(rows)), Summary()
    screener, text = Screening(told), b""
    for piece in (rows[:cut], rows[cut:]):
        found = screener.of(Batch.of(piece))
        total.join(found.summary)
        together.join(found.signs)
        text += found.made
    assert (text, total, together.findings()) == (whole.made, whole.summary, whole.signs.findings())


def test_plain_rows_are_not_looked_at_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []

    def looking(row: int, *rest: Any) -> RowReport:  # noqa: ANN401
        looked.append(row)
        return answer(row, *rest)

    monkeypatch.setattr(screening, "answer", looking)
    plain = ["1", "松浦", "マツウラ", "一郎", "イチロウ", "=1"]
    Screening(setup()).of(Batch.of([plain, [*plain[:4], "ジロウ", ""], plain, plain[:5], plain]))
    assert looked == [2, 4]


def test_what_one_process_learned_is_not_looked_at_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Screening(setup(kept=False)), Screening(setup(kept=False))
    rows = [[*"7", *f, *g, ""] for f in PAIRS["family"][:4] for g in PAIRS["given"][:5]]
    assert one.learned() == []
    # The other has seen another kind of pair first, so that it numbers kinds otherwise.
    other.of(Batch.of([["1", "大野", "ｵｵﾉ", "京子", "キヨウコ", ""]]))
    made = one.of(Batch.of(rows))
    news = one.learned()
    assert len(news) == 9
    assert one.learned() == []
    other.learn(pickle.loads(pickle.dumps(news)))  # noqa: S301 (our own)
    monkeypatch.setattr(screening, "check_pair", None)
    again = other.of(Batch.of(rows))
    assert (again.made, again.summary) == (made.made, made.summary)
    assert again.signs.findings() == made.signs.findings()


@settings(deadline=None)
@example((["氏名", "氏名カナ"], [["松浦 一郎", "ﾏﾂｳﾗ ｲﾁﾛｳﾊﾟﾞ"], ["松浦 一郎", "ﾏﾂｳﾗ ﾞｲﾁﾛｳ"]]), "existing", None)
@example((["氏名", "氏名カナ"], [["松浦 一郎", "まつうら いちろう-"]]), "existing", None)
@example((["氏名", "氏名カナ"], [["松浦 一郎", "ﾏﾂｳﾗ イチロウ"]]), "existing", "passport")
@given(WHOLE, st.sampled_from(["existing", "new"]), st.sampled_from([None, "passport"]))
def test_rows_of_whole_names_together_are_answered_as_one_by_one(
    shape: tuple[list[str], list[list[str]]], filing: str, romaji: str | None
) -> None:
    header, rows = shape
    told = setup(filing=filing, romaji=romaji, kept=False)._replace(header=header, columns=recognise(header, "in.csv"))
    text, total, signs = one_by_one(rows, told)
    found = Screening(told).of(Batch.of(rows))
    assert found.made == text
    assert (found.summary, found.rows) == (total, len(rows))
    assert seen(found.signs) == seen(signs)
    assert found.signs.findings() == signs.findings()


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["氏名", "氏名カナ"], ["松浦　一郎", "ﾏﾂｳﾗ ｲﾁﾛｳ"]),
        (["氏名", "氏カナ", "名カナ"], ["松浦 一郎", "マツウラ", "いちろう"]),
        (["氏", "名", "氏名カナ"], ["松浦", "一郎", "まつうら　　いちろう"]),
    ],
)
def test_rows_of_whole_names_are_not_looked_at_one_by_one(
    monkeypatch: pytest.MonkeyPatch, header: list[str], row: list[str]
) -> None:
    monkeypatch.setattr(screening, "answer", None)
    told = setup()._replace(header=header, columns=recognise(header, "in.csv"))
    found = Screening(told).of(Batch.of([row] * 3))
    assert found.summary.to_dict()["verdicts"] == {"accept": 3}


def test_a_file_with_a_whole_name_beside_is_looked_at_row_by_row() -> None:
    told = setup()._replace(header=WIDE, columns=recognise(WIDE, "in.csv"), form=None)
    row = ["1", "松浦", "マツウラ", "一郎", "イチロウ", "", "松浦 一郎", ""]
    found = Screening(told).of(Batch.of([row] * 3))
    assert [finding.code for finding in found.signs.findings()] == ["file-column-empty"]


@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "xlsx", "parquet"])
def test_any_number_of_processes_writes_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], codec: str, form: str
) -> None:
    monkeypatch.setattr(parts.parts, "__defaults__", (1 << 11,))
    pairs = itertools.cycle(itertools.product(PAIRS["family"], PAIRS["given"]))
    remarks = itertools.cycle(["", '"a\r\nb"', "=1", '5" x'])
    rows = [
        f"{row},{','.join(f)},{','.join(g)},{next(remarks)}" for row, (f, g) in zip(range(300), pairs, strict=False)
    ]
    source = tmp_path / "in.csv"
    source.write_bytes("\r\n".join([",".join(HEADER), *rows]).encode(codec, "replace"))
    made = []
    for jobs in ("1", "2", "3"):
        out, page = tmp_path / f"out.{form}", tmp_path / "page.html"
        args = ["check", str(source), "-o", str(out), "--report", str(page), "--romaji", "passport", "--show-values"]
        assert run([*args, "--jobs", jobs]) == 1
        made.append((out.read_bytes(), page.read_bytes(), capsys.readouterr().out))
    assert made[1:] == made[:1] * 2
    assert form in {"xlsx", "parquet"} or made[0][0].count(b"\n") >= 300


def test_any_number_of_processes_writes_the_same_of_whole_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(parts.parts, "__defaults__", (1 << 10,))
    scripts = itertools.cycle([{}, HALF, HIRAGANA])
    rows = [
        f"{row},{family[0]}　{given[0]},{f'{family[1]} {given[1]}'.translate(next(scripts))}"
        for row, (family, given) in enumerate(itertools.product(PAIRS["family"], PAIRS["given"] * 3))
    ]
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("\n".join(["番号,氏名,氏名カナ", *rows]), encoding="utf-8")
    made = []
    for jobs in ("1", "2", "3"):
        assert run(["check", str(source), "-o", str(out), "--romaji", "passport", "--jobs", jobs]) == 1
        made.append((out.read_bytes(), capsys.readouterr().out))
    assert made[1:] == made[:1] * 2
    assert made[0][0].count(b"\n") > len(rows)


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "parquet"])
def test_batches_of_parquet_are_screened_by_any_number_of_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setattr(ours, "BATCH", 30)
    pairs = itertools.islice(itertools.cycle(itertools.product(PAIRS["family"], PAIRS["given"])), 200)
    columns = [*zip(*((*family, *given) for family, given in pairs), strict=True)]
    day = pa.array([*[None, 365] * 100], pa.int32()).cast(pa.date32())
    table = pa.table([pa.array(range(200)), *map(pa.array, columns), day], names=[*HEADER[:5], "生年月日"])
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=70)
    made = []
    for jobs in ("1", "2"):
        out = tmp_path / f"out{jobs}.{form}"
        assert run(["check", str(tmp_path / "in.parquet"), "-o", str(out), "--quiet", "--jobs", jobs]) == 1
        made.append(out.read_bytes())
    assert made[0] == made[1]
    if form == "parquet":
        found = pq.read_table(out)
        assert found.select(table.column_names).equals(table)
        alone = [
            _alone(row, [*map(str, record)], setup(romaji=None))
            for row, record in enumerate(zip(range(200), *columns, [""] * 200, strict=True), 1)
        ]
        assert found["kananame_verdict"].to_pylist() == [str(one.verdict) for one in alone]
