"""Shapes beside years: they name categories that there are, and the rules that ask about years hold no pattern."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from re._parser import parse  # type: ignore[import-not-found]
from typing import Any

import service.language.years
import service.rules
from service.language.lexer import PUNCTUATION, UNKNOWN, Shape, letter
from service.language.lexicon import lexicon
from service.language.years.dated import Sign

READ = {
    "START",
    "END",
    "DATE",
    "MONTHOF",
    "DAY",
    "MONTHS",
    "TITLE",
    "REPORTTITLE",
    "COUNT",
    "NUMBER",
    "PERCENT",
    "LATIN",
}
"""Categories of what is no word: figures, titles, the ends of a sentence."""
ASKING = ("years", "statute", "related")


def test_every_category_that_a_shape_names_is_one_of_the_lexicon() -> None:
    known = READ | {UNKNOWN, *PUNCTUATION.values(), *(entry.kind for entry in lexicon("years").values())}
    named = {kind for shape in _shapes() for kind in re.findall("[A-Z]{2,}", shape.shape)}
    assert len(named) > 50
    assert named - known == set()


def test_a_sign_fits_no_sentence_without_what_it_needs() -> None:
    signs = [value for value in _values() if isinstance(value, Sign) and value.needs]
    assert len(signs) > 10
    for sign in signs:
        needed = {ord(letter(kind)) for kind in (_AS_NUMBER.get(kind, kind) for kind in sign.needs)}
        for side in sign.sides:
            patterns = [re.compile(letters_of(shape)) for shape in side if shape]
            assert any(_must_hold(list(parse(pattern.pattern)), needed) for pattern in patterns), str(sign)


_AS_NUMBER = {"ZERO": "NUMBER"}
"""Categories that shapes know by another name."""


def letters_of(shape: Shape) -> str:
    """The regular expression over letters that a shape stands for."""
    return re.sub("[A-Z]{2,}", lambda name: letter(name[0]), shape.shape).replace(" ", "")


def _must_hold(parsed: list[Any], needed: set[int]) -> bool:
    """Whether whatever a parsed expression fits has one of these characters."""
    return any(_holds(str(kind), told, needed) for kind, told in parsed)


def _holds(kind: str, told: Any, needed: set[int]) -> bool:
    match kind:
        case "LITERAL":
            return told in needed
        case "IN":
            return all(inner == "LITERAL" and each in needed for inner, each in ((str(i), e) for i, e in told))
        case "BRANCH":
            return all(_must_hold(list(each), needed) for each in told[1])
        case "SUBPATTERN":
            return _must_hold(list(told[-1]), needed)
        case "MAX_REPEAT":
            return told[0] > 0 and _must_hold(list(told[-1]), needed)
        case "ASSERT":
            return _must_hold(list(told[1]), needed)
    return False


def _values() -> Iterator[object]:
    """What the package's modules name."""
    folder = service.language.years
    for each in pkgutil.iter_modules(folder.__path__):
        yield from vars(importlib.import_module(f"{folder.__name__}.{each.name}")).values()


def _shapes() -> Iterator[Shape]:
    """The shapes of the package's modules, those of signs among them."""
    for value in _values():
        if isinstance(value, Sign):
            sides = [*value.sides, value.unless or ()]
            yield from (shape for side in sides for shape in side if shape)
        elif isinstance(value, Shape):
            yield value


def test_the_rules_that_ask_for_years_hold_no_pattern() -> None:
    for name in ASKING:
        tree = ast.parse((Path(service.rules.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        assert "re" not in {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
