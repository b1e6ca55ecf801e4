"""Files in and out: encodings, headers, delimited text, JSON lines; no screening rule lives here."""
