-- Who of a set was heard of in the last seconds; who was not for longer, or is in the future, is forgotten.
-- set, seconds, seconds for which one is remembered
-- include clock
redis.call("ZREMRANGEBYSCORE", ARGV[1], "-inf", now - ARGV[3])
redis.call("ZREMRANGEBYSCORE", ARGV[1], now + ARGV[3], "+inf")
return redis.call("ZRANGEBYSCORE", ARGV[1], now - ARGV[2], now + ARGV[2])
