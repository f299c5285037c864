-- Let audits that were lost wait before what waits in the same list: the last of them first.
-- list, audits
-- include join
-- include backlog
redis.call("LPUSH", WAITING .. ARGV[1], unpack(ARGV, 2))
for index = 2, #ARGV do count_waiting(ARGV[index]) end
join(ARGV[1])
