"""The processes of jobs, as their worker sees them: a server that forks them, one at a time."""

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from service.config import Settings
from workers.confinement import JobLimits, Sandbox
from workers.jobs.tenancy import Process, Tenant

KILL = b"kill\n"
"""Ends the running job, said to the server."""
_PATIENCE = 120.0
"""Seconds that the server may take to load its code."""
_SOON = 10.0
"""Seconds for its other answers."""
_PASSED_ON = ("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH")
_PASSED_ON_PREFIXES = ("LC_", "PYTHON", "MALLOC_")
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""A process with threads can't be forked safely."""

Start = Callable[[int, Settings, bool], int]
"""Starts the server on a descriptor, with what scans need or without; its process id."""


class NoJobs(Exception):
    """No process for jobs can be had; the message says why."""


def environment(given: Mapping[str, str]) -> dict[str, str]:
    """What of an environment the server gets: nothing that could hold an address, a password or a key."""
    kept = {name: text for name, text in given.items() if name in _PASSED_ON or name.startswith(_PASSED_ON_PREFIXES)}
    return kept | _ONE_THREAD


def execute(descriptor: int, settings: Settings, scans: bool) -> int:
    """Start the server as a program of its own."""
    words = [descriptor, os.getpid(), int(settings.sandbox != "off"), int(scans)]
    process = subprocess.Popen(
        [sys.executable, "-m", "workers.jobs.forkserver", *map(str, words)],
        env=environment(os.environ),
        stdin=subprocess.DEVNULL,
        pass_fds=(descriptor,),
    )
    return process.pid


class ForkServer:
    """The server, started when it is needed first, and again where it ended."""

    def __init__(self, settings: Settings, *, scans: bool = False, start: Start = execute) -> None:
        self.scans = scans
        self._settings, self._start = settings, start
        self._control: socket.socket | None = None
        self._server = 0
        self._received = b""
        self._is_running = self._is_ready = False
        self._kept: Process | None = None
        self.sandbox = Sandbox()

    def crew(self) -> "list[ForkServer]":
        """Servers of the same kind, one for each process that recognises pages of a scan; none where one process does."""
        count = self._settings.page_processes if self.scans else 1
        return [ForkServer(self._settings, scans=True, start=self._start) for _ in range(count)] if count > 1 else []

    def launch(self) -> None:
        """Start it where it doesn't run."""
        if self._control is None:
            self._control, theirs = socket.socketpair()
            with theirs:
                self._server = self._start(theirs.fileno(), self._settings, self.scans)
            self._is_ready = False

    def start(self) -> None:
        """Start it where it doesn't run, and wait until it can fork. Raises NoJobs."""
        self.launch()
        if self._is_ready:
            return
        reply = self._reply(_PATIENCE)
        if "ready" not in reply:
            self.stop()
            raise NoJobs(reply.get("error", "the process that forks jobs ended"))
        self.sandbox, self._is_ready = Sandbox(**reply["ready"]), True

    def process(self, limits: JobLimits, tenant: Tenant | None) -> Process:
        """A process for a job: the one that was kept for this tenant's next, else a new one. Raises NoJobs."""
        if (kept := self._kept) and tenant and kept.client == tenant.client and _is_silent(kept.descriptor):
            self._kept = None
            return kept
        return Process(self._fork(limits))

    def keep(self, process: Process) -> None:
        """Keep a process, whose last job ended as it should, for the next one."""
        self._kept = process

    def end_idle(self) -> None:
        """End a process that was kept and isn't needed."""
        if self._kept and self._kept.is_idle:
            self._let_go()

    def _let_go(self) -> None:
        """Close the channel of a process that was kept, which ends it."""
        if self._kept:
            os.close(self._kept.descriptor)
            self._kept = None

    def _fork(self, limits: JobLimits) -> int:
        """A new process for jobs: our end of its channel. The one before is ended. Raises NoJobs."""
        self._let_go()
        self.end()
        self.start()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            try:
                socket.send_fds(self._running(), [json.dumps(asdict(limits)).encode() + b"\n"], [theirs.fileno()])
            except OSError:
                self.stop()
                raise NoJobs("the process that forks jobs ended") from None
            self._is_running = True
            if "pid" not in self._reply(_SOON):
                self.stop()
                raise NoJobs("no process was forked")
            ours.setblocking(False)
            return ours.detach()

    def end(self) -> int | None:
        """End the job's process where it runs still; its exit code, negative for a signal, None where there is none."""
        if not self._is_running:
            return None
        with suppress(OSError):
            self._running().sendall(KILL)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end of the job's process, which is near; its exit code. One whose server ended was killed."""
        reply = self._reply(_SOON)
        self._is_running = False
        if "ended" not in reply:
            self.stop()
            return -9
        return int(reply["ended"])

    def stop(self) -> None:
        """End the server, and with it the job's process."""
        self._let_go()
        if self._control:
            self._control.close()
            with suppress(ProcessLookupError):
                os.kill(self._server, 9)
            with suppress(ChildProcessError):
                os.waitpid(self._server, 0)
        self._control, self._received, self._is_running = None, b"", False

    def _running(self) -> socket.socket:
        if self._control is None:
            raise NoJobs("the process that forks jobs doesn't run")
        return self._control

    def _reply(self, seconds: float) -> dict[str, Any]:
        """The next line of the server; empty where it ended, or is silent for so long."""
        control = self._running()
        while b"\n" not in self._received:
            if not select.select([control], [], [], seconds)[0]:
                return {}
            with suppress(ConnectionError):
                if piece := control.recv(4096):
                    self._received += piece
                    continue
            return {}
        line, _, self._received = self._received.partition(b"\n")
        reply: dict[str, Any] = json.loads(line)
        return reply


def _is_silent(descriptor: int) -> bool:
    """Whether a process waits at the other end: one that says something unasked, or has ended, is of no use."""
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return not waiting.poll(0)
