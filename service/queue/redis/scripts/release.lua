-- Give a lease back, if it is still this token's.
-- name, token
local lease = RUN .. ARGV[1] .. LEASE
if redis.call("GET", lease) == ARGV[2] then return redis.call("DEL", lease) end
return 0
