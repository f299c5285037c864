-- Count one more request of a key: how many it has made in this window, and the seconds until the next begins.
-- key, seconds of a window
local window = RATE .. ARGV[1]
local used = redis.call("INCR", window)
if used == 1 or redis.call("TTL", window) > tonumber(ARGV[2]) then redis.call("EXPIRE", window, ARGV[2]) end
return {used, redis.call("TTL", window)}
