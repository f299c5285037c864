-- Let audits that were lost wait before what waits in the same list: the last of them first.
-- list, audits
-- include join
redis.call("LPUSH", WAITING .. ARGV[1], unpack(ARGV, 2))
join(ARGV[1])
