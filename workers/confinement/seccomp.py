"""A filter of system calls, by the kernel's seccomp: an allow-list, written as a program of classic BPF.

What is not allowed fails with EPERM, or with ENOSYS where a library knows an older way. A call of another architecture
ends the process. The filter can't be taken off again, and is inherited.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterator, Sequence

from workers.confinement.syscalls import ALLOWED, CONDITIONAL, NEWEST, REFUSED_TO_SERVER

_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""By the machine's name: the column of the tables of calls, and what the kernel calls it (AUDIT_ARCH_*)."""
_X32 = 0x40000000
"""Calls of the x32 ABI have this bit in their number."""

_LOAD, _EQUAL, _AT_LEAST, _AND, _RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
"""Offsets in struct seccomp_data. An argument's lower half comes first: both architectures are little-endian."""
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_REFUSE, _UNKNOWN = 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS

_CLONE_THREAD = 0x00010000
_TCGETS = 0x5401
"""Asked of each file that is opened: whether it is a terminal."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PR_SET_NAME, _PR_SET_VMA = 15, 0x53564D41
"""What libraries name threads and memory with."""
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2

Instruction = tuple[int, int, int, int]
"""Code, instructions to skip where it is true, and where it is false, and a constant."""


def is_supported() -> bool:
    """Whether this kernel takes filters, and the numbers of its calls are known here."""
    if sys.platform != "linux" or platform.machine() not in _ARCHITECTURES:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_SECCOMP, _FILTER, None, 0, 0)
    return ctypes.get_errno() == errno.EFAULT


def restrict(*, threads: bool) -> None:
    """Filter all further calls of this process; with `threads` it may start threads, never processes. Raises OSError."""
    _install(_program(os.getpid(), threads=threads))


def restrict_server() -> None:
    """Filter the calls of a process that forks others and opens nothing: no sockets, no programs. Raises OSError."""
    column, _ = _ARCHITECTURES[platform.machine()]
    refused = [step for pair in REFUSED_TO_SERVER.values() for step in _ended_by(pair[column], _REFUSE)]
    _install([*_beginning(), *refused, (_RETURN, 0, 0, _ALLOW)])


def _install(steps: Sequence[Instruction]) -> None:
    program = b"".join(struct.pack("=HBBI", *each) for each in steps)
    code = ctypes.create_string_buffer(program, len(program))
    described = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.c_char_p(described), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def _beginning() -> Sequence[Instruction]:
    """End the process where a call is of another architecture; have the call's number at hand."""
    column, architecture = _ARCHITECTURES[platform.machine()]
    return [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        *([(_AT_LEAST, 0, 1, _X32), (_RETURN, 0, 0, _KILL)] if column == 0 else []),
    ]


def _program(pid: int, *, threads: bool) -> Sequence[Instruction]:
    column, _ = _ARCHITECTURES[platform.machine()]
    return [
        *_beginning(),
        *(step for numbers in ALLOWED.values() for step in _ended_by(numbers[column], _ALLOW)),
        *_conditions(column, pid, threads=threads),
        (_AT_LEAST, 0, 1, NEWEST),
        (_RETURN, 0, 0, _UNKNOWN),
        (_RETURN, 0, 0, _REFUSE),
    ]


def _ended_by(value: int | None, by: int) -> list[Instruction]:
    """End the filter so where what is at hand has this value."""
    return [] if value is None else [(_EQUAL, 0, 1, value), (_RETURN, 0, 0, by)]


def _conditions(column: int, pid: int, *, threads: bool) -> Iterator[Instruction]:
    """The calls that depend on an argument: signals and limits of the process itself, threads, names, terminals."""
    numbers = {name: pair[column] or 0 for name, pair in CONDITIONAL.items()}
    yield from _where(numbers["kill"], 0, [pid])
    yield from _where(numbers["tgkill"], 0, [pid])
    yield from _where(numbers["prlimit64"], 0, [0, pid])
    yield from _where(numbers["prctl"], 0, [_PR_SET_NAME, _PR_SET_VMA])
    yield from _where(numbers["ioctl"], 1, [_TCGETS])
    yield from _where(CONDITIONAL["open"][column], 1, [0], mask=_WRITING)
    yield from _where(numbers["openat"], 2, [0], mask=_WRITING)
    if threads:
        yield from _where(numbers["clone"], 0, [_CLONE_THREAD], mask=_CLONE_THREAD)
    yield from _ended_by(numbers["clone3"], _UNKNOWN)


def _where(number: int | None, argument: int, values: Sequence[int], mask: int = 0xFFFFFFFF) -> list[Instruction]:
    """Allow a call where the lower half of an argument, masked, is one of the values; else refuse it."""
    if number is None:
        return []
    tried = [step for value in values for step in _ended_by(value, _ALLOW)]
    body = [
        (_LOAD, 0, 0, _ARGUMENTS + 8 * argument),
        *([(_AND, 0, 0, mask)] if mask != 0xFFFFFFFF else []),
        *tried,
        (_RETURN, 0, 0, _REFUSE),
    ]
    return [(_EQUAL, 0, len(body), number), *body]
