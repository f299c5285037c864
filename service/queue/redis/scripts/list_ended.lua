-- List an audit that has ended by how it ended, set its bytes, and tell who waits for it.
-- client, audit, facts, digest of its file, digest of all that decides its result, when it ended (POSIX seconds), bytes
-- include count_bytes
local client, audit = ARGV[1], ARGV[2]
redis.call("ZADD", LIST .. client, 0, audit)
if ARGV[4] ~= "" then redis.call("ZADD", FILES .. client, 0, ARGV[4] .. audit) end
redis.call("HSET", LIST .. client .. FACTS, audit, ARGV[3])
redis.call("HSET", CONTENTS .. client, ARGV[5], audit)
redis.call("ZADD", ENDED, ARGV[6], audit)
count_bytes(client, audit, ARGV[7])
redis.call("ZREM", ADMITTED, audit .. " " .. client)
redis.pcall("PUBLISH", ENDINGS, audit) -- not all users of Redis may; who waits looks by himself, too
