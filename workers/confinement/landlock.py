"""Landlock: from here on this process and its children read files under some paths alone, and write none.

From ABI 4 no TCP is reached, from ABI 6 no abstract socket and no process outside gets a signal. It needs no privilege,
can't be taken off again, and is inherited.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""The system calls' numbers, the same on all architectures."""
_ASK_VERSION, _BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""From which ABI on there are how many rights over files."""
_TCP_FROM, _TCP = 4, 0b11
_SCOPES_FROM, _SCOPES = 6, 0b11
_PR_SET_NO_NEW_PRIVS = 38


def version() -> int:
    """The ABI of the kernel's Landlock, 0 where there is none."""
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    return max(0, int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), _ASK_VERSION)))


def restrict(readable: Iterable[Path]) -> None:
    """Allow reading of what lies under these paths, as far as they exist, and nothing else. Raises OSError."""
    libc = ctypes.CDLL(None, use_errno=True)
    described = _rights(version())
    rules = _checked(libc.syscall(_CREATE, ctypes.c_char_p(described), ctypes.c_size_t(len(described)), 0))
    try:
        for path in readable:
            with suppress(FileNotFoundError):
                _allow(libc, rules, path)
        _checked(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
        _checked(libc.syscall(_RESTRICT, rules, 0))
    finally:
        os.close(rules)


def _rights(abi: int) -> bytes:
    """All that this ABI can refuse: struct landlock_ruleset_attr."""
    files = (1 << max(bits for since, bits in _FILE_RIGHTS.items() if since <= abi)) - 1
    if abi >= _SCOPES_FROM:
        return struct.pack("=QQQ", files, _TCP, _SCOPES)
    return struct.pack("=QQ", files, _TCP) if abi >= _TCP_FROM else struct.pack("=Q", files)


def _allow(libc: ctypes.CDLL, rules: int, path: Path) -> None:
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | (_READ_FOLDER if path.is_dir() else 0)
        beneath = struct.pack("=Qi", rights, descriptor)
        _checked(libc.syscall(_ADD, rules, _BENEATH, ctypes.c_char_p(beneath), 0))
    finally:
        os.close(descriptor)


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result
