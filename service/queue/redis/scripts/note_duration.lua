-- Have the pace follow how long an audit took.
-- seconds, what they count for, pace as long as nothing is known
local pace = tonumber(redis.call("GET", PACE) or ARGV[3])
redis.call("SET", PACE, pace * (1 - ARGV[2]) + ARGV[1] * ARGV[2])
