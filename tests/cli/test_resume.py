"""A run that is killed leaves the old output whole, and going on gives the bytes of one run."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kananame.io import output, parquet, parts, screening
from kananame.io.batch import Batch
from kananame.io.screening import Screened, Screening

from .conftest import Command

ROOT = Path(__file__).parents[2]
ROWS = 80_000
HEADER = "番号,氏,名,氏カナ,名カナ,備考\n"
# Most rows hold nobody, which is quickly answered; the others keep the answers from being all alike.
SOMEBODY = ("松浦,一郎,マツウラ,イチロウ,", "髙橋,花子,タカハシ,ハナコ,\ue000", "井上,太郎,イノウエ,ジロウ,=1")
KILLS = 2
PATIENCE = 60


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("resume") / "in.csv"
    rows = (f"{row},{SOMEBODY[row // 40 % 3] if row % 40 == 0 else ',,,,'}\n" for row in range(ROWS))
    path.write_bytes((HEADER + "".join(rows)).encode("cp932", "replace") + b"\x83,,,,,\n")
    return path


@pytest.fixture(scope="module")
def whole(source: Path) -> dict[str, bytes]:
    """What runs without an interruption write."""
    return {form: finish(start(source, source.with_name(f"whole.{form}"))) for form in ("csv", "jsonl")}


def start(source: Path, target: Path, *options: str) -> tuple[subprocess.Popen[bytes], Path]:
    command = [sys.executable, "-m", "kananame", "check", str(source), "-o", str(target), "--lang", "en", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(  # noqa: S603 (our own command)
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment
    )
    return process, target


def finish(started: tuple[subprocess.Popen[bytes], Path]) -> bytes:
    process, target = started
    _, said = process.communicate()
    assert process.returncode == 1, said.decode()
    return target.read_bytes()


def kill(started: tuple[subprocess.Popen[bytes], Path], chance: random.Random, *, later: bool) -> None:
    """Kill a run at some moment, or at some moment after its first checkpoint."""
    process, target = started
    state = target.with_name(f".{target.name}.kananame-state")
    until = time.monotonic() + PATIENCE
    while later and not state.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.5))
    process.kill()
    process.communicate()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_killed_at_any_moment(source: Path, tmp_path: Path, whole: dict[str, bytes], form: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (moments, not secrets)
    target = tmp_path / f"out.{form}"
    target.write_bytes(b"old")
    kill(start(source, target), chance, later=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f".out.{form}.kananame-part", f".out.{form}.kananame-state", target.name
    ]  # fmt: skip
    for _ in range(KILLS):
        kill(start(source, target, "--resume"), chance, later=False)
        assert target.read_bytes() in {b"old", whole[form]}
    assert finish(start(source, target, "--resume")) == whole[form]
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.fixture
def interrupt(command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run a check of ten rows that is interrupted in its fifth part; blocks are two rows long."""
    monkeypatch.setattr(output, "BLOCK_ROWS", 2)
    monkeypatch.setattr(parts.parts, "__defaults__", (80,))
    monkeypatch.setattr(screening, "ROWS", 2)
    monkeypatch.setattr(parquet, "BATCH", 2)
    rows = "".join(f"{row},松浦,一郎,マツウラ,{'イチロウ' if row % 2 else 'ジロウ'}\n" for row in range(10))
    (tmp_path / "in.csv").write_text("番号,氏,名,氏カナ,名カナ\n" + rows, encoding="utf-8")

    def call(*options: str) -> tuple[int, str, str]:
        left = [4]

        def fail(self: Screening, batch: Batch) -> Screened:
            if not left[0]:
                raise KeyboardInterrupt
            left[0] -= 1
            return screened(self, batch)

        screened = Screening.of
        with monkeypatch.context() as patch:
            patch.setattr(Screening, "of", fail)
            return command("check", tmp_path / "in.csv", *options)

    return call


