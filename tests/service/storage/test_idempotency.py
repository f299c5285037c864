import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service.storage.files.idempotency import FileIdempotencyKeys
from service.storage.port import KEY_SECONDS, Reservation


def opened(folder: Path) -> FileIdempotencyKeys:
    (folder / "partial").mkdir(exist_ok=True)
    return FileIdempotencyKeys(folder)


def test_the_first_reservation_holds(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    assert kept.reserve("one", "key", Reservation("A", "x")) == Reservation("A", "x")
    assert kept.reserve("one", "key", Reservation("B", "y")) == Reservation("A", "x")
    assert FileIdempotencyKeys(tmp_path).reserve("one", "key", Reservation("C", "x")) == Reservation("A", "x")


def test_keys_of_different_clients_are_different(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.reserve("one", "key", Reservation("A", "x"))
    assert kept.reserve("two", "key", Reservation("B", "x")) == Reservation("B", "x")
    assert kept.reserve("one", "../../key", Reservation("C", "x")) == Reservation("C", "x")


def test_a_reservation_holds_for_a_day(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.reserve("one", "key", Reservation("A", "x"))
    (path,) = (found for found in tmp_path.glob("idempotency-keys/*/*"))
    os.utime(path, times=(time.time() - KEY_SECONDS + 5,) * 2)
    kept.forget_old()
    assert kept.reserve("one", "key", Reservation("B", "x")) == Reservation("A", "x")
    os.utime(path, times=(time.time() - KEY_SECONDS - 5,) * 2)
    assert kept.reserve("one", "key", Reservation("B", "x")) == Reservation("B", "x")
    os.utime(path, times=(time.time() - KEY_SECONDS - 5,) * 2)
    kept.forget_old()
    assert not path.exists()


@pytest.mark.parametrize("skew", [-90_000, 90_000])
def test_a_reservation_holds_for_a_day_whatever_the_clock_of_a_machine_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, skew: float
) -> None:
    opened(tmp_path).reserve("one", "key", Reservation("A", "x"))
    here = time.time()
    monkeypatch.setattr(time, "time", lambda: here + skew)
    elsewhere = opened(tmp_path)
    elsewhere.forget_old()
    assert elsewhere.reserve("one", "key", Reservation("B", "x")) == Reservation("A", "x")


def test_what_is_released_can_be_reserved_again(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.reserve("one", "key", Reservation("A", "x"))
    kept.release("one", "key")
    kept.release("one", "never reserved")
    assert kept.reserve("one", "key", Reservation("B", "y")) == Reservation("B", "y")


def test_of_many_at_once_one_holds_for_all(tmp_path: Path) -> None:
    kept, start = opened(tmp_path), threading.Barrier(8)

    def reserve(number: int) -> Reservation:
        start.wait()
        return kept.reserve("one", "key", Reservation(str(number), "x"))

    with ThreadPoolExecutor(8) as pool:
        assert len({*pool.map(reserve, range(8))}) == 1
