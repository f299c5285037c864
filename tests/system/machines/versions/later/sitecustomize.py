"""What Python runs first on a machine of a later version: records and facts have what nobody else knows."""

import json
import sys
from typing import Any

from service.queue.redis import catalogue
from service.storage import records

_encode, _written = records.encode, catalogue._written


def _with_more(record: object) -> bytes:
    return json.dumps({**json.loads(_encode(record)), "of_a_later_version": {"a": [1]}}).encode()


def _with_one_more(facts: dict[str, Any]) -> str:
    return _written({**facts, "of_a_later_version": "x"})


if not any("forkserver" in word for word in sys.orig_argv):  # a job answers a worker of its own version
    records.encode, catalogue._written = _with_more, _with_one_more
