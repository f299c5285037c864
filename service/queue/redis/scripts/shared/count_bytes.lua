-- Count the bytes of an audit or batch, in place of those counted before; nil for one that is gone.
local function count_bytes(client, name, bytes)
  local key = KEPT .. client
  local before = tonumber(redis.call("HGET", key, name) or 0)
  if bytes then redis.call("HSET", key, name, bytes) else redis.call("HDEL", key, name) end
  redis.call("HINCRBY", key, TOTAL, string.format("%.0f", (bytes or 0) - before))
  if redis.call("HLEN", key) == 1 then redis.call("DEL", key) end
end
