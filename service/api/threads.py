"""Calls that wait for the network in threads of their own, so that a process which waits for its store answers others meanwhile."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from gevent import get_hub
from gevent.monkey import get_original
from gevent.threadpool import ThreadPool

from service.storage.threads import SIDE_BY_SIDE

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

_this_thread = get_original("_thread", "get_ident")


class GeventThreads:
    """Threads, of those of the hub that this is made in; a call that is made in one of them already goes on there."""

    def __init__(self) -> None:
        self._own = _this_thread()
        self._many: ThreadPool | None = None
        """Threads for what asks for many, so that others who ask for one thing don't wait behind them."""

    def run(self, call: Callable[[], Answered]) -> Answered:
        """As Threads says."""
        if _this_thread() != self._own:
            return call()
        answer: tuple[Answered | None, BaseException | None] = get_hub().threadpool.spawn(_wrapped, call).get()
        return _unwrapped(answer)

    def each(self, call: Callable[[Asked], Answered], all: Iterable[Asked]) -> Iterator[Answered]:
        """As Threads says."""
        if _this_thread() != self._own:
            return map(call, all)
        self._many = self._many or ThreadPool(SIDE_BY_SIDE)
        spawned = [self._many.spawn(_wrapped, lambda each=each: call(each)) for each in all]
        return iter([_unwrapped(answer) for answer in [each.get() for each in spawned]])

    def soon(self, call: Callable[[], None]) -> None:
        """As Threads says: now."""
        call()


def _wrapped(call: Callable[[], Answered]) -> tuple[Answered | None, BaseException | None]:
    """What a call answers or raises: what is raised in a thread of gevent's is printed there."""
    try:
        return call(), None
    except Exception as error:
        return None, error


def _unwrapped(answer: tuple[Answered | None, BaseException | None]) -> Answered:
    found, error = answer
    if error:
        raise error
    return found  # type: ignore[return-value]
