"""Who waits, by turns: a list of audits a client, and a round of the clients that have one.

audit:round              list: the clients with audits that wait, the next to be served first
audit:waiting:{client}   list: the client's audits that wait, oldest first

May be lost at any time: the reconciler lets in again what is neither here nor in work.
"""

from redis import Redis

from service.storage.redis_index import reached

_ROUND = "audit:round"
_WAITING = "audit:waiting:"

_ENTER = """
if redis.call("RPUSH", KEYS[1], unpack(ARGV, 2)) == #ARGV - 1 then redis.call("RPUSH", KEYS[2], ARGV[1]) end
"""
_COME_BACK = """
if redis.call("LPUSH", KEYS[1], unpack(ARGV, 2)) == #ARGV - 1 then redis.call("RPUSH", KEYS[2], ARGV[1]) end
"""
_NEXT = """
local client = redis.call("LPOP", KEYS[1])
if not client then return false end
local audit = redis.call("LPOP", ARGV[1] .. client)
if redis.call("EXISTS", ARGV[1] .. client) == 1 then redis.call("RPUSH", KEYS[1], client) end
return audit
"""
_LEAVE = """
local gone = redis.call("LREM", KEYS[1], 1, ARGV[2])
if gone > 0 and redis.call("EXISTS", KEYS[1]) == 0 then redis.call("LREM", KEYS[2], 1, ARGV[1]) end
return gone
"""
_COUNT = """
local all = 0
for _, client in ipairs(redis.call("LRANGE", KEYS[1], 0, -1)) do all = all + redis.call("LLEN", ARGV[1] .. client) end
return {redis.call("LLEN", ARGV[1] .. ARGV[2]), all}
"""


class Turns:
    """The waiting lists of all clients. Each call raises QueueUnavailable where Redis doesn't answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = (_ENTER, _COME_BACK, _NEXT, _LEAVE, _COUNT)
        self._enter, self._come_back, self._next, self._leave, self._count = map(redis.register_script, scripts)

    def enter(self, client: str, *audit_ids: str) -> None:
        """Let audits wait, after those of the same client that wait already."""
        with reached():
            self._enter(keys=[_WAITING + client, _ROUND], args=[client, *audit_ids])

    def come_back(self, client: str, *audit_ids: str) -> None:
        """Let audits wait that had been lost, the oldest first, before those of the same client that wait already."""
        with reached():
            self._come_back(keys=[_WAITING + client, _ROUND], args=[client, *reversed(audit_ids)])

    def next(self) -> str | None:
        """Take out the audit whose turn it is; None where nothing waits."""
        with reached():
            audit_id = self._next(keys=[_ROUND], args=[_WAITING])
        return audit_id.decode() if audit_id else None

    def leave(self, client: str, audit_id: str) -> None:
        """Wait no longer."""
        with reached():
            self._leave(keys=[_WAITING + client, _ROUND], args=[client, audit_id])

    def counts(self, client: str) -> tuple[int, int]:
        """How many audits wait: the client's, and all."""
        with reached():
            own, everyones = self._count(keys=[_ROUND], args=[_WAITING, client])
        return int(own), int(everyones)

    def waits(self, client: str, audit_id: str) -> bool:
        """Whether it is among the client's that wait."""
        with reached():
            return self._redis.lpos(_WAITING + client, audit_id) is not None

    def oldest(self) -> str | None:
        """The audit that waits the longest; None where nothing waits."""
        firsts = [self._redis.lindex(_WAITING + client, 0) for client in self._clients()]
        return min((first.decode() for first in firsts if isinstance(first, bytes)), default=None)

    def all(self) -> set[str]:
        """All audits that wait."""
        found: set[str] = set()
        for client in self._clients():
            with reached():
                found.update(audit_id.decode() for audit_id in self._redis.lrange(_WAITING + client, 0, -1))  # type: ignore[union-attr]
        return found

    def _clients(self) -> list[str]:
        with reached():
            return [client.decode() for client in self._redis.lrange(_ROUND, 0, -1)]  # type: ignore[union-attr]
