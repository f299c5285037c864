-- How many audits and background tasks wait.
local all = 0
for _, client in ipairs(redis.call("LRANGE", ROUND, 0, -1)) do
  all = all + redis.call("LLEN", WAITING .. client)
end
return all
