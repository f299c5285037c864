"""While a call waits for the store, the process does what else there is; what the call raises comes back."""

import threading
import time
from collections.abc import Callable

import gevent
import pytest

from service.api.threads import GeventThreads

THREADS: list[Callable[[Callable[[], object]], object]] = [
    lambda call: GeventThreads().run(call),
    lambda call: next(iter(GeventThreads().each(lambda _: call(), [1]))),
]


@pytest.mark.parametrize("made", THREADS, ids=["run", "each"])
def test_other_greenlets_go_on_meanwhile(made) -> None:
    seen: list[str] = []

    def waits() -> str:
        time.sleep(0.3)
        seen.append("waited")
        return "answer"

    other = gevent.spawn_later(0.05, lambda: seen.append("other"))
    assert made(waits) == "answer"
    other.join()
    assert seen == ["other", "waited"]


@pytest.mark.parametrize("made", THREADS, ids=["run", "each"])
def test_what_a_call_raises_comes_back(made, capfd: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise ValueError("why")

    with pytest.raises(ValueError, match="why"):
        made(fails)
    assert capfd.readouterr().err == "", "gevent prints what is raised in its threads"


def test_many_are_asked_side_by_side_and_answer_in_their_order() -> None:
    two_are_there = threading.Barrier(2, timeout=30)

    def doubled(number: int) -> int:
        two_are_there.wait()  # which one alone waits for in vain
        return 2 * number

    assert list(GeventThreads().each(doubled, range(8))) == [2 * number for number in range(8)]


def test_a_call_within_a_call_goes_on_in_its_thread() -> None:
    threads = GeventThreads()

    def outer() -> tuple[int, int, list[int]]:
        own = threading.get_ident()
        return own, threads.run(threading.get_ident), list(threads.each(lambda _: threading.get_ident(), [1, 2]))

    own, inner, many = threads.run(outer)
    assert own == inner == many[0] == many[1] != threading.get_ident()
