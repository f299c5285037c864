-- List an audit that was accepted; facts that are known of it already stay.
local function list(client, audit, facts, sha256)
  redis.call("ZADD", LIST .. client, 0, audit)
  redis.call("ZADD", FILES .. client, 0, sha256 .. audit)
  redis.call("HSETNX", LIST .. client .. FACTS, audit, facts)
end
