-- Let something wait, after what waits in the same list.
-- list, name
-- include join
-- include backlog
redis.call("RPUSH", WAITING .. ARGV[1], ARGV[2])
count_waiting(ARGV[2])
join(ARGV[1])
