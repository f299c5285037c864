-- include count_bytes

-- Count no longer what was admitted and never kept.
local function withdraw(now)
  for _, member in ipairs(redis.call("ZRANGEBYSCORE", ADMITTED, "-inf", now)) do
    local space = string.find(member, " ", 1, true)
    redis.call("ZREM", ADMITTED, member)
    count_bytes(string.sub(member, space + 1), string.sub(member, 1, space - 1), nil)
  end
end
