"""Limits of the kernel on the process of a job: memory, processor time, open files, processes, and bytes written."""

import logging
import os
import resource
from dataclasses import dataclass

_RESERVE = 64 * 1024 * 1024
"""Bytes of memory that are left for answering that there was too little."""
_OPEN_FILES = 256
_NICENESS = 5

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class JobLimits:
    """What a job may take: bytes of memory, seconds of a processor, seconds in all, and whether it starts threads."""

    memory_bytes: int
    cpu_seconds: int
    seconds: int
    threads: bool = False


def limit_process(limits: JobLimits) -> None:
    """Set what holds for the whole life of the process. Memory beyond the limit is a MemoryError."""
    os.nice(_NICENESS)
    _limit(resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes + _RESERVE)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_FSIZE, 0, 0)
    if not limits.threads:
        _limit(resource.RLIMIT_NPROC, 0, 0)


def limit_job(cpu_seconds: int) -> None:
    """Give the next job of this process its processor time; beyond it the process ends by SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + cpu_seconds, hard)


def use_reserve() -> None:
    """Let go of the memory limit's soft end, so that an answer can still be written."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _limit(kind: int, soft: int, hard: int) -> None:
    """Lower a limit; one that is lower already stays."""
    _, now = resource.getrlimit(kind)
    if now != resource.RLIM_INFINITY:
        soft = min(soft, now)
        hard = now if hard == resource.RLIM_INFINITY else min(hard, now)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError) as error:
        log.warning("a limit can't be set here: %s", error)
