"""Child processes that are started again when they end, slower each time, and stopped together."""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

from service.signals import die_with_parent

_STEADY = 5.0
"""Seconds after which the end of a child is no reason to wait before it is started again."""
_STARTED = 30.0
"""Seconds after which a child surely was started well."""
_SLOWEST = 5.0
_MENDED = 2
"""Ends of a child by itself in a row after which it is mended, if that can be done."""
_TRIES = 6
"""Times that a child may end by itself, with an error, before it was surely started, in a row."""

log = logging.getLogger(__name__)


class CannotStart(Exception):
    """A child ends by itself again and again; the message says which and with what code."""


class Child:
    """One process under supervision, in a process group of its own.

    `end_by` is what it gets when the supervisor itself is killed; the file descriptor `held` stays open in it. `mend`
    takes away what may keep it from starting.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        held: int,
        end_by: signal.Signals = signal.SIGKILL,
        mend: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = name
        self._command, self._environment, self._held, self._end_by = command, environment, held, end_by
        self._mend = mend
        self._process: subprocess.Popen[bytes] | None = None
        self._started = self._next = 0.0
        self._quick_ends = self._failures = 0

    @property
    def pid(self) -> int | None:
        """The process's id while it runs."""
        return self._process.pid if self._process else None

    def keep_running(self) -> None:
        """Start it if it doesn't run and its time has come. Raises CannotStart."""
        now = time.monotonic()
        if self._process and self._process.poll() is not None:
            self._note_end(self._process.returncode, now)
        if not self._process and now >= self._next:
            self._start(now)

    def send(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self._process:
            self._process.send_signal(number)

    def kill(self) -> None:
        """End it and all of its group at once."""
        if self._process and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def ends_by(self, deadline: float) -> bool:
        """Wait for its end until a moment of the monotonic clock; whether it came."""
        if not self._process:
            return True
        try:
            self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            return False
        return True

    def _start(self, now: float) -> None:
        parent = os.getpid()
        try:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                pass_fds=(self._held,),
                process_group=0,
                preexec_fn=lambda: die_with_parent(parent, self._end_by),  # noqa: PLW1509, no threads here
            )
        except OSError as error:
            raise CannotStart(f"{self.name} can't be started: {error.strerror}") from error
        self._started = now

    def _note_end(self, code: int, now: float) -> None:
        self._process = None
        lived = now - self._started
        quick = lived < _STEADY
        self._quick_ends = self._quick_ends + 1 if quick else 0
        self._failures = self._failures + 1 if lived < _STARTED and code > 0 else 0
        if self._failures == _MENDED:
            self._mend()
        if self._failures >= _TRIES:
            raise CannotStart(f"{self.name} ends with code {code} each time it is started; its own messages say why")
        pause = min(_SLOWEST, 0.05 * 2**self._quick_ends) if self._quick_ends > 1 else 0.0
        self._next = now + pause
        log.warning("%s ended (%d) after %.1f s and is started again", self.name, code, lived)
