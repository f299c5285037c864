"""Whether a step takes more than its share of a file that grows: measured again before it is said to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tests.system.growth.cases import Case
from tests.system.growth.measure import Times, steps

SECONDS = 1.0
"""Of a processor, that an audit of the largest file may take."""
FLOOR = 0.1
"""A step that takes less of the largest file is not looked at."""
MOST = 7.0
"""How many times as long a step may take for four times as much: linear-logarithmic growth is below 5, quadratic near 16."""
STEADY = 1.3
"""Power of the size by which the time grows from each part of a file to the next, at least, where growth is too fast: work that
begins at some size, such as a second engine's, adds its time once and grows with the file before it and behind it."""
PATIENCE = 5.0
_PARTS = (0.25, 0.5, 0.75, 1.0)
_AGAIN = 3

Clock = Callable[[bytes, float], Times]


@dataclass(frozen=True, slots=True)
class Fault:
    """A step that grows too fast, or an audit that takes too long (`step` is “all”); `times` are those of n, 2n, 3n and 4n."""

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
        if times[-1] > FLOOR and times[-1] > MOST * max(times[0], FLOOR / 100) and _grows_steadily(times):
            yield Fault(case.name, step, times)


def _is_refused(times: Times) -> bool:
    return set(times) == {"reader"}


def _half(case: Case, clock: Clock) -> Times:
    return clock(case.make(case.largest // 2), PATIENCE)


def _least(case: Case, size: int, clock: Clock) -> float:
    data = case.make(size)
    return min(sum(clock(data, PATIENCE).values()) for _ in range(_AGAIN))


def _times(case: Case, step: str, clock: Clock) -> tuple[float, ...]:
    """The least times of a step for each part of the whole."""
    files = [case.make(int(case.largest * part)) for part in _PARTS]
    return tuple(min(clock(data, PATIENCE).get(step, 0.0) for _ in range(_AGAIN)) for data in files)


def _grows_steadily(times: tuple[float, ...]) -> bool:
    sized = zip(_PARTS, times, strict=True)
    return all(time > before * (part / smaller) ** STEADY for (smaller, before), (part, time) in pairwise(sized))
