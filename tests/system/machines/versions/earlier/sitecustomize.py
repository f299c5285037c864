"""What Python runs first on a machine of an earlier version: records and facts lack what came later."""

import json
import sys
from dataclasses import MISSING, fields
from typing import Any

from service.queue.redis import catalogue
from service.storage import records

_encode, _written = records.encode, catalogue._written


def _without_defaults(record: Any) -> bytes:
    kept = json.loads(_encode(record))
    for field in fields(record):
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if getattr(record, field.name) == default:
            del kept[field.name]
    return json.dumps(kept).encode()


def _without_the_last(facts: dict[str, Any]) -> str:
    return _written(dict([*facts.items()][: max(1, len(facts) - 1)]))


if not any("forkserver" in word for word in sys.orig_argv):  # a job answers a worker of its own version
    records.encode, catalogue._written = _without_defaults, _without_the_last
