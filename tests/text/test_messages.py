"""One catalogue: every code that a report, a refusal or the command shows has its sentences, and none lies unused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product

import pytest

from kananame import messages
from kananame._tables.messages import MESSAGES
from kananame.io.refusals import Refusal
from tables.makers.messages import placeholders
from tests.text.codes import FINDINGS, PACKAGE, REFUSALS, TREES, calls, families
from tests.text.message_examples import EXAMPLES, example

# Written for rules that are on their way; a row leaves this list when its code is emitted.
SOON: frozenset[str] = frozenset()


FAMILIES = families()


@pytest.mark.parametrize("family", FAMILIES)
def test_every_value_has_a_name_and_every_name_a_value(family: str) -> None:
    named = {code for code in MESSAGES if code.startswith(f"{family}-")}
    assert named == {f"{family}-{value}" for value in FAMILIES[family]}


def test_every_code_in_the_package_is_in_the_catalogue() -> None:
    assert {"folded-width", "unexplained", "added-word", "row-short", "romaji-whole-word"} <= FINDINGS
    assert {"file-missing", "columns-role", "date-invalid"} <= REFUSALS
    assert (FINDINGS | REFUSALS) - MESSAGES.keys() == set()
    assert not FINDINGS & REFUSALS


def test_every_row_of_the_catalogue_is_used() -> None:
    written = {str(node.value) for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    for page in PACKAGE.rglob("*.j2"):
        written |= set(re.findall('"([a-z-]+)"', page.read_text(encoding="utf-8")))
    named = {f"{family}-{value}" for family, values in FAMILIES.items() for value in values}
    assert MESSAGES.keys() - written - named - FINDINGS - SOON == set()


def test_there_is_an_example_of_every_finding() -> None:
    assert FINDINGS - SOON <= EXAMPLES


@pytest.mark.parametrize("code", sorted(EXAMPLES - (SOON - FINDINGS)))
def test_a_finding_fills_its_sentence(code: str) -> None:
    found = [finding for finding in example(code) if finding.code == code]
    assert found
    for finding, lang in product(found, messages.LANGUAGES):
        sentence = messages.describe(finding, lang)
        params = messages.named(finding, lang)
        action = messages.action(code, lang, **params)
        assert not set("{}") & set(sentence + action)
        assert messages.advice(code, lang, **params).startswith(sentence)


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_a_refusal_fills_its_sentence(code: str) -> None:
    needed = placeholders(MESSAGES[code][0]) | placeholders(MESSAGES[code][2])
    for module, _, call in calls("Refusal"):
        if ast.literal_eval(call.args[0]) == code:
            given = {keyword.arg for keyword in call.keywords}
            assert needed == given - {None}, f"{module}:{call.lineno}"
    refusal = Refusal(code, **dict.fromkeys(needed, "x"))
    ja, en = refusal.text("ja"), refusal.text("en")
    assert ja != en == str(refusal)
    assert "\n" not in ja + en
    assert ja.endswith(MESSAGES[code][2].format_map(dict.fromkeys(needed, "x")))
    assert MESSAGES[code][2]


@pytest.mark.parametrize("code", sorted(FINDINGS | REFUSALS))
def test_a_sentence_ends_as_one(code: str) -> None:
    ja, en, action_ja, action_en = MESSAGES[code]
    assert ja.endswith("。")
    assert en.endswith(".")
    assert re.search("^$|ください。$|必要はありません。$", action_ja)
    assert re.search(r"^$|\.$", action_en)


LETTER = "ぁ-ゖァ-ヺー一-龥々{}"
CROWDED = re.compile(rf"[{LETTER}][,.:;!?()'\"]|[,.:;!?()'\"][{LETTER}]")


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_japanese_is_written_in_full_width(code: str) -> None:
    for sentence in (MESSAGES[code][0], MESSAGES[code][2]):
        assert not re.search("[｡-ﾟＡ-Ｚａ-ｚ０-９]", sentence)
        assert not CROWDED.search(sentence)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_english_is_english(code: str) -> None:
    for sentence in (MESSAGES[code][1], MESSAGES[code][3]):
        assert not re.search("[ぁ-ゖァ-ヺ一-龥、。：（）]", sentence)


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_an_outline_has_no_place_left(code: str) -> None:
    for lang in messages.LANGUAGES:
        outline = messages.outline(code, lang)
        assert not set("{}") & set(outline)
        assert (messages.GAP in outline) == bool(placeholders(MESSAGES[code][0]))


# What click shows before a language is known, and what headings of files are compared with.
HELP = re.compile(r"^help$|_HELP$")
SENTENCE = re.compile("[ぁ-ゖァ-ヺ一-龥]{2}|[a-z]+ [a-z]+ [a-z]+")


def spoken(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the strings of a module that are no documentation and no help text."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.keyword) and HELP.search(node.arg or ""):
            continue
        if isinstance(node, ast.Assign) and HELP.search(getattr(node.targets[0], "id", "")):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        yield from spoken(node)


# Headings are data; columns of Arrow are asked for by programs, and wrong use is told them as the core tells it.
SPEAKING = [
    module for module in TREES if module.startswith(("io/", "cli/")) and module not in {"io/headings.py", "io/arrow.py"}
]


@pytest.mark.parametrize("module", SPEAKING)
def test_no_sentence_stands_in_the_code(module: str) -> None:
    assert [
        f"{node.lineno}: {node.value!r}" for node in spoken(TREES[module]) if SENTENCE.search(str(node.value))
    ] == []


def test_a_sentence_in_the_code_is_seen() -> None:
    tree = ast.parse('"""Some words of documentation."""\nf(help="some words of help")\ng("判定です", "this is said")')
    assert [node.value for node in spoken(tree) if SENTENCE.search(str(node.value))] == ["判定です", "this is said"]
