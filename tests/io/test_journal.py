"""A journal lets an output appear whole, and an interrupted one be gone on with; anything odd starts anew."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from kananame.io.journal import Checkpoint, Journal, open_journal
from kananame.io.refusals import Refusal

OPTIONS = {"lang": "ja", "columns": None}
SIZE = 100
SUM = "00"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    return path


def interrupted(target: Path, failure: BaseException, *, checkpoint: bool = True) -> None:
    """Write two blocks, the first one with a checkpoint, then fail."""
    with open_journal(str(target), OPTIONS, SIZE, resume=False) as journal:
        journal.output.write("一\n".encode())
        if checkpoint:
            journal.checkpoint((30, SUM), 1, {"rows": 1})
        journal.output.write("二\n".encode())
        raise failure


def test_the_output_appears_at_the_end_and_nothing_else_stays(target: Path) -> None:
    with open_journal(str(target), OPTIONS, SIZE, resume=False) as journal:
        journal.output.write(b"new")
        journal.checkpoint((30, SUM), 1, {})
        assert target.read_bytes() == b"old"
        assert names(target.parent) == [".out.csv.kananame-part", ".out.csv.kananame-state", "out.csv"]
        if os.name == "posix":
            assert [path.stat().st_mode & 0o077 for path in target.parent.glob(".*")] == [0, 0]
    assert (target.read_bytes(), names(target.parent)) == (b"new", ["out.csv"])


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_what_was_interrupted_is_gone_on_with(target: Path, failure: BaseException) -> None:
    with pytest.raises(Refusal) as refused:
        interrupted(target, failure)
    assert refused.value.code in {"interrupted-resumable", "output-unwritable"}
    assert target.read_bytes() == b"old"
    with open_journal(str(target), OPTIONS, SIZE, resume=True) as journal:
        assert journal.done
        assert (journal.done.rows, journal.done.taken, journal.done.summary) == (1, 30, {"rows": 1})
        journal.output.write(b"3\n")
    assert (target.read_text(encoding="utf-8"), names(target.parent)) == ("一\n3\n", ["out.csv"])


@pytest.mark.parametrize(
    ("failure", "checkpoint"),
    [
        (KeyboardInterrupt(), False),
        (OSError(28, "full"), False),
        (Refusal("columns-form"), True),
        (RuntimeError(), True),
    ],
)
def test_what_cannot_be_gone_on_with_leaves_nothing(target: Path, failure: BaseException, *, checkpoint: bool) -> None:
    with pytest.raises((KeyboardInterrupt, Refusal, RuntimeError)):
        interrupted(target, failure, checkpoint=checkpoint)
    assert (target.read_bytes(), names(target.parent)) == (b"old", ["out.csv"])


def test_without_resume_what_an_interrupted_run_left_is_replaced(target: Path) -> None:
    with pytest.raises(Refusal):
        interrupted(target, KeyboardInterrupt())
    with open_journal(str(target), OPTIONS, SIZE, resume=False) as journal:
        assert journal.done is None
        journal.output.write(b"new")
    assert (target.read_bytes(), names(target.parent)) == (b"new", ["out.csv"])


def change_state(target: Path, **changes: object) -> None:
    state = target.with_name(".out.csv.kananame-state")
    state.write_text(json.dumps({**json.loads(state.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no part": lambda target: target.with_name(".out.csv.kananame-part").unlink(),
    "a shorter part": lambda target: target.with_name(".out.csv.kananame-part").write_bytes(b"\xe4"),
    "another part": lambda target: target.with_name(".out.csv.kananame-part").write_bytes(b"x" * 20),
    "no state": lambda target: target.with_name(".out.csv.kananame-state").unlink(),
    "half a state": lambda target: target.with_name(".out.csv.kananame-state").write_text('{"rows":', encoding="utf-8"),
    "a state of something else": lambda target: change_state(target, more=1),
    "a state of another version": lambda target: change_state(target, version=0),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_does_not_hold_is_not_gone_on_with(target: Path, damage: Callable[[Path], object]) -> None:
    with pytest.raises(Refusal):
        interrupted(target, KeyboardInterrupt())
    damage(target)
    with open_journal(str(target), OPTIONS, SIZE, resume=True) as journal:
        assert journal.done is None
        journal.output.write(b"new")
    assert (target.read_bytes(), names(target.parent)) == (b"new", ["out.csv"])


@pytest.mark.parametrize(
    ("options", "size", "code"), [({"lang": "en"}, SIZE, "resume-options"), (OPTIONS, 99, "resume-input")]
)
def test_another_run_is_refused_and_the_interrupted_one_stays(
    target: Path, options: dict[str, object], size: int, code: str
) -> None:
    with pytest.raises(Refusal):
        interrupted(target, KeyboardInterrupt())
    before = names(target.parent)
    with pytest.raises(Refusal) as refused, open_journal(str(target), options, size, resume=True):
        pass
    assert (refused.value.code, names(target.parent), len(before)) == (code, before, 3)
    with open_journal(str(target), OPTIONS, SIZE, resume=True) as journal:
        assert journal.done


def test_two_runs_to_one_output_do_not_mix(target: Path) -> None:
    first = Journal(str(target), OPTIONS, SIZE, resume=False)
    first.output.write(b"first")
    second = Journal(str(target), OPTIONS, SIZE, resume=False)
    second.output.write(b"sec")
    second.output.flush()
    with pytest.raises(OSError, match="busy"):
        first.commit()
    second.output.write(b"ond")
    second.commit()
    first.close()
    assert target.read_bytes() == b"second"


@pytest.mark.parametrize("name", ["住" * 80 + ".csv", "x" * 250])
def test_a_long_name_of_an_output_is_no_obstacle(tmp_path: Path, name: str) -> None:
    with open_journal(str(tmp_path / name), OPTIONS, SIZE, resume=False) as journal:
        journal.output.write(b"new")
        journal.checkpoint((30, SUM), 1, {})
    assert names(tmp_path) == [name]


def test_a_directory_that_takes_no_file_is_a_refusal(tmp_path: Path) -> None:
    with (
        pytest.raises(Refusal) as refused,
        open_journal(str(tmp_path / "none" / "out.csv"), OPTIONS, SIZE, resume=False),
    ):
        pass
    assert refused.value.code == "output-unwritable"


def test_the_state_holds_checksums_and_counts(target: Path) -> None:
    with pytest.raises(Refusal):
        interrupted(target, KeyboardInterrupt())
    state = json.loads(target.with_name(".out.csv.kananame-state").read_text(encoding="utf-8"))
    written = "一\n".encode()
    digest = hashlib.sha256(written).hexdigest()
    assert state == asdict(Checkpoint(OPTIONS, SIZE, 30, SUM, 1, {"rows": 1}, len(written), digest))
