-- Take or keep a lease; 0 where another holds it. One that lasts longer than it should, for the clock was set back, is
-- cut short.
-- name, token, milliseconds
local lease = RUN .. ARGV[1] .. LEASE
local holder = redis.call("GET", lease)
if holder and holder ~= ARGV[2] then
  if redis.call("PTTL", lease) > tonumber(ARGV[3]) then redis.call("PEXPIRE", lease, ARGV[3]) end
  return 0
end
redis.call("SET", lease, ARGV[2], "PX", ARGV[3])
return 1
