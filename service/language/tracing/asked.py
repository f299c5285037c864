"""What was asked about a year before it was told or passed over: each condition in order, what it means, and its answer.

The questions are asked again while `Heard` listens, so that no list of them has to be kept beside the code. Nothing here
judges; no rule asks it.
"""

import ast
import inspect
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from types import ModuleType

from service.language.lexer import Shape
from service.language.tracing.heard import Call, Heard
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
    role: list[Call] = []
    with Heard((_ASKED,), shapes=True) as heard:
        for year in years_in(claim.year.dated):
            if year.start == claim.year.start:
                role += heard.calls
            heard.calls.clear()
        heard.calls.clear()
        claim_of(claim.year, around)
    is_of_period = claim.year.role is Role.PERIOD
    named = (each for each in _conditions(role) if is_of_period or not each.name.startswith("periods."))
    return tuple(dict.fromkeys((*named, *_conditions(heard.calls))))


def _conditions(calls: Iterable[Call]) -> Iterator[Condition]:
    """The calls that answered yes or no, each with those that it made."""
    for call in calls:
        if isinstance(call.answer, bool):
            yield _condition(call, call.answer)
        else:
            yield from _conditions(call.parts)


def _condition(call: Call, holds: bool) -> Condition:
    owner = call.given.get("self")
    if isinstance(owner, Shape | Sign):
        name, means = _named().get(id(owner), ("shape", ""))
        return Condition(name, means or f"the shape {owner}", holds)
    return Condition(call.name, call.means, holds, tuple(dict.fromkeys(_conditions(call.parts))))


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
