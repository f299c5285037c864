"""What was asked about a year before it was told or passed over: each condition in order, what it means, and its answer.

The questions are asked again while the interpreter tells of every call, so that no list of them has to be kept beside the
code, and judging pays nothing. Nothing here judges; no rule asks it.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import FrameType

from service.language.lexer import Shape
from service.language.year_claims import YearClaim, claim_of
from service.language.years.around import Around
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
    named = (each for each in role if is_of_period or not each.name.startswith("extent."))
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
    if isinstance(frame.f_locals.get("self"), Shape):
        return not name.startswith("_")
    return _module(frame).startswith(_ASKED) and not name.startswith("<")


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _condition(frame: FrameType, answer: bool, parts: list[Condition]) -> Condition:
    name, owner = frame.f_code.co_name, frame.f_locals.get("self")
    if isinstance(owner, Shape):
        return _shape(owner, next(_callers(frame)), answer)
    function = frame.f_globals.get(name) if owner is None else getattr(type(owner), name, None)
    means = (function.__doc__ or "").partition("\n")[0].removeprefix("Whether ").rstrip(".")
    return Condition(f"{_module(frame).rpartition('.')[2]}.{name}", means, answer, tuple(dict.fromkeys(parts)))


def _callers(frame: FrameType) -> Iterator[FrameType]:
    """The named functions that a call came from, the nearest first."""
    while (caller := frame.f_back) is not None:
        if not caller.f_code.co_name.startswith("<"):
            yield caller
        frame = caller


def _shape(shape: Shape, asking: FrameType, answer: bool) -> Condition:
    """A shape under the name that it, or the tuple that holds it, has where it is asked."""
    names = (
        name
        for name, value in asking.f_globals.items()
        if value is shape or (isinstance(value, tuple) and any(each is shape for each in value))
    )
    return Condition(f"{_module(asking).rpartition('.')[2]}.{next(names, 'shape')}", f"the shape {shape.shape}", answer)
