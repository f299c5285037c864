-- List an audit that was accepted.
-- client, audit, facts
-- include list
list(ARGV[1], ARGV[2], ARGV[3])
