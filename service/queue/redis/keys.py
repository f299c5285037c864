"""What Redis holds, key by key; the scripts name keys as they are named here. All of it may be lost and is made anew.

audit:{id}                  hash: attempt (of rq's job), crashes, interruptions, and stage, done, total, started_at of a run
audit:{id}:lease            the token of the worker that runs it; gone a few seconds after that worker
audit:{name}:asked          whether a background task was asked for in the last seconds
audit:round                 list: the clients with audits that wait, the next to be served first
audit:served                set: the clients that have been served in this round
audit:waiting:{client}      list: the client's audits that wait, oldest first; in a second one those that were interrupted,
                            and in a third its background tasks
audit:backlog:{kind}        sorted set: all that waits of a kind, `audits`, `batches` or `documents`: audits by their ids, the
                            others by since when they wait
audit:long                  sorted set: audits that were interrupted and run again, by when they were last heard of
audit:admitted              sorted set: what was admitted and doesn't wait yet, as "id client", by when that lapses
audit:expanding:{client}    sorted set: the client's batches with files still to be admitted, and its audits whose file is
                            still to be fetched, by when that lapses
audit:kept:{client}         hash: bytes of each audit and batch by its id, and their `total`
audit:list:{client}         sorted set: the client's audits, by their ids
audit:list:{client}:facts   hash: what an audit is chosen by, as JSON
audit:files:{client}        sorted set: the client's audits, by the digests of their files, each written before the id
audit:batches:{client}      sorted set: the client's batches, by their ids
audit:batches:{client}:facts  hash: what a batch is chosen by, as JSON
audit:contents:{client}     hash: the last audit of a content, by the digest of all that decides its result
audit:ended                 sorted set: all audits that have ended, by when
audit:endings               channel: the ids of audits that end, for who waits for one
audit:complete              "3 history" unless something may be lost since the lists were made; while they are made anew, by whom
                            instead of 3. scripts/shared/history.lua says what a history is
audit:workers               sorted set: the workers, by when they were last heard of
audit:sandboxes             sorted set: what jobs are confined by, in words, by when a worker last said so
audit:pace                  seconds that audits take, the later ones counting more
audit:metrics               hash: counters, each field a sample as Prometheus writes it: name{label="value"}
audit:rate:{key}            requests made with a key in this minute
audit:written               is written to learn whether Redis takes anything
rq:queue:{name}             list: rq's jobs that are ready for workers; beside it those that were taken by one

All moments are Redis's, so that machines whose clocks differ agree. Redis lets keys expire by the time of day. Where that was set back they would last for as long; whoever sees one that
lasts longer than it should cuts it short.
"""

RUN = "audit:"
LEASE = ":lease"
ASKED = ":asked"
ROUND = "audit:round"
SERVED = "audit:served"
WAITING = "audit:waiting:"
BACKLOG = "audit:backlog:"
STEP = "_batch"
LONG = " long"
TASKS = " tasks"
RUNNING_LONG = "audit:long"
ADMITTED = "audit:admitted"
EXPANDING = "audit:expanding:"
KEPT = "audit:kept:"
TOTAL = "total"
LIST = "audit:list:"
FACTS = ":facts"
FILES = "audit:files:"
BATCHES = "audit:batches:"
CONTENTS = "audit:contents:"
ENDED = "audit:ended"
ENDINGS = "audit:endings"
COMPLETE = "audit:complete"
WORKERS = "audit:workers"
SANDBOXES = "audit:sandboxes"
PACE = "audit:pace"
METRICS = "audit:metrics"
RATE = "audit:rate:"
WRITTEN = "audit:written"
READY = "rq:queue:audits"
READY_SCANS = "rq:queue:scans"
JOB = "rq:job:"
TAKEN = "rq:queue:audits:intermediate"
