"""Tasks: what a worker may be given to do. They touch store and queue, and leave strangers' files to jobs."""
