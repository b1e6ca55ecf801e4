"""The site, built once: the one that KANANAME_SITE names, else a new one, with the playground where npm was run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docs.playground.assemble import PACKAGES
from docs.site.build import build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the built site; building it fails for any warning and any link that leads nowhere."""
    if named := os.environ.get("KANANAME_SITE"):
        return Path(named).resolve()
    target = tmp_path_factory.mktemp("build") / "site"
    build(target, quick=not (PACKAGES / "pyodide").is_dir())
    return target
