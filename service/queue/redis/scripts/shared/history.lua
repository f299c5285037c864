-- What all that this server holds goes back to. It changes where something may have been lost that was said to be kept: where a
-- replica became master, or a server began again that keeps no append-only file.
local function history()
  local replication = redis.call("INFO", "replication")
  local never_a_replica = string.match(replication, "master_replid2:0+\r")
  if never_a_replica and string.find(redis.call("INFO", "persistence"), "aof_enabled:1", 1, true) then return "appended" end
  return string.match(redis.call("INFO", "server"), "run_id:(%w+)")
end
