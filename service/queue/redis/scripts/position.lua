-- Where an audit without a result is.
-- client, audit, seconds for which workers that were heard of count
-- include position
return position(ARGV[1], ARGV[2], ARGV[3])
