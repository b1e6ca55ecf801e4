"""Check the residents of a Parquet file or folder on Spark: ``python spark_job.py INPUT OUTPUT``, or ``spark-submit``.

The input has the columns ``family``, ``given``, ``family_kana`` and ``given_kana`` among others; the output has all of
them and the answers for both names, ``kananame_family_verdict`` and so on.  On a cluster kananame and pyarrow have to
be installed where the workers run.
"""

from __future__ import annotations

import argparse

from pyspark.sql import SparkSession

from kananame.engines.spark import check_people

FIELDS = ("verdict", "grade", "codes", "reading", "romaji", "romaji_codes", "suggestion", "alignment")
"""What ``kananame check`` writes, too; Spark takes time for every column."""


def main() -> None:
    """Run the job."""
    parser = argparse.ArgumentParser(description="Check the names of residents.")
    parser.add_argument("input", help="Parquet, a file or a folder")
    parser.add_argument("output", help="the folder to write; it must not exist")
    options = parser.parse_args()
    spark = SparkSession.builder.appName("kananame").getOrCreate()
    residents = spark.read.parquet(options.input)
    checked = check_people(
        residents,
        family="family",
        family_reading="family_kana",
        given="given",
        given_reading="given_kana",
        fields=FIELDS,
    )
    checked.write.parquet(options.output)


if __name__ == "__main__":
    main()
