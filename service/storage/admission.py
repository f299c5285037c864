"""Who is let in: how many audits may wait and how many bytes may be kept, asked and noted in one piece of Lua.

audit:admitted             sorted set: what was admitted and doesn't wait yet, by when that lapses (`storage.usage`)
audit:expanding:{client}   sorted set: the client's batches of which files are still to be admitted, by when that lapses

What is admitted counts as waiting from then on, so that many who ask at once are no more than may wait. It waits once
it is kept, or lapses: the process that asked for it has died. Batches that still expand are noted again and again.

Of what may wait in all a client gets no more than it leaves free for the others (the dynamic threshold of Choudhury
and Hahne): alone at most half, of two each a third. One audit of a client is admitted as long as there is any room.
"""

from dataclasses import dataclass
from enum import IntEnum

from redis import Redis

from service.config import MIB, Settings
from service.errors import AuditError, QuotaExceeded, StorageFull, TooManyOfYoursWaiting, TooManyWaiting
from service.storage.inquiries import Inquiry
from service.storage.redis_index import reached
from service.storage.turns import ROUND, WAITING
from service.storage.usage import ADMITTED, KEPT, TOTAL, WEIGH

_LAPSE = 30
"""Seconds after which what was admitted, and was not heard of since, is admitted no longer."""
EXPANDING_LAPSE = 60
_EXPANDING = "audit:expanding:"
_WRITTEN = "audit:written"
"""Written first, for a Redis without memory refuses only the first command of a script, if that takes memory."""

_WITHDRAW = f"""{WEIGH}
local function withdraw(now)
  for _, member in ipairs(redis.call("ZRANGEBYSCORE", "{ADMITTED}", "-inf", now)) do
    local space = string.find(member, " ", 1, true)
    redis.call("ZREM", "{ADMITTED}", member)
    weigh(string.sub(member, space + 1), string.sub(member, 1, space - 1), nil)
  end
end
"""
_COUNT = f"""
local now = tonumber(redis.call("TIME")[1])
local function count(client)
  local own = redis.call("LLEN", "{WAITING}" .. client)
  local admitted = redis.call("ZRANGE", "{ADMITTED}", 0, -1)
  for _, member in ipairs(admitted) do
    if string.sub(member, string.find(member, " ", 1, true) + 1) == client then own = own + 1 end
  end
  local all = #admitted
  for _, other in ipairs(redis.call("LRANGE", "{ROUND}", 0, -1)) do
    all = all + redis.call("LLEN", "{WAITING}" .. other)
  end
  return own, all
end
local function expanding(client)
  redis.call("ZREMRANGEBYSCORE", "{_EXPANDING}" .. client, "-inf", now)
  return redis.call("ZCARD", "{_EXPANDING}" .. client)
end
local function share(all, may_wait) return math.max(1, may_wait - all) end
"""
_ADMIT = f"""{_WITHDRAW} {_COUNT}
local client, name, bytes = ARGV[1], ARGV[2], tonumber(ARGV[3])
local may_own, may_wait, may_keep, fit = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
redis.call("SET", "{_WRITTEN}", 1)
withdraw(now)
local member = name .. " " .. client
if redis.call("ZSCORE", "{ADMITTED}", member) then return {{0, 0}} end
local own, all = count(client)
if ARGV[8] ~= "1" then own = own + expanding(client) end
if own + 1 > may_own or own + 1 > share(all + 1, may_wait) then return {{1, own}} end
if all + 1 > may_wait then return {{2, all}} end
if all + 1 > fit then return {{3, 0}} end
local kept = tonumber(redis.call("HGET", "{KEPT}" .. client, "{TOTAL}") or 0)
if kept + bytes > may_keep then return {{4, string.format("%.0f", kept)}} end
redis.call("ZADD", "{ADMITTED}", now + {_LAPSE}, member)
weigh(client, name, ARGV[3])
return {{0, 0}}
"""
_ROOM = f"""{_COUNT}
local own, all = count(ARGV[1])
local may_own, may_wait = tonumber(ARGV[2]), tonumber(ARGV[3])
local left = math.floor((share(all, may_wait) - own) / 2)
if own == 0 then left = math.max(1, left) end
return math.max(0, math.min(may_own - own, may_wait - all, left))
"""
_EXPAND = f"""
redis.call("ZREM", "{ADMITTED}", ARGV[2] .. " " .. ARGV[1])
redis.call("ZADD", "{_EXPANDING}" .. ARGV[1], redis.call("TIME")[1] + {EXPANDING_LAPSE}, ARGV[2])
redis.call("EXPIRE", "{_EXPANDING}" .. ARGV[1], {EXPANDING_LAPSE})
"""


class _Verdict(IntEnum):
    """What the script says."""

    ADMITTED = 0
    TOO_MANY_OF_YOURS = 1
    TOO_MANY = 2
    DISK_FULL = 3
    QUOTA_EXCEEDED = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is to be admitted: an audit, a batch, or an audit `of_batch`, which was admitted as a batch before."""

    client: str
    name: str
    size: int
    of_batch: bool = False


class Admission:
    """Each call raises QueueUnavailable where Redis doesn't answer or takes nothing that is written."""

    def __init__(self, redis: Redis, settings: Settings) -> None:
        self._redis, self._settings = redis, settings
        self._admit, self._room = Inquiry(redis, _ADMIT), Inquiry(redis, _ROOM)
        self._expand = redis.register_script(_EXPAND)
        self._withdraw = redis.register_script(f'{_WITHDRAW} withdraw(tonumber(redis.call("TIME")[1]))')

    def admit(self, asked: Candidate, fit: int) -> None:
        """Let one more wait, of whose kind `fit` fit on the disk with their results; it counts as waiting from now on.

        Raises TooManyWaiting, TooManyOfYoursWaiting, StorageFull, QuotaExceeded.
        """
        bounds = (self._settings.waiting_a_client, self._settings.waiting, self._settings.bytes_a_client, fit)
        verdict, number = self._admit(asked.client, asked.name, asked.size, *bounds, int(asked.of_batch))
        if refusal := self._refusal(_Verdict(verdict), int(number)):
            raise refusal

    def room(self, client: str) -> int:
        """How many more audits of a client's batches may wait just now."""
        return int(self._room(client, self._settings.waiting_a_client, self._settings.waiting))

    def expands(self, client: str, batch_id: str) -> None:
        """Note that a batch is kept, and files of it are still to be admitted: it counts as one that waits, for a while."""
        with reached():
            self._expand(args=[client, batch_id])

    def expanded(self, client: str, batch_id: str) -> None:
        """Note that no more files of a batch are to be admitted."""
        with reached():
            self._redis.zrem(f"{_EXPANDING}{client}", batch_id)

    def withdraw(self) -> None:
        """Count no longer what was admitted and never kept."""
        with reached():
            self._withdraw()

    def _refusal(self, verdict: _Verdict, number: int) -> AuditError | None:
        match verdict:
            case _Verdict.TOO_MANY_OF_YOURS:
                return TooManyOfYoursWaiting(number)
            case _Verdict.TOO_MANY:
                return TooManyWaiting(number)
            case _Verdict.DISK_FULL:
                return StorageFull()
            case _Verdict.QUOTA_EXCEEDED:
                return QuotaExceeded(number // MIB, self._settings.bytes_a_client // MIB)
        return None
