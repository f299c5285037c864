"""What types don't tell of reasons: only a doubt stands beside what is to check, and each reason is given somewhere."""

import ast
from itertools import chain, pairwise
from pathlib import Path
from typing import get_args

import service
from service.language.frames import Modality, Period
from service.language.reasons import Doubt, Passing

DOUBTS, PASSING = set(get_args(Doubt)), set(get_args(Passing))
HOMES = ("language/reasons.py", "rules/doubts.py")
FILES = chain(*(Path(service.__file__).parent.glob(f"{package}/**/*.py") for package in ("language", "rules")))
SOURCES = [ast.parse(file.read_text("utf-8")) for file in FILES if not file.as_posix().endswith(HOMES)]
NODES = [node for source in SOURCES for node in ast.walk(source)]


def strings(node: ast.AST) -> set[str]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def beside_to_check(node: ast.AST) -> list[ast.AST]:
    """What stands right behind `Certainty.TO_CHECK`, or is the reason that is named in the same call."""
    told = node.elts if isinstance(node, ast.Tuple) else node.args if isinstance(node, ast.Call) else []
    told = [*told, *(each.value for each in getattr(node, "keywords", ()) if each.arg in ("certainty", "reason"))]
    return [behind for each, behind in pairwise(told) if "Certainty.TO_CHECK" in ast.unparse(each)]


def test_what_is_to_check_is_so_for_a_doubt() -> None:
    given = set().union(*(strings(reason) for node in NODES for reason in beside_to_check(node)))
    assert {"of what", "whose", "whole not named", "nearly all of it", "its name alone understood"} <= given
    assert given - DOUBTS <= {""}


def test_reasons_are_compared_with_those_that_there_are() -> None:
    ends = (".reason", ".withdrawn", ".unsure")
    compared = (node for node in NODES if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith(ends))
    assert set().union(*map(strings, compared)) <= {"", *DOUBTS, *PASSING, *Period, *Modality}


def test_every_reason_is_given_and_is_of_one_kind() -> None:
    assert set().union(*map(strings, SOURCES)) >= DOUBTS | PASSING
    assert DOUBTS.isdisjoint(PASSING)
