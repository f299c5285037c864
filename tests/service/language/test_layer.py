"""What holds of the layer as a whole: where patterns may stand, and that no text makes it slow."""

import ast
import time
from collections import Counter
from pathlib import Path

import pytest

import service.language
from service.language import Reading
from service.language.year_claims import year_claims
from tests.service.reports.prose_reports import report

FOLDER = Path(service.language.__file__).parent
PATTERNS = {"text", "lexer", "mentions", "citations"}
"""The modules that may hold patterns over characters."""


def test_patterns_stand_in_the_modules_that_read_characters_alone() -> None:
    importing = set()
    for file in FOLDER.rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        froms = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        if "re" in (*names, *froms):
            importing.add(file.relative_to(FOLDER).parts[0].removesuffix(".py"))
    assert importing <= PATTERNS


def test_no_name_of_a_module_is_given_twice() -> None:
    twice = []
    for file in FOLDER.rglob("*.py"):
        body = ast.parse(file.read_text(encoding="utf-8")).body
        targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
        named = Counter(node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))
        twice += [f"{file.relative_to(FOLDER)}: {name}" for name, times in named.items() if times > 1]
    assert twice == []


@pytest.mark.parametrize(
    "piece",
    [
        "收到申请3件",
        "(",
        ")",
        "，",
        "、",
        "1,",
        "20",
        "2023年",
        "《",
        "其中",
        "的",
        "二〇",
        "万",
        "收到",
        "3件、",
        "占3%，",
        "增长3%、",
        "其中3件；",
        "（3件",
        "合计3件，",
        "12月",
        "2022年，",
        "2022年公开3条，",
        "2022年至",
        "2022年1月1日至2023年",
        "下一步，2022年将",
    ],
)
def test_reading_a_hostile_text_ends(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    told = report((1, text), (5, text))
    reading = Reading.of(told)
    assert year_claims(told) is not None
    assert reading.claims is not None
    assert reading.relations is not None
    assert time.process_time() - start < 20
