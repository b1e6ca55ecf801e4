"""What other programs make of a name: second opinions for a person to weigh (参考の読み).

``pykakasi`` (GPL-3.0-or-later) and ``cutlet`` with ``unidic-lite`` are the extra ``kananame[suggest]``.  Neither is an
authority on names: an opinion carries its source, counts as no evidence, and moves no verdict and no score.  They are
imported here, when somebody asks, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any, Final

from kananame.lexicon import variants_in
from kananame.model import Part
from kananame.text import SPACES, fold, is_katakana_reading

Reader = Callable[[str, Part], str]
PYKAKASI: Final = "pykakasi"
CUTLET: Final = "cutlet+unidic-lite"
POS_OF: Final = {Part.FAMILY: "姓", Part.FORMER_FAMILY: "姓", Part.GIVEN: "名"}
"""What UniDic calls the part of a name (pos4 of 固有名詞・人名)."""
PATHS: Final = 5
LONGEST: Final = 50
"""A longer text is no part of a name."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How another program reads a name.

    ``reading`` is in canonical katakana; it is empty when there is none, and ``note`` is then the code of the message
    that says why: ``opinion-not-installed`` or ``opinion-none``, both with the parameter ``source``.
    """

    reading: str
    source: str
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the opinion as JSON-ready data."""
        return {"reading": self.reading, "source": self.source, "note": self.note}


def second_opinions(name: str, part: str = "family") -> tuple[Opinion, ...]:
    """Return what each of the other programs reads, always one opinion from each.

    ``pykakasi`` knows no parts of a name; of the first readings of ``cutlet``'s tagger the first one is taken that
    UniDic has for this part throughout, else the first of all.

    Args:
        name: the part of the name as written.
        part: ``family``, ``given``, ``former-family`` or ``alias``.

    Raises:
        TypeError: when the name is no string.
        ValueError: when there is no such part.

    >>> [opinion.source for opinion in second_opinions("松浦")]
    ['pykakasi', 'cutlet+unidic-lite']
    """
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {type(name).__name__}")
    if part not in list(Part):
        raise ValueError(f"part is one of {', '.join(Part)}, not {part!r}")
    return tuple(opinion(name, Part(part), source, reader) for source, reader in READERS.items())


def opinion(name: str, part: Part, source: str, reader: Callable[[], Reader]) -> Opinion:
    """Return the opinion of one program."""
    try:
        read = reader()
    except ImportError:
        return Opinion("", source, "opinion-not-installed")
    plain = list(name.strip(SPACES))
    # These dictionaries hold few variant characters and leave out what they do not know.
    for at, standard in variants_in("".join(plain)):
        plain[at] = standard
    kana = fold(read("".join(plain), part)).kana if len(plain) <= LONGEST else ""
    return Opinion(kana, source) if is_katakana_reading(kana) else Opinion("", source, "opinion-none")


@cache
def pykakasi_reader() -> Reader:
    """Return how ``pykakasi`` reads a name; raise ``ImportError`` when it is not installed."""
    convert = import_module("pykakasi").kakasi().convert

    def read(name: str, _: Part) -> str:
        words = convert(name)
        return whole(name, [(word["orig"], word["kana"]) for word in words])

    return read


@cache
def cutlet_reader() -> Reader:
    """Return how the tagger of ``cutlet`` reads a name; raise ``ImportError`` when it is not installed."""
    dictionary = import_module("unidic_lite").DICDIR
    tagger = import_module("cutlet").Cutlet(mecab_args=f'-r "{dictionary}/mecabrc" -d "{dictionary}"').tagger

    def read(name: str, part: Part) -> str:
        try:
            paths = list(islice(tagger.nbestToNodeList(name, PATHS), PATHS))
        except UnicodeEncodeError:
            return ""
        fitting = (path for path in paths if all(word.feature.pos4 == POS_OF.get(part) for word in path))
        best = next(fitting, paths[0] if paths else [])
        return whole(name, [(word.surface, word.feature.kana) for word in best])

    return read


def whole(name: str, words: list[tuple[str, str | None]]) -> str:
    """Return the reading of words, ``""`` when they leave out a part of the name or cannot read it."""
    complete = "".join(word for word, _ in words) == name
    return "".join(kana or "" for _, kana in words) if complete and all(kana for _, kana in words) else ""


READERS: Final[dict[str, Callable[[], Reader]]] = {PYKAKASI: pykakasi_reader, CUTLET: cutlet_reader}
