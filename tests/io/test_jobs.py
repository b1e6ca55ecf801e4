"""Several processes give what one gives: the same bytes, the same list, the same refusal."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable, Generator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any, cast

import pytest

from kananame.cli.app import run
from kananame.io import formats, jobs, parts
from kananame.io.export import Tally, export_portions
from kananame.io.jobs import WORTH, cores, in_order, jobs_for
from kananame.io.portion import Task
from kananame.io.record_rows import columns_of, portions
from kananame.io.refusals import Refusal
from tests.io.sample_records import NAMES, task

HEADER = "宛名番号,氏,名,氏カナ,名カナ,生年月日,市区町村コード,処理年月日,履歴番号,最新フラグ\r\n"
ROWS = 400


def resident(number: int) -> str:
    """Return a row; some have a quote, a line end or a character nobody can hold, one in forty no day of birth."""
    family, given, *readings = NAMES[number % 3]
    family = {7: f'"{family}\r\n"', 11: f'{family}"', 13: f'"{family}"', 17: "\ue000"}.get(number % 20, family)
    birth = "" if number % 40 == 5 else "1990-04-01"
    return f"{number:05},{family},{given},{','.join(readings)},{birth},131016,2026-06-01,1,1\r\n"


def export(source: Path, target: Path, count: int) -> Tally:
    wanted: Task = task(target)
    with formats.open_source(str(source), io.BytesIO()) as opened:
        columns = columns_of(opened.header, {}, wanted.layout, "in.csv")
        return export_portions(portions(opened, columns, wanted, certified=True, jobs=count), wanted)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts.parts, "__defaults__", (1 << 12,))


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
def test_any_number_of_processes_writes_the_same(tmp_path: Path, codec: str) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes((HEADER + "".join(map(resident, range(ROWS)))).encode(codec))
    made = []
    for count in (1, 2, 3):
        folder = tmp_path / str(count)
        folder.mkdir()
        tally = export(source, folder / "out.csv", count)
        made.append((tally, {path.name: path.read_bytes() for path in folder.iterdir()}))
    tally, files = made[0]
    assert made[1:] == made[:1] * 2
    assert (tally.rows + tally.refused, tally.seen, len(files)) == (ROWS, ROWS, 3)
    assert 0 < tally.refused < ROWS // 5


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("count", [1, 2])
def test_a_quote_that_never_ends_is_told_with_its_row(tmp_path: Path, count: int) -> None:
    source, rows = tmp_path / "in.csv", [resident(20 * number) for number in range(ROWS)]
    rows[300] = '"' + rows[300]
    source.write_text(HEADER + "".join(rows), encoding="utf-8", newline="")
    with pytest.raises(Refusal) as refused:
        export(source, tmp_path / "out.csv", count)
    assert (refused.value.code, refused.value.params["row"]) == ("quote-unclosed", 301)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def doubled() -> Callable[[int], int]:
    return lambda number: number * 2


def killed() -> Callable[[int], int]:
    def die(_number: int) -> int:
        if parent_process() is not None:
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        return 0

    return die


def failing() -> Callable[[int], int]:
    return lambda number: 1 // (5 - number)


class Remembering:
    """Work that tells how many parts it has heard of from others."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.heard: set[int] = set()

    def __call__(self, part: int) -> int:
        self.done.append(part)
        return len(self.heard)

    def learned(self) -> list[int]:
        done, self.done = self.done, []
        return done

    def learn(self, news: list[int]) -> None:
        assert not self.heard.intersection(news)
        self.heard.update(news)


def test_processes_tell_each_other_what_they_learned() -> None:
    heard = [count for _, count in in_order(Remembering, (), range(200), 2)]
    # Parts that wait for those of the other process are done before it has told anything.
    assert heard[3] == 0
    assert max(heard) > 0
    assert not any(count for _, count in in_order(Remembering, (), range(50), 1))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_answers_come_in_order(count: int) -> None:
    assert list(in_order(doubled, (), range(50), count)) == [(one, 2 * one) for one in range(50)]
    assert list(in_order(doubled, (), (), count)) == []


@pytest.mark.parametrize("count", [1, 2])
def test_what_goes_wrong_in_a_process_goes_wrong_here(count: int) -> None:
    found: list[tuple[int, int]] = []
    with pytest.raises(ZeroDivisionError):
        found.extend(in_order(failing, (), range(50), count))
    assert found == [(number, 1 // (5 - number)) for number in range(5)]


def test_parts_are_not_read_far_ahead() -> None:
    taken: list[int] = []

    def numbers() -> Generator[int, None, None]:
        for number in range(1000):
            taken.append(number)
            yield number

    with closing(cast("Generator[object, None, None]", in_order(doubled, (), numbers(), 2))) as answers:
        assert next(answers) == (0, 0)
        assert len(taken) <= 2 * jobs.WAITING + 2


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(Refusal) as refused:
        list(in_order(killed, (), range(4), 2))
    assert refused.value.code == "job-lost"


def test_one_process_is_enough_for_a_small_file() -> None:
    assert (jobs_for(WORTH - 1, None), jobs_for(WORTH, None), jobs_for(0, 7)) == (1, cores(), 7)
    assert cores() >= 1


def test_the_command_takes_a_number_of_processes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in.csv"
    source.write_text(HEADER + resident(1), encoding="utf-8", newline="")
    args = ["export", str(source), "--layout", "jumin-joho", "--certified", "-o"]
    assert [run([*args, str(tmp_path / f"{count}.csv"), "--jobs", count]) for count in ("1", "2")] == [0, 0]
    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
    assert run([*args, str(tmp_path / "0.csv"), "--jobs", "0"]) == 2
    assert "--jobs" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the way is as wide as the system makes it")
def test_there_is_room_for_a_whole_answer_on_the_way() -> None:
    fcntl: Any = pytest.importorskip("fcntl")
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        jobs.widen(pool)
        way: Any = vars(pool)["_result_queue"]
        assert fcntl.fcntl(vars(way)["_reader"].fileno(), fcntl.F_GETPIPE_SZ) == jobs.WIDE


def test_a_pool_that_shows_no_way_is_used_as_it_is() -> None:
    jobs.widen(object())
