"""What was asked about a year before it was told or passed over: each condition in order, what it means, and its answer.

The questions are asked again while the interpreter tells of every call, so that no list of them has to be kept beside the
code, and judging pays nothing. Nothing here judges; no rule asks it.
"""

import ast
import inspect
import sys
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from types import FrameType, ModuleType

from service.language.lexer import Shape
from service.language.year_claims import YearClaim, claim_of
from service.language.years.around import Around
from service.language.years.dated import Sign
from service.language.years.roles import Role, years_in

_ASKED = "service.language.year"
"""What the names of modules that are listened to begin with: the package `years`, and `year_claims`."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, named as the code names it (`leftovers._is_series`), and those that it asked in turn."""

    name: str
    means: str
    holds: bool
    parts: tuple["Condition", ...] = ()


def asked_of(claim: YearClaim, around: Around) -> tuple[Condition, ...]:
    """What was asked of a year: first what it is named for, then what becomes of it."""
    heard = _Heard()
    role: list[Condition] = []
    with heard:
        for year in years_in(claim.year.dated):
            if year.start == claim.year.start:
                role += heard.conditions
            heard.conditions.clear()
        heard.conditions.clear()
        claim_of(claim.year, around)
    is_of_period = claim.year.role is Role.PERIOD
    named = (each for each in role if is_of_period or not each.name.startswith("periods."))
    return tuple(dict.fromkeys((*named, *heard.conditions)))


@dataclass
class _Heard:
    """Hears of calls while it is entered; `conditions` are those that no other one asked."""

    conditions: list[Condition] = field(default_factory=list)
    _open: list[tuple[FrameType, list[Condition]]] = field(default_factory=list)

    def __enter__(self) -> None:
        self._before = sys.getprofile()
        sys.setprofile(self._hear)

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self._before)

    def _hear(self, frame: FrameType, event: str, answer: object) -> None:
        if not _is_asked(frame):
            return
        if event == "call":
            self._open.append((frame, []))
        elif event == "return" and self._open and self._open[-1][0] is frame:
            parts = self._open.pop()[1]
            beside = self._open[-1][1] if self._open else self.conditions
            beside += [_condition(frame, answer, parts)] if isinstance(answer, bool) else parts


def _is_asked(frame: FrameType) -> bool:
    """Whether a call is that of a named function that is listened to, or asks a shape."""
    name = frame.f_code.co_name
    if isinstance(frame.f_locals.get("self"), Shape | Sign):
        return not name.startswith("_")
    return _module(frame).startswith(_ASKED) and not name.startswith("<")


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _condition(frame: FrameType, answer: bool, parts: list[Condition]) -> Condition:
    name, owner = frame.f_code.co_name, frame.f_locals.get("self")
    if isinstance(owner, Shape | Sign):
        name, means = _named().get(id(owner), ("shape", ""))
        return Condition(name, means or f"the shape {owner}", answer)
    function = frame.f_globals.get(name) if owner is None else getattr(type(owner), name, None)
    means = (function.__doc__ or "").partition("\n")[0].removeprefix("Whether ").rstrip(".")
    return Condition(f"{_module(frame).rpartition('.')[2]}.{name}", means, answer, tuple(dict.fromkeys(parts)))


@cache
def _named() -> dict[int, tuple[str, str]]:
    """The shapes and signs of the modules listened to, by identity: the name of each, and what is written below it."""
    found: dict[int, tuple[str, str]] = {}
    for module in [module for name, module in sys.modules.items() if name.startswith(_ASKED)]:
        notes = _notes(module)
        for name, value in vars(module).items():
            if isinstance(value, Shape | Sign) and (id(value) not in found or name in notes):
                found[id(value)] = f"{module.__name__.rpartition('.')[2]}.{name}", notes.get(name, "")
    return found


def _notes(module: ModuleType) -> dict[str, str]:
    """What is written below the constants of a module, by their names."""
    notes: dict[str, str] = {}
    for node, below in pairwise(ast.parse(inspect.getsource(module)).body):
        if isinstance(node, ast.Assign) and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            notes |= {
                target.id: str(below.value.value).rstrip(".") for target in node.targets if isinstance(target, ast.Name)
            }
    return notes
