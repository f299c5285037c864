-- Now, by the clock of Redis, which is one for all machines (POSIX seconds).
local time = redis.call("TIME")
local now = time[1] + time[2] / 1000000
