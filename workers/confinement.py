"""What the process of one job may take of the machine, and whom it may outlive."""

import logging
import os
import resource
import sys

from service import lifeline
from service.config import Settings

_RESERVE = 64 * 1024 * 1024
"""Bytes of memory that are left for telling that there was too little."""
_OPEN_FILES = 256
_NICENESS = 5

log = logging.getLogger(__name__)


def confine(settings: Settings, parent: int) -> None:
    """Bind this process, just forked by `parent`, to its limits, and its life to its parent's.

    Memory beyond the limit is a MemoryError; processor time beyond it ends the process.
    """
    lifeline.die_with(parent)
    os.nice(_NICENESS)
    _limit(resource.RLIMIT_AS, settings.job_bytes, settings.job_bytes + _RESERVE)
    _limit(resource.RLIMIT_CPU, settings.job_cpu_seconds, settings.job_cpu_seconds + 5)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES)
    _limit(resource.RLIMIT_CORE, 0, 0)


def use_reserve() -> None:
    """Let go of the memory limit's soft end, so that a result can still be written."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def warn_where_weak() -> None:
    """Say once where this system can't bind a job's life to its worker's."""
    if not lifeline.WORKS_HERE:
        log.warning("on %s a job may go on after its worker was killed", sys.platform)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Lower a limit; one that is lower already stays."""
    _, now = resource.getrlimit(kind)
    if now != resource.RLIM_INFINITY:
        soft, hard = min(soft, now), min(hard, now)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (ValueError, OSError) as error:
        log.warning("a limit can't be set here: %s", error)
