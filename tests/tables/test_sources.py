"""A source package is the one the tables were built from, or the build says which one is not, or cannot be had."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import lzma
import re
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tables import sources
from tables.build import MANIFEST, packages
from tables.loader import TableError
from tables.makers.names import KANJIDIC, NAMES
from tables.sources import CLIENTS, TRIES, Source, SourceChanged, SourceUnreachable

CONTENT = "松\tマツ\n".encode()
ROWS = sources.registry()


def package(suffix: str, member: str, content: bytes = CONTENT) -> bytes:
    """Return a package of one file: a wheel, a source archive or a Debian package."""
    out = io.BytesIO()
    if suffix == ".whl":
        with zipfile.ZipFile(out, "w") as wheel:
            wheel.writestr(member, content)
        return out.getvalue()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(f"./{member}" if suffix == ".deb" else member)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    if suffix != ".deb":
        return gzip.compress(out.getvalue())
    members = {"debian-binary": b"2.0\n", "odd": b"x", "data.tar.xz": lzma.compress(out.getvalue())}
    return b"!<arch>\n" + b"".join(
        f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode() + data + b"\n" * (len(data) % 2)
        for name, data in members.items()
    )


def source(file: str, content: bytes, member: str = "names.tsv", client: str = "pip") -> Source:
    sha256 = hashlib.sha256(content).hexdigest()
    return Source("sample", client, "sample", "1.0", file, sha256, member, "Apache-2.0", "invented")


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return an empty cache; nothing is fetched and nobody waits unless a test says so."""
    monkeypatch.setattr(sources, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(time, "sleep", lambda _: None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a package manager was called"))
    return tmp_path / "cache"


def read(monkeypatch: pytest.MonkeyPatch, row: Source) -> bytes:
    """Read a package past the memory of what was read before."""
    monkeypatch.setattr(sources, "registry", lambda: {row.key: row})
    return sources.read.__wrapped__(row.key)


def held(cache: Path, row: Source, content: bytes) -> Source:
    """Put a package into the cache."""
    cache.mkdir()
    (cache / row.file).write_bytes(content)
    return row


@pytest.mark.parametrize("file", ["sample-1.0-py3-none-any.whl", "sample-1.0.tar.gz", "sample_1.0_all.deb"])
@pytest.mark.parametrize(
    ("member", "packed"),
    [("sample-1.0/names.tsv", bytes), ("sample-1.0/names.tsv.xz", lzma.compress), ("names.tsv.gz", gzip.compress)],
)
def test_a_file_is_read_from_each_kind_of_package(
    file: str, member: str, packed: Callable[[bytes], bytes], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = package(Path(file).suffix, member, packed(CONTENT))
    assert read(monkeypatch, held(cache, source(file, content, member), content)) == CONTENT


def test_another_sha256_names_the_file_and_both_sums(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = held(cache, source("sample-1.0.tar.gz", b"as reviewed"), package(".gz", "names.tsv"))
    with pytest.raises(SourceChanged, match=r"sample-1\.0\.tar\.gz: sha256 ") as caught:
        read(monkeypatch, row)
    assert row.sha256 in str(caught.value)
    assert hashlib.sha256((cache / row.file).read_bytes()).hexdigest() in str(caught.value)


@pytest.mark.parametrize("file", ["sample-1.0-py3-none-any.whl", "sample-1.0.tar.gz", "sample_1.0_all.deb"])
def test_a_package_without_the_file_says_so(file: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = package(Path(file).suffix, "other.tsv")
    with pytest.raises(SourceChanged, match=re.escape(f"{file}: there is no names.tsv in it")):
        read(monkeypatch, held(cache, source(file, content), content))


def test_a_debian_package_without_data_says_so(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"!<arch>\n" + f"{'debian-binary':<48}{4:<10}`\n2.0\n".encode()
    with pytest.raises(SourceChanged, match="there is no names"):
        read(monkeypatch, held(cache, source("sample_1.0_all.deb", content), content))


Calls = list[list[str]]


def client(monkeypatch: pytest.MonkeyPatch, answers: list[bytes | str]) -> Calls:
    """Stand in for the package managers: each download leaves a file, or complains; return the calls made."""
    calls: Calls = []

    def run(arguments: list[str], cwd: Path, **_: object) -> subprocess.CompletedProcess[str]:
        calls.append(arguments)
        if "download" not in arguments:
            return subprocess.CompletedProcess(arguments, 0, "", "")
        answer = answers.pop(0)
        if isinstance(answer, bytes):
            (cwd / "sample-1.0.tar.gz").write_bytes(answer)
            return subprocess.CompletedProcess(arguments, 0, "", "a warning\n")
        return subprocess.CompletedProcess(arguments, 1, "", answer)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_a_package_is_fetched_once_and_then_taken_from_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = package(".gz", "names.tsv")
    row = source("sample-1.0.tar.gz", content)
    calls = client(monkeypatch, [content])
    assert read(monkeypatch, row) == CONTENT
    assert read(monkeypatch, row) == CONTENT
    assert len(calls) == 1
    assert [path.name for path in cache.iterdir()] == [row.file], "nothing else stays behind"


@pytest.mark.usefixtures("cache")
def test_a_package_that_comes_at_the_last_try_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    calls = client(monkeypatch, [*["no route"] * (TRIES - 1), CONTENT])
    assert sources.download(source("sample-1.0.tar.gz", CONTENT)).read_bytes() == CONTENT
    assert len(calls) == TRIES
    assert len(waits) == TRIES - 1
    assert waits == sorted(set(waits)), "each wait is longer"


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize(
    ("said", "shown"),
    [("ERROR: first\nERROR: then\nERROR: no route to host\n", "ERROR: no route to host"), ("", "exit 1")],
)
def test_a_package_that_never_comes_is_unreachable_and_says_what_the_client_said(
    said: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = client(monkeypatch, [said] * TRIES)
    with pytest.raises(SourceUnreachable, match=f"^sample 1.0 could not be fetched with pip \\({shown}\\)$"):
        sources.download(source("sample-1.0.tar.gz", CONTENT))
    assert len(calls) == TRIES


@pytest.mark.usefixtures("cache")
def test_between_tries_the_lists_of_apt_are_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = client(monkeypatch, ["E: Unable to locate package"] * TRIES)
    with pytest.raises(SourceUnreachable, match="apt"):
        sources.download(source("sample-1.0.tar.gz", CONTENT, client="apt"))
    assert [call[1] for call in calls] == ["download", *["update", "download"] * (TRIES - 1)]


@pytest.mark.parametrize("name", CLIENTS)
def test_a_machine_without_the_client_is_told_so(name: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(arguments: list[str], **_: object) -> None:
        raise FileNotFoundError(2, "No such file or directory", arguments[0])

    monkeypatch.setattr(subprocess, "run", missing)
    with pytest.raises(SourceUnreachable, match="No such file or directory"):
        sources.download(source("sample-1.0.tar.gz", CONTENT, client=name))
    assert list(cache.iterdir()) == []


def test_the_package_is_asked_for_by_name_and_exact_version() -> None:
    assert sources.command(source("x", b"", client="apt"), "folder") == ["apt-get", "download", "sample=1.0"]
    pip = sources.command(source("x", b""), "folder")
    assert pip[:4] == [sys.executable, "-m", "pip", "download"]
    assert pip[-3:] == ["-d", "folder", "sample==1.0"]
    assert "--no-deps" in pip
    assert "--no-build-isolation" not in pip, "it would ask for setuptools and wheel on this machine"


def test_the_registry_lists_what_the_readers_read() -> None:
    assert list(ROWS) == ["kanjidic", "jmnedict", "sudachi", "unidic"]


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.key)
def test_a_row_of_the_registry_is_well_formed(row: Source) -> None:
    assert row.client in CLIENTS
    assert re.fullmatch(r"[0-9a-f]{64}", row.sha256)
    assert row.version in row.file
    assert re.match(re.sub("[-_]", "[-_]", row.package), row.file)
    assert Path(row.file).suffix in {".deb", ".whl", ".gz"}
    assert row.member == row.member.strip("/")
    assert f"{row.package} {row.version}" in f"{KANJIDIC}, {NAMES}".replace("SudachiDict core", "sudachidict-core")


def test_files_and_sums_are_told_apart() -> None:
    assert len({row.file for row in ROWS.values()}) == len({row.sha256 for row in ROWS.values()}) == len(ROWS)


def test_the_manifest_names_the_packages_of_the_registry() -> None:
    assert json.loads(MANIFEST.read_text(encoding="utf-8"))["sources"] == packages()
    assert {key: row["sha256"] for key, row in packages().items()} == {key: row.sha256 for key, row in ROWS.items()}


def test_a_faulty_row_of_the_registry_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    text = (sources.HERE / "data" / "sources.tsv").read_text(encoding="utf-8")
    (tmp_path / "data" / "sources.tsv").write_text(text.replace("\tapt\t", "\tcurl\t"), encoding="utf-8")
    monkeypatch.setattr(sources, "HERE", tmp_path)
    with pytest.raises(TableError, match=r"^sources\.tsv:3: client is 'curl'; write one of apt, pip$"):
        sources.registry.__wrapped__()
