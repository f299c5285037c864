"""Where an audit without a result is, asked of Redis in one go: what clients poll must cost no more."""

import time
from dataclasses import dataclass
from typing import Any

from redis import Redis
from redis.client import Pipeline

from service.domain.audit import Progress
from service.storage.redis_index import LEASE, PACE, USUAL_PACE, WORKERS, reached, stage_of
from service.storage.turns import ROUND, WAITING

_COURSE = f"""
local kept = redis.call("HMGET", KEYS[1], "stage", "done", "total", "started_at", "attempt")
if kept[1] then return {{kept[1], kept[2], kept[3], kept[4]}} end
local ready = redis.call("LRANGE", KEYS[2], 0, -1)
local place = false
for index, job in ipairs(ready) do
  if string.sub(job, 1, #ARGV[2]) == ARGV[2] then place = index break end
end
if not place and not kept[5] then
  local own = redis.call("LPOS", "{WAITING}" .. ARGV[1], ARGV[2])
  if own then
    local before, later = own, 0
    for _, client in ipairs(redis.call("LRANGE", "{ROUND}", 0, -1)) do
      if client == ARGV[1] then later = 1
      else before = before + math.min(redis.call("LLEN", "{WAITING}" .. client), own + 1 - later) end
    end
    place = before + #ready + 1
  end
end
return {{"", place, redis.call("GET", "{PACE}"), redis.call("ZCOUNT", "{WORKERS}", ARGV[3], "+inf")}}
"""


@dataclass(frozen=True, slots=True)
class Course:
    """The progress of an audit that runs; else its place in the queue (1 is next), where it is known.

    `turn` is in how many seconds it comes to its turn, if audits take as long as the last ones did.
    """

    progress: Progress | None = None
    position: int | None = None
    turn: float = 0.0


class Courses:
    """The courses of all audits, as the queue of that name has them."""

    def __init__(self, redis: Redis, queue: str) -> None:
        self._ask, self._queue = redis.register_script(_COURSE), queue

    def of(self, client: str, audit_id: str) -> Course:
        """The course of a client's audit. Raises QueueUnavailable."""
        with reached():
            return _told(self._ask(*self._asked(client, audit_id)))

    def of_by(self, pipeline: Pipeline, client: str, audit_id: str) -> None:
        """Ask for it as the last part of what a pipeline does; `from_pipeline` has the answer."""
        keys, args = self._asked(client, audit_id)
        pipeline.eval(_COURSE, len(keys), *keys, *args)

    @staticmethod
    def from_pipeline(answers: list[Any]) -> Course:
        """The course that a pipeline asked for."""
        return _told(answers[-1])

    def _asked(self, client: str, audit_id: str) -> tuple[list[str], list[str | float]]:
        return [f"audit:{audit_id}", self._queue], [client, audit_id, time.time() - LEASE]


def _told(told: Any) -> Course:
    if told[0]:
        stage, done, total, started = (value.decode() if value else "" for value in told)
        return Course(Progress(stage_of(stage), int(done or 0), int(total or 0), started or None))
    position, pace, workers = told[1], float(told[2] or USUAL_PACE), max(1, told[3])
    return Course(position=position, turn=(position or 0) * pace / workers)
