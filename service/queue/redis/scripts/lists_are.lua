-- Whether the lists are complete, or made anew by one, as far as this server knows all of that.
-- 3 or the maker
-- include history
return redis.call("GET", COMPLETE) == ARGV[1] .. " " .. history() and 1 or 0
