-- Let an audit wait no longer, be it that it was interrupted.
-- client, audit
-- include backlog
redis.call("ZREM", ADMITTED, ARGV[2] .. " " .. ARGV[1])
uncount_waiting(ARGV[2])
for _, client in ipairs({ARGV[1], ARGV[1] .. LONG}) do
  if redis.call("LREM", WAITING .. client, 1, ARGV[2]) > 0 and redis.call("EXISTS", WAITING .. client) == 0 then
    redis.call("LREM", ROUND, 1, client)
  end
end
