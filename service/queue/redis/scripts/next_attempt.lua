-- Count one more attempt of what is to be done, which counts as waiting again; how many there were.
-- name, seconds for which it is kept
local run = RUN .. ARGV[1]
local attempt = redis.call("HINCRBY", run, "attempt", 1)
redis.call("HDEL", run, "stage", "done", "total", "started_at", "pages_done", "pages")
redis.call("EXPIRE", run, ARGV[2])
return attempt
