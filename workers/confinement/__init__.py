"""What the process of a job can reach and take: enforced by the kernel, before it is given a stranger's file.

A job is forked by a server of processes, and both are confined: the server, at its start, to reading code as an
unprivileged user; each job besides to a few system calls, to memory and to time.
"""

import os
from dataclasses import dataclass

from service.signals import die_with_parent
from workers.confinement import landlock, privileges, seccomp
from workers.confinement.limits import JobLimits, limit_job, limit_process, use_reserve
from workers.confinement.readable import code, readable

__all__ = ["JobLimits", "Sandbox", "confine_job", "confine_server", "limit_job", "readable", "use_reserve"]

_MOST_DESCRIPTORS = 4096
"""The server has a handful, the job two more."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What of the sandbox is in force: the ABI of Landlock, 0 for none; filters of system calls; the user's id."""

    landlock: int = 0
    seccomp: bool = False
    user: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing that this project knows to use."""
        return bool(self.landlock and self.seccomp and self.user)

    def __str__(self) -> str:
        """In a few words, as `/readyz` shows it."""
        parts = [f"landlock {self.landlock}"] if self.landlock else []
        parts += ["seccomp"] if self.seccomp else []
        parts += [] if self.user else ["as root"]
        return ", ".join(parts) if self.landlock or self.seccomp else ", ".join(["limits only", *parts])


def confine_server(wanted: bool = True) -> Sandbox:
    """Confine this process to reading code, as nobody where it is root's; what is in force for it and its children.

    Raises PermissionError where nobody may not read the code: root may have put it where others can't.
    """
    if not wanted:
        return Sandbox(user=os.geteuid())
    abi, filtered, needed = landlock.version(), seccomp.is_supported(), code()
    privileges.drop(keep_reading=bool(abi))
    if abi:
        landlock.restrict(readable())
    if filtered:
        seccomp.restrict_server()
    for folder in needed:
        next(folder.iterdir())
    return Sandbox(abi, filtered, os.geteuid())


def confine_job(sandbox: Sandbox, limits: JobLimits, parent: int, channel: int) -> None:
    """Confine this process, just forked by `parent`, to its channel and its limits, and its life to its parent's."""
    privileges.hide()
    die_with_parent(parent)
    _close_all_but(channel)
    limit_process(limits)
    if sandbox.seccomp:
        seccomp.restrict(threads=limits.threads)


def _close_all_but(channel: int) -> None:
    """Close each open file but the standard ones, which lead to where standard input does, and the channel."""
    for standard in (1, 2):
        os.dup2(0, standard)
    os.closerange(3, channel)
    os.closerange(channel + 1, _MOST_DESCRIPTORS)
