"""Fetch the source packages by name, hold them to their sha256, open the file we read in them."""

from __future__ import annotations

import gzip
import hashlib
import io
import lzma
import os
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from tables.loader import load

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("KANANAME_TABLES_CACHE", HERE.parent / ".cache" / "tables"))
TRIES = 3
DEB_MEMBER = "data.tar.xz"
CLIENTS = ("apt", "pip")


class SourceUnreachable(RuntimeError):
    """A source package could not be fetched; the committed tables can still be held to their checksums."""


class SourceChanged(RuntimeError):
    """A fetched package is not the file the tables were built from."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row of ``tables/data/sources.tsv``."""

    key: str
    client: str
    package: str
    version: str
    file: str
    sha256: str
    member: str
    licence: str
    holds: str


@cache
def registry() -> dict[str, Source]:
    """Return the source packages by key, in file order; ``TableError`` when a row breaks the form of the table."""
    columns = tuple(field.name for field in fields(Source))
    rows = load(HERE / "data" / "sources.tsv", columns=columns, key=("key",), choices={"client": CLIENTS})
    return {row["key"]: Source(**row.cells) for row in rows}


def command(source: Source, folder: str) -> list[str]:
    """Return the ordinary client call that brings the package file into ``folder``."""
    if source.client == "apt":
        return ["apt-get", "download", f"{source.package}={source.version}"]
    wanted = f"{source.package}=={source.version}"
    # pip builds the metadata of a source archive; isolated, that needs no setuptools or wheel on this machine.
    return [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder, wanted]


def download(source: Source) -> Path:
    """Return the package file, from the cache or fetched with retries.

    Raises:
        SourceUnreachable: when it cannot be had.
    """
    target = CACHE / source.file
    if target.exists():
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    said = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(2 * attempt)
            if source.client == "apt":
                run(["apt-get", "update", "-qq"], CACHE)
        # Inside the cache, so that the file appears there whole, by rename.
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            said = run(command(source, folder), Path(folder))
            found = Path(folder) / source.file
            if found.exists():
                return found.replace(target)
    raise SourceUnreachable(f"{source.package} {source.version} could not be fetched with {source.client} ({said})")


def run(arguments: list[str], folder: Path) -> str:
    """Run a package manager's client; return the last line it complained with, or how it ended."""
    try:
        done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        return str(error)
    return done.stderr.strip().rpartition("\n")[2] or f"exit {done.returncode}"


@cache
def read(key: str) -> bytes:
    """Return the uncompressed bytes of the file we read in the package ``key``.

    Raises:
        SourceChanged: when the package has another sha256 than ``tables/data/sources.tsv`` says, or lacks the file.
        SourceUnreachable: when the package cannot be had.
    """
    source = registry()[key]
    path = download(source)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != source.sha256:
        raise SourceChanged(
            f"{path}: sha256 {digest} is not the {source.sha256} of tables/data/sources.tsv; "
            "remove the file to fetch it again"
        )
    try:
        return unpack(path, source.member)
    except KeyError:
        raise SourceChanged(f"{path}: there is no {source.member} in it; correct tables/data/sources.tsv") from None


def unpack(path: Path, member: str) -> bytes:
    """Return one member of a wheel, a source archive or a Debian package, decompressed; ``KeyError`` without it."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            data = wheel.read(member)
    elif path.suffix == ".deb":
        data = tar_member(lzma.decompress(ar_member(path.read_bytes(), DEB_MEMBER)), f"./{member}")
    else:
        data = tar_member(gzip.decompress(path.read_bytes()), member)
    if member.endswith(".gz"):
        return gzip.decompress(data)
    return lzma.decompress(data) if member.endswith(".xz") else data


def tar_member(data: bytes, member: str) -> bytes:
    """Return one member of an uncompressed tar; ``KeyError`` when it has no such file."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        found = archive.extractfile(member)
        if found is None:
            raise KeyError(member)
        return found.read()


def ar_member(data: bytes, member: str) -> bytes:
    """Return one member of a Unix ar archive: 60-byte headers, name in 16 bytes, size in decimal at 48."""
    at = 8
    while at < len(data):
        name = data[at : at + 16].decode().strip().rstrip("/")
        size = int(data[at + 48 : at + 58])
        if name == member:
            return data[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise KeyError(member)
