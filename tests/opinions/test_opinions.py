"""Second opinions: asked for, labelled as theirs, and absent without their programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import kananame as kn
from kananame import messages, opinions
from kananame.opinions import CUTLET, PYKAKASI, Opinion, second_opinions

Word = tuple[str, str | None, str]


@pytest.fixture(autouse=True)
def _fresh_readers() -> Iterator[None]:
    """Let every test load the programs anew, whatever an earlier one has loaded."""
    readers = (opinions.pykakasi_reader, opinions.cutlet_reader)
    for reader in readers:
        reader.cache_clear()
    yield
    for reader in readers:
        reader.cache_clear()


def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the programs look as if they were not installed."""
    for name in ("pykakasi", "cutlet", "unidic_lite"):
        monkeypatch.setitem(sys.modules, name, None)


def install(monkeypatch: pytest.MonkeyPatch, name: str, **attributes: object) -> None:
    """Put a program of our own in the place of one."""
    module = ModuleType(name)
    vars(module).update(attributes)
    monkeypatch.setitem(sys.modules, name, module)


def install_pykakasi(monkeypatch: pytest.MonkeyPatch, words: list[tuple[str, str]]) -> None:
    convert = [{"orig": word, "kana": kana} for word, kana in words]
    install(monkeypatch, "pykakasi", kakasi=lambda: SimpleNamespace(convert=lambda _: convert))


def install_cutlet(monkeypatch: pytest.MonkeyPatch, paths: list[list[Word]]) -> list[str]:
    """Install a tagger that finds these paths; return the list its arguments are put in."""
    found = [
        [SimpleNamespace(surface=word, feature=SimpleNamespace(kana=kana, pos4=pos)) for word, kana, pos in path]
        for path in paths
    ]
    told: list[str] = []

    def cutlet(*, mecab_args: str) -> Any:  # noqa: ANN401  a stand-in
        told.append(mecab_args)
        return SimpleNamespace(tagger=SimpleNamespace(nbestToNodeList=lambda name, most: found[:most] if name else []))

    install(monkeypatch, "unidic_lite", DICDIR="/a directory")
    install(monkeypatch, "cutlet", Cutlet=cutlet)
    return told


def readings(name: str, part: str = "family") -> list[tuple[str, str]]:
    return [(opinion.reading, opinion.note) for opinion in second_opinions(name, part)]


def test_without_the_programs_each_opinion_is_empty_with_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch)
    assert second_opinions("松浦", "family") == (
        Opinion("", "pykakasi", "opinion-not-installed"),
        Opinion("", "cutlet+unidic-lite", "opinion-not-installed"),
    )
    for opinion in second_opinions("松浦"):
        assert "kananame[suggest]" in messages.advice(opinion.note, "en", source=opinion.source)


def test_one_program_of_two_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch)
    install_pykakasi(monkeypatch, [("松", "まつ"), ("浦", "ウラ")])
    assert second_opinions("松浦") == (Opinion("マツウラ", PYKAKASI), Opinion("", CUTLET, "opinion-not-installed"))


def test_cutlet_without_its_dictionary_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch)
    install_cutlet(monkeypatch, [[("松浦", "マツウラ", "姓")]])
    monkeypatch.setitem(sys.modules, "unidic_lite", None)
    assert readings("松浦")[1] == ("", "opinion-not-installed")


@pytest.mark.parametrize(
    "words",
    [
        [("髙", ""), ("橋", "ハシ")],
        [("橋", "ハシ")],
        [("松浦", "")],
        [("松浦", "?")],
        [("松浦", "matsuura")],
        [],
    ],
)
def test_a_reading_of_a_part_of_the_characters_is_none(
    monkeypatch: pytest.MonkeyPatch, words: list[tuple[str, str]]
) -> None:
    install_pykakasi(monkeypatch, words)
    install_cutlet(monkeypatch, [[(word, kana or None, "姓") for word, kana in words]])
    assert readings("松浦") == [("", "opinion-none")] * 2
    assert all(messages.text("opinion-none", lang, source=PYKAKASI) for lang in messages.LANGUAGES)


@pytest.mark.parametrize(
    ("part", "reading"),
    [("family", "アズマ"), ("former-family", "アズマ"), ("given", "ヒガシ"), ("alias", "トウ")],
)
def test_the_first_path_of_the_part_asked_for_is_taken(
    monkeypatch: pytest.MonkeyPatch, part: str, reading: str
) -> None:
    told = install_cutlet(monkeypatch, [[("東", "トウ", "*")], [("東", "アズマ", "姓")], [("東", "ヒガシ", "名")]])
    assert readings("東", part)[1] == (reading, "")
    assert told == ['-r "/a directory/mecabrc" -d "/a directory"']


def test_variant_characters_are_looked_up_as_standard_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    install_pykakasi(monkeypatch, [("高橋", "タカハシ")])
    install_cutlet(monkeypatch, [[("高橋", "タカハシ", "姓")]])
    assert readings("　髙橋 ") == [("タカハシ", "")] * 2


def test_a_text_too_long_or_broken_has_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, _: int) -> list[object]:
        name.encode()
        return []

    install_pykakasi(monkeypatch, [("松" * 51, "マツ" * 51)])
    install_cutlet(monkeypatch, [[("松" * 51, "マツ" * 51, "姓")]])
    assert readings("松" * 51) == [("", "opinion-none")] * 2
    opinions.cutlet_reader.cache_clear()
    tagger = SimpleNamespace(nbestToNodeList=broken)
    install(monkeypatch, "cutlet", Cutlet=lambda **_: SimpleNamespace(tagger=tagger))
    assert readings("\ud800")[1] == ("", "opinion-none")


def test_an_opinion_is_data() -> None:
    assert Opinion("マツウラ", PYKAKASI).to_dict() == {"reading": "マツウラ", "source": "pykakasi", "note": ""}


def test_opinions_move_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kn.check("松浦", "ハナヤマ"), kn.suggest("松浦")
    install_pykakasi(monkeypatch, [("松浦", "ハナヤマ")])
    install_cutlet(monkeypatch, [[("松浦", "ハナヤマ", "姓")]])
    assert readings("松浦") == [("ハナヤマ", "")] * 2
    assert (kn.check("松浦", "ハナヤマ"), kn.suggest("松浦")) == before


def test_wrong_use_says_what_to_pass() -> None:
    with pytest.raises(TypeError, match="a name is a str, not NoneType"):
        second_opinions(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="part is one of family, given, former-family, alias, not 'surname'"):
        second_opinions("松浦", "surname")


def test_nothing_but_asking_imports_the_programs() -> None:
    code = (
        "import sys, kananame, kananame.opinions; kananame.check('松浦', 'マツラ'); kananame.suggest('松浦');"
        "sys.exit(bool({'pykakasi', 'cutlet', 'fugashi', 'unidic_lite'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603  our own code


@pytest.mark.parametrize(("name", "part", "reading"), [("松浦", "family", "マツウラ"), ("太郎", "given", "タロウ")])
@pytest.mark.parametrize(("at", "modules"), [(0, ["pykakasi"]), (1, ["cutlet", "unidic_lite"])])
def test_the_programs_themselves(at: int, modules: list[str], name: str, part: str, reading: str) -> None:
    for module in modules:
        pytest.importorskip(module)
    assert second_opinions(name, part)[at].reading == reading
    assert second_opinions("𠮷野", part)[at].reading == "ヨシノ"
    assert second_opinions("〓", part)[at].note == "opinion-none"
