-- Count an audit or batch no longer.
-- client, name
-- include count_bytes
count_bytes(ARGV[1], ARGV[2], nil)
