-- Note that one has made all lists anew; 0 where some of it was lost meanwhile.
-- maker, 3
-- include history
if redis.call("GET", COMPLETE) ~= ARGV[1] .. " " .. history() then return 0 end
redis.call("SET", COMPLETE, ARGV[2] .. " " .. history())
return 1
