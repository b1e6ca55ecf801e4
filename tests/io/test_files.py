"""Output appears whole or not at all."""

from __future__ import annotations

import io
import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from kananame.io.files import check_target, open_source, whole_file
from kananame.io.refusals import Refusal


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_target_appears_when_the_block_ends(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    with whole_file(str(target)) as output:
        output.write(b"x")
        assert not target.exists()
    assert (target.read_bytes(), names(tmp_path)) == (b"x", ["out.csv"])


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError, Refusal("columns-form")])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, failure: type[BaseException] | BaseException
) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")

    def fail() -> None:
        with whole_file(str(target)) as output:
            output.write(b"new")
            raise failure

    with pytest.raises((KeyboardInterrupt, RuntimeError, Refusal)):
        fail()
    assert (target.read_bytes(), names(tmp_path)) == (b"old", ["out.csv"])


def test_a_target_that_cannot_be_replaced_is_a_refusal(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(Refusal) as refused, whole_file(str(tmp_path / "out")):
        pass
    assert (refused.value.code, names(tmp_path)) == ("output-unwritable", ["out"])


def test_what_a_killed_run_left_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".out.xlsx.kananame-part").write_bytes(b"half of something else")
    with whole_file(str(tmp_path / "out.xlsx")) as output:
        output.write(b"x")
    assert ((tmp_path / "out.xlsx").read_bytes(), names(tmp_path)) == (b"x", ["out.xlsx"])


@pytest.mark.skipif(os.name != "posix", reason="an open file cannot be replaced")
@pytest.mark.parametrize("finished", [False, True])
def test_two_runs_to_one_output_do_not_mix(tmp_path: Path, *, finished: bool) -> None:
    target = str(tmp_path / "out.xlsx")
    first, second = ExitStack(), ExitStack()
    first.enter_context(whole_file(target)).write(b"first")
    second.enter_context(whole_file(target)).write(b"second")
    if finished:
        second.close()
    with pytest.raises(Refusal, match="cannot be written"):
        first.close()
    second.close()
    assert ((tmp_path / "out.xlsx").read_bytes(), names(tmp_path)) == (b"second", ["out.xlsx"])


@pytest.mark.skipif(os.name != "posix", reason="device files")
def test_a_device_is_never_replaced() -> None:
    with pytest.raises(Refusal, match="not a regular file"):
        check_target(os.devnull, "-")


def test_a_link_to_the_input_is_the_input(tmp_path: Path) -> None:
    source, link = tmp_path / "in.csv", tmp_path / "link.csv"
    source.write_bytes(b"x")
    link.hardlink_to(source)
    with pytest.raises(Refusal, match="is the input itself"):
        check_target(str(link), str(source))


def test_standard_input_can_be_read_twice() -> None:
    with open_source("-", io.BytesIO(b"abc")) as source:
        assert source.read() == b"abc"
        source.seek(0)
        assert source.read() == b"abc"
