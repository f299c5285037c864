-- Note that something was heard of just now; when that is.
-- set, member
-- include clock
redis.call("ZADD", ARGV[1], now, ARGV[2])
return tostring(now)
