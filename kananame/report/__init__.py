"""The page for people: one HTML file that shows what a run found and opens without a network."""

from kananame.report.html import HtmlReport

__all__ = ["HtmlReport"]
