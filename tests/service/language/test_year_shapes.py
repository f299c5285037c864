"""Shapes beside years: they name categories that there are, and the rules that ask about years hold no pattern."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import service.language.years
import service.rules
from service.language.lexer import PUNCTUATION, UNKNOWN, Shape
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


def _shapes() -> Iterator[Shape]:
    """The shapes of the package's modules, those of signs among them."""
    folder = service.language.years
    for each in pkgutil.iter_modules(folder.__path__):
        for value in vars(importlib.import_module(f"{folder.__name__}.{each.name}")).values():
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
