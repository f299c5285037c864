"""What Python runs first on a machine whose clock is set: sleeps go by seconds alone.

Python sleeps until a moment of a clock that only counts seconds, and libfaketime takes that for one of the clock that it set.
"""

import select
import time


def _sleep(seconds: float) -> None:
    select.select((), (), (), seconds)


time.sleep = _sleep
