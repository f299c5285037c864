"""Addresses within the service, as whoever is told them reaches them."""

from contextvars import ContextVar

base_path: ContextVar[str] = ContextVar("base_path", default="")
"""The path that the service has where it is told of, without a slash at its end: empty where it has a host of its own."""


def address(path: str) -> str:
    """The address of a path of the service's, which begins with a slash."""
    return base_path.get() + path
