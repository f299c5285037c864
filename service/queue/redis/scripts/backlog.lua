-- What waits the longest of each kind: its kind, its name, and since when in POSIX seconds where that isn't 0; then each job
-- that is ready, and since when as rq writes it, with the first that is ready for the workers for scans.
-- include backlog
local found = {}
for _, kind in ipairs(KINDS) do
  local first = redis.call("ZRANGE", BACKLOG .. kind, 0, 0, "WITHSCORES")
  if first[1] then found[#found + 1] = {kind, first[1], first[2]} end
end
local function ready(kind, job)
  found[#found + 1] = {kind, job, redis.call("HGET", JOB .. job, "enqueued_at") or ""}
end
for _, job in ipairs(redis.call("LRANGE", READY, 0, -1)) do ready("", job) end
for _, job in ipairs(redis.call("LRANGE", READY_SCANS, 0, 0)) do ready("scans", job) end
return found
