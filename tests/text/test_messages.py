"""One catalogue: every code that a report, a refusal or the command shows has its sentences, and none lies unused."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import kananame as kn
from kananame import kana, messages
from kananame._tables.folding import FOLDING
from kananame._tables.messages import MESSAGES
from kananame._tables.romaji_styles import ROMAJI_STYLES
from kananame.align import TABLE_OF
from kananame.card import FIELDS, PUBLISHED
from kananame.history import Capacity, Origin, System
from kananame.history.acts import ACTS
from kananame.io import headings as h
from kananame.io.fix import REASONS
from kananame.io.refusals import Refusal
from kananame.model import Filing, Grade, Part, Severity, Verdict
from kananame.record.snapshot import GROUNDS
from kananame.register import KINDS
from kananame.rulebook import RULES
from kananame.rules.case import PROOF_OF_USE, PUBLICATION
from kananame.text import DOUBTFUL_FOLDS
from tables.makers.messages import placeholders
from tests.text.message_examples import EXAMPLES, example

PACKAGE = Path(kn.__file__).parent
TREES = {
    path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent.name != "_tables"
}
# Written for rules that are on their way; a row leaves this list when its code is emitted.
SOON: frozenset[str] = frozenset()
# A function that makes findings whose codes stand in a table, and the codes.
FROM_TABLES = {"_note": frozenset(code for _, code in FOLDING.values())}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST, inside: Function | None = None) -> Iterator[tuple[Function | None, ast.Call]]:
    """Yield every call with the function it stands in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call):
            yield inside, node
        yield from functions(node, node if isinstance(node, Function) else inside)


def calls(name: str) -> Iterator[tuple[str, Function | None, ast.Call]]:
    """Yield every call in the package of a function or class of that name."""
    for module, tree in TREES.items():
        for inside, call in functions(tree):
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if called == name:
                yield module, inside, call


def codes_given(name: str, position: int = 0) -> set[str]:
    """Return the codes that calls of a function give at a position; a parameter is followed to its callers."""
    found: set[str] = set()
    for module, inside, call in calls(name):
        named = [keyword.value for keyword in call.keywords if keyword.arg == "code"]
        given = (*call.args[position : position + 1], *named)
        where = f"{module}:{call.lineno}: where does the code of this {name} come from?"
        assert given, where
        choices = (given[0].body, given[0].orelse) if isinstance(given[0], ast.IfExp) else (given[0],)
        for choice in choices:
            if isinstance(choice, ast.Attribute) and choice.attr == "code":
                continue  # Of another one: a finding read back, a refusal passed on.
            if isinstance(choice, ast.Constant):
                found.add(str(choice.value))
            elif isinstance(choice, ast.Subscript):
                assert isinstance(choice.value, ast.Name), where
                found |= values_of(module, choice.value.id, where)
            else:
                assert isinstance(choice, ast.Name), where
                assert inside is not None, where
                found |= _handed_on(inside, choice.id, where)
    return found


def values_of(module: str, constant: str, where: str) -> set[str]:
    """Return the values of a dictionary that a module writes out at its top."""
    for node in TREES[module].body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if constant in map(ast.unparse, targets):
                return set(ast.literal_eval(node.value).values())
    raise AssertionError(where)


def _handed_on(helper: Function, parameter: str, where: str) -> set[str]:
    if helper.name in FROM_TABLES:
        return set(FROM_TABLES[helper.name])
    given = (*helper.args.posonlyargs, *helper.args.args)
    parameters = [argument.arg for argument in given if argument.arg != "self"]
    assert parameter in parameters, where
    return codes_given(helper.name, parameters.index(parameter))


FINDINGS = codes_given("Finding")
REFUSALS = {code for _, _, call in calls("Refusal") for code in [ast.literal_eval(call.args[0])]}


def sound_changes() -> set[str]:
    """Return the names of all sound changes that any two kana undergo."""
    letters = [chr(point) for point in (*range(0x30A1, 0x30FB), 0x30FC)]
    forms = (
        form for pair in product(letters, repeat=2) for native in (True, False)
        for form in kana.forms("".join(pair), native=native)
    )  # fmt: skip
    return {part for _, change, *_ in forms for part in change.split("+") if part}


FAMILIES: dict[str, set[str]] = {
    "verdict": set(Verdict),
    "grade": set(Grade),
    "severity": set(Severity),
    "part": set(Part),
    "filing": set(Filing),
    "evidence": {*PUBLICATION, *PROOF_OF_USE},
    "basis": set(TABLE_OF),
    "change": sound_changes(),
    "style": set(ROMAJI_STYLES),
    "field": set(FIELDS),
    "line": set(PUBLISHED),
    "table": {table.lower().replace(" ", "-") for table in TABLE_OF.values() if table},
    "rule": {rule.id for rule in RULES},
    "differs": set(KINDS),
    "role": {h.FAMILY, h.GIVEN, h.NAME, h.FAMILY_READING, h.GIVEN_READING, h.READING},
    "origin": {"attested", "composed"},
    "suggest": {"none", "reading", "origin", "count", "score", "opinion"},
    "cause": set(Origin),
    "capacity": set(Capacity),
    "deed": set(ACTS),
    "needs": {act.needs for act in ACTS.values() if act.needs},
    "updates": set(System),
    "near": set(REASONS) - DOUBTFUL_FOLDS,
}
FAMILIES["ground"] = set(GROUNDS)


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


@pytest.mark.parametrize(
    "module", [module for module in TREES if module.startswith(("io/", "cli/")) and module != "io/headings.py"]
)
def test_no_sentence_stands_in_the_code(module: str) -> None:
    assert [
        f"{node.lineno}: {node.value!r}" for node in spoken(TREES[module]) if SENTENCE.search(str(node.value))
    ] == []


def test_a_sentence_in_the_code_is_seen() -> None:
    tree = ast.parse('"""Some words of documentation."""\nf(help="some words of help")\ng("判定です", "this is said")')
    assert [node.value for node in spoken(tree) if SENTENCE.search(str(node.value))] == ["判定です", "this is said"]
