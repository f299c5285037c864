-- Count no longer what was admitted and never kept.
-- include withdraw
withdraw(tonumber(redis.call("TIME")[1]))
