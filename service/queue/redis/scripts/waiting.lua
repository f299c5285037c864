-- The names of all that wait, those of each list in one string with blanks between: that is read the fastest.
local lists = {}
for index, client in ipairs(redis.call("LRANGE", ROUND, 0, -1)) do
  lists[index] = table.concat(redis.call("LRANGE", WAITING .. client, 0, -1), " ")
end
return lists
