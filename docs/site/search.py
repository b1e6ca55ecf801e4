"""The search of the site: Japanese in pairs of characters, Latin words as they are (全文検索の分かち方).

A pair of neighbouring characters is a word of the index, so that 「届出期間」 is looked up as 届出, 出期 and 期間; no
dictionary is needed, in Python or in the browser.  Both sides split by the same rule.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish

LETTERS: Final = "々〆ぁ-ゖァ-ヺー㐀-鿿豈-﫿"
RUNS: Final = re.compile(f"[{LETTERS}]+|[0-9A-Za-z_À-ɏ]+(?:-[0-9A-Za-z_À-ɏ]+)*")
JAPANESE: Final = re.compile(f"[{LETTERS}]")
SPLITTER: Final = rf"""
var splitQuery = (query) => {{
  const words = [];
  for (const run of query.match(/[{LETTERS}]+|[0-9A-Za-z_À-ɏ]+(?:-[0-9A-Za-z_À-ɏ]+)*/g) || []) {{
    if (!/^[{LETTERS}]/.test(run) || run.length === 1) words.push(run);
    else for (let at = 0; at + 1 < run.length; at += 1) words.push(run.slice(at, at + 2));
  }}
  return words;
}};
"""


def split(text: str) -> list[str]:
    """Return the words of a text as the index has them.

    >>> split("届出期間は folded-width から")
    ['届出', '出期', '期間', '間は', 'folded-width', 'から']
    """
    words: list[str] = []
    for run in RUNS.findall(text):
        if JAPANESE.match(run) and len(run) > 1:
            words += [one + other for one, other in pairwise(run)]
        else:
            words.append(run)
    return words


def indexed(text: str) -> list[str]:
    """Return the words under which a text is found: a code also under its parts, Japanese also under each character."""
    words = split(text)
    parts = [part for word in words if "-" in word for part in word.split("-")]
    return [*words, *parts, *JAPANESE.findall(text)]


class Japanese(SearchLanguage):
    """The Japanese half of the site."""

    lang = "ja"
    language_name = "Japanese"
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name that Sphinx calls it by
        """Return the words of a text."""
        return indexed(input)

    def word_filter(self, word: str) -> bool:
        """Tell whether a word is kept: single Latin letters are not."""
        return len(word) > 1 or bool(JAPANESE.match(word))


class English(SearchEnglish):
    """The English half, which quotes Japanese everywhere."""

    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name that Sphinx calls it by
        """Return the words of a text."""
        return indexed(input)

    def stem(self, word: str) -> str:
        """Return the stem of an English word, anything else as it is."""
        return word if JAPANESE.match(word) else super().stem(word)


def add(app: Any) -> None:  # noqa: ANN401 - Sphinx's application
    """Make both known to Sphinx."""
    app.add_search_language(Japanese)
    app.add_search_language(English)
