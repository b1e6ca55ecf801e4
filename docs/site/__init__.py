"""The builder of the site: ``python -m docs.site`` writes ``build/site``, in Japanese and in English."""
