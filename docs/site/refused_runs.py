"""For every code with which a run is refused a command that shows it (実行を断る符号の例)."""

from __future__ import annotations

import io
import os
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import openpyxl

import kananame
from docs.site.runs import HEADER, RESIDENTS, ROW, Break, Run
from kananame.io import delimited, formats, ledger_file, output, parts, workbook
from kananame.io.ledger import Ledger
from kananame.io.refusals import Refusal

LEDGER: Final = ("history apply town.ledger events.jsonl",)
EXPORT: Final = "export residents.csv --layout jumin-joho -o out.csv"
EXPORT_LEDGER: Final = "export town.ledger --layout jumin-joho -o out.csv"
MANY: Final = {"residents.csv": HEADER + ROW * 3000}
SHEET: Final = "xl/worksheets/sheet1.xml"


def replaced(owner: Any, name: str, value: object) -> Break:  # noqa: ANN401 - a module or a class
    """Return what puts something in the place of a function of the library."""
    return lambda stack: stack.enter_context(patch.object(owner, name, value))


def raising(failure: BaseException) -> Callable[..., None]:
    """Return a function that fails."""

    def fail(*_: object, **__: object) -> None:
        raise failure

    return fail


def interrupted(stack: ExitStack) -> None:
    """Interrupt a run after its 2,500th row."""
    write = output.Output.write

    def stop(self: output.Output, found: Any, total: Any) -> None:  # noqa: ANN401 - as it is called
        if total.rows > 2500:
            raise KeyboardInterrupt
        write(self, found, total)

    stack.enter_context(patch.object(output.Output, "write", stop))
    stack.enter_context(patch.object(output, "BLOCK_ROWS", 2000))
    stack.enter_context(patch.object(parts.parts, "__defaults__", (1 << 12,)))


def full_sheet(stack: ExitStack) -> None:
    """Let a workbook begin where it has room for the header alone: a million rows would take their time."""
    begin = workbook.XlsxWriter.__init__

    def late(self: workbook.XlsxWriter, *args: Any) -> None:  # noqa: ANN401 - as it is called
        begin(self, *args)
        self._row = workbook.ROWS_MAX - 1

    stack.enter_context(patch.object(workbook.XlsxWriter, "__init__", late))


def somebody_writes(stack: ExitStack) -> None:
    """Let another program hold the ledger."""
    stack.enter_context(patch.object(ledger_file, "WAIT", 0.0))
    other = stack.enter_context(closing(sqlite3.connect("town.ledger", isolation_level=None)))
    other.execute("BEGIN EXCLUSIVE")


def full_disk(stack: ExitStack) -> None:
    """Let the disk be full."""
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    stack.enter_context(patch.object(Ledger, "apply", raising(ledger_file.why_not("town.ledger", error))))


def altered(statement: str) -> Callable[[], None]:
    """Return what alters a ledger behind its back."""

    def alter() -> None:
        with closing(sqlite3.connect("town.ledger")) as database, database:
            for trigger in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                database.execute(f"DROP TRIGGER {trigger[0]}")
            database.executescript(statement)

    return alter


def edited(name: str, old: str, new: str) -> Callable[[], object]:
    """Return what alters a text file."""
    path = Path(name)
    return lambda: path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def cut(name: str) -> Callable[[], None]:
    """Return what cuts a file in half."""
    return lambda: os.truncate(name, Path(name).stat().st_size // 2)


def book(*, formula: str = "", cut_by: int = 0) -> bytes:
    """Return a workbook of one row; with a formula nobody has worked out, or its sheet cut short."""
    made = openpyxl.Workbook()
    made.active.append(HEADER.strip().split(","))
    made.active.append(["松浦", "一郎", "マツウラ", formula or "イチロウ"])
    whole, packed = io.BytesIO(), io.BytesIO()
    made.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: len(content) - cut_by] if name == SHEET else content)
    return packed.getvalue()


