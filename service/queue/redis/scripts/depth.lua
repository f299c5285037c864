-- How many audits and background tasks wait.
-- include backlog
return depth()
