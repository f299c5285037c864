import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from service.storage import claims
from service.storage.claims import Claim, Claims


def opened(folder: Path) -> Claims:
    (folder / "partial").mkdir(exist_ok=True)
    return Claims(folder)


def test_the_first_claim_holds(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    assert kept.make("one", "key", Claim("A", "x")) == Claim("A", "x")
    assert kept.make("one", "key", Claim("B", "y")) == Claim("A", "x")
    assert Claims(tmp_path).make("one", "key", Claim("C", "x")) == Claim("A", "x")


def test_keys_of_different_clients_are_different(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.make("one", "key", Claim("A", "x"))
    assert kept.make("two", "key", Claim("B", "x")) == Claim("B", "x")
    assert kept.make("one", "../../key", Claim("C", "x")) == Claim("C", "x")


def test_a_claim_holds_for_a_day(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.make("one", "key", Claim("A", "x"))
    (path,) = (found for found in tmp_path.glob("claims/*/*"))
    os.utime(path, times=(time.time() - claims.KEPT + 5,) * 2)
    kept.forget_old()
    assert kept.make("one", "key", Claim("B", "x")) == Claim("A", "x")
    os.utime(path, times=(time.time() - claims.KEPT - 5,) * 2)
    assert kept.make("one", "key", Claim("B", "x")) == Claim("B", "x")
    os.utime(path, times=(time.time() - claims.KEPT - 5,) * 2)
    kept.forget_old()
    assert not path.exists()


def test_what_is_given_up_can_be_claimed_again(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.make("one", "key", Claim("A", "x"))
    kept.give_up("one", "key")
    kept.give_up("one", "never claimed")
    assert kept.make("one", "key", Claim("B", "y")) == Claim("B", "y")


def test_of_many_at_once_one_holds_for_all(tmp_path: Path) -> None:
    kept, start = opened(tmp_path), threading.Barrier(8)

    def claim(number: int) -> Claim:
        start.wait()
        return kept.make("one", "key", Claim(str(number), "x"))

    with ThreadPoolExecutor(8) as pool:
        assert len({*pool.map(claim, range(8))}) == 1
