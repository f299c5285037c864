-- Have a client in the round of those to be served: before all who were served in it already, last if it was served itself.
local function join(client)
  if redis.call("LPOS", ROUND, client) then return end
  if redis.call("SISMEMBER", SERVED, client) == 0 then
    for _, other in ipairs(redis.call("LRANGE", ROUND, 0, -1)) do
      if redis.call("SISMEMBER", SERVED, other) == 1 then
        return redis.call("LINSERT", ROUND, "BEFORE", other, client)
      end
    end
  end
  redis.call("RPUSH", ROUND, client)
end
