"""Words are data: no module has any of its own but those that read patterns, and every group of spellings is asked for."""

import ast
import re
import tomllib
from pathlib import Path

import service.language
from service.language.lexicon import spelled

PACKAGE = Path(service.language.__file__).parent
PATTERNS = ("text.py", "lexer.py", "citations.py", "mentions/")
"""Modules of regular expressions, in which words are parts of patterns."""
SOURCES = {str(path.relative_to(PACKAGE)): ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}


def words_of(source: ast.Module) -> list[str]:
    """The words in Chinese that stand in code, and not in what is written about it."""
    written = {node.value for node in ast.walk(source) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(source)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node not in written
        and re.search("[一-鿿]", node.value)
    ]


def test_modules_without_patterns_have_no_words_of_their_own() -> None:
    found = {name: words_of(source) for name, source in SOURCES.items() if not name.startswith(PATTERNS)}
    assert {name: words for name, words in found.items() if words} == {}


def test_every_group_of_spellings_is_asked_for_by_its_name() -> None:
    groups = tomllib.loads((PACKAGE / "lexicon/spellings/words.toml").read_text("utf-8"))
    strings = {node.value for source in SOURCES.values() for node in ast.walk(source) if isinstance(node, ast.Constant)}
    assert groups.keys() - strings == set()
    assert all(spelled(name) for name in groups)
