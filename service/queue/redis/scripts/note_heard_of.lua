-- Note that something was heard of just now.
-- set, member
-- include clock
redis.call("ZADD", ARGV[1], now, ARGV[2])
