-- Note that one has made all lists anew; 0 where some of it was lost meanwhile.
-- maker
if redis.call("GET", COMPLETE) == ARGV[1] then redis.call("SET", COMPLETE, 3) return 1 end
return 0
