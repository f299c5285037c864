"""What an attack is: a promise of the service, and a program that tries to break it against a live one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


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
