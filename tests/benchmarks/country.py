"""Everybody in the country in one file: seconds and memory of two processes, beside pyarrow's copy.

It takes half an hour, most of it to make the file up, and 42 GB of disk in the folder for temporary files.
"""

from __future__ import annotations

from tests.benchmarks.city import SIZES
from tests.benchmarks.scale import QUICK, measure


def run(*, quick: bool) -> None:
    """Print what screening, spelling and writing takes for 124 million residents."""
    measure("country", QUICK if quick else {"country": SIZES["country"]}, at_work=(2,))
