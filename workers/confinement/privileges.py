"""Dropping the privileges of root, for good."""

import ctypes
import os
import struct
import sys
from contextlib import suppress

NOBODY = 65534
"""The user and group that root's jobs run as; no file belongs to it."""

_PR_SET_KEEPCAPS, _PR_SET_DUMPABLE = 8, 4
_DAC_READ_SEARCH = 2
"""The capability to read what other users may not."""
_VERSION = 0x20080522


def drop(*, keep_reading: bool) -> None:
    """Let this process be nobody's if it is root's, without any capability. Other users stay what they are.

    With `keep_reading` it can still read files that others may not, as code that root installed for itself may be: only
    for where Landlock says which files. Where the user can't be changed, as in some containers, the capabilities go.
    """
    if os.geteuid() == 0:
        _keep_capabilities()
        with suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
        _limit_capabilities(1 << _DAC_READ_SEARCH if keep_reading else 0)


def hide() -> None:
    """Let nobody look into this process's memory, not even another one of the same user."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _keep_capabilities() -> None:
    """Have a change of user not take the capabilities, for the next step says which of them stay."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)


def _limit_capabilities(wanted: int) -> None:
    """Have these capabilities at most, of those that there are."""
    if sys.platform == "linux" and not _set_capabilities(wanted):
        _set_capabilities(0)


def _set_capabilities(wanted: int) -> bool:
    """Whether the kernel took these as all that there are, effective and permitted."""
    head, sets = struct.pack("=Ii", _VERSION, 0), struct.pack("=6I", wanted, wanted, 0, 0, 0, 0)
    return int(ctypes.CDLL(None).capset(ctypes.c_char_p(head), ctypes.c_char_p(sets))) == 0
