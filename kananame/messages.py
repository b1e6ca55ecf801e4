"""What a code says to people, in Japanese and in English.

Codes are API and the wording is not: programs compare codes, people read these sentences.
"""

from __future__ import annotations

from kananame._tables.messages import MESSAGES
from kananame.errors import KananameError
from kananame.model import Finding

LANGUAGES = ("ja", "en")
GAP = "…"
COMMA = {"ja": "、", "en": ", "}


def describe(finding: Finding, lang: str = "ja") -> str:
    """Return the sentence of a finding, filled with its parameters.

    >>> from kananame.model import Finding
    >>> describe(Finding("added-word", params=(("word", "サマ"),)), "en")
    'The word サマ, which no character carries, is added.'

    Args:
        finding: the finding.
        lang: ``"ja"`` or ``"en"``.

    Raises:
        KananameError: for another language, a code not in the catalogue or a parameter left out.
    """
    return text(finding.code, lang, **named(finding, lang))


NAMED = {"field": "field", "column": "role"}
"""Parameters whose value may have a name here: a field of a card face, the role of a column; an item has its own."""


def named(finding: Finding, lang: str = "ja") -> dict[str, str]:
    """Return the parameters of a finding as its sentence says them: a field or a column by its name.

    >>> from kananame.model import Finding
    >>> named(Finding("card-too-long", params=(("field", "birth"), ("limit", "8"))), "en")
    {'field': 'date of birth', 'limit': '8'}

    Args:
        finding: the finding.
        lang: ``"ja"`` or ``"en"``.

    Raises:
        KananameError: for another language.
    """
    names = {key: f"{NAMED[key]}-{value}" for key, value in finding.params if key in NAMED}
    return {key: text(names[key], lang) if names.get(key) in MESSAGES else value for key, value in finding.params}


def text(code: str, lang: str = "ja", /, **params: object) -> str:
    """Return the sentence of a code, filled with the parameters it names; others are ignored.

    >>> text("verdict-refer")
    '要確認'

    Args:
        code: a code of the catalogue.
        lang: ``"ja"`` or ``"en"``.
        params: what fills the places in the sentence.

    Raises:
        KananameError: for another language, a code not in the catalogue or a parameter left out.
    """
    return _fill(code, _entry(code)[_language(lang)], params)


def action(code: str, lang: str = "ja", /, **params: object) -> str:
    """Return what to do about a code, ``""`` when there is nothing to do.

    >>> action("reading-missing", "en")
    'Supply the reading.'

    Args:
        code: a code of the catalogue.
        lang: ``"ja"`` or ``"en"``.
        params: what fills the places in the sentence.

    Raises:
        KananameError: for another language, a code not in the catalogue or a parameter left out.
    """
    return _fill(code, _entry(code)[len(LANGUAGES) + _language(lang)], params)


def advice(code: str, lang: str = "ja", /, **params: object) -> str:
    """Return the sentence of a code and, after it, what to do.

    >>> advice("reading-missing", "en")
    'The reading is missing. Supply the reading.'

    Args:
        code: a code of the catalogue.
        lang: ``"ja"`` or ``"en"``.
        params: what fills the places in the sentence.

    Raises:
        KananameError: for another language, a code not in the catalogue or a parameter left out.
    """
    blank = " " if lang == "en" else ""
    return blank.join(filter(None, (text(code, lang, **params), action(code, lang, **params))))


def outline(code: str, lang: str = "ja", /) -> str:
    """Return the sentence of a code with its places left open: what many findings of one code have in common.

    >>> outline("added-word", "en")
    'The word …, which no character carries, is added.'

    Args:
        code: a code of the catalogue.
        lang: ``"ja"`` or ``"en"``.

    Raises:
        KananameError: for another language or a code not in the catalogue.
    """
    return _entry(code)[_language(lang)].format_map(_Open())


class _Open(dict[str, str]):
    """Parameters that nobody has given."""

    def __missing__(self, name: str) -> str:
        """Return the mark of an open place."""
        return GAP


def _language(lang: str) -> int:
    """Return where a language stands in the sentences of an entry."""
    if lang not in LANGUAGES:
        raise KananameError(f"no messages in {lang!r}; pass 'ja' or 'en'")
    return LANGUAGES.index(lang)


def _entry(code: str) -> tuple[str, ...]:
    """Return the sentences of a code: Japanese, English, then the actions in the same order."""
    entry = MESSAGES.get(code)
    if entry is None:
        raise KananameError(f"no message has the code {code!r}; pass a code of tables/data/messages.tsv")
    return entry


def _fill(code: str, sentence: str, params: dict[str, object]) -> str:
    """Return the sentence with its places filled; the values themselves are never read as sentences."""
    try:
        return sentence.format_map(params)
    except KeyError as gap:
        raise KananameError(f"the message {code!r} needs the parameter {gap.args[0]!r}; pass it") from None
