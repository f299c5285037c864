-- Admit an audit or batch, which counts as waiting from now on, with its bytes; or say why not, and a number for that.
-- client, name, bytes, most of a client's, most of all, most bytes of a client, how many fit on the disk, of a batch,
-- seconds until it lapses
-- include withdraw
-- include waiting

local client, name, bytes = ARGV[1], ARGV[2], tonumber(ARGV[3])
local may_own, may_wait, may_keep, fit = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7])
-- Written first, for a Redis without memory refuses only the first command of a script, if that takes memory.
redis.call("SET", WRITTEN, 1)
withdraw(now)
local member = name .. " " .. client
if redis.call("ZSCORE", ADMITTED, member) then return {0, 0} end
local own, all = waiting(client)
if ARGV[8] ~= "1" then own = own + expanding(client) end
if own + 1 > may_own or own + 1 > share(all + 1, may_wait) then return {1, own} end
if all + 1 > may_wait then return {2, all} end
if all + 1 > fit then return {3, 0} end
local kept = tonumber(redis.call("HGET", KEPT .. client, TOTAL) or 0)
if kept + bytes > may_keep then return {4, string.format("%.0f", kept)} end
redis.call("ZADD", ADMITTED, now + ARGV[9], member)
count_bytes(client, name, ARGV[3])
return {0, 0}
