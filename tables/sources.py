"""Fetch the source packages by name, hold them to their sha256, open the file we read in them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import lzma
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
CACHE = Path(os.environ.get("KANANAME_TABLES_CACHE", HERE.parent / ".cache" / "tables"))
TRIES = 3
DEB_MEMBER = "data.tar.xz"


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
    """Return the source packages by key, in file order."""
    text = (HERE / "data" / "sources.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["key"]: Source(**row) for row in csv.DictReader(lines, delimiter="\t")}


def command(source: Source, folder: str) -> list[str]:
    """Return the ordinary client call that brings the package file into ``folder``."""
    if source.client == "apt":
        return ["apt-get", "download", f"{source.package}={source.version}"]
    wanted = f"{source.package}=={source.version}"
    return [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation", "-d", folder, wanted]


def download(source: Source) -> Path:
    """Return the package file, from the cache or fetched with retries; raise ``SourceUnreachable`` when it cannot be had."""
    target = CACHE / source.file
    if target.exists():
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    said = ""
    for attempt in range(TRIES):
        with tempfile.TemporaryDirectory() as folder:
            try:
                done = subprocess.run(command(source, folder), cwd=folder, capture_output=True, text=True, check=False)
            except OSError as error:
                said = str(error)
            else:
                said = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}"
            found = Path(folder) / source.file
            if found.exists():
                shutil.move(found, target)
                return target
        if source.client == "apt":
            subprocess.run(["apt-get", "update", "-qq"], capture_output=True, check=False)
        time.sleep(2 * attempt)
    message = f"{source.package} {source.version} could not be fetched with {source.client} ({said})"
    raise SourceUnreachable(message)


@cache
def read(key: str) -> bytes:
    """Return the uncompressed bytes of the file we read in the package ``key``, checked against its sha256."""
    source = registry()[key]
    path = download(source)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != source.sha256:
        message = f"{path.name}: sha256 {digest} is not the {source.sha256} of tables/data/sources.tsv"
        raise SourceChanged(message)
    return unpack(path, source.member)


def unpack(path: Path, member: str) -> bytes:
    """Return one member of a wheel, a source archive or a Debian package, decompressed by its suffix."""
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
    """Return one member of an uncompressed tar."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        found = archive.extractfile(member)
        if found is None:
            message = f"{member} is not a file in its package"
            raise SourceChanged(message)
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
    message = f"{member} is not in the Debian package"
    raise SourceChanged(message)
