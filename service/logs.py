"""The log: a line of JSON for each event, with the request and the audit that it is about."""

import json
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TextIO

from service.config import Settings

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
audit_id: ContextVar[str | None] = ContextVar("audit_id", default=None)
caller: ContextVar[Mapping[str, str]] = ContextVar("caller", default=MappingProxyType({}))
"""Who made the current request: `address`, and with a key `key` (its id) and `client`."""


@contextmanager
def about(audit: str, request: str) -> Iterator[None]:
    """Log what happens inside as being about an audit and the request that brought it."""
    tokens = audit_id.set(audit), request_id.set(request)
    try:
        yield
    finally:
        audit_id.reset(tokens[0])
        request_id.reset(tokens[1])


def log_to(stream: TextIO, settings: Settings) -> None:
    """Log there, as the settings have it."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JSONLines() if settings.log_format == "json" else Lines())
    handler.addFilter(_complete)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)


def start(settings: Settings) -> None:
    """Log to where errors go."""
    log_to(sys.stderr, settings)


class JSONLines(logging.Formatter):
    """Each record as a line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        entry = {
            "time": moment.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
            **{name: value for name in ("request_id", "audit_id") if (value := getattr(record, name)) is not None},
            **getattr(record, "caller", {}),
            **({"exception": self.formatException(record.exc_info)} if record.exc_info else {}),
        }
        return json.dumps(entry, ensure_ascii=False)


class Lines(logging.Formatter):
    """Each record as a line for a person."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s [%(about)s]: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line, and what was raised on lines of its own."""
        ids = [str(value) for name in ("request_id", "audit_id") if (value := getattr(record, name)) is not None]
        by = getattr(record, "caller", {})
        record.about = " ".join([*ids, *(f"{name}={by[name]}" for name in ("client", "key") if name in by)]) or "-"
        return super().format(record)


def _complete(record: logging.LogRecord) -> bool:
    """Add what the record is about; it may say so itself."""
    for name, known in (("request_id", request_id), ("audit_id", audit_id)):
        if not hasattr(record, name):
            setattr(record, name, known.get())
    record.caller = caller.get()
    return True