def test_an_interrupted_run_says_how_to_go_on(interrupt: Command, command: Command, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    code, out, err = interrupt("-o", str(target), "--lang", "en")
    assert (code, out, target.exists()) == (2, "", False)
    assert "interrupted after 7 rows. Give the same command with --resume" in err.splitlines()[-1]
    code, out, err = command("check", tmp_path / "in.csv", "-o", target, "--lang", "en", "--resume")
    assert (code, "Rows screened: 10. To look at: 5." in out) == (1, True)
    resumed, said = target.read_bytes(), out
    _, out, _ = command("check", tmp_path / "in.csv", "-o", target, "--lang", "en")
    assert (target.read_bytes(), out) == (resumed, said)


def test_values_are_shown_of_rows_before_the_interruption_too(
    interrupt: Command, command: Command, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    interrupt("-o", str(target))
    _, resumed, _ = command("check", tmp_path / "in.csv", "-o", target, "--resume", "--show-values")
    written = target.read_bytes()
    _, out, _ = command("check", tmp_path / "in.csv", "-o", target, "--show-values")
    assert (resumed, written, out.count("イチロウ")) == (out, target.read_bytes(), 0)
    interrupt("-o", str(target))
    text = (tmp_path / "in.csv").read_text(encoding="utf-8")
    (tmp_path / "in.csv").write_text(text.replace("0,松浦", "0,松田", 1), encoding="utf-8")
    assert command("check", tmp_path / "in.csv", "-o", target, "--resume", "--show-values")[0] == 2
    assert target.read_bytes() == written


@pytest.mark.parametrize("given", ["xlsx", "parquet", "jsonl"])
def test_other_inputs_are_gone_on_with(interrupt: Command, command: Command, tmp_path: Path, given: str) -> None:
    source = tmp_path / f"in.{given}"
    command("check", tmp_path / "in.csv", "-o", source, "--format", "csv" if given == "jsonl" else given)
    if given == "jsonl":
        source.write_text('{"番号":1,"氏":"松浦","氏カナ":"マツウラ"}\n' * 10, encoding="utf-8")
    told: list[str | Path] = ["-o", tmp_path / "out.csv"]
    told += [] if given == "jsonl" else ["--columns", "family=#2,family-reading=#4"]
    assert command("check", source, *told)[0] in {0, 1}
    once = (tmp_path / "out.csv").read_bytes()
    (tmp_path / "in.csv").unlink()
    source.rename(tmp_path / "in.csv")
    assert interrupt(*map(str, told))[0] == 2
    assert command("check", tmp_path / "in.csv", *told, "--resume")[0] in {0, 1}
    assert (tmp_path / "out.csv").read_bytes() == once


def test_another_input_or_other_options_are_refused(interrupt: Command, command: Command, tmp_path: Path) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    interrupt("-o", str(target))
    again = ("check", source, "-o", target, "--resume")
    for options, said in ((["--lang", "en"], "had other options"), (["--raw", "--lang", "en"], "had other options")):
        code, _, err = command(*again, *options)
        assert (code, said in err, target.exists()) == (2, True, False)
    text = source.read_text(encoding="utf-8")
    for changed in (text + "\n", text.replace("0,松浦", "0,松田", 1)):
        source.write_text(changed, encoding="utf-8")
        code, _, err = command(*again)
        assert (code, "中断した処理のときと異なります" in err, target.exists()) == (2, True, False)
    source.write_text(text, encoding="utf-8")
    assert command(*again)[0] == 1


def test_nothing_to_go_on_from_is_said(command: Command, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("氏,氏カナ\n松浦,マツウラ\n", encoding="utf-8")
    code, _, err = command("check", tmp_path / "in.csv", "-o", tmp_path / "out.csv", "--resume", "--lang", "en")
    assert (code, "nothing to go on from" in err) == (0, True)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "works with an output file only"),
        (["-o", "-"], "works with an output file only"),
        (["-o", "out.xlsx"], "does not work with XLSX output"),
        (["-o", "out.csv", "--format", "parquet"], "does not work with PARQUET output"),
    ],
)
def test_what_cannot_be_gone_on_with_is_refused(
    command: Command, tmp_path: Path, options: list[str], said: str
) -> None:
    (tmp_path / "in.csv").write_text("氏,氏カナ\n松浦,マツウラ\n", encoding="utf-8")
    code, out, err = command("check", tmp_path / "in.csv", *options, "--resume", "--lang", "en")
    assert (code, out, said in err.splitlines()[-1]) == (2, "", True)
