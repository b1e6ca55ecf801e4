"""A Spark cluster of two workers on this machine, each a process of its own as in a real one."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

ROOT = Path(__file__).parents[2]
CLUSTER = "local-cluster[2,1,1024]"


def lacking() -> str:
    """Return what Spark needs and is not here, ``""`` when nothing is."""
    if shutil.which("java") is None:
        return "java"
    return next((module for module in ("pyspark", "pandas") if find_spec(module) is None), "")


def spark_home(folder: Path) -> Path:
    """Return a home whose workers write into it, and no longer into the installed package."""
    spec = find_spec("pyspark")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    home = folder / "spark"
    home.mkdir()
    for path in Path(spec.submodule_search_locations[0]).iterdir():
        if path.name != "work":
            (home / path.name).symlink_to(path)
    return home


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    if missing := lacking():
        if os.environ.get("KANANAME_SPARK") == "required":
            pytest.fail(f"{missing} is missing")
        pytest.skip(f"{missing} is missing")
    from pyspark.sql import SparkSession  # noqa: PLC0415 (may be missing)

    folder = tmp_path_factory.mktemp("cluster")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_HOME", str(spark_home(folder)))
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        session = (
            SparkSession.builder.master(CLUSTER)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.executorEnv.PYTHONPATH", str(ROOT))
            .config("spark.local.dir", str(folder))
            .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.task.maxFailures", "3")
            .config("spark.ui.enabled", "false")
            .getOrCreate()
        )
        yield session
        session.stop()
