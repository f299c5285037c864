-- List an audit that was accepted; facts that are known of it already stay. One whose file is still to be fetched has no digest.
local function list(client, audit, facts, sha256)
  redis.call("ZADD", LIST .. client, 0, audit)
  if sha256 ~= "" then redis.call("ZADD", FILES .. client, 0, sha256 .. audit) end
  redis.call("HSETNX", LIST .. client .. FACTS, audit, facts)
end
