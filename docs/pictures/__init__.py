"""The figures of the pages, drawn from what the library answers: ``python -m docs.pictures`` (図)."""
