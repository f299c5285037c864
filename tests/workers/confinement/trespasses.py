"""What a file that took over the process of its job would try, each told by whether it worked."""

import ctypes
import errno
import json
import mmap
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

POSSIBLE = "possible"
_LIBC = ctypes.CDLL(None, use_errno=True)
_X86 = os.uname().machine == "x86_64"
_NUMBERS = {
    # name: (x86_64, aarch64)
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "mount": (165, 40),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "memfd_create": (319, 279),
    "userfaultfd": (323, 282),
    "keyctl": (250, 219),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "shmget": (29, 194),
    "mq_open": (240, 180),
    "inotify_init1": (294, 26),
    "fanotify_init": (300, 262),
    "init_module": (175, 105),
    "kexec_load": (246, 104),
    "reboot": (169, 142),
    "setuid": (105, 146),
    "capset": (126, 91),
    "personality": (135, 92),
    "seccomp": (317, 277),
    "landlock_create_ruleset": (444, 444),
    "clone3": (435, 435),
    "sendmsg": (46, 211),
    "recvmsg": (47, 212),
    "openat2": (437, 437),
    "execveat": (322, 281),
    "truncate": (76, 45),
    "unlinkat": (263, 35),
    "renameat2": (316, 276),
    "linkat": (265, 37),
    "symlinkat": (266, 36),
    "mkdirat": (258, 34),
    "mknodat": (259, 33),
    "fchmodat": (268, 53),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "utimensat": (280, 88),
    "chdir": (80, 49),
    "sched_setaffinity": (203, 122),
    "setpriority": (141, 140),
    "setsid": (112, 157),
    "syslog": (103, 116),
    "swapon": (167, 224),
    "quotactl": (179, 60),
}


HARMFUL = ("signal all", "signal its group", "become a program", "remove", "outlive its parent", "append to the code")
"""Acts that must not be tried where they might work."""


def tried(other: Path, parent: int, *, harmless: bool = False) -> dict[str, str]:
    """Each act, with POSSIBLE or the name of the error that it met; `other` is what another client sent.

    With `harmless` those are left out that would do harm where they worked.
    """
    all_acts = acts(other, parent) if harmless else {**acts(other, parent), **_calls()}
    return {name: outcome(act) for name, act in all_acts.items() if not (harmless and name in HARMFUL)}


def outcome(act: Callable[[], Any]) -> str:
    """POSSIBLE with what came of it, or the name of the error."""
    try:
        done = act()
    except OSError as error:
        return errno.errorcode.get(error.errno or 0, type(error).__name__)
    except (RuntimeError, ValueError) as error:
        return type(error).__name__
    return f"{POSSIBLE}: {done!r}"[:200]


def acts(other: Path, parent: int) -> dict[str, Callable[[], Any]]:
    """What Python offers, by a few words for each."""
    here = Path(__file__)
    return {
        "list other audits": lambda: [*other.parent.iterdir()],
        "read another audit": other.read_bytes,
        "read passwd": lambda: Path("/etc/passwd").read_text(),
        "list the root": lambda: [*Path("/").iterdir()],
        "list temporary files": lambda: [*Path("/tmp").iterdir()],
        "read its parent's environment": lambda: Path(f"/proc/{parent}/environ").read_bytes(),
        "read its parent's memory": lambda: Path(f"/proc/{parent}/mem").open("rb"),
        "read its own environment": lambda: Path("/proc/self/environ").read_bytes(),
        "write its own memory": lambda: Path("/proc/self/mem").open("r+b"),
        "list processes": lambda: [*Path("/proc").iterdir()],
        "write a temporary file": lambda: Path("/tmp/trespass").write_text("x"),
        "write beside the code": lambda: here.with_name("trespass").write_text("x"),
        "append to the code": lambda: here.open("a"),
        "write shared memory": lambda: Path("/dev/shm/trespass").write_text("x"),
        "write to a device": lambda: Path("/dev/tty").open("w"),
        "remove": here.unlink,
        "make a folder": lambda: Path("/tmp/trespass").mkdir(),
        "a socket of TCP": socket.socket,
        "a socket of UDP": lambda: socket.socket(type=socket.SOCK_DGRAM),
        "a socket of Unix": lambda: socket.socket(socket.AF_UNIX),
        "a socket of the kernel": lambda: socket.socket(16, socket.SOCK_RAW),
        "a pair of sockets": socket.socketpair,
        "fork": _forked,
        "run a program": lambda: subprocess.run(["/bin/true"], check=False),
        "become a program": lambda: os.execv("/bin/true", ["true"]),
        "signal its parent": lambda: os.kill(parent, 0),
        "signal all": lambda: os.kill(-1, 0),
        "signal its group": lambda: os.killpg(0, 0),
        "start a thread": lambda: threading.Thread(target=int).start(),
        "outlive its parent": lambda: _called(_LIBC.prctl(1, 0, 0, 0, 0)),
        "let itself be read": lambda: _called(_LIBC.prctl(4, 1, 0, 0, 0)),
        "type into a terminal": lambda: _called(_LIBC.ioctl(0, 0x5412, ctypes.c_char_p(b"x"))),
        "open more files": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096)),
        "take more memory": lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40)),
        "another's limits": lambda: resource.prlimit(parent, resource.RLIMIT_CPU),
        "see an address or key": lambda: _none([name for name in os.environ if name.startswith("AUDIT_")]),
        "another open file": lambda: _none([number for number in range(3, 300) if _is_open(number)][1:]),
    }


def _calls() -> dict[str, Callable[[], Any]]:
    column = 0 if _X86 else 1
    calls = {f"call {name}": _call(numbers[column]) for name, numbers in _NUMBERS.items()}
    if _X86:
        calls |= {f"call {name}": _call(number) for name, number in {"fork": 57, "vfork": 58, "creat": 85}.items()}
    return calls


def _call(number: int) -> Callable[[], Any]:
    zeros = [ctypes.c_long(0)] * 6
    return lambda: _called(_LIBC.syscall(ctypes.c_long(number), *zeros))


def _called(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "call")
    return result


def _none(found: list[Any]) -> list[Any]:
    if not found:
        raise FileNotFoundError(errno.ENOENT, "nothing")
    return found


def _forked() -> int:
    if pid := os.fork():
        return pid
    os._exit(0)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def told(found: dict[str, str]) -> str:
    """As text that a result may carry."""
    return json.dumps(found)


def spin() -> None:
    """Use a processor until it is taken away."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    while True:
        sum(range(10_000))


def call_in_another_way() -> None:
    """A call by the x32 numbering, which a filter by numbers alone would let through."""
    _LIBC.syscall(ctypes.c_long(0x40000000 | 39))


def jump_to(code: bytes) -> None:
    """Run machine code."""
    memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(memory))
    ctypes.CFUNCTYPE(ctypes.c_long)(address)()


if __name__ == "__main__":
    sys.exit("it is of use within a job")
