"""How many bytes each client keeps: what it sent and what was made of it, until it is deleted or expires.

audit:kept:{client}   hash: bytes of each audit and batch by its id, and their `total`

Made anew from the store where it is lost (`service.housekeeping`).
"""

from redis import Redis

from service.storage.redis_index import reached

KEPT = "audit:kept:"
TOTAL = "total"
ADMITTED = "audit:admitted"
"""The sorted set of what was admitted and doesn't wait yet: id and client, by when that admission lapses."""

WEIGH = f"""
local function weigh(client, name, bytes)
  local key = "{KEPT}" .. client
  local before = tonumber(redis.call("HGET", key, name) or 0)
  if bytes then redis.call("HSET", key, name, bytes) else redis.call("HDEL", key, name) end
  redis.call("HINCRBY", key, "{TOTAL}", string.format("%.0f", (bytes or 0) - before))
  if redis.call("HLEN", key) == 1 then redis.call("DEL", key) end
end
"""
"""In Lua: counts the bytes of an audit or batch, in place of those counted before; nil for one that is gone."""
_SET = f"""{WEIGH}
if ARGV[4] == "1" and redis.call("HEXISTS", "{KEPT}" .. ARGV[1], ARGV[2]) == 0 then return end
weigh(ARGV[1], ARGV[2], ARGV[3])
redis.call("ZREM", "{ADMITTED}", ARGV[2] .. " " .. ARGV[1])
"""
_REMOVE = f"{WEIGH} weigh(ARGV[1], ARGV[2], nil)"


class Usage:
    """The bytes of all clients. Each call raises QueueUnavailable where Redis doesn't answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._set, self._remove = redis.register_script(_SET), redis.register_script(_REMOVE)

    def set(self, client: str, name: str, size: int) -> None:
        """Count the bytes of an audit or batch, in place of those counted before."""
        with reached():
            self._set(args=[client, name, size, 0])

    def change(self, client: str, name: str, size: int) -> None:
        """The same for one that may have been deleted meanwhile: it is counted only if it was before."""
        with reached():
            self._set(args=[client, name, size, 1])

    def remove(self, client: str, name: str) -> None:
        """Count an audit or batch no longer."""
        with reached():
            self._remove(args=[client, name])

    def drop(self, name: str) -> None:
        """The same for one of which nobody knows whose it was."""
        with reached():
            for key in self._redis.scan_iter(f"{KEPT}*", count=1000):
                self._remove(args=[key.decode().removeprefix(KEPT), name])

    def total(self, client: str) -> int:
        """The bytes that a client keeps."""
        with reached():
            return int(self._redis.hget(f"{KEPT}{client}", TOTAL) or 0)
