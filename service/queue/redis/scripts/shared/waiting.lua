-- include backlog
local now = tonumber(redis.call("TIME")[1])

-- How many audits wait or were admitted: a client's, and all.
local function waiting(client)
  local own = redis.call("LLEN", WAITING .. client)
  local admitted = redis.call("ZRANGE", ADMITTED, 0, -1)
  for _, member in ipairs(admitted) do
    if string.sub(member, string.find(member, " ", 1, true) + 1) == client then own = own + 1 end
  end
  return own, #admitted + depth()
end

-- How many of a client's batches have files that are still to be admitted.
local function expanding(client)
  redis.call("ZREMRANGEBYSCORE", EXPANDING .. client, "-inf", now)
  return redis.call("ZCARD", EXPANDING .. client)
end

-- How many a client may have waiting where so many wait: no more than it leaves free for the others.
local function share(all, may_wait) return math.max(1, may_wait - all) end
