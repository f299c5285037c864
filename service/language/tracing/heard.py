"""What was asked while something was read once more: calls as a tree, each with its answer and the condition that gave it.

The interpreter tells of every call while `Heard` is entered, so that the reading itself keeps no books and pays nothing.
"""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cache
from types import FrameType, ModuleType
from typing import Any

from service.language.claims import Claim
from service.language.frames import Discourse
from service.language.lexer import Shape
from service.language.years.dated import Sign

_LONGEST = 90
"""Characters of a condition that are shown at most."""
_SHAPES = (Shape, Sign)


@dataclass(frozen=True, slots=True)
class Call:
    """One call: what it was given, its answer, the line that gave that, and the calls that it made in turn."""

    name: str
    """As the code names it: `discourse.Discourse._actor`, by the last part of its module's name."""
    module: str
    given: Mapping[str, Any]
    answer: Any
    line: int
    parts: tuple["Call", ...] = ()

    @property
    def means(self) -> str:
        """What its docstring begins with."""
        node = node_of(sys.modules[self.module], self.name)
        said = ast.get_docstring(node) if node else None
        return (said or "").partition("\n")[0].removeprefix("Whether ").rstrip(".")

    @property
    def because(self) -> str:
        """The condition on which it gave its answer, with where that stands."""
        said = _condition(sys.modules[self.module], self.line)
        cut = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        return self.place + (f" [{cut}]" if cut else "")

    @property
    def place(self) -> str:
        """Where it gave its answer."""
        return f"{self.name}:{self.line}"

    @property
    def source(self) -> "Call":
        """The call among those that it made which gave its answer, where one did and that says more than yes or no."""
        if isinstance(self.answer, bool) or self.answer is None:
            return self
        return next((part.source for part in reversed(self.parts) if part.answer == self.answer), self)

    def again(self, **changed: Any) -> Any:
        """What the same function answers now, with some of what it is given changed."""
        return vars(sys.modules[self.module])[self.name.partition(".")[2]](**{**self.given, **changed})

    def within(self, *names: str) -> Iterator["Call"]:
        """The calls of these functions, of all where none is named, among those that it made, and those that these made."""
        for part in self.parts:
            if not names or part.name in names:
                yield part
            yield from part.within(*names)


def innermost_first(calls: Iterable[Call]) -> Iterator[Call]:
    """Calls with all that they made, each behind those that it made itself."""
    for call in calls:
        yield from innermost_first(call.parts)
        yield call


@dataclass
class Heard:
    """Hears of calls while it is entered, in modules whose names begin so; `calls` are those that no other one made.

    With `shapes` it hears what shapes and signs answered, too.
    """

    modules: tuple[str, ...]
    shapes: bool = False
    calls: list[Call] = field(default_factory=list)
    _open: list[tuple[FrameType, dict[str, object], list[Call]]] = field(default_factory=list)

    def __enter__(self) -> "Heard":
        self._before = sys.getprofile()
        sys.setprofile(self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self._before)

    def _hear(self, frame: FrameType, event: str, answer: object) -> None:
        if event == "call" and self._is_heard(frame):
            self._open.append((frame, _given(frame), []))
        elif event == "return" and self._open and self._open[-1][0] is frame:
            _, given, parts = self._open.pop()
            beside = self._open[-1][2] if self._open else self.calls
            beside.append(Call(_name(frame), _module(frame), given, answer, frame.f_lineno, tuple(parts)))

    def _is_heard(self, frame: FrameType) -> bool:
        """Whether a call is that of a named function that is listened to, asks a shape, or changes a claim."""
        owner, name = frame.f_locals.get("self"), frame.f_code.co_name
        if name == "_replace":
            return isinstance(owner, Claim)
        if isinstance(owner, _SHAPES):
            return self.shapes and not name.startswith("_")
        return _module(frame).startswith(self.modules) and not name.startswith(("<", "__"))


def _given(frame: FrameType) -> dict[str, object]:
    """The arguments of a call as they were."""
    return {name: copy(value) if isinstance(value, Discourse) else value for name, value in frame.f_locals.items()}


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _name(frame: FrameType) -> str:
    owner = frame.f_locals.get("self")
    if isinstance(owner, (*_SHAPES, Claim)):
        return f"{type(owner).__name__}.{frame.f_code.co_name}"
    qualified = frame.f_code.co_qualname.replace("<locals>.", "")
    return f"{_module(frame).rpartition('.')[2]}.{qualified}"


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


@cache
def node_of(module: ModuleType, name: str) -> ast.FunctionDef | ast.ClassDef | None:
    """The source of a function or class of a module, by its name as the code has it."""
    found: Sequence[ast.stmt] = _tree(module).body
    node: ast.FunctionDef | ast.ClassDef | None = None
    for part in name.split(".")[1:]:
        named = (each for each in found if getattr(each, "name", "") == part)
        node = next((each for each in named if isinstance(each, ast.FunctionDef | ast.ClassDef)), None)
        if node is None:
            return None
        found = node.body
    return node


@cache
def _condition(module: ModuleType, line: int) -> str:
    """The innermost condition that a line stands under, or what it returns where it stands under none."""
    found = ""
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.If) and node.body[0].lineno <= line <= (node.body[-1].end_lineno or 0):
            found = ast.unparse(node.test)
        elif (
            isinstance(node, ast.Return) and node.lineno <= line <= (node.end_lineno or 0) and not found and node.value
        ):
            found = ast.unparse(node.value)
    return found
