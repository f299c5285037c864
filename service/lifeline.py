"""Binding a process's life to its parent's, so that nobody's children are left behind."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1

WORKS_HERE = sys.platform == "linux"
"""Elsewhere a child may outlive a parent that was killed."""

_libc = ctypes.CDLL(None, use_errno=True) if WORKS_HERE else None


def die_with(parent: int, by: signal.Signals = signal.SIGKILL) -> None:
    """Ask the kernel to end this process when `parent` dies. What counts as the parent is the thread that forked."""
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, by, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
