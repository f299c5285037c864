"""What an attack is: a promise of the service, and a program that tries to break it against a live one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.system.end_to_end.serving import Service


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attack ended: whether the service held, and what was measured, in a few words with their units."""

    held: bool
    measured: str


@dataclass(frozen=True, slots=True)
class Attack:
    """`run` is given an empty folder, starts the service that it attacks there, and ends it again."""

    name: str
    promise: str
    run: Callable[[Path], Outcome]


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[Service]:
    """A service of its own with these settings, ready, and ended afterwards with all its processes."""
    service = Service(folder / "var", **settings)
    try:
        yield service.start()
    finally:
        service.kill()
