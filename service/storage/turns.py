"""Who waits, by turns: a list of audits a client, and a round of the clients that have one.

audit:round              list: the clients with audits that wait, the next to be served first
audit:served             set: the clients that have been served in this round
audit:waiting:{client}   list: the client's audits that wait, oldest first; those that were interrupted in a second list
audit:long               sorted set: audits that were interrupted and run again, by when they were last heard of

Who begins to wait comes before all who were served in this round already, so that one report doesn't stand behind
thousands; who was served himself waits for the next round, so that nobody keeps others out by sending one at a time.

An audit that runs for longer than its time slice while others wait is interrupted and waits in a second list of its
client's. Of those that were interrupted all workers but one may run some at a time: one is kept for what is short.

May be lost at any time: the reconciler lets in again what is neither here nor in work.
"""

import time

from redis import Redis

from service.storage.inquiries import Inquiry
from service.storage.redis_index import LEASE, WORKERS, reached
from service.storage.usage import ADMITTED

ROUND = "audit:round"
_SERVED = "audit:served"
WAITING = "audit:waiting:"
_LONG = " long"
"""What names the list of a client's audits that were interrupted."""
RUNNING_LONG = "audit:long"
_REMEMBERED = 60
"""Seconds without a turn after which nobody counts as served."""

_JOIN = f"""
local function join(client)
  if redis.call("LPOS", "{ROUND}", client) then return end
  if redis.call("SISMEMBER", "{_SERVED}", client) == 0 then
    for _, other in ipairs(redis.call("LRANGE", "{ROUND}", 0, -1)) do
      if redis.call("SISMEMBER", "{_SERVED}", other) == 1 then
        return redis.call("LINSERT", "{ROUND}", "BEFORE", other, client)
      end
    end
  end
  redis.call("RPUSH", "{ROUND}", client)
end
"""
ENTER = f"""{_JOIN}
local function enter(client, audit)
  local own = "{WAITING}" .. client
  redis.call("ZREM", "{ADMITTED}", audit .. " " .. client)
  if not redis.call("LPOS", own, audit, "RANK", -1, "MAXLEN", 100) then redis.call("RPUSH", own, audit) end
  join(client)
end
"""
"""In Lua: lets an audit wait; not twice, where it was asked to just before."""
_ENTER = f"""{_JOIN}
redis.call("RPUSH", KEYS[1], unpack(ARGV, 2))
join(ARGV[1])
"""
_COME_BACK = f"""{_JOIN}
redis.call("LPUSH", KEYS[1], unpack(ARGV, 2))
join(ARGV[1])
"""
_NEXT = f"""
local workers = 1
if KEYS[3] then
  workers = math.max(1, redis.call("ZCOUNT", KEYS[5], ARGV[2], ARGV[3]))
  if redis.call("LLEN", KEYS[3]) + redis.call("LLEN", KEYS[4]) >= workers then return false end
end
local may_be_long = redis.call("ZCOUNT", "{RUNNING_LONG}", ARGV[2], ARGV[3]) < math.max(1, workers - 1)
local client, is_long
for _, each in ipairs(redis.call("LRANGE", KEYS[1], 0, -1)) do
  is_long = string.sub(each, -{len(_LONG)}) == "{_LONG}"
  if may_be_long or not is_long then client = each break end
end
if not client then return false end
redis.call("LREM", KEYS[1], 1, client)
if redis.call("SISMEMBER", KEYS[2], client) == 1 then redis.call("DEL", KEYS[2]) end
redis.call("SADD", KEYS[2], client)
redis.call("EXPIRE", KEYS[2], ARGV[4])
local audit = redis.call("LPOP", ARGV[1] .. client)
if is_long and audit then redis.call("ZADD", "{RUNNING_LONG}", (ARGV[2] + ARGV[3]) / 2, audit) end
if redis.call("EXISTS", ARGV[1] .. client) == 1 then redis.call("RPUSH", KEYS[1], client) end
return audit
"""
_LEAVE = f"""
redis.call("ZREM", "{ADMITTED}", ARGV[2] .. " " .. ARGV[1])
for _, client in ipairs({{ARGV[1], ARGV[1] .. "{_LONG}"}}) do
  local own = "{WAITING}" .. client
  if redis.call("LREM", own, 1, ARGV[2]) > 0 and redis.call("EXISTS", own) == 0 then
    redis.call("LREM", "{ROUND}", 1, client)
  end
end
"""
_COUNT = f"""
local all = 0
for _, client in ipairs(redis.call("LRANGE", "{ROUND}", 0, -1)) do
  all = all + redis.call("LLEN", "{WAITING}" .. client)
end
return {{redis.call("LLEN", "{WAITING}" .. ARGV[1]), all}}
"""


