-- include heard_of

-- Where an audit without a result is, in one string of words, for that is read the fastest:
-- of one that runs: stage, done, total, start, pages done, pages; of one that waits: nothing, its place if that is known,
-- pace, workers. Of the lists of others no more than so many are counted, and what all have taken from these.
local COUNTED = 100

local function position(client, audit, seconds)
  local run = redis.call("HMGET", RUN .. audit, "stage", "done", "total", "started_at", "pages_done", "pages", "attempt")
  if run[1] then
    return table.concat({run[1], run[2] or "", run[3] or "", run[4] or "", run[5] or "", run[6] or ""}, " ")
  end
  local ready = redis.call("LRANGE", READY, 0, -1)
  local place = ""
  for index, job in ipairs(ready) do
    if string.sub(job, 1, #audit) == audit then place = index break end
  end
  if place == "" and not run[7] then
    -- Whoever has just come is the last, and need not be looked for from the first one on.
    local own = redis.call("LPOS", WAITING .. client, audit, "RANK", -1, "MAXLEN", 100)
      or redis.call("LPOS", WAITING .. client, audit)
    if own then
      local before, later, counted = 0, 0, 0
      for _, other in ipairs(redis.call("LRANGE", ROUND, 0, COUNTED)) do
        if other == client then later = 1
        else
          before = before + math.min(redis.call("LLEN", WAITING .. other), own + 1 - later)
          counted = counted + 1
        end
      end
      local others = redis.call("LLEN", ROUND) - 1
      if others > COUNTED then before = math.floor(before * others / counted + 0.5) end
      place = own + before + #ready + 1
    end
  end
  local workers = heard_of(WORKERS, seconds)
  return table.concat({"", place, redis.call("GET", PACE) or "", workers}, " ")
end