FILES: Final = {
    "file-missing": Run("check none.csv"),
    "file-directory": Run("check towns", change=lambda: Path("towns").mkdir()),
    "file-unreadable": Run("verify residents.csv", change=lambda: Path("residents.csv.manifest.json").mkdir()),
    "file-empty": Run("check empty.csv", {"empty.csv": ""}),
    "file-binary": Run("check old.xls", {"old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40)}),
    "file-broken": Run("check cut.xlsx", {"cut.xlsx": book(cut_by=60)}),
    "utf-8-flawed": Run("check cut.csv", {"cut.csv": RESIDENTS.encode() + b"\xe6\n"}),
    "byte-undecodable": Run("check residents.csv --encoding ascii"),
    "encoding-unknown": Run("check residents.csv --encoding sjis-x"),
    "delimiter-invalid": Run("check residents.csv --delimiter ::"),
    "header-missing": Run("check bare.csv", {"bare.csv": ",,,\n" + ROW}),
    "columns-unrecognised": Run("check bare.csv", {"bare.csv": ROW + ROW}),
    "column-missing": Run("check residents.csv --columns family=姓,family-reading=氏カナ"),
    "columns-role": Run("check residents.csv --columns surname=氏"),
    "columns-repeated": Run("check residents.csv --columns family=氏,family=名"),
    "columns-form": Run("check residents.csv --columns 氏"),
    "quote-unclosed": Run("check cut.csv", {"cut.csv": RESIDENTS + '"松浦,一郎\n'}),
    "record-too-large": Run("check one-line.jsonl", {"one-line.jsonl": '{"note": "' + "x" * 17_000_000}),
    "json-invalid": Run("check rows.jsonl", {"rows.jsonl": '{"氏": "松浦", "氏カナ": "マツウラ"}\n["日高"]\n'}),
    "option-unfit": Run("check residents.csv --sheet 名簿"),
    "sheet-missing": Run("check book.xlsx --sheet 名簿", {"book.xlsx": book()}),
    "sheet-uncalculated": Run("check book.xlsx", {"book.xlsx": book(formula="=PHONETIC(B2)")}),
    "extra-needed": Run("check residents.csv -o out.xlsx", breaking=replaced(formats, "_absent", lambda _: True)),
    "output-directory-missing": Run("check residents.csv -o none/out.csv"),
    "output-not-file": Run("check residents.csv -o towns", change=lambda: Path("towns").mkdir()),
    "output-is-input": Run("check residents.csv -o residents.csv"),
    "output-unwritable": Run(
        "check residents.csv -o out.csv",
        breaking=replaced(output.Output, "write", raising(OSError(28, "No space left on device"))),
    ),
    "xlsx-too-many-rows": Run("check million.csv -o out.xlsx", {"million.csv": RESIDENTS + ROW}, breaking=full_sheet),
    "xlsx-cell-too-long": Run(
        "check long.csv -o out.xlsx", {"long.csv": HEADER.strip() + ",備考\n" + ROW.strip() + "," + "長" * 40_000}
    ),
    "report-target": Run("check residents.csv --report -"),
    "date-invalid": Run("check residents.csv --on 2025-02-30"),
    "date-before-law": Run("check residents.csv --on 2025-05-25"),
    "resume-output": Run("check residents.csv --resume"),
    "resume-form": Run("check residents.csv -o out.xlsx --resume"),
    "resume-options": Run(
        "check residents.csv -o out.csv --filing new --resume", MANY, ("check residents.csv -o out.csv",),
        first_breaking=interrupted,
    ),
    "resume-input": Run(
        "check residents.csv -o out.csv --resume", MANY, ("check residents.csv -o out.csv",),
        change=edited("residents.csv", HEADER, HEADER + ROW), first_breaking=interrupted,
    ),
    "job-lost": Run(
        "check residents.csv --jobs 2",
        breaking=replaced(delimited, "in_order", raising(Refusal("job-lost"))),
    ),
    "interrupted-resumable": Run("check residents.csv -o out.csv", MANY, breaking=interrupted),
}  # fmt: skip
"""Of files and of screening them."""

FIXES: Final = {
    "fix-reason": Run("fix residents.csv --accept voicing -o fixed.csv --log log.csv"),
    "fix-options": Run("fix residents.csv -o fixed.csv"),
    "fix-outputs": Run("fix residents.csv --accept width -o fixed.csv --log fixed.csv"),
    "log-invalid": Run("fix fixed.csv --undo log.csv -o back.csv", {"fixed.csv": RESIDENTS, "log.csv": RESIDENTS}),
    "log-mismatch": Run(
        "fix residents.csv --undo log.csv -o back.csv", {"half.csv": HEADER + "日高,花子,ﾋﾀﾞｶ,ハナコ\n"},
        ("fix half.csv --accept width -o fixed.csv --log log.csv",),
    ),
}  # fmt: skip
"""Of corrections."""

SPELLINGS: Final = {
    "romanize-source": Run("romanize"),
    "reading-characters": Run("romanize マツ・ウラ"),
    "reading-soundless": Run("romanize ー"),
    "option-unknown": Run("romanize オオノ --option ooh"),
    "holder-alone": Run("romanize オオノ --option holder"),
    "letters-unknown": Run("romanize オオノ --option holder --given ŌNO"),
    "pair-invalid": Run('card "松浦 一郎" "マツウラ イチロウ" --limit name=long'),
    "card-not-split": Run("card 松浦一郎 マツウライチロウ"),
}
"""Of romaji and cards."""

RECORDS: Final = {
    "layout-unknown": Run("export residents.csv --layout jumin -o out.csv"),
    "layout-form": Run("export residents.csv --layout gif-person -o out.csv"),
    "form-option": Run("export residents.csv --layout jumin-joho -o out.jsonl --header names"),
    "encoding-repertoire": Run(f"{EXPORT} --encoding cp932 --repertoire mj-plus"),
    "constant-unknown": Run(f"{EXPORT} --set adana=マッチャン"),
    "constant-invalid": Run(f"{EXPORT} --set uji_nihonjin_furigana=マツウラ"),
    "output-standard": Run("export residents.csv --layout jumin-joho -o -"),
    "pairs-columns": Run(f"{EXPORT} --reasons codes.csv", {"codes.csv": "事由,符号\n"}),
    "pairs-row": Run(f"{EXPORT} --reasons codes.csv", {"codes.csv": "reason,code\nbirth,\n"}),
    "columns-value": Run(f"{EXPORT} --columns surname=氏"),
    "export-option": Run(f"{EXPORT} --full"),
    "export-choice": Run(f"{EXPORT_LEDGER} --full --since-seq 1", before=LEDGER),
    "export-days": Run(f"{EXPORT_LEDGER} --since-seq 1 --on 2026-06-01", before=LEDGER),
    "export-audit-target": Run(f"{EXPORT} --audit out.csv"),
    "manifest-missing": Run("verify residents.csv"),
    "manifest-invalid": Run("verify residents.csv", {"residents.csv.manifest.json": "{}"}),
    "manifest-layout": Run(
        "verify out.csv", before=(EXPORT,), change=edited("out.csv.manifest.json", "jumin-joho", "jumin-new")
    ),
    "import-column": Run("import residents.csv -o rows.csv"),
}  # fmt: skip
"""Of records that are exported, verified and imported."""

LEDGERS: Final = {
    "ledger-damaged": Run("history verify town.ledger", before=LEDGER, change=cut("town.ledger")),
    "ledger-foreign": Run("history verify residents.csv"),
    "ledger-newer": Run("history verify town.ledger", before=LEDGER, change=altered("PRAGMA user_version = 99")),
    "ledger-busy": Run("history apply town.ledger events.jsonl", before=LEDGER, breaking=somebody_writes),
    "ledger-system": Run("history apply town.ledger events.jsonl", before=LEDGER, breaking=full_disk),
    "ledger-rebuilt": Run(
        "history verify town.ledger", before=LEDGER,
        change=altered("UPDATE subjects SET state = replace(state, 'タケタ', 'タケダ') WHERE id = 'p3'"),
        breaking=replaced(kananame, "__version__", "9.9"),
    ),
    "ledger-settings": Run("history apply town.ledger events.jsonl --setting ward-files-alone=no", before=LEDGER),
    "ledger-person-unknown": Run("history show town.ledger --person p99", before=LEDGER),
    "ledger-register-unknown": Run("history show town.ledger --register r99", before=LEDGER),
    "ledger-event-unknown": Run("history changes town.ledger --event e99", before=LEDGER),
    "ledger-interrupted": Run(
        "history apply town.ledger events.jsonl", breaking=replaced(Ledger, "apply", raising(KeyboardInterrupt()))
    ),
    "setting-unknown": Run("history apply town.ledger events.jsonl --setting filing=late"),
    "setting-choice": Run("history apply town.ledger events.jsonl --setting ward-files-alone=maybe"),
    "history-whose": Run("history show town.ledger", before=LEDGER),
}  # fmt: skip
"""Of ledgers."""

REFUSED_RUNS: Final = {**FILES, **FIXES, **SPELLINGS, **RECORDS, **LEDGERS}
