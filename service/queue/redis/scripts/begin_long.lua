-- Note that an audit that was interrupted runs again, or still does; how many such run.
-- audit, seconds for which one counts that is not heard of
-- include clock
redis.call("ZREMRANGEBYSCORE", RUNNING_LONG, "-inf", now - ARGV[2])
redis.call("ZADD", RUNNING_LONG, now, ARGV[1])
return redis.call("ZCARD", RUNNING_LONG)
