local KINDS = {"audits", "batches", "documents"}

-- What waits by such a name: an audit, a step of a batch, or a document to draw.
local function kind_of(name)
  if not string.find(name, "_", 1, true) then return "audits" end
  return string.sub(name, -#STEP) == STEP and "batches" or "documents"
end

-- Count it among all of its kind that wait: an audit by its id, which tells its age, else by the time.
local function count_waiting(name)
  local kind = kind_of(name)
  redis.call("ZADD", BACKLOG .. kind, "NX", kind == "audits" and 0 or redis.call("TIME")[1], name)
end

-- Count it no longer.
local function uncount_waiting(name) redis.call("ZREM", BACKLOG .. kind_of(name), name) end

-- How many wait of all kinds.
local function depth()
  local all = 0
  for _, kind in ipairs(KINDS) do all = all + redis.call("ZCARD", BACKLOG .. kind) end
  return all
end
