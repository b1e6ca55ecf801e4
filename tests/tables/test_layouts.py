"""The files of the layouts: what the loader takes, what it refuses, what must hold of all of them."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest

from kananame.record.layout import PROJECT, Layout, layout, layouts
from kananame.record.values import STATUS_OF
from tables.emit import GENERATED, render
from tables.loader import TableError
from tables.makers import layouts as maker

GOOD = """\
# An invented layout.
id = "sample"
version = "2025-05"
title_ja = "見本"
title_en = "Sample"
status = "project-defined"
modelled_on = "何か"
confidence = "I"
source = "book"
sources.book = "本 https://www.example.lg.jp/"
since = "2025-05-26"
until = "2026-05-25"
forms = ["csv", "json"]
items = [
  { name = "宛名番号", field = "atenabango", type = "X", length = 15, need = "required", fill = "person", source = "book" },
  { name = "氏", field = "uji", type = "N", length = 50, need = "if:family-reading", fill = "family", source = "book" },
  { name = "振り仮名", field = "furigana", type = "N", length = 50, need = "optional", fill = "family-reading", content = "kana", certified = true, aliases = ["フリガナ"], source = "book" },
  { name = "性別", field = "seibetsu", type = "X", length = 1, need = "optional", fill = "sex", codes = { 1 = "男" }, words = { "" = "1" }, source = "project" },
  { name = "注記", field = "chuki", type = "N", length = 2, need = "required", constant = "見本", source = "project" },
  { name = "日", field = "hi", type = "DATE", length = 10, need = "unless:sex", fill = "birth", source = "book" },
]
systems = ["resident"]
parts = ["given"]
"""  # noqa: E501
DOCUMENTED = GOOD.replace("project-defined", "documented").replace('modelled_on = "何か"\n', "")

# What is written instead of what, the line the loader names, how its words begin.
FAULTS = {
    "not toml": ('since = "2025', 'since = 2025"', 11, "not TOML: "),
    "unknown key": ("title_en", "title_fr", 5, "unknown key 'title_fr'; the keys are id, version, "),
    "missing key": ('title_en = "Sample"\n', "", 1, "title_en is missing; add it"),
    "empty key": ('"Sample"', '""', 1, "title_en is missing; add it"),
    "padded": ('"Sample"', '" Sample"', 5, "title_en has blanks around it; remove them"),
    "key of another kind": ('["csv", "json"]', '"csv"', 13, "forms is 'csv'; write a list"),
    "empty list": ('["csv", "json"]', "[]", 1, "forms is missing; add it"),
    "other file": ('"sample"', '"other"', 2, "the file is of other in its version 2025-05; name it other-2025-05.toml"),
    "unknown status": ("project-defined", "official", 6, "status is 'official'; write one of documented, "),
    "unknown confidence": ('"I"', '"X"', 8, "confidence is 'X'; write one of S, S2, I"),
    "modelled on nothing": ('modelled_on = "何か"\n', "", 6, "modelled_on says on what a project-defined layout"),
    "documented and modelled": ("project-defined", "documented", 6, "modelled_on says on what a project-defined"),
    "unknown form": ('"json"', '"xml"', 13, "forms has 'xml'; write some of csv, json, "),
    "no systems": ('systems = ["resident"]\n', "", 1, "systems is missing; add it"),
    "unknown system": ('"resident"', '"tax"', 22, "systems has 'tax'; write some of register, "),
    "unknown part": ('["given"]', '["name"]', 23, "parts has 'name'; write some of family, given, "),
    "between no truth": ('parts = ["given"]', 'between = "yes"', 23, "between is 'yes'; write true or false"),
    "bad date": ("2025-05-26", "2025-02-30", 11, "since is '2025-02-30'; write a day of the calendar"),
    "compact date": ("2026-05-25", "20260525", 12, "until is '20260525'; write a day of the calendar"),
    "ends before it begins": ("2026-05-25", "2025-05-25", 12, "until 2025-05-25 comes before since 2025-05-26"),
    "no such main source": ('source = "book"\n', 'source = "page"\n', 9, "source is 'page'; write one of book"),
    "source named project": ("sources.book", "sources.project", 10, "'project' stands for what no document prints"),
    "source no text": ('"本 https://www.example.lg.jp/"', "1", 10, "sources holds what is no text, or an empty one"),
    "item no table": ("items = [", 'items = [ "氏",', 14, "items holds what is no table; write { name = … }"),
    "unknown key of an item": (
        '{ name = "氏",',
        '{ name = "氏", size = 3,',
        16,
        "uji: unknown key 'size'; the keys are name, ",
    ),
    "missing key of an item": ('need = "if:family-reading", ', "", 16, "uji: need is missing; add it"),
    "missing field": ('field = "uji", ', "", 16, "field is missing; add it"),
    "missing length": ("length = 15, ", "", 15, "atenabango: length is missing; add it"),
    "item key of another kind": (
        "certified = true",
        "certified = 1",
        17,
        "furigana: certified is 1; write true or false",
    ),
    "duplicate field": ('field = "uji"', 'field = "atenabango"', 16, "atenabango: 'atenabango' is already a name of "),
    "duplicate name": ('name = "氏"', 'name = "性別"', 18, "seibetsu: '性別' is already a name of uji; keep one"),
    "alias of another": ('["フリガナ"]', '["氏"]', 17, "furigana: '氏' is already a name of uji; keep one of the two"),
    "empty alias": ('["フリガナ"]', '[""]', 17, "furigana: aliases holds what is no text, or an empty one"),
    "bad field": ('"uji"', '"氏"', 16, "氏: a field is of ASCII letters, digits and single underscores"),
    "bad number": ('field = "uji"', 'field = "uji", number = "1a"', 16, "uji: number is '1a'; write the published one"),
    "bad type": ('type = "N", length = 50, need = "if', 'type = "S", length = 50, need = "if', 16, "uji: type is 'S'"),
    "length 0": ("length = 15", "length = 0", 15, "atenabango: length is 0; write how many characters from 1"),
    "length true": ("length = 15", "length = true", 15, "atenabango: length is True; write how many characters"),
    "length a word": ("length = 15", 'length = "long"', 15, "atenabango: length is 'long'; write how many characters"),
    "length of a date": ("length = 10", "length = 8", 20, "hi: length is 8; DATE has 10"),
    "unknown content": (
        'content = "kana"',
        'content = "hiragana"',
        17,
        "furigana: content is 'hiragana'; write one of ",
    ),
    "content of another type": (
        'fill = "person"',
        'fill = "person", content = "kana"',
        15,
        "atenabango: content is kana",
    ),
    "no such source": (
        'fill = "family", source = "book"',
        'fill = "family", source = "page"',
        16,
        "uji: source is 'page'",
    ),
    "unknown fill": ('fill = "family",', 'fill = "surname",', 16, "uji: fill is 'surname', which is no value; see "),
    "constant and fill": (
        'constant = "見本"',
        'constant = "見本", fill = "name"',
        19,
        "chuki: it has a constant and a fill",
    ),
    "constant of another type": (
        'constant = "見本"',
        'constant = "ab"',
        19,
        "chuki: 'ab' is not of type N and length 2",
    ),
    "constant too long": ("length = 2,", "length = 1,", 19, "chuki: '見本' is not of type N and length 1; correct one"),
    "code of another type": (
        '1 = "男"',
        '"１" = "男"',
        18,
        "seibetsu: '１' is not of type X and length 1; correct one",
    ),
    "code too long": ('1 = "男"', '11 = "男"', 18, "seibetsu: '11' is not of type X and length 1; correct one of them"),
    "code without a meaning": ('1 = "男"', '1 = ""', 18, "seibetsu: codes holds what is no text, or an empty one"),
    "word that is no code": ('"" = "1"', '"" = "2"', 18, "seibetsu: '2' is no code of it; the codes are 1"),
    "words of nothing": ('fill = "sex", ', "", 18, "seibetsu: words say how a fill is written; name the fill"),
    "certified but known": (
        'fill = "family-reading"',
        'fill = "family-reading-known"',
        17,
        "furigana: fill is 'family-",
    ),
    "certified but the caller's": (
        ' fill = "family-reading",',
        "",
        17,
        "furigana: fill is '', which need not be certified",
    ),
    "certified but no reading": (
        'content = "kana"',
        'content = "name"',
        17,
        "furigana: certified is for readings; let ",
    ),
    "unknown need": (
        'need = "if:family-reading"',
        'need = "maybe"',
        16,
        "uji: need is 'maybe'; write required, optional, ",
    ),
    "need without a value": ("if:family-reading", "if:", 16, "uji: need is 'if:'; write required, optional, "),
    "need of no value": ("if:family-reading", "if:surname", 16, "uji: need names 'surname', which is no value; see "),
    "need of what is not here": (
        "if:family-reading",
        "if:given",
        16,
        "uji: need rests on 'given', which fills no item",
    ),
    "unless of what is not here": (
        "unless:sex",
        "unless:alias",
        20,
        "hi: need rests on 'alias', which fills no item here",
    ),
}


def write(folder: Path, text: str, name: str = "sample-2025-05.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def test_generated_module_is_what_the_files_say() -> None:
    [module] = maker.make()
    assert (GENERATED / "layouts.py").read_text(encoding="utf-8") == render(module)


def test_a_good_layout_is_taken(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    [row] = maker.load(tmp_path)
    values = dict(zip(Layout._fields, row, strict=True))
    assert (values["source"], values["documented"]) == ("本 https://www.example.lg.jp/", False)
    assert values["items"][2] == (
        *("振り仮名", "furigana", "", "N", 50, "optional", "family-reading", "kana", {}, ("フリガナ",)),
        *(True, "", {}, "", "book"),
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_line(fault: str, tmp_path: Path) -> None:
    right, wrong, line, said = FAULTS[fault]
    assert right in GOOD
    path = write(tmp_path, GOOD.replace(right, wrong, 1))
    with pytest.raises(TableError, match=re.escape(f"{path.name}:{line}: {said}")) as caught:
        maker.load(tmp_path)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_a_layout_has_items(tmp_path: Path) -> None:
    write(tmp_path, GOOD.partition("items = [")[0] + 'items = []\nsystems = ["card"]\n')
    with pytest.raises(TableError, match="items is missing; add it"):
        maker.load(tmp_path)


def test_a_documented_layout_has_no_item_of_the_projects_own(tmp_path: Path) -> None:
    write(tmp_path, DOCUMENTED)
    with pytest.raises(TableError, match="seibetsu: a documented layout has no item of the project's own"):
        maker.load(tmp_path)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sample-2025-05.toml").write_bytes(GOOD.encode("cp932"))
    with pytest.raises(TableError, match="the file is not UTF-8"):
        maker.load(tmp_path)


@pytest.mark.parametrize("until", ["2026-05-26", "9999-12-31", ""])
def test_versions_that_share_a_day_are_refused(until: str, tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("2026-05-25", until))
    newer = GOOD.replace('"2025-05"', '"2026-05"').replace("2025-05-26", "2026-05-26").replace("2026-05-25", "")
    write(tmp_path, newer, "sample-2026-05.toml")
    said = "sample-2026-05.toml:11: sample is also in force in sample-2025-05.toml; part their days"
    with pytest.raises(TableError, match=re.escape(said)):
        maker.load(tmp_path)


def test_versions_one_after_the_other_are_taken_the_oldest_first(tmp_path: Path) -> None:
    newer = GOOD.replace('"2025-05"', '"1"').replace("2025-05-26", "2026-05-26").replace("2026-05-25", "")
    write(tmp_path, newer, "sample-1.toml")
    write(tmp_path, GOOD)
    assert [row[1] for row in maker.load(tmp_path)] == ["2025-05", "1"]


@pytest.mark.parametrize("one", layouts(), ids=lambda one: one.key)
def test_a_layout_says_where_it_comes_from(one: Layout) -> None:
    assert re.search(r" https://\S+$", one.source)
    assert one.limits_ja
    assert one.limits_en
    cited = {item.source for item in one.items}
    assert cited <= {*one.sources, PROJECT}
    assert one.documented == (not one.modelled_on)
    if one.documented:
        assert PROJECT not in cited


def test_published_numbers_stand_only_where_they_are_published() -> None:
    numbered = {one.key for one in layouts() for item in one.items if item.number}
    assert numbered == {"jutogai-atena-2.0@2023-09"}


def test_a_certified_item_means_a_value_that_is_certified() -> None:
    certified = {*STATUS_OF, "before-reading", "after-reading", "name-reading-print"}
    assert {item.fill for one in layouts() for item in one.items if item.certified} <= certified


def test_what_is_only_known_leaves_where_a_status_stands_beside_it() -> None:
    for one in layouts():
        fills = {item.fill for item in one.items}
        for fill in (fill for fill in fills if fill.endswith(maker.KNOWN)):
            assert one.key == "jumin-joho@2025-01"
            assert fill.replace("reading-known", "status") in fills


def test_a_reading_that_is_certified_fills_a_certified_item_unless_a_document_says_otherwise() -> None:
    loose = {one.id for one in layouts() for item in one.items if item.fill in STATUS_OF and not item.certified}
    assert loose == {"jutogai-atena-2.0", "gif-person"}
    assert all(one.documented for one in layouts() if one.id in loose)


def test_versions_know_each_others_names() -> None:
    pairs = [
        (one, other) for one, other in permutations(layouts(), 2) if one.id == other.id and one.version != other.version
    ]
    assert len(pairs) == 4
    for one, other in pairs:
        for item in other.items:
            same = [mine for mine in one.items if mine.fill.removesuffix(maker.KNOWN) == _value(item.fill)]
            if item.fill and same:
                assert {item.name, item.field} <= {*same[0].names}, (one.key, item.field)


def _value(fill: str) -> str:
    return fill.removesuffix(maker.KNOWN)


def test_numbers_of_residents_are_never_required() -> None:
    secret = [item for one in layouts() for item in one.items if item.fill in {"resident-number", "resident-code"}]
    assert len(secret) > 8
    assert {(item.need, item.content, item.length) for item in secret} == {
        ("optional", "digits", 12), ("optional", "digits", 11),
    }  # fmt: skip


def test_romaji_is_half_width_on_cards_and_full_width_in_the_dictionary() -> None:
    types = {(one.id, str(item.type)) for one in layouts() for item in one.items if item.content == "romaji"}
    assert types == {("card-tsuiki", "X"), ("gif-person", "X"), ("jumin-joho", "N"), ("jutogai-atena-2.0", "N")}


def test_no_layout_has_a_code_for_a_reason_of_change() -> None:
    assert not [item for one in layouts() for item in one.items if item.fill == "reason-code" and item.codes]


def test_the_entries_of_the_register_say_that_they_are_a_sample() -> None:
    assert "見本" in layout("koseki-kisai").item("chuki").constant
