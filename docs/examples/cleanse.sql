-- Parquet の氏名と読みを審査し、認められる読みは正規化して残し、ほかは人が見る表に分ける。
-- Cleanse a Parquet file: readings that are accepted go on in canonical form, the others to a person.
--
--   con = duckdb.connect(); kananame.engines.duckdb.register(con)
--   con.execute("SET VARIABLE folder = '/data'"); con.execute(Path("cleanse.sql").read_text())
--
-- in:  residents.parquet (id, family, given, family_kana, given_kana)
-- out: names.parquet, a row for each person; to_look_at.parquet, a row for each name a person must look at

CREATE OR REPLACE TEMP TABLE screened AS
WITH names AS (
    SELECT id, 'family' AS part, family AS name, family_kana AS reading
    FROM read_parquet(getvariable('folder') || '/residents.parquet')
    UNION ALL
    SELECT id, 'given', given, given_kana
    FROM read_parquet(getvariable('folder') || '/residents.parquet')
)
SELECT id, part, name, reading AS was, unnest(kn_check(name, reading, part)) FROM names;

SET VARIABLE file = getvariable('folder') || '/names.parquet';
COPY (
    SELECT id,
           any_value(reading) FILTER (part = 'family') AS family_kana,
           any_value(reading) FILTER (part = 'given') AS given_kana,
           any_value(romaji) FILTER (part = 'family') AS family_romaji,
           any_value(romaji) FILTER (part = 'given') AS given_romaji
    FROM screened
    GROUP BY id
    HAVING bool_and(verdict = 'accept' AND suggestion IS NULL)
    ORDER BY id
) TO (getvariable('file'));

SET VARIABLE file = getvariable('folder') || '/to_look_at.parquet';
COPY (
    SELECT id, part, name, was, verdict, codes, suggestion,
           kn_suggest(name, part)[:3] AS likely,
           evidence
    FROM screened
    WHERE verdict IN ('refer', 'reject') OR suggestion IS NOT NULL
    ORDER BY id, part
) TO (getvariable('file'));
