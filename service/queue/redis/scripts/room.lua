-- How many more audits of a client's batches may wait just now.
-- client, most of a client's, most of all
-- include waiting

local own, all = waiting(ARGV[1])
local may_own, may_wait = tonumber(ARGV[2]), tonumber(ARGV[3])
local left = math.floor((share(all, may_wait) - own) / 2)
if own == 0 then left = math.max(1, left) end
return math.max(0, math.min(may_own - own, may_wait - all, left))