class Turns:
    """The waiting lists of all clients. Each call raises QueueUnavailable where Redis doesn't answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = (_ENTER, _COME_BACK, _NEXT, _LEAVE)
        self._enter, self._come_back, self._next, self._leave = map(redis.register_script, scripts)
        self._count = Inquiry(redis, _COUNT)

    def enter(self, client: str, *audit_ids: str) -> None:
        """Let audits wait, after those of the same client that wait already."""
        with reached():
            self._enter(keys=[WAITING + client], args=[client, *audit_ids])

    def come_back(self, client: str, *audit_ids: str) -> None:
        """Let audits wait that had been lost, the oldest first, before those of the same client that wait already."""
        with reached():
            self._come_back(keys=[WAITING + client], args=[client, *reversed(audit_ids)])

    def next(self, ready: str | None = None, taken: str | None = None) -> str | None:
        """Take out the audit whose turn it is; None where nothing waits.

        None too where no worker is free, if the keys are given of the list of jobs that are `ready` for workers, and
        of that of those `taken` by one. One worker is counted on even while none is heard of.
        """
        keys = [ROUND, _SERVED, *([ready, taken, WORKERS] if ready and taken else [])]
        now = time.time()
        with reached():
            audit_id = self._next(keys=keys, args=[WAITING, now - LEASE, now + LEASE, _REMEMBERED])
        return audit_id.decode() if audit_id else None

    def leave(self, client: str, audit_id: str) -> None:
        """Wait no longer."""
        with reached():
            self._leave(args=[client, audit_id])

    def interrupt(self, client: str, audit_id: str) -> None:
        """Let an audit wait that was interrupted, after those of the same client that were."""
        self.enter(client + _LONG, audit_id)

    def run_long(self, audit_id: str) -> None:
        """An audit that was interrupted runs again; one that isn't heard of for some seconds runs no longer."""
        now = time.time()
        with reached(), self._redis.pipeline() as pipeline:
            pipeline.zremrangebyscore(RUNNING_LONG, "-inf", now - LEASE)
            pipeline.zadd(RUNNING_LONG, {audit_id: now})
            pipeline.execute()

    def end_long(self, audit_id: str) -> None:
        """It has ended, or was interrupted again."""
        with reached():
            self._redis.zrem(RUNNING_LONG, audit_id)

    def others_wait(self, client: str) -> bool:
        """Whether something waits that is not this client's."""
        return any(each not in (client, client + _LONG) for each in self._clients())

    def counts(self, client: str) -> tuple[int, int]:
        """How many audits wait: the client's, and all."""
        own, everyones = self._count(client)
        return own, everyones

    def waits(self, client: str, audit_id: str) -> bool:
        """Whether it is among the client's that wait."""
        with reached():
            return self._redis.lpos(WAITING + client, audit_id) is not None

    def oldest(self) -> str | None:
        """The audit that waits the longest; None where nothing waits."""
        firsts = [self._redis.lindex(WAITING + client, 0) for client in self._clients()]
        return min((first.decode() for first in firsts if isinstance(first, bytes)), default=None)

    def all(self) -> set[str]:
        """All audits that wait."""
        found: set[str] = set()
        for client in self._clients():
            with reached():
                found.update(audit_id.decode() for audit_id in self._redis.lrange(WAITING + client, 0, -1))  # type: ignore[union-attr]
        return found

    def _clients(self) -> list[str]:
        with reached():
            return [client.decode() for client in self._redis.lrange(ROUND, 0, -1)]  # type: ignore[union-attr]
