"""Whether a step takes more than its share of a file that grows: measured again before it is said to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.system.growth.cases import Case
from tests.system.growth.measure import Times, steps

SECONDS = 1.0
"""Of a processor, that an audit of the largest file may take."""
FLOOR = 0.1
"""A step that takes less of the largest file is not looked at."""
MOST = 7.0
"""How many times as long a step may take for four times as much: linear-logarithmic growth is below 5, quadratic near 16."""
PATIENCE = 5.0
_AGAIN = 3

Clock = Callable[[bytes, float], Times]


@dataclass(frozen=True, slots=True)
class Fault:
    """A step that grows too fast, or an audit that takes too long (`step` is “all”); `times` are those of n, 2n and 4n."""

    case: str
    step: str
    times: tuple[float, ...]


def faults(case: Case, clock: Clock = steps) -> Iterator[Fault]:
    """What is wrong with a case."""
    first = clock(case.make(case.largest), PATIENCE)
    if _is_refused(first):
        # What is beyond a limit is refused soon; the largest that isn't is below it.
        first = {step: max(time, _half(case, clock).get(step, 0.0)) for step, time in first.items()}
    if sum(first.values()) > SECONDS and (total := _least(case, case.largest, clock)) > SECONDS:
        yield Fault(case.name, "all", (total,))
    for step in [step for step, time in first.items() if time > FLOOR]:
        times = _times(case, step, clock)
        if times[2] > FLOOR and times[2] > MOST * max(times[0], FLOOR / 100):
            yield Fault(case.name, step, times)


def _is_refused(times: Times) -> bool:
    return set(times) == {"reader"}


def _half(case: Case, clock: Clock) -> Times:
    return clock(case.make(case.largest // 2), PATIENCE)


def _least(case: Case, size: int, clock: Clock) -> float:
    data = case.make(size)
    return min(sum(clock(data, PATIENCE).values()) for _ in range(_AGAIN))


def _times(case: Case, step: str, clock: Clock) -> tuple[float, float, float]:
    """The least times of a step for a quarter, a half and the whole."""
    files = [case.make(case.largest // part) for part in (4, 2, 1)]
    n, n2, n4 = (min(clock(data, PATIENCE).get(step, 0.0) for _ in range(_AGAIN)) for data in files)
    return n, n2, n4
