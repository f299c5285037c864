-- Take out the audit whose turn it is; false where nothing waits or no worker is free. One worker is counted on even
-- while none is heard of. Of audits that were interrupted all workers but one may run some.
-- seconds for which workers and runs that were heard of count, seconds for which clients count as served
-- include heard_of
-- include backlog
local workers = math.max(1, heard_of(WORKERS, ARGV[1]))
if redis.call("LLEN", READY) + redis.call("LLEN", TAKEN) >= workers then return false end
local may_be_long = heard_of(RUNNING_LONG, ARGV[1]) < math.max(1, workers - 1)
local client, is_long
for _, each in ipairs(redis.call("LRANGE", ROUND, 0, -1)) do
  is_long = string.sub(each, -#LONG) == LONG
  if may_be_long or not is_long then client = each break end
end
if not client then return false end
redis.call("LREM", ROUND, 1, client)
if redis.call("SISMEMBER", SERVED, client) == 1 then redis.call("DEL", SERVED) end
redis.call("SADD", SERVED, client)
redis.call("EXPIRE", SERVED, ARGV[2])
local audit = redis.call("LPOP", WAITING .. client)
if audit then uncount_waiting(audit) end
if is_long and audit then redis.call("ZADD", RUNNING_LONG, now, audit) end
if redis.call("EXISTS", WAITING .. client) == 1 then redis.call("RPUSH", ROUND, client) end
return audit
