-- Add to counters.
-- counter, by how much, and so on
for index = 1, #ARGV, 2 do
  redis.call("HINCRBYFLOAT", METRICS, ARGV[index], ARGV[index + 1])
end
