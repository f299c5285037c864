-- List an accepted audit and let it wait, not twice where it was asked to just before; where it is.
-- client, audit, seconds for which workers that were heard of count, facts, digest of its file
-- include list
-- include join
-- include position
-- include backlog

local client, audit = ARGV[1], ARGV[2]
list(client, audit, ARGV[4], ARGV[5])
redis.call("ZREM", ADMITTED, audit .. " " .. client)
if not redis.call("LPOS", WAITING .. client, audit, "RANK", -1, "MAXLEN", 100) then
  redis.call("RPUSH", WAITING .. client, audit)
  count_waiting(audit)
end
join(client)
return position(client, audit, ARGV[3])
