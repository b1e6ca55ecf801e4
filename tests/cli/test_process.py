"""The command as a process of its own: exit codes, streams and a console that is not UTF-8."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOOD = "氏,氏カナ\n松浦,マツウラ\n"
WITHOUT = "import sys; sys.modules['{library}'] = None; from kananame.cli import main; main()"


def kananame(*args: str, stdin: bytes = b"", start: tuple[str, ...] = ("-m", "kananame")) -> tuple[int, str, str]:
    # CP932 is what a Japanese Windows console or a pipe there speaks.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "cp932", "PYTHONUTF8": "0"}
    ran = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, *start, *args], input=stdin, capture_output=True, check=False, env=environment
    )
    return ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8")


@pytest.mark.parametrize(
    ("text", "code"), [(GOOD, 0), (GOOD + "松浦,ブンブンジャジャ\n", 1), ("住所,電話\n1,2\n", 2), ("", 2)]
)
def test_exit_codes_of_check(text: str, code: int) -> None:
    assert kananame("check", "-", stdin=text.encode())[0] == code


def test_explain_says_every_step() -> None:
    code, out, err = kananame("explain", "松浦", "ﾏﾂｳﾗ", "--part", "family")
    assert (code, err) == (0, "")
    assert "松=マツ(訓) 浦=ウラ(訓)" in out
    assert "folded-width" in out


def test_explain_refers_with_exit_code_1() -> None:
    assert kananame("explain", "松浦", "ブンブンジャジャ")[0] == 1


def test_explain_before_the_law_is_one_line() -> None:
    code, out, err = kananame("explain", "松浦", "マツウラ", "--on", "2025-05-25", "--lang", "en")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "2025-05-26" in err


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_explain_as_json(lang: str) -> None:
    code, out, _ = kananame("explain", "松浦", "マツウラ", "--format", "json", "--lang", lang)
    assert (code, '"candidates"' in out) == (0, True)


def test_the_version_and_the_help() -> None:
    assert kananame("--version")[1].startswith("kananame")
    assert "氏名の振り仮名" in kananame("--help")[1]
    assert "--show-values" in kananame("check", "--help")[1]


@pytest.mark.parametrize("library", ["click", "rich"])
def test_without_a_library_one_line_says_what_to_install(library: str) -> None:
    code, out, err = kananame("check", "-", start=("-c", WITHOUT.format(library=library)))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert 'pip install "kananame[cli]"' in err


def test_a_reader_that_leaves_early_is_one_line_and_no_traceback() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    many = (GOOD + "松浦,マツウラ\n" * 20_000).encode()
    command = [sys.executable, "-m", "kananame", "check", "-", "-o", "-"]
    with subprocess.Popen(  # noqa: S603 (our own command)
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(many)
        process.stdin.close()
        said = process.stderr.read().decode()
    assert (process.returncode, "Traceback" in said, "Exception ignored" in said) == (2, False, False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_explain_whose_reader_leaves_early_ends_without_a_word(unbuffered: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(
        [sys.executable, "-m", "kananame", "explain", "松浦", "マツウラ"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
    ) as process:  # fmt: skip
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read().decode()
    assert (process.returncode, said) == (1, "")
