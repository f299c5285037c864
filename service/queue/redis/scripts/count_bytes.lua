-- Count the bytes of an audit or batch, which is kept now; with a "1" only if it is counted already.
-- client, name, bytes, "1" or "0"
-- include count_bytes
if ARGV[4] == "1" and redis.call("HEXISTS", KEPT .. ARGV[1], ARGV[2]) == 0 then return end
count_bytes(ARGV[1], ARGV[2], ARGV[3])
redis.call("ZREM", ADMITTED, ARGV[2] .. " " .. ARGV[1])
