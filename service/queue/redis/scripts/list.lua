-- List an audit that was accepted.
-- client, audit, facts, digest of its file
-- include list
list(ARGV[1], ARGV[2], ARGV[3], ARGV[4])
