-- Where an audit without a result is.
-- client, audit, since when workers that were heard of count (POSIX seconds)
-- include position
return position(ARGV[1], ARGV[2], ARGV[3])
