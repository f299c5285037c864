-- include clock

-- How many of a set were heard of in the last seconds. Those in the future were, before the clock was set back.
local function heard_of(set, seconds) return redis.call("ZCOUNT", set, now - seconds, now + seconds) end
