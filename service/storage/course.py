"""Where an audit without a result is, asked of Redis in one go: what clients poll must cost no more."""

import time
from dataclasses import dataclass
from typing import Any

from redis import Redis
from redis.client import Pipeline

from service.domain.audit import Progress
from service.storage.inquiries import Inquiry
from service.storage.redis_index import LEASE, PACE, USUAL_PACE, WORKERS, stage_of
from service.storage.turns import ROUND, WAITING

_COURSE = f"""
local queue, client, audit, heard_of = "%s", ARGV[1], ARGV[2], ARGV[3]
local kept = redis.call("HMGET", "audit:" .. audit, "stage", "done", "total", "started_at", "attempt")
if kept[1] then return table.concat({{kept[1], kept[2] or "", kept[3] or "", kept[4] or ""}}, " ") end
local ready = redis.call("LRANGE", queue, 0, -1)
local place = ""
for index, job in ipairs(ready) do
  if string.sub(job, 1, #audit) == audit then place = index break end
end
if place == "" and not kept[5] then
  local own = redis.call("LPOS", "{WAITING}" .. client, audit)
  if own then
    local before, later = own, 0
    for _, other in ipairs(redis.call("LRANGE", "{ROUND}", 0, -1)) do
      if other == client then later = 1
      else before = before + math.min(redis.call("LLEN", "{WAITING}" .. other), own + 1 - later) end
    end
    place = before + #ready + 1
  end
end
local workers = redis.call("ZCOUNT", "{WORKERS}", heard_of, "+inf")
return table.concat({{"", place, redis.call("GET", "{PACE}") or "", workers}}, " ")
"""
"""Answers in one string, in four words: that is read the fastest. A queued audit has no first word."""


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
        self._script = _COURSE % queue
        self._ask = Inquiry(redis, self._script)

    def of(self, client: str, audit_id: str) -> Course:
        """The course of a client's audit. Raises QueueUnavailable."""
        return _told(self._ask(client, audit_id, time.time() - LEASE))

    def of_by(self, pipeline: Pipeline, client: str, audit_id: str) -> None:
        """Ask for it as the last part of what a pipeline does; `from_pipeline` has the answer."""
        pipeline.eval(self._script, 0, client, audit_id, time.time() - LEASE)

    @staticmethod
    def from_pipeline(answers: list[Any]) -> Course:
        """The course that a pipeline asked for."""
        return _told(answers[-1])


def _told(told: bytes) -> Course:
    stage, first, second, third = told.decode().split(" ")
    if stage:
        return Course(Progress(stage_of(stage), int(first or 0), int(second or 0), third or None))
    position = int(first) if first else None
    return Course(position=position, turn=(position or 0) * float(second or USUAL_PACE) / max(1, int(third)))
