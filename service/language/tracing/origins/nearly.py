"""What nearly took a claim back: the one condition for want of which it stands, and the words that the others rest on.

Its sentence is read again as often as the functions that were asked about it have conditions, each time as if one of them
had been answered otherwise: what tests by mutation do to code. Where that takes the claim back, all the others held, which
tells something where they rest on words that the claim isn't made of. Nothing here judges; no rule asks it.
"""

import ast
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
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
    answers = _answers(told, [_conditions(call.module, name) for name, call in asked.items()])
    for name, call in asked.items():
        for condition in _conditions(call.module, name).both_ways:
            if (name, condition.at, condition.held) not in answers:
                continue
            with condition.answered_otherwise():
                words = told.resting_on(others)
            if _tell_something(call.module, words) and (name, words) not in seen:
                seen.add((name, words))
                asked_in = f"{name}:{condition.asked.lineno}"
                yield Missing(asked_in, call.means, ast.unparse(condition.asked), condition.held, words)


def _answers(told: Told, functions: Sequence["_Conditions"]) -> set[tuple[str, int, bool]]:
    """How each condition was answered, by its function and its place there: no other answer has a contrary to try."""
    noted: set[tuple[str, int, bool]] = set()

    def note(name: str, at: int, answer: object) -> object:
        noted.add((name, at, bool(answer)))
        return answer

    with ExitStack() as stack:
        for function in functions:
            stack.enter_context(function.noted_by(note))
        told.is_with(told.tokens)
    return noted


def _tell_something(module: str, words: Sequence[Token]) -> bool:
    """Whether conditions that rest on some words hold for what these say: beside a claim a count does, too."""
    return any(token.kind != UNKNOWN and (token.kind != "COUNT" or module.startswith(_BESIDE)) for token in words)


@dataclass(frozen=True)
class _Condition:
    """A condition in a function's source, which is to be answered with the contrary of `held`."""

    at: int
    held: bool
    asked: ast.expr
    place: "_Place"
    node: ast.FunctionDef
    function: FunctionType

    @contextmanager
    def answered_otherwise(self) -> Iterator[None]:
        """The function answers so, whoever asks it."""
        with _done_by(self.function, self._otherwise):
            yield

    @cached_property
    def _otherwise(self) -> CodeType:
        with self.place.holding(ast.copy_location(ast.Constant(not self.held), self.asked)):
            return _code(self.node, self.function)


@dataclass(frozen=True)
class _Conditions:
    """The conditions of a function, each with both answers, and its code where each answer is noted."""

    both_ways: tuple[_Condition, ...] = ()
    noting: tuple[FunctionType, CodeType] | None = None

    @contextmanager
    def noted_by(self, note: Callable[[str, int, object], object]) -> Iterator[None]:
        """`note` is told of each answer: the function's name, the condition's place and the answer, which it returns."""
        if self.noting is None:
            yield
            return
        function, code = self.noting
        names = function.__globals__
        names[_NOTE] = note
        try:
            with _done_by(function, code):
                yield
        finally:
            names.pop(_NOTE, None)


_NOTE = "__note__"


@contextmanager
def _done_by(function: FunctionType, code: CodeType) -> Iterator[None]:
    own, function.__code__ = function.__code__, code
    try:
        yield
    finally:
        function.__code__ = own


@cache
def _conditions(module: str, name: str) -> _Conditions:
    """The conditions of a function; none of a function within another."""
    function: object = sys.modules[module]
    for part in name.split(".")[1:]:
        function = vars(function).get(part)
    node = node_of(sys.modules[module], name)
    if not isinstance(function, FunctionType) or not isinstance(node, ast.FunctionDef):
        return _Conditions()
    places = {id(child): place for place, child in _places(node)}
    asked = [(each, places[id(each)]) for each in _asked(node)]
    both_ways = tuple(
        _Condition(at, held, each, place, node, function)
        for at, (each, place) in enumerate(asked)
        for held in (False, True)
    )
    with ExitStack() as stack:
        for at, (each, place) in enumerate(asked):
            said = [ast.Constant(name), ast.Constant(at), each]
            noted = ast.copy_location(ast.Call(ast.Name(_NOTE, ast.Load()), said, []), each)
            stack.enter_context(place.holding(ast.fix_missing_locations(noted)))
        return _Conditions(both_ways, (function, _code(node, function)))


def _code(node: ast.FunctionDef, function: FunctionType) -> CodeType:
    """The code of a function's source, changed as it may be."""
    compiled = compile(ast.Module([node], []), function.__code__.co_filename, "exec")
    (code,) = (each for each in compiled.co_consts if isinstance(each, CodeType))
    return code


class _Place(NamedTuple):
    """Where an expression stands in a source: in a field of its parent, or in a list there."""

    parent: ast.AST
    field: str
    at: int | None

    @contextmanager
    def holding(self, other: ast.expr) -> Iterator[None]:
        """Another expression stands there for as long as it is compiled: a copy of the source would cost more than that."""
        stood = getattr(self.parent, self.field)
        setattr(
            self.parent, self.field, other if self.at is None else [*stood[: self.at], other, *stood[self.at + 1 :]]
        )
        try:
            yield
        finally:
            setattr(self.parent, self.field, stood)


def _places(node: ast.AST) -> Iterator[tuple[_Place, ast.AST]]:
    """Each part of a source, with where it stands."""
    for parent in ast.walk(node):
        for field, value in ast.iter_fields(parent):
            listed = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
            yield from ((_Place(parent, field, at), child) for at, child in listed if isinstance(child, ast.AST))


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
