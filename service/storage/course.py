"""Where an audit without a result is, asked of Redis in one go: what clients poll must cost no more."""

import time
from dataclasses import dataclass

from redis import Redis

from service.domain.audit import Progress, Request
from service.storage.catalogue import LIST, facts_of
from service.storage.inquiries import Inquiry
from service.storage.redis_index import LEASE, PACE, USUAL_PACE, WORKERS, stage_of
from service.storage.turns import ENTER, ROUND, WAITING

_COURSE = f"""
local function course(client, audit, heard_of)
  local kept = redis.call("HMGET", "audit:" .. audit, "stage", "done", "total", "started_at", "attempt")
  if kept[1] then return table.concat({{kept[1], kept[2] or "", kept[3] or "", kept[4] or ""}}, " ") end
  local ready = redis.call("LRANGE", "%s", 0, -1)
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
end
"""
"""Answers in one string of four words, for that is read the fastest; of a queued audit the first is empty."""
_OF = f"{_COURSE} return course(ARGV[1], ARGV[2], ARGV[3])"
_BEGUN = f"""{LIST} {ENTER} {_COURSE}
list(ARGV[1], ARGV[2], ARGV[4])
enter(ARGV[1], ARGV[2])
return course(ARGV[1], ARGV[2], ARGV[3])
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
        self._of, self._begun = Inquiry(redis, _OF % queue), Inquiry(redis, _BEGUN % queue)

    def of(self, client: str, audit_id: str) -> Course:
        """The course of a client's audit. Raises QueueUnavailable."""
        return _told(self._of(client, audit_id, time.time() - LEASE))

    def begun(self, request: Request) -> Course:
        """List an accepted audit and let it wait; its course. Raises QueueUnavailable."""
        return _told(self._begun(request.client, request.id, time.time() - LEASE, facts_of(request)))


def _told(answer: bytes) -> Course:
    stage, first, second, third = answer.decode().split(" ")
    if stage:
        return Course(Progress(stage_of(stage), int(first or 0), int(second or 0), third or None))
    position = int(first) if first else None
    return Course(position=position, turn=(position or 0) * float(second or USUAL_PACE) / max(1, int(third)))
