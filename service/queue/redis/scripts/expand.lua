-- Note that a batch is kept and files of it are still to be admitted, for some seconds.
-- client, batch, seconds
redis.call("ZREM", ADMITTED, ARGV[2] .. " " .. ARGV[1])
redis.call("ZADD", EXPANDING .. ARGV[1], redis.call("TIME")[1] + ARGV[3], ARGV[2])
redis.call("EXPIRE", EXPANDING .. ARGV[1], ARGV[3])
