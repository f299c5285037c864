-- Note that one makes all lists anew.
-- maker
-- include history
redis.call("SET", COMPLETE, ARGV[1] .. " " .. history())
