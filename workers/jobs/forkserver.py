"""python -m workers.jobs.forkserver: forks the process of each job, from code that is loaded already.

It is started by a worker with an environment of its own, without addresses, passwords or keys, so that nothing of them
is in the memory of a job. Over the control socket, a line of JSON each: it says what it is confined to; it is sent the
limits of a job, with the job's end of a channel; it says the job's process id, and how it ended. `kill` ends the job.
"""

import gc
import json
import logging
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module

from service.signals import die_with_parent
from workers import confinement
from workers.confinement import JobLimits, Sandbox
from workers.jobs.channel import Channel
from workers.jobs.processes import KILL

_PROCEDURES = "workers.jobs.procedures"
_LONGEST = 4096
"""Bytes of a line."""
_YOUNG = 50_000
"""Objects that a job makes before the collector looks for cycles among them: about 5 MB, more than a text's audit makes."""


def main() -> int:
    """Serve the worker at the other end of a descriptor until it ends."""
    descriptor, parent, sandboxed, scans = map(int, sys.argv[1:])
    with socket.socket(fileno=descriptor) as control:
        try:
            sandbox = confine(parent, wanted=bool(sandboxed))
            load(scans=bool(scans))
        except ImportError as error:
            control.sendall(_line({"error": f"a reader can't be loaded: {error}"}))
            return 1
        except OSError as error:
            reason = f"jobs run as user {os.geteuid()}, who can't be confined or not read the code: {error}"
            control.sendall(
                _line({"error": f"{reason}. Install it where others can read it, or start as another user"})
            )
            return 1
        serve(control, sandbox)
    return 0


def confine(parent: int, *, wanted: bool) -> Sandbox:
    """Confine this process, and bind its life to its parent's. Raises OSError."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    sandbox = confinement.confine_server(wanted)
    die_with_parent(parent)
    return sandbox


def load(*, scans: bool) -> None:
    """Load what jobs need, only now, within the confinement: what can't be read shows. Raises ImportError, OSError.

    Nothing of it is garbage that is worth the collector's while.
    """
    gc.disable()
    import_module(_PROCEDURES)
    import_module("workers.jobs.preload").preload()
    if scans:
        import_module("workers.readers.scan").preload()
    collect_rarely()


def collect_rarely() -> None:
    """Have the collector leave alone what is loaded, and wait for what a job makes."""
    gc.freeze()
    gc.set_threshold(_YOUNG)
    gc.enable()


def serve(control: socket.socket, sandbox: Sandbox) -> None:
    """Fork a job whenever one is asked for, until the worker ends."""
    control.sendall(_line({"ready": asdict(sandbox)}))
    with _children() as children, suppress(OSError):
        while True:
            line, descriptors, *_ = socket.recv_fds(control, _LONGEST, 1)
            if not line:
                return
            if descriptors:
                pid = _fork(JobLimits(**json.loads(line.splitlines()[-1])), sandbox, descriptors[0])
                os.close(descriptors[0])
                control.sendall(_line({"pid": pid}))
                control.sendall(_line({"ended": _waited(pid, control, children)}))


def _fork(limits: JobLimits, sandbox: Sandbox, channel: int) -> int:
    """The id of a new process that answers over a channel, confined."""
    parent = os.getpid()
    if pid := os.fork():
        return pid
    code = os.EX_SOFTWARE
    try:
        signal.set_wakeup_fd(-1)
        confinement.confine_job(sandbox, limits, parent, channel)
        import_module(_PROCEDURES).serve(channel)
        code = os.EX_OK
    except BaseException:
        Channel(channel).send({"log": [logging.ERROR, __name__, traceback.format_exc()]})
    finally:
        os._exit(code)


def _waited(pid: int, control: socket.socket, children: int) -> int:
    """The exit code of the job, negative for the signal that ended it; a job is ended where the worker says so or ends."""
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        ready, _, _ = select.select([control.fileno(), children], [], [])
        if children in ready:
            os.read(children, _LONGEST)
        if control.fileno() in ready and control.recv(_LONGEST) in (KILL, b""):
            os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            return os.waitstatus_to_exitcode(status)


@contextmanager
def _children() -> Iterator[int]:
    """A descriptor that can be read when a child has ended."""
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    before = signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
    try:
        yield reads
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, before)
        os.close(reads)
        os.close(writes)


def _line(message: object) -> bytes:
    return json.dumps(message).encode() + b"\n"


if __name__ == "__main__":
    sys.exit(main())
