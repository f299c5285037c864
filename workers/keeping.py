"""Results are kept while the next job is done: where the storage is distant, a worker would do nothing meanwhile."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context

log = logging.getLogger(__name__)


class Keeper:
    """A thread that does what follows a job's answer; of one job at a time, so that no more than one result waits."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, "keeper")
        self._last: Future[None] | None = None

    def is_free(self, within: float | None = None) -> bool:
        """Whether it has come to the end of what it was given last; waits so many seconds for that, or as long as it takes."""
        return self._last is None or bool(wait([self._last], within).done)

    def begin(self, call: Callable[[], None]) -> None:
        """Have something done. What it raises is logged: of an audit without a result the reconciler takes care."""
        self._last = self._pool.submit(copy_context().run, _logged, call)


def _logged(call: Callable[[], None]) -> None:
    try:
        call()
    except Exception:
        log.exception("what follows its answer failed, by our own fault")
