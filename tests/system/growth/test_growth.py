"""No reader and no rule takes more than linear-logarithmic time for what is repeated; `make growth` tries far more."""

import pytest

from tests.system.growth.cases import Case, some
from tests.system.growth.measure import Times
from tests.system.growth.verdict import FLOOR, Fault, faults

_CASES = some()[::6]
_PARTS = 12


@pytest.mark.parametrize("part", range(_PARTS))
def test_no_step_grows_faster_than_what_is_repeated(part: int) -> None:
    found = [fault for case in _CASES[part::_PARTS] for fault in faults(_smaller(case)) if fault.step != "all"]

    assert found == []


def _smaller(case: Case) -> Case:
    return Case(case.name, case.make, case.largest // 2)


def _growing(power: float, seconds: float = 1.0) -> list[Fault]:
    """What is found of a step that takes so long for the largest file, growing with that power."""
    case = Case("any", bytes, 4_000)
    return list(faults(case, lambda data, _: {"reader": 0.0, "ARI01": seconds * (len(data) / 4_000) ** power}))


@pytest.mark.parametrize(("power", "is_found"), [(1, False), (1.15, False), (2, True), (3, True)])
def test_only_what_grows_too_fast_is_found(power: float, is_found: bool) -> None:
    assert bool(_growing(power, 0.9)) is is_found


def test_what_takes_too_long_is_found_however_it_grows() -> None:
    assert [fault.step for fault in _growing(1, 1.1)] == ["all"]


@pytest.mark.parametrize("begins", [1_500, 2_500, 3_500])
def test_work_that_begins_at_some_size_is_no_growth(begins: int) -> None:
    def jumping(data: bytes, _: float) -> Times:
        return {"reader": (0.8 if len(data) > begins else 0.1) * len(data) / 4_000}

    assert list(faults(Case("any", bytes, 4_000), jumping)) == []


def test_what_takes_next_to_nothing_is_not_looked_at() -> None:
    assert _growing(3, FLOOR / 2) == []


def test_one_slow_measurement_is_none() -> None:
    spent = iter((3.0, *(0.2,) * 99))

    def busy(data: bytes, _: float) -> Times:
        return {"reader": next(spent) * len(data) / 4_000}

    assert list(faults(Case("any", bytes, 4_000), busy)) == []
