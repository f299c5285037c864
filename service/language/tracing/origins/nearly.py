"""What nearly took a claim back: the one condition for want of which it stands, and the words that the others rest on.

Its sentence is read again as often as the functions that were asked about it have conditions, each time as if one of them
had been answered otherwise: what tests by mutation do to code. Where that takes the claim back, all the others held, which
tells something where they rest on words that the claim isn't made of. Nothing here judges; no rule asks it.
"""

import ast
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import cache
from types import CodeType, FunctionType
from typing import NamedTuple

from service.language.claims import Certainty, Claim, ReadItem
from service.language.clauses import segments
from service.language.lexer import UNKNOWN, Token
from service.language.tracing.heard import Call, node_of

_BESIDE = "service.language.beside"
_TAKING_BACK = ("service.language.frames", "service.language.narrowing", _BESIDE)
"""What says that a count isn't the body's own, of the whole year and of all."""
_MARKS = frozenset("COMMA PAUSE SEMI STOP COLON GOES_ON OPEN CLOSE".split())


class Missing(NamedTuple):
    """A condition but for which a function would take a claim back."""

    place: str
    """The function as the code names it, and the line of the condition."""
    means: str
    condition: str
    held: bool
    """What the condition was answered with; the contrary would take the claim back."""
    words: tuple[Token, ...]
    """What the other conditions rest on."""


class Told(NamedTuple):
    """A claim in its sentence, which was read by a call of `reading._items`."""

    claim: Claim
    tokens: tuple[Token, ...]
    """Those of the sentence."""
    reading: Call

    def is_with(self, words: Sequence[Token]) -> bool:
        """Whether it is claimed as surely, and of as many, where its sentence has no more words and marks than these."""
        given = self.reading.given
        try:
            read: tuple[ReadItem, ...] = self.reading.again(tree=segments(words), discourse=copy(given["discourse"]))
        except Exception:  # what is answered otherwise may not go on from there
            return True
        claims = (claim for each in read for claim in each.claims)
        return any(_is_as_much(each, self.claim) for each in claims)

    def is_without(self, words: Sequence[Token]) -> bool:
        """Whether it is claimed all the same where its sentence has none of some words."""
        return self.is_with([token for token in self.tokens if token not in words])

    def resting_on(self, words: Sequence[Token]) -> tuple[Token, ...]:
        """The fewest of some words without which it would be claimed; none where it is claimed with all, or isn't without any."""
        kept = list(self.tokens)
        if self.is_with(kept) or not self.is_without(words):
            return ()
        for token in words:
            tried = [each for each in kept if each is not token]
            if not self.is_with(tried):
                kept = tried
        return tuple(token for token in kept if token in words)


def _is_as_much(read: Claim, claim: Claim) -> bool:
    is_same = (read.start, read.end, read.measure) == (claim.start, claim.end, claim.measure)
    is_as_sure = read.certainty is claim.certainty or read.certainty is Certainty.ESTABLISHED
    return is_same and is_as_sure and read.relation is claim.relation


def nearly(told: Told, needed: Sequence[Token]) -> Iterator[Missing]:
    """What nearly took a claim back that is made of `needed`, each function once for the same words."""
    others = [token for token in told.tokens if token not in needed and token.kind not in _MARKS]
    seen: set[tuple[str, tuple[Token, ...]]] = set()
    asked = {call.name: call for call in told.reading.within() if call.module.startswith(_TAKING_BACK)}
    for name, call in asked.items():
        for condition in _conditions(call.module, name):
            with condition.answered_otherwise():
                words = told.resting_on(others)
            if _tell_something(call.module, words) and (name, words) not in seen:
                seen.add((name, words))
                yield Missing(f"{name}:{condition.line}", call.means, condition.text, condition.held, words)


def _tell_something(module: str, words: Sequence[Token]) -> bool:
    """Whether conditions that rest on some words hold for what these say: beside a claim a count does, too."""
    return any(token.kind != UNKNOWN and (token.kind != "COUNT" or module.startswith(_BESIDE)) for token in words)


@dataclass(frozen=True)
class _Condition:
    """A condition in a function's source, and the code of that function as if it were answered with the contrary of `held`."""

    text: str
    line: int
    held: bool
    function: FunctionType
    otherwise: CodeType

    @contextmanager
    def answered_otherwise(self) -> Iterator[None]:
        """The function answers so, whoever asks it."""
        code, self.function.__code__ = self.function.__code__, self.otherwise
        try:
            yield
        finally:
            self.function.__code__ = code


@cache
def _conditions(module: str, name: str) -> tuple[_Condition, ...]:
    """The conditions of a function, each with both answers; none of a function within another."""
    function: object = sys.modules[module]
    for part in name.split(".")[1:]:
        function = vars(function).get(part)
    node = node_of(sys.modules[module], name)
    if not isinstance(function, FunctionType) or not isinstance(node, ast.FunctionDef):
        return ()
    asked = range(len(list(_asked(node))))
    return tuple(_condition(function, deepcopy(node), at, held=held) for at in asked for held in (False, True))


def _condition(function: FunctionType, node: ast.FunctionDef, at: int, *, held: bool) -> _Condition:
    asked = list(_asked(node))[at]
    text = ast.unparse(asked)
    _Answered(asked, not held).visit(node)
    compiled = compile(ast.Module([node], []), function.__code__.co_filename, "exec")
    (code,) = (each for each in compiled.co_consts if isinstance(each, CodeType))
    return _Condition(text, asked.lineno, held, function, code)


class _Answered(ast.NodeTransformer):
    """Puts an answer in the place of a condition."""

    def __init__(self, asked: ast.expr, answer: bool) -> None:
        self._asked, self._answer = asked, answer

    def visit(self, node: ast.AST) -> ast.AST:
        """The answer for the condition, anything else with that in it."""
        if node is self._asked:
            return ast.copy_location(ast.Constant(self._answer), node)
        return super().visit(node)  # type: ignore[no-any-return]


def _asked(node: ast.AST) -> Iterator[ast.expr]:
    """The conditions in a source that aren't made of others."""
    for each in ast.walk(node):
        match each:
            case ast.If(test) | ast.IfExp(test):
                yield from _single(test)
            case ast.comprehension(ifs=tests) | ast.BoolOp(values=tests):
                yield from (single for test in tests for single in _single(test))


def _single(test: ast.expr) -> Iterator[ast.expr]:
    match test:
        case ast.BoolOp():
            return  # its parts are met by themselves
        case ast.UnaryOp(ast.Not(), operand):
            yield from _single(operand)
        case _:
            yield test
