-- Have a client in the round of those to be served: before all who were served in it already, last if it was served itself.
local function join(client)
  if redis.call("LPOS", ROUND, client) then return end
  if redis.call("SISMEMBER", SERVED, client) == 0 then
    -- Those who were served come last, so that half of what is left is ruled out by each look.
    local first, last, found = 0, redis.call("LLEN", ROUND) - 1, nil
    while first <= last do
      local middle = math.floor((first + last) / 2)
      local other = redis.call("LINDEX", ROUND, middle)
      if redis.call("SISMEMBER", SERVED, other) == 1 then
        found, last = other, middle - 1
      else
        first = middle + 1
      end
    end
    if found then return redis.call("LINSERT", ROUND, "BEFORE", found, client) end
  end
  redis.call("RPUSH", ROUND, client)
end
